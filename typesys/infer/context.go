package infer

import (
	"slices"

	"github.com/smelter-lang/smelter/transpile/source"
	"github.com/smelter-lang/smelter/transpile/syntax"
	"github.com/smelter-lang/smelter/typesys"
	"github.com/smelter-lang/smelter/typesys/entail"
)

// This file keeps what is still to be shown: predicates, and accessors of unknown
// structs.

// want adds a predicate that has to hold, asked for at a place.
func (in *inferer) want(at source.Span, p typesys.Pred) {
	in.wanted = append(in.wanted, entail.Wanted{Pred: p, At: at})
}

// split reduces predicates and divides them into those of the surroundings and those of
// the group that was just left.
func (in *inferer) split(own []entail.Wanted) (deferred, retained []entail.Wanted) {
	if len(own) == 0 {
		return nil, nil
	}
	return entail.Split(entail.ReduceWanted(in.env, own), in.level)
}

// report reports every predicate of a list.
func (in *inferer) report(list []entail.Wanted, how func(entail.Wanted)) {
	for _, w := range list {
		how(w)
	}
}

// defaultBuilders makes a Seq of every collection that is only built, even if its type
// could be left to the caller.
func (in *inferer) defaultBuilders(retained []entail.Wanted) {
	for _, w := range retained {
		if !builds(w.Pred.Class) {
			continue
		}
		m, ok := typesys.Prune(w.Pred.Args[0]).(*typesys.Meta)
		if !ok || m.Level <= in.level {
			continue
		}
		if t, ok := entail.Candidate(in.env, m, retained); ok {
			in.unify(m, t)
			entail.Improve(in.env, nil, retained)
		}
	}
}

// builds reports whether a class is one of those that [..] forms ask for.
func builds(class string) bool {
	switch class {
	case typesys.ClassItemizedCollection, typesys.ClassItemizedAssociation,
		typesys.ClassCollectionComprehension, typesys.ClassAssociationComprehension:
		return true
	}
	return false
}

// defaultUnreachable chooses types for metas that neither the given types nor the
// surroundings determine, and reports the predicates for which there is no choice. It
// returns the predicates that are left.
func (in *inferer) defaultUnreachable(deferred, retained []entail.Wanted, types []typesys.Type) (
	_, _ []entail.Wanted) {
	if len(retained) == 0 {
		return deferred, nil
	}
	own := typesys.Generalizable(in.level, types...)
	var outer []*typesys.Meta
	for _, w := range append(retained[:len(retained):len(retained)], deferred...) {
		for _, m := range typesys.FreeMetasPred(nil, w.Pred) {
			if m.Level <= in.level {
				outer = append(outer, m)
			}
		}
	}
	known := append(own[:len(own):len(own)], outer...)
	left := entail.Default(in.env, known, retained)
	if in.module.Script && len(entail.Ambiguous(in.env, known, left)) > 0 {
		entail.Default(in.env, known, entail.Decompose(in.env, left))
		left = entail.Default(in.env, known, left)
	}
	lost := entail.Ambiguous(in.env, known, left)
	var kept []entail.Wanted
	var told []*typesys.Meta
	for _, w := range left {
		if in.env.LostInstance(w.Pred.Class) {
			told = typesys.FreeMetasPred(told, w.Pred)
		}
	}
	for _, w := range left {
		if !mentions(w.Pred, lost) {
			kept = append(kept, w)
			continue
		}
		if !mentions(w.Pred, told) { // one unknown is one mistake
			in.ambiguousPredicate(w)
		}
		told = typesys.FreeMetasPred(told, w.Pred)
	}
	more, retained := entail.Split(kept, in.level)
	return append(deferred, more...), in.heldByOthers(retained, own, outer)
}

// heldByOthers lets the surroundings determine the metas that they reach by functional
// dependencies, but for those in a type that is generalised here. What is determined from
// here alone stays: it becomes a variable of the scheme.
func (in *inferer) heldByOthers(retained []entail.Wanted, own, outer []*typesys.Meta) []entail.Wanted {
	for _, m := range entail.Reachable(in.env, outer, entail.Preds(retained)) {
		if !slices.Contains(own, m) {
			m.Level = min(m.Level, in.level)
		}
	}
	more, kept := entail.Split(retained, in.level)
	in.wanted = append(in.wanted, more...)
	return kept
}

func mentions(p typesys.Pred, metas []*typesys.Meta) bool {
	return slices.ContainsFunc(typesys.FreeMetasPred(nil, p), func(m *typesys.Meta) bool {
		return slices.Contains(metas, m)
	})
}

// An access is an accessor whose struct is not known yet: a function from the struct
// to the field.
type access struct {
	node     *syntax.Accessor
	from, to typesys.Type
}

func (in *inferer) accessor(e *syntax.Accessor) typesys.Type {
	a := access{e, in.fresh(), in.fresh()}
	in.fields = append(in.fields, a)
	return typesys.MkFn(a.to, a.from)
}

// tryAccessors solves the accessors collected since a mark whose structs are known by
// now, so that what follows knows the types of their fields.
func (in *inferer) tryAccessors(since int) (progress bool) {
	open := in.fields[:since]
	for _, a := range in.fields[since:] {
		if in.solve(a) {
			progress = true
		} else {
			open = append(open, a)
		}
	}
	in.fields = open
	return progress
}

// solve finds the field of an accessor. It leaves alone what is unknown or wrong.
func (in *inferer) solve(a access) bool {
	d := in.dataOf(a.from)
	if d == nil || !d.Struct {
		return false
	}
	ctor := d.Ctors[0]
	i := ctor.Field(a.node.Field)
	if i < 0 {
		return false
	}
	_, args := typesys.Spine(a.from)
	t := typesys.Replace(ctor.Fields[i], d.Params, args)
	if !in.unify(a.to, t) {
		in.mismatch(a.node, of(a.to), t)
	}
	in.info.Fields[a.node.NodeID()] = Field{ctor, i}
	return true
}

// solveAccessors solves all accessors collected since a mark and reports those that it
// cannot solve, unless there are errors that may be the reason.
func (in *inferer) solveAccessors(since, errors int) {
	for in.tryAccessors(since) {
	}
	if in.faults() == errors {
		for _, a := range in.fields[since:] {
			in.badAccessor(a)
		}
	}
	in.fields = in.fields[:since]
}
