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
		if spine, _ := c.match(e); spine != nil && c.ctor == nil {
			c.ctor = spine[0].Ctor
		}
	})
	if c.ctor == nil {
		return false
	}
	at, last := lam.At, c.hole("last")
	c.again, c.last, c.head = &core.Label{Name: "again"}, last, c.hole("head")
	body := mapTails(lam.Body, c.result, c.tail)
	params := freshVars(lam.Params)
	loop := &core.Loop{
		Base: core.Base{At: at, Ty: c.result}, Label: c.again,
		Vars:  append(lam.Params[:len(params):len(params)], last),
		Inits: append(core.Uses(params, at), core.Use(c.head, at)),
		Body:  body,
	}
	lam.Params, lam.Body = params, core.Bound(c.head, c.native("%hole-start", at, c.result), loop)
	return true
}

type consCalls struct {
	self       func(core.Expr) bool
	result     typesys.Type
	ctor       *env.Ctor
	again      *core.Label
	head, last *core.Var // what has the first hole, and what has the last one
}

// match returns the constructions that a tail is, each the last field of the one before,
// and the call that is the last field of the last one; or nil. The call may be named
// before, if nothing with effects comes between.
func (c *consCalls) match(e core.Expr) (spine []*core.Make, call *core.Call) {
	named, _ := e.(*core.Let)
	if named != nil {
		e = named.Body
	}
	for c.builds(e) {
		mk := e.(*core.Make)
		spine, e = append(spine, mk), mk.Args[len(mk.Args)-1]
	}
	if u, ok := e.(*core.Local); ok && named != nil && u.Var == named.Var && callsFirst(named, spine) {
		e = named.Value
	} else if named != nil {
		return nil, nil
	}
	call, ok := e.(*core.Call)
	if !ok || !c.self(call.Fun) {
		return nil, nil
	}
	return spine, call
}

// builds reports whether e is a construction like the others whose last field is one too.
func (c *consCalls) builds(e core.Expr) bool {
	mk, ok := e.(*core.Make)
	if !ok || len(mk.Args) == 0 || c.ctor != nil && mk.Ctor != c.ctor {
		return false
	}
	last := core.FieldType(mk.Ctor, len(mk.Args)-1, mk.Ty)
	return core.SameType(last, mk.Ty) && core.SameType(mk.Ty, c.result)
}

// callsFirst reports whether the value of a binding may as well be made after the other
// fields of the constructions that it ends.
func callsFirst(e *core.Let, spine []*core.Make) bool {
	for _, mk := range spine {
		for _, a := range mk.Args[:len(mk.Args)-1] {
			if !harmless(a) || !core.Pure(a) || mentionsOf(a, e.Var) > 0 {
				return false
			}
		}
	}
	return true
}

// tail replaces a tail: constructions go on with the next round, a last call too, and
// anything else is the end of the value.
func (c *consCalls) tail(e core.Expr) core.Expr {
	at := e.Span()
	if call, ok := e.(*core.Call); ok && c.self(call.Fun) {
		return c.next(call, c.last)
	}
	spine, call := c.match(e)
	if spine == nil {
		end := c.hole("end")
		whole := c.native("%hole-read", at, c.result, core.Use(c.head, at))
		return core.Bound(end, e, core.Bound(nil, c.fill(c.last, end, at), whole))
	}
	return c.extend(spine, c.last, call)
}

// extend puts constructions into the hole of last, and goes on with the hole that they
// leave.
func (c *consCalls) extend(spine []*core.Make, last *core.Var, call *core.Call) core.Expr {
	if len(spine) == 0 {
		return c.next(call, last)
	}
	mk, cell := spine[0], c.hole("cell")
	made := c.native("%hole-new", mk.At, c.result, mk.Args[:len(mk.Args)-1]...)
	rest := c.extend(spine[1:], cell, call)
	return core.Bound(cell, made, core.Bound(nil, c.fill(last, cell, mk.At), rest))
}

// next goes on with the hole of last.
func (c *consCalls) next(call *core.Call, last *core.Var) core.Expr {
	return &core.Next{Base: call.Base, Label: c.again, Args: append(call.Args, core.Use(last, call.At))}
}

// fill puts the value of v into the hole of last.
func (c *consCalls) fill(last, v *core.Var, at source.Span) core.Expr {
	return c.native("%hole-fill", at, core.Void, core.Use(last, at), core.Use(v, at))
}

// hole makes a variable for what is built.
func (c *consCalls) hole(name string) *core.Var { return &core.Var{Name: name, Type: c.result} }

func (c *consCalls) native(name string, at source.Span, t typesys.Type, args ...core.Expr) *core.Native {
	return &core.Native{Base: core.Base{At: at, Ty: t}, Func: name, Ctor: c.ctor, Args: args}
}
