package emit

import (
	"fmt"
	"strings"

	"github.com/smelter-lang/smelter/transpile/core"
	"github.com/smelter-lang/smelter/transpile/diag"
	"github.com/smelter-lang/smelter/transpile/source"
	"github.com/smelter-lang/smelter/typesys"
	"github.com/smelter-lang/smelter/typesys/env"
)

// This file decides how the values of a type are represented in Go.

// A shape is a way to represent a data type.
type shape uint8

const (
	plain   shape = iota // a Go type that is not taken apart: natives, functions, Boolean, Unit
	enum                 // all constructors are nullary: a small number
	newtype              // one constructor with one field: the field
	value                // one constructor: a struct
	pointer              // one constructor: a pointer to a struct
	nilable              // one nullary constructor, nil, and one other: a pointer to its struct
	tagged               // other sums: a pointer to a struct that begins with a tag
)

// A repr is the representation of one ground type.
type repr struct {
	shape  shape
	text   string // the Go type
	name   string // of the struct
	words  int
	data   *env.DataType
	args   []typesys.Type
	fields [][]typesys.Type // per constructor
	first  int              // tagged: the nullary constructor that is nil, or -1
	busy   bool             // being made
	cyclic bool             // met while being made
}

// goType returns the Go type of a value of type t.
func (e *emitter) goType(t typesys.Type) string { return e.repr(t).text }

// results returns the result part of a Go function type.
func (e *emitter) results(t typesys.Type) string {
	pack, ok := typesys.Prune(t).(*typesys.Pack)
	if !ok {
		return e.goType(t)
	}
	if len(pack.Elems) == 0 {
		return ""
	}
	var parts []string
	for _, x := range pack.Elems {
		parts = append(parts, e.goType(x))
	}
	return "(" + strings.Join(parts, ", ") + ")"
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
	// A data type may contain itself: its name is known before its fields are. What is
	// written out has no name, so that it is written again where a data type in it
	// contains it.
	if !e.writtenOut(t) {
		e.types[key] = r
	}
	switch t := t.(type) {
	case *typesys.Fn:
		var params []string
		for _, p := range t.Params {
			params = append(params, e.goType(p))
		}
		r.text = "func(" + strings.Join(params, ", ") + ") " + e.results(t.Result)
	case *typesys.Con, *typesys.App:
		e.dataRepr(r, t)
	default:
		r.text, r.words = "struct{}", 0
	}
	r.busy = false
	e.types[key] = r
	return r
}

// writtenOut reports whether the Go type of t is written out from the types in t: functions,
// arrays and cells.
func (e *emitter) writtenOut(t typesys.Type) bool {
	if _, ok := t.(*typesys.Fn); ok {
		return true
	}
	head, _ := typesys.Spine(t)
	con, ok := head.(*typesys.Con)
	if !ok {
		return false
	}
	data := e.prog.Env.Type(con.Name)
	return data != nil && (data.Native == "[]" || data.Native == "*")
}

func (e *emitter) dataRepr(r *repr, t typesys.Type) {
	head, args := typesys.Spine(t)
	con, ok := head.(*typesys.Con)
	if !ok {
		r.text = "any"
		return
	}
	switch con.Name {
	case core.Boxed.Name:
		r.text, r.words = "any", 2
		return
	case typesys.Boolean.Name:
		r.text, r.data = "bool", e.prog.Env.Type(con.Name)
		return
	case typesys.Unit.Name:
		r.text, r.words, r.data = "struct{}", 0, e.prog.Env.Type(con.Name)
		return
	}
	data := e.prog.Env.Type(con.Name)
	if data == nil {
		diag.Bugf(source.Span{}, "emit: no data type %s", con.Name)
	}
	r.data, r.args = data, args
	if data.Native != "" {
		e.nativeRepr(r, data.Native)
		return
	}
	for _, c := range data.Ctors {
		var fs []typesys.Type
		for _, f := range c.Fields {
			fs = append(fs, e.field(data, args, f))
		}
		r.fields = append(r.fields, fs)
	}
	e.layout(r, con)
}

// field returns the type of a field in a data type at ground arguments.
func (e *emitter) field(data *env.DataType, args []typesys.Type, f typesys.Type) typesys.Type {
	if len(args) < len(data.Params) {
		return f
	}
	return positional(e.cut(typesys.Replace(f, data.Params, args[:len(data.Params)])))
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
	default:
		return t
	}
}

// positional makes keywords parameters, as mono does.
func positional(t typesys.Type) typesys.Type {
	fn, ok := t.(*typesys.Fn)
	if !ok {
		return t
	}
	keys, _ := fn.Row()
	if len(keys) == 0 {
		return t
	}
	out := &typesys.Fn{Params: append([]typesys.Type{}, fn.Params...), Result: fn.Result}
	for _, k := range keys {
		out.Params = append(out.Params, typesys.Boolean, k.Type)
	}
	return out
}

// nativeRepr is the representation of a type that names its Go type.
func (e *emitter) nativeRepr(r *repr, native string) {
	switch native {
	case "[]":
		r.text, r.words = "[]"+e.goType(r.args[0]), 3
	case "*":
		r.text = "*" + e.goType(r.args[0])
	default:
		r.text = native
		if i := strings.IndexByte(native, '.'); i > 0 {
			e.use(strings.TrimLeft(native[:i], "*"))
			if native[0] != '*' {
				r.words = 2
			}
		}
	}
}

// layout chooses the shape of a data type and declares its structs.
func (e *emitter) layout(r *repr, con *typesys.Con) {
	data := r.data
	nullary := 0
	for _, c := range data.Ctors {
		if len(c.Fields) == 0 {
			nullary++
		}
	}
	n := len(data.Ctors)
	switch {
	case n == nullary:
		r.shape, r.text = enum, "uint16"
		return
	case n == 1 && len(r.fields[0]) == 1:
		r.name = e.fresh(con.Shown)
		r.text = "*" + r.name // until it is known not to contain itself
		inner := e.repr(r.fields[0][0])
		if !r.cyclic && !inner.busy {
			r.shape, r.text, r.words = newtype, inner.text, inner.words
			return
		}
		r.shape = pointer
	case n == 1:
		e.product(r, con)
		return
	case n == 2 && nullary == 1:
		r.shape, r.name = nilable, e.fresh(con.Shown)
		r.text = "*" + r.name
	default:
		r.shape, r.name = tagged, e.fresh(con.Shown)
		r.text = "*" + r.name
		e.decls = append(e.decls, fmt.Sprintf("type %s struct { Tag uint32 }", r.name))
	}
	e.structs(r)
}

// product lays out a type of one constructor with several fields: by value up to three
// words, unless it contains itself.
func (e *emitter) product(r *repr, con *typesys.Con) {
	r.name = e.fresh(con.Shown)
	r.shape, r.text = pointer, "*"+r.name
	words := 0
	for _, f := range r.fields[0] {
		words += e.repr(f).words
	}
	if words <= 3 && !r.cyclic {
		r.shape, r.text, r.words = value, r.name, words
	}
	e.structs(r)
}

// structs declares the structs of the constructors.
func (e *emitter) structs(r *repr) {
	for i, c := range r.data.Ctors {
		name := r.ctorName(i)
		if len(c.Fields) == 0 {
			if r.shape == tagged && r.first < 0 {
				r.first = i
			} else if r.shape == tagged {
				e.decls = append(e.decls, fmt.Sprintf("var %s = &%s{%d}", name, r.name, i))
			}
			continue
		}
		var b strings.Builder
		fmt.Fprintf(&b, "type %s struct {", name)
		if r.shape == tagged {
			b.WriteString(" Tag uint32;")
		}
		for k, f := range r.fields[i] {
			fmt.Fprintf(&b, " F%d %s;", k, e.goType(f))
		}
		b.WriteString(" }")
		e.decls = append(e.decls, b.String())
	}
}

// ctorName returns the name of a constructor's struct or constant.
func (r *repr) ctorName(i int) string {
	if r.shape != tagged {
		return r.name
	}
	return fmt.Sprintf("%s_%d", r.name, i)
}

// construct builds a value.
func (e *emitter) construct(r *repr, c *env.Ctor, args []string) string {
	list := strings.Join(args, ", ")
	switch r.shape {
	case plain:
		if r.text == "bool" {
			return strings.ToLower(c.Shown)
		}
		return "struct{}{}"
	case enum:
		return fmt.Sprintf("uint16(%d)", c.Tag)
	case newtype:
		return args[0]
	case value:
		return r.name + "{" + list + "}"
	case pointer:
		return "&" + r.name + "{" + list + "}"
	case nilable:
		if len(args) == 0 {
			return "nil"
		}
		return "&" + r.name + "{" + list + "}"
	}
	if len(args) == 0 {
		if c.Tag == r.first {
			return "nil"
		}
		return r.ctorName(c.Tag)
	}
	e.use("unsafe")
	return fmt.Sprintf("(*%s)(unsafe.Pointer(&%s{%d, %s}))", r.name, r.ctorName(c.Tag), c.Tag, list)
}

// selectField takes a field of a value known to be made by a constructor.
func (e *emitter) selectField(r *repr, c *env.Ctor, i int, v string) string {
	switch r.shape {
	case newtype:
		return v
	case tagged:
		e.use("unsafe")
		return fmt.Sprintf("(*%s)(unsafe.Pointer(%s)).F%d", r.ctorName(c.Tag), v, i)
	}
	return fmt.Sprintf("%s.F%d", v, i)
}

// typeKey is the canonical text of a ground type.
func typeKey(t typesys.Type) string {
	switch t := typesys.Prune(t).(type) {
	case *typesys.Con:
		return t.Name
	case *typesys.App:
		return "(" + typeKey(t.Fun) + " " + typeKey(t.Arg) + ")"
	case *typesys.Fn:
		var b strings.Builder
		b.WriteByte('(')
		for _, p := range t.Params {
			b.WriteString(typeKey(p) + " ")
		}
		return b.String() + "-> " + typeKey(t.Result) + ")"
	case *typesys.Pack:
		var b strings.Builder
		b.WriteByte('<')
		for _, x := range t.Elems {
			b.WriteString(typeKey(x) + " ")
		}
		return b.String() + ">"
	}
	return "?"
}
