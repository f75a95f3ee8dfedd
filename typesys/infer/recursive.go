package infer

import (
	"github.com/smelter-lang/smelter/transpile/syntax"
	"github.com/smelter-lang/smelter/typesys"
	"github.com/smelter-lang/smelter/typesys/env"
)

// This file decides which local bindings may refer to one another: functions, or values
// that are nothing but constructors around one another, which are tied when all of them
// have been allocated. Everything else would be needed before it is computed.

// A localBind is a binding of a let or a loop.
type localBind struct {
	name  *syntax.Name
	value syntax.Expr
}

// A ring is bindings that refer to one another, or a single one.
type ring struct {
	binds        []localBind
	checked, bad bool
}

type ringList []*ring

// rings returns the bindings of a let by mutual recursion.
func rings(order [][]*syntax.LetBind) ringList {
	list := make(ringList, len(order))
	for i, group := range order {
		list[i] = &ring{}
		for _, b := range group {
			list[i].binds = append(list[i].binds, localBind{b.Name, b.Value})
		}
	}
	return list
}

// check reports, once for all its bindings, that the ring of a name makes no sense. It
// returns whether it does.
func (list ringList) check(in *inferer, n *syntax.Name) bool {
	for _, r := range list {
		for _, b := range r.binds {
			if b.name == n {
				if !r.checked {
					r.checked, r.bad = true, !in.checkRecursive(r.binds)
				}
				return !r.bad
			}
		}
	}
	return true
}

// checkRecursive reports a group of bindings that refer to one another, or one that
// refers to itself, and may not. It returns whether they may.
func (in *inferer) checkRecursive(group []localBind) bool {
	if len(group) == 1 && !in.names.Recursive(group[0].name) {
		return true
	}
	var functions, values []localBind
	for _, b := range group {
		if syntax.IsLambda(b.value) {
			functions = append(functions, b)
		} else {
			values = append(values, b)
		}
	}
	switch {
	case len(values) == 0:
		return true
	case len(functions) > 0:
		in.recursiveMix(functions[0], group)
		return false
	}
	for _, b := range values {
		if !in.tied(b.value, values) {
			in.recursiveValues(b, group)
			return false
		}
	}
	return true
}

// tied reports whether a right side only builds data around the names of its group.
func (in *inferer) tied(e syntax.Expr, group []localBind) bool {
	call, ok := e.(*syntax.Call)
	if !ok || len(call.Keys) > 0 {
		return false
	}
	if v, ok := call.Fun.(*syntax.Var); !ok || !in.isConstructor(v, len(call.Args)) || !in.allocates(v) {
		return false
	}
	for _, a := range call.Args {
		if _, name := a.(*syntax.Var); !name && in.mentionsAny(a, group) && !in.tied(a, group) {
			return false
		}
	}
	return true
}

// allocates reports whether a constructor makes an object of its own, to which there can
// be a reference before it is filled.
func (in *inferer) allocates(v *syntax.Var) bool {
	d := in.env.Value(v.Sym.String()).Ctor.Data
	return d.Repr == env.Default && d.Con.Name != typesys.Optional.Name
}

// mentionsAny reports whether an expression uses a name of a group.
func (in *inferer) mentionsAny(e syntax.Expr, group []localBind) bool {
	found := false
	syntax.Walk(e, func(n syntax.Node) bool {
		if v, ok := n.(*syntax.Var); ok {
			id := in.local(v)
			for _, b := range group {
				found = found || id != 0 && b.name.NodeID() == id
			}
		}
		return !found
	})
	return found
}
