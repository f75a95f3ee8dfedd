package lower

import (
	"math/big"

	"github.com/smelter-lang/smelter/transpile/core"
	"github.com/smelter-lang/smelter/transpile/source"
	"github.com/smelter-lang/smelter/transpile/syntax"
	"github.com/smelter-lang/smelter/typesys"
)

// This file lowers builders and comprehensions to calls of the methods of their classes.

// one makes a small number literal of type t.
func one(at source.Span, t typesys.Type, n int64) core.Expr {
	return &core.Lit{Base: core.Base{At: at, Ty: t}, Kind: core.LitNumber, Num: new(big.Rat).SetInt64(n)}
}

// proxy makes the Proxy of a type.
func (l *lowerer) proxy(at source.Span, t typesys.Type) core.Expr {
	c := l.env.Type(typesys.Proxy.Name).Ctors[0]
	return &core.Make{Base: core.Base{At: at, Ty: typesys.ProxyOf(t)}, Ctor: c}
}

func (l *lowerer) builder(e *syntax.Builder) core.Expr {
	at := e.Span()
	args := zonkAll(l.info.Extra[e.NodeID()][0])
	kind := "COLLECTION"
	if e.Assoc {
		kind = "ASSOCIATION"
	}
	m := func(name string, xs ...core.Expr) core.Expr {
		f := l.method("COALTON/CLASSES:"+name+"-"+kind+"-BUILDER", at, args)
		return call(f, append([]core.Expr{l.proxy(at, args[0])}, xs...)...)
	}
	state := m("BEGIN", one(at, typesys.UFix, int64(len(e.Values))))
	for i := range e.Values {
		xs := []core.Expr{state, one(at, typesys.UFix, int64(i))}
		if e.Assoc {
			xs = append(xs, l.expr(e.Keys[i]))
		}
		state = m("ADJOIN-TO", append(xs, l.expr(e.Values[i]))...)
	}
	return m("FINALIZE", state)
}

// A comprehension is what its clauses need to know.
type comprehension struct {
	l    *lowerer
	e    *syntax.Comprehension
	at   source.Span
	args []typesys.Type // of the class
	kind string
}

func (c *comprehension) method(name string, xs ...core.Expr) core.Expr {
	f := c.l.method("COALTON/CLASSES:"+name+"-"+c.kind+"-COMPREHENSION", c.at, c.args)
	return call(f, append([]core.Expr{c.l.proxy(c.at, c.args[0])}, xs...)...)
}

func (c *comprehension) state() typesys.Type { return c.args[len(c.args)-1] }

func (l *lowerer) comprehension(e *syntax.Comprehension) core.Expr {
	c := &comprehension{l: l, e: e, at: e.Span(), args: zonkAll(l.info.Extra[e.NodeID()][0]), kind: "COLLECTION"}
	if e.Key != nil {
		c.kind = "ASSOCIATION"
	}
	first := e.Clauses[0]
	if first.Kind != syntax.ForIn {
		none := l.env.Type(typesys.Optional.Name).Ctors
		hint := &core.Make{Base: core.Base{At: c.at, Ty: typesys.OptionalOf(typesys.UFix)}}
		for _, k := range none {
			if len(k.Fields) == 0 {
				hint.Ctor = k
			}
		}
		return c.method("FINALIZE", c.clauses(e.Clauses, c.method("BEGIN", hint)))
	}
	// The iterator of the first clause tells how much there will be.
	iter := c.iterator(first)
	v := &core.Var{Name: "iter", Type: iter.Type()}
	hintType := &typesys.Fn{Params: []typesys.Type{v.Type}, Result: typesys.OptionalOf(typesys.UFix)}
	hint := call(l.global("COALTON/ITERATOR:SIZE-HINT", c.at, hintType), use(v, c.at))
	body := c.method("FINALIZE", c.fold(first, use(v, c.at), e.Clauses[1:], c.method("BEGIN", hint)))
	return &core.Let{Base: core.Base{At: c.at, Ty: body.Type()}, Var: v, Value: iter, Body: body}
}

// iterator makes the iterator of a :for :in clause.
func (c *comprehension) iterator(cl *syntax.Clause) core.Expr {
	args := zonkAll(c.l.info.Extra[cl.NodeID()][0])
	return call(c.l.method("COALTON/ITERATOR:INTO-ITER", cl.Span(), args), c.l.expr(cl.Value))
}

// fold runs the remaining clauses for each element of an iterator.
func (c *comprehension) fold(cl *syntax.Clause, iter core.Expr, rest []*syntax.Clause, state core.Expr) core.Expr {
	l, at := c.l, cl.Span()
	_, args := typesys.Spine(iter.Type())
	st := &core.Var{Name: "state", Type: c.state()}
	x := &core.Var{Name: "x", Type: args[0]}
	if cl.Name != nil {
		x = l.bind(cl.Name, args[0])
	}
	step := &typesys.Fn{Params: []typesys.Type{st.Type, x.Type}, Result: st.Type}
	lam := &core.Lambda{Base: core.Base{At: at, Ty: step}, Params: []*core.Var{st, x}}
	lam.Body = c.clauses(rest, use(st, at))
	t := &typesys.Fn{Params: []typesys.Type{step, st.Type, iter.Type()}, Result: st.Type}
	return call(l.global("COALTON/ITERATOR:FOLD!", at, t), lam, state, iter)
}

// clauses threads the state of the builder through the clauses, then adds the head.
func (c *comprehension) clauses(list []*syntax.Clause, state core.Expr) core.Expr {
	l := c.l
	if len(list) == 0 {
		xs := []core.Expr{state}
		if c.e.Key != nil {
			xs = append(xs, l.expr(c.e.Key))
		}
		return c.method("ADJOIN-TO", append(xs, l.expr(c.e.Value))...)
	}
	cl, rest := list[0], list[1:]
	at := cl.Span()
	switch cl.Kind {
	case syntax.ForIn:
		return c.fold(cl, c.iterator(cl), rest, state)
	case syntax.ForBelow:
		limit := l.expr(cl.Value)
		t := &typesys.Fn{Params: []typesys.Type{limit.Type()}, Result: typesys.IteratorOf(limit.Type())}
		return c.fold(cl, call(l.global("COALTON/ITERATOR:UP-TO", at, t), limit), rest, state)
	case syntax.With:
		value := l.expr(cl.Value)
		var v *core.Var
		if cl.Name != nil {
			v = l.bind(cl.Name, value.Type())
		}
		body := c.clauses(rest, state)
		return &core.Let{Base: core.Base{At: at, Ty: body.Type()}, Var: v, Value: value, Body: body}
	}
	// The state is computed once, before the condition.
	st := &core.Var{Name: "state", Type: c.state()}
	body := &core.If{Base: core.Base{At: at, Ty: st.Type}, Cond: l.expr(cl.Value),
		Then: c.clauses(rest, use(st, at)), Else: use(st, at)}
	return &core.Let{Base: core.Base{At: at, Ty: st.Type}, Var: st, Value: state, Body: body}
}
