package syntax

import (
	"github.com/smelter-lang/smelter/transpile/diag"
	"github.com/smelter-lang/smelter/transpile/reader"
)

// This file parses functions: fn, ƒ and the parameters of all of them.

// lambda parses (fn [:transparent-to-return] (params) body).
func (p *parser) lambda(f *reader.Form) Expr {
	const title = "Malformed function"
	lam := &Lambda{node: p.new(f)}
	before, rest := f.Items[0], f.Items[1:]
	if len(rest) > 0 && isKeyword(rest[0]) && text(rest[0]) == "TRANSPARENT-TO-RETURN" {
		lam.Transparent = true
		before, rest = rest[0], rest[1:]
	}
	if len(rest) == 0 {
		p.failAt(title, before.Span.End(), "expected function arguments")
	}
	params := rest[0]
	if len(rest) == 1 {
		p.failAt(title, params.Span.End(), "expected function body")
	}
	if !isList(params) {
		p.fail(suggest(title, params.Span, "malformed argument list",
			diag.Help{Span: params.Span, Text: "add parentheses", Replacement: "(" + p.source(params) + ")"}))
	}
	p.proper(title, params)
	outer := p.enterFunction()
	lam.Params, lam.Keys = p.params(params.Items)
	lam.Body = p.body(params, rest[1:])
	p.loops = outer
	return lam
}

// shortLambda parses ƒab.body.
func (p *parser) shortLambda(f *reader.Form) Expr {
	lam := &Lambda{node: p.new(f)}
	for _, x := range f.Items[0].Items {
		lam.Params = append(lam.Params, p.pattern(x))
	}
	outer := p.enterFunction()
	lam.Body = &Body{Last: p.expr(f.Items[1])}
	p.loops = outer
	return lam
}

// enterFunction hides the labels of the loops outside a function; the result puts them
// back.
func (p *parser) enterFunction() []string {
	outer := p.loops
	p.loops = nil
	return outer
}

// params parses the parameters of a function, with keywords after &key.
func (p *parser) params(items []*reader.Form) (params []Pattern, keys []*KeyParam) {
	for i, x := range items {
		if isKey(x) {
			return params, p.keyParams(items[i+1:])
		}
		params = append(params, p.pattern(x))
	}
	return params, nil
}

// keyParams parses (name default)*.
func (p *parser) keyParams(items []*reader.Form) []*KeyParam {
	const title = "Malformed function keyword parameter"
	var keys []*KeyParam
	for _, x := range items {
		switch {
		case isKey(x):
			p.failAt("Malformed function", x.Span, "invalid `&key` placement")
		case !isList(x):
			p.failAt(title, x.Span, "expected `(name init-expr)`")
		case len(x.Items) < 2:
			p.failAt(title, x.Span, "expected identifier and default expression")
		case !isSymbol(x.Items[0]):
			p.failAt(title, x.Items[0].Span, "expected identifier")
		case len(x.Items) > 2:
			p.failAt(title, x.Items[2].Span, "unexpected trailing form")
		}
		p.proper(title, x)
		k := &KeyParam{node: p.new(x), Name: p.identifier(x.Items[0])}
		for _, old := range keys {
			if old.Name.Sym == k.Name.Sym {
				p.fail(twice("Duplicate keyword parameter", old.Name.Span(), k.Name.Span(), "definition"))
			}
		}
		k.Default = p.expr(x.Items[1])
		p.local(k.Name)
		keys = append(keys, k)
	}
	return keys
}
