package lower

import (
	"github.com/smelter-lang/smelter/transpile/core"
	"github.com/smelter-lang/smelter/transpile/source"
	"github.com/smelter-lang/smelter/transpile/syntax"
	"github.com/smelter-lang/smelter/typesys"
)

// This file lowers bodies and what binds variables in them.

func (l *lowerer) body(b *syntax.Body) core.Expr {
	if len(b.Stmts) == 0 {
		return l.expr(b.Last)
	}
	return l.stmts(b.Stmts, l.typeOf(b.Last), func() core.Expr { return l.expr(b.Last) })
}

// stmts lowers statements before a last expression of type t.
func (l *lowerer) stmts(list []syntax.Stmt, t typesys.Type, last func() core.Expr) core.Expr {
	if len(list) == 0 {
		return last()
	}
	rest := func() core.Expr { return l.stmts(list[1:], t, last) }
	return l.stmt(list[0], t, rest)
}

// stmt lowers a statement and what comes after it.
func (l *lowerer) stmt(s syntax.Stmt, t typesys.Type, rest func() core.Expr) core.Expr {
	switch s := s.(type) {
	case *syntax.LetStmt:
		return l.letStmt(s, t, rest)
	case *syntax.ValuesStmt:
		return l.letValues(s, rest)
	case *syntax.DynStmt:
		return l.rebound(s.Span(), []*syntax.Var{s.Var}, []syntax.Expr{s.Value}, t, rest)
	case *syntax.ExprStmt:
		value := l.expr(s.Value)
		return core.Bound(nil, value, rest())
	}
	return rest()
}

// letStmt lowers (let p = e). The value does not see the names of the pattern.
func (l *lowerer) letStmt(s *syntax.LetStmt, t typesys.Type, rest func() core.Expr) core.Expr {
	value := l.expr(s.Value)
	switch p := s.Pattern.(type) {
	case *syntax.WildPat:
		return core.Bound(nil, value, rest())
	case *syntax.VarPat:
		v := l.bind(p.Name, l.seen(s.Value))
		return core.Bound(v, value, rest())
	default:
		v := &core.Var{Name: "subject", Type: l.typeOf(s.Value)}
		return core.Bound(v, value, l.decide(t, s.Span(), []test{{v, p}}, rest))
	}
}

// letValues lowers (let (values a b) = e).
func (l *lowerer) letValues(s *syntax.ValuesStmt, rest func() core.Expr) core.Expr {
	value := l.expr(s.Value)
	vars := make([]*core.Var, len(s.Names))
	for i, p := range s.Names {
		if p, ok := p.(*syntax.VarPat); ok {
			vars[i] = l.bind(p.Name, l.own(p))
		}
	}
	body := rest()
	if len(vars) == 1 {
		return core.Bound(vars[0], value, body)
	}
	return &core.LetValues{Base: core.Base{At: s.Span(), Ty: body.Type()}, Vars: vars, Value: value, Body: body}
}

// let lowers let and let*: groups of bindings that see one another, then the body.
func (l *lowerer) let(e *syntax.Let) core.Expr {
	groups := l.names.LetOrder(e)
	var next func(int) core.Expr
	next = func(i int) core.Expr {
		if i == len(groups) {
			return l.body(e.Body)
		}
		names := make([]*syntax.Name, len(groups[i]))
		values := make([]syntax.Expr, len(groups[i]))
		for k, b := range groups[i] {
			names[k], values[k] = b.Name, b.Value
		}
		return l.group(names, values, func() core.Expr { return next(i + 1) })
	}
	return next(0)
}

// group binds names that see one another if they are recursive.
func (l *lowerer) group(names []*syntax.Name, values []syntax.Expr, body func() core.Expr) core.Expr {
	if len(names) == 1 && !l.names.Recursive(names[0]) {
		value := l.expr(values[0])
		v := l.letVar(names[0], values[0])
		return core.Bound(v, value, body())
	}
	vars := make([]*core.Var, len(names))
	for i, n := range names {
		vars[i] = l.letVar(n, values[i])
	}
	rec := &core.LetRec{Binds: make([]*core.Bind, len(names))}
	for i := range names {
		rec.Binds[i] = &core.Bind{Var: vars[i], Value: l.expr(values[i])}
	}
	rec.Body = body()
	rec.Base = core.Base{At: names[0].Span(), Ty: rec.Body.Type()}
	return rec
}

// letVar makes the variable of a binding, which may be polymorphic.
func (l *lowerer) letVar(n *syntax.Name, value syntax.Expr) *core.Var {
	s := l.info.Locals[n.NodeID()]
	if s == nil {
		return l.bind(n, l.seen(value))
	}
	v := l.bind(n, s.Type)
	v.Vars, v.Preds = s.Vars, s.Preds
	return v
}

// rebound lowers new values of dynamic variables during what body gives.
func (l *lowerer) rebound(at source.Span, vars []*syntax.Var, values []syntax.Expr, t typesys.Type, body func() core.Expr) core.Expr {
	d := &core.DynBind{Base: core.Base{At: at, Ty: t}, Values: l.exprs(values)}
	for _, v := range vars {
		d.Names = append(d.Names, v.Sym.String())
		var own []*typesys.Var
		for _, t := range l.info.Insts[v.NodeID()] {
			own = append(own, t.(*typesys.Var))
		}
		d.Vars = append(d.Vars, own)
	}
	d.Body = body()
	return d
}

// dynBind lowers (dynamic-bind ((*x* e)*) body).
func (l *lowerer) dynBind(e *syntax.DynBind) core.Expr {
	if len(e.Binds) == 0 {
		return l.body(e.Body)
	}
	vars := make([]*syntax.Var, len(e.Binds))
	values := make([]syntax.Expr, len(e.Binds))
	for i, b := range e.Binds {
		vars[i], values[i] = b.Var, b.Value
	}
	return l.rebound(e.Span(), vars, values, l.typeOf(e.Body.Last), func() core.Expr { return l.body(e.Body) })
}
