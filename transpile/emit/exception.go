package emit

import (
	"github.com/dave/jennifer/jen"

	"github.com/smelter-lang/smelter/transpile/core"
	"github.com/smelter-lang/smelter/transpile/source"
	"github.com/smelter-lang/smelter/typesys"
)

// This file prints exceptions, resumptions and dynamic bindings.
//
// Their bodies are Go closures that run on the spot, under the care of runtime/rt. Values
// leave them through variables. Jumps out of them become completion codes, which the
// closure returns and the code behind the call dispatches on; 0 is its ordinary end.

// A frame is such a closure, or the two of a catch, which have their codes in common.
type frame struct {
	exits []exit
}

// An exit is a jump out of a frame; its code is its index + 1.
type exit struct {
	target *target
	next   bool
}

// exit returns from the closure with the code of a jump.
func (fr *frame) exit(f *fn, t *target, next bool) {
	code := 0
	for i, x := range fr.exits {
		if x == (exit{t, next}) {
			code = i + 1
		}
	}
	if code == 0 {
		fr.exits = append(fr.exits, exit{t, next})
		code = len(fr.exits)
	}
	f.complete(code)
}

// complete returns a completion code; a handler also says that it has handled.
func (f *fn) complete(code int) {
	if f.handler {
		f.add(jen.Return(jen.Lit(code), jen.True()))
		return
	}
	f.add(jen.Return(jen.Lit(code)))
}

// within prints what stands inside a closure that runs on the spot.
func (f *fn) within(fr *frame, handler bool, print func()) []jen.Code {
	outer := f.place
	f.frames, f.loops, f.handler = append(f.frames[:len(f.frames):len(f.frames)], fr), 0, handler
	body := f.block(print)
	f.place = outer
	return body
}

// closure prints an expression as a closure that returns a completion code.
func (f *fn) closure(fr *frame, e core.Expr, to dest) code {
	return jen.Func().Params().Int().Block(f.within(fr, false, func() {
		if !f.stmt(e, to) {
			f.complete(0)
		}
	})...)
}

// completed prints the call that runs frames, and the jumps that its code stands for.
func (f *fn) completed(at source.Span, fr *frame, call code) {
	f.mark(at)
	if len(fr.exits) == 0 {
		f.add(call)
		return
	}
	f.dispatch(fr, f.hold("code", call))
}

func (f *fn) dispatch(fr *frame, code code) {
	for i, x := range fr.exits {
		f.add(jen.If(jen.Add(code).Op("==").Lit(i + 1)).Block(f.block(func() { f.leave(x.target, x.next) })...))
	}
}

// raise prints the throwing of an exception or a resumption.
func (f *fn) raise(e core.Expr, how string, value core.Expr) (ends bool) {
	t := value.Type()
	f.line(e.Span(), func() code {
		v := f.expr(value)
		return f.panics(f.e.rt(how, f.e.exception(t), jen.Parens(f.e.goType(t)).Call(v)))
	})
	return true
}

func (f *fn) catch(e *core.Catch, to dest) (ends bool) {
	inner, moved := f.settle(to, e.Ty)
	fr := &frame{}
	body := f.closure(fr, e.Value, inner)
	exc := f.temp("exc")
	handler := f.within(fr, true, func() {
		for _, h := range e.Cases {
			f.caseOfException(h, exc, inner)
		}
		if e.Other == nil {
			f.add(jen.Return(jen.Lit(0), jen.False()))
		} else if !f.stmt(e.Other, inner) {
			f.complete(0)
		}
	})
	f.completed(e.At, fr, f.e.rt("Catch", body, jen.Func().
		Params(jen.Id(exc).Op("*").Add(f.e.qual("rt", "Exception"))).Params(jen.Int(), jen.Bool()).Block(handler...)))
	return f.pass(to, inner, moved, false)
}

// caseOfException prints the case of one constructor of an exception.
func (f *fn) caseOfException(h *core.Handler, exc string, to dest) {
	f.add(jen.If(f.isException(h, exc)).Block(f.block(func() {
		f.handle(h, exc, func() {
			if !f.stmt(h.Body, to) {
				f.complete(0)
			}
		})
	})...))
}

// isException tests the type of an exception.
func (f *fn) isException(h *core.Handler, exc string) code {
	return jen.Id(exc).Dot("Type").Op("==").Add(f.e.exception(h.Ctor.Data.Con))
}

// handle binds the fields of a handler's constructor around its body; if the exception
// is another of the type, nothing happens.
func (f *fn) handle(h *core.Handler, exc string, body func()) {
	t := h.Ctor.Data.Con
	r := f.e.repr(t)
	if len(r.data.Ctors) == 1 && !f.bindsFields(h) {
		body()
		return
	}
	v := f.hold("x", jen.Id(exc).Dot("Value").Assert(r.typ))
	rest := f.block(func() {
		for i, x := range h.Vars {
			if x != nil && f.scan.uses[x] > 0 {
				f.declare(x, jen.Add(f.e.field(r, h.Ctor, i, v)))
			}
		}
		body()
	})
	f.braceIf(len(r.data.Ctors) > 1, f.e.is(r, h.Ctor, v), rest)
}

func (f *fn) bindsFields(h *core.Handler) bool {
	for _, x := range h.Vars {
		if x != nil && f.scan.uses[x] > 0 {
			return true
		}
	}
	return false
}

// braceIf adds statements under a condition, if there is one.
func (f *fn) braceIf(conditional bool, cond code, body []jen.Code) {
	if conditional {
		f.add(jen.If(cond).Block(body...))
		return
	}
	*f.out = append(*f.out, body...)
}

func (f *fn) resumable(e *core.Resumable, to dest) (ends bool) {
	inner, moved := f.settle(to, e.Ty)
	fr := &frame{}
	body := f.closure(fr, e.Value, inner)
	var types []jen.Code
	for _, h := range e.Cases {
		types = append(types, f.e.exception(h.Ctor.Data.Con))
	}
	list := jen.Index().Op("*").Add(f.e.qual("rt", "ExceptionType")).Values(types...)
	c, exc := "_", f.temp("exc")
	if len(fr.exits) > 0 {
		c = f.temp("code")
	}
	f.mark(e.At)
	f.add(jen.List(jen.Id(c), jen.Id(exc)).Op(":=").Add(f.e.rt("Resumable", list, body)))
	f.dispatch(fr, jen.Id(c))
	cases := f.block(func() {
		for _, h := range e.Cases {
			f.add(jen.If(f.isException(h, exc)).Block(f.block(func() {
				f.handle(h, exc, func() { f.stmt(h.Body, inner) })
			})...))
		}
	})
	f.add(jen.If(jen.Id(exc).Op("!=").Nil()).Block(cases...))
	return f.pass(to, inner, moved, false)
}

// dynBind prints a body during which dynamic variables have other values.
func (f *fn) dynBind(e *core.DynBind, to dest) (ends bool) {
	values := f.args(e.Values)
	inner, moved := f.settle(to, e.Ty)
	var vars, saved, fresh []jen.Code
	for i, n := range e.Names {
		g := jen.Id(f.e.globals[n])
		vars = append(vars, g)
		saved = append(saved, f.hold("saved", g))
		fresh = append(fresh, f.keep("t", values[i].(code)))
	}
	set := jen.Func().Params().Block(jen.List(vars...).Op("=").List(fresh...))
	restore := jen.Func().Params().Block(jen.List(vars...).Op("=").List(saved...))
	fr := &frame{}
	body := f.closure(fr, e.Body, inner)
	f.completed(e.At, fr, f.e.rt("Dynamic", set, restore, body))
	return f.pass(to, inner, moved, false)
}

// exception returns the identity of an exception or resumption type, declaring it if it
// is new.
func (e *emitter) exception(t typesys.Type) code {
	con := typesys.HeadCon(t)
	n, ok := e.excs[con.Name]
	if !ok {
		n = e.names.take(packageName(con.Shown) + "Type")
		e.excs[con.Name] = n
		fields := jen.Dict{
			jen.Id("Name"): quoted(con.Name),
			jen.Id("Show"): jen.Func().Params(jen.Id("x").Any()).String().
				Block(jen.Return(e.show(jen.Id("x").Assert(e.goType(con)), con))),
		}
		e.decl(jen.Var().Id(n).Op("=").Add(e.qual("rt", "ExceptionType")).Values(fields))
	}
	return jen.Op("&").Id(n)
}
