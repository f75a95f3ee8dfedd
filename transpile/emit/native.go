package emit

import (
	"io/fs"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/smelter-lang/smelter/runtime"
	"github.com/smelter-lang/smelter/transpile/core"
	"github.com/smelter-lang/smelter/transpile/diag"
	"github.com/smelter-lang/smelter/typesys"
)

// This file prints calls of Go functions and intrinsics (docs/architecture.md, "Natives").

// runtimePackage reports whether a package is one of Smelter's runtime.
func runtimePackage(name string) bool {
	info, err := fs.Stat(runtime.Packages, name)
	return err == nil && info.IsDir()
}

// nativeTraits returns how a native can be printed among other expressions.
func (f *fn) nativeTraits(e *core.Native) traits {
	t := f.together(e.Args)
	switch e.Func {
	case "%cell-read", "%hole-read":
		t.reads = true
	case "%array-get":
		t.reads = true
		t.simple = t.simple && printable(e.Args[0])
	case "%cell-write", "%array-set", "%array-copy", "%hole-fill":
		t.acts, t.simple = true, false
	case "%cell-new", "%coerce", "%text", "%display", "%absent", "%hole-new":
		t.simple = false
	default:
		if e.Func[0] != '%' {
			t.simple = t.simple && !optional(e.Ty) && !(f.lifts(e) && !operations[e.Func].compare)
			for _, a := range e.Args {
				t.acts = t.acts || isFunction(a.Type())
				t.simple = t.simple && !optional(a.Type())
			}
		}
	}
	return t
}

func isFunction(t typesys.Type) bool {
	_, ok := typesys.Prune(t).(*typesys.Fn)
	return ok
}

// optional reports whether a value crosses to Go as two: itself and whether it is there.
func optional(t typesys.Type) bool {
	con := typesys.HeadCon(t)
	return con != nil && con.Name == typesys.Optional.Name
}

// nativeStmt prints a native as a statement.
func (f *fn) nativeStmt(e *core.Native, to dest) (ends bool) {
	switch e.Func {
	case "rt.Raise":
		f.line(e.At, func() code { return f.panics(f.e.rt("Error", f.expr(e.Args[0]))) })
		return true
	case "%cell-write":
		f.line(e.At, func() code {
			args := f.args(e.Args)
			return jen.Op("*").Add(args[0]).Op("=").Add(args[1])
		})
		return f.give(to)
	case "%hole-fill":
		if f.isNull(e.Args[1]) {
			return f.give(to) // so it is
		}
		f.line(e.At, func() code {
			args := f.args(e.Args)
			return f.hole(e, args[0].(code)).Op("=").Add(args[1])
		})
		return f.give(to)
	case "%array-set":
		f.line(e.At, func() code {
			args := f.stables(e.Args[:2], e.Args[2])
			return f.index(args[0], args[1]).Op("=").Add(args[2])
		})
		return f.give(to)
	}
	if to.kind == drop && !isVoid(e.Ty) && !f.droppable(e) {
		return f.one(e.At, to, func() code { return f.expr(e) })
	}
	return f.results(e.At, e.Ty, to, func() code { return f.expr(e) })
}

// droppable reports whether Go lets the results of the call that e is printed as go.
func (f *fn) droppable(e *core.Native) bool {
	_, integers := operations[e.Func]
	return e.Func[0] != '%' && !optional(e.Ty) && operator(e.Func) == "" && !integers && !f.twin
}

// native prints a call of a Go function or an intrinsic as an expression.
func (f *fn) native(e *core.Native) code {
	if e.Func[0] == '%' {
		return f.intrinsic(e)
	}
	if c := f.arithmetic(e); c != nil {
		return c
	}
	return f.plainNative(e, f.nativeArgs(e))
}

// plainNative prints a call of a Go function, or the operator that it is.
func (f *fn) plainNative(e *core.Native, args []jen.Code) code {
	if op := operator(e.Func); op != "" {
		return jen.Parens(jen.Add(args[0]).Op(op).Add(args[1]))
	}
	i := strings.LastIndexByte(e.Func, '.')
	name := f.e.qual(e.Func[:i], e.Func[i+1:])
	if e.Func == "rt.Raise" {
		name = name.Index(f.e.goType(e.Ty)) // which gives nothing, at any type
	}
	call := name.Call(args...)
	if !optional(e.Ty) {
		return call
	}
	return f.optionalResult(e, call)
}

// optionalResult makes an Optional of a result and whether it is there.
func (f *fn) optionalResult(e *core.Native, call code) code {
	r := f.e.repr(e.Ty)
	v, ok, out := f.temp("t"), f.temp("ok"), f.temp("t")
	f.mark(e.At)
	f.add(jen.List(jen.Id(v), jen.Id(ok)).Op(":=").Add(call))
	f.add(jen.Var().Id(out).Add(r.typ))
	f.add(jen.If(jen.Id(ok)).Block(jen.Id(out).Op("=").Add(f.e.construct(r, some(r.data), []jen.Code{jen.Id(v)}))))
	return jen.Id(out)
}

// nativeArgs prints arguments; an Optional is passed as a value and whether it is there.
func (f *fn) nativeArgs(e *core.Native) []jen.Code {
	args := f.args(e.Args)
	var out []jen.Code
	for i, a := range e.Args {
		if !optional(a.Type()) {
			out = append(out, args[i])
			continue
		}
		r := f.e.repr(a.Type())
		c := some(r.data)
		whole := f.keep("t", args[i].(code))
		v := f.temp("t")
		f.variable(v, r.fields[c.Tag][0], nil)
		is := f.keep("ok", f.e.is(r, c, whole))
		f.add(jen.If(is).Block(jen.Id(v).Op("=").Add(f.e.field(r, c, 0, whole))))
		out = append(out, jen.Id(v), is)
	}
	return out
}

// operator returns the Go operator that a native on machine words is.
func operator(name string) string {
	switch name {
	case "num.LtWord", "num.LtUFix", "float.Lt", "num.LtI64":
		return "<"
	case "num.LeWord", "float.Le":
		return "<="
	case "num.GtWord", "float.Gt":
		return ">"
	case "num.GeWord", "float.Ge":
		return ">="
	case "num.EqWord", "float.Eq":
		return "=="
	case "float.Add", "num.WrapAdd":
		return "+"
	case "float.Sub", "num.WrapSub":
		return "-"
	case "float.Mul", "num.WrapMul":
		return "*"
	case "float.Div":
		return "/"
	}
	return ""
}

// intrinsic prints an intrinsic that has a value.
func (f *fn) intrinsic(e *core.Native) code {
	switch e.Func {
	case "%zero":
		return f.zero(e.Ty)
	case "%array-get":
		args := f.stables(e.Args[:1], e.Args[1])
		return f.index(args[0], args[1])
	}
	a := f.args(e.Args)
	switch e.Func {
	case "%array-make":
		return jen.Make(f.e.goType(e.Ty), f.e.rt("Size", a[0]))
	case "%array-new":
		return f.e.rt("Filled", f.e.rt("Size", a[0]), a[1])
	case "%array-length":
		return jen.Int64().Call(jen.Len(a[0]))
	case "%array-capacity":
		return jen.Int64().Call(jen.Cap(a[0]))
	case "%array-slice":
		return f.e.rt("Slice", a...)
	case "%array-append":
		return jen.Append(a...)
	case "%array-grow":
		return f.e.rt("Grow", a...)
	case "%array-copy":
		return f.e.rt("Copy", a...)
	case "%cell-new":
		cell := f.made(e, "cell", jen.New(f.e.goType(e.Args[0].Type())))
		f.mark(e.At)
		f.add(jen.Op("*").Add(cell).Op("=").Add(a[0]))
		return cell
	case "%hole-new":
		if f.step(e) {
			return f.cell(e, e.Ctor, a)
		}
		return f.e.construct(f.e.repr(e.Ty), e.Ctor, append(a, f.zero(e.Ty)))
	case "%hole-start":
		r := f.e.repr(e.Ty)
		return f.e.whole(r, jen.New(jen.Id(r.ctorName(e.Ctor.Tag))))
	case "%hole-read":
		return f.hole(e, a[0].(code))
	case "%cell-read":
		return jen.Parens(jen.Op("*").Add(a[0]))
	case "%same?":
		return f.e.rt("Same", a...)
	case "%coerce":
		return f.coerce(e, a[0].(code))
	case "%text", "%display", "%absent":
		return f.text(e, a[0].(code))
	}
	diag.Bugf(e.At, "emit: unknown intrinsic %s", e.Func)
	return nil
}

// index prints an element of an array, checked.
func (f *fn) index(array, i code) code {
	return jen.Add(array).Index(f.e.rt("Index", i, jen.Len(array)))
}

// text prints the String that shows a value: %display has texts as they are, and what
// %absent shows has no value inside, so that it is None if it is an Optional.
func (f *fn) text(e *core.Native, v code) code {
	t := e.Args[0].Type()
	switch {
	case e.Func == "%display" && isCon(t, typesys.String.Name):
		return v
	case e.Func == "%display" && isCon(t, typesys.Char.Name):
		return f.e.qual("str", "OfChar").Call(v)
	}
	text := f.e.opaque(t)
	if e.Func == "%absent" && optional(t) {
		text = "None"
	}
	if text != "" {
		f.add(jen.Id("_").Op("=").Add(v)) // for what it does, and to use a variable
		return f.e.qual("str", "From").Call(quoted(text))
	}
	if !printable(e.Args[0]) {
		v = f.keep("t", v)
	}
	return f.e.qual("str", "From").Call(f.e.show(v, t))
}

// coerce sees a value as another type of the same representation.
func (f *fn) coerce(e *core.Native, v code) code {
	from, to := f.e.goType(e.Args[0].Type()), f.e.goType(e.Ty)
	if from == to {
		return v
	}
	return jen.Op("*").Add(f.e.cast(jen.Op("*").Add(to), jen.Op("&").Add(f.keep("t", v))))
}

// hole prints the last field of a value that is not finished.
func (f *fn) hole(e *core.Native, value code) code {
	return f.e.field(f.e.repr(e.Args[0].Type()), e.Ctor, len(e.Ctor.Fields)-1, value)
}
