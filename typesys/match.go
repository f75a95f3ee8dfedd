package typesys

import "slices"

// Match reports whether t is an instance of a pattern: whether the pattern becomes t by
// putting types for vars, which it stores in args. An entry of args that is set
// already must agree. Metas of t are left as they are: an unknown type matches only a
// variable. Vars of t may be among vars, as when an instance is looked up in itself.
func Match(vars []*Var, pattern, t Type, args []Type) bool {
	pattern, t = Prune(pattern), Prune(t)
	if v, ok := pattern.(*Var); ok {
		for i, w := range vars {
			if v == w {
				return matchVar(v, t, &args[i])
			}
		}
	}
	if IsInvalid(t) {
		return true
	}
	switch p := pattern.(type) {
	case *Con:
		t, ok := t.(*Con)
		return ok && (p == t || p.Name == t.Name)
	case *App:
		switch t := t.(type) {
		case *App:
			return Match(vars, p.Fun, t.Fun, args) && Match(vars, p.Arg, t.Arg, args)
		case *Fn:
			from, to, ok := arrowShape(t)
			return ok && Match(vars, p.Fun, &App{Arrow, from}, args) && Match(vars, p.Arg, to, args)
		}
		return false
	case *Fn:
		t, ok := t.(*Fn)
		return ok && matchFn(vars, p, t, args)
	case *Pack:
		t, ok := t.(*Pack)
		return ok && len(p.Elems) == len(t.Elems) && matchAll(vars, p.Elems, t.Elems, args)
	default:
		return pattern == t
	}
}

func matchVar(v *Var, t Type, arg *Type) bool {
	if *arg != nil {
		return Equal(*arg, t)
	}
	if !v.Row && !EqualKinds(v.Kind, KindOf(t)) {
		return false
	}
	*arg = t
	return true
}

// arrowShape is unary, but for a function that is a unary one for certain: nothing may
// be settled while matching.
func arrowShape(f *Fn) (from, to Type, ok bool) {
	if _, rest := f.Row(); rest != nil {
		return nil, nil, false
	}
	return unary(f)
}

func matchFn(vars []*Var, p, t *Fn, args []Type) bool {
	if len(p.Params) != len(t.Params) || !matchAll(vars, p.Params, t.Params, args) {
		return false
	}
	pk, pr := p.Row()
	tk, tr := t.Row()
	if v, ok := pr.(*Var); ok && v.Row {
		if !matchRow(vars, v, &pk, &tk, tr, args) {
			return false
		}
	} else if pr != tr {
		return false
	}
	if len(pk) != len(tk) {
		return false
	}
	for i := range pk {
		if pk[i].Name != tk[i].Name || !Match(vars, pk[i].Type, tk[i].Type, args) {
			return false
		}
	}
	return Match(vars, p.Result, t.Result, args)
}

// matchRow gives a row variable of the pattern the keywords that the pattern does
// not name and leaves the rest in tk.
func matchRow(vars []*Var, v *Var, pk, tk *[]Key, tr Type, args []Type) bool {
	named := map[string]bool{}
	for _, k := range *pk {
		named[k.Name] = true
	}
	row := &Row{Rest: tr}
	var rest []Key
	for _, k := range *tk {
		if named[k.Name] {
			rest = append(rest, k)
		} else {
			row.Keys = append(row.Keys, k)
		}
	}
	*tk = rest
	var t Type = row
	if len(row.Keys) == 0 && tr != nil {
		t = tr
	}
	for i, w := range vars {
		if v == w {
			return matchVar(v, t, &args[i])
		}
	}
	return t == Type(v)
}

func matchAll(vars []*Var, ps, ts, args []Type) bool {
	for i := range ps {
		if !Match(vars, ps[i], ts[i], args) {
			return false
		}
	}
	return true
}

// MatchPred matches a predicate like Match. The result is what stands for vars, or
// nil, false. Variables that do not occur in the pattern are given as nil.
func MatchPred(vars []*Var, pattern, p Pred) (args []Type, ok bool) {
	if pattern.Class != p.Class || len(pattern.Args) != len(p.Args) {
		return nil, false
	}
	for i := range p.Args { // most instances differ in a head: see that without allocating
		if apart(pattern.Args[i], p.Args[i]) {
			return nil, false
		}
	}
	args = make([]Type, len(vars))
	return args, matchAll(vars, pattern.Args, p.Args, args)
}

// apart reports quickly that a type cannot match a pattern because of their heads.
func apart(pattern, t Type) bool {
	p := HeadCon(pattern)
	if p == nil {
		return false
	}
	c := HeadCon(t)
	return c == nil && !IsInvalid(t) || c != nil && c.Name != p.Name
}

// Equal reports whether two types are the same without solving anything.
func Equal(a, b Type) bool { return Match(nil, a, b, nil) }

// EqualPreds reports whether two predicates are the same.
func EqualPreds(p, q Pred) bool {
	if p.Class != q.Class || len(p.Args) != len(q.Args) {
		return false
	}
	for i := range p.Args {
		if !Equal(p.Args[i], q.Args[i]) {
			return false
		}
	}
	return true
}

// EqualSchemes reports whether two schemes are the same but for the names and the
// order of their variables and the order of their predicates.
func EqualSchemes(a, b *Scheme) bool {
	if len(a.Vars) != len(b.Vars) || len(a.Preds) != len(b.Preds) {
		return false
	}
	args, ok := rename(a, b)
	if !ok {
		return false
	}
	for _, p := range a.Preds {
		if p = ReplacePred(p, a.Vars, args); !HasPred(b.Preds, p) {
			return false
		}
	}
	return true
}

// rename matches the type of a with that of b where variables stand for different
// variables.
func rename(a, b *Scheme) ([]Type, bool) {
	args := make([]Type, len(a.Vars))
	if !Match(a.Vars, a.Type, b.Type, args) {
		return nil, false
	}
	seen := map[*Var]bool{}
	for i, t := range args {
		if t == nil {
			args[i] = a.Vars[i] // only in predicates
			continue
		}
		v, ok := t.(*Var)
		if !ok || seen[v] || !slices.Contains(b.Vars, v) {
			return nil, false
		}
		seen[v] = true
	}
	return args, true
}

// HasPred reports whether a list has a predicate.
func HasPred(list []Pred, p Pred) bool {
	for _, q := range list {
		if EqualPreds(p, q) {
			return true
		}
	}
	return false
}

// AsGeneral reports whether a type can become another one by solving metas of its
// own, without solving any.
func AsGeneral(have, want Type) bool {
	metas := FreeMetas(nil, have)
	if len(metas) == 0 {
		return Equal(have, want)
	}
	return MatchMetas(metas, have, want)
}

// MatchMetas is Match for a pattern whose variables are the given unsolved metas. None
// of them is solved afterwards, and none may occur in t unless it stands for itself.
func MatchMetas(metas []*Meta, pattern, t Type) bool {
	vars, args := make([]*Var, len(metas)), make([]Type, len(metas))
	for i, m := range metas {
		vars[i] = &Var{Name: m.Name, Kind: m.Kind, Row: m.Row}
		m.Ref = vars[i]
	}
	pattern = Zonk(pattern)
	for _, m := range metas {
		m.Ref = nil
	}
	return Match(vars, pattern, t, args)
}

// Subsume returns what is left of a function type where one with fewer keywords is
// expected: optional parameters that the place does not know are hidden. It reports
// false if nothing is to be hidden. The result still has to be unified.
func Subsume(have, want Type) (Type, bool) {
	h, ok := Prune(have).(*Fn)
	w, ok2 := Prune(want).(*Fn)
	if !ok || !ok2 || len(h.Keys) == 0 && h.Rest == nil {
		return have, false
	}
	known, open := w.Row()
	keys, rest := h.Row()
	if open != nil {
		return have, false
	}
	var kept []Key
	for _, k := range keys {
		for _, l := range known {
			if k.Name == l.Name {
				kept = append(kept, k)
			}
		}
	}
	if len(kept) == len(keys) {
		return have, false
	}
	return &Fn{h.Params, kept, rest, h.Result}, true
}
