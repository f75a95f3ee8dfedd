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
	if in.level == 0 && in.keepsWeak(g) {
		if !in.module.Script {
			in.reportWeak(g.members)
			in.abandon(g.members)
			return
		}
		in.undecided = append(in.undecided, g.members...)
		in.postponed = append(in.postponed, retained...)
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

// reportTop reports predicates about nothing that could be generalised. In a script they are
// kept until the end if they mention what is undecided.
func (in *inferer) reportTop(list []entail.Wanted, how func(entail.Wanted)) {
	for _, w := range list {
		if in.module.Script && len(typesys.FreeMetasPred(nil, w.Pred)) > 0 {
			in.postponed = append(in.postponed, w)
		} else {
			how(w)
		}
	}
}

// decide ends a script, in which what comes later may decide what could not be generalised,
// such as the type of what is put into a table. It reports what is still undecided, and
// instances that are missing for what was decided.
func (in *inferer) decide() {
	entail.Improve(in.env, nil, in.postponed)
	for _, w := range entail.Default(in.env, nil, in.postponed) {
		if len(typesys.FreeMetasPred(nil, w.Pred)) == 0 {
			in.unknownInstance(w)
		}
	}
	in.reportWeak(in.undecided)
}

// keepsWeak reports whether a group of toplevel definitions keeps variables that cannot be
// generalised.
func (in *inferer) keepsWeak(g *group) bool {
	return slices.ContainsFunc(g.members, in.isWeak)
}

func (in *inferer) isWeak(m *member) bool {
	return slices.ContainsFunc(typesys.FreeMetas(nil, m.typ), func(v *typesys.Meta) bool {
		return v.Level <= in.level && !v.Row
	})
}

// reportWeak reports the definitions that nothing has decided.
func (in *inferer) reportWeak(members []*member) {
	for _, m := range members {
		if in.isWeak(m) {
			in.notGeneralizable(m)
		}
	}
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
