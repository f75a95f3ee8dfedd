package opt

import (
	"github.com/smelter-lang/smelter/transpile/core"
	"github.com/smelter-lang/smelter/typesys"
)

// This file simplifies joins, blocks and loops.

// join simplifies a continuation: one that is jumped to once, or is small, takes the
// place of the jumps.
func (s *simplifier) join(e *core.Join) core.Expr {
	n := s.occ.to(e.Label)
	if n == 0 {
		s.changed = true
		return s.expr(e.In)
	}
	onlyTails := n > 0 && tailJumps(e.In, e.Label) == n
	switch {
	case onlyTails && n == 1:
		s.joins[e.Label] = e
		return s.expr(e.In)
	case onlyTails && isSmall(e.Body):
		e.Body = s.expr(e.Body) // before it is copied: what it uses once is put in its place
		s.joins[e.Label] = e
		return s.expr(e.In)
	}
	e.In = s.expr(e.In)
	e.Body = s.expr(e.Body)
	e.Ty = e.Body.Type()
	if core.Diverges(e.Body) {
		e.Ty = e.In.Type()
	}
	if onlyTails {
		if x, ok := s.specialize(e); ok {
			return x
		}
	}
	return e
}

// tailJumps counts the jumps to a label that are tails.
func tailJumps(e core.Expr, l *core.Label) int {
	n := 0
	if tailPlaces(e, func(c *core.Expr) { n += tailJumps(*c, l) }) {
		return n
	}
	if j, ok := e.(*core.Jump); ok && j.Label == l {
		return 1
	}
	return 0
}

// jump puts a continuation in the place of a simplified jump to it.
func (s *simplifier) jump(e *core.Jump) core.Expr {
	j := s.joins[e.Label]
	if j == nil {
		return e
	}
	s.changed = true
	vars, body := j.Vars, j.Body
	if s.occ.to(e.Label) == 1 {
		delete(s.joins, e.Label)
	} else {
		vars, body = freshen(vars, body)
		s.occ.recount(&core.Lambda{Params: vars, Body: body})
	}
	for i := len(vars) - 1; i >= 0; i-- {
		s.done[e.Args[i]] = true
		body = core.Bound(vars[i], e.Args[i], body)
	}
	return s.expr(body)
}

// freshen copies a body and the variables it is in the scope of.
func freshen(vars []*core.Var, body core.Expr) ([]*core.Var, core.Expr) {
	fresh := map[*core.Var]*core.Var{}
	out := make([]*core.Var, len(vars))
	for i, v := range vars {
		if v == nil {
			continue
		}
		w := *v
		out[i], fresh[v] = &w, &w
	}
	return out, core.CloneExpr(body, nil, fresh)
}

// specialize puts the beginning of a continuation into the jumps to it, if it looks at
// something first that some jumps know, or only takes apart what is built for the jumps.
func (s *simplifier) specialize(e *core.Join) (core.Expr, bool) {
	bound, h := head(e.Body, e.Vars)
	v := chosenBy(h)
	looks := v != nil && contains(bound, v)
	apart := make([]bool, len(e.Vars)) // parameters that are taken apart only
	for i, v := range e.Vars {
		ctor := takenApart(e.Body, v)
		apart[i] = ctor != nil && len(ctor.Data.Ctors) == 1
	}
	informed, made := false, false
	core.Walk(e.In, func(x core.Expr) bool {
		if j, ok := x.(*core.Jump); ok && j.Label == e.Label {
			informed = informed || looks && s.tellsOf(e.Body, v, e.Vars, j.Args)
			for i, a := range j.Args {
				_, mk := a.(*core.Make)
				made = made || mk && apart[i]
			}
		}
		return !informed
	})
	if !informed && !made {
		return nil, false
	}
	s.changed = true
	small, joins := split(e.Body, e.Vars, informed)
	in := replaceJumps(e.In, e.Label, func(j *core.Jump) core.Expr { return instantiate(small, e.Vars, j.Args) })
	return around(joins, in, e.Ty), true
}

// replaceJumps replaces the jumps to a label, which are tails.
func replaceJumps(e core.Expr, l *core.Label, f func(*core.Jump) core.Expr) core.Expr {
	if tailPlaces(e, func(c *core.Expr) { *c = replaceJumps(*c, l, f) }) {
		return e
	}
	if j, ok := e.(*core.Jump); ok && j.Label == l {
		return f(j)
	}
	return e
}

// block simplifies a block; one that is left from its tails only is none.
func (s *simplifier) block(e *core.Block) core.Expr {
	n := s.occ.to(e.Label)
	if n >= 0 && tailExits(e.Body, e.Label) == n {
		s.changed = true
		return s.expr(dropExits(e.Body, e.Label, e.Ty))
	}
	e.Body = s.expr(e.Body)
	if core.Diverges(e.Body) {
		if x, ok := e.Body.(*core.Exit); ok && x.Label == e.Label && n == 1 {
			s.changed = true
			return x.Value
		}
	}
	return e
}

func tailExits(e core.Expr, l *core.Label) int {
	n := 0
	if tailPlaces(e, func(c *core.Expr) { n += tailExits(*c, l) }) {
		return n
	}
	if x, ok := e.(*core.Exit); ok && x.Label == l {
		return 1 + tailExits(x.Value, l)
	}
	return 0
}

func dropExits(e core.Expr, l *core.Label, t typesys.Type) core.Expr {
	if tailPlaces(e, func(c *core.Expr) { *c = dropExits(*c, l, t) }) {
		base(e).Ty = t
		return e
	}
	if x, ok := e.(*core.Exit); ok && x.Label == l {
		return dropExits(x.Value, l, t)
	}
	return e
}

// loop simplifies a loop. Variables that never change are bound outside.
func (s *simplifier) loop(e *core.Loop) core.Expr {
	s.exprs(e.Inits)
	if x := s.stopped(e.Inits); x != nil {
		return x
	}
	if s.occ.to(e.Label) == 0 {
		s.changed = true
		x := e.Body
		for i := len(e.Vars) - 1; i >= 0; i-- {
			s.done[e.Inits[i]] = true
			x = core.Bound(e.Vars[i], e.Inits[i], x)
		}
		s.occ.recount(x)
		return s.expr(x)
	}
	if fixed := fixedVars(e); len(fixed) > 0 {
		s.changed = true
		return s.hoist(e, fixed)
	}
	e.Body = s.expr(e.Body)
	e.Ty = e.Body.Type()
	return e
}

// fixedVars returns the places of the variables of a loop that each Next leaves alone, or
// that nothing but the Nexts uses.
func fixedVars(e *core.Loop) map[int]bool {
	fixed := map[int]bool{}
	for i := range e.Vars {
		fixed[i] = true
	}
	core.Walk(e.Body, func(x core.Expr) bool {
		if n, ok := x.(*core.Next); ok && n.Label == e.Label {
			for i, a := range n.Args {
				if u, ok := a.(*core.Local); !ok || u.Var != e.Vars[i] {
					delete(fixed, i)
				}
			}
		}
		return len(fixed) > 0
	})
	return fixed
}

// hoist binds variables of a loop outside of it. The other initial values are computed
// in their order.
func (s *simplifier) hoist(e *core.Loop, fixed map[int]bool) core.Expr {
	core.Walk(e.Body, func(x core.Expr) bool {
		if n, ok := x.(*core.Next); ok && n.Label == e.Label {
			n.Args = without(n.Args, fixed)
		}
		return true
	})
	var lets []*core.Let
	for i, v := range e.Vars {
		if !fixed[i] {
			if core.Atomic(e.Inits[i]) {
				continue
			}
			v = &core.Var{Name: v.Name, Type: v.Type}
		}
		s.done[e.Inits[i]] = true
		lets = append(lets, core.Bound(v, e.Inits[i], e.Inits[i]))
		if !fixed[i] {
			e.Inits[i] = core.Use(v, e.At)
		}
	}
	e.Vars, e.Inits = without(e.Vars, fixed), without(e.Inits, fixed)
	var x core.Expr = e
	for i := len(lets) - 1; i >= 0; i-- {
		lets[i].Body, lets[i].Ty = x, x.Type()
		x = lets[i]
	}
	s.occ.recount(x)
	return s.expr(x)
}

func without[T any](xs []T, drop map[int]bool) []T {
	var out []T
	for i, x := range xs {
		if !drop[i] {
			out = append(out, x)
		}
	}
	return out
}
