package core

import (
	"strings"

	"github.com/smelter-lang/smelter/transpile/source"
	"github.com/smelter-lang/smelter/typesys"
	"github.com/smelter-lang/smelter/typesys/env"
)

// This file builds the nodes that several phases build.

// Void is the type of what gives no value.
var Void typesys.Type = &typesys.Pack{}

// Use reads a monomorphic variable.
func Use(v *Var, at source.Span) *Local {
	return &Local{Base: Base{At: at, Ty: v.Type}, Var: v}
}

// Uses reads variables.
func Uses(vs []*Var, at source.Span) []Expr {
	out := make([]Expr, len(vs))
	for i, v := range vs {
		out[i] = Use(v, at)
	}
	return out
}

// Nothing gives no value.
func Nothing(at source.Span) *Values { return &Values{Base: Base{At: at, Ty: Void}} }

// Bound binds a variable, or drops the value if v is nil.
func Bound(v *Var, value, body Expr) *Let {
	return &Let{Base: Base{At: value.Span(), Ty: body.Type()}, Var: v, Value: value, Body: body}
}

// Types returns the types of variables.
func Types(vs []*Var) []typesys.Type {
	out := make([]typesys.Type, len(vs))
	for i, v := range vs {
		out[i] = v.Type
	}
	return out
}

// Function makes a lambda; its type follows from its parts.
func Function(at source.Span, params []*Var, body Expr) *Lambda {
	ty := &typesys.Fn{Params: Types(params), Result: body.Type()}
	return &Lambda{Base: Base{At: at, Ty: ty}, Params: params, Body: body}
}

// Positional returns a type as Core has it: a keyword is a Boolean, whether it is
// given, and a value, after the positional parameters in the order of the names; an
// unknown rest of keywords is none. Solved metas are replaced.
func Positional(t typesys.Type) typesys.Type {
	switch t := typesys.Prune(t).(type) {
	case *typesys.App:
		fun, arg := Positional(t.Fun), Positional(t.Arg)
		if fun == t.Fun && arg == t.Arg {
			return t
		}
		return typesys.MkApp(fun, arg)
	case *typesys.Fn:
		params, same := positionals(t.Params)
		result := Positional(t.Result)
		keys, _ := t.Row()
		if same && result == t.Result && len(keys) == 0 && t.Rest == nil {
			return t
		}
		if len(keys) > 0 {
			params = params[:len(params):len(params)]
		}
		for _, k := range keys {
			params = append(params, typesys.Boolean, Positional(k.Type))
		}
		return &typesys.Fn{Params: params, Result: result}
	case *typesys.Pack:
		elems, same := positionals(t.Elems)
		if same {
			return t
		}
		return &typesys.Pack{Elems: elems}
	default:
		return t
	}
}

func positionals(ts []typesys.Type) (out []typesys.Type, same bool) {
	same = true
	for i, t := range ts {
		p := Positional(t)
		if p == t {
			continue
		}
		if same {
			ts, same = append([]typesys.Type(nil), ts...), false
		}
		ts[i] = p
	}
	return ts, same
}

// SameType reports whether two types are the same in Core, keywords being positional.
func SameType(a, b typesys.Type) bool {
	if a == b {
		return true
	}
	a, b = Positional(a), Positional(b)
	switch a := a.(type) {
	case *typesys.Con:
		b, ok := b.(*typesys.Con)
		return ok && a.Name == b.Name
	case *typesys.App:
		b, ok := b.(*typesys.App)
		return ok && SameType(a.Fun, b.Fun) && SameType(a.Arg, b.Arg)
	case *typesys.Fn:
		b, ok := b.(*typesys.Fn)
		return ok && sameTypes(a.Params, b.Params) && SameType(a.Result, b.Result)
	case *typesys.Pack:
		b, ok := b.(*typesys.Pack)
		return ok && sameTypes(a.Elems, b.Elems)
	default:
		return a == b
	}
}

func sameTypes(a, b []typesys.Type) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if !SameType(a[i], b[i]) {
			return false
		}
	}
	return true
}

// Elems returns the types of several results.
func Elems(t typesys.Type) []typesys.Type {
	if p, ok := typesys.Prune(t).(*typesys.Pack); ok {
		return p.Elems
	}
	return []typesys.Type{t}
}

// FieldType returns the type of a field in a value of type whole.
func FieldType(c *env.Ctor, i int, whole typesys.Type) typesys.Type {
	_, args := typesys.Spine(whole)
	if len(args) != len(c.Data.Params) {
		return c.Fields[i]
	}
	return typesys.Replace(c.Fields[i], c.Data.Params, args)
}

// IsOpaque reports whether a type is one that mono made up for what is Boxed.
func IsOpaque(t typesys.Type) bool {
	con, ok := typesys.Prune(t).(*typesys.Con)
	return ok && strings.HasPrefix(con.Name, "%")
}
