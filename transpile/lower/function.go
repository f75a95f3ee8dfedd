package lower

import (
	"slices"
	"strings"

	"github.com/smelter-lang/smelter/transpile/core"
	"github.com/smelter-lang/smelter/transpile/names"
	"github.com/smelter-lang/smelter/transpile/source"
	"github.com/smelter-lang/smelter/transpile/syntax"
	"github.com/smelter-lang/smelter/typesys"
)

// This file lowers functions and keyword arguments. A keyword parameter becomes two
// parameters, in order of name behind the others: whether it is given, and its value.

func (l *lowerer) lambda(e *syntax.Lambda) core.Expr {
	f := l.function(e.Span(), e.Params, e.Keys, e.Body, l.typ(e), e.Transparent)
	if want, ok := l.info.Coercions[e.NodeID()]; ok {
		return l.subsume(f, typesys.Zonk(want))
	}
	return f
}

// function lowers parameters and a body to a Lambda of type t.
func (l *lowerer) function(at source.Span, params []syntax.Pattern, keys []*syntax.KeyParam, b *syntax.Body,
	t typesys.Type, transparent bool) core.Expr {
	fn := t.(*typesys.Fn)
	lam := &core.Lambda{Base: core.Base{At: at, Ty: fn}}
	outerLoops, outerReturns, ret := l.loops, l.returns, l.returns
	l.loops = nil
	if !transparent {
		ret = &returns{label: &core.Label{Name: "return"}}
		l.returns = ret
	}
	var apart []taken
	for i, p := range params {
		if v, ok := p.(*syntax.VarPat); ok {
			lam.Params = append(lam.Params, l.bind(v.Name, fn.Params[i]))
			continue
		}
		v := &core.Var{Name: "p", Type: fn.Params[i]}
		lam.Params = append(lam.Params, v)
		if _, wild := p.(*syntax.WildPat); !wild {
			apart = append(apart, taken{v, p})
		}
	}
	given := l.keyParams(lam, fn, keys)
	lam.Body = l.takeApart(at, apart, func() core.Expr {
		return l.defaults(keys, given, func() core.Expr { return l.body(b) })
	})
	if !transparent && ret.used {
		lam.Body = &core.Block{Base: core.Base{At: at, Ty: fn.Result}, Label: ret.label, Body: lam.Body}
	}
	l.loops, l.returns = outerLoops, outerReturns
	return lam
}

// A taken is a parameter that a pattern takes apart.
type taken struct {
	v *core.Var
	p syntax.Pattern
}

func (l *lowerer) takeApart(at source.Span, list []taken, rest func() core.Expr) core.Expr {
	if len(list) == 0 {
		return rest()
	}
	return l.destructure(list[0].p, use(list[0].v, at), list[0].p, func() core.Expr {
		return l.takeApart(at, list[1:], rest)
	})
}

// A key is the parameters of one keyword.
type key struct{ flag, value *core.Var }

// keyParams adds the parameters of keywords, by name.
func (l *lowerer) keyParams(lam *core.Lambda, fn *typesys.Fn, params []*syntax.KeyParam) map[string]key {
	keys, _ := fn.Row()
	if len(keys) == 0 {
		return nil
	}
	out := map[string]key{}
	for _, k := range sortedKeys(keys) {
		p := key{&core.Var{Name: "has-" + k.Text, Type: typesys.Boolean}, &core.Var{Name: k.Text, Type: k.Type}}
		lam.Params = append(lam.Params, p.flag, p.value)
		out[k.Name] = p
	}
	return out
}

func sortedKeys(keys []typesys.Key) []typesys.Key {
	keys = slices.Clone(keys)
	slices.SortFunc(keys, func(a, b typesys.Key) int { return strings.Compare(a.Name, b.Name) })
	return keys
}

// defaults binds keyword parameters, in the order written: each sees those before it.
func (l *lowerer) defaults(params []*syntax.KeyParam, given map[string]key, rest func() core.Expr) core.Expr {
	if len(params) == 0 {
		return rest()
	}
	p := params[0]
	k := given[names.Fold(p.Name.Text)]
	at := p.Span()
	value := &core.If{Base: core.Base{At: at, Ty: k.value.Type},
		Cond: use(k.flag, at), Then: use(k.value, at), Else: l.expr(p.Default)}
	v := l.bind(p.Name, k.value.Type)
	body := l.defaults(params[1:], given, rest)
	return &core.Let{Base: core.Base{At: at, Ty: body.Type()}, Var: v, Value: value, Body: body}
}

// keyed adds the keyword arguments of a call. They are evaluated in the order written.
func (l *lowerer) keyed(e *syntax.Call, out *core.Call, keys []typesys.Key) core.Expr {
	at := e.Span()
	values := map[string]*core.Var{}
	var lets []*core.Let
	if len(e.Keys) > 0 {
		// What comes before the keywords is evaluated before them.
		lets = append(lets, save(&out.Fun))
		for i := range out.Args {
			lets = append(lets, save(&out.Args[i]))
		}
	}
	for _, k := range e.Keys {
		value := l.expr(k.Value)
		v := &core.Var{Name: k.Name, Type: value.Type()}
		values[k.Name] = v
		lets = append(lets, &core.Let{Base: core.Base{At: k.Span(), Ty: out.Ty}, Var: v, Value: value})
	}
	for _, k := range sortedKeys(keys) {
		if v := values[k.Name]; v != nil {
			out.Args = append(out.Args, l.boolean(at, true), use(v, at))
		} else {
			out.Args = append(out.Args, l.boolean(at, false), zero(at, k.Type))
		}
	}
	var body core.Expr = out
	for i := len(lets) - 1; i >= 0; i-- {
		if lets[i] != nil {
			lets[i].Base.Ty = out.Ty
			lets[i].Body = body
			body = lets[i]
		}
	}
	return body
}

// save moves an expression into a variable, unless evaluating it later is the same.
func save(e *core.Expr) *core.Let {
	switch (*e).(type) {
	case *core.Lit, *core.Local, *core.Global, *core.Method, *core.Lambda:
		return nil
	}
	v := &core.Var{Name: "a", Type: (*e).Type()}
	let := &core.Let{Base: core.Base{At: (*e).Span()}, Var: v, Value: *e}
	*e = use(v, (*e).Span())
	return let
}

// zero is the value of a keyword parameter that is not given; nobody looks at it.
func zero(at source.Span, t typesys.Type) core.Expr {
	return &core.Native{Base: core.Base{At: at, Ty: t}, Func: "%zero"}
}

// subsume makes a function that hides keywords of f.
func (l *lowerer) subsume(f core.Expr, want typesys.Type) core.Expr {
	have, w := f.Type().(*typesys.Fn), want.(*typesys.Fn)
	at := f.Span()
	lam := &core.Lambda{Base: core.Base{At: at, Ty: w}}
	fv := &core.Var{Name: "f", Type: have}
	c := &core.Call{Base: core.Base{At: at, Ty: w.Result}, Fun: use(fv, at)}
	param := func(name string, t typesys.Type) core.Expr {
		v := &core.Var{Name: name, Type: t}
		lam.Params = append(lam.Params, v)
		return use(v, at)
	}
	for _, p := range w.Params {
		c.Args = append(c.Args, param("x", p))
	}
	shown, _ := w.Row()
	seen := map[string][2]core.Expr{}
	for _, k := range sortedKeys(shown) {
		seen[k.Name] = [2]core.Expr{param("has-"+k.Text, typesys.Boolean), param(k.Text, k.Type)}
	}
	all, _ := have.Row()
	for _, k := range sortedKeys(all) {
		if p, ok := seen[k.Name]; ok {
			c.Args = append(c.Args, p[0], p[1])
		} else {
			c.Args = append(c.Args, l.boolean(at, false), zero(at, k.Type))
		}
	}
	lam.Body = c
	return &core.Let{Base: core.Base{At: at, Ty: w}, Var: fv, Value: f, Body: lam}
}
