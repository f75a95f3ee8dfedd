package mono

import (
	"strings"

	"github.com/smelter-lang/smelter/transpile/core"
	"github.com/smelter-lang/smelter/typesys"
)

// This file holds what mono asks of ground types: a name, a size, their parts.

// writeType appends the canonical text of a ground type; equal texts are equal types.
func writeType(b *strings.Builder, t typesys.Type) {
	switch t := typesys.Prune(t).(type) {
	case *typesys.Con:
		b.WriteString(t.Name)
	case *typesys.App:
		b.WriteByte('(')
		writeType(b, t.Fun)
		b.WriteByte(' ')
		writeType(b, t.Arg)
		b.WriteByte(')')
	case *typesys.Fn:
		b.WriteByte('(')
		for _, p := range t.Params {
			writeType(b, p)
			b.WriteByte(' ')
		}
		b.WriteString("-> ")
		writeType(b, t.Result)
		b.WriteByte(')')
	case *typesys.Pack:
		b.WriteByte('<')
		for i, e := range t.Elems {
			if i > 0 {
				b.WriteByte(' ')
			}
			writeType(b, e)
		}
		b.WriteByte('>')
	default:
		b.WriteString("COALTON:UNIT") // undetermined
	}
}

// typeKey is the canonical text of types.
func typeKey(ts ...typesys.Type) string {
	var b strings.Builder
	for _, t := range ts {
		writeType(&b, t)
		b.WriteByte(',')
	}
	return b.String()
}

// typeSize counts the nodes of a type.
func typeSize(t typesys.Type) int {
	switch t := typesys.Prune(t).(type) {
	case *typesys.App:
		return typeSize(t.Fun) + typeSize(t.Arg)
	case *typesys.Fn:
		return 1 + typeSize(t.Result) + typesSize(t.Params)
	case *typesys.Pack:
		return 1 + typesSize(t.Elems)
	}
	return 1
}

func typesSize(ts []typesys.Type) int {
	n := 0
	for _, t := range ts {
		n += typeSize(t)
	}
	return n
}

// ground replaces bound variables by their types and everything undetermined by
// Unit, and closes keyword rows: keywords have become positional in Core.
func ground(s typesys.Subst, t typesys.Type) typesys.Type {
	switch t := typesys.Prune(t).(type) {
	case *typesys.Var:
		if u, ok := s[t]; ok {
			return u
		}
		return typesys.Unit
	case *typesys.Meta:
		return typesys.Unit
	case *typesys.App:
		f, a := ground(s, t.Fun), ground(s, t.Arg)
		if f == t.Fun && a == t.Arg {
			return t
		}
		return typesys.MkApp(f, a)
	case *typesys.Fn:
		params, same := groundAll(s, t.Params)
		result := ground(s, t.Result)
		if same && result == t.Result && len(t.Keys) == 0 && t.Rest == nil {
			return t
		}
		return &typesys.Fn{Params: positional(s, t, params), Result: result}
	case *typesys.Pack:
		elems, same := groundAll(s, t.Elems)
		if same {
			return t
		}
		return &typesys.Pack{Elems: elems}
	default:
		return t
	}
}

func groundAll(s typesys.Subst, ts []typesys.Type) ([]typesys.Type, bool) {
	var out []typesys.Type
	for i, t := range ts {
		u := ground(s, t)
		if out == nil && u != t {
			out = append(make([]typesys.Type, 0, len(ts)), ts[:i]...)
		}
		if out != nil {
			out = append(out, u)
		}
	}
	if out == nil {
		return ts, true
	}
	return out, false
}

// positional returns the parameters of a function type as Core has them: the
// keywords follow in order of name, each as a present-flag and a value.
func positional(s typesys.Subst, t *typesys.Fn, params []typesys.Type) []typesys.Type {
	keys, _ := t.Row()
	if len(keys) == 0 {
		return params
	}
	out := append(make([]typesys.Type, 0, len(params)+2*len(keys)), params...)
	for _, k := range keys {
		out = append(out, typesys.Boolean, ground(s, k.Type))
	}
	return out
}

// varTypes returns the types of variables.
func varTypes(vars []*core.Var) []typesys.Type {
	out := make([]typesys.Type, len(vars))
	for i, v := range vars {
		out[i] = v.Type
	}
	return out
}
