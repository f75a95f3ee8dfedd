package syntax

import (
	"github.com/smelter-lang/smelter/transpile/reader"
	"github.com/smelter-lang/smelter/transpile/source"
)

// This file parses function types:
//
//	inputs  = Void | T * U * ... [&key (:k T)*]
//	outputs = Void | T * U * ... | another function
//
// Between * and -> a run of several forms is an application.

const badFunctionType = "Malformed function type"

// function parses inputs -> outputs; i is the place of the first arrow.
func (p *parser) function(at source.Span, items []*reader.Form, i int) TypeExpr {
	switch {
	case i == 0:
		p.failAt(badFunctionType, items[i].Span, "invalid function syntax")
	case i == len(items)-1:
		p.failAt(badFunctionType, items[i].Span, "missing return type")
	}
	fn := &TypeFn{node: p.mod.Maker.New(at)}
	p.inputs(fn, items[:i])
	p.outputs(fn, items[i+1:])
	return fn
}

func (p *parser) inputs(fn *TypeFn, items []*reader.Form) {
	k := index(items, isKey)
	if k >= 0 {
		fn.Keys = p.typeKeys(items[k+1:])
		items = items[:k]
	}
	switch {
	case len(items) == 0:
	case len(items) == 1 && isEmpty(items[0]):
		p.failAt(badFunctionType, items[0].Span, "nullary function inputs must be written as `Void`")
	case len(items) == 1 && isVoid(items[0]):
		if k >= 0 {
			p.failAt(badFunctionType, items[0].Span, "nullary input syntax `Void` cannot be combined with `&key`")
		}
	default:
		fn.Params = p.product(items, "function input")
	}
}

func (p *parser) outputs(fn *TypeFn, items []*reader.Form) {
	if index(items, isArrow) >= 0 {
		fn.Results = []TypeExpr{p.elements(nil, items)}
		return
	}
	if k := index(items, isKey); k >= 0 {
		p.failAt(badFunctionType, items[k].Span, "keyword type tail must appear inside function input before `->`")
	}
	if len(items) == 1 {
		if isEmpty(items[0]) {
			p.failAt(badFunctionType, items[0].Span, "zero-value outputs must be written as `Void`")
		}
		t := p.typ(items[0])
		if pack, ok := t.(*TypePack); ok {
			fn.Results = pack.Elems
		} else {
			fn.Results = []TypeExpr{t}
		}
		return
	}
	fn.Results = p.product(items, "function output")
}

// product parses T * U * ...; where says what for.
func (p *parser) product(items []*reader.Form, where string) []TypeExpr {
	var out []TypeExpr
	for {
		n := index(items, isStar)
		switch {
		case n == 0:
			p.failAt(badFunctionType, items[0].Span, "unexpected `*` in "+where)
		case n == len(items)-1:
			p.failAt(badFunctionType, items[n].Span.End(), "missing type after `*` in "+where)
		case n < 0:
			return append(out, p.component(items, where))
		}
		out = append(out, p.component(items[:n], where))
		items = items[n+1:]
	}
}

// component parses one run of a product, which is no pack itself.
func (p *parser) component(run []*reader.Form, where string) TypeExpr {
	if len(run) == 1 && isVoid(run[0]) && where == "function input" {
		p.failAt(badFunctionType, run[0].Span, "unexpected `Void` in function input")
	}
	t := p.applied(around(run), run)
	if _, pack := t.(*TypePack); pack {
		p.failAt(badType, t.Span(), "Void and multi-value types cannot appear as components of a multi-value type")
	}
	return t
}

// typeKeys parses the entries after &key.
func (p *parser) typeKeys(items []*reader.Form) []*TypeKey {
	const title = "Malformed keyword type entry"
	var keys []*TypeKey
	for _, x := range items {
		switch {
		case isKey(x):
			p.failAt(badFunctionType, x.Span, "invalid `&key` placement")
		case !isList(x):
			p.failAt(title, x.Span, "expected `(:keyword Type)`")
		case len(x.Items) < 2:
			p.failAt(title, x.Span, "expected key and type")
		case !isKeyword(x.Items[0]):
			p.failAt(title, x.Items[0].Span, "expected keyword")
		case len(x.Items) > 2:
			p.failAt(title, x.Items[2].Span, "unexpected trailing form")
		}
		p.proper(title, x)
		k := &TypeKey{p.new(x), text(x.Items[0]), x.Items[0].Text, p.argument(x.Items[1])}
		for _, old := range keys {
			if old.Name == k.Name {
				p.fail(twice("Duplicate keyword type entry", old.Span(), k.Span(), "entry"))
			}
		}
		keys = append(keys, k)
	}
	return keys
}

// lispType parses the return type of lisp and native: (-> outputs).
func (p *parser) lispType(f *reader.Form) *QualType {
	const title = "Malformed lisp return type"
	i := index(f.Items, isArrow)
	if !isCons(f) || i < 0 {
		p.failAt(title, f.Span, "use `(-> ...)` return type syntax in `lisp` forms")
	}
	p.proper(title, f)
	rest := f.Items[i+1:]
	switch {
	case i > 0:
		p.failAt(title, f.Items[0].Span, "nothing may appear to the left of `->` in a `lisp` return type")
	case len(rest) == 0:
		p.failAt(title, f.Items[0].Span.End(), "missing return type")
	case len(rest) == 1 && isEmpty(rest[0]):
		p.failAt(title, rest[0].Span, "zero-value `lisp` return types must be written as `(-> Void)`")
	}
	q := &QualType{node: p.new(f), Type: p.elements(nil, rest)}
	if pack, ok := q.Type.(*TypePack); ok && len(rest) == 1 && len(pack.Elems) > 0 {
		p.failAt(title, rest[0].Span, "use `(-> a * b)` for multi-value `lisp` return types")
	}
	return q
}
