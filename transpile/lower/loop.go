package lower

import (
	"math/big"

	"github.com/smelter-lang/smelter/transpile/core"
	"github.com/smelter-lang/smelter/transpile/diag"
	"github.com/smelter-lang/smelter/transpile/syntax"
	"github.com/smelter-lang/smelter/typesys"
)

// This file lowers for and for*. Each loop variable is one mutable variable for the
// whole loop, which closures share:
//
//	let mutable x = init
//	block done
//	  loop: if test then (block again: body); steps; next
//	returns

// A loop is what break and continue can leave. Their labels are made when needed.
type loop struct {
	name        string
	done, again core.Label
	used        map[*core.Label]bool
}

func (l *lowerer) forLoop(e *syntax.For) core.Expr {
	return l.inits(e, func(vars []*core.Var) core.Expr {
		if e.Term == syntax.Repeat {
			return l.counted(e, vars)
		}
		return l.iterate(e, vars, nil)
	})
}

// inits binds the loop variables, those of for in the order of resolve, those of for*
// one after the other; vars are in the order of the source.
func (l *lowerer) inits(e *syntax.For, body func(vars []*core.Var) core.Expr) core.Expr {
	groups := l.names.ForOrder(e)
	if e.Sequential {
		groups = nil
		for i := range e.Binds {
			groups = append(groups, e.Binds[i:i+1])
		}
	}
	vars := make([]*core.Var, len(e.Binds))
	index := func(b *syntax.ForBind) int {
		for i := range e.Binds {
			if e.Binds[i] == b {
				return i
			}
		}
		return 0
	}
	var next func(int) core.Expr
	next = func(i int) core.Expr {
		if i == len(groups) {
			return body(vars)
		}
		g := groups[i]
		if len(g) == 1 && !l.names.Recursive(g[0].Name) {
			init := l.expr(g[0].Init)
			v := l.bind(g[0].Name, l.seen(g[0].Init))
			v.Mutable = true
			vars[index(g[0])] = v
			return core.Bound(v, init, next(i+1))
		}
		return l.recursiveInits(g, func(i int, v *core.Var) { vars[index(g[i])] = v }, func() core.Expr { return next(i + 1) })
	}
	return next(0)
}

// recursiveInits binds functions that see one another, and copies them to variables.
func (l *lowerer) recursiveInits(g []*syntax.ForBind, set func(int, *core.Var), body func() core.Expr) core.Expr {
	names := make([]*syntax.Name, len(g))
	values := make([]syntax.Expr, len(g))
	for i, b := range g {
		names[i], values[i] = b.Name, b.Init
	}
	return l.group(names, values, func() core.Expr {
		fixed := make([]*core.Var, len(g))
		mutable := make([]*core.Var, len(g))
		for i, n := range names {
			fixed[i] = l.locals[n.NodeID()]
			mutable[i] = l.bind(n, l.seen(values[i]))
			mutable[i].Mutable = true
			set(i, mutable[i])
		}
		x := body()
		for i := len(g) - 1; i >= 0; i-- {
			x = core.Bound(mutable[i], core.Use(fixed[i], g[i].Span()), x)
		}
		return x
	})
}

// counted lowers a loop with :repeat: the limit is computed once and counts down.
func (l *lowerer) counted(e *syntax.For, vars []*core.Var) core.Expr {
	limit := l.expr(e.Limit)
	left := &core.Var{Name: "left", Type: typesys.UFix, Mutable: true}
	return core.Bound(left, limit, l.iterate(e, vars, left))
}

// iterate writes the loop itself; left is what :repeat counts down, or nil.
func (l *lowerer) iterate(e *syntax.For, vars []*core.Var, left *core.Var) core.Expr {
	at := e.Span()
	void := core.Base{At: at, Ty: core.Void}
	cycle := &core.Loop{Base: void, Label: &core.Label{Name: "loop"}}
	var test core.Expr
	if e.Term == syntax.While || e.Term == syntax.Until {
		test = l.expr(e.Limit)
	}
	around := &loop{name: e.Label, used: map[*core.Label]bool{}}
	around.done.Name, around.again.Name = "break", "continue"
	l.loops = append(l.loops, around)
	round := l.stmts(e.Body, core.Void, func() core.Expr { return core.Nothing(at) })
	l.loops = l.loops[:len(l.loops)-1]
	if around.used[&around.again] {
		round = &core.Block{Base: void, Label: &around.again, Body: round}
	}
	steps := l.steps(e, vars, left, &core.Next{Base: void, Label: cycle.Label})
	cycle.Body = l.tested(e, test, left, core.Bound(nil, round, steps))
	var x core.Expr = cycle
	if around.used[&around.done] {
		x = &core.Block{Base: void, Label: &around.done, Body: cycle}
	}
	if e.Returns == nil {
		return x
	}
	return core.Bound(nil, x, l.expr(e.Returns))
}

// tested does a round only if the termination clause allows it.
func (l *lowerer) tested(e *syntax.For, test core.Expr, left *core.Var, round core.Expr) core.Expr {
	at := e.Span()
	void := core.Base{At: at, Ty: core.Void}
	switch e.Term {
	case syntax.While:
		return &core.If{Base: void, Cond: test, Then: round, Else: core.Nothing(at)}
	case syntax.Until:
		return &core.If{Base: void, Cond: test, Then: core.Nothing(at), Else: round}
	case syntax.Repeat:
		zero := core.Integer(typesys.UFix, new(big.Int), at).(*core.Lit)
		return &core.LitSwitch{
			Base: void, Value: core.Use(left, at),
			Cases: []*core.LitCase{{Lit: zero, Body: core.Nothing(at)}}, Default: round,
		}
	}
	return round
}

// steps gives the variables their next values: all at once, or for for* one by one.
func (l *lowerer) steps(e *syntax.For, vars []*core.Var, left *core.Var, next core.Expr) core.Expr {
	at := e.Span()
	var assigned []*core.Var
	var values []core.Expr
	for i, b := range e.Binds {
		step := l.expr(b.Step)
		if u, ok := step.(*core.Local); ok && u.Var == vars[i] {
			continue
		}
		assigned, values = append(assigned, vars[i]), append(values, step)
	}
	if left != nil {
		one := core.Integer(typesys.UFix, big.NewInt(1), at)
		less := l.method(typesys.ClassNum, "COALTON/CLASSES:-", []typesys.Type{typesys.UFix}, at, core.Use(left, at), one)
		next = core.Bound(nil, assign(left, less), next)
	}
	if e.Sequential || len(assigned) == 1 {
		for i := len(assigned) - 1; i >= 0; i-- {
			next = core.Bound(nil, assign(assigned[i], values[i]), next)
		}
		return next
	}
	seq := &sequence{}
	for i, v := range assigned {
		fresh := &core.Var{Name: v.Name, Type: v.Type}
		seq.vars, seq.values = append(seq.vars, fresh), append(seq.values, values[i])
	}
	for i := len(assigned) - 1; i >= 0; i-- {
		next = core.Bound(nil, assign(assigned[i], core.Use(seq.vars[i], at)), next)
	}
	return seq.around(next)
}

func assign(v *core.Var, value core.Expr) core.Expr {
	return &core.Assign{Base: core.Base{At: value.Span(), Ty: core.Void}, Var: v, Value: value}
}

// exit lowers break and continue.
func (l *lowerer) exit(e syntax.Expr, name string, label func(*loop) *core.Label) core.Expr {
	for i := len(l.loops) - 1; i >= 0; i-- {
		if around := l.loops[i]; name == "" || around.name == name {
			target := label(around)
			around.used[target] = true
			return &core.Exit{Base: l.base(e), Label: target, Value: core.Nothing(e.Span())}
		}
	}
	diag.Bugf(e.Span(), "lower: no loop to leave")
	return nil
}
