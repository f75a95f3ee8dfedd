package emit

import (
	"slices"

	"github.com/dave/jennifer/jen"

	"github.com/smelter-lang/smelter/transpile/core"
	"github.com/smelter-lang/smelter/transpile/source"
	"github.com/smelter-lang/smelter/typesys"
)

// This file prints statements.

// stmt prints e as statements, its value going to a destination. It reports whether Go
// sees that control does not come to their end.
func (f *fn) stmt(e core.Expr, to dest) (ends bool) {
	switch e := e.(type) {
	case *core.Let:
		if !f.isLong(e) {
			return f.let(e) || f.stmt(e.Body, to)
		}
		rest := f.part(e)
		return rest == nil || f.stmt(rest, to)
	case *core.LetRec:
		f.letRec(e)
		return f.stmt(e.Body, to)
	case *core.LetValues:
		return f.letValues(e) || f.stmt(e.Body, to)
	case *core.Values:
		return f.give(to, f.args(e.Elems)...)
	case *core.If:
		return f.choose(e, to)
	case *core.Switch:
		return f.switchOn(e, to)
	case *core.LitSwitch:
		return f.litSwitch(e, to)
	case *core.Call:
		return f.callStmt(e, to)
	case *core.Native:
		return f.nativeStmt(e, to)
	case *core.Assign:
		f.line(e.At, func() code { return f.set(dest{vars: []string{f.vars[e.Var].name}}, f.expr(e.Value)) })
		return f.give(to)
	case *core.Lit, *core.Local, *core.Global, *core.DynRef, *core.Lambda, *core.Make, *core.Field, *core.Box, *core.Unbox:
		if to.kind == drop && core.Pure(e) {
			return false
		}
		return f.one(e.Span(), to, func() code { return f.expr(e) })
	}
	return f.control(e, to)
}

// one prints the statement that puts one value at a destination.
func (f *fn) one(at source.Span, to dest, value func() code) (ends bool) {
	f.line(at, func() code {
		switch v := value(); to.kind {
		case drop:
			return jen.Id("_").Op("=").Add(v)
		case toVars:
			return f.set(to, v)
		default:
			return f.ret(v)
		}
	})
	return to.kind == toReturn
}

func (f *fn) callStmt(e *core.Call, to dest) (ends bool) {
	return f.results(e.At, e.Ty, to, func() code { return f.call(e) })
}

// results prints a call of any number of results, which go to a destination.
func (f *fn) results(at source.Span, t typesys.Type, to dest, call func() code) (ends bool) {
	switch {
	case isVoid(t):
		f.line(at, call)
		return f.give(to)
	case to.kind == drop && !f.twin: // there a call is a statement, and its result a variable
		f.line(at, call)
		return false
	}
	return f.one(at, to, call)
}

// let prints a binding; it reports whether control does not come to the body.
func (f *fn) let(e *core.Let) (ends bool) {
	if e.Var == nil || f.scan.uses[e.Var] == 0 {
		return f.stmt(e.Value, discard)
	}
	if hasExpression(e.Value) || f.simple(e.Value) {
		f.line(e.Value.Span(), func() code { return f.bind(e) })
		return false
	}
	n := f.declare(e.Var, nil)
	return f.stmt(e.Value, dest{kind: toVars, vars: []string{n}})
}

// bind returns the declaration of a variable with its value; or nil, if its value became it.
func (f *fn) bind(e *core.Let) code {
	outer := f.binding
	f.binding = e
	value := f.expr(e.Value)
	done := f.binding == nil
	if f.binding = outer; done {
		return nil
	}
	n := f.name(e.Var)
	f.vars[e.Var].decl = jen.Id(n).Op(":=").Add(value)
	return f.vars[e.Var].decl
}

// hasExpression reports whether the expression form of e is as good as its statement form.
func hasExpression(e core.Expr) bool {
	switch e.(type) {
	case *core.Call, *core.Native, *core.Make, *core.Field, *core.Box, *core.Unbox:
		return true
	}
	return false
}

// letRec declares all variables first: the functions see one another. Constructors are
// built with what is there, then what was missing is put in.
func (f *fn) letRec(e *core.LetRec) {
	for _, b := range e.Binds {
		f.declare(b.Var, nil)
	}
	for _, b := range e.Binds {
		f.stmt(b.Value, dest{kind: toVars, vars: []string{f.vars[b.Var].name}})
	}
	for _, b := range e.Binds {
		if mk, ok := b.Value.(*core.Make); ok {
			f.tie(jen.Id(f.vars[b.Var].name), mk, e)
		}
	}
}

// tie puts the members of a group into the fields that were built before them.
func (f *fn) tie(path code, mk *core.Make, group *core.LetRec) {
	r := f.e.repr(mk.Ty)
	for i, a := range mk.Args {
		field := f.e.field(r, mk.Ctor, i, path)
		switch inner := unboxed(a).(type) {
		case *core.Local:
			if slices.ContainsFunc(group.Binds, func(b *core.Bind) bool { return b.Var == inner.Var }) {
				f.add(jen.Add(field).Op("=").Add(f.expr(a)))
			}
		case *core.Make:
			if inner == a {
				f.tie(field, inner, group)
				continue
			}
			v := f.hold("boxed", f.e.unboxed(jen.Add(field), inner.Ty))
			f.tie(v, inner, group)
			f.add(jen.Add(field).Op("=").Add(f.e.boxed(v, inner.Ty)))
		}
	}
}

func unboxed(e core.Expr) core.Expr {
	if box, ok := e.(*core.Box); ok {
		return box.Value
	}
	return e
}

func (f *fn) letValues(e *core.LetValues) (ends bool) {
	to := dest{kind: toVars, vars: make([]string, len(e.Vars))}
	for i, v := range e.Vars {
		if v == nil || f.scan.uses[v] == 0 {
			to.vars[i] = "_"
		} else {
			to.vars[i] = f.declare(v, nil)
		}
	}
	return f.stmt(e.Value, to)
}

// choose prints an if. What follows a branch that ends needs no else.
func (f *fn) choose(e *core.If, to dest) (ends bool) {
	return f.branch(f.head(e.Cond), func() bool { return f.stmt(e.Then, to) }, func() bool { return f.stmt(e.Else, to) })
}

// branch prints two branches.
func (f *fn) branch(cond code, then, other func() bool) (ends bool) {
	var thenEnds, otherEnds bool
	yes := f.block(func() { thenEnds = then() })
	no := f.block(func() { otherEnds = other() })
	switch {
	case thenEnds:
		f.add(jen.If(cond).Block(yes...))
		*f.out = append(*f.out, no...)
	case len(no) == 0 && len(yes) == 0:
		f.add(jen.Id("_").Op("=").Add(cond))
	case len(no) == 0:
		f.add(jen.If(cond).Block(yes...))
	case len(yes) == 0, otherEnds:
		f.add(jen.If(jen.Op("!").Parens(cond)).Block(no...))
		*f.out = append(*f.out, yes...)
	default:
		f.add(jen.If(cond).Block(yes...).Else().Block(no...))
	}
	return thenEnds && otherEnds
}
