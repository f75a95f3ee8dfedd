package infer

import (
	"github.com/smelter-lang/smelter/transpile/source"
	"github.com/smelter-lang/smelter/transpile/syntax"
	"github.com/smelter-lang/smelter/typesys"
)

// This file types functions: fn, and define and method definitions with parameters.
//
// The parameters take their types from what is expected, the result does not: it is
// compared when the whole function is known, so that a function of the wrong result
// type is reported as a whole, as `Expected type 'A -> B' but got 'A -> C'`.

// returns are the returns met so far in the innermost function.
type returns struct{ list []returned }

type returned struct {
	at  source.Span
	typ typesys.Type
}

func (in *inferer) lambda(e *syntax.Lambda, want Expect) typesys.Type {
	outer := in.returns
	if !e.Transparent || outer == nil {
		in.returns = &returns{}
	}
	got := in.function(e, e.Params, e.Keys, e.Body, want, !e.Transparent)
	in.returns = outer
	return got
}

// function types parameters and body of a function against the type expected of it,
// and returns its own type. A scope says that returns inside leave this function.
func (in *inferer) function(node syntax.Node, params []syntax.Pattern, keys []*syntax.KeyParam,
	body *syntax.Body, want Expect, scope bool) typesys.Type {
	fn := &typesys.Fn{Params: make([]typesys.Type, len(params))}
	expected, _ := typesys.Prune(want.Type).(*typesys.Fn)
	if expected != nil {
		types := expected.Params
		if len(types) != len(params) {
			types = in.curried(expected, len(params))
			if types == nil {
				in.parameterMismatch(node, len(params), expected)
				want = of(typesys.Invalid{})
			}
			expected = nil
		}
		copy(fn.Params, types)
	}
	for i, p := range params {
		if fn.Params[i] == nil {
			fn.Params[i] = in.fresh()
		}
		in.pattern(p, fn.Params[i])
	}
	for _, k := range keys {
		t := keyType(expected, k.Name.Sym.Name)
		if t == nil {
			t = in.fresh()
		}
		in.expr(k.Default, of(t))
		in.bindMono(k.Name, t)
		fn.Keys = append(fn.Keys, typesys.Key{Name: k.Name.Sym.Name, Text: k.Name.Text, Type: t})
	}
	typesys.SortKeys(fn.Keys)
	fn.Result = in.outcome(after(want.Type, len(params)))
	in.body(body, of(fn.Result))
	if scope && !in.agree(in.returns, body, fn.Result) {
		fn.Result = typesys.Invalid{}
	}
	return in.meetFunction(node, want, fn)
}

// keyType returns the type that a function type gives to a keyword, or nil.
func keyType(f *typesys.Fn, name string) typesys.Type {
	if f == nil {
		return nil
	}
	t, _ := lookupKey(f, name)
	return t
}

// agree makes the returns of a function and its last form have one type, and reports
// those that cannot: each is compared with the one before it.
func (in *inferer) agree(r *returns, body *syntax.Body, result typesys.Type) bool {
	if r == nil || len(r.list) == 0 {
		return true
	}
	last := returned{body.Last.Span(), result}
	before := r.list[0]
	for _, next := range append(r.list[1:len(r.list):len(r.list)], last) {
		if !in.unify(before.typ, next.typ) {
			in.returnMismatch(before, next)
			return false
		}
		before = next
	}
	return true
}

// returnExpr has any type: it does not come back.
func (in *inferer) returnExpr(e *syntax.Return, want Expect) typesys.Type {
	t := typesys.Type(void)
	if e.Value != nil {
		t = in.expr(e.Value, of(in.freshPack()))
	}
	if in.returns != nil {
		in.returns.list = append(in.returns.list, returned{e.Span(), t})
	}
	return want.Type
}
