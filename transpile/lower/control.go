package lower

import (
	"github.com/smelter-lang/smelter/transpile/core"
	"github.com/smelter-lang/smelter/transpile/diag"
	"github.com/smelter-lang/smelter/transpile/syntax"
	"github.com/smelter-lang/smelter/typesys"
)

// This file lowers the forms that choose and leave, and rec.

func (l *lowerer) conditional(e *syntax.If) core.Expr {
	return &core.If{Base: l.base(e), Cond: l.expr(e.Cond), Then: l.expr(e.Then), Else: l.expr(e.Else)}
}

// when lowers when and unless, which give nothing whatever their body gives.
func (l *lowerer) when(e *syntax.When) core.Expr {
	at := e.Span()
	cond := l.expr(e.Cond)
	done := core.Bound(nil, l.body(e.Body), core.Nothing(at))
	x := &core.If{Base: core.Base{At: at, Ty: core.Void}, Cond: cond, Then: done, Else: core.Nothing(at)}
	if e.Unless {
		x.Then, x.Else = x.Else, x.Then
	}
	return x
}

// cond lowers clauses to nested choices; a literal True ends them.
func (l *lowerer) cond(e *syntax.Cond) core.Expr {
	return l.clauses(l.base(e), e.Clauses)
}

func (l *lowerer) clauses(b core.Base, list []*syntax.CondClause) core.Expr {
	if len(list) == 0 {
		return &core.Fail{Base: b, Message: "Non-exhaustive COND."}
	}
	c := list[0]
	test := l.expr(c.Test)
	if mk, ok := test.(*core.Make); ok && mk.Ctor.Name == "COALTON:TRUE" {
		return l.body(c.Body)
	}
	return &core.If{Base: b, Cond: test, Then: l.body(c.Body), Else: l.clauses(b, list[1:])}
}

// logic lowers and and or.
func (l *lowerer) logic(e *syntax.Logic) core.Expr {
	at := e.Span()
	if len(e.Args) == 0 {
		return l.boolean(!e.Or, at)
	}
	args := l.exprs(e.Args)
	x := args[len(args)-1]
	for i := len(args) - 2; i >= 0; i-- {
		choice := &core.If{Base: core.Base{At: at, Ty: typesys.Boolean}, Cond: args[i]}
		if e.Or {
			choice.Then, choice.Else = l.boolean(true, at), x
		} else {
			choice.Then, choice.Else = x, l.boolean(false, at)
		}
		x = choice
	}
	return x
}

// returned lowers (return e): it leaves the innermost function.
func (l *lowerer) returned(e *syntax.Return) core.Expr {
	if l.returns == nil {
		diag.Bugf(e.Span(), "lower: return outside of a function")
	}
	l.returns.used = true
	x := &core.Exit{Base: l.base(e), Label: l.returns.label, Value: core.Nothing(e.Span())}
	if e.Value != nil {
		x.Value = l.expr(e.Value)
	}
	return x
}

// rec lowers (rec f ((x e)*) body): a local function and its first call. Since it is
// only called in tail position opt makes a loop of it.
func (l *lowerer) rec(e *syntax.Rec) core.Expr {
	at, result := e.Span(), l.typ(l.own(e))
	inits := make([]core.Expr, len(e.Binds))
	for i, b := range e.Binds {
		inits[i] = l.expr(b.Value)
	}
	params := make([]*core.Var, len(e.Binds))
	for i, b := range e.Binds {
		params[i] = l.bind(b.Name, l.seen(b.Value))
	}
	f := l.bind(e.Name, &typesys.Fn{Params: core.Types(params), Result: result})
	outer := l.returns
	l.returns = &returnScope{label: &core.Label{Name: "return"}}
	body := l.body(e.Body)
	if l.returns.used {
		body = &core.Block{Base: core.Base{At: at, Ty: result}, Label: l.returns.label, Body: body}
	}
	l.returns = outer
	lam := &core.Lambda{Base: core.Base{At: at, Ty: f.Type}, Params: params, Body: body}
	return &core.LetRec{
		Base:  core.Base{At: at, Ty: result},
		Binds: []*core.Bind{{Var: f, Value: lam}},
		Body:  &core.Call{Base: core.Base{At: at, Ty: result}, Fun: core.Use(f, at), Args: inits},
	}
}
