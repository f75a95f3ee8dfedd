package emit

import (
	"strconv"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/smelter-lang/smelter/transpile/core"
	"github.com/smelter-lang/smelter/transpile/diag"
	"github.com/smelter-lang/smelter/transpile/source"
	"github.com/smelter-lang/smelter/typesys"
	"github.com/smelter-lang/smelter/typesys/env"
)

// This file decides how the values of a type are represented in Go.
//
// A type is laid out when it is first met. Data types get a name before their fields are
// looked at, so that they may contain themselves; one that does is behind a pointer. Go
// types without a name (functions, arrays, cells) are written out where they stand: if one
// contains a data type that is being laid out, it is not kept but made again.

// A shape is a way to represent a data type.
type shape uint8

const (
	plain   shape = iota // a Go type that is not taken apart: natives, functions, Boolean, Unit
	enum                 // all constructors are nullary: a small number
	newtype              // one constructor with one field: the field
	value                // one constructor: a struct
	pointer              // one constructor: a pointer to a struct
	direct               // one nullary constructor, nil, and one whose field is never nil: the field
	nilable              // one nullary constructor, nil, and one other: a pointer to its struct
	tagged               // other sums: a pointer to a struct that begins with a tag
)

// A repr is the representation of one ground type.
type repr struct {
	shape  shape
	typ    code     // the Go type
	name   string   // of the struct
	ctors  []string // tagged: of the constructors' structs and objects
	words  int
	notNil bool // a pointer that is never nil
	data   *env.DataType
	args   []typesys.Type
	fields [][]typesys.Type // per constructor
	first  int              // tagged: the nullary constructor that is nil, or -1
	busy   bool             // being laid out
	cyclic bool             // met while being laid out
}

// goType returns the Go type of a value of type t.
func (e *emitter) goType(t typesys.Type) code { return e.repr(t).typ }

// results returns the result part of a Go function type.
func (e *emitter) results(t typesys.Type) code {
	pack, ok := typesys.Prune(t).(*typesys.Pack)
	switch {
	case !ok:
		return e.goType(t)
	case len(pack.Elems) == 0:
		return jen.Null()
	}
	return jen.Params(e.goTypes(pack.Elems)...)
}

func (e *emitter) goTypes(ts []typesys.Type) []jen.Code {
	out := make([]jen.Code, len(ts))
	for i, t := range ts {
		out[i] = e.goType(t)
	}
	return out
}

// repr returns the representation of a type, declaring it if it is new.
func (e *emitter) repr(t typesys.Type) *repr {
	t = typesys.Prune(t)
	key := typeKey(t)
	if r, ok := e.types[key]; ok {
		if r.busy {
			r.cyclic = true
		}
		return r
	}
	r := &repr{busy: true, words: 1, first: -1}
	if !e.writtenOut(t) {
		e.types[key] = r
	}
	switch t := t.(type) {
	case *typesys.Fn:
		r.typ, r.notNil = jen.Func().Params(e.goTypes(t.Params)...).Add(e.results(t.Result)), true
	case *typesys.Con, *typesys.App:
		e.dataRepr(r, t)
	default:
		r.typ, r.words = jen.Struct(), 0
	}
	r.busy = false
	e.types[key] = r
	return r
}

// writtenOut reports whether the Go type of t has no name but those of the types in t.
func (e *emitter) writtenOut(t typesys.Type) bool {
	if _, ok := t.(*typesys.Fn); ok {
		return true
	}
	con := typesys.HeadCon(t)
	if con == nil {
		return false
	}
	data := e.prog.Env.Type(con.Name)
	return data != nil && (data.Native == "[]" || data.Native == "*")
}

func (e *emitter) dataRepr(r *repr, t typesys.Type) {
	head, args := typesys.Spine(t)
	con, ok := head.(*typesys.Con)
	if !ok || con.Name == core.Boxed.Name {
		r.typ, r.words = jen.Any(), 2
		return
	}
	data := e.prog.Env.Type(con.Name)
	if data == nil {
		diag.Bugf(source.Span{}, "emit: no data type %s", con.Name)
	}
	r.data, r.args = data, args
	switch {
	case con.Name == typesys.Boolean.Name:
		r.typ = jen.Bool()
	case con.Name == typesys.Unit.Name:
		r.typ, r.words = jen.Struct(), 0
	case data.Native != "":
		e.nativeRepr(r, data.Native)
	default:
		for _, c := range data.Ctors {
			r.fields = append(r.fields, e.fieldTypes(data, args, c))
		}
		r.cyclic = e.prog.Cut != nil && e.recursive(data)
		e.layout(r, con)
	}
}

// recursive reports whether a data type may contain itself. Where something is cut, the
// types of its fields do not say it.
func (e *emitter) recursive(data *env.DataType) bool {
	seen := map[string]bool{}
	var visit func(d *env.DataType)
	visit = func(d *env.DataType) {
		for _, c := range d.Ctors {
			for _, f := range c.Fields {
				typesys.Walk(f, func(t typesys.Type) bool {
					con, ok := t.(*typesys.Con)
					if !ok || seen[con.Name] {
						return true
					}
					seen[con.Name] = true
					if next := e.prog.Env.Type(con.Name); next != nil {
						visit(next)
					}
					return true
				})
			}
		}
	}
	visit(data)
	return seen[data.Con.Name]
}

// fieldTypes returns the types of the fields of a constructor at ground arguments.
func (e *emitter) fieldTypes(data *env.DataType, args []typesys.Type, c *env.Ctor) []typesys.Type {
	out := make([]typesys.Type, len(c.Fields))
	for i, f := range c.Fields {
		out[i] = f
		if len(args) >= len(data.Params) {
			f = typesys.Replace(f, data.Params, args[:len(data.Params)])
			out[i] = e.cut(core.Positional(f))
		}
	}
	return out
}

// cut makes Boxed the arguments of data types whose parameters mono has cut.
func (e *emitter) cut(t typesys.Type) typesys.Type {
	if e.prog.Cut == nil {
		return t
	}
	switch t := typesys.Prune(t).(type) {
	case *typesys.App:
		head, args := typesys.Spine(t)
		con, ok := head.(*typesys.Con)
		if !ok {
			return t
		}
		if con.Name == core.Boxed.Name {
			return core.Boxed
		}
		out := head
		for i, a := range args {
			if e.prog.Cut(con.Name, i) {
				a = core.Boxed
			}
			out = &typesys.App{Fun: out, Arg: e.cut(a)}
		}
		return out
	case *typesys.Fn:
		out := &typesys.Fn{Result: e.cut(t.Result)}
		for _, p := range t.Params {
			out.Params = append(out.Params, e.cut(p))
		}
		return out
	case *typesys.Pack:
		out := &typesys.Pack{}
		for _, x := range t.Elems {
			out.Elems = append(out.Elems, e.cut(x))
		}
		return out
	default:
		return t
	}
}

// nativeRepr is the representation of a type that names its Go type.
func (e *emitter) nativeRepr(r *repr, native string) {
	switch native {
	case "[]":
		r.typ, r.words = jen.Index().Add(e.goType(r.args[0])), 3
		return
	case "*":
		r.typ, r.notNil = jen.Op("*").Add(e.goType(r.args[0])), true
		return
	}
	name, pointer := strings.CutPrefix(native, "*")
	r.typ = jen.Id(name)
	if i := strings.LastIndexByte(name, '.'); i > 0 {
		r.typ = e.qual(name[:i], name[i+1:])
		r.words = 2
	}
	if pointer {
		r.typ, r.words = jen.Op("*").Add(r.typ), 1
	}
}

// layout chooses the shape of a data type and declares its structs.
func (e *emitter) layout(r *repr, con *typesys.Con) {
	n, nullary := len(r.fields), 0
	for _, fs := range r.fields {
		if len(fs) == 0 {
			nullary++
		}
	}
	if n == nullary {
		r.shape, r.typ = enum, jen.Uint8()
		if n > 256 {
			r.typ = jen.Uint16()
		}
		return
	}
	r.name = e.names.take(packageName(con.Shown))
	r.typ = jen.Op("*").Add(jen.Id(r.name)) // until it is known not to contain itself
	switch {
	case n == 1 && len(r.fields[0]) == 1:
		e.single(r)
	case n == 1:
		e.product(r)
	case n == 2 && nullary == 1:
		e.optional(r)
	default:
		r.shape = tagged
		e.tagged(r)
	}
}

// single lays out a type of one constructor with one field: it is its field.
func (e *emitter) single(r *repr) {
	inner := e.repr(r.fields[0][0])
	if r.cyclic || inner.busy {
		e.pointer(r)
		return
	}
	delete(e.names, r.name)
	r.shape, r.typ, r.words, r.notNil = newtype, inner.typ, inner.words, inner.notNil
}

// product lays out a type of one constructor with several fields: by value up to three
// words, unless it contains itself.
func (e *emitter) product(r *repr) {
	words := 0
	for _, f := range r.fields[0] {
		words += e.repr(f).words
	}
	if words > 3 || r.cyclic {
		e.pointer(r)
		return
	}
	r.shape, r.typ, r.words = value, jen.Id(r.name), words
	e.structType(r, 0)
}

func (e *emitter) pointer(r *repr) {
	r.shape, r.notNil = pointer, true
	e.structType(r, 0)
}

// optional lays out a type of a nullary constructor and another: nil and a pointer, which
// is the field itself if there is one and it cannot be nil.
func (e *emitter) optional(r *repr) {
	some := 0
	if len(r.fields[0]) == 0 {
		some = 1
	}
	if len(r.fields[some]) == 1 {
		inner := e.repr(r.fields[some][0])
		if !r.cyclic && !inner.busy && inner.notNil {
			delete(e.names, r.name)
			r.shape, r.typ = direct, inner.typ
			return
		}
	}
	r.shape = nilable
	e.structType(r, some)
}

// tagged declares the header, the structs, and the objects of nullary constructors.
func (e *emitter) tagged(r *repr) {
	r.notNil = true
	for _, c := range r.data.Ctors {
		r.ctors = append(r.ctors, e.names.take(r.name+packageName(c.Shown)))
	}
	e.decl(jen.Type().Id(r.name).Struct(jen.Id("Tag").Uint32()))
	for i, fs := range r.fields {
		switch {
		case len(fs) > 0:
			e.structType(r, i)
		case r.first < 0:
			r.first, r.notNil = i, false
		default:
			e.decl(jen.Var().Id(r.ctorName(i)).Op("=").Op("&").Id(r.name).Values(jen.Lit(i)))
		}
	}
}

// structType declares the struct of a constructor.
func (e *emitter) structType(r *repr, ctor int) {
	var fields []jen.Code
	if r.shape == tagged {
		fields = append(fields, jen.Id("Tag").Uint32())
	}
	for i, f := range r.fields[ctor] {
		fields = append(fields, jen.Id(fieldName(i)).Add(e.goType(f)))
	}
	e.decl(jen.Type().Id(r.ctorName(ctor)).Struct(fields...))
}

func fieldName(i int) string { return "F" + strconv.Itoa(i) }

// ctorName returns the name of a constructor's struct or object.
func (r *repr) ctorName(i int) string {
	if r.shape != tagged {
		return r.name
	}
	return r.ctors[i]
}

// typeKey is the canonical text of a ground type.
func typeKey(t typesys.Type) string {
	switch t := typesys.Prune(t).(type) {
	case *typesys.Con:
		return t.Name
	case *typesys.App:
		return "(" + typeKey(t.Fun) + " " + typeKey(t.Arg) + ")"
	case *typesys.Fn:
		return "(" + typeKeys(t.Params) + "-> " + typeKey(t.Result) + ")"
	case *typesys.Pack:
		return "<" + typeKeys(t.Elems) + ">"
	}
	return "?"
}

func typeKeys(ts []typesys.Type) string {
	var b strings.Builder
	for _, t := range ts {
		b.WriteString(typeKey(t) + " ")
	}
	return b.String()
}
