package typesys

// Apply replaces bound variables in a type.
func (s Subst) Apply(t Type) Type {
	if len(s) == 0 {
		return t
	}
	return substitute(t, func(v *Var) Type { return s[v] })
}

// ApplyPred replaces bound variables in a predicate.
func (s Subst) ApplyPred(p Pred) Pred {
	args, _ := mapTypes(p.Args, s.Apply)
	return Pred{p.Class, args}
}

// ApplyPreds replaces bound variables in predicates.
func (s Subst) ApplyPreds(ps []Pred) []Pred {
	out := make([]Pred, len(ps))
	for i, p := range ps {
		out[i] = s.ApplyPred(p)
	}
	return out
}

// Replace puts args[i] for vars[i] in a type. It is Apply without a map, for the few
// variables that schemes and instances have.
func Replace(t Type, vars []*Var, args []Type) Type {
	if len(vars) == 0 {
		return t
	}
	return substitute(t, func(v *Var) Type {
		for i, w := range vars {
			if v == w {
				return args[i]
			}
		}
		return nil
	})
}

// ReplacePred puts args[i] for vars[i] in a predicate.
func ReplacePred(p Pred, vars []*Var, args []Type) Pred {
	types, _ := mapTypes(p.Args, func(t Type) Type { return Replace(t, vars, args) })
	return Pred{p.Class, types}
}

// ReplacePreds puts args[i] for vars[i] in predicates.
func ReplacePreds(ps []Pred, vars []*Var, args []Type) []Pred {
	if len(ps) == 0 {
		return nil
	}
	out := make([]Pred, len(ps))
	for i, p := range ps {
		out[i] = ReplacePred(p, vars, args)
	}
	return out
}

// substitute replaces the Vars for which of returns a type.
func substitute(t Type, of func(*Var) Type) Type {
	var apply func(Type) Type
	apply = func(t Type) Type {
		switch t := Prune(t).(type) {
		case *Var:
			if u := of(t); u != nil {
				return u
			}
			return t
		case *App:
			fun, arg := apply(t.Fun), apply(t.Arg)
			if fun == t.Fun && arg == t.Arg {
				return t
			}
			return MkApp(fun, arg)
		case *Fn:
			return mapFn(t, apply)
		case *Pack:
			if elems, changed := mapTypes(t.Elems, apply); changed {
				return &Pack{elems}
			}
			return t
		case *Row:
			return mapRow(t, apply)
		default:
			return t
		}
	}
	return apply(t)
}
