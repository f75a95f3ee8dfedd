package infer

import (
	"github.com/smelter-lang/smelter/transpile/syntax"
	"github.com/smelter-lang/smelter/typesys"
	"github.com/smelter-lang/smelter/typesys/entail"
	"github.com/smelter-lang/smelter/typesys/env"
)

// This file turns the types of an inferred group into schemes, under two rules:
//
// The monomorphism restriction: in a group with a value, a variable in a predicate is
// not generalised, so that the value is computed once.
//
// The value restriction, relaxed: a right side that computes something (is expansive)
// may have allocated a mutable place, so its variables are weak. A weak variable may
// still be generalised if values only flow out of it: if it stands in covariant
// positions only.

// generalize gives every member of a group its scheme.
func (in *inferer) generalize(g *group, retained []entail.Wanted, restricted bool) {
	var preds []typesys.Pred
	if restricted {
		for _, w := range retained {
			in.hold(w.Pred.Args...)
		}
	} else {
		preds = entail.Preds(retained)
	}
	for _, m := range g.members {
		if expansive(in, m) {
			for _, weak := range in.weak(m.typ) {
				weak.Level = in.level
			}
		}
	}
	if in.level == 0 && in.reportWeak(g) {
		in.abandon(g.members)
		return
	}
	types := memberTypes(g.members)
	for _, p := range preds {
		types = append(types, p.Args...)
	}
	vars := typesys.Bind(typesys.Generalizable(in.level, types...))
	args := make([]typesys.Type, len(vars))
	for i, v := range vars {
		args[i] = v
	}
	for _, id := range g.uses {
		in.info.Insts[id] = args
	}
	for _, m := range g.members {
		in.bindScheme(m, typesys.Close(vars, preds, m.typ))
	}
}

// reportWeak reports toplevel definitions that keep variables which cannot be
// generalised: nothing later may decide them.
func (in *inferer) reportWeak(g *group) bool {
	bad := false
	for _, m := range g.members {
		for _, v := range typesys.FreeMetas(nil, m.typ) {
			if v.Level <= in.level && !v.Row {
				in.notGeneralizable(m)
				bad = true
				break
			}
		}
	}
	return bad
}

// weak returns the metas of an expansive type that stand in a position where values
// may flow into them.
func (in *inferer) weak(t typesys.Type) []*typesys.Meta {
	var list []*typesys.Meta
	in.positions(t, env.Covariant, func(m *typesys.Meta, v env.Variance) {
		if m.Level > in.level && v&env.Contravariant != 0 {
			list = append(list, m)
		}
	})
	return list
}

// positions calls visit for every meta of a type with the variance of its position.
func (in *inferer) positions(t typesys.Type, v env.Variance, visit func(*typesys.Meta, env.Variance)) {
	switch t := typesys.Prune(t).(type) {
	case *typesys.Meta:
		visit(t, v)
	case *typesys.Pack:
		for _, e := range t.Elems {
			in.positions(e, v, visit)
		}
	case *typesys.Fn:
		for _, p := range t.Params {
			in.positions(p, flip(v), visit)
		}
		keys, rest := t.Row()
		for _, k := range keys {
			in.positions(k.Type, flip(v), visit)
		}
		if rest != nil {
			in.positions(rest, flip(v), visit)
		}
		in.positions(t.Result, v, visit)
	case *typesys.App:
		in.appPositions(t, v, visit)
	}
}

// appPositions asks the constructor how it depends on its parameters. What is not
// known may depend in any way.
func (in *inferer) appPositions(t *typesys.App, v env.Variance, visit func(*typesys.Meta, env.Variance)) {
	head, args := typesys.Spine(t)
	var variance []env.Variance
	if con, ok := head.(*typesys.Con); ok {
		if d := in.env.Type(con.Name); d != nil {
			variance = d.Variance
		}
	} else {
		in.positions(head, env.Invariant, visit)
	}
	for i, a := range args {
		of := env.Invariant
		if i < len(variance) {
			of = variance[i]
		}
		if of != env.Bivariant {
			in.positions(a, compose(v, of), visit)
		}
	}
}

// flip exchanges the two directions; compose applies one variance inside another.
func flip(v env.Variance) env.Variance { return compose(v, env.Contravariant) }

func compose(v, inner env.Variance) env.Variance {
	var out env.Variance
	if inner&env.Covariant != 0 {
		out |= v
	}
	if inner&env.Contravariant != 0 {
		if v&env.Covariant != 0 {
			out |= env.Contravariant
		}
		if v&env.Contravariant != 0 {
			out |= env.Covariant
		}
	}
	return out
}

// expansive reports whether computing a right side may do more than build a value.
func expansive(in *inferer, m *member) bool {
	if m.define == nil {
		return in.expansive(m.value)
	}
	d := m.define
	return !d.Function && (len(d.Body.Stmts) > 0 || in.expansive(d.Body.Last))
}

func (in *inferer) expansive(e syntax.Expr) bool {
	switch e := e.(type) {
	case *syntax.Var, *syntax.Lit, *syntax.Lambda, *syntax.TypeOf, *syntax.Accessor:
		return false
	case *syntax.The:
		return in.expansive(e.Value)
	case *syntax.Progn:
		return !e.Unsafe || len(e.Body.Stmts) > 0 || in.expansive(e.Body.Last)
	case *syntax.Call:
		v, ok := e.Fun.(*syntax.Var)
		if !ok || len(e.Keys) > 0 || !in.isConstructor(v, len(e.Args)) {
			return true
		}
		for _, a := range e.Args {
			if in.expansive(a) {
				return true
			}
		}
		return false
	}
	return true
}
