package emit

import (
	"fmt"
	"strings"

	"github.com/smelter-lang/smelter/transpile/core"
	"github.com/smelter-lang/smelter/transpile/diag"
	"github.com/smelter-lang/smelter/typesys"
	"github.com/smelter-lang/smelter/typesys/env"
)

// This file prints choices, jumps and exceptions.

func (f *fn) switchOn(e *core.Switch, to dest) {
	f.mark(e)
	v := f.operand(e.Value)
	r := f.e.repr(e.Value.Type())
	if r.shape == newtype || r.shape == value || r.shape == pointer || r.text == "struct{}" {
		f.stmt(e.Cases[0].Body, to)
		return
	}
	if r.text == "bool" || r.shape == nilable {
		f.twoWay(e, r, v, to)
		return
	}
	f.tagSwitch(e, r, v, to)
}

// twoWay prints a switch on a type with two constructors as an if.
func (f *fn) twoWay(e *core.Switch, r *repr, v string, to dest) {
	body := func(is func(*env.Ctor) bool) core.Expr {
		for _, c := range e.Cases {
			if is(c.Ctor) {
				return c.Body
			}
		}
		return e.Default
	}
	cond := v
	yes := func(c *env.Ctor) bool { return c.Shown == "True" }
	if r.shape == nilable {
		cond = v + " != nil"
		yes = func(c *env.Ctor) bool { return len(c.Fields) > 0 }
	}
	f.p("if %s {", cond)
	f.stmt(body(yes), to)
	f.p("} else {")
	f.stmt(body(func(c *env.Ctor) bool { return !yes(c) }), to)
	f.p("}")
}

// tagSwitch prints a switch on the tag; the nullary constructor that is nil has none.
func (f *fn) tagSwitch(e *core.Switch, r *repr, v string, to dest) {
	tag := v
	if r.shape == tagged {
		t := f.temp("tag")
		if r.first >= 0 {
			f.p("%s := uint32(%d)", t, r.first)
			f.p("if %s != nil { %s = %s.Tag }", v, t, v)
		} else {
			f.p("%s := %s.Tag", t, v)
		}
		tag = t
	}
	f.p("switch %s {", tag)
	for i, c := range e.Cases {
		if i == len(e.Cases)-1 && e.Default == nil {
			f.p("default:")
		} else {
			f.p("case %d:", c.Ctor.Tag)
		}
		f.stmt(c.Body, to)
	}
	if e.Default != nil {
		f.p("default:")
		f.stmt(e.Default, to)
	}
	f.p("}")
}

func (f *fn) litSwitch(e *core.LitSwitch, to dest) {
	f.mark(e)
	v := f.expr(e.Value)
	for i, c := range e.Cases {
		if i > 0 {
			f.p("} else if %s {", f.e.equals(v, c.Lit))
		} else {
			f.p("if %s {", f.e.equals(v, c.Lit))
		}
		f.stmt(c.Body, to)
	}
	f.p("} else {")
	f.stmt(e.Default, to)
	f.p("}")
}

// control prints the forms that leave and enter places.
func (f *fn) control(e core.Expr, to dest) {
	switch e := e.(type) {
	case *core.Block:
		f.block(e, to)
	case *core.Exit:
		t := f.targets[e.Label]
		f.stmt(e.Value, f.dest(t))
		f.leave(t, false)
	case *core.Loop:
		f.loopStmt(e, to)
	case *core.Next:
		t := f.targets[e.Label]
		f.assignAll(t.vars, e.Args)
		f.leave(t, true)
	case *core.Join:
		f.join(e, to)
	case *core.Jump:
		t := f.targets[e.Label]
		f.assignAll(t.vars, e.Args)
		f.leave(t, false)
	case *core.Throw:
		f.mark(e)
		f.p("rt.Throw(&%s, (%s)(%s))", f.e.exception(e.Value.Type()), f.e.goType(e.Value.Type()), f.expr(e.Value))
	case *core.Fail:
		f.mark(e)
		f.p("rt.Fail(%q)", e.Message)
	case *core.ResumeTo:
		f.mark(e)
		f.p("rt.ResumeTo(&%s, (%s)(%s))", f.e.exception(e.Value.Type()), f.e.goType(e.Value.Type()), f.expr(e.Value))
	case *core.Catch:
		f.catch(e, to)
	case *core.Resumable:
		f.resumable(e, to)
	case *core.DynBind:
		f.dynBind(e, to)
	default:
		diag.Bugf(e.Span(), "emit: no case for %T", e)
	}
}

// dest returns where the value of an Exit goes.
func (f *fn) dest(t *target) dest { return t.to }

func (f *fn) assignAll(vars []string, args []core.Expr) {
	if len(args) == 0 {
		return
	}
	f.p("%s = %s", strings.Join(vars, ", "), strings.Join(f.args(args), ", "))
}

// leave prints the jump to a target, out of the closures in between.
func (f *fn) leave(t *target, next bool) {
	if t.token != "" && f.depth > t.depth {
		f.p("rt.Escape(%s)", t.token)
		return
	}
	if len(f.frames) > t.frames() {
		fr := f.frames[len(f.frames)-1]
		for _, x := range fr.exits {
			if x.target == t && x.next == next {
				f.p("return %d", x.code)
				return
			}
		}
		code := len(fr.exits) + 1
		fr.exits = append(fr.exits, exit{code, t, next})
		f.p("return %d", code)
		return
	}
	if t.to.kind == toReturn && !next && t.label[0] == 'b' {
		return // the value has been returned
	}
	*t.used = true
	if next {
		f.p("continue %s", t.label)
		return
	}
	f.p("break %s", t.label)
}

func (t *target) frames() int { return t.frame }

// crosses reports whether a jump to a label starts inside a closure in e: of a catch and
// the like, or of a function.
func crosses(e core.Expr, l *core.Label) (frame, function bool) {
	var walk func(e core.Expr, inFrame, inFunc bool)
	walk = func(e core.Expr, inFrame, inFunc bool) {
		switch x := e.(type) {
		case *core.Exit:
			if x.Label == l {
				frame, function = frame || inFrame, function || inFunc
			}
		case *core.Next:
			if x.Label == l {
				frame, function = frame || inFrame, function || inFunc
			}
		case *core.Jump:
			if x.Label == l {
				frame, function = frame || inFrame, function || inFunc
			}
		case *core.Catch, *core.Resumable, *core.DynBind:
			inFrame = true
		case *core.Lambda:
			inFunc = true
		}
		core.Children(e, func(c *core.Expr) { walk(*c, inFrame, inFunc) })
	}
	walk(e, false, false)
	return frame, function
}

// settle returns a destination that can be given from inside closures, and whether it
// is another than to: then the value has to be passed on.
func (f *fn) settle(to dest, t typesys.Type) (dest, bool) {
	if to.kind != toReturn {
		return to, false
	}
	inner := dest{kind: toVars}
	types := []typesys.Type{t}
	if pack, ok := t.(*typesys.Pack); ok {
		types = pack.Elems
	}
	for _, x := range types {
		n := f.temp("r")
		f.p("var %s %s", n, f.e.goType(x))
		f.p("_ = %s", n)
		inner.vars = append(inner.vars, n)
	}
	return inner, true
}

// block prints a block that exits leave.
func (f *fn) block(e *core.Block, to dest) {
	inFrame, inFunc := crosses(e.Body, e.Label)
	inner, moved := to, false
	if inFrame || inFunc {
		inner, moved = f.settle(to, e.Ty)
	}
	used := false
	t := &target{label: f.temp("block"), to: inner, depth: f.depth, frame: len(f.frames), used: &used}
	f.targets[e.Label] = t
	if inFunc {
		t.token = f.temp("token")
		f.p("%s := new(rt.Token)", t.token)
		f.p("rt.Escapable(%s, func() {", t.token)
		f.frames = append(f.frames, &frame{})
		f.depth++
		t.depth, t.frame = f.depth, len(f.frames)
		f.labelled(t, &used, func() { f.stmt(e.Body, inner) })
		f.depth--
		f.frames = f.frames[:len(f.frames)-1]
		f.p("})")
	} else {
		f.labelled(t, &used, func() { f.stmt(e.Body, inner) })
	}
	if moved {
		f.give(to, inner.vars...)
	}
}

// labelled prints statements that a break of t's label leaves.
func (f *fn) labelled(t *target, used *bool, body func()) {
	outer := f.out
	f.out = &strings.Builder{}
	body()
	text := f.out.String()
	f.out = outer
	if !*used {
		f.out.WriteString(text)
		return
	}
	f.p("%s:", t.label)
	f.p("switch {\ndefault:")
	f.out.WriteString(text)
	f.p("}")
}

// loopStmt prints a Loop. Variables that a closure captures are fresh in each iteration.
func (f *fn) loopStmt(e *core.Loop, to dest) {
	inits := f.args(e.Inits)
	used := false
	t := &target{label: f.temp("loop"), depth: f.depth, frame: len(f.frames), used: &used}
	for i, v := range e.Vars {
		n := f.declare(v)
		f.p("var %s %s = %s", n, f.e.goType(v.Type), inits[i])
		f.p("_ = %s", n)
		t.vars = append(t.vars, n)
	}
	f.targets[e.Label] = t
	outer := f.out
	f.out = &strings.Builder{}
	for i, v := range e.Vars {
		if captured(e.Body, v) {
			n := f.declare(v)
			f.p("%s := %s", n, t.vars[i])
		}
	}
	inFrame, _ := crosses(e.Body, e.Label)
	inner, moved := to, false
	if inFrame {
		f2 := f.out
		f.out = outer
		inner, moved = f.settle(to, e.Ty)
		f.out = f2
	}
	f.stmt(e.Body, inner)
	text := f.out.String()
	f.out = outer
	f.p("%s:", t.label)
	f.p("for {")
	f.out.WriteString(text)
	if inner.kind == toReturn && isVoid(e.Ty) {
		f.p("return")
	}
	f.p("break %s", t.label)
	f.p("}")
	if moved {
		f.give(to, inner.vars...)
	}
}

// join prints a continuation: what jumps to it runs first, and goes on behind the
// continuation if it has a value itself.
func (f *fn) join(e *core.Join, to dest) {
	inFrame, _ := crosses(e.In, e.Label)
	inner, moved := to, false
	if inFrame {
		inner, moved = f.settle(to, e.Ty)
	}
	used, doneUsed := false, true
	jump := &target{label: f.temp("join"), to: discard, depth: f.depth, frame: len(f.frames), used: &used}
	done := &target{label: f.temp("done"), depth: f.depth, frame: len(f.frames), used: &doneUsed}
	for _, v := range e.Vars {
		n := f.declare(v)
		f.p("var %s %s", n, f.e.goType(v.Type))
		f.p("_ = %s", n)
		jump.vars = append(jump.vars, n)
	}
	f.targets[e.Label] = jump
	f.p("%s:", done.label)
	f.p("switch {\ndefault:")
	f.labelled(jump, &used, func() {
		f.stmt(e.In, inner)
		f.p("break %s", done.label)
	})
	f.stmt(e.Body, inner)
	f.p("}")
	if moved {
		f.give(to, inner.vars...)
	}
}

// closure prints a function that returns a completion code: 0 behind its end, others for
// the jumps out of it.
func (f *fn) closure(head string, body func()) *frame {
	fr := &frame{}
	f.frames = append(f.frames, fr)
	f.p("%s {", head)
	body()
	f.frames = f.frames[:len(f.frames)-1]
	return fr
}

// dispatch prints the jumps that a completion code stands for.
func (f *fn) dispatch(code string, frames ...*frame) {
	for i, fr := range frames {
		for _, x := range fr.exits {
			f.p("if %s == %d {", code, x.code+1000*i)
			f.leave(x.target, x.next)
			f.p("}")
		}
	}
}

func (f *fn) catch(e *core.Catch, to dest) {
	inner, moved := f.settle(to, e.Ty)
	code := f.temp("code")
	f.p("%s := rt.Catch(", code)
	body := f.closure("func() int", func() { f.stmt(e.Value, inner); f.p("return 0") })
	f.p("}, ")
	handler := &frame{}
	f.frames = append(f.frames, handler)
	f.p("func(exc *rt.Exception) (code int, handled bool) {")
	outer := f.out
	f.out = &strings.Builder{}
	for _, h := range e.Cases {
		f.handler(h, inner)
	}
	if e.Other != nil {
		f.stmt(e.Other, inner)
		f.p("return 0, true")
	} else {
		f.p("return 0, false")
	}
	text := f.out.String()
	f.out = outer
	for _, x := range handler.exits {
		text = strings.ReplaceAll(text, fmt.Sprintf("return %d\n", x.code), fmt.Sprintf("return %d, true\n", x.code+1000))
	}
	f.out.WriteString(text)
	f.frames = f.frames[:len(f.frames)-1]
	f.p("})")
	f.p("_ = %s", code)
	f.dispatch(code, body, handler)
	if moved {
		f.give(to, inner.vars...)
	}
}

// handler prints the case of one constructor of an exception.
func (f *fn) handler(h *core.Handler, to dest) {
	t := h.Ctor.Data.Con
	v := f.temp("x")
	f.p("if exc.Type == &%s {", f.e.exception(t))
	f.p("%s := exc.Value.(%s)", v, f.e.goType(t))
	f.p("_ = %s", v)
	r := f.e.repr(t)
	f.p("if %s {", f.e.is(r, h.Ctor, v))
	f.fields(h, r, v)
	f.stmt(h.Body, to)
	f.p("return 0, true")
	f.p("}\n}")
}

// fields binds the variables of a handler.
func (f *fn) fields(h *core.Handler, r *repr, v string) {
	for i, x := range h.Vars {
		if x != nil && f.uses[x] > 0 {
			n := f.declare(x)
			f.p("%s := %s", n, f.e.selectField(r, h.Ctor, i, v))
		}
	}
}

// is prints the test for a constructor.
func (e *emitter) is(r *repr, c *env.Ctor, v string) string {
	switch r.shape {
	case enum:
		return fmt.Sprintf("%s == %d", v, c.Tag)
	case nilable:
		if len(c.Fields) == 0 {
			return v + " == nil"
		}
		return v + " != nil"
	case tagged:
		if c.Tag == r.first {
			return v + " == nil"
		}
		return fmt.Sprintf("%s != nil && %s.Tag == %d", v, v, c.Tag)
	}
	return "true"
}

func (f *fn) resumable(e *core.Resumable, to dest) {
	inner, moved := f.settle(to, e.Ty)
	code, value := f.temp("code"), f.temp("exc")
	var types []string
	for _, h := range e.Cases {
		types = append(types, "&"+f.e.exception(h.Ctor.Data.Con))
	}
	f.p("%s, %s := rt.Resumable([]*rt.ExceptionType{%s}, ", code, value, strings.Join(types, ", "))
	body := f.closure("func() int", func() { f.stmt(e.Value, inner); f.p("return 0") })
	f.p("})")
	f.p("_ = %s", code)
	f.dispatch(code, body)
	f.p("if %s != nil {", value)
	for _, h := range e.Cases {
		t := h.Ctor.Data.Con
		f.p("if %s.Type == &%s {", value, f.e.exception(t))
		v := f.temp("x")
		f.p("%s := %s.Value.(%s)", v, value, f.e.goType(t))
		f.p("_ = %s", v)
		f.fields(h, f.e.repr(t), v)
		f.stmt(h.Body, inner)
		f.p("}")
	}
	f.p("}")
	if moved {
		f.give(to, inner.vars...)
	}
}

// dynBind prints a body during which dynamic variables have other values.
func (f *fn) dynBind(e *core.DynBind, to dest) {
	values := f.args(e.Values)
	inner, moved := f.settle(to, e.Ty)
	code := f.temp("code")
	var saves, restores, sets []string
	for i, n := range e.Names {
		g, s := f.e.globals[n], f.temp("saved")
		saves = append(saves, s+" := "+g)
		restores = append(restores, g+" = "+s)
		v := f.temp("t")
		f.p("%s := %s", v, values[i])
		sets = append(sets, g+" = "+v)
	}
	f.p("%s", strings.Join(saves, "; "))
	f.p("%s := rt.Dynamic(func() { %s }, func() { %s }, ", code, strings.Join(sets, "; "), strings.Join(restores, "; "))
	body := f.closure("func() int", func() { f.stmt(e.Body, inner); f.p("return 0") })
	f.p("})")
	f.p("_ = %s", code)
	f.dispatch(code, body)
	if moved {
		f.give(to, inner.vars...)
	}
}

// exception declares the identity of an exception or resumption type, with a function
// that prints its values.
func (e *emitter) exception(t typesys.Type) string {
	con := typesys.HeadCon(t)
	if n, ok := e.excs[con.Name]; ok {
		return n
	}
	n := e.fresh("exc:" + con.Shown)
	e.excs[con.Name] = n
	e.decls = append(e.decls, fmt.Sprintf(
		"var %s = rt.ExceptionType{Name: %q, Show: func(v any) string { return %s }}",
		n, con.Shown, e.shown("v.("+e.repr(con).text+")", con)))
	return n
}
