package kinds

import (
	"github.com/smelter-lang/smelter/transpile/diag"
	"github.com/smelter-lang/smelter/transpile/syntax"
	"github.com/smelter-lang/smelter/typesys"
	"github.com/smelter-lang/smelter/typesys/env"
)

// Specialize checks the specializations of a unit and adds them to e. The types of all
// values of the unit must be known by then.
func Specialize(u *syntax.Unit, m *syntax.Module, e *env.Env, errs *diag.List) {
	scope := NewScope(m, e, &typesys.Supply{}, errs)
	for _, decl := range u.Decls {
		if s, ok := decl.(*syntax.Specialize); ok {
			specialize(s, scope)
		}
	}
}

func specialize(s *syntax.Specialize, scope *Scope) {
	e, errs := scope.shared.env, scope.shared.errs
	from, ok := plainValue(s.From, e, errs)
	if !ok {
		return
	}
	to, ok := plainValue(s.To, e, errs)
	if !ok {
		return
	}
	before := errs.Errors()
	scheme := scope.Declare(s.Type).Scheme
	if errs.Errors() > before {
		return
	}
	args := make([]typesys.Type, len(from.Scheme.Vars))
	switch {
	case !typesys.EqualSchemes(to.Scheme, scheme):
		errs.Add(badSpecialization(s.To.Span(), "function %s does not match declared type", s.To.Sym.Name))
		return
	case typesys.EqualSchemes(from.Scheme, scheme):
		errs.Add(badSpecialization(s.Type.Span(), "specialize must result in a more specific type"))
		return
	case !typesys.Match(from.Scheme.Vars, from.Scheme.Type, scheme.Type, args):
		errs.Add(badSpecialization(s.Type.Span(), "cannot specialize to declared type"))
		return
	}
	for _, other := range e.Specializations(from.Name) {
		if overlaps(other.Scheme, scheme) {
			errs.Add(problem("overlapping-specialization", "Overlapping specialization", s.Span(),
				"overlaps with specialization %s", base(other.To)))
			return
		}
	}
	e.AddSpecialization(&env.Specialization{From: from.Name, To: to.Name, Scheme: scheme})
}

func overlaps(a, b *typesys.Scheme) bool {
	var supply typesys.Supply
	s, _, _ := supply.Instantiate(a, 0)
	t, _, _ := supply.Instantiate(b, 0)
	return typesys.CanUnify(s, t)
}

// plainValue returns a value that is neither constructor nor method.
func plainValue(x *syntax.Var, e *env.Env, errs *diag.List) (*env.Value, bool) {
	v := e.Value(x.Sym.String())
	switch {
	case v == nil || v.Scheme == nil:
		errs.Add(badSpecialization(x.Span(), "unknown function or variable"))
	case v.Ctor != nil:
		errs.Add(badSpecialization(x.Span(), "must be a function or variable, not a CONSTRUCTOR"))
	case v.Method != nil:
		errs.Add(badSpecialization(x.Span(), "must be a function or variable, not a METHOD"))
	default:
		return v, true
	}
	return nil, false
}
