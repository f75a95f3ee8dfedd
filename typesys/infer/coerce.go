package infer

import (
	"github.com/smelter-lang/smelter/transpile/syntax"
	"github.com/smelter-lang/smelter/typesys"
)

// This file has the conversions that scripts enjoy beyond Coalton, tried only where types
// do not unify, so that the types of correct Coalton never change:
//
// Coalton once curried every function. A function of two parameters still passes for
// one that takes them one after another, and back; a call with too few arguments makes
// a function of the rest, one with too many calls the result.
//
// A form without a value gives Unit where a value is needed, and Unit, or what never comes
// back and so is of any type, is dropped where there should be no value.
//
// What was converted stands in Info.Coercions at the node; a call needs no entry, since
// its numbers of arguments and parameters say it.

// coerce tries to use a form of type got where want is expected.
func (in *inferer) coerce(node syntax.Node, want, got typesys.Type) bool {
	if !in.module.Script || !in.converts(want, got) {
		return false
	}
	in.info.Coercions[node.NodeID()] = want
	return true
}

// converts reports whether a value of type got can be made one of type want, and
// solves metas as it goes.
func (in *inferer) converts(want, got typesys.Type) bool {
	if in.unify(want, got) {
		return true
	}
	if p, ok := typesys.Prune(got).(*typesys.Pack); ok {
		return len(p.Elems) == 0 && in.unify(want, typesys.Unit)
	}
	if p, ok := typesys.Prune(want).(*typesys.Pack); ok {
		return len(p.Elems) == 0 && in.unify(typesys.Unit, got)
	}
	w, ok := typesys.Prune(want).(*typesys.Fn)
	g, ok2 := typesys.Prune(got).(*typesys.Fn)
	return ok && ok2 && plain(w) && plain(g) && in.recurried(w, g)
}

// recurried compares functions parameter by parameter, whatever their grouping.
func (in *inferer) recurried(w, g *typesys.Fn) bool {
	switch {
	case len(g.Params) == 0 && len(w.Params) == 1:
		return in.unify(w.Params[0], typesys.Unit) && in.converts(w.Result, g.Result)
	case len(w.Params) == 0 && len(g.Params) == 1:
		return in.unify(typesys.Unit, g.Params[0]) && in.converts(w.Result, g.Result)
	}
	n := min(len(w.Params), len(g.Params))
	if n == 0 && len(w.Params)+len(g.Params) > 0 {
		return false
	}
	for i := range n {
		if !in.unify(w.Params[i], g.Params[i]) {
			return false
		}
	}
	return in.converts(rest(w, n), rest(g, n))
}

// rest is what remains of a function after n arguments: its result if they were all.
func rest(f *typesys.Fn, n int) typesys.Type {
	if n == len(f.Params) {
		return f.Result
	}
	return &typesys.Fn{Params: f.Params[n:], Result: f.Result}
}

// plain reports whether a function is free of keywords.
func plain(f *typesys.Fn) bool {
	keys, rest := f.Row()
	return len(keys) == 0 && rest == nil
}

// curried returns the types of n parameters of a function that is expected in another
// grouping, or nil.
func (in *inferer) curried(f *typesys.Fn, n int) []typesys.Type {
	if !in.module.Script {
		return nil
	}
	if n == 0 && len(f.Params) == 1 && in.unify(typesys.Unit, f.Params[0]) {
		return []typesys.Type{}
	}
	params := []typesys.Type{}
	for f != nil && plain(f) && len(f.Params) > 0 {
		params = append(params, f.Params...)
		if len(params) >= n {
			return params[:n]
		}
		f, _ = typesys.Prune(f.Result).(*typesys.Fn)
	}
	return nil
}

// applyCurried types a call with another number of arguments than parameters.
func (in *inferer) applyCurried(e *syntax.Call, f *typesys.Fn) (result typesys.Type, ok bool) {
	if !in.module.Script || len(e.Keys) > 0 || !in.callable(e, f) {
		return nil, false
	}
	args, whole := e.Args, f
	for {
		n := min(len(args), len(f.Params))
		for i, arg := range args[:n] {
			in.expr(arg, because(f.Params[i], Argument, e, len(e.Args)-len(args)+i+1))
		}
		if len(f.Params) == 0 && len(args) == 1 {
			in.expr(args[0], of(typesys.Unit))
			return f.Result, true
		}
		if args = args[n:]; len(args) == 0 {
			if len(e.Args) == 0 {
				return f.Result, true
			}
			return rest(f, n), true
		}
		next, isFn := typesys.Prune(f.Result).(*typesys.Fn)
		if !isFn {
			in.argumentCount(e, whole)
			return typesys.Invalid{}, true
		}
		f = next
	}
}

// callable reports whether a call makes sense as one of several calls, or of fewer
// arguments. The arguments have not been looked at.
func (in *inferer) callable(e *syntax.Call, f *typesys.Fn) bool {
	switch n := len(e.Args); {
	case n == 0:
		return len(f.Params) == 1 && in.unify(typesys.Unit, f.Params[0])
	case len(f.Params) == 0 && n == 1:
		return true
	case n < len(f.Params):
		return true
	case len(f.Params) == 0:
		return false
	}
	switch typesys.Prune(f.Result).(type) {
	case *typesys.Fn, *typesys.Meta:
		return true
	}
	return false
}
