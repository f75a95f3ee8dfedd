package infer

import (
	"github.com/smelter-lang/smelter/transpile/syntax"
	"github.com/smelter-lang/smelter/typesys"
)

// call types (f a* :k b*): the operator, the arguments from left to right against
// its parameters, the keyword arguments as written, and last the result against the
// context.
func (in *inferer) call(e *syntax.Call, want Expect) typesys.Type {
	fields := len(in.fields)
	switch f := typesys.Prune(in.operator(e.Fun)).(type) {
	case *typesys.Fn:
		if len(e.Args) == len(f.Params) {
			in.foresee(want.Type, f.Result)
		}
		result, ok := in.apply(e, f)
		if !ok {
			return typesys.Invalid{}
		}
		if len(in.fields) > fields {
			in.tryAccessors(fields)
		}
		return in.meet(e, want, result)
	case *typesys.Meta:
		return in.callUnknown(e, f, want)
	case typesys.Invalid:
		if !in.isForeignForm(e.Fun) {
			in.looseArgs(e)
		}
		return typesys.Invalid{}
	default:
		in.notFunction(e, f)
		in.looseArgs(e)
		return typesys.Invalid{}
	}
}

// isForeignForm reports whether an unknown operator is probably a macro or a form of
// another language: its operands need not be expressions.
func (in *inferer) isForeignForm(e syntax.Expr) bool {
	v, ok := e.(*syntax.Var)
	return ok && in.local(v) == 0 && v.Sym.Missing()
}

// operator types what is called; no context asks anything of it.
func (in *inferer) operator(e syntax.Expr) typesys.Type {
	if v, ok := e.(*syntax.Var); ok {
		in.head = v
		t := in.variable(v)
		in.info.Types[v.NodeID()] = t
		return t
	}
	return in.expr(e, of(in.fresh()))
}

// apply types the arguments of a call of a known function and returns its result. What
// a call with a wrong argument gives is not known: it may depend on the argument.
func (in *inferer) apply(e *syntax.Call, f *typesys.Fn) (result typesys.Type, ok bool) {
	if len(e.Args) != len(f.Params) {
		if t, ok := in.applyCurried(e, f); ok {
			return t, true
		}
		in.argumentCount(e, f)
		in.looseArgs(e)
		return nil, false
	}
	ok = in.typeArgs(e, f)
	for _, k := range e.Keys {
		t, found := in.keyParam(f, k)
		if !found {
			in.unknownKeyword(k, f)
			t, ok = typesys.Invalid{}, false
		}
		got := in.expr(k.Value, because(t, Keyword, k, 0))
		ok = ok && !typesys.IsInvalid(got)
	}
	return f.Result, ok
}

// keyParam returns the type of a keyword parameter. An open row gains the keyword.
func (in *inferer) keyParam(f *typesys.Fn, k *syntax.KeyArg) (typesys.Type, bool) {
	t, rest := lookupKey(f, k.Name)
	if t != nil {
		return t, true
	}
	row, open := rest.(*typesys.Meta)
	if !open {
		return nil, false
	}
	t = in.fresh()
	key := typesys.Key{Name: k.Name, Text: k.Source, Type: t}
	return t, in.unify(row, &typesys.Row{Keys: []typesys.Key{key}, Rest: in.freshRow()})
}

// lookupKey returns the type of a keyword, or nil and what the row ends in.
func lookupKey(f *typesys.Fn, name string) (t, rest typesys.Type) {
	keys, rest := f.Row()
	for _, k := range keys {
		if k.Name == name {
			return k.Type, rest
		}
	}
	return nil, rest
}

// callUnknown types the call of something whose type is not known: it becomes a
// function of exactly this call's shape. Its row of keywords stays open if the call
// uses keywords, and its result is whatever the context asks for.
func (in *inferer) callUnknown(e *syntax.Call, m *typesys.Meta, want Expect) typesys.Type {
	f := &typesys.Fn{Params: make([]typesys.Type, len(e.Args)), Result: want.Type}
	for i := range f.Params {
		f.Params[i] = in.fresh()
	}
	for _, k := range e.Keys {
		f.Keys = append(f.Keys, typesys.Key{Name: k.Name, Text: k.Source, Type: in.fresh()})
	}
	if len(f.Keys) > 0 {
		typesys.SortKeys(f.Keys)
		f.Rest = in.freshRow()
	}
	if !in.unify(m, f) {
		in.mismatch(e, of(m), f)
		in.looseArgs(e)
		return typesys.Invalid{}
	}
	in.apply(e, f)
	return want.Type
}

// looseArgs types arguments of which nothing is known, for what is wrong in them.
func (in *inferer) looseArgs(e *syntax.Call) {
	for _, arg := range e.Args {
		in.expr(arg, of(in.freshPack()))
	}
	for _, k := range e.Keys {
		in.expr(k.Value, of(in.freshPack()))
	}
}
