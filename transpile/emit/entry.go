package emit

import (
	"github.com/dave/jennifer/jen"

	"github.com/smelter-lang/smelter/transpile/core"
	"github.com/smelter-lang/smelter/typesys"
)

// This file prints Go's main: the initialisers in order, then the entry of the script,
// whose result decides the exit status.

const (
	exitCode = "SMELTER/SCRIPT:EXITCODE"
	result   = "COALTON/CLASSES:RESULT"
)

// entry prints main.
func (e *emitter) entry(inits []jen.Code) {
	body := inits
	if d := e.prog.ByName[e.prog.Main]; d != nil {
		body = append(body, e.unlessTesting(e.callMain(d))...)
	}
	e.fun(jen.Func().Id("main").Params().Block(e.rt("Main", quoted(e.script), jen.Func().Params().Block(body...))))
}

// unlessTesting leaves main out when "smelter test" runs a program that has tests.
func (e *emitter) unlessTesting(main []jen.Code) []jen.Code {
	if !e.imports[Runtime+"test"] {
		return main
	}
	return []jen.Code{jen.If(jen.Op("!").Add(e.qual("test", "Running").Call())).Block(main...)}
}

// callMain calls the entry and makes an exit status of what it gives.
func (e *emitter) callMain(d *core.Def) []jen.Code {
	value, t := jen.Id(e.globals[d.Name]), d.Type
	if fn, ok := typesys.Prune(t).(*typesys.Fn); ok {
		var args []jen.Code
		if len(fn.Params) == 1 {
			args = append(args, e.argument(fn.Params[0]))
		}
		value, t = value.Call(args...), fn.Result
	}
	switch con := typesys.HeadCon(t); {
	case con != nil && con.Name == exitCode:
		return []jen.Code{e.qual("script", "Exit").Call(value)}
	case con != nil && con.Name == result:
		return e.finish(value, t)
	case t == d.Type:
		return nil // a value, computed already
	}
	return []jen.Code{value}
}

// finish ends with status 1 and a message if the result of main is an Err.
func (e *emitter) finish(value code, t typesys.Type) []jen.Code {
	r := e.repr(t)
	out := []jen.Code{jen.Id("result").Op(":=").Add(value)}
	for _, c := range r.data.Ctors {
		if c.Shown == "Err" {
			text := jen.Id(e.globals[e.prog.Told]).Call(e.field(r, c, 0, jen.Id("result")))
			out = append(out, jen.If(e.is(r, c, jen.Id("result"))).Block(e.rt("Fatal", text.Dot("Go").Call())))
		}
	}
	return out
}

// argument is what main is called with: Unit, or the list of command line arguments.
func (e *emitter) argument(t typesys.Type) code {
	r := e.repr(t)
	if isCon(t, typesys.Unit.Name) {
		return jen.Add(r.typ).Values()
	}
	list, i := jen.Id("list"), jen.Id("i")
	cons := e.construct(r, some(r.data), []jen.Code{e.qual("str", "From").Call(jen.Id("args").Index(i)), list})
	return jen.Func().Params().Add(r.typ).Block(
		jen.Var().Add(list).Add(r.typ),
		jen.Id("args").Op(":=").Add(e.rt("Args")),
		jen.For(jen.Id("i").Op(":=").Len(jen.Id("args")).Op("-").Lit(1), jen.Id("i").Op(">=").Lit(0), jen.Id("i").Op("--")).
			Block(jen.Id("list").Op("=").Add(cons)),
		jen.Return(list),
	).Call()
}
