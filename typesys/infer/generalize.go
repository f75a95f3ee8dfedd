package infer

import (
	"slices"

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
	for _, m := range typesys.Generalizable(in.level, t) {
		if in.env.VarianceIn(t, m)&env.Contravariant != 0 {
			list = append(list, m)
		}
	}
	return list
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
		return !in.builds(e) || slices.ContainsFunc(e.Args, in.expansive)
	}
	return true
}

// builds reports whether a call runs nothing: it makes a value of a constructor or, in
// a script, a function of the parameters for which there is no argument yet.
func (in *inferer) builds(e *syntax.Call) bool {
	v, ok := e.Fun.(*syntax.Var)
	if !ok || len(e.Keys) > 0 {
		return false
	}
	if in.isConstructor(v, len(e.Args)) {
		return true
	}
	return in.module.Script && 0 < len(e.Args) && len(e.Args) < in.parameters(v)
}

// parameters tells how many parameters a function has before its body runs. What a
// script declares in the curried way has a type that does not say it.
func (in *inferer) parameters(v *syntax.Var) int {
	for _, d := range in.names.Declared {
		if d.Function && d.Name.Sym == v.Sym && in.local(v) == 0 {
			return len(d.Params)
		}
	}
	if f, ok := typesys.Prune(in.info.Types[v.NodeID()]).(*typesys.Fn); ok {
		return len(f.Params)
	}
	return 0
}
