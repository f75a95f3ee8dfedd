package emit

import (
	"github.com/dave/jennifer/jen"

	"github.com/smelter-lang/smelter/transpile/core"
	"github.com/smelter-lang/smelter/transpile/diag"
	"github.com/smelter-lang/smelter/transpile/source"
	"github.com/smelter-lang/smelter/typesys"
)

// This file prints jumps and what they go to.
//
// A Loop is a Go loop without a condition: a Next continues it, a value leaves it. A Block
// and a Join are Go blocks with a label behind them, to which an Exit or a Jump goes with
// goto; being a block of its own, it has no variables that a goto would jump over.
//
//	{ In ... goto join ... }   // when In has a value itself: goto done
//	join:
//	{ Body }
//	done:
//
// Out of a closure there is no goto. A closure that runs on the spot returns a completion
// code (exception.go); out of a lambda a token is thrown to the block.

// A target is where an Exit, Next or Jump goes.
type target struct {
	base  string // of the label
	label string // "" until it is needed
	to    dest   // where the value of an Exit goes
	vars  []string
	token string    // of a Block that lambdas leave
	cells []cellsOf // of a Loop, see cells.go

	// Where it is.
	depth, frames, loops int
}

// target makes a target at this place.
func (f *fn) target(base string, to dest) *target {
	return &target{base: base, to: to, depth: f.depth, frames: len(f.frames), loops: f.loops}
}

// labelled returns the label of a target, which is then needed.
func (f *fn) labelled(t *target) string {
	if t.label == "" {
		t.label = f.temp(t.base)
	}
	return t.label
}

// control prints the forms that leave and enter places.
func (f *fn) control(e core.Expr, to dest) (ends bool) {
	switch e := e.(type) {
	case *core.Block:
		return f.blockStmt(e, to)
	case *core.Exit:
		t := f.labels[e.Label]
		return f.stmt(e.Value, t.to) || f.leave(t, false)
	case *core.Loop:
		return f.loop(e, to)
	case *core.Next:
		return f.jump(e.At, e.Label, e.Args, true)
	case *core.Join:
		return f.join(e, to)
	case *core.Jump:
		return f.jump(e.At, e.Label, e.Args, false)
	case *core.Throw:
		return f.raise(e, "Throw", e.Value)
	case *core.ResumeTo:
		return f.raise(e, "ResumeTo", e.Value)
	case *core.Fail:
		f.line(e.At, func() code { return f.panics(f.e.rt("Fail", quoted(e.Message))) })
		return true
	case *core.Catch:
		return f.catch(e, to)
	case *core.Resumable:
		return f.resumable(e, to)
	case *core.DynBind:
		return f.dynBind(e, to)
	}
	diag.Bugf(e.Span(), "emit: no case for %T", e)
	return false
}

// panics is a call that does not come back, said so that Go knows it.
func (f *fn) panics(call code) code { return jen.Panic(call) }

// jump sets the variables of a Loop or Join and goes there.
func (f *fn) jump(at source.Span, l *core.Label, args []core.Expr, next bool) (ends bool) {
	t := f.labels[l]
	var set dest
	var changed []core.Expr
	for i, a := range args {
		if local, same := a.(*core.Local); same && f.vars[local.Var].name == t.vars[i] {
			continue // it keeps its value, which is no use of it
		}
		set.vars, changed = append(set.vars, t.vars[i]), append(changed, a)
	}
	values := f.args(changed)
	if len(values) > 0 {
		f.mark(at)
		f.add(f.set(set, values...))
	}
	return f.leave(t, next)
}

// leave prints the jump to a target, out of the closures in between. It always ends.
func (f *fn) leave(t *target, next bool) bool {
	switch {
	case t.token != "" && f.depth > t.depth:
		f.add(f.panics(f.e.rt("Escape", jen.Id(t.token))))
	case len(f.frames) > t.frames:
		f.frames[len(f.frames)-1].exit(f, t, next)
	case next && f.loops == t.loops+1:
		f.add(jen.Continue())
	case next:
		f.add(jen.Continue().Id(f.labelled(t)))
	default:
		f.add(jen.Goto().Id(f.labelled(t)))
	}
	return true
}

// settle returns a destination that can be given from inside closures, and whether it
// is another than to: then the value has to be passed on.
func (f *fn) settle(to dest, t typesys.Type) (inner dest, moved bool) {
	if to.kind != toReturn {
		return to, false
	}
	types := []typesys.Type{t}
	if pack, ok := typesys.Prune(t).(*typesys.Pack); ok {
		types = pack.Elems
	}
	inner = dest{kind: toVars}
	for _, x := range types {
		n := f.temp("r")
		f.variable(n, x, nil)
		inner.vars = append(inner.vars, n)
	}
	return inner, true
}

// settled settles a destination if that is needed.
func (f *fn) settled(to dest, t typesys.Type, needed bool) (inner dest, moved bool) {
	if needed {
		return f.settle(to, t)
	}
	return to, false
}

// pass gives the value of a settled destination on.
func (f *fn) pass(to, inner dest, moved, ends bool) bool {
	if !moved || ends {
		return ends
	}
	return f.give(to, inner.values()...)
}

// braces adds a block, unless it holds what can stand without.
func (f *fn) braces(body []jen.Code, needed bool) {
	if needed {
		f.add(jen.Block(body...))
		return
	}
	*f.out = append(*f.out, body...)
}

// A label is a statement of its own, which Go wants another one behind.
type label struct{ jen.Code }

// behind adds the label behind a block.
func (f *fn) behind(t *target) { *f.out = append(*f.out, label{jen.Id(t.label).Op(":")}) }

// blockStmt prints a block that exits leave.
func (f *fn) blockStmt(e *core.Block, to dest) (ends bool) {
	crossed := f.scan.crossed[e.Label]
	inner, moved := f.settled(to, e.Ty, crossed.frame || crossed.lambda)
	if crossed.lambda {
		f.escapable(e, inner)
		return f.pass(to, inner, moved, false)
	}
	t := f.target("done", inner)
	f.labels[e.Label] = t
	body := f.block(func() { ends = f.stmt(e.Body, inner) })
	f.braces(body, t.label != "")
	if t.label != "" {
		f.behind(t)
		ends = false
	}
	return f.pass(to, inner, moved, ends)
}

// escapable prints a block that a lambda in it may leave: as a closure that catches its
// token.
func (f *fn) escapable(e *core.Block, to dest) {
	t := f.target("done", to)
	f.labels[e.Label] = t
	t.token = f.temp("token")
	f.add(jen.Id(t.token).Op(":=").New(f.e.qual("rt", "Token")))
	fr := &frame{}
	body := f.within(fr, false, func() {
		t.frames = len(f.frames) // inside, it is left by going to its end
		ends := false
		inner := f.block(func() { ends = f.stmt(e.Body, to) })
		f.braces(inner, t.label != "")
		if t.label != "" {
			f.behind(t)
		}
		if t.label != "" || !ends {
			f.complete(0)
		}
	})
	f.completed(e.At, fr, f.e.rt("Escapable", jen.Id(t.token), jen.Func().Params().Int().Block(body...)))
}

// loop prints a Loop. Variables that a closure captures are fresh in each iteration.
func (f *fn) loop(e *core.Loop, to dest) (ends bool) {
	t := f.target("loop", discard)
	for i, v := range f.args(e.Inits) {
		f.mark(e.Inits[i].Span())
		t.vars = append(t.vars, f.declare(e.Vars[i], v.(code)))
	}
	inner, moved := f.settled(to, e.Ty, f.scan.crossed[e.Label].frame)
	f.labels[e.Label] = t
	f.loops++
	body := f.block(func() {
		for i, v := range e.Vars {
			if f.scan.captured[v] {
				f.vars[v].used = true
				f.declare(v, jen.Id(t.vars[i]))
			}
		}
		if ends = f.stmt(e.Body, inner); !ends {
			f.add(jen.Break())
		}
	})
	f.loops--
	head := jen.For()
	if t.label != "" {
		head = jen.Id(t.label).Op(":").For()
	}
	for _, c := range t.cells {
		f.add(jen.Var().Id(c.name).Index().Id(c.structName))
	}
	f.add(head.Block(body...))
	return f.pass(to, inner, moved, ends)
}

// join prints a continuation behind what jumps to it.
func (f *fn) join(e *core.Join, to dest) (ends bool) {
	inner, moved := f.settled(to, e.Ty, f.scan.crossed[e.Label].frame)
	t, done := f.target("join", discard), f.target("done", inner)
	for _, v := range e.Vars {
		t.vars = append(t.vars, f.declare(v, nil))
	}
	f.labels[e.Label] = t
	var inEnds bool
	in := f.block(func() {
		if inEnds = f.stmt(e.In, inner); !inEnds {
			f.leave(done, false)
		}
	})
	if t.label == "" {
		*f.out = append(*f.out, in...) // nobody jumps: the body is dead
		return f.pass(to, inner, moved, inEnds)
	}
	f.add(jen.Block(in...))
	f.behind(t)
	body := f.block(func() { ends = f.stmt(e.Body, inner) })
	f.braces(body, done.label != "")
	if done.label != "" {
		f.behind(done)
		ends = false
	}
	return f.pass(to, inner, moved, ends)
}
