package entail

import (
	"slices"

	"github.com/smelter-lang/smelter/typesys"
	"github.com/smelter-lang/smelter/typesys/env"
)

// This file implements defaulting: choosing a type for an unknown that nothing outside
// its predicates will ever determine.
//
// A collection that was only built is a Seq. A number is an Integer, a double or a single
// float, the first that has all instances asked for. Predicates of several parameters
// have no say in whether a type can be chosen, but a type that satisfies them is
// preferred to one that does not.

// numeric are the classes one of which must be asked for to make an unknown a number.
var numeric = [...]string{
	typesys.ClassNum, typesys.ClassQuantizable, typesys.ClassReciprocable,
	typesys.ClassComplex, typesys.ClassRemainder, typesys.ClassIntegral,
}

// numbers are the types tried for a number, in order.
var numbers = [...]*typesys.Con{typesys.Integer, typesys.F64, typesys.F32}

// Ambiguous returns the unknowns of predicates that known ones do not determine, also
// not by functional dependencies, in order of appearance.
func Ambiguous(e *env.Env, known []*typesys.Meta, wanted []Wanted) []*typesys.Meta {
	preds := Preds(wanted)
	known = Reachable(e, known, preds)
	var all, out []*typesys.Meta
	for _, p := range preds {
		all = typesys.FreeMetasPred(all, p)
	}
	for _, m := range all {
		if !slices.Contains(known, m) {
			out = append(out, m)
		}
	}
	return out
}

// Default chooses types for the ambiguous unknowns of predicates and returns the
// reduced predicates that are left. Those that are ambiguous still mention an unknown
// for which there is no candidate: Ambiguous finds them.
//
// A long body has many predicates, few of which have to do with one another. So they are
// taken in parts that share no unknown.
func Default(e *env.Env, known []*typesys.Meta, wanted []Wanted) []Wanted {
	wanted = simplify(e, wanted)
	for _, part := range parts(e, known, wanted) {
		for defaultOne(e, Ambiguous(e, known, part), part) {
			Improve(e, nil, part)
			part = simplify(e, part)
		}
	}
	return simplify(e, wanted)
}

// Decompose replaces predicates by the contexts of instances as far as heads are known:
// (Show (Tuple :a :b)) by (Show :a) and (Show :b). Coalton chooses no type for an unknown
// that shares a predicate with another one, so that (Tuple 1 2) cannot be shown; scripts
// have one chosen for each of them.
func Decompose(e *env.Env, wanted []Wanted) []Wanted {
	return decompose(e, nil, wanted, 0)
}

func decompose(e *env.Env, out, wanted []Wanted, depth int) []Wanted {
	const deepest = 16 // contexts that grow may branch as well
	for _, w := range wanted {
		_, context, ok := ByInstance(e, w.Pred)
		if !ok || depth > deepest {
			out = append(out, w)
			continue
		}
		more := make([]Wanted, len(context))
		for i, p := range context {
			more[i] = Wanted{Pred: p, At: w.At}
		}
		out = decompose(e, out, more, depth+1)
	}
	return out
}

// parts divides predicates so that those that share an unknown which is not known outside,
// or that functional dependencies may bring together, are in one part.
func parts(e *env.Env, known []*typesys.Meta, wanted []Wanted) [][]Wanted {
	outside := make(map[*typesys.Meta]bool, len(known))
	for _, m := range known {
		outside[m] = true
	}
	part := make([]int, len(wanted)) // the place of another predicate of the part, or of itself
	find := func(i int) int {
		for part[i] != i {
			part[i] = part[part[i]]
			i = part[i]
		}
		return i
	}
	first := map[any]int{} // the first predicate with an unknown, or of a class
	join := func(i int, what any) {
		if j, ok := first[what]; ok {
			part[find(i)] = find(j)
		} else {
			first[what] = i
		}
	}
	for i, w := range wanted {
		part[i] = i
		for _, m := range typesys.FreeMetasPred(nil, w.Pred) {
			if !outside[m] {
				join(i, m)
			}
		}
		if e.HasFunDeps(w.Pred.Class) {
			join(i, w.Pred.Class)
		}
	}
	var out [][]Wanted
	place := map[int]int{}
	for i, w := range wanted {
		k, ok := place[find(i)]
		if !ok {
			k = len(out)
			place[find(i)] = k
			out = append(out, nil)
		}
		out[k] = append(out[k], w)
	}
	return out
}

// defaultOne solves the first of some unknowns for which there is a candidate.
func defaultOne(e *env.Env, metas []*typesys.Meta, wanted []Wanted) bool {
	for _, m := range metas {
		if t, ok := Candidate(e, m, wanted); ok && typesys.Unify(m, t) == nil {
			return true
		}
	}
	return false
}

// Candidate returns the type that defaulting chooses for an unknown.
func Candidate(e *env.Env, m *typesys.Meta, wanted []Wanted) (typesys.Type, bool) {
	var mine []typesys.Pred
	for _, w := range wanted {
		if slices.Contains(typesys.FreeMetasPred(nil, w.Pred), m) {
			mine = append(mine, w.Pred)
		}
	}
	if t := built(m, mine); t != nil {
		return t, true
	}
	return number(e, m, mine)
}

// built returns the collection that only builders speak of.
func built(m *typesys.Meta, preds []typesys.Pred) typesys.Type {
	var t typesys.Type
	for _, p := range preds {
		switch p.Class {
		case typesys.ClassItemizedCollection, typesys.ClassCollectionComprehension:
			t = typesys.SeqOf(p.Args[1])
		case typesys.ClassItemizedAssociation, typesys.ClassAssociationComprehension:
			t = typesys.SeqOf(typesys.TupleOf(p.Args[1], p.Args[2]))
		default:
			return nil
		}
		if typesys.Prune(p.Args[0]) != typesys.Type(m) {
			return nil
		}
	}
	return t
}

// number returns the first number type that has the classes asked for; among several
// the first one with which all the predicates hold.
func number(e *env.Env, m *typesys.Meta, preds []typesys.Pred) (typesys.Type, bool) {
	isNumber := false
	for _, p := range preds {
		if len(typesys.FreeMetasPred(nil, p)) > 1 {
			return nil, false
		}
		isNumber = isNumber || slices.Contains(numeric[:], p.Class)
	}
	if !isNumber {
		return nil, false
	}
	var first *typesys.Con
	for _, c := range numbers {
		if !single(e, preds, c) {
			continue
		}
		if holds(e, m, preds, c) {
			return c, true
		}
		if first == nil {
			first = c
		}
	}
	if first == nil {
		return nil, false
	}
	return first, true
}

// single reports whether a type is in each class of one parameter.
func single(e *env.Env, preds []typesys.Pred, t typesys.Type) bool {
	for _, p := range preds {
		if len(p.Args) == 1 && !entails(e, nil, typesys.Pred{Class: p.Class, Args: []typesys.Type{t}}, nil) {
			return false
		}
	}
	return true
}

// holds reports whether predicates hold once m is known.
func holds(e *env.Env, m *typesys.Meta, preds []typesys.Pred, t typesys.Type) bool {
	m.Ref = t
	defer func() { m.Ref = nil }()
	for _, p := range preds {
		if !entails(e, nil, p, nil) {
			return false
		}
	}
	return true
}
