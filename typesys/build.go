package typesys

import "sort"

// MkApp applies a type to arguments. Arrow applied to two is the function type.
func MkApp(fun Type, args ...Type) Type {
	for _, arg := range args {
		if from, ok := arrowOf(fun); ok {
			fun = &Fn{Params: []Type{from}, Result: arg}
			continue
		}
		fun = &App{fun, arg}
	}
	return fun
}

// MkFn returns the function type of some parameters and a result.
func MkFn(result Type, params ...Type) *Fn {
	return &Fn{Params: params, Result: result}
}

// MkPack returns what several results, one or none are: one is itself.
func MkPack(elems ...Type) Type {
	if len(elems) == 1 {
		return elems[0]
	}
	return &Pack{elems}
}

// SortKeys puts keywords in the order that Fn asks for, in place.
func SortKeys(keys []Key) {
	sort.Slice(keys, func(i, j int) bool { return keys[i].Name < keys[j].Name })
}

// ListOf and the others apply a known constructor.
func ListOf(t Type) Type     { return &App{List, t} }
func OptionalOf(t Type) Type { return &App{Optional, t} }
func SeqOf(t Type) Type      { return &App{Seq, t} }
func ProxyOf(t Type) Type    { return &App{Proxy, t} }
func TupleOf(a, b Type) Type { return &App{&App{Tuple, a}, b} }

// arrowOf returns a of (Arrow a).
func arrowOf(t Type) (Type, bool) {
	app, ok := pruneMeta(t).(*App)
	if !ok {
		return nil, false
	}
	con, ok := pruneMeta(app.Fun).(*Con)
	if !ok || con.Name != Arrow.Name {
		return nil, false
	}
	return app.Arg, true
}

// Spine returns the head of nested applications and the arguments in order. A unary
// function is Arrow applied to two; other functions are their own head.
func Spine(t Type) (head Type, args []Type) {
	t = Prune(t)
	if f, ok := t.(*Fn); ok {
		if from, to, ok := unary(f); ok {
			return Arrow, []Type{from, to}
		}
		return t, nil
	}
	n := 0
	for u := t; ; n++ {
		app, ok := u.(*App)
		if !ok {
			break
		}
		u = Prune(app.Fun)
	}
	if n == 0 {
		return t, nil
	}
	args = make([]Type, n)
	for i := n - 1; i >= 0; i-- {
		app := t.(*App)
		args[i] = app.Arg
		t = Prune(app.Fun)
	}
	return t, args
}

// HeadCon returns the constructor at the head of a type, or nil.
func HeadCon(t Type) *Con {
	for {
		switch u := Prune(t).(type) {
		case *App:
			t = u.Fun
		case *Con:
			return u
		case *Fn:
			if _, _, ok := unary(u); ok {
				return Arrow
			}
			return nil
		default:
			return nil
		}
	}
}

// unary returns the parameter and result of a function type that is an Arrow: one
// parameter, no keywords and not several results or none. An open row counts as
// none, and so does a result that may still become a pack: Unify settles both.
func unary(f *Fn) (from, to Type, ok bool) {
	if len(f.Params) != 1 || len(f.Keys) != 0 {
		return nil, nil, false
	}
	if keys, _ := f.Row(); len(keys) != 0 {
		return nil, nil, false
	}
	if _, pack := Prune(f.Result).(*Pack); pack {
		return nil, nil, false
	}
	return f.Params[0], f.Result, true
}

// Row returns all keywords of a function that are known, sorted, and what its row
// ends in: nil if closed, else an unsolved *Meta or a *Var.
func (f *Fn) Row() (keys []Key, rest Type) {
	if f.Rest == nil {
		return f.Keys, nil
	}
	keys, rest = f.Keys, Prune(f.Rest)
	more := false
	for {
		row, ok := rest.(*Row)
		if !ok {
			break
		}
		if len(row.Keys) > 0 {
			keys, more = append(keys[:len(keys):len(keys)], row.Keys...), true
		}
		if rest = row.Rest; rest != nil {
			rest = Prune(rest)
		}
	}
	if more {
		SortKeys(keys)
	}
	return keys, rest
}
