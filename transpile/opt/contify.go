package opt

import "github.com/smelter-lang/smelter/transpile/core"

// This file makes local functions and cells cheaper where they are only used in one way.

// contify makes a join of a local function that is only called, and last:
//
//	(let f (fn (x) A) (if c (call f 1) (call f 2)))
//	(join (f x) A (if c (jump f 1) (jump f 2)))
func (s *simplifier) contify(x core.Expr) core.Expr {
	e, ok := x.(*core.Let)
	if !ok || e.Var == nil {
		return x
	}
	lam, ok := e.Value.(*core.Lambda)
	if !ok {
		return x
	}
	isCall := func(c *core.Call) bool {
		u, ok := c.Fun.(*core.Local)
		return ok && u.Var == e.Var
	}
	last := 0
	e.Body = lastCalls(e.Body, func(c *core.Call) core.Expr {
		if isCall(c) {
			last++
		}
		return nil
	})
	if last == 0 || last != mentionsOf(e.Body, e.Var) || core.Leaves(lam) {
		return x
	}
	s.changed = true
	l := &core.Label{Name: e.Var.Name}
	in := lastCalls(e.Body, func(c *core.Call) core.Expr {
		if !isCall(c) {
			return nil
		}
		return &core.Jump{Base: c.Base, Label: l, Args: c.Args}
	})
	return &core.Join{Base: core.Base{At: e.At, Ty: resultOf(lam)}, Label: l, Vars: lam.Params, Body: lam.Body, In: in}
}

// mentionsOf counts the uses of a variable.
func mentionsOf(e core.Expr, v *core.Var) int {
	n := 0
	core.Walk(e, func(e core.Expr) bool {
		if core.UsedVar(e) == v {
			n++
		}
		return true
	})
	return n
}

// uncell makes a mutable variable of a cell that is only read and written.
func (s *simplifier) uncell(x core.Expr) core.Expr {
	e, ok := x.(*core.Let)
	if !ok || e.Var == nil {
		return x
	}
	cell, ok := e.Value.(*core.Native)
	if !ok || cell.Func != "%cell-new" {
		return x
	}
	direct := 0
	core.Walk(e.Body, func(x core.Expr) bool {
		if isAccess(x, e.Var) {
			direct++
		}
		return true
	})
	if direct != mentionsOf(e.Body, e.Var) {
		return x
	}
	s.changed = true
	v := &core.Var{Name: e.Var.Name, Type: cell.Args[0].Type(), Mutable: true}
	e.Body = core.Rewrite(e.Body, func(x core.Expr) core.Expr {
		if !isAccess(x, e.Var) {
			return x
		}
		n := x.(*core.Native)
		if n.Func == "%cell-read" {
			return &core.Local{Base: core.Base{At: n.At, Ty: v.Type}, Var: v}
		}
		return &core.Assign{Base: core.Base{At: n.At, Ty: core.Void}, Var: v, Value: n.Args[1]}
	})
	e.Var, e.Value = v, cell.Args[0]
	return e
}

// isAccess reports whether an expression reads or writes a cell.
func isAccess(e core.Expr, v *core.Var) bool {
	n, ok := e.(*core.Native)
	if !ok || n.Func != "%cell-read" && n.Func != "%cell-write" {
		return false
	}
	u, ok := n.Args[0].(*core.Local)
	return ok && u.Var == v
}
