package lower

import (
	"github.com/smelter-lang/smelter/transpile/core"
	"github.com/smelter-lang/smelter/transpile/diag"
	"github.com/smelter-lang/smelter/transpile/source"
	"github.com/smelter-lang/smelter/transpile/syntax"
	"github.com/smelter-lang/smelter/typesys"
	"github.com/smelter-lang/smelter/typesys/env"
)

// This file lowers catch and resumable. A branch is chosen by the constructor alone:
// literals inside its pattern are not compared.

func (l *lowerer) catch(e *syntax.Catch) core.Expr {
	x := &core.Catch{Base: l.base(e), Value: l.expr(e.Value)}
	for _, b := range e.Branches {
		if _, wild := b.Pattern.(*syntax.WildPat); wild {
			x.Other = l.body(b.Body)
			break // what comes after it is never reached
		}
		x.Cases = append(x.Cases, l.handler(b, x.Ty))
	}
	return x
}

func (l *lowerer) resumable(e *syntax.Resumable) core.Expr {
	x := &core.Resumable{Base: l.base(e), Value: l.expr(e.Value)}
	for _, b := range e.Branches {
		x.Cases = append(x.Cases, l.handler(b, x.Ty))
	}
	return x
}

// handler lowers a branch. The fields of the exception become variables; what patterns
// ask of them beyond a name is asked once the handler is chosen.
func (l *lowerer) handler(b *syntax.Branch, t typesys.Type) *core.Handler {
	p, whole := handled(b.Pattern)
	ctor := l.patternCtor(p)
	h := &core.Handler{Ctor: ctor, Vars: make([]*core.Var, len(p.Args))}
	data := l.typ(l.own(b.Pattern))
	var tests []test
	for i, sub := range p.Args {
		switch sub := sub.(type) {
		case *syntax.VarPat:
			h.Vars[i] = l.bind(sub.Name, l.own(sub))
		case *syntax.CtorPat, *syntax.AsPat:
			h.Vars[i] = &core.Var{Name: fieldName(ctor, i), Type: l.typ(core.FieldType(ctor, i, data))}
			tests = append(tests, test{h.Vars[i], sub})
		}
	}
	body := func() core.Expr {
		return l.decide(t, b.Span(), tests, func() core.Expr { return l.body(b.Body) })
	}
	if len(whole) == 0 {
		h.Body = body()
		return h
	}
	h.Body = l.rebuilt(ctor, h, whole, data, b.Span(), body)
	return h
}

// handled returns the constructor pattern of a branch, and names for the whole.
func handled(p syntax.Pattern) (*syntax.CtorPat, []*syntax.AsPat) {
	var whole []*syntax.AsPat
	for {
		switch q := p.(type) {
		case *syntax.AsPat:
			whole, p = append(whole, q), q.Pat
		case *syntax.CtorPat:
			return q, whole
		default:
			diag.Bugf(p.Span(), "lower: a handler's pattern is %T", p)
		}
	}
}

// rebuilt names the exception as a whole, made again of its fields.
func (l *lowerer) rebuilt(c *env.Ctor, h *core.Handler, whole []*syntax.AsPat, t typesys.Type,
	at source.Span, body func() core.Expr) core.Expr {
	for i, v := range h.Vars {
		if v == nil {
			h.Vars[i] = &core.Var{Name: fieldName(c, i), Type: l.typ(core.FieldType(c, i, t))}
		}
	}
	value := core.Expr(&core.Make{Base: core.Base{At: at, Ty: t}, Ctor: c, Args: core.Uses(h.Vars, at)})
	vars := make([]*core.Var, len(whole))
	for i, p := range whole {
		vars[i] = l.bind(p.Name, t)
	}
	x := body()
	for i := len(vars) - 1; i > 0; i-- {
		x = core.Bound(vars[i], core.Use(vars[0], at), x)
	}
	return core.Bound(vars[0], value, x)
}
