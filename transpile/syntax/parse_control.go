package syntax

import (
	"github.com/smelter-lang/smelter/transpile/diag"
	"github.com/smelter-lang/smelter/transpile/reader"
)

// This file parses the forms that choose, sequence and annotate.

func (p *parser) ifs(f *reader.Form) Expr {
	const title = "Malformed if expression"
	if len(f.Items) == 3 {
		p.fail(suggest(title, f.Items[2].Span.End(), "expected a form",
			diag.Help{Span: f.Items[0].Span, Text: "without an alternative it is `when`, which has no value", Replacement: "when"}))
	}
	p.operands(title, f, 3, "expected a predicate", "expected a form", "expected a form")
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
			p.failAt(title, x.Span, "expected list")
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
	return &Progn{p.new(f), p.body(f.Items[0], f.Items[1:]), f.Head() == p.known.unsafe}
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
		p.failAt("Malformed match expression", f.Items[0].Span.End(), "expected expression")
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
		p.failAt(title, x.Span, "expected list")
	}
	p.proper(title, x)
	if len(x.Items) < 2 {
		p.failAt(title, x.Items[0].Span.End(), "expected body")
	}
	if check != nil {
		check(x.Items[0])
	}
	outer := p.locals
	b := &Branch{node: p.new(x), Pattern: p.pattern(x.Items[0])}
	b.Body = p.body(x.Items[0], x.Items[1:])
	p.locals = outer
	return b
}

func (p *parser) catch(f *reader.Form) Expr {
	const title = "Malformed catch branch"
	p.operands("Malformed catch expression", f, -1, "expected expression", "expected catch cases")
	c := &Catch{node: p.new(f), Value: p.expr(f.Items[1])}
	for _, x := range f.Items[2:] {
		c.Branches = append(c.Branches, p.branch(title, x, func(pat *reader.Form) {
			switch {
			case isSymbol(pat) && !is(pat, "_"):
				p.failAt(title, pat.Span, "Not Yet Allowed: Catching an exception with a pattern variable")
			case !isSymbol(pat) && !isCons(pat), begins(pat, p.known.equals):
				p.failAt(title, pat.Span, "branch must be either an exception type constructor or a wildcard.")
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
			if !isCons(pat) || begins(pat, p.known.equals) {
				p.failAt(title, pat.Span, "pattern must match a resumption constructor.")
			}
		}))
	}
	return r
}

func (p *parser) throw(f *reader.Form) Expr {
	const title = "Malformed throw expression"
	if len(f.Items) < 2 {
		p.failAt(title, f.Items[0].Span, "expression expected")
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
	last := len(f.Items) - 1
	for _, x := range f.Items[1:last] {
		if p.isBind(x) {
			d.Stmts = append(d.Stmts, p.bind(x))
		} else {
			d.Stmts = append(d.Stmts, p.stmt(x))
		}
	}
	p.doLast(f.Items[0], f.Items[last])
	d.Last = p.expr(f.Items[last])
	if s := p.symbolOf("COALTON/CLASSES", ">>="); s != nil {
		d.Then = &Var{p.new(f), s, ">>="}
	}
	return d
}

// doLast checks that the last element of a do is an expression.
func (p *parser) doLast(do, x *reader.Form) {
	what := ""
	switch {
	case p.isShorthandLet(x):
		what = "do expressions cannot be terminated by a shorthand let"
	case p.isBind(x):
		what = "do expression cannot be terminated by a bind"
	default:
		return
	}
	p.fail(problem("Malformed do expression",
		diag.Primary(x.Span, what), diag.Secondary(do.Span, "when parsing do expression")))
}

// isBind recognises (p <- e).
func (p *parser) isBind(x *reader.Form) bool {
	return isList(x) && len(x.Items) > 2 && is(x.Items[1], "<-")
}

func (p *parser) bind(x *reader.Form) Stmt {
	if len(x.Items) > 3 {
		p.failAt("Malformed bind form", x.Items[3].Span, "unexpected trailing form")
	}
	n := p.new(x)
	pattern, value := p.takenApart(x.Items[0], x.Items[2])
	return &BindStmt{n, pattern, value}
}
