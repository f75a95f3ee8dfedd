package syntax

import (
	"github.com/smelter-lang/smelter/transpile/diag"
	"github.com/smelter-lang/smelter/transpile/reader"
)

// This file parses the forms that choose, sequence and annotate.

// operands checks the number of operands of a form: missing has a text for each one
// that has to be there, reported behind the last that is.
func (p *parser) operands(title string, f *reader.Form, limit int, missing ...string) {
	if n := len(f.Items) - 1; n < len(missing) {
		p.failAt(title, p.end(f.Items[n]), missing[n])
	}
	if limit >= 0 && len(f.Items)-1 > limit {
		p.failAt(title, p.at(f.Items[limit+1]), "unexpected trailing form")
	}
}

func (p *parser) ifs(f *reader.Form) Expr {
	p.operands("Malformed if expression", f, 3, "expected a predicate", "expected a form", "expected a form")
	return &If{p.new(f), p.expr(f.Items[1]), p.expr(f.Items[2]), p.expr(f.Items[3])}
}

func (p *parser) when(f *reader.Form) Expr {
	unless := text(f.Items[0]) == "UNLESS"
	title := "Malformed when expression"
	if unless {
		title = "Malformed unless expression"
	}
	p.operands(title, f, -1, "expected a predicate")
	n, cond := p.new(f), p.expr(f.Items[1])
	return &When{n, unless, cond, p.body(f.Items[1], f.Items[2:])}
}

func (p *parser) cond(f *reader.Form) Expr {
	p.operands("Malformed cond expression", f, -1, "expected one or more clauses")
	const title = "Malformed cond clause"
	c := &Cond{node: p.new(f)}
	for _, x := range f.Items[1:] {
		if !isCons(x) {
			p.failAt(title, p.at(x), "expected list")
		}
		p.proper(title, x)
		n, test := p.new(x), p.expr(x.Items[0])
		c.Clauses = append(c.Clauses, &CondClause{n, test, p.body(x.Items[0], x.Items[1:])})
	}
	return c
}

func (p *parser) logic(f *reader.Form) Expr {
	l := &Logic{node: p.new(f), Or: text(f.Items[0]) == "OR"}
	for _, x := range f.Items[1:] {
		l.Args = append(l.Args, p.expr(x))
	}
	return l
}

func (p *parser) progn(f *reader.Form) Expr {
	return &Progn{p.new(f), p.body(f.Items[0], f.Items[1:]), f.Head() == p.sym.unsafe}
}

func (p *parser) values(f *reader.Form) Expr {
	v := &Values{node: p.new(f)}
	for _, x := range f.Items[1:] {
		v.Elems = append(v.Elems, p.expr(x))
	}
	return v
}

func (p *parser) the(f *reader.Form) Expr {
	p.operands("Malformed the expression", f, 2, "expected type", "expected value")
	n, t := p.new(f), p.qualType(f.Items[1])
	return &The{n, t, p.expr(f.Items[2])}
}

func (p *parser) typeOf(f *reader.Form) Expr {
	p.operands("Malformed type-of expression", f, 1, "expected value")
	return &TypeOf{p.new(f), p.expr(f.Items[1])}
}

func (p *parser) returns(f *reader.Form) Expr {
	p.operands("Malformed return expression", f, 1)
	r := &Return{node: p.new(f)}
	if len(f.Items) == 2 {
		r.Value = p.expr(f.Items[1])
	}
	return r
}

// match parses (match e (pattern body)*).
func (p *parser) match(f *reader.Form) Expr {
	if len(f.Items) < 2 {
		p.failAt("Malformed match expression", p.end(f.Items[0]), "expected expression")
	}
	m := &Match{node: p.new(f), Value: p.expr(f.Items[1])}
	for _, x := range f.Items[2:] {
		m.Branches = append(m.Branches, p.branch("Malformed match branch", x, nil))
	}
	return m
}

// branch parses (pattern body); check looks at the pattern's form first.
func (p *parser) branch(title string, x *reader.Form, check func(*reader.Form)) *Branch {
	if !isCons(x) {
		p.failAt(title, p.at(x), "expected list")
	}
	p.proper(title, x)
	if len(x.Items) < 2 {
		p.failAt(title, p.end(x.Items[0]), "expected body")
	}
	if check != nil {
		check(x.Items[0])
	}
	b := &Branch{node: p.new(x), Pattern: p.pattern(x.Items[0])}
	b.Body = p.body(x.Items[0], x.Items[1:])
	return b
}

func (p *parser) catch(f *reader.Form) Expr {
	const title = "Malformed catch branch"
	p.operands("Malformed catch expression", f, -1, "expected expression", "expected catch cases")
	c := &Catch{node: p.new(f), Value: p.expr(f.Items[1])}
	for _, x := range f.Items[2:] {
		c.Branches = append(c.Branches, p.branch(title, x, func(pat *reader.Form) {
			switch {
			case isSymbol(pat) && !pat.IsSym("_"):
				p.failAt(title, p.at(pat), "Not Yet Allowed: Catching an exception with a pattern variable")
			case !isSymbol(pat) && !isCons(pat):
				p.failAt(title, p.at(pat), "branch must be either an exception type constructor or a wildcard.")
			}
		}))
	}
	return c
}

func (p *parser) resumable(f *reader.Form) Expr {
	const title = "Malformed resumable branch"
	p.operands("Malformed resumable expression", f, -1, "expected expression", "expected resumeable cases")
	r := &Resumable{node: p.new(f), Value: p.expr(f.Items[1])}
	for _, x := range f.Items[2:] {
		r.Branches = append(r.Branches, p.branch(title, x, func(pat *reader.Form) {
			if !isCons(pat) {
				p.failAt(title, p.at(pat), "pattern must match a resumption constructor.")
			}
		}))
	}
	return r
}

func (p *parser) throw(f *reader.Form) Expr {
	const title = "Malformed throw expression"
	if len(f.Items) < 2 {
		p.failAt(title, p.at(f.Items[0]), "expression expected")
	}
	p.operands(title, f, 1)
	return &Throw{p.new(f), p.expr(f.Items[1])}
}

func (p *parser) resumeTo(f *reader.Form) Expr {
	p.operands("Malformed resume-to expression", f, 1, "expression expected")
	return &ResumeTo{p.new(f), p.expr(f.Items[1])}
}

// do parses (do elem* last).
func (p *parser) do(f *reader.Form) Expr {
	p.operands("Malformed do expression", f, -1, "expected one or more forms")
	d := &Do{node: p.new(f)}
	items := f.Items[1:]
	for i, x := range items {
		last := i == len(items)-1
		bind := isCons(x) && len(x.Items) >= 2 && x.Items[1].IsSym("<-")
		if last && (bind || p.isShorthandLet(x)) {
			what := "do expressions cannot be terminated by a shorthand let"
			if bind {
				what = "do expression cannot be terminated by a bind"
			}
			p.fail(&diag.Diagnostic{
				Code: "malformed-do", Title: "Malformed do expression",
				Notes: []diag.Note{
					diag.Primary(p.at(x), what),
					diag.Secondary(p.at(f.Items[0]), "when parsing do expression"),
				},
			})
		}
		switch {
		case last:
			d.Last = p.expr(x)
		case bind:
			d.Stmts = append(d.Stmts, p.bind(x))
		default:
			d.Stmts = append(d.Stmts, p.stmt(x))
		}
	}
	return d
}

func (p *parser) bind(x *reader.Form) Stmt {
	const title = "Malformed bind form"
	if len(x.Items) < 3 {
		p.failAt(title, p.end(x.Items[1]), "expected expression")
	}
	if len(x.Items) > 3 {
		p.failAt(title, p.at(x.Items[3]), "unexpected trailing form")
	}
	n, pat := p.new(x), p.pattern(x.Items[0])
	return &BindStmt{n, pat, p.expr(x.Items[2])}
}

// lisp refuses a lisp escape, after its header has been looked at.
func (p *parser) lisp(f *reader.Form) Expr {
	const title = "Malformed lisp expression"
	p.operands(title, f, -1, "expected expression type", "expected binding list")
	if len(f.Items) < 4 {
		p.failAt(title, p.at(f), "expected body")
	}
	p.lispType(f.Items[1])
	for _, x := range f.Items[2].Items {
		if !isSymbol(x) && !(isCons(x) && len(x.Items) == 2 && isSymbol(x.Items[0]) && isSymbol(x.Items[1])) {
			p.failAt("Invalid lisp binding", p.at(x), "expected identifier or (identifier identifier)")
		}
	}
	p.fail(&diag.Diagnostic{
		Code: "lisp-form", Title: "Unsupported lisp expression",
		Notes: []diag.Note{diag.Primary(p.at(f), "`lisp` forms need Common Lisp, which Smelter does not have")},
		Helps: []diag.Help{{Text: "a function of the library or a `native` form can do the same in Go"}},
	})
	return nil
}

// native parses (native (-> T) (x*) "go.Func").
func (p *parser) native(f *reader.Form) Expr {
	const title = "Malformed native expression"
	p.operands(title, f, 3, "expected expression type", "expected argument list", "expected the name of a Go function")
	n := &Native{node: p.new(f), Type: p.lispType(f.Items[1])}
	if !isList(f.Items[2]) {
		p.failAt(title, p.at(f.Items[2]), "expected argument list")
	}
	for _, x := range f.Items[2].Items {
		if !isSymbol(x) {
			p.failAt(title, p.at(x), "expected identifier")
		}
		n.Args = append(n.Args, &Var{p.new(x), x.Sym, x.Text})
	}
	if f.Items[3].Kind != reader.String {
		p.failAt(title, p.at(f.Items[3]), "expected the name of a Go function")
	}
	n.Func, n.At = f.Items[3].Text, p.at(f.Items[3])
	return n
}

// builder parses [e*], [k => v ...] and comprehensions. Their shape has been checked by
// the reader.
func (p *parser) builder(f *reader.Form) Expr {
	items := f.Items
	isClause := func(i int) bool {
		if i >= len(items) || items[i].Kind != reader.Keyword {
			return false
		}
		t := text(items[i])
		return t == "FOR" || t == "WITH" || t == "WHEN"
	}
	switch {
	case len(items) == 1 && items[0].IsSym("=>"):
		return &Builder{node: p.new(f), Assoc: true}
	case isClause(1):
		c := &Comprehension{node: p.new(f)}
		c.Clauses = p.clauses(items[1:])
		c.Value = p.expr(items[0])
		return c
	case len(items) > 1 && items[1].IsSym("=>") && isClause(3):
		c := &Comprehension{node: p.new(f)}
		c.Clauses = p.clauses(items[3:])
		c.Key, c.Value = p.expr(items[0]), p.expr(items[2])
		return c
	case len(items) > 1 && items[1].IsSym("=>"):
		b := &Builder{node: p.new(f), Assoc: true}
		for ; len(items) >= 3; items = items[3:] {
			b.Keys = append(b.Keys, p.expr(items[0]))
			b.Values = append(b.Values, p.expr(items[2]))
		}
		return b
	}
	b := &Builder{node: p.new(f)}
	for _, x := range items {
		b.Values = append(b.Values, p.expr(x))
	}
	return b
}

func (p *parser) clauses(items []*reader.Form) []*Clause {
	const title = "Malformed builder clause"
	var out []*Clause
	for len(items) > 0 {
		c := &Clause{node: p.new(items[0])}
		if text(items[0]) == "WHEN" {
			c.Kind, c.Value = WhenTrue, p.expr(items[1])
			out, items = append(out, c), items[2:]
			continue
		}
		switch {
		case text(items[0]) == "WITH":
			c.Kind = With
		case text(items[2]) == "BELOW":
			c.Kind = ForBelow
		}
		switch {
		case !isSymbol(items[1]):
			p.failAt(title, p.at(items[1]), "expected identifier binder")
		case !items[1].IsSym("_"):
			c.Name = p.identifier(items[1])
		}
		c.Value = p.expr(items[3])
		out, items = append(out, c), items[4:]
	}
	return out
}
