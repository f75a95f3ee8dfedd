package opt

import (
	"github.com/smelter-lang/smelter/transpile/core"
	"github.com/smelter-lang/smelter/transpile/source"
	"github.com/smelter-lang/smelter/typesys"
	"github.com/smelter-lang/smelter/typesys/env"
)

// This file makes loops of functions whose last call is the last field of what they
// build, as in
//
//	(define (map f xs)
//	  (match xs ((Nil) Nil) ((Cons x more) (Cons (f x) (map f more)))))
//
// The value is built from its head: each round makes it with a hole, fills the hole of the
// one before, and goes on. Nobody sees a value before its hole is filled. The first hole
// is that of a value that is thrown away. Holes are intrinsics that are not pure, so
// nothing is known of what has one.

// consLoop makes such a loop; self says whether a function is the one with this body.
func consLoop(lam *core.Lambda, self func(core.Expr) bool) bool {
	c := &consCalls{self: self, result: resultOf(lam)}
	eachTail(lam.Body, func(e core.Expr) {
		if mk, _ := c.match(e); mk != nil && c.ctor == nil {
			c.ctor = mk.Ctor
		}
	})
	if c.ctor == nil {
		return false
	}
	at := lam.At
	c.again, c.last = &core.Label{Name: "again"}, &core.Var{Name: "last", Type: c.result}
	head := &core.Var{Name: "head", Type: c.result}
	c.head = head
	body := mapTails(lam.Body, c.result, c.tail)
	params := freshVars(lam.Params)
	first := &core.Native{Base: core.Base{At: at, Ty: c.result}, Func: "%hole-new", Ctor: c.ctor}
	for i := range len(c.ctor.Fields) - 1 {
		t := core.Positional(core.FieldType(c.ctor, i, c.result))
		first.Args = append(first.Args, &core.Native{Base: core.Base{At: at, Ty: t}, Func: "%zero"})
	}
	loop := &core.Loop{
		Base: core.Base{At: at, Ty: c.result}, Label: c.again,
		Vars:  append(lam.Params[:len(params):len(params)], c.last),
		Inits: append(core.Uses(params, at), core.Use(head, at)),
		Body:  body,
	}
	lam.Params, lam.Body = params, core.Bound(head, first, loop)
	return true
}

type consCalls struct {
	self       func(core.Expr) bool
	result     typesys.Type
	ctor       *env.Ctor
	again      *core.Label
	head, last *core.Var
}

// match returns the construction that a tail is and the call that is its last field, or
// nil. The call may be named before, if nothing with effects comes between.
func (c *consCalls) match(e core.Expr) (*core.Make, *core.Call) {
	named, _ := e.(*core.Let)
	if named != nil {
		e = named.Body
	}
	mk, ok := e.(*core.Make)
	if !ok || len(mk.Args) == 0 || c.ctor != nil && mk.Ctor != c.ctor {
		return nil, nil
	}
	n := len(mk.Args) - 1
	if !core.SameType(core.FieldType(mk.Ctor, n, mk.Ty), mk.Ty) || !core.SameType(mk.Ty, c.result) {
		return nil, nil
	}
	last := mk.Args[n]
	if named != nil {
		u, ok := last.(*core.Local)
		if !ok || u.Var != named.Var || !allHarmless(mk.Args[:n]) {
			return nil, nil
		}
		for _, a := range mk.Args[:n] {
			if mentionsOf(a, named.Var) > 0 || !core.Pure(a) {
				return nil, nil
			}
		}
		last = named.Value
	}
	call, ok := last.(*core.Call)
	if !ok || !c.self(call.Fun) {
		return nil, nil
	}
	return mk, call
}

// tail replaces a tail: a construction goes on with the next round, a last call too, and
// anything else is the end of the value.
func (c *consCalls) tail(e core.Expr) core.Expr {
	at := e.Span()
	if call, ok := e.(*core.Call); ok && c.self(call.Fun) {
		return &core.Next{Base: call.Base, Label: c.again, Args: append(call.Args, core.Use(c.last, at))}
	}
	mk, call := c.match(e)
	if mk == nil {
		v := &core.Var{Name: "end", Type: c.result}
		done := &core.Native{Base: core.Base{At: at, Ty: c.result}, Func: "%hole-read", Ctor: c.ctor, Args: []core.Expr{core.Use(c.head, at)}}
		return core.Bound(v, e, core.Bound(nil, c.fill(v, at), done))
	}
	cell := &core.Var{Name: "cell", Type: c.result}
	hole := &core.Native{Base: core.Base{At: at, Ty: c.result}, Func: "%hole-new", Ctor: c.ctor, Args: mk.Args[:len(mk.Args)-1]}
	next := &core.Next{Base: call.Base, Label: c.again, Args: append(call.Args, core.Use(cell, at))}
	return core.Bound(cell, hole, core.Bound(nil, c.fill(cell, at), next))
}

// fill puts a value in the last hole.
func (c *consCalls) fill(v *core.Var, at source.Span) core.Expr {
	return &core.Native{
		Base: core.Base{At: at, Ty: core.Void}, Func: "%hole-fill", Ctor: c.ctor,
		Args: []core.Expr{core.Use(c.last, at), core.Use(v, at)},
	}
}
