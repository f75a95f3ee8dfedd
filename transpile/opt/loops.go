package opt

import "github.com/smelter-lang/smelter/transpile/core"

// This file makes loops of functions that call themselves last.

// loopDef makes a loop of a definition, if it calls itself last.
func loopDef(d *core.Def) {
	if lam, ok := d.Body.(*core.Lambda); ok {
		loopSelf(lam, func(f core.Expr) bool {
			g, ok := f.(*core.Global)
			return ok && g.Name == d.Name
		})
	}
}

// loopsIn makes loops of the functions of a group that call themselves last.
func (s *simplifier) loopsIn(e *core.LetRec) {
	for _, b := range e.Binds {
		lam, ok := b.Value.(*core.Lambda)
		if !ok {
			continue
		}
		made := loopSelf(lam, func(f core.Expr) bool {
			u, ok := f.(*core.Local)
			return ok && u.Var == b.Var
		})
		if made {
			s.changed = true
			s.occ.recount(lam)
		}
	}
}

// loopSelf makes a loop of the body of a function that calls itself last:
//
//	(fn (x) ... (self a))  ->  (fn (x') (loop self ((x x')) ... (next self a)))
func loopSelf(lam *core.Lambda, self func(core.Expr) bool) bool {
	t := &tailCalls{blocks: map[*core.Label]bool{}, label: &core.Label{Name: "again"}, self: self}
	body := t.tail(lam.Body)
	if !t.found {
		return false
	}
	params := make([]*core.Var, len(lam.Params))
	for i, v := range lam.Params {
		params[i] = &core.Var{Name: v.Name, Type: v.Type}
	}
	lam.Body = &core.Loop{
		Base: core.Base{At: lam.At, Ty: lam.Body.Type()}, Label: t.label,
		Vars: lam.Params, Inits: core.Uses(params, lam.At), Body: body,
	}
	lam.Params = params
	return true
}

// A tailCalls replaces calls of a function that come last in its body. The value of an
// exit comes last if the block does.
type tailCalls struct {
	self   func(core.Expr) bool
	label  *core.Label
	blocks map[*core.Label]bool // blocks that come last
	found  bool
}

func (t *tailCalls) tail(e core.Expr) core.Expr {
	switch x := e.(type) {
	case *core.Call:
		if !t.self(x.Fun) {
			break
		}
		t.inside(x)
		t.found = true
		return &core.Next{Base: x.Base, Label: t.label, Args: x.Args}
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
				t.inside(*c)
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
	core.Children(e, func(c *core.Expr) {
		if x, ok := (*c).(*core.Exit); ok && t.blocks[x.Label] {
			*c = t.tail(x)
			return
		}
		t.inside(*c)
	})
}
