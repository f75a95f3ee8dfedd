package lower

import (
	"github.com/smelter-lang/smelter/transpile/core"
	"github.com/smelter-lang/smelter/transpile/diag"
	"github.com/smelter-lang/smelter/transpile/source"
	"github.com/smelter-lang/smelter/transpile/syntax"
	"github.com/smelter-lang/smelter/typesys"
)

// control lowers the forms that leave and enter places.
func (l *lowerer) control(e syntax.Expr) core.Expr {
	b := l.base(e, l.typ(e))
	switch e := e.(type) {
	case *syntax.Return:
		l.returns.used = true
		value := nothing(e.Span())
		if e.Value != nil {
			value = l.expr(e.Value)
		}
		return &core.Exit{Base: b, Label: l.returns.label, Value: value}
	case *syntax.For:
		return l.loop(e)
	case *syntax.Break:
		lp := l.enclosing(e.Label)
		lp.brkU = true
		return &core.Exit{Base: b, Label: lp.brk, Value: nothing(e.Span())}
	case *syntax.Continue:
		lp := l.enclosing(e.Label)
		lp.conU = true
		return &core.Exit{Base: b, Label: lp.cont, Value: nothing(e.Span())}
	case *syntax.Throw:
		return &core.Throw{Base: b, Value: l.expr(e.Value)}
	case *syntax.ResumeTo:
		return &core.ResumeTo{Base: b, Value: l.expr(e.Value)}
	case *syntax.Catch:
		out := &core.Catch{Base: b, Value: l.expr(e.Value)}
		for _, br := range e.Branches {
			if p, ok := br.Pattern.(*syntax.CtorPat); ok {
				out.Cases = append(out.Cases, l.handler(br, p))
			} else if out.Other == nil {
				out.Other = l.body(br.Body)
			}
		}
		return out
	case *syntax.Resumable:
		out := &core.Resumable{Base: b, Value: l.expr(e.Value)}
		for _, br := range e.Branches {
			out.Cases = append(out.Cases, l.handler(br, br.Pattern.(*syntax.CtorPat)))
		}
		return out
	case *syntax.DynBind:
		out := &core.DynBind{Base: b}
		for _, d := range e.Binds {
			out.Names = append(out.Names, d.Var.Sym.String())
			out.Values = append(out.Values, l.expr(d.Value))
		}
		out.Body = l.body(e.Body)
		return out
	case *syntax.Native:
		out := &core.Native{Base: b, Func: e.Func}
		for _, a := range e.Args {
			out.Args = append(out.Args, l.expr(a))
		}
		return out
	}
	diag.Bugf(e.Span(), "lower: no case for %T", e)
	return nil
}

// handler lowers a branch of catch or resumable.
func (l *lowerer) handler(b *syntax.Branch, p *syntax.CtorPat) *core.Handler {
	c := l.ctor(p)
	h := &core.Handler{Ctor: c}
	var apart []taken
	for i, a := range p.Args {
		t := typesys.Zonk(c.Fields[i])
		switch a := a.(type) {
		case *syntax.WildPat:
			h.Vars = append(h.Vars, nil)
		case *syntax.VarPat:
			h.Vars = append(h.Vars, l.bind(a.Name, t))
		default:
			v := &core.Var{Name: "f", Type: t}
			h.Vars = append(h.Vars, v)
			apart = append(apart, taken{v, a})
		}
	}
	h.Body = l.takeApart(b.Span(), apart, func() core.Expr { return l.body(b.Body) })
	return h
}

func (l *lowerer) enclosing(label string) *loop {
	for i := len(l.loops) - 1; i >= 0; i-- {
		if label == "" || l.loops[i].name == label {
			return l.loops[i]
		}
	}
	diag.Bugf(source.Span{}, "lower: no loop %q", label)
	return nil
}

func (l *lowerer) when(e *syntax.When) core.Expr {
	at := e.Span()
	body := l.body(e.Body)
	done := then(body, nothing(at))
	yes, no := done, nothing(at)
	if e.Unless {
		yes, no = no, yes
	}
	return &core.If{Base: core.Base{At: at, Ty: void}, Cond: l.expr(e.Cond), Then: yes, Else: no}
}

func (l *lowerer) cond(e *syntax.Cond, clauses []*syntax.CondClause) core.Expr {
	b := l.base(e, l.typ(e))
	if len(clauses) == 0 {
		return &core.Fail{Base: b, Message: "Non-exhaustive COND."}
	}
	c := clauses[0]
	if v, ok := c.Test.(*syntax.Var); ok {
		if ctor := l.ctorOf(v); ctor != nil && ctor.Shown == "True" {
			return l.body(c.Body)
		}
	}
	test := l.expr(c.Test)
	body := l.body(c.Body)
	return &core.If{Base: core.Base{At: c.Span(), Ty: b.Ty}, Cond: test, Then: body, Else: l.cond(e, clauses[1:])}
}

func (l *lowerer) logic(e *syntax.Logic, args []syntax.Expr) core.Expr {
	at := e.Span()
	if len(args) == 0 {
		return l.boolean(at, !e.Or)
	}
	first := l.expr(args[0])
	if len(args) == 1 {
		return first
	}
	rest := l.logic(e, args[1:])
	out := &core.If{Base: core.Base{At: at, Ty: typesys.Boolean}, Cond: first, Then: rest, Else: rest}
	if e.Or {
		out.Then = l.boolean(at, true)
	} else {
		out.Else = l.boolean(at, false)
	}
	return out
}

// let lowers let and let*.
func (l *lowerer) let(e *syntax.Let) core.Expr {
	var groups [][]*syntax.LetBind
	if e.Sequential {
		for _, b := range e.Binds {
			groups = append(groups, []*syntax.LetBind{b})
		}
	} else {
		groups = l.names.LetOrder(e)
	}
	return l.letGroups(e, groups)
}

func (l *lowerer) letGroups(e *syntax.Let, groups [][]*syntax.LetBind) core.Expr {
	if len(groups) == 0 {
		return l.body(e.Body)
	}
	g := groups[0]
	if len(g) == 1 && !l.names.Recursive(g[0].Name) {
		value := l.expr(g[0].Value)
		v := l.letVar(g[0], value.Type())
		body := l.letGroups(e, groups[1:])
		return &core.Let{Base: l.base(e, body.Type()), Var: v, Value: value, Body: body}
	}
	out := &core.LetRec{}
	for _, b := range g {
		out.Binds = append(out.Binds, &core.Bind{Var: l.letVar(b, l.typ(b.Value))})
	}
	for i, b := range g {
		out.Binds[i].Value = l.expr(b.Value)
	}
	out.Body = l.letGroups(e, groups[1:])
	out.Base = l.base(e, out.Body.Type())
	return out
}

// letVar binds a let-bound name, with its scheme if it was generalised.
func (l *lowerer) letVar(b *syntax.LetBind, t typesys.Type) *core.Var {
	s := l.info.Locals[b.Name.NodeID()]
	if s != nil {
		t = typesys.Zonk(s.Type)
	}
	v := l.bind(b.Name, t)
	if s != nil {
		v.Vars, v.Preds = s.Vars, s.Preds
	}
	return v
}

// rec lowers a named loop: its operator is only called in tail position.
func (l *lowerer) rec(e *syntax.Rec) core.Expr {
	out := &core.Loop{Base: l.base(e, l.typ(e)), Label: &core.Label{Name: e.Name.Text}}
	for _, b := range e.Binds {
		out.Inits = append(out.Inits, l.expr(b.Value))
	}
	for i, b := range e.Binds {
		out.Vars = append(out.Vars, l.bind(b.Name, out.Inits[i].Type()))
	}
	l.recs[e.Name.NodeID()] = out.Label
	out.Body = l.body(e.Body)
	out.Ty = out.Body.Type()
	return out
}

// loop lowers for and for*. The variables are made once; steps assign them.
func (l *lowerer) loop(e *syntax.For) core.Expr {
	at := e.Span()
	var groups [][]*syntax.ForBind
	if e.Sequential {
		for _, b := range e.Binds {
			groups = append(groups, []*syntax.ForBind{b})
		}
	} else {
		groups = l.names.ForOrder(e)
	}
	return l.loopInits(e, groups, func() core.Expr {
		run := l.iterate(e, at)
		if e.Returns == nil {
			return run
		}
		return then(run, l.expr(e.Returns))
	})
}

// loopInits binds the variables of a loop, recursive functions among them.
func (l *lowerer) loopInits(e *syntax.For, groups [][]*syntax.ForBind, rest func() core.Expr) core.Expr {
	if len(groups) == 0 {
		return rest()
	}
	g := groups[0]
	recursive := len(g) > 1 || l.names.Recursive(g[0].Name)
	if !recursive {
		value := l.expr(g[0].Init)
		v := l.bind(g[0].Name, value.Type())
		v.Mutable = true
		body := l.loopInits(e, groups[1:], rest)
		return &core.Let{Base: l.base(e, body.Type()), Var: v, Value: value, Body: body}
	}
	rec := &core.LetRec{}
	for _, b := range g {
		rec.Binds = append(rec.Binds, &core.Bind{Var: l.bind(b.Name, l.typ(b.Init))})
	}
	for i, b := range g {
		rec.Binds[i].Value = l.expr(b.Init)
	}
	inner := rest
	for i, b := range g {
		fixed, next := rec.Binds[i].Var, inner
		inner = func() core.Expr {
			v := l.bind(b.Name, fixed.Type)
			v.Mutable = true
			body := next()
			return &core.Let{Base: l.base(b, body.Type()), Var: v, Value: use(fixed, b.Span()), Body: body}
		}
	}
	rec.Body = l.loopInits(e, groups[1:], inner)
	rec.Base = l.base(e, rec.Body.Type())
	return rec
}

// iterate lowers the test, the body and the steps.
func (l *lowerer) iterate(e *syntax.For, at source.Span) core.Expr {
	lp := &loop{name: e.Label, brk: &core.Label{Name: "break"}, cont: &core.Label{Name: "continue"}}
	out := &core.Loop{Base: core.Base{At: at, Ty: void}, Label: &core.Label{Name: "for"}}
	var counter *core.Var
	var limit core.Expr
	switch e.Term {
	case syntax.Repeat:
		limit = l.expr(e.Limit)
		counter = &core.Var{Name: "count", Type: limit.Type()}
		out.Vars, out.Inits = []*core.Var{counter}, []core.Expr{limit}
	case syntax.While, syntax.Until:
		limit = l.expr(e.Limit)
	}
	outer := l.loops
	l.loops = append(outer[:len(outer):len(outer)], lp)
	body := l.stmts(e.Body, func() core.Expr { return nothing(at) })
	l.loops = outer
	if lp.conU {
		body = &core.Block{Base: core.Base{At: at, Ty: void}, Label: lp.cont, Body: body}
	}
	next := &core.Next{Base: core.Base{At: at, Ty: void}, Label: out.Label}
	if counter != nil {
		next.Args = []core.Expr{ufix(at, "num.SubUFix", counter.Type, use(counter, at), one(at, counter.Type, 1))}
	}
	again := then(body, l.steps(e, next))
	done := nothing(at)
	base := core.Base{At: at, Ty: void}
	switch e.Term {
	case syntax.Forever:
		out.Body = again
	case syntax.While:
		out.Body = &core.If{Base: base, Cond: limit, Then: again, Else: done}
	case syntax.Until:
		out.Body = &core.If{Base: base, Cond: limit, Then: done, Else: again}
	case syntax.Repeat:
		more := ufix(at, "num.LtUFix", typesys.Boolean, one(at, counter.Type, 0), use(counter, at))
		out.Body = &core.If{Base: base, Cond: more, Then: again, Else: done}
	}
	if lp.brkU {
		return &core.Block{Base: base, Label: lp.brk, Body: out}
	}
	return out
}

// ufix calls a native on UFix.
func ufix(at source.Span, name string, t typesys.Type, args ...core.Expr) core.Expr {
	return &core.Native{Base: core.Base{At: at, Ty: t}, Func: name, Args: args}
}

// steps assigns the next values: all at once in for, one after the other in for*.
func (l *lowerer) steps(e *syntax.For, next core.Expr) core.Expr {
	type step struct{ v, t *core.Var }
	out := next
	var steps []step
	values := make([]core.Expr, len(e.Binds))
	for i, b := range e.Binds {
		values[i] = l.expr(b.Step)
		v := l.vars[b.Name.NodeID()]
		steps = append(steps, step{v, &core.Var{Name: "next", Type: v.Type}})
	}
	assign := func(s step, value core.Expr, rest core.Expr) core.Expr {
		return then(&core.Assign{Base: core.Base{At: value.Span(), Ty: void}, Var: s.v, Value: value}, rest)
	}
	if e.Sequential || len(steps) == 1 {
		for i := len(steps) - 1; i >= 0; i-- {
			out = assign(steps[i], values[i], out)
		}
		return out
	}
	for i := len(steps) - 1; i >= 0; i-- {
		out = assign(steps[i], use(steps[i].t, e.Span()), out)
	}
	for i := len(steps) - 1; i >= 0; i-- {
		out = &core.Let{Base: core.Base{At: values[i].Span(), Ty: out.Type()}, Var: steps[i].t, Value: values[i], Body: out}
	}
	return out
}
