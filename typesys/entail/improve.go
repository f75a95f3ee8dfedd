package entail

import (
	"slices"

	"github.com/smelter-lang/smelter/typesys"
	"github.com/smelter-lang/smelter/typesys/env"
)

// This file implements functional dependencies: (C a b) with a -> b says that a
// determines b. A determinant that is equal to that of another predicate, or that
// matches the one in an instance head, makes the dependents equal too. Superclasses
// bring their dependencies along: every predicate is taken with all that follow
// from it.

// Improve solves metas by the functional dependencies between wanted predicates, given
// ones and instances until nothing changes. Dependents that cannot be made equal are
// left alone: their predicate will be found to have no instance. It reports whether
// something was solved.
func Improve(e *env.Env, given []typesys.Pred, wanted []Wanted) bool {
	return improveAll(e, given, Preds(wanted), 0)
}

func improveAll(e *env.Env, given, wanted []typesys.Pred, depth int) bool {
	asked := dependent(e, wanted)
	if len(asked) == 0 || depth > maxDepth {
		return false
	}
	known, any := dependent(e, given), false
	for improve(e, known, asked, depth) {
		any = true
	}
	return any
}

func improve(e *env.Env, known, asked []typesys.Pred, depth int) (changed bool) {
	for i, p := range asked {
		for _, dep := range e.Class(p.Class).FunDeps {
			for _, q := range known {
				changed = byPred(p, q, dep) || changed
			}
			for _, q := range asked[:i] {
				changed = byPred(p, q, dep) || changed
			}
			changed = byInstance(e, known, p, dep, depth) || changed
		}
	}
	return changed
}

// dependent returns the closure of those predicates that have functional dependencies,
// as far as its own predicates have some.
func dependent(e *env.Env, preds []typesys.Pred) []typesys.Pred {
	var out []typesys.Pred
	add := func(p typesys.Pred) {
		c := e.Class(p.Class)
		if c != nil && len(c.FunDeps) > 0 && len(c.Params) == len(p.Args) && !broken(p) {
			out = append(out, p)
		}
	}
	for _, p := range preds {
		if e.HasFunDeps(p.Class) {
			add(p)
			for _, s := range e.Supers(p) {
				add(s)
			}
		}
	}
	return out
}

// broken reports whether a type of a predicate has a mistake. It could be made equal to
// anything again and again.
func broken(p typesys.Pred) bool { return slices.ContainsFunc(p.Args, typesys.Broken) }

// byPred makes the dependents of p those of q where the determinants are equal: all of
// them or, if one cannot be, none.
func byPred(p, q typesys.Pred, dep env.FunDep) (changed bool) {
	if p.Class != q.Class || !equalAt(p, q, dep.From) {
		return false
	}
	return !equalAt(p, q, dep.To) && typesys.UnifyAll(at(q, dep.To), at(p, dep.To)) == nil
}

// at returns the arguments of a predicate at some positions.
func at(p typesys.Pred, positions []int) []typesys.Type {
	out := make([]typesys.Type, len(positions))
	for i, k := range positions {
		out[i] = p.Args[k]
	}
	return out
}

// byInstance makes the dependents of p what an instance says whose head matches in the
// determinants. Variables of the instance that occur in dependents alone may be
// determined by its context, which is improved first; else they stay unknown.
func byInstance(e *env.Env, known []typesys.Pred, p typesys.Pred, dep env.FunDep, depth int) (changed bool) {
	if !unknown(p) {
		return false
	}
	e.Instances(p.Class, func(i *env.Instance) bool {
		args := make([]typesys.Type, len(i.Vars))
		for _, k := range dep.From {
			if !typesys.Match(i.Vars, i.Head.Args[k], p.Args[k], args) {
				return true
			}
		}
		open := fill(i.Vars, args)
		if len(open) > 0 {
			improveAll(e, known, typesys.ReplacePreds(i.Context, i.Vars, args), depth+1)
			open = unsolved(open, append(known[:len(known):len(known)], p))
		}
		says := at(typesys.ReplacePred(i.Head, i.Vars, args), dep.To)
		if asked := at(p, dep.To); !matchAll(open, says, asked) {
			changed = typesys.UnifyAll(asked, says) == nil
		}
		return false
	})
	return changed
}

func matchAll(open []*typesys.Meta, says, asked []typesys.Type) bool {
	for i, t := range says {
		if !typesys.MatchMetas(open, t, asked[i]) {
			return false
		}
	}
	return true
}

// unsolved returns the metas that are left of some, and in what they became: those that
// the predicates do not know.
func unsolved(metas []*typesys.Meta, known []typesys.Pred) []*typesys.Meta {
	var left, there []*typesys.Meta
	for _, m := range metas {
		left = typesys.FreeMetas(left, m)
	}
	for _, p := range known {
		there = typesys.FreeMetasPred(there, p)
	}
	return slices.DeleteFunc(left, func(m *typesys.Meta) bool { return slices.Contains(there, m) })
}

// unknown reports whether a predicate still holds metas. They need not be in dependents:
// (FromIterator (List :a) Integer) tells what :a is.
func unknown(p typesys.Pred) bool {
	for _, a := range p.Args {
		if len(typesys.FreeMetas(nil, a)) > 0 {
			return true
		}
	}
	return false
}

// Reachable returns the given metas and those that they determine by the functional
// dependencies of predicates.
func Reachable(e *env.Env, known []*typesys.Meta, preds []typesys.Pred) []*typesys.Meta {
	known = known[:len(known):len(known)]
	deps := dependent(e, preds)
	for grown := true; grown; {
		grown = false
		for _, p := range deps {
			for _, dep := range e.Class(p.Class).FunDeps {
				if before := len(known); determined(p, dep.From, known) {
					for _, k := range dep.To {
						known = typesys.FreeMetas(known, p.Args[k])
					}
					grown = grown || len(known) > before
				}
			}
		}
	}
	return known
}

// determined reports whether there are metas at some positions, all of them known. What
// types without metas determine has been improved by now or never will be.
func determined(p typesys.Pred, at []int, known []*typesys.Meta) bool {
	any := false
	for _, k := range at {
		for _, m := range typesys.FreeMetas(nil, p.Args[k]) {
			if !slices.Contains(known, m) {
				return false
			}
			any = true
		}
	}
	return any
}

// Conflict finds two predicates with equal determinants whose dependents can never be
// equal.
func Conflict(e *env.Env, preds []typesys.Pred) (p, q typesys.Pred, found bool) {
	all := dependent(e, preds)
	for i, p := range all {
		for _, q := range all[:i] {
			for _, dep := range e.Class(p.Class).FunDeps {
				if p.Class == q.Class && equalAt(p, q, dep.From) && !equalAt(p, q, dep.To) {
					return q, p, true
				}
			}
		}
	}
	return p, q, false
}

func equalAt(p, q typesys.Pred, at []int) bool {
	for _, k := range at {
		if !typesys.Equal(p.Args[k], q.Args[k]) {
			return false
		}
	}
	return true
}
