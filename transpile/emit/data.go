package emit

import (
	"github.com/dave/jennifer/jen"

	"github.com/smelter-lang/smelter/transpile/core"
	"github.com/smelter-lang/smelter/typesys"
	"github.com/smelter-lang/smelter/typesys/env"
)

// This file builds values of data types, takes them apart and tells constructors apart,
// according to the shapes of type.go.

// construct builds a value.
func (e *emitter) construct(r *repr, c *env.Ctor, args []jen.Code) code {
	switch r.shape {
	case plain:
		if r.words == 0 {
			return jen.Struct().Values()
		}
		return jen.Lit(c.Shown == "True")
	case enum:
		return jen.Add(r.typ).Call(jen.Lit(c.Tag))
	case newtype:
		return jen.Add(args[0])
	case value:
		return jen.Id(r.name).Values(args...)
	case pointer:
		return jen.Op("&").Id(r.name).Values(args...)
	case direct:
		if len(args) == 0 {
			return e.null(r)
		}
		return jen.Add(args[0])
	case nilable:
		if len(args) == 0 {
			return e.null(r)
		}
		return jen.Op("&").Id(r.name).Values(args...)
	}
	return e.constructTagged(r, c, args)
}

func (e *emitter) constructTagged(r *repr, c *env.Ctor, args []jen.Code) code {
	name := r.ctorName(c.Tag)
	switch {
	case len(args) > 0:
		fields := append([]jen.Code{jen.Lit(c.Tag)}, args...)
		return e.cast(jen.Op("*").Id(r.name), jen.Op("&").Id(name).Values(fields...))
	case c.Tag == r.first:
		return e.null(r)
	}
	return jen.Id(name)
}

// null is nil as a value of a type.
func (e *emitter) null(r *repr) code { return jen.Parens(r.typ).Call(jen.Nil()) }

// isNull reports whether e is the constructor that is nil.
func (f *fn) isNull(e core.Expr) bool {
	mk, ok := e.(*core.Make)
	if !ok || len(mk.Args) > 0 {
		return false
	}
	r := f.e.repr(mk.Ty)
	return r.shape == nilable || r.shape == tagged && mk.Ctor.Tag == r.first
}

// cast sees a pointer as one of another type.
func (e *emitter) cast(to, pointer code) code {
	return jen.Parens(to).Call(e.qual("unsafe", "Pointer").Call(pointer))
}

// field takes a field of a value, an operand, known to be made by a constructor.
func (e *emitter) field(r *repr, c *env.Ctor, i int, v code) code {
	switch r.shape {
	case newtype, direct:
		return v
	case tagged:
		return e.cast(jen.Op("*").Id(r.ctorName(c.Tag)), v).Dot(fieldName(i))
	}
	return jen.Add(v).Dot(fieldName(i))
}

// is tests whether a value, an operand, is made by a constructor.
func (e *emitter) is(r *repr, c *env.Ctor, v code) code {
	switch r.shape {
	case plain:
		if r.words > 0 && c.Shown == "True" {
			return jen.Add(v)
		} else if r.words > 0 {
			return jen.Op("!").Add(v)
		}
	case enum:
		return jen.Add(v).Op("==").Lit(c.Tag)
	case direct, nilable:
		if len(c.Fields) == 0 {
			return jen.Add(v).Op("==").Nil()
		}
		return jen.Add(v).Op("!=").Nil()
	case tagged:
		return e.isTagged(r, c, v)
	}
	return jen.True()
}

func (e *emitter) isTagged(r *repr, c *env.Ctor, v code) code {
	tag := jen.Add(v).Dot("Tag").Op("==").Lit(c.Tag)
	switch {
	case c.Tag == r.first:
		return jen.Add(v).Op("==").Nil()
	case r.first >= 0:
		return jen.Add(v).Op("!=").Nil().Op("&&").Add(tag)
	}
	return tag
}

// some returns the constructor of a data type that has fields, of those with one such.
func some(data *env.DataType) *env.Ctor {
	for _, c := range data.Ctors {
		if len(c.Fields) > 0 {
			return c
		}
	}
	return nil
}

func isVoid(t typesys.Type) bool {
	p, ok := typesys.Prune(t).(*typesys.Pack)
	return ok && len(p.Elems) == 0
}

func isPack(t typesys.Type) bool {
	_, ok := typesys.Prune(t).(*typesys.Pack)
	return ok
}

// isCon reports whether t is a named type without arguments.
func isCon(t typesys.Type, name string) bool {
	con, ok := typesys.Prune(t).(*typesys.Con)
	return ok && con.Name == name
}
