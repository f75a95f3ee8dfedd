package infer

import (
	"github.com/smelter-lang/smelter/transpile/syntax"
	"github.com/smelter-lang/smelter/typesys"
	"github.com/smelter-lang/smelter/typesys/env"
)

// This file types exceptions, resumptions and dynamic variables. What is thrown or
// resumed to must be known for an exception or resumption when it is met: nothing
// later in the program may decide it.

func (in *inferer) throw(e *syntax.Throw, want Expect) typesys.Type {
	t := in.expr(e.Value, of(in.fresh()))
	if d := in.dataOf(t); !typesys.IsInvalid(t) && (d == nil || !d.Except) {
		in.invalidThrow(e.Value)
	}
	return want.Type
}

func (in *inferer) resumeTo(e *syntax.ResumeTo, want Expect) typesys.Type {
	t := in.expr(e.Value, of(in.fresh()))
	if d := in.dataOf(t); !typesys.IsInvalid(t) && (d == nil || !d.Resume) {
		in.invalidResumeTo(e.Value)
	}
	return want.Type
}

func (in *inferer) catch(e *syntax.Catch, want Expect) typesys.Type {
	result := in.expr(e.Value, of(in.freshPack()))
	for _, b := range e.Branches {
		in.handlerPattern(b.Pattern, func(d *env.DataType) bool { return d.Except }, in.invalidCatch)
	}
	in.handlers(e, e.Branches, result)
	return in.meet(e, want, result)
}

func (in *inferer) resumable(e *syntax.Resumable, want Expect) typesys.Type {
	result := in.expr(e.Value, of(in.freshPack()))
	for _, b := range e.Branches {
		in.handlerPattern(b.Pattern, func(d *env.DataType) bool { return d.Resume }, in.invalidResumable)
	}
	in.handlers(e, e.Branches, result)
	return in.meet(e, want, result)
}

// handlerPattern types the pattern of a branch of catch or resumable. Each has a type
// of its own: the branches of one catch may be of several exception types.
func (in *inferer) handlerPattern(p syntax.Pattern, fits func(*env.DataType) bool, report func(syntax.Pattern)) {
	t := in.fresh()
	before := in.faults()
	in.pattern(p, t)
	if _, wild := p.(*syntax.WildPat); wild || in.faults() > before {
		return
	}
	if d := in.dataOf(t); d == nil || !fits(d) {
		report(p)
	}
}

func (in *inferer) handlers(form syntax.Node, branches []*syntax.Branch, result typesys.Type) {
	for i, b := range branches {
		in.body(b.Body, because(result, BranchOf, form, i+1))
	}
}

// dataOf returns the data type that a type is an application of, or nil.
func (in *inferer) dataOf(t typesys.Type) *env.DataType {
	if con := typesys.HeadCon(t); con != nil {
		return in.env.Type(con.Name)
	}
	return nil
}

// dynBind types (dynamic-bind ((*x* e)*) body).
func (in *inferer) dynBind(e *syntax.DynBind, want Expect) typesys.Type {
	for _, b := range e.Binds {
		in.rebind(b.Var, b.Value)
	}
	return in.body(e.Body, want)
}

// rebind types a new value of a dynamic variable, which keeps its type. Of a
// polymorphic variable the new value must be as polymorphic. It is refused if the type has
// a context: such a variable is computed at each use, and what its new value says of the
// old one would be said of itself.
func (in *inferer) rebind(v *syntax.Var, value syntax.Expr) {
	b, ok := in.dynamicType(v)
	t := b.mono
	switch {
	case !ok:
		t = in.fresh()
	case b.scheme != nil && len(b.scheme.Vars) > 0:
		in.info.Types[v.NodeID()] = b.scheme.Type
		in.rebindMany(v, b.scheme, value)
		return
	case b.scheme != nil:
		t = b.scheme.Type
	}
	in.info.Types[v.NodeID()] = t
	in.expr(value, of(t))
}

func (in *inferer) rebindMany(v *syntax.Var, scheme *typesys.Scheme, value syntax.Expr) {
	got := in.generalized(value, true)
	switch {
	case got == nil:
	case !typesys.EqualSchemes(got, scheme):
		in.dynamicMismatch(v, scheme, got)
	case len(scheme.Preds) > 0:
		in.dynamicOfMany(v, scheme)
	default:
		args := make([]typesys.Type, len(scheme.Vars))
		typesys.Match(scheme.Vars, scheme.Type, got.Type, args)
		in.info.Insts[v.NodeID()] = args
	}
}
