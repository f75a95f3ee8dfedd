package opt

import (
	"github.com/smelter-lang/smelter/transpile/core"
	"github.com/smelter-lang/smelter/typesys"
	"github.com/smelter-lang/smelter/typesys/env"
)

// This file moves what looks at a value to where the value is made:
//
//	let v = (if c (make Ok a) (f b)) in switch v (Ok A) (Err B)
//
// becomes, A and B having become joins,
//
//	if c (jump A a) (let v = (f b) in switch v (Ok (jump A (field Ok 0 v))) (Err ...))

// smallCopy is the size of what may be copied to every tail.
const smallCopy = 5

// push does so for a let whose parts are simplified, if something is won by it.
func (s *simplifier) push(x core.Expr) core.Expr {
	e, ok := x.(*core.Let)
	if !ok || !branches(e.Value) {
		return x
	}
	tails, telling := 0, 0
	eachTail(e.Value, func(x core.Expr) {
		tails++
		if s.tells(x) {
			telling++
		}
	})
	again := func(x core.Expr) core.Expr {
		if e.Var == nil {
			return core.Bound(nil, x, e.Body)
		}
		return core.Bound(e.Var, x, e.Body)
	}
	if tails == 1 && !(e.Var != nil && e.Var.Mutable) && !underLoop(e.Value) {
		s.changed = true
		return mapTails(e.Value, e.Ty, again)
	}
	if e.Var == nil || e.Var.Mutable || telling == 0 {
		return x
	}
	vars := []*core.Var{e.Var}
	one := func(x core.Expr) []core.Expr { return []core.Expr{x} }
	if !s.gains(e.Value, vars, e.Body, one) {
		return x
	}
	return s.distribute(e.Value, vars, e.Body, one)
}

// underLoop reports whether the tail of an expression with one tail is in a loop: that
// gains nothing.
func underLoop(e core.Expr) bool {
	_, loop := e.(*core.Loop)
	tailPlaces(e, func(c *core.Expr) {
		if !core.Diverges(*c) {
			loop = loop || underLoop(*c)
		}
	})
	return loop
}

// tells reports whether someone who looks at a value learns something from this one.
func (s *simplifier) tells(e core.Expr) bool {
	switch e := e.(type) {
	case *core.Make, *core.Lambda, *core.Lit:
		return true
	case *core.Local, *core.Global:
		_, ok := s.knownOf(e)
		return ok
	}
	return false
}

// gains reports whether something is won by putting a body into the tails of a value:
// what the body looks at first is known in some tail, or the body only takes apart what
// is made, or is small.
func (s *simplifier) gains(value core.Expr, vars []*core.Var, body core.Expr, args func(core.Expr) []core.Expr) bool {
	if s.informed(value, vars, body, args) {
		return true
	}
	for _, v := range vars {
		if takenApart(body, v) != nil {
			return true
		}
	}
	return isSmall(body) && used(body, vars)
}

// informed reports whether what a body looks at first is known in some tail of a value.
func (s *simplifier) informed(value core.Expr, vars []*core.Var, body core.Expr, args func(core.Expr) []core.Expr) bool {
	bound, h := head(body, vars)
	v := chosenBy(h)
	if v == nil || !contains(bound, v) {
		return false
	}
	found := false
	eachTail(value, func(x core.Expr) { found = found || s.tellsOf(body, v, vars, args(x)) })
	return found
}

// tellsOf reports whether the value of a variable of the head of a body is known if some
// variables have values.
func (s *simplifier) tellsOf(body core.Expr, v *core.Var, vars []*core.Var, args []core.Expr) bool {
	x := s.valueIn(body, v, vars, args)
	return x != nil && s.tells(x)
}

// valueIn returns the value of a variable of the head of a body, as far as it is known.
func (s *simplifier) valueIn(body core.Expr, v *core.Var, vars []*core.Var, args []core.Expr) core.Expr {
	for i, w := range vars {
		if v == w {
			return args[i]
		}
	}
	for let, ok := body.(*core.Let); ok; let, ok = let.Body.(*core.Let) {
		if let.Var != v {
			continue
		}
		switch x := let.Value.(type) {
		case *core.Local:
			return s.valueIn(body, x.Var, vars, args)
		case *core.Field:
			if u, ok := x.Value.(*core.Local); ok {
				return s.fieldIn(s.valueIn(body, u.Var, vars, args), x.Index)
			}
		}
		return nil
	}
	return nil
}

// fieldIn returns a field of a value, or nil.
func (s *simplifier) fieldIn(e core.Expr, i int) core.Expr {
	switch e := e.(type) {
	case *core.Make:
		return e.Args[i]
	case *core.Local, *core.Global:
		if k, ok := s.knownOf(e); ok && k.args != nil {
			return k.args[i]
		}
	}
	return nil
}

// distribute puts a small version of a body, in which some variables are bound to what
// args makes of a tail's value, into each tail of an expression. What is too large to be
// copied becomes joins around it.
func (s *simplifier) distribute(value core.Expr, vars []*core.Var, body core.Expr, args func(core.Expr) []core.Expr) core.Expr {
	s.changed = true
	small, joins := split(body, vars, s.informed(value, vars, body, args))
	t := body.Type()
	x := mapTails(value, t, func(x core.Expr) core.Expr { return instantiate(small, vars, args(x)) })
	return around(joins, x, t)
}

func around(joins []*core.Join, x core.Expr, t typesys.Type) core.Expr {
	for _, j := range joins {
		j.In, j.Ty = x, t
		x = j
	}
	return x
}

// instantiate copies a body for some values of its variables.
func instantiate(body core.Expr, vars []*core.Var, args []core.Expr) core.Expr {
	fresh, x := freshen(vars, body)
	for i := len(vars) - 1; i >= 0; i-- {
		x = core.Bound(fresh[i], args[i], x)
	}
	return x
}

func isSmall(e core.Expr) bool { return core.Within(e, smallCopy) && !binds(e) }

// used reports whether a small body looks at one of the variables anywhere.
func used(body core.Expr, vars []*core.Var) bool {
	found := false
	core.Walk(body, func(e core.Expr) bool {
		switch x := e.(type) {
		case *core.Call:
			if u, ok := x.Fun.(*core.Local); ok && contains(vars, u.Var) {
				found = true
			}
		case *core.Field:
			if u, ok := x.Value.(*core.Local); ok && contains(vars, u.Var) {
				found = true
			}
		}
		if v := chosenBy(e); v != nil && contains(vars, v) {
			found = true
		}
		return !found
	})
	return found
}

func contains(vs []*core.Var, v *core.Var) bool {
	for _, w := range vs {
		if v == w {
			return true
		}
	}
	return false
}

// head goes through the selections at the beginning of a body; it returns the variables
// bound so far and what comes then.
func head(body core.Expr, vars []*core.Var) ([]*core.Var, core.Expr) {
	bound := append([]*core.Var(nil), vars...)
	for {
		let, ok := body.(*core.Let)
		if !ok || let.Var == nil || let.Var.Mutable {
			return bound, body
		}
		switch v := let.Value.(type) {
		case *core.Local:
		case *core.Field:
			if _, ok := v.Value.(*core.Local); !ok {
				return bound, body
			}
		default:
			return bound, body
		}
		bound, body = append(bound, let.Var), let.Body
	}
}

// chosenBy returns the variable that an expression chooses by, or nil.
func chosenBy(e core.Expr) *core.Var {
	var of core.Expr
	switch e := e.(type) {
	case *core.Switch:
		of = e.Value
	case *core.LitSwitch:
		of = e.Value
	case *core.If:
		of = e.Cond
	}
	if u, ok := of.(*core.Local); ok && !u.Var.Mutable {
		return u.Var
	}
	return nil
}

// takenApart returns the constructor of a product if all uses of a variable take a field.
func takenApart(e core.Expr, v *core.Var) *env.Ctor {
	var ctor *env.Ctor
	other := false
	core.Walk(e, func(e core.Expr) bool {
		if f, ok := e.(*core.Field); ok {
			if u, ok := f.Value.(*core.Local); ok && u.Var == v {
				if ctor != nil && ctor.Name != f.Ctor.Name {
					other = true
				}
				ctor = f.Ctor
				return false
			}
		}
		if u, ok := e.(*core.Local); ok && u.Var == v {
			other = true
		}
		return !other
	})
	if other {
		return nil
	}
	return ctor
}

// split returns a version of a body that is small enough to be copied, and the joins
// that it jumps to.
func split(body core.Expr, vars []*core.Var, informed bool) (core.Expr, []*core.Join) {
	if isSmall(body) {
		return body, nil
	}
	var joins []*core.Join
	bound, h := head(body, vars)
	if !informed {
		return share(body, vars, &joins), joins
	}
	branch := func(e core.Expr) core.Expr {
		if e == nil || isSmall(e) {
			return e
		}
		return share(e, bound, &joins)
	}
	switch h := h.(type) {
	case *core.Switch:
		for _, c := range h.Cases {
			c.Body = branch(c.Body)
		}
		h.Default = branch(h.Default)
	case *core.LitSwitch:
		for _, c := range h.Cases {
			c.Body = branch(c.Body)
		}
		h.Default = branch(h.Default)
	case *core.If:
		h.Then, h.Else = branch(h.Then), branch(h.Else)
	}
	return body, joins
}

// binds reports whether an expression has functions or loops in it.
func binds(e core.Expr) bool {
	found := false
	core.Walk(e, func(e core.Expr) bool {
		switch e.(type) {
		case *core.Lambda, *core.Loop, *core.LetRec, *core.Catch, *core.Resumable, *core.DynBind, *core.Block:
			found = true
		}
		return !found
	})
	return found
}

// share makes an expression a join and returns the jump to it. Those of the variables in
// scope that the expression uses become parameters, or their fields do if it only takes
// them apart.
func share(e core.Expr, scope []*core.Var, joins *[]*core.Join) core.Expr {
	at := e.Span()
	j := &core.Join{Base: core.Base{At: at, Ty: e.Type()}, Label: &core.Label{Name: "then"}}
	jump := &core.Jump{Base: j.Base, Label: j.Label}
	rename := map[*core.Var]*core.Var{}
	free := core.Free(e)
	for _, v := range scope {
		if !contains(free, v) {
			continue
		}
		if ctor := takenApart(e, v); ctor != nil {
			e = fieldParams(e, v, ctor, j, jump)
			continue
		}
		p := &core.Var{Name: v.Name, Type: v.Type}
		rename[v] = p
		j.Vars, jump.Args = append(j.Vars, p), append(jump.Args, core.Use(v, at))
	}
	substitute(e, rename)
	j.Body = e
	*joins = append(*joins, j)
	return jump
}

// fieldParams makes parameters of a join of the fields that its body takes of a variable.
func fieldParams(e core.Expr, v *core.Var, ctor *env.Ctor, j *core.Join, jump *core.Jump) core.Expr {
	params := make([]*core.Var, len(ctor.Fields))
	return core.Rewrite(e, func(x core.Expr) core.Expr {
		f, ok := x.(*core.Field)
		if !ok {
			return x
		}
		u, ok := f.Value.(*core.Local)
		if !ok || u.Var != v {
			return x
		}
		p := params[f.Index]
		if p == nil {
			p = &core.Var{Name: "field", Type: f.Ty}
			params[f.Index] = p
			j.Vars = append(j.Vars, p)
			jump.Args = append(jump.Args, &core.Field{Base: f.Base, Value: core.Use(v, f.At), Ctor: ctor, Index: f.Index})
		}
		return core.Use(p, f.At)
	})
}

// substitute changes the variables that are read.
func substitute(e core.Expr, to map[*core.Var]*core.Var) {
	if len(to) == 0 {
		return
	}
	core.Walk(e, func(e core.Expr) bool {
		if u, ok := e.(*core.Local); ok {
			if w := to[u.Var]; w != nil {
				u.Var = w
			}
		}
		return true
	})
}
