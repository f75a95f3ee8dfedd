package opt

import (
	"github.com/smelter-lang/smelter/transpile/core"
	"github.com/smelter-lang/smelter/typesys"
)

// This file makes loops of functions that call themselves last.

// loopDef makes a loop of a definition, if it calls itself last.
func loopDef(d *core.Def) {
	lam, ok := d.Body.(*core.Lambda)
	if !ok {
		return
	}
	self := func(f core.Expr) bool {
		g, ok := f.(*core.Global)
		return ok && g.Name == d.Name
	}
	if !consLoop(lam, self) {
		loopSelf(lam, self)
	}
}

// loopsIn makes loops of the functions of a group that call themselves last.
func (s *simplifier) loopsIn(e *core.LetRec) {
	for _, b := range e.Binds {
		lam, ok := b.Value.(*core.Lambda)
		if !ok {
			continue
		}
		self := func(f core.Expr) bool {
			u, ok := f.(*core.Local)
			return ok && u.Var == b.Var
		}
		if consLoop(lam, self) || loopSelf(lam, self) {
			s.changed = true
			s.occ.recount(lam)
		}
	}
}

// loopSelf makes a loop of the body of a function that calls itself last:
//
//	(fn (x) ... (self a))  ->  (fn (x') (loop again ((x x')) ... (next again a)))
func loopSelf(lam *core.Lambda, self func(core.Expr) bool) bool {
	again, found := &core.Label{Name: "again"}, false
	body := lastCalls(lam.Body, func(c *core.Call) core.Expr {
		if !self(c.Fun) {
			return nil
		}
		found = true
		return &core.Next{Base: c.Base, Label: again, Args: c.Args}
	})
	if !found {
		return false
	}
	params := freshVars(lam.Params)
	lam.Body = &core.Loop{
		Base: core.Base{At: lam.At, Ty: resultOf(lam)}, Label: again,
		Vars: lam.Params, Inits: core.Uses(params, lam.At), Body: body,
	}
	lam.Params = params
	return true
}

func resultOf(lam *core.Lambda) typesys.Type { return lam.Ty.(*typesys.Fn).Result }

// freshVars returns variables like others.
func freshVars(vs []*core.Var) []*core.Var {
	out := make([]*core.Var, len(vs))
	for i, v := range vs {
		out[i] = &core.Var{Name: v.Name, Type: v.Type}
	}
	return out
}

// lastCalls replaces the calls that come last in the body of a function by what f makes
// of them, nil standing for the call itself. The value of an exit comes last if the block
// does.
func lastCalls(body core.Expr, f func(*core.Call) core.Expr) core.Expr {
	t := &tailCalls{blocks: map[*core.Label]bool{}, replace: f}
	return t.tail(body)
}

type tailCalls struct {
	replace func(*core.Call) core.Expr
	blocks  map[*core.Label]bool // blocks that come last
}

func (t *tailCalls) tail(e core.Expr) core.Expr {
	switch x := e.(type) {
	case *core.Call:
		t.inside(x)
		if n := t.replace(x); n != nil {
			return n
		}
		return x
	case *core.Block:
		t.blocks[x.Label] = true
		x.Body = t.tail(x.Body)
		return x
	case *core.Exit:
		if t.blocks[x.Label] {
			x.Value = t.tail(x.Value)
			if core.Diverges(x.Value) {
				return x.Value
			}
			return x
		}
	}
	tails := map[*core.Expr]bool{}
	if tailPlaces(e, func(c *core.Expr) { *c = t.tail(*c); tails[c] = true }) {
		core.Children(e, func(c *core.Expr) {
			if !tails[c] {
				t.child(c)
			}
		})
		return e
	}
	t.inside(e)
	return e
}

// inside looks for exits that leave with a last call, in something that does not come
// last itself. Nothing goes out of a function or of a handler.
func (t *tailCalls) inside(e core.Expr) {
	switch e.(type) {
	case *core.Lambda, *core.Catch, *core.Resumable, *core.DynBind:
		return
	}
	core.Children(e, t.child)
}

func (t *tailCalls) child(c *core.Expr) {
	if x, ok := (*c).(*core.Exit); ok && t.blocks[x.Label] {
		*c = t.tail(x)
		return
	}
	t.inside(*c)
}
