package resolve

import (
	"slices"
	"strings"

	"github.com/smelter-lang/smelter/transpile/diag"
	"github.com/smelter-lang/smelter/transpile/names"
	"github.com/smelter-lang/smelter/transpile/syntax"
)

// This file walks a unit with the names in scope.
//
// The scope is a list of binders, innermost last; leaving a form cuts it back. What a
// symbol means is the last binder of it.

type resolver struct {
	info *Info
	errs *diag.List

	scope []*syntax.Name
	tops  []int32 // the binders of scope, as info.binders has them
	used  []bool  // by ID of a Name

	// Definitions of the unit that mention one another.
	globals map[*names.Symbol]int
	deps    [][]int32 // of toplevel definitions
	current int       // the definition being walked, or -1

	// Bindings of lets around: which one of which let a name is.
	member map[*syntax.Name]letMember
	inside []letMember // whose values we are in

	functions int            // around
	bindRHS   bool           // directly in the right side of a do bind
	recAll    []*syntax.Name // operators of the recs around
	tailRec   *syntax.Name   // whose tail position we may be in
	seen      []*syntax.Name // local names of the definition, in the order of warnings
}

type letMember struct {
	let   *bindings
	index int32
}

// Unit resolves a unit of a module.
func Unit(u *syntax.Unit, m *syntax.Module, errs *diag.List) *Info {
	n := m.Maker.Count()
	r := &resolver{
		errs: errs, current: -1,
		info: &Info{
			Uses: make([]*syntax.Name, n), unit: u, recursive: make([]bool, n), lets: make([]*bindings, n),
			late: map[syntax.ID][]finding{}, misused: map[syntax.ID]bool{},
			unused: map[syntax.ID]*Unused{}, binders: make([]binder, 1), scopes: make([]int32, n),
		},
		used:    make([]bool, n),
		globals: map[*names.Symbol]int{},
		member:  map[*syntax.Name]letMember{},
	}
	r.unit(u)
	return r.info
}

func (r *resolver) unit(u *syntax.Unit) {
	var defs []*syntax.Define
	declares := map[*names.Symbol]*syntax.Declare{}
	for _, d := range u.Decls {
		switch d := d.(type) {
		case *syntax.Define:
			if i, ok := r.globals[d.Name.Sym]; ok {
				r.late(0, syntax.Twice("duplicate-definition", "Duplicate definition", "definition", defs[i].Name, d.Name))
				d.Name.Sym.Break(false)
				continue
			}
			r.globals[d.Name.Sym] = len(defs)
			defs = append(defs, d)
		case *syntax.Declare:
			if old := declares[d.Name.Sym]; old != nil {
				r.late(0, diag.Twice("duplicate-declaration", "Duplicate declaration", "declaration", old.Name.Span(), d.Name.Span()))
				continue
			}
			declares[d.Name.Sym] = d
		}
	}
	for _, d := range u.Decls {
		if d, ok := d.(*syntax.Declare); ok {
			if _, defined := r.globals[d.Name.Sym]; !defined && !d.Name.Sym.Broken() {
				r.late(0, orphanDeclaration(d))
			}
		}
	}
	r.deps = make([][]int32, len(defs))
	for i, d := range defs {
		r.current = i
		r.define(d)
	}
	r.current = -1
	for _, d := range u.Decls {
		switch d := d.(type) {
		case *syntax.InstanceDef:
			for _, m := range d.Methods {
				r.define(m)
			}
		case *syntax.TopExpr:
			r.seen = nil
			r.expr(d.Value, false)
			if unused := r.unused(r.seen); len(unused) > 0 {
				r.info.unused[d.NodeID()] = &Unused{Body: unused}
			}
		}
	}
	r.order(defs, declares)
}

// order finds the groups of the toplevel definitions.
func (r *resolver) order(defs []*syntax.Define, declares map[*names.Symbol]*syntax.Declare) {
	declared := make([]bool, len(defs))
	for i, d := range defs {
		if x := declares[d.Name.Sym]; x != nil {
			declared[i] = true
			r.info.Declared = append(r.info.Declared, d)
			r.info.Declares = append(r.info.Declares, x)
		}
	}
	groups, order := arrange(r.deps, declared)
	for _, g := range groups {
		if len(g) == 1 && declared[g[0]] {
			continue
		}
		r.info.Groups = append(r.info.Groups, r.pickDefs(defs, g))
	}
	for _, g := range order {
		r.checkValues(r.pickDefs(defs, g), len(g) > 1 || slices.Contains(r.deps[g[0]], g[0]), declares)
		r.info.Order = append(r.info.Order, r.pickDefs(defs, g))
		for _, i := range g {
			r.info.recursive[defs[i].Name.NodeID()] = len(g) > 1 || slices.Contains(r.deps[i], int32(i))
		}
	}
}

func (r *resolver) pickDefs(defs []*syntax.Define, g []int32) []*syntax.Define {
	out := make([]*syntax.Define, len(g))
	for i, k := range g {
		out[i] = defs[k]
	}
	return out
}

// late keeps what is wrong with a form until its types are inferred: Coalton finds it
// only then, after all that is wrong with declarations. ID 0 is that of the unit.
func (r *resolver) late(id syntax.ID, d *diag.Diagnostic) {
	r.info.late[id] = append(r.info.late[id], finding{Diagnostic: d})
}

// bind puts a name in scope.
func (r *resolver) bind(n *syntax.Name) {
	r.info.binders = append(r.info.binders, binder{n, r.innermost()})
	r.scope = append(r.scope, n)
	r.tops = append(r.tops, int32(len(r.info.binders)-1))
}

// innermost returns the binder that was put in scope last.
func (r *resolver) innermost() int32 {
	if len(r.tops) == 0 {
		return 0
	}
	return r.tops[len(r.tops)-1]
}

// cut cuts the scope back to a height.
func (r *resolver) cut(height int) { r.scope, r.tops = r.scope[:height], r.tops[:height] }

// note keeps names for the warnings about those that nothing uses. Coalton reports the
// names of a form after what is inside it, and those of a statement before what follows.
func (r *resolver) note(list []*syntax.Name) {
	for _, n := range list {
		if n.Sym.Pkg != nil && !strings.HasPrefix(n.Text, "_") {
			r.seen = append(r.seen, n)
		}
	}
}

// leave notes the names above a height and cuts the scope back to it.
func (r *resolver) leave(height int) {
	r.note(r.scope[height:])
	r.cut(height)
}

// unused returns the names that nothing refers to.
func (r *resolver) unused(list []*syntax.Name) []*syntax.Name {
	var out []*syntax.Name
	for _, n := range list {
		if !r.used[n.NodeID()] {
			out = append(out, n)
		}
	}
	return out
}

// variable finds what a name means.
func (r *resolver) variable(v *syntax.Var) *syntax.Name {
	for i := len(r.scope) - 1; i >= 0; i-- {
		n := r.scope[i]
		if n.Sym != v.Sym {
			continue
		}
		r.info.Uses[v.NodeID()] = n
		r.used[n.NodeID()] = true
		if m, ok := r.member[n]; ok {
			for _, in := range r.inside {
				if in.let == m.let && !slices.Contains(m.let.deps[in.index], m.index) {
					m.let.deps[in.index] = append(m.let.deps[in.index], m.index)
				}
			}
		}
		return n
	}
	if id := int(v.NodeID()); id < len(r.info.scopes) {
		r.info.scopes[id] = r.innermost()
	}
	if i, ok := r.globals[v.Sym]; ok && r.current >= 0 && !slices.Contains(r.deps[r.current], int32(i)) {
		r.deps[r.current] = append(r.deps[r.current], int32(i))
	}
	return nil
}

// define walks a definition and collects its unused names.
func (r *resolver) define(d *syntax.Define) {
	r.seen = nil
	var params []*syntax.Name
	if d.Function {
		params = r.function(d.NodeID(), d.Params, d.Keys, d.Body)
	} else {
		r.body(d.Body, false)
	}
	body := r.unused(r.seen)
	r.seen = nil
	r.note(params)
	if own := r.unused(r.seen); len(body)+len(own) > 0 {
		r.info.unused[d.NodeID()] = &Unused{Body: body, Params: own}
	}
}

// function walks parameters and a body; it returns the names of the parameters.
func (r *resolver) function(id syntax.ID, params []syntax.Pattern, keys []*syntax.KeyParam, b *syntax.Body) []*syntax.Name {
	height := len(r.scope)
	rhs := r.bindRHS
	r.bindRHS = false
	r.functions++
	for _, p := range params {
		r.patternNames(p)
	}
	r.distinct(id, r.scope[height:], "Duplicate parameters name", "parameter")
	for _, k := range keys {
		r.expr(k.Default, false)
		r.bind(k.Name)
	}
	r.body(b, false)
	bound := slices.Clone(r.scope[height:])
	r.cut(height)
	r.functions--
	r.bindRHS = rhs
	return bound
}

// distinct reports names that a form binds twice.
func (r *resolver) distinct(id syntax.ID, list []*syntax.Name, title, what string) {
	for i, n := range list {
		for _, m := range list[:i] {
			if m.Sym == n.Sym {
				r.late(id, syntax.Twice("duplicate-name", title, what, m, n))
				return
			}
		}
	}
}

// pattern binds the variables of a pattern.
func (r *resolver) pattern(p syntax.Pattern) {
	height := len(r.scope)
	r.patternNames(p)
	if _, single := p.(*syntax.VarPat); !single {
		r.distinct(p.NodeID(), r.scope[height:], "Duplicate pattern variable", "definition")
	}
}

func (r *resolver) patternNames(p syntax.Pattern) {
	switch p := p.(type) {
	case *syntax.VarPat:
		r.bind(p.Name)
	case *syntax.AsPat:
		r.bind(p.Name)
		r.patternNames(p.Pat)
	case *syntax.CtorPat:
		for _, a := range p.Args {
			r.patternNames(a)
		}
	}
}

// body walks the statements of a body; tail says whether its value is that of a rec.
func (r *resolver) body(b *syntax.Body, tail bool) {
	height := len(r.scope)
	for _, s := range b.Stmts {
		if _, dyn := s.(*syntax.DynStmt); dyn {
			tail = false
		}
		r.stmt(s)
	}
	r.expr(b.Last, tail)
	r.cut(height)
}

func (r *resolver) stmt(s syntax.Stmt) {
	height := len(r.scope)
	r.bindings(s)
	r.note(r.scope[height:])
}

// bindings walks a statement and binds its names.
func (r *resolver) bindings(s syntax.Stmt) {
	switch s := s.(type) {
	case *syntax.ExprStmt:
		r.expr(s.Value, false)
	case *syntax.LetStmt:
		r.expr(s.Value, false)
		r.pattern(s.Pattern)
	case *syntax.ValuesStmt:
		r.expr(s.Value, false)
		for _, p := range s.Names {
			r.pattern(p)
		}
	case *syntax.DynStmt:
		r.variable(s.Var)
		r.expr(s.Value, false)
	case *syntax.BindStmt:
		outer := r.bindRHS
		r.bindRHS = true
		r.expr(s.Value, false)
		r.bindRHS = outer
		r.pattern(s.Pattern)
	}
}

// checkValues reports toplevel values that depend on themselves. A value with class
// constraints is computed at each use, so it counts as a function.
func (r *resolver) checkValues(group []*syntax.Define, recursive bool, declares map[*names.Symbol]*syntax.Declare) {
	var values, others []*syntax.Define
	for _, d := range group {
		declared := declares[d.Name.Sym]
		if d.IsFunction() || declared != nil && len(declared.Type.Preds) > 0 {
			others = append(others, d)
		} else {
			values = append(values, d)
		}
	}
	if !recursive || len(values) == 0 {
		return
	}
	id := r.firstInferred(group).NodeID()
	r.info.late[id] = append(r.info.late[id], finding{recursiveValue(values[0].Name, group, len(others) > 0), group})
}

// firstInferred returns the definition of a group whose type is inferred first: one
// without a declaration if there is one.
func (r *resolver) firstInferred(group []*syntax.Define) *syntax.Define {
	for _, g := range r.info.Groups {
		for _, d := range g {
			if slices.Contains(group, d) {
				return d
			}
		}
	}
	return group[0]
}
