package emit

import (
	"math"
	"strconv"

	"github.com/dave/jennifer/jen"

	"github.com/smelter-lang/smelter/transpile/core"
	"github.com/smelter-lang/smelter/typesys"
)

// This file prints literals and lists of them.

// literal prints a literal as a Go expression of its type.
func (e *emitter) literal(l *core.Lit) code {
	switch l.Kind {
	case core.LitString:
		return e.text(l.Str)
	case core.LitChar:
		return jen.Int32().Call(jen.LitRune(l.Char))
	case core.LitFloat:
		return e.float(l)
	}
	switch {
	case isCon(l.Ty, typesys.Integer.Name):
		return e.integer(l)
	case isCon(l.Ty, typesys.Fraction.Name):
		return e.once("frac "+l.Num.RatString(), "Fraction", func() code {
			return e.qual("frac", "Parse").Call(jen.Lit(l.Num.RatString()))
		})
	}
	return jen.Add(e.goType(l.Ty)).Call(e.bare(l))
}

// bare prints a machine word as a constant without a type.
func (e *emitter) bare(l *core.Lit) code {
	if l.Kind == core.LitChar {
		return jen.LitRune(l.Char)
	}
	return jen.Id(l.Num.Num().String())
}

// text prints a string. ASCII costs nothing at run time, anything else is converted once.
func (e *emitter) text(s string) code {
	for i := 0; i < len(s); i++ {
		if s[i] >= 0x80 {
			return e.once("str "+s, "Text", func() code { return e.qual("str", "From").Call(quoted(s)) })
		}
	}
	return e.qual("str", "ASCII").Call(quoted(s))
}

// quoted is a Go string literal in ASCII.
func quoted(s string) code { return jen.Id(strconv.QuoteToASCII(s)) }

// integer prints an Integer.
func (e *emitter) integer(l *core.Lit) code {
	n := l.Num.Num()
	if n.IsInt64() {
		return e.qual("num", "Int").Values(jen.Id("N").Op(":").Id(n.String()))
	}
	return e.once("num "+n.String(), "Big", func() code { return e.qual("num", "Parse").Call(jen.Lit(n.String())) })
}

// once declares a variable of the package for a value that is computed at start.
func (e *emitter) once(key, base string, value func() code) code {
	n, ok := e.consts[key]
	if !ok {
		n = e.names.take(base)
		e.consts[key] = n
		e.decl(jen.Var().Id(n).Op("=").Add(value()))
	}
	return jen.Id(n)
}

// float prints a float. Go's constants have no infinities, NaN or -0.
func (e *emitter) float(l *core.Lit) code {
	t := jen.Float64()
	if isCon(l.Ty, typesys.F32.Name) {
		t = jen.Float32()
	}
	if math.IsInf(l.F, 0) || math.IsNaN(l.F) || l.F == 0 && math.Signbit(l.F) {
		return t.Call(e.qual("math", "Float64frombits").Call(jen.Id(hex(math.Float64bits(l.F)))))
	}
	return t.Call(jen.Id(strconv.FormatFloat(l.F, 'g', -1, 64)))
}

func hex(n uint64) string { return "0x" + strconv.FormatUint(n, 16) }

// listLength is from how many elements on a list is built by a loop.
const listLength = 4

// rest returns the construction of the rest of a list that e constructs: of the same
// constructor and type, as the last of two arguments.
func rest(e *core.Make) *core.Make {
	if len(e.Args) != 2 {
		return nil
	}
	next, ok := e.Args[1].(*core.Make)
	if !ok || next.Ctor != e.Ctor || !core.SameType(next.Ty, e.Ty) {
		return nil
	}
	return next
}

// isList reports whether e constructs a list of at least listLength elements.
func isList(e *core.Make) bool {
	for n := 1; n < listLength; n++ {
		if e = rest(e); e == nil {
			return false
		}
	}
	return len(e.Args) == 2
}

// list prints a chain as an array of the elements and a loop that puts them together,
// from the end, in structs that are allocated at once.
func (f *fn) list(e *core.Make) code {
	var elems []core.Expr
	last := e
	for mk := e; mk != nil; mk = rest(mk) {
		elems, last = append(elems, mk.Args[0]), mk
	}
	all := append(elems, last.Args[1])
	parts := f.whole(all, f.args(all))
	array, cells, list, i := f.temp("elems"), f.temp("cells"), f.temp("list"), f.temp("i")
	r := f.e.repr(e.Ty)
	f.mark(e.At)
	f.add(jen.Id(array).Op(":=").Index().Add(f.e.goType(elems[0].Type())).Values(parts[:len(elems)]...))
	f.add(jen.Id(list).Op(":=").Add(parts[len(elems)]))
	f.add(jen.Id(cells).Op(":=").Make(jen.Index().Id(r.ctorName(e.Ctor.Tag)), jen.Len(jen.Id(array))))
	step := f.block(func() {
		cell := jen.Id(cells).Index(jen.Id(i))
		f.setCell(r, e.Ctor, cell, []jen.Code{jen.Id(array).Index(jen.Id(i)), jen.Id(list)})
		f.add(jen.Id(list).Op("=").Add(f.e.whole(r, jen.Op("&").Add(cell))))
	})
	f.add(jen.For(jen.Id(i).Op(":=").Len(jen.Id(array)).Op("-").Lit(1), jen.Id(i).Op(">=").Lit(0), jen.Id(i).Op("--")).
		Block(step...))
	return jen.Id(list)
}
