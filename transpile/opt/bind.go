package opt

import (
	"github.com/smelter-lang/smelter/transpile/core"
	"github.com/smelter-lang/smelter/transpile/scc"
)

// This file simplifies bindings.

// bind simplifies the scope of a let whose value is simplified already.
func (s *simplifier) bind(e *core.Let, value core.Expr) core.Expr {
	again := func(x core.Expr) core.Expr { return s.bind(e, x) }
	if x, ok := s.outside(value, again); ok { // let v = (let x = a in b) in c
		return x
	}
	if core.Diverges(value) {
		s.changed = true
		return value
	}
	v := e.Var
	switch {
	case v == nil || s.occ.of(v).n == 0 && !v.Mutable:
		return s.drop(e, value)
	case v.Mutable:
		return s.keep(e, value)
	case s.replaces(v, value):
		s.changed = true
		s.subst[v] = value
		return s.expr(e.Body)
	}
	switch x := value.(type) {
	case *core.Lambda:
		if core.Within(x.Body, smallLambda) && !core.Leaves(x) {
			s.lambdas[v] = x
		}
		return s.contify(s.keep(e, value))
	case *core.Native:
		return s.uncell(s.keep(e, value))
	case *core.Make:
		return s.bindMake(e, x)
	case *core.Field:
		return s.bindField(e, x)
	}
	return s.push(s.keep(e, value))
}

func (s *simplifier) keep(e *core.Let, value core.Expr) core.Expr {
	e.Value, e.Body = value, s.expr(e.Body)
	e.Ty = e.Body.Type()
	if vs, ok := e.Body.(*core.Values); ok && len(vs.Elems) == 0 && e.Var == nil && core.SameType(value.Type(), core.Void) {
		s.changed = true // a last call, when it is written in a body that gives nothing
		return value
	}
	if u, ok := e.Body.(*core.Local); ok && u.Var == e.Var && !u.Var.Mutable {
		s.changed = true
		return value
	}
	return e
}

// drop simplifies a let of which nobody looks at the value.
func (s *simplifier) drop(e *core.Let, value core.Expr) core.Expr {
	if harmless(value) {
		s.changed = true
		return s.expr(e.Body)
	}
	if mk, ok := value.(*core.Make); ok { // what has effects is in its fields
		s.changed = true
		for i := len(mk.Args) - 1; i >= 0; i-- {
			s.done[mk.Args[i]] = true
			e.Body = core.Bound(nil, mk.Args[i], e.Body)
		}
		return s.expr(e.Body)
	}
	e.Var = nil
	if branches(value) {
		value = s.unvalued(value)
	}
	return s.push(s.keep(e, value))
}

// unvalued makes an expression give nothing where what it gives is harmless.
func (s *simplifier) unvalued(value core.Expr) core.Expr {
	some := false
	eachTail(value, func(x core.Expr) { some = some || harmless(x) && !core.SameType(x.Type(), core.Void) })
	if !some {
		return value
	}
	s.changed = true
	return mapTails(value, core.Void, func(x core.Expr) core.Expr {
		if harmless(x) {
			return core.Nothing(x.Span())
		}
		return core.Bound(nil, x, core.Nothing(x.Span()))
	})
}

// harmless reports whether nobody misses the computation of an expression. Reading a
// mutable variable is harmless, though not pure.
func harmless(e core.Expr) bool {
	switch e := e.(type) {
	case *core.Local, *core.DynRef:
		return true
	case *core.Make:
		return allHarmless(e.Args)
	case *core.Values:
		return allHarmless(e.Elems)
	case *core.Native:
		return core.Pure(e) || core.PureNative(e) && allHarmless(e.Args)
	case *core.Field:
		return harmless(e.Value)
	case *core.If:
		return harmless(e.Cond) && harmless(e.Then) && harmless(e.Else)
	}
	return core.Pure(e)
}

func allHarmless(es []core.Expr) bool {
	for _, e := range es {
		if !harmless(e) {
			return false
		}
	}
	return true
}

// replaces reports whether a value is to stand where the variable is used. A value that
// is computed is moved only to where it is still computed at most once, and not into
// what a choice looks at more than once.
func (s *simplifier) replaces(v *core.Var, value core.Expr) bool {
	if core.Atomic(value) {
		return true
	}
	u := s.occ.of(v)
	if u.n != 1 || !core.Pure(value) {
		return false
	}
	if _, lambda := value.(*core.Lambda); lambda {
		return !u.deep || u.calls == 1
	}
	return !u.deep && u.cases == 0 && !branches(value)
}

// bindMake simplifies the scope of a variable whose constructor is known. If someone
// looks into it the fields become atoms.
func (s *simplifier) bindMake(e *core.Let, mk *core.Make) core.Expr {
	u := s.occ.of(e.Var)
	if u.fields+u.cases == 0 {
		s.known[e.Var] = known{ctor: mk.Ctor}
		return s.keep(e, mk)
	}
	var names []*core.Let
	for i, a := range mk.Args {
		if core.Atomic(a) {
			continue
		}
		v := &core.Var{Name: "field", Type: a.Type()}
		let := &core.Let{Base: core.Base{At: a.Span()}, Var: v, Value: a}
		names = append(names, let)
		mk.Args[i] = core.Use(v, a.Span())
		switch a := a.(type) {
		case *core.Make:
			s.known[v] = known{ctor: a.Ctor}
		case *core.Lambda:
			if core.Within(a.Body, smallLambda) && !core.Leaves(a) {
				s.lambdas[v] = a
			}
		}
	}
	s.known[e.Var] = known{mk.Ctor, mk.Args}
	x := s.keep(e, mk)
	for i := len(names) - 1; i >= 0; i-- {
		names[i].Body, names[i].Ty = x, x.Type()
		x = names[i]
	}
	s.changed = s.changed || len(names) > 0
	return x
}

// bindField simplifies the scope of a variable that is a field: there the field is at
// hand.
func (s *simplifier) bindField(e *core.Let, f *core.Field) core.Expr {
	u, ok := f.Value.(*core.Local)
	if !ok || u.Var.Mutable {
		return s.push(s.keep(e, f))
	}
	outer, had := s.known[u.Var]
	args := make([]core.Expr, len(f.Ctor.Fields))
	copy(args, outer.args)
	args[f.Index] = core.Use(e.Var, f.At)
	s.known[u.Var] = known{f.Ctor, args}
	x := s.keep(e, f)
	if had {
		s.known[u.Var] = outer
	} else {
		delete(s.known, u.Var)
	}
	return x
}

// bindValues simplifies the scope of several results.
func (s *simplifier) bindValues(e *core.LetValues, value core.Expr) core.Expr {
	again := func(x core.Expr) core.Expr { return s.bindValues(e, x) }
	if x, ok := s.outside(value, again); ok {
		return x
	}
	if vs, ok := value.(*core.Values); ok {
		s.changed = true
		body := e.Body
		for i := len(e.Vars) - 1; i >= 0; i-- {
			s.done[vs.Elems[i]] = true
			body = core.Bound(e.Vars[i], vs.Elems[i], body)
		}
		return s.expr(body)
	}
	if core.Diverges(value) {
		s.changed = true
		return value
	}
	if branches(value) {
		tails, several := 0, 0
		eachTail(value, func(x core.Expr) {
			tails++
			if _, ok := x.(*core.Values); ok {
				several++
			}
		})
		if tails == 1 {
			s.changed = true
			return mapTails(value, e.Ty, again)
		}
		if several > 0 {
			return s.shareValues(e, value)
		}
	}
	e.Value, e.Body = value, s.expr(e.Body)
	e.Ty = e.Body.Type()
	return e
}

// shareValues makes the scope of several results a continuation that the tails of the
// value jump to.
func (s *simplifier) shareValues(e *core.LetValues, value core.Expr) core.Expr {
	s.changed = true
	l := &core.Label{Name: "then"}
	body := s.expr(e.Body)
	pack := value.Type()
	in := mapTails(value, body.Type(), func(x core.Expr) core.Expr {
		if vs, ok := x.(*core.Values); ok {
			return &core.Jump{Base: core.Base{At: x.Span(), Ty: body.Type()}, Label: l, Args: vs.Elems}
		}
		vars := make([]*core.Var, len(e.Vars))
		for i, t := range core.Elems(pack) {
			vars[i] = &core.Var{Name: "x", Type: t}
		}
		jump := &core.Jump{Base: core.Base{At: x.Span(), Ty: body.Type()}, Label: l, Args: core.Uses(vars, x.Span())}
		return &core.LetValues{Base: jump.Base, Vars: vars, Value: x, Body: jump}
	})
	vars := make([]*core.Var, len(e.Vars))
	for i, t := range core.Elems(pack) {
		if vars[i] = e.Vars[i]; vars[i] == nil {
			vars[i] = &core.Var{Name: "unused", Type: t}
		}
	}
	return &core.Join{Base: core.Base{At: e.At, Ty: body.Type()}, Label: l, Vars: vars, Body: body, In: in}
}

// letRec simplifies a group of definitions that see one another.
func (s *simplifier) letRec(e *core.LetRec) core.Expr {
	if x, ok := s.ungroup(e); ok {
		return x
	}
	for _, b := range e.Binds {
		s.letRecs[b.Var]++
	}
	for _, b := range e.Binds {
		if lam, ok := b.Value.(*core.Lambda); ok { // stays a function
			lam.Body = s.expr(lam.Body)
			continue
		}
		core.Children(b.Value, func(c *core.Expr) { *c = s.expr(*c) })
	}
	for _, b := range e.Binds {
		s.letRecs[b.Var]--
	}
	e.Body = s.expr(e.Body)
	e.Ty = e.Body.Type()
	return e
}

// ungroup splits a group into those that really see one another, drops what nobody uses
// and makes loops of what calls itself last.
func (s *simplifier) ungroup(e *core.LetRec) (core.Expr, bool) {
	s.loopsIn(e)
	if len(e.Binds) > 1 && mergeLocal(e) {
		s.changed = true
		s.occ.recount(e)
	}
	at := map[*core.Var]int{}
	for i, b := range e.Binds {
		at[b.Var] = i
	}
	uses := make([][]int, len(e.Binds))
	for i, b := range e.Binds {
		for _, v := range core.Free(b.Value) {
			if j, ok := at[v]; ok {
				uses[i] = append(uses[i], j)
			}
		}
	}
	groups := scc.Components(len(e.Binds), nil, func(i int, f func(int)) {
		for _, j := range uses[i] {
			f(j)
		}
	})
	recursive := func(g []int) bool {
		if len(g) > 1 {
			return true
		}
		for _, j := range uses[g[0]] {
			if j == g[0] {
				return true
			}
		}
		return false
	}
	used := map[int]bool{}
	for _, v := range core.Free(e.Body) {
		if j, ok := at[v]; ok {
			used[j] = true
		}
	}
	for i := len(groups) - 1; i >= 0; i-- { // those that use others come after them
		any := false
		for _, j := range groups[i] {
			any = any || used[j]
		}
		if !any {
			groups = append(groups[:i:i], groups[i+1:]...)
			continue
		}
		for _, j := range groups[i] {
			for _, k := range uses[j] {
				used[k] = true
			}
		}
	}
	if len(groups) == 1 && len(groups[0]) == len(e.Binds) && recursive(groups[0]) {
		return nil, false
	}
	s.changed = true
	x := e.Body
	for i := len(groups) - 1; i >= 0; i-- {
		g := groups[i]
		if !recursive(g) {
			b := e.Binds[g[0]]
			x = core.Bound(b.Var, b.Value, x)
			continue
		}
		n := &core.LetRec{Base: core.Base{At: e.At, Ty: x.Type()}, Body: x}
		for _, j := range g {
			n.Binds = append(n.Binds, e.Binds[j])
		}
		x = n
	}
	return s.expr(x), true
}
