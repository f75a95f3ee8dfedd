// Package entail answers which predicates hold.
//
// In come predicates and an environment of classes and instances; out go simpler
// predicates, the types that functional dependencies and defaulting determine, or that
// something does not hold. It reports nothing: the caller knows what it was checking.
package entail

import (
	"slices"

	"github.com/smelter-lang/smelter/transpile/source"
	"github.com/smelter-lang/smelter/typesys"
	"github.com/smelter-lang/smelter/typesys/env"
)

// A Wanted is a predicate that has to hold, and the place that asks for it.
type Wanted struct {
	Pred typesys.Pred
	At   source.Span
}

// maxDepth bounds chains of instances. A context larger than its head could otherwise
// grow for ever; a chain that comes back to where it was is closed by then.
const maxDepth = 100

// ByInstance finds the instance whose head matches a predicate and returns its context
// at the predicate's types. Instances do not overlap, so there is one at most, and
// whether its context holds has no say in the choice. A variable that only the context
// mentions is a new unknown there, which functional dependencies may determine.
func ByInstance(e *env.Env, p typesys.Pred) (inst *env.Instance, context []typesys.Pred, ok bool) {
	inst, args := matching(e, p)
	if inst == nil {
		return nil, nil, false
	}
	return inst, typesys.ReplacePreds(inst.Context, inst.Vars, args), true
}

// Instantiate finds the instance whose head matches a predicate and returns what its
// variables are there, those that only its context determines too.
func Instantiate(e *env.Env, p typesys.Pred) (inst *env.Instance, args []typesys.Type) {
	inst, args = matching(e, p)
	if inst == nil {
		return nil, nil
	}
	if context := typesys.ReplacePreds(inst.Context, inst.Vars, args); anyInnermost(context) {
		improveAll(e, nil, context, 0)
	}
	return inst, args
}

// matching finds the instance whose head matches a predicate, and what makes it match.
func matching(e *env.Env, p typesys.Pred) (inst *env.Instance, args []typesys.Type) {
	if len(p.Args) == 0 {
		return nil, nil
	}
	e.Matching(p, func(i *env.Instance) bool {
		found, match := typesys.MatchPred(i.Vars, i.Head, p)
		if match {
			inst, args = i, found
			fill(i.Vars, args)
		}
		return !match
	})
	return inst, args
}

// innermost is the level of unknowns that nothing outside a predicate can mention.
const innermost = 1 << 30

// fill puts new unknowns for variables that matching did not determine, and returns
// them.
func fill(vars []*typesys.Var, args []typesys.Type) []*typesys.Meta {
	var supply typesys.Supply
	var unknown []*typesys.Meta
	for k, a := range args {
		if a == nil {
			m := supply.Of(vars[k], innermost)
			args[k], unknown = m, append(unknown, m)
		}
	}
	return unknown
}

// Entail reports whether a predicate holds given others: it follows from one of them by
// superclasses, or an instance matches and its context holds.
func Entail(e *env.Env, given []typesys.Pred, want typesys.Pred) bool {
	return entails(e, e.Closure(given), want, nil)
}

// EntailClosed is Entail for predicates that env.Closure has been applied to, for
// callers that ask often.
func EntailClosed(e *env.Env, closure []typesys.Pred, want typesys.Pred) bool {
	return entails(e, closure, want, nil)
}

// A chain is the predicates that are being proved, innermost first.
type chain struct {
	pred  typesys.Pred
	outer *chain
	depth int
}

// entails proves a predicate. One that is met again while it is being proved holds if
// everything else does: instances of recursive types are recursive.
func entails(e *env.Env, closure []typesys.Pred, want typesys.Pred, within *chain) bool {
	if typesys.HasPred(closure, want) {
		return true
	}
	next := &chain{pred: want, outer: within}
	for c := within; c != nil; c = c.outer {
		if typesys.EqualPreds(c.pred, want) {
			return true
		}
		next.depth++
	}
	_, context, ok := ByInstance(e, want)
	if !ok || next.depth > maxDepth {
		return false
	}
	if anyInnermost(context) {
		improveAll(e, closure, context, next.depth)
	}
	for _, p := range context {
		if !entails(e, closure, p, next) {
			return false
		}
	}
	return true
}

func anyInnermost(preds []typesys.Pred) bool {
	for _, p := range preds {
		for _, m := range typesys.FreeMetasPred(nil, p) {
			if m.Level == innermost {
				return true
			}
		}
	}
	return false
}

// Reduce simplifies a context as inferred types show it: what holds by instances alone
// is dropped, then what follows from the superclasses of the others, and repetitions.
// Predicates on compound types that stay are not taken apart.
func Reduce(e *env.Env, preds []typesys.Pred) []typesys.Pred {
	wanted := make([]Wanted, len(preds))
	for i, p := range preds {
		wanted[i].Pred = p
	}
	return Preds(ReduceWanted(e, wanted))
}

// ReduceWanted is Reduce with places. As in Coalton the last one asked for comes first,
// and of equal predicates the last one stays: this decides which one a message names.
func ReduceWanted(e *env.Env, wanted []Wanted) []Wanted {
	out := simplify(e, wanted)
	slices.Reverse(out)
	return out
}

// simplify is ReduceWanted in the order of the predicates.
func simplify(e *env.Env, wanted []Wanted) []Wanted {
	open, index := distinct(e, wanted)
	implied := make([]bool, len(open))
	for i, w := range open {
		for _, s := range e.Supers(w.Pred) {
			if j := index.find(open, s); j >= 0 && j != i {
				implied[j] = true
			}
		}
	}
	var out []Wanted
	for i, w := range open {
		if !implied[i] {
			out = append(out, w)
		}
	}
	return out
}

// distinct returns the last of equal predicates, without those that hold by themselves.
func distinct(e *env.Env, wanted []Wanted) ([]Wanted, predIndex) {
	last := predIndex{}
	keep := make([]bool, len(wanted))
	for i := len(wanted) - 1; i >= 0; i-- {
		if last.find(wanted, wanted[i].Pred) < 0 {
			last.add(i, wanted[i].Pred)
			keep[i] = !entails(e, nil, wanted[i].Pred, nil)
		}
	}
	var open []Wanted
	index := predIndex{}
	for i, w := range wanted {
		if keep[i] {
			index.add(len(open), w.Pred)
			open = append(open, w)
		}
	}
	return open, index
}

// A predIndex finds predicates of a list; those with one key are compared.
type predIndex map[predKey][]int

// A predKey is what equal predicates have in common and most others do not.
type predKey struct {
	class string
	head  any // of the first argument: an unknown or the name of a constructor; nil for others
}

func keyOf(p typesys.Pred) predKey {
	k := predKey{class: p.Class}
	if len(p.Args) > 0 {
		head, _ := typesys.Spine(p.Args[0])
		switch head := head.(type) {
		case *typesys.Con:
			k.head = head.Name
		case *typesys.Meta:
			k.head = head
		}
	}
	return k
}

func (x predIndex) add(i int, p typesys.Pred) {
	k := keyOf(p)
	x[k] = append(x[k], i)
}

// find returns the place of a predicate in the list, or -1.
func (x predIndex) find(list []Wanted, p typesys.Pred) int {
	for _, i := range x[keyOf(p)] {
		if typesys.EqualPreds(list[i].Pred, p) {
			return i
		}
	}
	return -1
}

// Unentailed returns the wanted predicates that do not follow from given ones.
func Unentailed(e *env.Env, given []typesys.Pred, wanted []Wanted) []Wanted {
	closure := e.Closure(given)
	var out []Wanted
	for _, w := range wanted {
		if !entails(e, closure, w.Pred, nil) {
			out = append(out, w)
		}
	}
	return out
}

// Split divides predicates at the generalisation of a binding group. Deferred ones
// mention only metas of the given level or outer ones, or none: the enclosing group has
// to solve them. Retained ones mention a deeper meta.
func Split(wanted []Wanted, level int) (deferred, retained []Wanted) {
	for _, w := range wanted {
		if deep(w.Pred, level) {
			retained = append(retained, w)
		} else {
			deferred = append(deferred, w)
		}
	}
	return deferred, retained
}

func deep(p typesys.Pred, level int) bool {
	for _, m := range typesys.FreeMetasPred(nil, p) {
		if m.Level > level {
			return true
		}
	}
	return false
}

// Preds returns the predicates without their places.
func Preds(wanted []Wanted) []typesys.Pred {
	if len(wanted) == 0 {
		return nil
	}
	out := make([]typesys.Pred, len(wanted))
	for i, w := range wanted {
		out[i] = w.Pred
	}
	return out
}
