package emit

import "github.com/smelter-lang/smelter/transpile/core"

// This file looks at the body of a function before it is printed: how often variables are
// used, which of them closures capture, and which jumps leave closures.
//
// A lambda is a closure in Go too; so is, though it runs on the spot, the body of a catch,
// a resumable or a dynamic-bind. Go has no jumps out of closures.

type scan struct {
	uses     map[*core.Var]int
	captured map[*core.Var]bool // by a lambda within the scope of the variable
	crossed  map[*core.Label]crossing
	inline   map[*core.Native]bool     // arithmetic that is printed inline, see integer.go
	steps    map[core.Expr]*core.Label // constructions that are steps of a loop, see cells.go
}

// maxInline is how many operations on Integers are inline in one function.
const maxInline = 100

// A crossing says what jumps to a label leave.
type crossing struct {
	frame  bool // a closure that runs on the spot
	lambda bool
}

// A scanner is the state of a scan: how many closures are around.
type scanner struct {
	scan
	vars            map[*core.Var]int // lambdas around the binder
	labels          map[*core.Label][2]int
	lambdas, frames int
	loops           map[*core.Label]*core.Loop
	varOf           map[*core.Var]*core.Label // the loop of which it is a variable
	bound           map[*core.Var]core.Expr
	growths         map[*core.Var]*growth
	hot             bool // in a loop, a lambda or a recursive function: may run often
	whole           core.Expr
}

func scanBody(body core.Expr, recursive bool) *scan {
	s := &scanner{
		scan: scan{map[*core.Var]int{}, map[*core.Var]bool{}, map[*core.Label]crossing{}, map[*core.Native]bool{}, map[core.Expr]*core.Label{}},
		hot:  recursive, whole: body,
		vars: map[*core.Var]int{}, labels: map[*core.Label][2]int{},
		loops: map[*core.Label]*core.Loop{}, varOf: map[*core.Var]*core.Label{}, bound: map[*core.Var]core.Expr{}, growths: map[*core.Var]*growth{},
	}
	s.expr(body)
	return &s.scan
}

func (s *scanner) expr(e core.Expr) {
	if l := core.LabelOf(e); l != nil {
		s.labels[l] = [2]int{s.lambdas, s.frames}
	}
	if l := core.TargetOf(e); l != nil {
		at, c := s.labels[l], s.crossed[l]
		c.lambda = c.lambda || s.lambdas > at[0]
		c.frame = c.frame || s.frames > at[1]
		s.crossed[l] = c
	}
	if v := core.UsedVar(e); v != nil {
		s.uses[v]++
		if at, ok := s.vars[v]; ok && s.lambdas > at {
			s.captured[v] = true
		}
	}
	lambdas, frames, hot := s.lambdas, s.frames, s.hot
	switch e := e.(type) {
	case *core.Native:
		if s.hot && len(s.inline) < maxInline && (inlines(e) || operations[e.Func].compare) {
			s.inline[e] = true
		}
		if e.Func == "%hole-fill" {
			s.filled(e)
		}
	case *core.Loop:
		s.hot, s.loops[e.Label] = true, e
		for _, v := range e.Vars {
			s.varOf[v] = e.Label
		}
	case *core.Next:
		s.grows(e)
	case *core.Let:
		s.bound[e.Var] = e.Value
	case *core.Lambda:
		s.hot = s.hot || e != s.whole
		s.lambdas++
	case *core.Catch, *core.Resumable, *core.DynBind:
		s.frames++
	}
	core.Binders(e, func(v *core.Var) { s.vars[v] = s.lambdas })
	core.Children(e, func(c *core.Expr) { s.expr(*c) })
	if loop, ok := e.(*core.Loop); ok {
		s.grown(loop)
	}
	s.lambdas, s.frames, s.hot = lambdas, frames, hot
}
