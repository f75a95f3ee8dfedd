// Package syntax holds the surface tree and its parser.
//
// In come interned forms; out goes a Module: declarations, expressions, patterns
// and types as written, with macros expanded. Trees are never changed after they
// are built: what a later phase learns about a node stands in that phase's Info,
// in a slice indexed by the node's ID. What a name refers to is left to resolve.
package syntax

import (
	"slices"

	"github.com/smelter-lang/smelter/transpile/names"
	"github.com/smelter-lang/smelter/transpile/source"
)

// An ID numbers the nodes of a Module densely from 1.
type ID uint32

// A Node is a place in the tree. All nodes embed node.
type Node interface {
	Span() source.Span
	NodeID() ID
}

type node struct {
	span source.Span
	id   ID
}

func (n node) Span() source.Span { return n.span }
func (n node) NodeID() ID        { return n.id }

// A Maker hands out nodes; the parser and deriving share one per module.
type Maker struct{ next ID }

// New returns the node part of a new tree node at a span.
func (m *Maker) New(at source.Span) node { m.next++; return node{at, m.next} }

// Count returns one more than the largest ID, the length of a slice indexed by ID.
func (m *Maker) Count() int { return int(m.next) + 1 }

// A Name is an identifier where it is defined: a definition, parameter, variable,
// field or constructor.
type Name struct {
	node
	Sym  *names.Symbol
	Text string // as written in the source, without package prefix
}

// A Module is one source file. It is one translation unit unless it is
// Lisp-wrapped, where each coalton-toplevel starts a unit.
type Module struct {
	File   *source.File
	Pkg    *names.Package
	World  *names.World // where Pkg and those it imports are from
	Script bool         // no package form: rules of scripts.md 2
	Units  []*Unit
	Maker  *Maker
	Deps   []*Import // packages and files that must be loaded before, in order
}

// A Unit is a set of definitions that see one another.
type Unit struct {
	Pkg   *names.Package // the module's, or another one of a Lisp-wrapped file
	Decls []Decl
	Lost  []*names.Symbol // classes of which instances had mistakes
	End   uint32          // of its coalton-toplevel, 0 if the unit is all of the file
}

// UnitAt returns the number of the unit that an offset of a Lisp-wrapped file is in, or
// before.
func (m *Module) UnitAt(offset uint32) int {
	i := slices.IndexFunc(m.Units, func(u *Unit) bool { return offset < u.End })
	if i < 0 {
		return len(m.Units)
	}
	return i
}

// An Import is a package the module needs.
type Import struct {
	Span source.Span
	Name string // folded package name, or ""
	Path string // relative file of (import ("./x.coal" as x)), or ""
}
