// Package kinds turns the declarations of a unit into knowledge about types: data types
// and their constructors, aliases, classes, instance heads and declared types.
//
// In comes a unit of a parsed module; out go entries of an environment and an Info that
// leads from declarations to them. Bodies are left to typesys/infer, which uses Scope
// for the types written inside them. Everything wrong is reported in the order in which
// Coalton finds it: types, classes, instances, declared types.
package kinds

import (
	"slices"

	"github.com/smelter-lang/smelter/transpile/diag"
	"github.com/smelter-lang/smelter/transpile/names"
	"github.com/smelter-lang/smelter/transpile/scc"
	"github.com/smelter-lang/smelter/transpile/source"
	"github.com/smelter-lang/smelter/transpile/syntax"
	"github.com/smelter-lang/smelter/typesys"
	"github.com/smelter-lang/smelter/typesys/env"
)

// An Info leads from the declarations of a unit to what they declared.
type Info struct {
	Data     map[*syntax.TypeDef]*env.DataType
	Classes  map[*syntax.ClassDef]*env.Class
	Declared map[*syntax.Declare]*Declared
	// Instances has those that were accepted: first the written ones in source order,
	// then the derived ones.
	Instances []*Instance
}

// A Declared is what a declare says. Binders are the variables of an explicit forall,
// which are in scope in the definition.
type Declared struct {
	Scheme  *typesys.Scheme
	Binders []*typesys.Var
}

// An Instance is an instance definition whose head is in order. Its Inst.Vars are in
// scope in the methods by their names.
type Instance struct {
	Def   *syntax.InstanceDef
	Inst  *env.Instance
	Class *env.Class
	// Methods, filled by Check, has the method that each of Def.Methods defines, nil if
	// the class has none of that name. Those of the methods that come with an explicit
	// forall in the class have their own variables in scope too.
	Methods []*env.Method
}

// Declare adds what a unit declares to e. The derived instances it makes are not part of
// u; they are found in the result.
func Declare(u *syntax.Unit, m *syntax.Module, e *env.Env, errs *diag.List) *Info {
	d := &declarer{
		module: m, pkg: u.Pkg, env: e, errs: errs,
		scope: NewScope(m, e, &typesys.Supply{}, errs),
		info: &Info{
			Data:     map[*syntax.TypeDef]*env.DataType{},
			Classes:  map[*syntax.ClassDef]*env.Class{},
			Declared: map[*syntax.Declare]*Declared{},
		},
	}
	for _, class := range u.Lost {
		e.LoseInstance(class.String())
	}
	d.sort(u)
	d.types()
	d.classes()
	d.instances()
	d.values()
	return d.info
}

type declarer struct {
	// Given by the caller, fixed for the unit.
	module *syntax.Module
	pkg    *names.Package
	env    *env.Env
	errs   *diag.List
	scope  *Scope // the empty one

	// The unit's declarations by sort, in source order.
	typeDefs     []*syntax.TypeDef
	aliasDefs    []*syntax.AliasDef
	classDefs    []*syntax.ClassDef
	instanceDefs []*syntax.InstanceDef
	declares     []*syntax.Declare
	natives      []*syntax.NativeDef
	defines      []*syntax.Define

	// The answer, filled as we go.
	info *Info
}

func (d *declarer) sort(u *syntax.Unit) {
	for _, decl := range u.Decls {
		switch decl := decl.(type) {
		case *syntax.TypeDef:
			d.typeDefs = append(d.typeDefs, decl)
		case *syntax.AliasDef:
			d.aliasDefs = append(d.aliasDefs, decl)
		case *syntax.ClassDef:
			d.classDefs = append(d.classDefs, decl)
		case *syntax.InstanceDef:
			d.instanceDefs = append(d.instanceDefs, decl)
		case *syntax.Declare:
			d.declares = append(d.declares, decl)
		case *syntax.NativeDef:
			d.natives = append(d.natives, decl)
		case *syntax.Define:
			d.defines = append(d.defines, decl)
		}
	}
}

// own reports a name that is defined here but belongs to another package: it was
// inherited, and only its own package may define it.
func (d *declarer) own(n *syntax.Name) { d.ownAt(n, n.Span()) }

// ownAt is own for a name that is reported at another place.
func (d *declarer) ownAt(n *syntax.Name, at source.Span) {
	if n.Sym.Pkg != d.pkg && n.Sym.Pkg != nil {
		d.errs.Add(foreignName(n, at, d.pkg))
	}
}

// unique reports later nodes whose key an earlier one has.
func unique[T syntax.Node](d *declarer, all []T, key func(T) *names.Symbol, title, what string) {
	seen := make(map[*names.Symbol]T, len(all))
	for _, n := range all {
		if first, dup := seen[key(n)]; dup {
			d.errs.Add(diag.Twice("duplicate-definition", title, what, first.Span(), n.Span()))
			key(n).Break(false)
			continue
		}
		seen[key(n)] = n
	}
}

// uniqueVars reports repeated variables of a head.
func (d *declarer) uniqueVars(vars []*syntax.TypeVar, title, what string) {
	for i, v := range vars {
		for _, w := range vars[:i] {
			if v.Name == w.Name {
				d.errs.Add(diag.Twice("duplicate-variable", title, what, w.Span(), v.Span()))
				break
			}
		}
	}
}

// components returns the strongly connected components of n definitions, each after those
// that it depends on. In a component they are in source order.
func components(n int, deps func(int) []int) [][]int {
	out := scc.Components(n, nil, func(i int, visit func(int)) {
		for _, j := range deps(i) {
			visit(j)
		}
	})
	for _, group := range out {
		slices.Sort(group)
	}
	return out
}
