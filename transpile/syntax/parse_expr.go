package syntax

import (
	"github.com/smelter-lang/smelter/transpile/diag"
	"github.com/smelter-lang/smelter/transpile/names"
	"github.com/smelter-lang/smelter/transpile/reader"
)

// This file parses atoms, calls and bodies.

// expr parses an expression.
func (p *parser) expr(f *reader.Form) Expr {
	outer := p.locals
	e := p.form(f)
	p.locals = outer
	return e
}

func (p *parser) form(f *reader.Form) Expr {
	switch f.Kind {
	case reader.Symbol:
		return p.variable(f)
	case reader.Integer, reader.Ratio, reader.Float32, reader.Float64, reader.String, reader.Char:
		return p.literal(f)
	case reader.Builder:
		return p.builder(f)
	case reader.ShortLambda:
		return p.shortLambda(f)
	case reader.List:
		return p.list(f)
	case reader.Quote, reader.Function:
		return p.application(p.spelled(f))
	case reader.Keyword:
		p.failAt("Invalid variable", f.Span, "expected identifier")
	}
	p.failAt("Invalid literal", f.Span, "unknown literal type")
	return nil
}

func (p *parser) literal(f *reader.Form) *Lit {
	l := &Lit{node: p.new(f)}
	switch f.Kind {
	case reader.Integer:
		l.Kind, l.Num = LitInt, f.Num
	case reader.Ratio:
		l.Kind, l.Num = LitRatio, f.Num
	case reader.Float32:
		l.Kind, l.F = LitF32, f.F
	case reader.Float64:
		l.Kind, l.F = LitF64, f.F
	case reader.String:
		l.Kind, l.Str = LitString, f.Text
	case reader.Char:
		l.Kind, l.Char = LitChar, f.Rune
	}
	return l
}

// variable parses a name in an expression: a variable or an accessor.
func (p *parser) variable(f *reader.Form) Expr {
	name := text(f)
	switch {
	case name == "_":
		p.failAt("Invalid variable", f.Span, "invalid variable name '_'")
	case name == "NIL" && f.Sym != nil && f.Sym.Pkg != p.known.core:
		p.nothing(f)
	case len(name) > 1 && name[0] == '.':
		return &Accessor{p.new(f), name[1:]}
	}
	return p.use(f)
}

// nothing reports () and nil, which mean nothing.
func (p *parser) nothing(f *reader.Form) {
	p.fail(suggest("Malformed expression", f.Span, "unexpected `nil` or `()`",
		diag.Help{Text: "the empty list is Nil, false is False, the value of type Unit is Unit, and no value is (values)"}))
}

// use makes a reference to what a symbol names.
func (p *parser) use(f *reader.Form) *Var { return &Var{p.new(f), p.valueOf(f), f.Text} }

// list parses a form in parentheses: a special form, a macro call or an application.
func (p *parser) list(f *reader.Form) Expr {
	if len(f.Items) == 0 {
		p.nothing(f)
	}
	p.proper("Malformed expression", f)
	if head := f.Head(); head != nil {
		if head.Missing() {
			return p.use(f.Items[0]) // perhaps a macro, so the operands mean nothing
		}
		if parse := p.known.exprs[head]; parse != nil {
			return parse(p, f)
		}
		if out, ok := p.expand(f); ok {
			p.macros++
			e := p.expr(out)
			p.macros--
			return e
		}
	}
	return p.application(f)
}

// application parses (f e* :k e*).
func (p *parser) application(f *reader.Form) Expr {
	const title = "Malformed function application"
	call := &Call{node: p.new(f), Fun: p.expr(f.Items[0])}
	rest := f.Items[1:]
	for len(rest) > 0 && !isKeyword(rest[0]) {
		call.Args = append(call.Args, p.expr(rest[0]))
		rest = rest[1:]
	}
	for ; len(rest) > 0; rest = rest[2:] {
		x := rest[0]
		if !isKeyword(x) {
			p.failAt(title, x.Span, "positional argument after keyword argument")
		}
		if len(rest) == 1 {
			p.failAt(title, x.Span.End(), "keyword argument value is missing")
		}
		k := &KeyArg{node: p.new(x), Name: text(x), Source: x.Text}
		for _, old := range call.Keys {
			if old.Name == k.Name {
				p.fail(twice("Duplicate keyword argument", old.Span(), k.Span(), "argument"))
			}
		}
		k.Value = p.expr(rest[1])
		call.Keys = append(call.Keys, k)
	}
	return call
}

// identifier parses the name of a variable where it is bound.
func (p *parser) identifier(f *reader.Form) *Name {
	const title = "Invalid variable"
	if !isSymbol(f) {
		p.failAt(title, f.Span, "expected identifier")
	}
	switch name := text(f); {
	case name == "_":
		p.failAt(title, f.Span, "invalid variable name '_'")
	case name[0] == '.':
		p.failAt(title, f.Span, "variables cannot start with '.'")
	case isEarmuffed(name):
		p.failAt(title, f.Span, "ordinary variables cannot use dynamic-variable earmuffs")
	}
	return p.name(f)
}

// dynamic parses the name of a dynamic variable where it gets another value.
func (p *parser) dynamic(f *reader.Form) *Var {
	if !isSymbol(f) || !isEarmuffed(text(f)) {
		p.failAt("Invalid dynamic variable", f.Span,
			"dynamic variables must begin and end with '*' and contain at least one non-'*' character")
	}
	return p.use(f)
}

// body parses the forms of a body; before is the form that precedes them.
func (p *parser) body(before *reader.Form, forms []*reader.Form) *Body {
	if len(forms) == 0 {
		p.failAt("Malformed function", before.Span.End(), "expected body")
	}
	last, outer := len(forms)-1, p.locals
	b := &Body{}
	if last > 0 {
		b.Stmts = make([]Stmt, last)
	}
	for i, x := range forms[:last] {
		b.Stmts[i] = p.stmt(x)
	}
	p.noShorthandLet(forms[last])
	b.Last = p.expr(forms[last])
	p.locals = outer
	return b
}

// noShorthandLet reports a (let p = e) that nothing follows.
func (p *parser) noShorthandLet(f *reader.Form) {
	if p.isShorthandLet(f) {
		p.failAt("Malformed body expression", f.Span, "body forms cannot be terminated by a shorthand let")
	}
}

// isShorthandLet recognises (let p = e).
func (p *parser) isShorthandLet(f *reader.Form) bool {
	return begins(f, p.known.let) && len(f.Items) > 3 && p.isEquals(f.Items[2])
}

func (p *parser) isEquals(f *reader.Form) bool { return isSymbol(f) && f.Sym == p.known.equals }

// stmt parses a form of a body that is not its last.
func (p *parser) stmt(f *reader.Form) Stmt {
	if p.isShorthandLet(f) {
		return p.shorthandLet(f)
	}
	if isList(f) {
		p.proper("Malformed body expression", f)
	}
	return &ExprStmt{p.new(f), p.expr(f)}
}

// shorthandLet parses (let p = e), (let (values v*) = e) and (let *d* = e).
func (p *parser) shorthandLet(f *reader.Form) Stmt {
	if len(f.Items) > 4 {
		p.failAt("Malformed shorthand let", f.Items[4].Span, "unexpected trailing form")
	}
	n, left := p.new(f), f.Items[1]
	switch {
	case begins(left, p.known.values):
		s := &ValuesStmt{node: n}
		for _, x := range left.Items[1:] {
			s.Names = append(s.Names, p.valuesName(x))
		}
		s.Value = p.expr(f.Items[3])
		return s
	case isSymbol(left) && isEarmuffed(text(left)):
		return &DynStmt{n, p.use(left), p.expr(f.Items[3])}
	}
	pattern, value := p.takenApart(left, f.Items[3])
	return &LetStmt{n, pattern, value}
}

func (p *parser) valuesName(f *reader.Form) Pattern {
	if !isSymbol(f) {
		p.failAt("Invalid values binding pattern", f.Span, "`values` bindings only support variables and `_`")
	}
	return p.pattern(f)
}

// symbolOf returns a symbol of another package, or nil if there is none.
func (p *parser) symbolOf(pkg, name string) *names.Symbol {
	if q := p.opts.World.Find(pkg); q != nil {
		return q.Intern(name)
	}
	return nil
}
