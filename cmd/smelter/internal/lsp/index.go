package lsp

import (
	"slices"
	"strings"

	"github.com/smelter-lang/smelter/transpile"
	"github.com/smelter-lang/smelter/transpile/names"
	"github.com/smelter-lang/smelter/transpile/reader"
	"github.com/smelter-lang/smelter/transpile/resolve"
	"github.com/smelter-lang/smelter/transpile/source"
	"github.com/smelter-lang/smelter/transpile/syntax"
)

// This file lists where a file names what: the definitions and uses of everything that has a
// name.

// A space is a kind of names.
type space uint8

const (
	aValue space = iota
	aType
	aClass
	aField
)

// An entity is what a name stands for.
type entity struct {
	local *syntax.Name  // the Name that binds it, if it is local
	sym   *names.Symbol // if it is global; of a field, the struct
	space space
	field string // folded
}

// An occurrence is a place where an entity is named.
type occurrence struct {
	entity
	at      source.Span // of the name alone, without the prefix of a package
	node    syntax.Node
	defines bool
}

// An index has the occurrences of a file, in its order.
type index struct {
	list  []occurrence
	types map[*syntax.Name]syntax.ID // of local names: a node whose type is theirs
	units []unitOf
}

// A unitOf is a unit and what its names refer to.
type unitOf struct {
	*syntax.Unit
	names *resolve.Info
}

type indexer struct {
	*index
	module *transpile.Module
	names  *resolve.Info
	roles  map[syntax.ID]role // of Names and TypeNames whose parents were visited
}

// A role is what a node of a name is in the form around it.
type role struct {
	entity
	defines bool
}

// indexed returns the index of a file of the program.
func (snap *snapshot) indexed(m *transpile.Module) *index {
	x := snap.indexes[m]
	if x == nil {
		x = indexOf(m)
		snap.indexes[m] = x
	}
	return x
}

// indexOf makes the index of a file.
func indexOf(m *transpile.Module) *index {
	x := &indexer{
		index:  &index{types: map[*syntax.Name]syntax.ID{}},
		module: m, roles: map[syntax.ID]role{},
	}
	for i, u := range m.Syntax.Units {
		x.names = m.Names[i]
		x.units = append(x.units, unitOf{u, x.names})
		syntax.WalkUnit(u, x.visit)
	}
	x.clauses()
	slices.SortStableFunc(x.list, func(a, b occurrence) int { return int(a.at.Lo) - int(b.at.Lo) })
	x.list = slices.CompactFunc(x.list, func(a, b occurrence) bool { return a.at == b.at && a.entity == b.entity })
	return x.index
}

// at returns the occurrence at an offset, or nil. Behind a name is still at it, unless another
// one begins there.
func (x *index) at(offset int) *occurrence {
	var out *occurrence
	for i := range x.list {
		if o := &x.list[i]; int(o.at.Lo) <= offset && offset <= int(o.at.Hi) {
			out = o
		}
	}
	return out
}

// of returns the occurrences of an entity.
func (x *index) of(e entity) []occurrence {
	var out []occurrence
	for _, o := range x.list {
		if o.entity == e {
			out = append(out, o)
		}
	}
	return out
}

// visit notes the names of a node, and what those below it are.
func (x *indexer) visit(n syntax.Node) bool {
	switch n := n.(type) {
	case *syntax.InstanceDef:
		for _, m := range n.Methods {
			x.role(m.Name, global(m.Name.Sym, aValue), false)
		}
		return !n.Derived
	case *syntax.Name:
		x.name(n)
	case *syntax.TypeName:
		r, ok := x.roles[n.NodeID()]
		if !ok {
			r.entity = global(n.Sym, aType)
		}
		x.add(n, n.Text, r)
	case *syntax.Var:
		x.variable(n)
	case *syntax.Accessor:
		x.accessor(n)
	case syntax.Decl:
		x.decl(n)
	default:
		x.inside(n)
	}
	return true
}

func global(s *names.Symbol, in space) entity { return entity{sym: s, space: in} }

func (x *indexer) role(n syntax.Node, e entity, defines bool) {
	if _, known := x.roles[n.NodeID()]; !known {
		x.roles[n.NodeID()] = role{e, defines}
	}
}

// decl finds out what the names of a toplevel form are.
func (x *indexer) decl(n syntax.Decl) {
	switch n := n.(type) {
	case *syntax.Declare:
		x.role(n.Name, global(n.Name.Sym, aValue), false)
	case *syntax.Define:
		x.role(n.Name, global(n.Name.Sym, aValue), true)
	case *syntax.NativeDef:
		x.role(n.Name, global(n.Name.Sym, aValue), true)
	case *syntax.TypeDef:
		x.role(n.Name, global(n.Name.Sym, aType), true)
		for _, c := range n.Ctors {
			x.ctor(n, c)
		}
		for _, d := range n.Derive {
			x.role(d, global(d.Sym, aClass), false)
		}
	case *syntax.AliasDef:
		x.role(n.Name, global(n.Name.Sym, aType), true)
	case *syntax.ClassDef:
		x.role(n.Name, global(n.Name.Sym, aClass), true)
		for _, m := range n.Methods {
			x.role(m.Name, global(m.Name.Sym, aValue), true)
		}
	case *syntax.MacroDef:
		x.role(n.Name, global(n.Name.Sym, aValue), true)
		x.template(n.Form)
	}
}

// ctor finds out what the names of a constructor are. That of a struct is the type's.
func (x *indexer) ctor(t *syntax.TypeDef, c *syntax.CtorDef) {
	e := global(c.Name.Sym, aValue)
	if c.Name.Span() == t.Name.Span() {
		e.space = aType
	}
	x.role(c.Name, e, true)
	for _, f := range c.FieldNames {
		x.role(f, entity{sym: c.Name.Sym, space: aField, field: f.Sym.Name}, true)
	}
}

// template notes the names in the definition of a macro, whose expansions have other places.
func (x *indexer) template(f *reader.Form) {
	if f.Kind == reader.Symbol && f.Sym != nil {
		x.list = x.addAt(f.Span, f.Text, role{x.canonical(global(f.Sym, aValue)), false}, nil)
	}
	for _, y := range f.Items {
		x.template(y)
	}
}

// inside finds out what the names in other forms are.
func (x *indexer) inside(n syntax.Node) {
	switch n := n.(type) {
	case *syntax.CtorPat:
		x.role(n.Ctor, x.canonical(global(n.Ctor.Sym, aValue)), false)
	case *syntax.PredExpr:
		x.role(n.Class, global(n.Class.Sym, aClass), false)
	case *syntax.VarPat:
		x.types[n.Name] = n.NodeID()
	case *syntax.AsPat:
		x.types[n.Name] = n.NodeID()
	case *syntax.KeyParam:
		if n.Default != nil {
			x.types[n.Name] = n.Default.NodeID()
		}
	case *syntax.Let:
		x.bindings(n.Binds, n.Declares)
	case *syntax.Rec:
		x.bindings(n.Binds, n.Declares)
	case *syntax.For:
		for _, b := range n.Binds {
			x.types[b.Name] = b.Init.NodeID()
			x.declared(b.Name, n.Declares)
		}
	}
}

func (x *indexer) bindings(binds []*syntax.LetBind, declares []*syntax.LocalDeclare) {
	for _, b := range binds {
		x.types[b.Name] = b.Value.NodeID()
		x.declared(b.Name, declares)
	}
}

// declared finds the declarations of a local name.
func (x *indexer) declared(n *syntax.Name, declares []*syntax.LocalDeclare) {
	for _, d := range declares {
		if d.Name.Sym == n.Sym {
			x.role(d.Name, entity{local: n}, false)
		}
	}
}

// name notes a Name. One that has no role so far binds a local name.
func (x *indexer) name(n *syntax.Name) {
	r, ok := x.roles[n.NodeID()]
	if !ok {
		r = role{entity{local: n}, true}
	}
	x.add(n, n.Text, r)
}

func (x *indexer) variable(v *syntax.Var) {
	r := role{entity: x.canonical(global(v.Sym, aValue))}
	if n := x.names.Binder(v); n != nil {
		r.entity = entity{local: n}
		if _, known := x.types[n]; !known {
			x.types[n] = v.NodeID()
		}
	}
	x.add(v, v.Text, r)
}

func (x *indexer) accessor(a *syntax.Accessor) {
	f, ok := x.module.Types.Fields[a.NodeID()]
	if !ok {
		return
	}
	at := a.Span()
	at.Lo++ // the dot
	r := role{entity: entity{sym: x.symbol(f.Ctor.Name), space: aField, field: a.Field}}
	x.list = x.addAt(at, a.Field, r, a)
}

// symbol returns the symbol of a qualified name.
func (x *indexer) symbol(qualified string) *names.Symbol {
	pkg, name, _ := strings.Cut(qualified, ":")
	if p := x.module.Syntax.World.Find(pkg); p != nil {
		return p.Lookup(name)
	}
	return nil
}

// canonical returns the entity that a value is: the constructor of a struct or resumption is
// its type.
func (x *indexer) canonical(e entity) entity {
	if v := x.module.Types.Env.Value(e.sym.String()); v != nil && v.Ctor != nil && (v.Ctor.Data.Struct || v.Ctor.Data.Resume) {
		e.space = aType
	}
	return e
}

func (x *indexer) add(n syntax.Node, text string, r role) {
	x.list = x.addAt(n.Span(), text, r, n)
}

// addAt adds an occurrence, if the source has the name there: what a macro made stands at its
// call.
func (x *indexer) addAt(at source.Span, text string, r role, n syntax.Node) []occurrence {
	file := x.module.Syntax.File
	if at.File != file.ID || r.local == nil && r.sym == nil {
		return x.list
	}
	written := file.Text[at.Lo:at.Hi]
	if i := strings.LastIndexByte(written, ':'); i >= 0 {
		written = written[i+1:]
	}
	if names.Fold(written) != names.Fold(text) {
		return x.list
	}
	at.Lo = at.Hi - uint32(len(written))
	return append(x.list, occurrence{r.entity, at, n, r.defines})
}
