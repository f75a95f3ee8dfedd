package kinds

import (
	"slices"
	"strings"

	"github.com/smelter-lang/smelter/transpile/syntax"
	"github.com/smelter-lang/smelter/typesys"
	"github.com/smelter-lang/smelter/typesys/entail"
	"github.com/smelter-lang/smelter/typesys/env"
)

// This file checks declared contexts: whether every variable is determined by the type,
// whether functional dependencies allow the context, and whether all of it is needed.

// checkContext reports what is wrong with a scheme as it was declared. The variables in
// known are determined from outside, as those of a class are in its methods.
func (s *Scope) checkContext(q *syntax.QualType, scheme *typesys.Scheme, known []*typesys.Var) {
	errs, e := s.shared.errs, s.shared.env
	s.unusedBinders(q, func(name string) bool {
		return slices.ContainsFunc(scheme.Vars, func(v *typesys.Var) bool { return v.Name == name })
	})
	if len(scheme.Preds) == 0 {
		return
	}
	reached := determined(e, typesys.FreeVars(slices.Clip(known), scheme.Type), scheme.Preds)
	var loose []*typesys.Var
	for _, v := range scheme.Vars {
		if !slices.Contains(reached, v) {
			loose = append(loose, v)
		}
	}
	if len(loose) > 0 {
		errs.Add(ambiguousContext(q, loose, scheme, e.Printer(false)))
		return
	}
	if s.checkFunDeps(q, scheme) {
		s.checkNeeded(q, scheme)
	}
}

// unusedBinders warns of the binders of an explicit forall that the type does not use.
func (s *Scope) unusedBinders(q *syntax.QualType, used func(name string) bool) {
	for _, b := range q.Forall {
		if !used(b.Name) {
			s.shared.errs.Add(unusedBinder(b))
		}
	}
}

// checkFunDeps reports variables of a context that functional dependencies determine,
// and predicates that contradict one another by them.
func (s *Scope) checkFunDeps(q *syntax.QualType, scheme *typesys.Scheme) bool {
	e := s.shared.env
	if !slices.ContainsFunc(scheme.Preds, func(p typesys.Pred) bool { return e.HasFunDeps(p.Class) }) {
		return true
	}
	var supply typesys.Supply
	_, preds, args := supply.Instantiate(scheme, 0)
	wanted := make([]entail.Wanted, len(preds))
	for i, p := range preds {
		wanted[i].Pred = p
	}
	entail.Improve(e, nil, wanted)
	if p, r, bad := entail.Conflict(e, preds); bad {
		pr := e.Printer(false)
		s.shared.errs.Add(contextConflict(q, pr.Pred(p), pr.Pred(r)))
		return false
	}
	if subst := substitution(scheme.Vars, args, e.Printer(false)); subst != "" {
		s.shared.errs.Add(contextTooGeneral(q, subst, e.Printer(false).Qual(scheme.Preds, scheme.Type)))
		return false
	}
	return true
}

// substitution shows the variables whose unknowns were solved and what they became.
func substitution(vars []*typesys.Var, args []typesys.Type, p *typesys.Printer) string {
	for i, t := range args { // an unknown that is left stands for the first variable it was
		if m, ok := typesys.Prune(t).(*typesys.Meta); ok && (m == t || firstOf(m, args) == i) {
			m.Ref = vars[i]
		}
	}
	var out []string
	for i, t := range args {
		if t = typesys.Zonk(t); t != typesys.Type(vars[i]) {
			out = append(out, p.Var(vars[i])+" +-> "+p.Type(t))
		}
	}
	return strings.Join(out, ", ")
}

// firstOf returns where a meta that stands for no argument itself is first seen, -1 if
// it stands for one.
func firstOf(m *typesys.Meta, args []typesys.Type) int {
	if slices.Contains(args, typesys.Type(m)) {
		return -1
	}
	return slices.IndexFunc(args, func(t typesys.Type) bool { return typesys.Prune(t) == typesys.Type(m) })
}

// checkNeeded warns of predicates that hold anyway or follow from others.
func (s *Scope) checkNeeded(q *syntax.QualType, scheme *typesys.Scheme) {
	e := s.shared.env
	reduced := entail.Reduce(e, scheme.Preds)
	if len(reduced) == len(scheme.Preds) {
		return
	}
	shown := ""
	if len(reduced) > 0 {
		shown = e.Printer(false).Qual(reduced, scheme.Type)
	}
	s.shared.errs.Add(redundantContext(q, shown))
}

// determined returns known variables and those that they determine by the functional
// dependencies of predicates.
func determined(e *env.Env, known []*typesys.Var, preds []typesys.Pred) []*typesys.Var {
	known = slices.Clip(known)
	all := e.Closure(preds)
	for size := -1; size < len(known); {
		size = len(known)
		for _, p := range all {
			c := e.Class(p.Class)
			if c == nil {
				continue
			}
			for _, dep := range c.FunDeps {
				if covers(known, p, dep.From) {
					for _, k := range dep.To {
						known = typesys.FreeVars(known, p.Args[k])
					}
				}
			}
		}
	}
	return known
}

// covers reports whether known has all variables at some positions of a predicate.
func covers(known []*typesys.Var, p typesys.Pred, at []int) bool {
	for _, k := range at {
		for _, v := range typesys.FreeVars(nil, p.Args[k]) {
			if !slices.Contains(known, v) {
				return false
			}
		}
	}
	return true
}
