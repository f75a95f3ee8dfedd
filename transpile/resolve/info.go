// Package resolve decides what every name in a unit refers to, and in which order
// definitions depend on one another.
//
// In come a unit's trees; out goes an Info: the binder of every local variable, the
// definitions in groups that have to be checked together, the order in which values
// are computed, the local names that nothing uses. Misplaced returns, loops that leave
// by `rec` otherwise than by a tail call and names bound twice are reported. It does
// not look at types, nor at what other units define: that a global exists is left to
// typesys/infer, which knows of all of them.
package resolve

import (
	"iter"
	"slices"

	"github.com/smelter-lang/smelter/transpile/diag"
	"github.com/smelter-lang/smelter/transpile/names"
	"github.com/smelter-lang/smelter/transpile/syntax"
)

// An Info is what resolution learnt of a unit. Slices indexed by node ID are shared by
// all units of a module; read them through the methods, which also answer for nodes
// made later, such as derived instances that were never resolved.
type Info struct {
	// Uses has, at the ID of a Var, the Name that binds it: a parameter, a let, rec
	// or loop variable, a variable of a pattern, comprehension or keyword. It is nil
	// for a global, which Var.Sym tells.
	Uses []*syntax.Name

	// Groups has the definitions without a declaration, in strongly connected
	// components, in the order in which they are inferred: a group comes after
	// those it depends on, unrelated ones from the last of the source to the first.
	// Inside a group the order is that of the source.
	Groups [][]*syntax.Define
	// Declared has the definitions with a declaration, in source order. They are
	// checked after Groups.
	Declared []*syntax.Define
	// Declares has the declaration of each definition of Declared.
	Declares []*syntax.Declare
	// Order has all definitions, grouped by mutual recursion, in the order in which
	// values are computed at program start (language.md 13.2).
	Order [][]*syntax.Define

	late      map[syntax.ID][]finding
	misused   map[syntax.ID]bool // uses of recs that were reported
	unit      *syntax.Unit
	recursive []bool // by ID of a Name: its definition refers to itself
	lets      []*bindings
	unused    map[syntax.ID]*Unused

	binders []binder
	scopes  []int32 // by ID of a Var that is not local: the innermost binder around it
}

// A finding is a mistake that is reported when inference comes to a form, unless it follows
// from what was reported before: that a definition of the ring it is about has a name that
// means something else.
type finding struct {
	*diag.Diagnostic
	ring []*syntax.Define
}

// bindings is what is known of the bindings of a Let or For, by index.
type bindings struct {
	groups [][]int32 // in which they are inferred
	order  [][]int32 // in which they are computed
	deps   [][]int32 // what each one mentions of the others and itself
}

// A binder is a local name and what was visible where it begins.
type binder struct {
	name  *syntax.Name
	outer int32 // the next binder outwards; 0 is none
}

// An Unused is the local names of a definition that nothing refers to, as the warnings
// come: those of the body, then those of its own parameters. Names that begin with an
// underscore are left out.
type Unused struct {
	Body, Params []*syntax.Name
}

// Report adds to errs what is wrong with the names of a form. Inference asks for it when
// it comes to the form; id 0 is that of the unit as a whole.
func (in *Info) Report(id syntax.ID, errs *diag.List) {
	if len(in.late) == 0 {
		return
	}
	for _, f := range in.late[id] {
		if !slices.ContainsFunc(f.ring, func(d *syntax.Define) bool { return d.Name.Sym.Broken() }) {
			errs.Add(f.Diagnostic)
		}
	}
	delete(in.late, id)
}

// Misused reports whether a use of a name was found wrong, whatever its type.
func (in *Info) Misused(v *syntax.Var) bool { return in.misused[v.NodeID()] }

// Local returns the ID of the Name that a variable refers to, or 0 if it is global.
func (in *Info) Local(v *syntax.Var) syntax.ID {
	if n := in.Binder(v); n != nil {
		return n.NodeID()
	}
	return 0
}

// Binder returns the Name that a variable refers to, or nil if it is global.
func (in *Info) Binder(v *syntax.Var) *syntax.Name {
	if id := int(v.NodeID()); id < len(in.Uses) {
		return in.Uses[id]
	}
	return nil
}

// LetGroups returns the bindings of a let in the order in which they are inferred:
// those without a declaration in strongly connected components, dependencies first,
// then each declared one by itself. Each binding of a let* is a group of its own.
func (in *Info) LetGroups(e *syntax.Let) [][]*syntax.LetBind {
	return pick(in.let(e.NodeID()).groups, e.Binds)
}

// LetOrder returns the bindings of a let in the order in which they are computed,
// grouped by mutual recursion.
func (in *Info) LetOrder(e *syntax.Let) [][]*syntax.LetBind {
	return pick(in.let(e.NodeID()).order, e.Binds)
}

// ForOrder is LetOrder for the initial values of a loop.
func (in *Info) ForOrder(e *syntax.For) [][]*syntax.ForBind {
	return pick(in.let(e.NodeID()).order, e.Binds)
}

// Recursive reports whether the definition of a let-bound or toplevel name refers to
// itself, directly or through others of its group.
func (in *Info) Recursive(n *syntax.Name) bool {
	id := int(n.NodeID())
	return id < len(in.recursive) && in.recursive[id]
}

// Unused returns the unused local names of a toplevel definition or expression.
func (in *Info) Unused(d syntax.Decl) Unused {
	if u := in.unused[d.NodeID()]; u != nil {
		return *u
	}
	return Unused{}
}

// Visible yields the local names in scope at a global variable, the innermost first.
// It serves suggestions for a name that does not exist.
func (in *Info) Visible(v *syntax.Var) iter.Seq[*names.Symbol] {
	return func(yield func(*names.Symbol) bool) {
		for n := range in.Scope(v) {
			if !yield(n.Sym) {
				return
			}
		}
	}
}

// Scope yields the Names that bind what is in scope at a global variable, the innermost
// first.
func (in *Info) Scope(v *syntax.Var) iter.Seq[*syntax.Name] {
	return func(yield func(*syntax.Name) bool) {
		id := int(v.NodeID())
		if id >= len(in.scopes) {
			return
		}
		for i := in.scopes[id]; i != 0; i = in.binders[i].outer {
			if !yield(in.binders[i].name) {
				return
			}
		}
	}
}

var noBindings = &bindings{}

func (in *Info) let(id syntax.ID) *bindings {
	if int(id) < len(in.lets) && in.lets[id] != nil {
		return in.lets[id]
	}
	return noBindings
}

// pick returns the elements of all at the given indices.
func pick[T any](groups [][]int32, all []T) [][]T {
	out := make([][]T, len(groups))
	for i, g := range groups {
		out[i] = make([]T, len(g))
		for j, k := range g {
			out[i][j] = all[k]
		}
	}
	return out
}
