package lower

import (
	"math"

	"github.com/smelter-lang/smelter/transpile/core"
	"github.com/smelter-lang/smelter/transpile/diag"
	"github.com/smelter-lang/smelter/transpile/source"
	"github.com/smelter-lang/smelter/transpile/syntax"
	"github.com/smelter-lang/smelter/typesys"
	"github.com/smelter-lang/smelter/typesys/env"
)

// This file lowers match, and writes decision trees as Core.

// match lowers (match e (pattern body)*). The subject is computed once.
func (l *lowerer) match(e *syntax.Match) core.Expr {
	b := l.base(e)
	subject := l.expr(e.Value)
	v, named := plainVar(subject)
	if !named {
		v = &core.Var{Name: "subject", Type: l.typeOf(e.Value)}
	}
	rows := make([]row, len(e.Branches))
	for i, br := range e.Branches {
		rows[i] = row{tests: []test{{v, br.Pattern}}, branch: &branch{body: func() core.Expr { return l.body(br.Body) }}}
	}
	x := l.decideAll(b.Ty, b.At, rows)
	if named {
		return x
	}
	return core.Bound(v, subject, x)
}

// plainVar returns the variable that an expression is, if it always has the same value.
func plainVar(x core.Expr) (*core.Var, bool) {
	if u, ok := x.(*core.Local); ok && !u.Var.Mutable && len(u.Var.Vars) == 0 {
		return u.Var, true
	}
	return nil, false
}

// patternVar returns the variable that a pattern binds. A pattern may be looked at on
// several paths; its variable is one.
func (l *lowerer) patternVar(n *syntax.Name, p syntax.Pattern) *core.Var {
	if v := l.locals[n.NodeID()]; v != nil {
		return v
	}
	return l.bind(n, l.own(p))
}

// patternCtor returns the constructor that a pattern names.
func (l *lowerer) patternCtor(p *syntax.CtorPat) *env.Ctor {
	c := l.value(p.Ctor.Sym.String(), p.Span()).Ctor
	if c == nil {
		diag.Bugf(p.Span(), "lower: %s is no constructor", p.Ctor.Text)
	}
	return c
}

// sameLit reports whether two literals of one type are equal: floats by representation.
func sameLit(a, b *syntax.Lit) bool {
	switch a.Kind {
	case syntax.LitInt, syntax.LitRatio:
		return b.Num != nil && a.Num.Cmp(b.Num) == 0
	case syntax.LitString:
		return a.Str == b.Str
	case syntax.LitChar:
		return a.Char == b.Char
	}
	return math.Float64bits(a.F) == math.Float64bits(b.F)
}

// tree writes a decision as Core.
func (d *decider) tree(t tree) core.Expr {
	b := core.Base{At: d.at, Ty: d.typ}
	switch t := t.(type) {
	case *leaf:
		return d.leaf(t)
	case *unpack:
		return d.fields(t.at, t.kind)
	case *ctorSwitch:
		return d.ctorSwitch(t, b)
	case *litSwitch:
		s := &core.LitSwitch{Base: b, Value: core.Use(t.at, d.at)}
		for _, c := range t.cases {
			s.Cases = append(s.Cases, &core.LitCase{Lit: d.lit(c.lit, t.at.Type), Body: d.tree(c.then)})
		}
		s.Default = d.tree(t.other)
		return s
	default:
		return &core.Fail{Base: b, Message: matchFailure}
	}
}

// lit is a literal to compare with. A number keeps its exact value.
func (d *decider) lit(e *syntax.Lit, t typesys.Type) *core.Lit {
	if e.Kind == syntax.LitInt || e.Kind == syntax.LitRatio {
		return &core.Lit{Base: core.Base{At: e.Span(), Ty: t}, Num: e.Num}
	}
	return d.l.literal(e, t).(*core.Lit)
}

// ctorSwitch writes a choice by constructor; one between Booleans is an If.
func (d *decider) ctorSwitch(t *ctorSwitch, b core.Base) core.Expr {
	if con, ok := t.at.Type.(*typesys.Con); ok && con.Name == typesys.Boolean.Name {
		x := &core.If{Base: b, Cond: core.Use(t.at, d.at)}
		for _, c := range t.cases {
			if c.ctor.Name == "COALTON:TRUE" {
				x.Then = d.tree(c.then)
			} else {
				x.Else = d.tree(c.then)
			}
		}
		switch {
		case x.Then == nil:
			x.Then = d.tree(t.other)
		case x.Else == nil:
			x.Else = d.tree(t.other)
		}
		return x
	}
	s := &core.Switch{Base: b, Value: core.Use(t.at, d.at)}
	for _, c := range t.cases {
		s.Cases = append(s.Cases, &core.Case{Ctor: c.ctor, Body: d.fields(t.at, c)})
	}
	if t.other != nil {
		s.Default = d.tree(t.other)
	}
	return s
}

// fields binds the fields that are looked at, and goes on.
func (d *decider) fields(at *core.Var, k ctorCase) core.Expr {
	x := d.tree(k.then)
	for i := len(k.fields) - 1; i >= 0; i-- {
		if k.used[i] {
			f := &core.Field{Base: core.Base{At: d.at, Ty: k.fields[i].Type}, Value: core.Use(at, d.at), Ctor: k.ctor, Index: i}
			x = core.Bound(k.fields[i], f, x)
		}
	}
	return x
}

// leaf writes a branch where it is taken, or the jump to it.
func (d *decider) leaf(t *leaf) core.Expr {
	br := t.row.branch
	if br.label == nil {
		x := br.body()
		for i := len(t.row.names) - 1; i >= 0; i-- {
			n := t.row.names[i]
			x = core.Bound(n.name, core.Use(n.is, d.at), x)
		}
		return x
	}
	if br.join == nil {
		for _, n := range t.row.names {
			br.vars = append(br.vars, n.name)
		}
		br.join = br.body()
	}
	jump := &core.Jump{Base: core.Base{At: d.at, Ty: d.typ}, Label: br.label}
	for _, v := range br.vars {
		jump.Args = append(jump.Args, core.Use(t.row.valueOf(v), d.at))
	}
	return jump
}

// valueOf returns what a pattern variable is in this row: the order in which names were
// met depends on the path.
func (r row) valueOf(v *core.Var) *core.Var {
	for _, n := range r.names {
		if n.name == v {
			return n.is
		}
	}
	diag.Bugf(source.Span{}, "lower: pattern variable %s is not bound", v.Name)
	return nil
}
