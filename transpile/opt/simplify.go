package opt

import (
	"github.com/smelter-lang/smelter/transpile/core"
	"github.com/smelter-lang/smelter/typesys/env"
)

// This file goes through a definition and simplifies it. Each round decides by what is
// known of variables on the way down and by how they were used when the round began,
// and leaves the tree valid; what is new in it is looked at in the next round.
//
// Variables are unique: what is copied gets variables of its own. So what is known of
// one need not be forgotten when its scope ends.

// maxRounds is how often a definition is gone through at most. Most are done after three.
const maxRounds = 16

// simplify simplifies a definition.
func simplify(d *core.Def, in *inliner) {
	if d.Body == nil {
		return
	}
	budget := maxGrowth
	for range maxRounds {
		s := &simplifier{
			def: d, in: in, occ: count(d.Body), budget: budget,
			subst:   map[*core.Var]core.Expr{},
			known:   map[*core.Var]known{},
			lambdas: map[*core.Var]*core.Lambda{},
			joins:   map[*core.Label]*core.Join{},
			letRecs: map[*core.Var]int{},
			nested:  map[*core.Lambda]int{},
			done:    map[core.Expr]bool{},
		}
		d.Body = s.expr(d.Body)
		budget = s.budget
		if !s.changed {
			break
		}
	}
	if _, function := d.Body.(*core.Lambda); !function && core.Pure(d.Body) {
		d.Pure = true
	}
}

type simplifier struct {
	def *core.Def
	in  *inliner
	occ *occurrences

	// What is known of variables and labels.
	subst   map[*core.Var]core.Expr    // put in the place of uses
	known   map[*core.Var]known        // constructors of values
	lambdas map[*core.Var]*core.Lambda // small functions
	joins   map[*core.Label]*core.Join // put in the place of jumps

	letRecs map[*core.Var]int    // variables of groups that are being made
	nested  map[*core.Lambda]int // functions of which copies are being simplified
	done    map[core.Expr]bool   // simplified before they came to their place
	changed bool
	budget  int // what may still be put in the place of calls
}

// A known is what is known of a value: its constructor, and those of its fields that are
// at hand as atoms.
type known struct {
	ctor *env.Ctor
	args []core.Expr // nil, or one for each field, some nil
}

func (s *simplifier) exprs(es []core.Expr) {
	for i := range es {
		es[i] = s.expr(es[i])
	}
}

// expr simplifies an expression; the result takes its place.
func (s *simplifier) expr(e core.Expr) core.Expr {
	if s.done[e] {
		delete(s.done, e) // when it is met again it may be in the scope of other knowledge
		return e
	}
	switch e := e.(type) {
	case nil:
		return nil
	case *core.Lit, *core.Method, *core.DynRef, *core.Fail:
		return e
	case *core.Global:
		if x := s.in.constant(e.Name); x != nil {
			s.changed = true
			return atom(x, e)
		}
		return e
	case *core.Local:
		return s.local(e)
	case *core.Lambda:
		e.Body = s.expr(e.Body)
		return s.eta(e)
	case *core.Call:
		e.Fun = s.expr(e.Fun)
		s.exprs(e.Args)
		if x := s.stopped(append([]core.Expr{e.Fun}, e.Args...)); x != nil {
			return x
		}
		return s.call(e)
	case *core.Native:
		s.exprs(e.Args)
		if x := s.stopped(e.Args); x != nil {
			return x
		}
		return s.native(e)
	case *core.Make:
		s.exprs(e.Args)
		if x := s.stopped(e.Args); x != nil {
			return x
		}
		return e
	case *core.Field:
		e.Value = s.expr(e.Value)
		if core.Diverges(e.Value) {
			return e.Value
		}
		return s.field(e)
	case *core.Let:
		return s.bind(e, s.expr(e.Value))
	case *core.LetRec:
		return s.letRec(e)
	case *core.LetValues:
		return s.bindValues(e, s.expr(e.Value))
	case *core.If:
		e.Cond = s.expr(e.Cond)
		return s.conditional(e)
	case *core.Switch:
		e.Value = s.expr(e.Value)
		return s.choice(e)
	case *core.LitSwitch:
		e.Value = s.expr(e.Value)
		return s.litChoice(e)
	case *core.Block:
		return s.block(e)
	case *core.Loop:
		return s.loop(e)
	case *core.Join:
		return s.join(e)
	case *core.Jump:
		s.exprs(e.Args)
		if x := s.stopped(e.Args); x != nil {
			return x
		}
		return s.jump(e)
	case *core.Unbox:
		e.Value = s.expr(e.Value)
		if b, ok := e.Value.(*core.Box); ok && core.SameType(b.Value.Type(), e.Ty) {
			s.changed = true
			return b.Value
		}
		if core.Diverges(e.Value) {
			return e.Value
		}
		return e
	default:
		core.Children(e, func(c *core.Expr) { *c = s.expr(*c) })
		if x := s.stopped(operands(e)); x != nil {
			return x
		}
		return e
	}
}

// operands returns what is computed first, and in all cases, in order.
func operands(e core.Expr) []core.Expr {
	switch e := e.(type) {
	case *core.Next:
		return e.Args
	case *core.Values:
		return e.Elems
	case *core.Assign:
		return []core.Expr{e.Value}
	case *core.Throw:
		return []core.Expr{e.Value}
	case *core.ResumeTo:
		return []core.Expr{e.Value}
	case *core.Exit:
		return []core.Expr{e.Value}
	case *core.Box:
		return []core.Expr{e.Value}
	case *core.DynBind:
		return e.Values
	}
	return nil
}

// stopped returns what is left of something with operands if one of them does not come
// back; nil if all do. So what does not come back never has the type of a value that is
// not made.
func (s *simplifier) stopped(operands []core.Expr) core.Expr {
	for i, x := range operands {
		switch x.(type) {
		case *core.Call, *core.Native, *core.Make: // its own operands come back
			continue
		}
		if !core.Diverges(x) {
			continue
		}
		s.changed = true
		for k := i - 1; k >= 0; k-- {
			if !harmless(operands[k]) {
				x = core.Bound(nil, operands[k], x)
			}
		}
		return x
	}
	return nil
}

// local puts a variable's value in its place.
func (s *simplifier) local(e *core.Local) core.Expr {
	x, ok := s.subst[e.Var]
	if !ok {
		return e
	}
	s.changed = true
	if core.Atomic(x) {
		return atom(x, e)
	}
	delete(s.subst, e.Var) // it stands here only
	return x
}

// atom copies what costs nothing to compute again to the place of another expression.
func atom(x, place core.Expr) core.Expr {
	switch x := x.(type) {
	case *core.Lit:
		n := *x
		n.At = place.Span()
		return &n
	case *core.Local:
		n := *x
		n.At = place.Span()
		return &n
	case *core.Global:
		n := *x
		n.At = place.Span()
		return &n
	case *core.Make:
		n := *x
		n.At = place.Span()
		return &n
	}
	return x
}

// named computes a value before what is made of its name, which is simplified.
func (s *simplifier) named(value core.Expr, of func(core.Expr) core.Expr) core.Expr {
	s.changed = true
	v := &core.Var{Name: "x", Type: value.Type()}
	s.occ.vars[v] = &usage{n: 1, calls: 1, fields: 1, cases: 1}
	return s.bind(core.Bound(v, value, of(core.Use(v, value.Span()))), value)
}

// outside moves the bindings around a value outside of what is made of the value.
// It reports false if there are none.
func (s *simplifier) outside(value core.Expr, of func(core.Expr) core.Expr) (core.Expr, bool) {
	switch x := value.(type) {
	case *core.Let:
		x.Body = of(x.Body)
		x.Ty = x.Body.Type()
	case *core.LetRec:
		x.Body = of(x.Body)
		x.Ty = x.Body.Type()
	case *core.LetValues:
		x.Body = of(x.Body)
		x.Ty = x.Body.Type()
	default:
		return nil, false
	}
	s.changed = true
	return value, true
}

// field simplifies the selection from a simplified value.
func (s *simplifier) field(e *core.Field) core.Expr {
	again := func(x core.Expr) core.Expr { e.Value = x; return s.field(e) }
	if x, ok := s.outside(e.Value, again); ok {
		return x
	}
	switch x := e.Value.(type) {
	case *core.Make:
		if x.Ctor.Name == e.Ctor.Name && othersHarmless(x.Args, e.Index) {
			s.changed = true
			return x.Args[e.Index]
		}
	case *core.Local, *core.Global:
		if g, ok := x.(*core.Global); ok && s.in.wraps[g.Name] != nil {
			s.changed = true
			e.Value = core.CloneExpr(s.in.wraps[g.Name].Body, nil, nil)
			return s.field(e)
		}
		if k, ok := s.knownOf(x); ok && k.args != nil && k.args[e.Index] != nil {
			s.changed = true
			return s.expr(atom(k.args[e.Index], e))
		}
	}
	if branches(e.Value) {
		return s.named(e.Value, func(x core.Expr) core.Expr { e.Value = x; return e })
	}
	return e
}

func othersHarmless(args []core.Expr, but int) bool {
	for i, a := range args {
		if i != but && !harmless(a) {
			return false
		}
	}
	return true
}

// knownOf returns what is known of a value.
func (s *simplifier) knownOf(e core.Expr) (known, bool) {
	switch e := e.(type) {
	case *core.Make:
		return known{ctor: e.Ctor}, true
	case *core.Local:
		k, ok := s.known[e.Var]
		return k, ok
	case *core.Global:
		if mk := s.in.value(e.Name); mk != nil {
			return known{mk.Ctor, mk.Args}, true
		}
	}
	return known{}, false
}

// within simplifies a branch in which the constructor of what was asked is known.
func (s *simplifier) within(value core.Expr, c *env.Ctor, branch core.Expr) core.Expr {
	u, ok := value.(*core.Local)
	if !ok || c == nil || u.Var.Mutable {
		return s.expr(branch)
	}
	outer, had := s.known[u.Var]
	s.known[u.Var] = known{ctor: c}
	branch = s.expr(branch)
	if had {
		s.known[u.Var] = outer
	} else {
		delete(s.known, u.Var)
	}
	return branch
}

// conditional simplifies a choice by a simplified condition.
func (s *simplifier) conditional(e *core.If) core.Expr {
	again := func(x core.Expr) core.Expr { e.Cond = x; return s.conditional(e) }
	if x, ok := s.outside(e.Cond, again); ok {
		return x
	}
	if k, ok := s.knownOf(e.Cond); ok {
		s.changed = true
		if k.ctor.Name == "COALTON:TRUE" {
			return s.expr(e.Then)
		}
		return s.expr(e.Else)
	}
	if core.Diverges(e.Cond) {
		s.changed = true
		return e.Cond
	}
	if branches(e.Cond) {
		return s.named(e.Cond, func(x core.Expr) core.Expr { e.Cond = x; return e })
	}
	e.Then = s.within(e.Cond, s.in.boolean(true), e.Then)
	e.Else = s.within(e.Cond, s.in.boolean(false), e.Else)
	if t, f := s.truth(e.Then), s.truth(e.Else); t == yes && f == no {
		s.changed = true
		return e.Cond
	}
	return e
}

type truth uint8

const (
	unknown truth = iota
	yes
	no
)

func (s *simplifier) truth(e core.Expr) truth {
	if mk, ok := e.(*core.Make); ok {
		switch mk.Ctor.Name {
		case "COALTON:TRUE":
			return yes
		case "COALTON:FALSE":
			return no
		}
	}
	return unknown
}

// choice simplifies a choice by the constructor of a simplified value.
func (s *simplifier) choice(e *core.Switch) core.Expr {
	again := func(x core.Expr) core.Expr { e.Value = x; return s.choice(e) }
	if x, ok := s.outside(e.Value, again); ok {
		return x
	}
	if core.Diverges(e.Value) {
		s.changed = true
		return e.Value
	}
	k, ok := s.knownOf(e.Value)
	if ok && harmless(e.Value) {
		s.changed = true
		for _, c := range e.Cases {
			if c.Ctor.Name == k.ctor.Name {
				return s.expr(c.Body)
			}
		}
		return s.expr(e.Default)
	}
	if branches(e.Value) {
		return s.named(e.Value, func(x core.Expr) core.Expr { e.Value = x; return e })
	}
	for _, c := range e.Cases {
		c.Body = s.within(e.Value, c.Ctor, c.Body)
	}
	e.Default = s.expr(e.Default)
	return e
}

// litChoice simplifies a choice by equality of a simplified value with literals.
func (s *simplifier) litChoice(e *core.LitSwitch) core.Expr {
	again := func(x core.Expr) core.Expr { e.Value = x; return s.litChoice(e) }
	if x, ok := s.outside(e.Value, again); ok {
		return x
	}
	if core.Diverges(e.Value) {
		s.changed = true
		return e.Value
	}
	if lit, ok := e.Value.(*core.Lit); ok && lit.Kind != core.LitFloat {
		s.changed = true
		for _, c := range e.Cases {
			if equalLits(lit, c.Lit) {
				return s.expr(c.Body)
			}
		}
		return s.expr(e.Default)
	}
	if branches(e.Value) {
		return s.named(e.Value, func(x core.Expr) core.Expr { e.Value = x; return e })
	}
	for _, c := range e.Cases {
		c.Body = s.expr(c.Body)
	}
	e.Default = s.expr(e.Default)
	return e
}

// eta replaces a function that only calls another one with its parameters by that one.
func (s *simplifier) eta(e *core.Lambda) core.Expr {
	call, ok := e.Body.(*core.Call)
	if !ok || len(call.Args) != len(e.Params) || e == s.def.Body || !s.isFunction(call.Fun) {
		return e
	}
	for i, a := range call.Args {
		u, ok := a.(*core.Local)
		if !ok || u.Var != e.Params[i] {
			return e
		}
	}
	if !core.SameType(e.Ty, call.Fun.Type()) {
		return e
	}
	for _, p := range e.Params {
		if u, ok := call.Fun.(*core.Local); ok && u.Var == p {
			return e
		}
	}
	s.changed = true
	return call.Fun
}

// isFunction reports whether an expression is certainly a function already, whenever it
// is looked at: a variable, or a definition that is a lambda.
func (s *simplifier) isFunction(e core.Expr) bool {
	switch e := e.(type) {
	case *core.Local:
		return !e.Var.Mutable && s.letRecs[e.Var] == 0
	case *core.Global:
		return s.in.isLambda(e.Name)
	}
	return false
}
