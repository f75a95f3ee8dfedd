package mono

import (
	"github.com/smelter-lang/smelter/transpile/core"
	"github.com/smelter-lang/smelter/transpile/diag"
	"github.com/smelter-lang/smelter/transpile/source"
	"github.com/smelter-lang/smelter/typesys"
)

// This file converts values between representations of the same real type.

// coerce converts e, whose type is a representation, to another representation of
// the same real type.
func (c *copier) coerce(e core.Expr, want typesys.Type) core.Expr {
	if c.m.box.none() || c.m.again {
		return e
	}
	have := e.Type()
	if core.SameType(have, want) || leaves(e) {
		return e
	}
	at := e.Span()
	switch {
	case want == typesys.Type(core.Boxed):
		if fn, ok := have.(*typesys.Fn); ok {
			e = c.coerce(e, uniform(fn)) // what is in a box must not depend on who boxed it
		}
		return &core.Box{Base: core.Base{At: at, Ty: core.Boxed}, Value: e}
	case have == typesys.Type(core.Boxed):
		if fn, ok := want.(*typesys.Fn); ok {
			u := uniform(fn)
			return c.coerce(&core.Unbox{Base: core.Base{At: at, Ty: u}, Value: e}, want)
		}
		return &core.Unbox{Base: core.Base{At: at, Ty: want}, Value: e}
	}
	switch want := want.(type) {
	case *typesys.Fn:
		return c.wrap(e, have.(*typesys.Fn), want, at)
	case *typesys.Pack:
		return c.repack(e, have.(*typesys.Pack), want, at)
	}
	diag.Bugf(at, "mono: cannot represent %s as %s", typeKey(have), typeKey(want))
	return nil
}

// uniform returns the function type with every parameter and result Boxed.
func uniform(fn *typesys.Fn) *typesys.Fn {
	box := func(t typesys.Type) typesys.Type {
		if _, pack := t.(*typesys.Pack); pack {
			return t
		}
		return core.Boxed
	}
	u := &typesys.Fn{Result: box(fn.Result)}
	for _, p := range fn.Params {
		u.Params = append(u.Params, box(p))
	}
	if pack, ok := fn.Result.(*typesys.Pack); ok {
		elems := make([]typesys.Type, len(pack.Elems))
		for i := range elems {
			elems[i] = core.Boxed
		}
		u.Result = &typesys.Pack{Elems: elems}
	}
	return u
}

// wrap makes a function of another representation: (fn (x*) (f x*)) with conversions.
func (c *copier) wrap(e core.Expr, have, want *typesys.Fn, at source.Span) core.Expr {
	f := &core.Var{Name: "f", Type: have}
	lam := &core.Lambda{Base: core.Base{At: at, Ty: want}}
	call := &core.Call{Base: core.Base{At: at, Ty: have.Result}, Fun: &core.Local{Base: core.Base{At: at, Ty: have}, Var: f}}
	for i, p := range want.Params {
		v := &core.Var{Name: "x", Type: p}
		lam.Params = append(lam.Params, v)
		call.Args = append(call.Args, c.coerce(&core.Local{Base: core.Base{At: at, Ty: p}, Var: v}, have.Params[i]))
	}
	lam.Body = c.coerce(call, want.Result)
	return &core.Let{Base: core.Base{At: at, Ty: want}, Var: f, Value: e, Body: lam}
}

// repack converts several results.
func (c *copier) repack(e core.Expr, have, want *typesys.Pack, at source.Span) core.Expr {
	out := &core.Values{Base: core.Base{At: at, Ty: want}}
	let := &core.LetValues{Base: core.Base{At: at, Ty: want}, Value: e, Body: out}
	for i, t := range have.Elems {
		v := &core.Var{Name: "x", Type: t}
		let.Vars = append(let.Vars, v)
		out.Elems = append(out.Elems, c.coerce(&core.Local{Base: core.Base{At: at, Ty: t}, Var: v}, want.Elems[i]))
	}
	return let
}

// leaves reports whether e never gives a value, so that its type means nothing.
func leaves(e core.Expr) bool {
	switch e.(type) {
	case *core.Exit, *core.Next, *core.Jump, *core.Throw, *core.Fail, *core.ResumeTo:
		return true
	}
	return false
}
