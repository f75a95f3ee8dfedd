package syntax

import (
	"math/big"

	"github.com/smelter-lang/smelter/transpile/diag"
	"github.com/smelter-lang/smelter/transpile/names"
	"github.com/smelter-lang/smelter/transpile/reader"
	"github.com/smelter-lang/smelter/transpile/source"
)

// expr parses an expression.
func (p *parser) expr(f *reader.Form) Expr {
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
	case reader.Quote:
		return p.quote(f)
	case reader.Keyword:
		p.failAt("Invalid variable", p.at(f), "expected identifier")
	}
	p.failAt("Invalid literal", p.at(f), "unknown literal type")
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

// intLit makes an integer literal that stands nowhere in the text.
func (p *parser) intLit(f *reader.Form, n int64) *Lit {
	return &Lit{node: p.new(f), Kind: LitInt, Num: new(big.Rat).SetInt64(n)}
}

// variable parses a name in an expression: a variable or an accessor.
func (p *parser) variable(f *reader.Form) Expr {
	name := names.Fold(f.Text)
	switch {
	case name == "_":
		p.failAt("Invalid variable", p.at(f), "invalid variable name '_'")
	case name == "NIL" && f.Sym != nil && f.Sym.Pkg != nil && !p.known(f.Sym):
		p.failAt("Malformed expression", p.at(f), "unexpected `nil` or `()`")
	case len(name) > 1 && name[0] == '.':
		return &Accessor{p.new(f), name[1:]}
	}
	return &Var{p.new(f), f.Sym, f.Text}
}

// known reports whether a symbol is one of the core package, where Nil lives.
func (p *parser) known(s *names.Symbol) bool { return s.Pkg != nil && s.Pkg.Name == Core }

func (p *parser) quote(f *reader.Form) Expr {
	q := p.opts.World.Find(Core).Intern("QUOTE")
	if s := p.mod.Pkg.Lookup("QUOTE"); s != nil {
		q = s
	}
	fun := &Var{p.new(f), q, "quote"}
	return &Call{node: p.new(f), Fun: fun, Args: []Expr{p.expr(f.Items[0])}}
}

// list parses a form in parentheses: a special form, a macro call or an application.
func (p *parser) list(f *reader.Form) Expr {
	if len(f.Items) == 0 {
		p.failAt("Malformed expression", p.at(f), "unexpected `nil` or `()`")
	}
	p.proper("Malformed expression", f)
	if head := f.Head(); head != nil {
		if parse := p.sym.forms[head]; parse != nil {
			return parse(p, f)
		}
		if out, ok := p.expand(f); ok {
			var e Expr
			p.inside(f, func() { e = p.expr(out) })
			return e
		}
	}
	return p.application(f)
}

// application parses (f e* :k e*).
func (p *parser) application(f *reader.Form) Expr {
	call := &Call{node: p.new(f), Fun: p.expr(f.Items[0])}
	seen := map[string]*KeyArg{}
	rest := f.Items[1:]
	for len(rest) > 0 {
		x := rest[0]
		if x.Kind != reader.Keyword {
			if len(call.Keys) > 0 {
				p.failAt("Malformed function application", p.at(x), "positional argument after keyword argument")
			}
			call.Args = append(call.Args, p.expr(x))
			rest = rest[1:]
			continue
		}
		if len(rest) == 1 {
			p.failAt("Malformed function application", p.at(x).End(), "keyword argument value is missing")
		}
		k := &KeyArg{node: p.new(x), Name: text(x), Source: x.Text}
		if first := seen[k.Name]; first != nil {
			p.fail(&diag.Diagnostic{
				Code: "duplicate-keyword", Title: "Duplicate keyword argument",
				Notes: []diag.Note{
					diag.Secondary(first.Span(), "first argument here"),
					diag.Primary(k.Span(), "second argument here"),
				},
			})
		}
		seen[k.Name] = k
		k.Value = p.expr(rest[1])
		call.Keys = append(call.Keys, k)
		rest = rest[2:]
	}
	return call
}

// shortLambda parses ƒab.body.
func (p *parser) shortLambda(f *reader.Form) Expr {
	lam := &Lambda{node: p.new(f)}
	for _, x := range f.Items[0].Items {
		lam.Params = append(lam.Params, p.param(x))
	}
	outer := p.enterFunction()
	lam.Body = &Body{Last: p.expr(f.Items[1])}
	p.loops = outer
	return lam
}

// enterFunction hides the labels of loops outside a function; the result puts them back.
func (p *parser) enterFunction() []string {
	outer := p.loops
	p.loops = nil
	return outer
}

// lambda parses (fn (params) body).
func (p *parser) lambda(f *reader.Form) Expr {
	const title = "Malformed function"
	lam := &Lambda{node: p.new(f)}
	rest := f.Items[1:]
	if len(rest) > 0 && rest[0].Kind == reader.Keyword && text(rest[0]) == "TRANSPARENT-TO-RETURN" {
		lam.Transparent = true
		rest = rest[1:]
	}
	if len(rest) == 0 {
		p.failAt(title, p.at(f.Items[0]).End(), "expected function arguments")
	}
	if !isList(rest[0]) {
		p.fail(&diag.Diagnostic{
			Code: "malformed-function", Title: title,
			Notes: []diag.Note{diag.Primary(p.at(rest[0]), "malformed argument list")},
			Helps: []diag.Help{{Span: p.at(rest[0]), Text: "add parentheses", Replacement: "(" + p.source(rest[0]) + ")"}},
		})
	}
	if len(rest) == 1 {
		p.failAt(title, p.at(rest[0]).End(), "expected function body")
	}
	p.proper(title, rest[0])
	lam.Params, lam.Keys = p.params(title, rest[0].Items)
	outer := p.enterFunction()
	lam.Body = p.body(rest[0], rest[1:])
	p.loops = outer
	return lam
}

// source returns the text of a form for a suggestion.
func (p *parser) source(f *reader.Form) string {
	if f.Expanded {
		return f.String()
	}
	return p.mod.File.Text[f.Span.Lo:f.Span.Hi]
}

// params parses the parameters of a function, with keywords after &key.
func (p *parser) params(title string, items []*reader.Form) (params []Pattern, keys []*KeyParam) {
	for i, x := range items {
		if x.IsSym("&KEY") {
			return params, p.keyParams(title, items[i+1:])
		}
		params = append(params, p.param(x))
	}
	return params, nil
}

func (p *parser) param(x *reader.Form) Pattern { return p.pattern(x) }

func (p *parser) keyParams(title string, items []*reader.Form) []*KeyParam {
	const bad = "Malformed function keyword parameter"
	var keys []*KeyParam
	seen := map[*names.Symbol]*Name{}
	for _, x := range items {
		if x.IsSym("&KEY") {
			p.failAt(title, p.at(x), "invalid `&key` placement")
		}
		if !isList(x) {
			p.failAt(bad, p.at(x), "expected `(name init-expr)`")
		}
		if len(x.Items) < 2 {
			p.failAt(bad, p.at(x), "expected identifier and default expression")
		}
		if !isSymbol(x.Items[0]) {
			p.failAt(bad, p.at(x.Items[0]), "expected identifier")
		}
		if len(x.Items) > 2 {
			p.failAt(bad, p.at(x.Items[2]), "unexpected trailing form")
		}
		k := &KeyParam{node: p.new(x), Name: p.identifier(x.Items[0])}
		if first := seen[k.Name.Sym]; first != nil {
			p.fail(&diag.Diagnostic{
				Code: "duplicate-keyword", Title: "Duplicate keyword parameter",
				Notes: []diag.Note{
					diag.Secondary(first.Span(), "first definition here"),
					diag.Primary(k.Name.Span(), "second definition here"),
				},
			})
		}
		seen[k.Name.Sym] = k.Name
		k.Default = p.expr(x.Items[1])
		keys = append(keys, k)
	}
	return keys
}

// identifier parses a local name that is bound.
func (p *parser) identifier(f *reader.Form) *Name {
	const title = "Invalid variable"
	if !isSymbol(f) {
		p.failAt(title, p.at(f), "expected identifier")
	}
	switch name := names.Fold(f.Text); {
	case name == "_":
		p.failAt(title, p.at(f), "invalid variable name '_'")
	case name[0] == '.':
		p.failAt(title, p.at(f), "variables cannot start with '.'")
	case isEarmuffed(name):
		p.failAt(title, p.at(f), "ordinary variables cannot use dynamic-variable earmuffs")
	}
	return p.name(f)
}

// body parses the forms of a body; before is the form that precedes them.
func (p *parser) body(before *reader.Form, forms []*reader.Form) *Body {
	if len(forms) == 0 {
		p.failAt("Malformed function", p.at(before).End(), "expected body")
	}
	last := forms[len(forms)-1]
	b := &Body{}
	for _, x := range forms[:len(forms)-1] {
		b.Stmts = append(b.Stmts, p.stmt(x))
	}
	if p.isShorthandLet(last) {
		p.failAt("Malformed body expression", p.at(last), "body forms cannot be terminated by a shorthand let")
	}
	b.Last = p.expr(last)
	return b
}

// isShorthandLet recognises (let p = e).
func (p *parser) isShorthandLet(f *reader.Form) bool {
	return isCons(f) && f.Head() != nil && f.Head() == p.core("LET") && len(f.Items) >= 3 && f.Items[2].IsSym("=")
}

// core returns a symbol of the core package.
func (p *parser) core(name string) *names.Symbol { return p.opts.World.Find(Core).Intern(name) }

// stmt parses a form of a body that is not its last.
func (p *parser) stmt(f *reader.Form) Stmt {
	if isList(f) && f.Dot != nil {
		p.failAt("Malformed body expression", p.at(f.Dot), "unexpected dotted list")
	}
	if !p.isShorthandLet(f) {
		return &ExprStmt{p.new(f), p.expr(f)}
	}
	return p.shorthandLet(f)
}

func (p *parser) shorthandLet(f *reader.Form) Stmt {
	const title = "Malformed shorthand let"
	if len(f.Items) < 4 {
		p.failAt(title, p.at(f.Items[2]).End(), "shorthand let bindings must have a value")
	}
	if len(f.Items) > 4 {
		p.failAt(title, p.at(f.Items[4]), "unexpected trailing form")
	}
	n, left := p.new(f), f.Items[1]
	switch {
	case headIs(left, "VALUES") && left.Items[0].Sym == p.core("VALUES"):
		s := &ValuesStmt{node: n}
		for _, x := range left.Items[1:] {
			pat := p.pattern(x)
			switch pat.(type) {
			case *WildPat, *VarPat:
			default:
				p.failAt("Invalid values binding pattern", p.at(x), "`values` bindings only support variables and `_`")
			}
			s.Names = append(s.Names, pat)
		}
		s.Value = p.expr(f.Items[3])
		return s
	case isSymbol(left) && isEarmuffed(names.Fold(left.Text)):
		return &DynStmt{n, &Var{p.new(left), left.Sym, left.Text}, p.expr(f.Items[3])}
	}
	pat := p.pattern(left)
	return &LetStmt{n, pat, p.expr(f.Items[3])}
}

// spanBetween is the place just behind a form.
func (p *parser) end(f *reader.Form) source.Span { return p.at(f).End() }
