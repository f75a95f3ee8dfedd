package emit

import (
	"github.com/dave/jennifer/jen"

	"github.com/smelter-lang/smelter/transpile/core"
	"github.com/smelter-lang/smelter/typesys"
)

// This file prints twins: copies of functions in which an Integer is a machine word.
//
// A twin returns its result and whether it has one. It gives up where a result does not
// fit into a word; then the function itself, under the name of its exact version, starts
// from the beginning. Nobody may notice that: twins are only made of functions that do
// nothing but compute a value or fail, and call such functions only. An error in a twin is
// the error of the function, since up to there the two do the same.
//
//	func Fib(n num.Int) num.Int {
//		if n.B == nil {
//			if r, ok := fibTwin(n.N); ok {
//				return num.Int{N: r}
//			}
//		}
//		return fibExact(n)
//	}
//
// The exact version calls itself, not its twin: so nothing is computed more than twice.

// A twin has the names of the versions of a function.
type twin struct {
	fast  string
	exact string // "" of a function that is only called by twins
	group int    // its group of functions that call one another
}

// twins chooses the functions that get twins: those that recurse or loop over Integers,
// and those that they call.
func (e *emitter) twins() {
	able := map[string]bool{}
	for _, d := range e.prog.Defs {
		able[d.Name] = twinnable(d)
	}
	for changed := true; changed; {
		changed = false
		for _, d := range e.prog.Defs {
			if able[d.Name] && !allCallees(d, func(g string) bool { return able[g] }) {
				able[d.Name], changed = false, true
			}
		}
	}
	for _, d := range e.prog.Defs {
		if able[d.Name] && integers(d.Body) > 0 && (e.graph.recursive[d.Name] || loops(d.Body)) {
			e.twinOf(d).exact = e.names.take(e.globals[d.Name] + "Exact")
		}
	}
}

// twinOf gives a function a twin, and those that it calls.
func (e *emitter) twinOf(d *core.Def) *twin {
	if t := e.twin[d.Name]; t != nil {
		return t
	}
	t := &twin{fast: e.names.take(e.globals[d.Name] + "Twin"), group: e.graph.group[d.Name]}
	e.twin[d.Name] = t
	allCallees(d, func(g string) bool { e.twinOf(e.prog.ByName[g]); return true })
	return t
}

func allCallees(d *core.Def, ok func(string) bool) bool {
	all := true
	core.Walk(d.Body, func(x core.Expr) bool {
		if g, global := x.(*core.Global); global && all {
			all = ok(g.Name)
		}
		return all
	})
	return all
}

// twinnable reports whether a definition by itself can have a twin.
func twinnable(d *core.Def) bool {
	lam := d.Function()
	if lam == nil || isPack(lam.Body.Type()) || !isScalar(typesys.Prune(lam.Ty).(*typesys.Fn).Result) {
		return false
	}
	ok := true
	for _, p := range lam.Params {
		ok = ok && firstOrder(p.Type)
	}
	core.Walk(lam.Body, func(x core.Expr) bool {
		ok = ok && twinnableNode(x)
		return ok
	})
	return ok
}

// twinnableNode reports whether a node alone can stand in a twin.
func twinnableNode(x core.Expr) bool {
	switch x := x.(type) {
	case *core.Lit:
		_, small := word(x)
		return small || !isCon(x.Ty, typesys.Integer.Name)
	case *core.Call:
		_, known := x.Fun.(*core.Global)
		return known && !isPack(x.Ty)
	case *core.Native:
		_, operation := operations[x.Func]
		return operation || x.Func[0] != '%' && core.PureNative(x) || raises(x.Func)
	case *core.Let:
		return x.Var == nil || firstOrder(x.Var.Type)
	case *core.Values:
		return len(x.Elems) == 1
	case *core.Global:
		return isFunction(x.Ty)
	case *core.Local, *core.If, *core.Switch, *core.LitSwitch, *core.Block, *core.Exit, *core.Loop, *core.Next,
		*core.Join, *core.Jump, *core.Assign, *core.Fail, *core.Throw, *core.Make, *core.Field:
		return true
	}
	return false
}

// raises reports whether a native does nothing but give a value or fail.
func raises(name string) bool {
	switch name {
	case "rt.Raise", "num.AddSigned", "num.SubSigned", "num.MulSigned", "num.AddUFix", "num.SubUFix", "num.MulUFix",
		"num.AddIFix", "num.SubIFix", "num.MulIFix", "num.QuotWord", "num.RemWord", "num.DivWord", "num.ModWord":
		return true
	}
	return false
}

// firstOrder reports whether values of a type hold no functions that a twin could call.
func firstOrder(t typesys.Type) bool {
	_, fn := typesys.Prune(t).(*typesys.Fn)
	return !fn && !isPack(t)
}

// isScalar reports whether a type is one of numbers, characters or truth.
func isScalar(t typesys.Type) bool {
	kind, _, _ := core.NumberOf(t)
	return kind != core.NoNumber && !isCon(t, typesys.Fraction.Name) ||
		isCon(t, typesys.Boolean.Name) || isCon(t, typesys.Char.Name)
}

// integers counts the operations that a twin is quicker at.
func integers(e core.Expr) int {
	count := 0
	core.Walk(e, func(x core.Expr) bool {
		if native, ok := x.(*core.Native); ok && inlines(native) {
			count++
		}
		return true
	})
	return count
}

func loops(e core.Expr) bool {
	found := false
	core.Walk(e, func(x core.Expr) bool {
		_, loop := x.(*core.Loop)
		found = found || loop
		return !found
	})
	return found
}

// twinFunction prints the twin of a function.
func (e *emitter) twinFunction(d *core.Def, lam *core.Lambda, t *twin) {
	f := newFunc(e, lam, true)
	f.twin = true
	e.fun(f.function(lam, jen.Func().Id(t.fast), e.graph.descends(d.Name)))
}

// entryOf prints the function that tries the twin first.
func (e *emitter) entryOf(d *core.Def, lam *core.Lambda, t *twin) {
	names := scope{}
	var params, words, all []jen.Code
	var small code
	for _, p := range lam.Params {
		n := names.take(localName(p.Name))
		params, all = append(params, jen.Id(n).Add(e.goType(p.Type))), append(all, jen.Id(n))
		if isCon(p.Type, typesys.Integer.Name) {
			words = append(words, jen.Id(n).Dot("N"))
			small = and(small, jen.Id(n).Dot("B").Op("==").Nil())
		} else {
			words = append(words, jen.Id(n))
		}
	}
	result := typesys.Prune(lam.Ty).(*typesys.Fn).Result
	r, ok := names.take("r"), names.take("ok")
	value := jen.Id(r)
	if isCon(result, typesys.Integer.Name) {
		value = e.qual("num", "Int").Values(jen.Id("N").Op(":").Id(r))
	}
	try := jen.If(jen.List(jen.Id(r), jen.Id(ok)).Op(":=").Id(t.fast).Call(words...), jen.Id(ok)).Block(jen.Return(value))
	if small != nil {
		try = jen.If(small).Block(try)
	}
	e.fun(jen.Func().Id(e.globals[d.Name]).Params(params...).Add(e.goType(result)).
		Block(try, jen.Return(jen.Id(t.exact).Call(all...))))
}

func and(a, b code) code {
	if a == nil {
		return b
	}
	return jen.Add(a).Op("&&").Add(b)
}

// giveUp returns from a twin without a result.
func (f *fn) giveUp() code {
	nothing := jen.Lit(0)
	if isCon(f.result, typesys.Boolean.Name) {
		nothing = jen.False()
	}
	return jen.Return(nothing, jen.False())
}

// unless gives up if a condition holds.
func (f *fn) unless(wrong code) { f.add(jen.If(wrong).Block(f.giveUp())) }

// twinCall prints the call of another twin.
func (f *fn) twinCall(e *core.Call, t *twin) code {
	args := f.args(e.Args)
	r, ok := f.temp("r"), f.temp("ok")
	f.mark(e.At)
	f.add(jen.List(jen.Id(r), jen.Id(ok)).Op(":=").Id(t.fast).Call(args...))
	f.unless(jen.Op("!").Id(ok))
	return jen.Id(r)
}

// twinNative prints a native in a twin.
func (f *fn) twinNative(e *core.Native, op operation) code {
	divisor, literal := word(e.Args[len(e.Args)-1])
	switch {
	case op.op == "", op.divide && literal && (divisor == 0 || divisor == -1):
		return f.twinOther(e)
	case op.compare:
		args := f.args(e.Args)
		if c, ok := word(e.Args[1]); ok {
			args[1] = jen.Lit(int(c))
		}
		return jen.Parens(jen.Add(args[0]).Op(op.op).Add(args[1]))
	}
	args := f.stables(e.Args)
	a, b := args[0], args[1]
	if c, ok := word(e.Args[1]); ok {
		b = jen.Lit(int(c))
	}
	if op.op == "/" || op.op == "%" {
		return f.twinDivide(e, op, a, b)
	}
	t := f.made(e, "t", jen.Add(a).Op(op.op).Add(b))
	if wrong := overflows(op.op, e, t, a, b); op.op == "*" && wrong != nil {
		f.unless(jen.Parens(wrong).Op("&&").Add(f.e.qual("num", "Overflows").Call(a, b)))
	} else if wrong != nil {
		f.unless(wrong)
	}
	return t
}

// twinDivide prints a division; the divisors 0 and -1 are left to the exact version.
func (f *fn) twinDivide(e *core.Native, op operation, a, b code) code {
	if _, literal := word(e.Args[1]); !literal {
		f.unless(jen.Uint64().Parens(jen.Add(b).Op("+").Lit(1)).Op("<=").Lit(1))
	}
	t := f.made(e, "t", jen.Add(a).Op(op.op).Add(b))
	if !op.floor {
		return t
	}
	rest := t
	if op.op == "/" {
		rest = jen.Parens(jen.Add(a).Op("%").Add(b))
	}
	wrong := jen.Add(rest).Op("!=").Lit(0).Op("&&").Parens(jen.Add(rest).Op("<").Lit(0)).Op("!=").
		Parens(jen.Add(b).Op("<").Lit(0))
	repair := jen.Add(t).Op("+=").Add(b)
	if op.op == "/" {
		repair = jen.Add(t).Op("--")
	}
	f.add(jen.If(wrong).Block(repair))
	return t
}

// twinOther prints another native, whose Integers are as everywhere.
func (f *fn) twinOther(e *core.Native) code {
	args := f.whole(e.Args, f.args(e.Args))
	call := f.plainNative(e, args)
	if !isCon(e.Ty, typesys.Integer.Name) {
		return call
	}
	return f.small(call)
}

// small makes a word of an Integer, or gives up.
func (f *fn) small(v code) code {
	t := f.keep("t", v)
	f.unless(jen.Add(t).Dot("B").Op("!=").Nil())
	return jen.Add(t).Dot("N")
}

// whole makes Integers of the words among values.
func (f *fn) whole(es []core.Expr, values []jen.Code) []jen.Code {
	if !f.twin {
		return values
	}
	out := make([]jen.Code, len(values))
	for i, v := range values {
		out[i] = v
		if isCon(es[i].Type(), typesys.Integer.Name) {
			out[i] = f.e.qual("num", "Int").Values(jen.Id("N").Op(":").Add(v))
		}
	}
	return out
}

// goType is the Go type of a variable.
func (f *fn) goType(t typesys.Type) code {
	if f.twin && isCon(t, typesys.Integer.Name) {
		return jen.Int64()
	}
	return f.e.goType(t)
}
