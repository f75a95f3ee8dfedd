// Package infer gives a type to every expression of a module and a scheme to every
// definition.
//
// In come a unit, what its names refer to and in which groups its definitions depend on
// one another, and what its declarations say; out go an Info with the type of each node
// and the type arguments at each use of something polymorphic, and the unit's values in
// the environment. Whether matches cover their types is left to typesys/exhaust, which
// instance a method means to later phases.
//
// It is Hindley and Milner's inference with type classes, done in the order in which
// Coalton does it, since the first error found is the one that is shown first:
// definitions without a declaration, group by group; those with one, in the order of the
// text; methods; toplevel expressions. Each expression is inferred against the type its
// place expects, so that a mismatch is reported at the innermost form. After an error
// the form has the type Invalid, which agrees with everything.
package infer

import (
	"github.com/smelter-lang/smelter/transpile/diag"
	"github.com/smelter-lang/smelter/transpile/names"
	"github.com/smelter-lang/smelter/transpile/resolve"
	"github.com/smelter-lang/smelter/transpile/syntax"
	"github.com/smelter-lang/smelter/typesys"
	"github.com/smelter-lang/smelter/typesys/entail"
	"github.com/smelter-lang/smelter/typesys/env"
	"github.com/smelter-lang/smelter/typesys/kinds"
)

type inferer struct {
	// Given by the caller, fixed for the unit.
	module *syntax.Module
	names  *resolve.Info
	decls  *kinds.Info
	env    *env.Env
	errs   *diag.List

	// The answer, filled as we go.
	info *Info

	// What is known of names.
	locals  []binding                    // by the ID of the Name that binds it
	open    map[string]binding           // toplevel definitions of the group being inferred
	globals map[*names.Symbol]*env.Value // looked up already
	gensyms map[*names.Symbol]syntax.ID  // local names that no text contains

	// Where we are.
	supply  typesys.Supply
	level   int             // nesting of binding groups; metas above it may be generalised
	wanted  []entail.Wanted // predicates that have to hold, not solved yet
	fields  []access        // accessors of structs that are not known yet
	returns *returns        // of the innermost function; nil outside of functions
	scope   *kinds.Scope    // what type variables mean
	tainted int             // uses of names whose definitions have errors
	head    *syntax.Var     // what is being called

	undecided []*member       // definitions of a script
	postponed []entail.Wanted // what they need
}

// Unit infers a unit and adds what it learns to info. Kinds has declared its types,
// classes, instances and declarations.
func Unit(u *syntax.Unit, m *syntax.Module, uses *resolve.Info, decls *kinds.Info, e *env.Env,
	info *Info, errs *diag.List) {
	in := &inferer{
		module: m, names: uses, decls: decls, env: e, errs: errs, info: info,
		open: map[string]binding{}, globals: map[*names.Symbol]*env.Value{}, gensyms: map[*names.Symbol]syntax.ID{},
	}
	info.grow(m.Maker.Count())
	in.locals = make([]binding, len(info.Types))
	in.scope = kinds.NewScope(m, e, &in.supply, errs)
	in.definitions()
	for _, i := range decls.Instances {
		in.instance(i)
	}
	kinds.Specialize(u, m, e, errs)
	for _, d := range u.Decls {
		if x, ok := d.(*syntax.TopExpr); ok {
			in.toplevel(x)
		}
	}
	in.decide()
}

// definitions infers the definitions of the unit: those without a declaration by groups,
// then the others.
func (in *inferer) definitions() {
	in.names.Report(0, in.errs)
	for i, d := range in.names.Declared {
		in.bindScheme(toplevelMember(d), in.decls.Declared[in.names.Declares[i]].Scheme)
	}
	for _, group := range in.names.Groups {
		ms := make([]*member, len(group))
		for i, d := range group {
			ms[i] = toplevelMember(d)
		}
		in.infer(ms)
	}
	for i, d := range in.names.Declared {
		in.check(toplevelMember(d), in.decls.Declared[in.names.Declares[i]])
	}
	for _, group := range in.names.Order {
		for _, d := range group {
			in.info.Order = append(in.info.Order, d.Name.Sym.String())
		}
	}
}

func toplevelMember(d *syntax.Define) *member {
	return &member{name: d.Name, global: d.Name.Sym.String(), define: d}
}

// toplevel infers an expression of a script. It may have any type, or none.
func (in *inferer) toplevel(x *syntax.TopExpr) {
	mk := in.enter()
	in.expr(x.Value, of(in.freshPack()))
	own := in.leave(mk, nil)
	if in.faults() > mk.errors {
		return
	}
	deferred, retained := in.split(own)
	deferred, _ = in.defaultUnreachable(deferred, retained, nil)
	in.reportTop(deferred, in.unknownInstance)
}

// void is the type of what computes no value.
var void = &typesys.Pack{}

// NewInfo returns the empty Info of a module.
func NewInfo(e *env.Env) *Info {
	return &Info{
		Coercions: map[syntax.ID]typesys.Type{}, Fields: map[syntax.ID]Field{},
		Reified: map[syntax.ID]*typesys.Scheme{}, Extra: map[syntax.ID][][]typesys.Type{}, Env: e,
	}
}

// grow makes room for n nodes. Units of one module share the slices.
func (info *Info) grow(n int) {
	if more := n - len(info.Types); more > 0 {
		info.Types = append(info.Types, make([]typesys.Type, more)...)
		info.Insts = append(info.Insts, make([][]typesys.Type, more)...)
		info.Locals = append(info.Locals, make([]*typesys.Scheme, more)...)
	}
}

func (in *inferer) fresh() *typesys.Meta     { return in.supply.Star(in.level) }
func (in *inferer) freshPack() *typesys.Meta { return in.supply.Pack(in.level) }
func (in *inferer) freshRow() *typesys.Meta  { return in.supply.Row(in.level) }

// unify makes a type what is wanted of it and reports whether it could.
func (in *inferer) unify(want, got typesys.Type) bool { return typesys.Unify(got, want) == nil }

// faults counts what makes conclusions about unknown types worthless: errors, and
// uses of what has errors.
func (in *inferer) faults() int { return in.errs.Errors() + in.tainted }
