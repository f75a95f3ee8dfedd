package infer

import (
	"github.com/smelter-lang/smelter/transpile/syntax"
	"github.com/smelter-lang/smelter/typesys"
)

// This file types the forms that choose and repeat. A form that has a result
// variable of its own (match, cond) meets its context only after its branches; a
// disagreement is then the fault of the whole form. The branches of `if` meet the
// context one by one, and a disagreement is the fault of the branch.

func (in *inferer) ifExpr(e *syntax.If, want Expect) typesys.Type {
	in.expr(e.Cond, because(typesys.Boolean, Condition, e, 0))
	in.expr(e.Then, want)
	in.expr(e.Else, because(want.Type, BranchOf, e, 2))
	return want.Type
}

func (in *inferer) when(e *syntax.When, want Expect) typesys.Type {
	in.expr(e.Cond, because(typesys.Boolean, Condition, e, 0))
	in.body(e.Body, of(in.freshPack()))
	return in.meet(e, want, void)
}

func (in *inferer) cond(e *syntax.Cond, want Expect) typesys.Type {
	result := in.outcome(want.Type)
	for i, c := range e.Clauses {
		in.expr(c.Test, because(typesys.Boolean, Condition, e, 0))
		in.body(c.Body, because(result, BranchOf, e, i+1))
	}
	return in.meet(e, want, result)
}

func (in *inferer) logic(e *syntax.Logic, want Expect) typesys.Type {
	for i, arg := range e.Args {
		in.expr(arg, because(typesys.Boolean, Operand, e, i+1))
	}
	if !in.unify(want.Type, typesys.Boolean) {
		in.logicMismatch(e, want.Type)
		return typesys.Invalid{}
	}
	return typesys.Boolean
}

func (in *inferer) match(e *syntax.Match, want Expect) typesys.Type {
	subject := in.expr(e.Value, of(in.fresh()))
	for _, b := range e.Branches {
		in.pattern(b.Pattern, subject)
	}
	result := in.outcome(want.Type)
	for i, b := range e.Branches {
		in.body(b.Body, because(result, BranchOf, e, i+1))
	}
	return in.meet(e, want, result)
}

// forLoop types a loop. Its variables are assigned in each round, so they have one
// type each: unlike those of let they are never generalised.
func (in *inferer) forLoop(e *syntax.For, want Expect) typesys.Type {
	types := make([]typesys.Type, len(e.Binds))
	for i, b := range e.Binds {
		types[i] = in.declaredOrFresh(e.Declares, b.Name)
		if !e.Sequential {
			in.bindMono(b.Name, types[i])
		}
	}
	for _, group := range in.names.ForOrder(e) {
		binds := make([]localBind, len(group))
		for i, b := range group {
			binds[i] = localBind{b.Name, b.Init}
		}
		in.checkRecursive(binds)
	}
	for i, b := range e.Binds {
		in.expr(b.Init, of(types[i]))
		in.bindMono(b.Name, types[i])
	}
	for i, b := range e.Binds {
		in.expr(b.Step, because(types[i], StepOf, b, 0))
	}
	if e.Returns != nil {
		in.expr(e.Returns, want)
	}
	switch e.Term {
	case syntax.While, syntax.Until:
		in.expr(e.Limit, because(typesys.Boolean, Condition, e, 0))
	case syntax.Repeat:
		in.expr(e.Limit, of(typesys.UFix))
	}
	in.stmts(e.Body)
	if e.Returns != nil {
		return want.Type
	}
	return in.meet(e, want, void)
}

// rec types a named loop: the initial values have one type each, and the body is a
// function of them that calls itself in tail position only.
func (in *inferer) rec(e *syntax.Rec, want Expect) typesys.Type {
	params := make([]typesys.Type, len(e.Binds))
	fields, faults := len(in.fields), in.faults()
	for i, b := range e.Binds {
		params[i] = in.declaredOrFresh(e.Declares, b.Name)
		in.expr(b.Value, of(params[i]))
	}
	for i, b := range e.Binds {
		in.bindMono(b.Name, params[i])
	}
	result := in.outcome(want.Type)
	in.bindMono(e.Name, &typesys.Fn{Params: params, Result: result})
	outer := in.returns
	in.returns = &returns{}
	in.body(e.Body, of(result))
	in.agree(in.returns, e.Body, result)
	in.returns = outer
	in.solveAccessors(fields, faults)
	return in.meet(e, want, result)
}

// declaredOrFresh returns the type of a variable that has one type only: as declared,
// or unknown.
func (in *inferer) declaredOrFresh(decls []*syntax.LocalDeclare, name *syntax.Name) typesys.Type {
	for _, d := range decls {
		if d.Name.Sym == name.Sym {
			return in.scope.Annotate(d.Type, in.level).Type
		}
	}
	return in.fresh()
}
