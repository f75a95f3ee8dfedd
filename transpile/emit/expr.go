package emit

import (
	"github.com/dave/jennifer/jen"

	"github.com/smelter-lang/smelter/transpile/core"
	"github.com/smelter-lang/smelter/typesys"
)

// This file prints expressions of one value as Go expressions.

// expr prints e as a Go expression. Statements that it needs are added first.
func (f *fn) expr(e core.Expr) code {
	switch e := e.(type) {
	case *core.Lit:
		if _, small := word(e); small && f.twin {
			return jen.Int64().Call(f.e.bare(e))
		}
		return f.e.literal(e)
	case *core.Local:
		return f.local(e)
	case *core.Global:
		return jen.Id(f.e.globals[e.Name])
	case *core.DynRef:
		return jen.Id(f.e.globals[e.Name])
	case *core.Lambda:
		return f.lambda(e)
	case *core.Call:
		return f.call(e)
	case *core.Native:
		return f.native(e)
	case *core.Make:
		return f.make(e)
	case *core.Field:
		v := f.e.field(f.e.repr(e.Value.Type()), e.Ctor, e.Index, f.operand(e.Value))
		if f.twin && isCon(e.Ty, typesys.Integer.Name) {
			return f.small(v)
		}
		return v
	case *core.Box:
		return f.box(e)
	case *core.Unbox:
		return f.unbox(e)
	case *core.If:
		if f.simple(e) {
			return f.logical(e)
		}
	case *core.Values:
		if len(e.Elems) == 1 {
			return f.expr(e.Elems[0])
		}
	}
	return f.lifted(e)
}

// lifted prints an expression that Go has as statements only.
func (f *fn) lifted(e core.Expr) code {
	switch e := e.(type) {
	case *core.Let:
		if f.let(e) {
			return f.zero(e.Ty)
		}
		return f.expr(e.Body)
	case *core.LetRec:
		f.letRec(e)
		return f.expr(e.Body)
	}
	t := f.temp("t")
	f.variable(t, e.Type(), nil)
	f.stmt(e, dest{kind: toVars, vars: []string{t}})
	return jen.Id(t)
}

// zero is a value of a type where control does not come.
func (f *fn) zero(t typesys.Type) code { return jen.Op("*").New(f.goType(t)) }

// operand prints e so that a selector or a call can follow.
func (f *fn) operand(e core.Expr) code {
	c := f.expr(e)
	switch e.(type) {
	case *core.Local, *core.Global, *core.DynRef, *core.Field, *core.Call, *core.Unbox:
		return jen.Add(c)
	}
	return jen.Parens(c)
}

// call prints a call of a function.
func (f *fn) call(e *core.Call) code {
	here := f.here(e.At)
	if g, known := e.Fun.(*core.Global); known {
		t := f.e.twin[g.Name]
		if f.twin {
			return f.twinCall(e, t)
		}
		if t != nil && f.exact != nil && t.exact != "" && t.group == f.exact.group {
			return jen.Add(here, jen.Id(t.exact)).Call(f.args(e.Args)...)
		}
		args := f.args(e.Args)
		return jen.Add(here, f.expr(e.Fun)).Call(args...)
	}
	parts := f.args(append([]core.Expr{e.Fun}, e.Args...))
	if _, lambda := e.Fun.(*core.Lambda); lambda {
		parts[0] = jen.Parens(parts[0])
	}
	return jen.Add(here, parts[0]).Call(parts[1:]...)
}

// make prints the construction of a value.
func (f *fn) make(e *core.Make) code {
	if isList(e) {
		return f.list(e)
	}
	args := f.whole(e.Args, f.args(e.Args))
	if f.step(e) {
		return f.cell(e, e.Ctor, args)
	}
	return f.e.construct(f.e.repr(e.Ty), e.Ctor, args)
}

// logical reports whether e is an and, or, or not of its parts.
func logical(e core.Expr) bool {
	i, ok := e.(*core.If)
	return ok && isCon(i.Ty, typesys.Boolean.Name) && (truth(i.Then) != 0 || truth(i.Else) != 0)
}

// truth returns 1 for the constant True, -1 for False, 0 for anything else.
func truth(e core.Expr) int {
	mk, ok := e.(*core.Make)
	switch {
	case !ok || !isCon(mk.Ty, typesys.Boolean.Name):
		return 0
	case mk.Ctor.Shown == "True":
		return 1
	}
	return -1
}

// logical prints a choice between Booleans, one of them constant, with Go's operators.
func (f *fn) logical(e *core.If) code {
	cond := f.expr(e.Cond)
	switch then, other := truth(e.Then), truth(e.Else); {
	case then > 0 && other < 0:
		return cond
	case then < 0 && other > 0:
		return jen.Op("!").Add(cond)
	case then > 0:
		return jen.Parens(jen.Add(cond).Op("||").Add(f.expr(e.Else)))
	case then < 0:
		return jen.Parens(jen.Op("!").Add(cond).Op("&&").Add(f.expr(e.Else)))
	case other > 0:
		return jen.Parens(jen.Op("!").Add(cond).Op("||").Add(f.expr(e.Then)))
	}
	return jen.Parens(jen.Add(cond).Op("&&").Add(f.expr(e.Then)))
}
