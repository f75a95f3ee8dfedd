package opt

import "github.com/smelter-lang/smelter/transpile/core"

// This file counts how variables and labels are used.

// A usage is how a variable is used.
type usage struct {
	n      int  // uses in all
	calls  int  // of them, as what is called
	fields int  // of them, as what a field is taken of
	cases  int  // of them, as what a choice is made by
	deep   bool // in a function or loop inside the scope: perhaps not once
	bound  int  // depth of the binding
}

// occurrences are the usages in one definition, as they were when they were counted.
type occurrences struct {
	vars  map[*core.Var]*usage
	jumps map[*core.Label]int
}

func count(e core.Expr) *occurrences {
	o := &occurrences{vars: map[*core.Var]*usage{}, jumps: map[*core.Label]int{}}
	o.expr(e, 0)
	return o
}

// recount counts the variables bound in a part again, which has changed or is new.
func (o *occurrences) recount(e core.Expr) {
	n := count(e)
	bound := func(v *core.Var) { o.vars[v] = n.vars[v] }
	core.Walk(e, func(e core.Expr) bool {
		core.Binders(e, bound)
		if l := core.LabelOf(e); l != nil {
			o.jumps[l] = n.jumps[l]
		}
		return true
	})
}

// of returns how a variable is used. Of one that came up since the count nothing is
// known, so it is used in every way.
func (o *occurrences) of(v *core.Var) usage {
	if u := o.vars[v]; u != nil {
		return *u
	}
	return usage{n: 1 << 20, calls: 1, fields: 1, cases: 1, deep: true}
}

// to returns how often a label is gone to; -1 if it is not known.
func (o *occurrences) to(l *core.Label) int {
	if n, ok := o.jumps[l]; ok {
		return n
	}
	return -1
}

func (o *occurrences) bind(v *core.Var, depth int) {
	if o.vars[v] == nil {
		o.vars[v] = &usage{bound: depth}
	}
}

func (o *occurrences) use(v *core.Var, depth int) *usage {
	u := o.vars[v]
	if u == nil { // bound outside of what is counted
		u = &usage{}
		o.vars[v] = u
	}
	u.n++
	u.deep = u.deep || depth > u.bound
	return u
}

func (o *occurrences) exprs(es []core.Expr, depth int) {
	for _, e := range es {
		o.expr(e, depth)
	}
}

func (o *occurrences) expr(e core.Expr, depth int) {
	switch e := e.(type) {
	case *core.Local:
		o.use(e.Var, depth)
		return
	case *core.Assign:
		o.use(e.Var, depth)
	case *core.Lambda:
		core.Binders(e, func(v *core.Var) { o.bind(v, depth+1) })
		o.expr(e.Body, depth+1)
		return
	case *core.Loop:
		o.exprs(e.Inits, depth)
		o.mention(e.Label)
		core.Binders(e, func(v *core.Var) { o.bind(v, depth+1) })
		o.expr(e.Body, depth+1)
		return
	case *core.Call:
		if u, ok := e.Fun.(*core.Local); ok {
			o.use(u.Var, depth).calls++
			o.exprs(e.Args, depth)
			return
		}
	case *core.Field:
		if u, ok := e.Value.(*core.Local); ok {
			o.use(u.Var, depth).fields++
			return
		}
	case *core.Switch:
		o.chosen(e.Value)
	case *core.LitSwitch:
		o.chosen(e.Value)
	case *core.If:
		o.chosen(e.Cond)
	}
	if l := core.LabelOf(e); l != nil {
		o.mention(l)
	}
	if l := core.TargetOf(e); l != nil {
		o.jumps[l]++
	}
	core.Binders(e, func(v *core.Var) { o.bind(v, depth) })
	core.Children(e, func(c *core.Expr) { o.expr(*c, depth) })
}

// mention makes a label known even if nothing goes to it.
func (o *occurrences) mention(l *core.Label) {
	if _, ok := o.jumps[l]; !ok {
		o.jumps[l] = 0
	}
}

// chosen notes that a choice is made by a variable, which is counted as a use elsewhere.
func (o *occurrences) chosen(e core.Expr) {
	if u, ok := e.(*core.Local); ok {
		if o.vars[u.Var] == nil {
			o.vars[u.Var] = &usage{}
		}
		o.vars[u.Var].cases++
	}
}
