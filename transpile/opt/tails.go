package opt

import (
	"github.com/smelter-lang/smelter/transpile/core"
	"github.com/smelter-lang/smelter/typesys"
)

// This file knows the tails of an expression: the parts whose value is its value.

// tailPlaces calls f with the places of the expressions directly in e whose value is the
// value of e; false says that e is a tail itself. What is left by an exit, or runs under a
// handler, is not looked into.
func tailPlaces(e core.Expr, f func(*core.Expr)) bool {
	switch e := e.(type) {
	case *core.If:
		f(&e.Then)
		f(&e.Else)
	case *core.Switch:
		for _, c := range e.Cases {
			f(&c.Body)
		}
		if e.Default != nil {
			f(&e.Default)
		}
	case *core.LitSwitch:
		for _, c := range e.Cases {
			f(&c.Body)
		}
		f(&e.Default)
	case *core.Let:
		f(&e.Body)
	case *core.LetRec:
		f(&e.Body)
	case *core.LetValues:
		f(&e.Body)
	case *core.Join:
		f(&e.In)
		f(&e.Body)
	case *core.Loop:
		f(&e.Body)
	default:
		return false
	}
	return true
}

// mapTails replaces each tail that gives a value by what f makes of it, a value of type t.
func mapTails(e core.Expr, t typesys.Type, f func(core.Expr) core.Expr) core.Expr {
	if tailPlaces(e, func(c *core.Expr) { *c = mapTails(*c, t, f) }) {
		base(e).Ty = t
		return e
	}
	if core.Diverges(e) {
		return e
	}
	return f(e)
}

// base returns the common part of an expression that has tails inside.
func base(e core.Expr) *core.Base {
	switch e := e.(type) {
	case *core.If:
		return &e.Base
	case *core.Switch:
		return &e.Base
	case *core.LitSwitch:
		return &e.Base
	case *core.Let:
		return &e.Base
	case *core.LetRec:
		return &e.Base
	case *core.LetValues:
		return &e.Base
	case *core.Join:
		return &e.Base
	case *core.Loop:
		return &e.Base
	}
	return nil
}

// eachTail calls f with each tail that gives a value.
func eachTail(e core.Expr, f func(core.Expr)) {
	if !tailPlaces(e, func(c *core.Expr) { eachTail(*c, f) }) && !core.Diverges(e) {
		f(e)
	}
}

// branches reports whether an expression is not itself a tail.
func branches(e core.Expr) bool {
	return tailPlaces(e, func(*core.Expr) {})
}
