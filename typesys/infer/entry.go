package infer

import (
	"github.com/smelter-lang/smelter/transpile/diag"
	"github.com/smelter-lang/smelter/transpile/source"
	"github.com/smelter-lang/smelter/transpile/syntax"
	"github.com/smelter-lang/smelter/typesys"
	"github.com/smelter-lang/smelter/typesys/entail"
	"github.com/smelter-lang/smelter/typesys/env"
)

// This file decides at which types a program begins.

// Entry returns the type arguments at which main is called, which its place may point at.
// main is a value, or a function of no arguments or of a list of strings, in scripts of
// Unit too; like everywhere, numbers of no other type are Integers.
func Entry(main *env.Value, at source.Span, m *syntax.Module, e *env.Env, errs *diag.List) []typesys.Type {
	in := &inferer{module: m, env: e, errs: errs}
	if typesys.Broken(main.Scheme.Type) {
		return nil
	}
	t, preds, args := in.supply.Instantiate(main.Scheme, 1)
	if !in.begins(t) {
		in.wrongMain(at, main.Scheme)
		return nil
	}
	wanted := make([]entail.Wanted, len(preds))
	for i, p := range preds {
		wanted[i] = entail.Wanted{Pred: p, At: at}
	}
	for _, w := range entail.Default(e, nil, wanted) {
		if len(typesys.FreeMetasPred(nil, w.Pred)) > 0 {
			in.ambiguousPredicate(w)
		} else {
			in.unknownInstance(w)
		}
	}
	return args
}

// begins reports whether a program can begin with a value of type t.
func (in *inferer) begins(t typesys.Type) bool {
	fn, ok := typesys.Prune(t).(*typesys.Fn)
	switch {
	case !ok || len(fn.Params)+len(fn.Keys) == 0:
		return true
	case len(fn.Params) > 1 || len(fn.Keys) > 0:
		return false
	}
	return in.unify(typesys.ListOf(typesys.String), fn.Params[0]) ||
		in.module.Script && in.unify(typesys.Unit, fn.Params[0])
}
