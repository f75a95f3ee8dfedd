package kinds

import (
	"slices"

	"github.com/smelter-lang/smelter/transpile/diag"
	"github.com/smelter-lang/smelter/transpile/names"
	"github.com/smelter-lang/smelter/transpile/syntax"
	"github.com/smelter-lang/smelter/typesys"
	"github.com/smelter-lang/smelter/typesys/env"
)

// This file declares data types and aliases. They may refer to one another in any order:
// kinds are inferred for one group of mutually dependent definitions at a time.

// A typeNode is a definition that gives a type a name: a TypeDef or an AliasDef.
type typeNode struct {
	def   *syntax.TypeDef
	alias *syntax.AliasDef
	data  *env.DataType
	conv  *converter
}

func (d *declarer) types() {
	d.checkTypeNames()
	nodes := d.enterTypes()
	index := map[string]int{}
	for i, n := range nodes {
		index[n.name().Sym.String()] = i
	}
	deps := func(i int) []int { return nodes[i].mentions(index) }
	for _, group := range components(len(nodes), deps) {
		d.aliasesOf(group, nodes, index)
		d.dataOf(group, nodes)
	}
}

func (n *typeNode) name() *syntax.Name {
	if n.def != nil {
		return n.def.Name
	}
	return n.alias.Name
}

// checkTypeNames reports names that may not be defined or are defined twice.
func (d *declarer) checkTypeNames() {
	var types, ctors []syntax.Node
	sym := map[syntax.Node]*names.Symbol{}
	for _, t := range d.typeDefs {
		d.own(t.Name)
		types, sym[t] = append(types, t), t.Name.Sym
		for _, c := range t.Ctors {
			if c.Name.Sym != t.Name.Sym {
				d.own(c.Name)
			}
			ctors, sym[c] = append(ctors, c), c.Name.Sym
		}
	}
	for _, a := range d.aliasDefs {
		d.own(a.Name)
		types, sym[a] = append(types, a), a.Name.Sym
	}
	key := func(n syntax.Node) *names.Symbol { return sym[n] }
	unique(d, types, key, "Duplicate type definitions", "definition")
	unique(d, ctors, key, "Duplicate constructor definitions", "definition")
	for _, t := range d.typeDefs {
		d.uniqueVars(t.Vars, "Duplicate type variable definitions", "definition")
		for _, c := range t.Ctors {
			d.uniqueFields(c.FieldNames)
		}
	}
	for _, a := range d.aliasDefs {
		d.uniqueVars(a.Vars, "Duplicate type variable definitions", "definition")
	}
}

// uniqueFields reports repeated fields of a struct.
func (d *declarer) uniqueFields(fields []*syntax.Name) {
	for i, f := range fields {
		same := func(g *syntax.Name) bool { return g.Sym.Name == f.Sym.Name }
		if j := slices.IndexFunc(fields[:i], same); j >= 0 {
			d.errs.Add(diag.Twice("duplicate-definition", "Duplicate field definitions", "definition",
				fields[j].Span(), f.Span()))
		}
	}
}

// enterTypes makes the constructors of all types known, with kinds still to be inferred.
func (d *declarer) enterTypes() []*typeNode {
	var nodes []*typeNode
	for _, t := range d.typeDefs {
		n := &typeNode{def: t, conv: d.head(t.Vars)}
		kinds := make([]typesys.Kind, len(n.conv.own))
		data := &env.DataType{
			Struct: t.Flavor == syntax.StructFlavor,
			Except: t.Flavor == syntax.ExceptionFlavor,
			Resume: t.Flavor == syntax.ResumptionFlavor,
		}
		for i, v := range n.conv.own {
			data.Params = append(data.Params, v.(*typesys.Var))
			kinds[i] = data.Params[i].Kind
		}
		data.Con = &typesys.Con{
			Name: t.Name.Sym.String(), Shown: t.Name.Text,
			Kind: typesys.KindArrow(kinds, typesys.Star{}),
		}
		n.data = data
		d.env.AddType(data)
		d.info.Data[t] = data
		nodes = append(nodes, n)
	}
	for _, a := range d.aliasDefs {
		nodes = append(nodes, &typeNode{alias: a, conv: d.head(a.Vars)})
	}
	return nodes
}

// head returns a converter whose variables are those of a definition's head, and no
// others.
func (d *declarer) head(vars []*syntax.TypeVar) *converter {
	c := d.scope.converter()
	for i, v := range vars {
		if sameVar(vars[:i], v) == nil {
			c.bind(v.Name)
		}
	}
	c.closed = true
	return c
}

// mentions returns the definitions that a definition depends on.
func (n *typeNode) mentions(index map[string]int) []int {
	var out []int
	add := func(x *syntax.TypeName) {
		if i, ok := index[x.Sym.String()]; ok {
			out = append(out, i)
		}
	}
	if n.alias != nil {
		eachName(n.alias.Type, add)
		return out
	}
	for _, c := range n.def.Ctors {
		for _, f := range c.Fields {
			eachName(f, add)
		}
	}
	return out
}

// eachName calls visit with the constructors and aliases that a type mentions.
func eachName(x syntax.TypeExpr, visit func(*syntax.TypeName)) {
	all := func(xs []syntax.TypeExpr) {
		for _, x := range xs {
			eachName(x, visit)
		}
	}
	switch x := x.(type) {
	case *syntax.TypeName:
		visit(x)
	case *syntax.TypeApp:
		eachName(x.Fun, visit)
		all(x.Args)
	case *syntax.TypeFn:
		all(x.Params)
		for _, k := range x.Keys {
			eachName(k.Type, visit)
		}
		all(x.Results)
	case *syntax.TypePack:
		all(x.Elems)
	}
}

// aliasesOf converts the aliases of a group, each after those that it mentions, so that
// they can be replaced when the data types of the group are converted.
func (d *declarer) aliasesOf(group []int, nodes []*typeNode, index map[string]int) {
	var aliases []*typeNode
	at := map[int]int{}
	for _, i := range group {
		if nodes[i].alias != nil {
			at[i] = len(aliases)
			aliases = append(aliases, nodes[i])
		}
	}
	deps := func(i int) []int {
		var out []int
		for _, j := range aliases[i].mentions(index) {
			if k, ok := at[j]; ok {
				out = append(out, k)
			}
		}
		return out
	}
	for _, order := range components(len(aliases), deps) {
		for _, i := range order {
			d.alias(aliases[i])
		}
	}
}

func (d *declarer) alias(n *typeNode) {
	def := n.alias
	a := &env.Alias{Name: def.Name.Sym.String(), Shown: def.Name.Text, Type: typesys.Invalid{}}
	for _, v := range n.conv.own {
		a.Params = append(a.Params, v.(*typesys.Var))
	}
	self := false
	eachName(def.Type, func(x *syntax.TypeName) {
		if x.Sym == def.Name.Sym || d.pendingAlias(x.Sym) {
			self = true
		}
	})
	if self {
		d.errs.Add(cyclicAlias(def))
		d.finishAlias(a)
		return
	}
	before := d.errs.Errors()
	t := n.conv.typ(def.Type, d.scope.shared.supply.Kind())
	if d.errs.Errors() == before {
		a.Type = t
	}
	for _, v := range def.Vars {
		if !mentionsVar(def.Type, v.Name) {
			d.errs.Add(unusedAliasVar(v))
		}
	}
	d.finishAlias(a)
}

// pendingAlias reports whether a symbol is an alias of this unit that is not converted
// yet. One that is met while another is converted can only be part of a cycle.
func (d *declarer) pendingAlias(sym *names.Symbol) bool {
	if d.env.Alias(sym.String()) != nil || d.env.Type(sym.String()) != nil {
		return false
	}
	for _, a := range d.aliasDefs {
		if a.Name.Sym == sym {
			return true
		}
	}
	return false
}

func (d *declarer) finishAlias(a *env.Alias) {
	kinds := make([]typesys.Kind, len(a.Params))
	for i, v := range a.Params {
		kinds[i] = v.Kind
	}
	a.Kind = typesys.KindArrow(kinds, typesys.KindOf(a.Type))
	d.env.AddAlias(a)
}

func mentionsVar(x syntax.TypeExpr, name string) bool {
	any := func(xs []syntax.TypeExpr) bool {
		for _, x := range xs {
			if mentionsVar(x, name) {
				return true
			}
		}
		return false
	}
	switch x := x.(type) {
	case *syntax.TypeVar:
		return x.Name == name
	case *syntax.TypeApp:
		return mentionsVar(x.Fun, name) || any(x.Args)
	case *syntax.TypeFn:
		for _, k := range x.Keys {
			if mentionsVar(k.Type, name) {
				return true
			}
		}
		return any(x.Params) || any(x.Results)
	case *syntax.TypePack:
		return any(x.Elems)
	}
	return false
}
