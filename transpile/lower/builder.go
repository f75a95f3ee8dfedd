package lower

import (
	"math/big"

	"github.com/smelter-lang/smelter/transpile/core"
	"github.com/smelter-lang/smelter/transpile/diag"
	"github.com/smelter-lang/smelter/transpile/source"
	"github.com/smelter-lang/smelter/transpile/syntax"
	"github.com/smelter-lang/smelter/typesys"
)

// This file lowers do, builders and comprehensions to calls of the methods that they
// stand for.

// do lowers (do elem* last): what comes after a bind is a function of it.
func (l *lowerer) do(e *syntax.Do) core.Expr { return l.doRest(e, 0) }

func (l *lowerer) doRest(e *syntax.Do, i int) core.Expr {
	if i == len(e.Stmts) {
		return l.expr(e.Last)
	}
	rest := func() core.Expr { return l.doRest(e, i+1) }
	switch s := e.Stmts[i].(type) {
	case *syntax.BindStmt:
		return l.bound(e, s, s.Pattern, s.Value, rest)
	case *syntax.ExprStmt:
		return l.bound(e, s, nil, s.Value, rest)
	default:
		return l.stmt(s, l.typeOf(e.Last), rest)
	}
}

// bound lowers (>>= value (fn (pattern) rest)).
func (l *lowerer) bound(e *syntax.Do, s syntax.Stmt, p syntax.Pattern, value syntax.Expr, rest func() core.Expr) core.Expr {
	at := s.Span()
	types := l.extra(s, 0, 3)
	first := l.expr(value)
	param := &core.Var{Name: "_", Type: l.typ(types[1])}
	var body core.Expr
	switch p := p.(type) {
	case nil, *syntax.WildPat:
		body = rest()
	case *syntax.VarPat:
		param = l.bind(p.Name, types[1])
		body = rest()
	default:
		body = l.decide(l.typeOf(e.Last), at, []test{{param, p}}, rest)
	}
	next := core.Function(at, []*core.Var{param}, body)
	next.Ty = &typesys.Fn{Params: []typesys.Type{param.Type}, Result: l.typeOf(e.Last)}
	return l.method(typesys.ClassMonad, "COALTON/CLASSES:>>=", types, at, first, next)
}

// extra returns a list of type arguments that inference left for a form.
func (l *lowerer) extra(n syntax.Node, i, count int) []typesys.Type {
	lists := l.info.Extra[n.NodeID()]
	if len(lists) <= i || len(lists[i]) != count {
		diag.Bugf(n.Span(), "lower: no types for what %T stands for", n)
	}
	return lists[i]
}

// A making is the class whose methods make a collection or an association.
type making struct {
	class, kind string // the class, and what its methods' names end in
	types       []typesys.Type
	proxy       func() core.Expr
	state       typesys.Type
}

func (l *lowerer) making(e syntax.Expr, assoc, comprehension bool) making {
	m := making{class: typesys.ClassItemizedCollection, kind: "COLLECTION"}
	count := 3
	if assoc {
		m.class, m.kind, count = typesys.ClassItemizedAssociation, "ASSOCIATION", 4
	}
	if comprehension {
		m.class = typesys.ClassCollectionComprehension
		if assoc {
			m.class = typesys.ClassAssociationComprehension
		}
		m.kind += "-COMPREHENSION"
	} else {
		m.kind += "-BUILDER"
	}
	m.types = l.extra(e, 0, count)
	result := l.typ(m.types[0])
	m.proxy = func() core.Expr { return l.proxy(result, e.Span()) }
	m.state = l.typ(m.types[count-1])
	return m
}

func (l *lowerer) begin(m making, at source.Span, size core.Expr) core.Expr {
	return l.method(m.class, "COALTON/CLASSES:BEGIN-"+m.kind, m.types, at, m.proxy(), size)
}

func (l *lowerer) adjoin(m making, at source.Span, args ...core.Expr) core.Expr {
	return l.method(m.class, "COALTON/CLASSES:ADJOIN-TO-"+m.kind, m.types, at, append([]core.Expr{m.proxy()}, args...)...)
}

func (l *lowerer) finalize(m making, at source.Span, state core.Expr) core.Expr {
	return l.method(m.class, "COALTON/CLASSES:FINALIZE-"+m.kind, m.types, at, m.proxy(), state)
}

// builder lowers [e*] and [k => v ...].
func (l *lowerer) builder(e *syntax.Builder) core.Expr {
	at := e.Span()
	m := l.making(e, e.Assoc, false)
	index := func(i int) core.Expr { return core.Integer(typesys.UFix, big.NewInt(int64(i)), at) }
	state := l.begin(m, at, index(len(e.Values)))
	for i := range e.Values {
		args := []core.Expr{state, index(i)}
		if e.Assoc {
			args = append(args, l.expr(e.Keys[i]))
		}
		state = l.adjoin(m, at, append(args, l.expr(e.Values[i]))...)
	}
	return l.finalize(m, at, state)
}

// comprehension lowers [head clause*]: nested loops that hand on the state.
func (l *lowerer) comprehension(e *syntax.Comprehension) core.Expr {
	at := e.Span()
	m := l.making(e, e.Key != nil, true)
	seq := &sequence{}
	hint := l.none(typesys.UFix, at)
	var first core.Expr
	if len(e.Clauses) > 0 && e.Clauses[0].Kind == syntax.ForIn {
		c := e.Clauses[0]
		first = seq.keep(l.expr(c.Value))
		hint = l.library("COALTON/ITERATOR:SIZE-HINT", typesys.OptionalOf(typesys.UFix), at, l.iterator(c, again(first)))
	}
	gen := &generator{l: l, e: e, m: m, first: first}
	start := &core.Var{Name: "state", Type: m.state}
	seq.vars, seq.values = append(seq.vars, start), append(seq.values, l.begin(m, at, hint))
	return seq.around(l.finalize(m, at, gen.clause(0, start)))
}

// again is another use of what a sequence kept.
func again(x core.Expr) core.Expr { return core.CloneExpr(x, nil, nil) }

func (l *lowerer) iterator(c *syntax.Clause, of core.Expr) core.Expr {
	return l.method(typesys.ClassIntoIterator, "COALTON/ITERATOR:INTO-ITER", l.extra(c, 0, 2), c.Span(), of)
}

// A generator writes the clauses of a comprehension.
type generator struct {
	l     *lowerer
	e     *syntax.Comprehension
	m     making
	first core.Expr // value of the first clause, if it is computed already
}

// clause gives the state after clause i and those inside it have run.
func (g *generator) clause(i int, state *core.Var) core.Expr {
	l := g.l
	if i == len(g.e.Clauses) {
		args := []core.Expr{core.Use(state, g.e.Span())}
		if g.e.Key != nil {
			args = append(args, l.expr(g.e.Key))
		}
		return l.adjoin(g.m, g.e.Span(), append(args, l.expr(g.e.Value))...)
	}
	c := g.e.Clauses[i]
	switch c.Kind {
	case syntax.ForIn:
		return g.each(i, c, state)
	case syntax.ForBelow:
		return g.below(i, c, state)
	case syntax.With:
		value := l.expr(c.Value)
		v := l.binder(c, l.seen(c.Value))
		return core.Bound(v, value, g.clause(i+1, state))
	default:
		test := l.expr(c.Value)
		return &core.If{
			Base: core.Base{At: c.Span(), Ty: g.m.state},
			Cond: test, Then: g.clause(i+1, state), Else: core.Use(state, c.Span()),
		}
	}
}

// binder makes the variable of a clause, which may have no name.
func (l *lowerer) binder(c *syntax.Clause, t typesys.Type) *core.Var {
	if c.Name == nil {
		return &core.Var{Name: "_", Type: l.typ(t)}
	}
	return l.bind(c.Name, t)
}

// each lowers :for x :in e: a fold over its iterator.
func (g *generator) each(i int, c *syntax.Clause, state *core.Var) core.Expr {
	l := g.l
	var items core.Expr
	if i == 0 && g.first != nil {
		items = l.iterator(c, g.first)
	} else {
		items = l.iterator(c, l.expr(c.Value))
	}
	inner := &core.Var{Name: "state", Type: g.m.state}
	x := l.binder(c, l.extra(c, 0, 2)[1])
	step := core.Function(c.Span(), []*core.Var{inner, x}, g.clause(i+1, inner))
	return l.library("COALTON/ITERATOR:FOLD!", g.m.state, c.Span(), step, core.Use(state, c.Span()), items)
}

// below lowers :for x :below n: a loop that counts from zero.
func (g *generator) below(i int, c *syntax.Clause, state *core.Var) core.Expr {
	l, at := g.l, c.Span()
	t := l.typ(l.extra(c, 0, 1)[0])
	limit := &core.Var{Name: "limit", Type: t}
	bound := l.expr(c.Value)
	inner := &core.Var{Name: "state", Type: g.m.state}
	x := l.binder(c, t)
	label := &core.Label{Name: "below"}
	next := &core.Next{Base: core.Base{At: at, Ty: g.m.state}, Label: label, Args: []core.Expr{
		g.clause(i+1, inner),
		l.method(typesys.ClassNum, "COALTON/CLASSES:+", []typesys.Type{t}, at, core.Use(x, at), l.integer(big.NewInt(1), t, at)),
	}}
	test := l.library("COALTON/CLASSES:<", typesys.Boolean, at, core.Use(x, at), core.Use(limit, at))
	return core.Bound(limit, bound, &core.Loop{
		Base: core.Base{At: at, Ty: g.m.state}, Label: label,
		Vars: []*core.Var{inner, x}, Inits: []core.Expr{core.Use(state, at), l.integer(new(big.Int), t, at)},
		Body: &core.If{Base: core.Base{At: at, Ty: g.m.state}, Cond: test, Then: next, Else: core.Use(inner, at)},
	})
}
