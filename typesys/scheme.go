package typesys

// A Supply makes metas. The zero Supply is ready.
type Supply struct{ metas, kinds int }

// Meta returns a new unknown type that cannot be a pack.
func (s *Supply) Meta(kind Kind, level int) *Meta {
	s.metas++
	return &Meta{ID: s.metas, Kind: kind, Level: level}
}

// Star returns a new unknown type of kind *.
func (s *Supply) Star(level int) *Meta { return s.Meta(Star{}, level) }

// Pack returns a new unknown that may be a pack.
func (s *Supply) Pack(level int) *Meta {
	m := s.Meta(Star{}, level)
	m.Pack = true
	return m
}

// Row returns a new open end of keywords.
func (s *Supply) Row(level int) *Meta {
	m := s.Meta(Star{}, level)
	m.Row = true
	return m
}

// Kind returns a new unknown kind.
func (s *Supply) Kind() *KMeta {
	s.kinds++
	return &KMeta{ID: s.kinds}
}

// Of returns a new unknown in the place of a bound variable; it keeps its name.
func (s *Supply) Of(v *Var, level int) *Meta {
	m := s.Meta(v.Kind, level)
	m.Name, m.Row = v.Name, v.Row
	return m
}

// Instantiate returns a scheme's type and predicates with fresh metas, args, for its
// variables.
func (s *Supply) Instantiate(scheme *Scheme, level int) (t Type, preds []Pred, args []Type) {
	if len(scheme.Vars) == 0 {
		return scheme.Type, scheme.Preds, nil
	}
	args = make([]Type, len(scheme.Vars))
	for i, v := range scheme.Vars {
		args[i] = s.Of(v, level)
	}
	return Replace(scheme.Type, scheme.Vars, args), ReplacePreds(scheme.Preds, scheme.Vars, args), args
}

// Generalizable returns the metas of types that belong to a level deeper than the
// given one, in order of appearance.
func Generalizable(level int, types ...Type) []*Meta {
	var all []*Meta
	for _, t := range types {
		all = FreeMetas(all, t)
	}
	deep := all[:0]
	for _, m := range all {
		if m.Level > level {
			deep = append(deep, m)
		}
	}
	return deep
}

// Bind turns unsolved metas into variables, so that types recorded earlier read as
// types over these variables.
func Bind(metas []*Meta) []*Var {
	vars := make([]*Var, len(metas))
	for i, m := range metas {
		vars[i] = &Var{Name: m.Name, Kind: DefaultKind(m.Kind), Row: m.Row}
		m.Ref = vars[i]
	}
	return vars
}

// Generalize binds metas and returns the scheme over them.
func Generalize(metas []*Meta, preds []Pred, t Type) *Scheme {
	return Close(Bind(metas), preds, t)
}

// Close returns the scheme over variables that are bound already, without metas that
// are solved.
func Close(vars []*Var, preds []Pred, t Type) *Scheme {
	s := &Scheme{Vars: vars, Type: Zonk(t)}
	for _, p := range preds {
		s.Preds = append(s.Preds, ZonkPred(p))
	}
	return s
}

// Mono returns the scheme of a type without variables of its own.
func Mono(t Type) *Scheme { return &Scheme{Type: t} }
