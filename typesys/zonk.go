package typesys

import "slices"

// Prune follows solved metas at the top of a type. An application that has turned
// out to be Arrow of two types comes back as a function.
func Prune(t Type) Type {
	t = pruneMeta(t)
	if app, ok := t.(*App); ok {
		if from, ok := arrowOf(app.Fun); ok {
			return &Fn{Params: []Type{from}, Result: app.Arg}
		}
	}
	return t
}

func pruneMeta(t Type) Type {
	for {
		m, ok := t.(*Meta)
		if !ok || m.Ref == nil {
			return t
		}
		t = m.Ref
	}
}

// Zonk replaces all solved metas in a type. It returns t itself where there are none.
func Zonk(t Type) Type {
	switch t := Prune(t).(type) {
	case *App:
		fun, arg := Zonk(t.Fun), Zonk(t.Arg)
		if fun == t.Fun && arg == t.Arg {
			return t
		}
		return MkApp(fun, arg)
	case *Fn:
		return mapFn(t, Zonk)
	case *Pack:
		if elems, changed := mapTypes(t.Elems, Zonk); changed {
			return &Pack{elems}
		}
		return t
	case *Row:
		return mapRow(t, Zonk)
	default:
		return t
	}
}

// ZonkPred replaces all solved metas in a predicate.
func ZonkPred(p Pred) Pred {
	args, _ := mapTypes(p.Args, Zonk)
	return Pred{p.Class, args}
}

// mapFn rebuilds a function type if f changes a part of it; a row that is known by
// now becomes part of Keys.
func mapFn(t *Fn, f func(Type) Type) Type {
	params, c1 := mapTypes(t.Params, f)
	all, rest := t.Row()
	keys, c2 := mapKeys(all, f)
	if rest != nil {
		rest = f(rest)
	}
	result := f(t.Result)
	if !c1 && !c2 && rest == t.Rest && result == t.Result {
		return t
	}
	out := &Fn{params, keys, rest, result}
	out.Keys, out.Rest = out.Row()
	return out
}

func mapRow(t *Row, f func(Type) Type) Type {
	keys, changed := mapKeys(t.Keys, f)
	rest := t.Rest
	if rest != nil {
		rest = f(rest)
	}
	if !changed && rest == t.Rest {
		return t
	}
	return &Row{keys, rest}
}

// mapTypes applies f to all; it copies only if something changes.
func mapTypes(in []Type, f func(Type) Type) (out []Type, changed bool) {
	for i, t := range in {
		u := f(t)
		if u == t {
			continue
		}
		if !changed {
			in, changed = append([]Type(nil), in...), true
		}
		in[i] = u
	}
	return in, changed
}

func mapKeys(in []Key, f func(Type) Type) (out []Key, changed bool) {
	for i, k := range in {
		u := f(k.Type)
		if u == k.Type {
			continue
		}
		if !changed {
			in, changed = append([]Key(nil), in...), true
		}
		in[i].Type = u
	}
	return in, changed
}

// Walk calls visit with every part of a type, outermost and leftmost first, solved
// metas looked through. It does not enter a part for which visit returns false.
func Walk(t Type, visit func(Type) bool) {
	t = Prune(t)
	if !visit(t) {
		return
	}
	switch t := t.(type) {
	case *App:
		Walk(t.Fun, visit)
		Walk(t.Arg, visit)
	case *Fn:
		for _, p := range t.Params {
			Walk(p, visit)
		}
		walkKeys(t.Keys, t.Rest, visit)
		Walk(t.Result, visit)
	case *Pack:
		for _, e := range t.Elems {
			Walk(e, visit)
		}
	case *Row:
		walkKeys(t.Keys, t.Rest, visit)
	}
}

func walkKeys(keys []Key, rest Type, visit func(Type) bool) {
	for _, k := range keys {
		Walk(k.Type, visit)
	}
	if rest != nil {
		Walk(rest, visit)
	}
}

// IsInvalid reports whether a type is that of something with errors.
func IsInvalid(t Type) bool {
	_, invalid := pruneMeta(t).(Invalid)
	return invalid
}

// Broken reports whether a part of a type is invalid.
func Broken(t Type) (found bool) {
	Walk(t, func(t Type) bool {
		found = found || IsInvalid(t)
		return !found
	})
	return found
}

// FreeMetas appends the unsolved metas of a type to list in order of appearance,
// those that are not in list yet.
func FreeMetas(list []*Meta, t Type) []*Meta {
	switch t := Prune(t).(type) {
	case *Meta:
		if slices.Contains(list, t) {
			return list
		}
		list = append(list, t)
	case *App:
		list = FreeMetas(FreeMetas(list, t.Fun), t.Arg)
	case *Fn:
		for _, p := range t.Params {
			list = FreeMetas(list, p)
		}
		list = FreeMetas(freeInRow(list, t.Keys, t.Rest), t.Result)
	case *Pack:
		for _, e := range t.Elems {
			list = FreeMetas(list, e)
		}
	case *Row:
		list = freeInRow(list, t.Keys, t.Rest)
	}
	return list
}

func freeInRow(list []*Meta, keys []Key, rest Type) []*Meta {
	for _, k := range keys {
		list = FreeMetas(list, k.Type)
	}
	if rest != nil {
		list = FreeMetas(list, rest)
	}
	return list
}

// FreeMetasPred appends the unsolved metas of a predicate like FreeMetas.
func FreeMetasPred(list []*Meta, p Pred) []*Meta {
	for _, t := range p.Args {
		list = FreeMetas(list, t)
	}
	return list
}

// FreeVars appends the Vars of a type to list in order of appearance.
func FreeVars(list []*Var, t Type) []*Var {
	Walk(t, func(t Type) bool {
		if v, ok := t.(*Var); ok && !slices.Contains(list, v) {
			list = append(list, v)
		}
		return true
	})
	return list
}

// FreeVarsPred appends the Vars of a predicate like FreeVars.
func FreeVarsPred(list []*Var, p Pred) []*Var {
	for _, t := range p.Args {
		list = FreeVars(list, t)
	}
	return list
}
