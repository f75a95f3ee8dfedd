package emit

import (
	"github.com/dave/jennifer/jen"

	"github.com/smelter-lang/smelter/transpile/core"
	"github.com/smelter-lang/smelter/typesys"
)

// This file prints values in uniform representation. What is in a box says what it is, so
// that an integer pattern, which fits every type, finds the numbers: characters and
// constructors that are Go numbers elsewhere are Go types of their own there.

func (f *fn) box(e *core.Box) code { return f.e.boxed(f.expr(e.Value), e.Value.Type()) }

func (f *fn) unbox(e *core.Unbox) code { return f.e.unboxed(f.operand(e.Value), e.Ty) }

// boxed puts a value of type t into a box.
func (e *emitter) boxed(v code, t typesys.Type) code {
	if own := e.boxedAs(t); own != nil {
		v = jen.Add(own).Call(v)
	}
	return jen.Any().Call(v)
}

// unboxed takes a value of type t out of a box, an operand.
func (e *emitter) unboxed(v code, t typesys.Type) code {
	if own := e.boxedAs(t); own != nil {
		return jen.Add(e.goType(t)).Call(v.Assert(own))
	}
	return v.Assert(e.goType(t))
}

// boxedAs returns the Go type that values of a type have in a box, if it is another one
// than elsewhere.
func (e *emitter) boxedAs(t typesys.Type) code {
	switch r := e.repr(t); {
	case isCon(t, typesys.Char.Name):
		return e.qual("rt", "BoxedChar")
	case r.shape == enum:
		return e.qual("rt", "BoxedTag")
	case r.shape == newtype:
		return e.boxedAs(r.fields[0][0])
	}
	return nil
}
