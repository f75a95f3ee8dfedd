package infer

import (
	"slices"

	"github.com/smelter-lang/smelter/transpile/syntax"
	"github.com/smelter-lang/smelter/typesys"
)

// This file makes types known earlier in scripts than in Coalton, where a function is
// inside of another type, as in (Parser (Integer -> Integer -> Integer)): there it cannot be
// converted any more, so how it takes its parameters has to be known where it is made and
// where it is called. What is inferred in the end is the same.

// foresee makes the type of a form what is expected of it before its parts are looked at.
func (in *inferer) foresee(want, t typesys.Type) {
	if in.module.Script && holdsFunction(want) {
		in.unify(want, t) // where it fails, the form is reported when its parts are known
	}
}

// outcome returns a type for what the last forms of several ways give.
func (in *inferer) outcome(want typesys.Type) typesys.Type {
	t := in.freshPack()
	in.foresee(want, t)
	return t
}

// holdsFunction reports whether a type is not a function but has one of several parameters,
// however grouped, in it. It may be nil.
func holdsFunction(t typesys.Type) bool {
	if t == nil {
		return false
	}
	app, ok := typesys.Prune(t).(*typesys.App)
	return ok && (mentionsFunction(app.Fun) || mentionsFunction(app.Arg))
}

func mentionsFunction(t typesys.Type) bool {
	switch t := typesys.Prune(t).(type) {
	case *typesys.App:
		return mentionsFunction(t.Fun) || mentionsFunction(t.Arg)
	case *typesys.Fn:
		_, curried := typesys.Prune(t.Result).(*typesys.Fn)
		return curried || len(t.Params) > 1
	}
	return false
}

// after returns what a function of the expected type gives after n parameters, or nil.
func after(want typesys.Type, n int) typesys.Type {
	for {
		f, ok := typesys.Prune(want).(*typesys.Fn)
		switch {
		case !ok || !plain(f):
			return nil
		case n == 0 && len(f.Params) <= 1, n == len(f.Params):
			return f.Result
		case n < len(f.Params) || len(f.Params) == 0:
			return nil
		}
		n -= len(f.Params)
		want = f.Result
	}
}

// typeArgs types the arguments of a call against the parameters and reports whether all
// have a type. In a script, functions that call what they are given come last, so that
// the others have told what that is.
func (in *inferer) typeArgs(e *syntax.Call, f *typesys.Fn) bool {
	ok := true
	var late []int
	one := func(i int) {
		got := in.expr(e.Args[i], because(f.Params[i], Argument, e, i+1))
		ok = ok && !typesys.IsInvalid(got)
	}
	for i, arg := range e.Args {
		if in.module.Script && i+1 < len(e.Args) && in.callsGiven(arg, f.Params[i]) {
			late = append(late, i)
		} else {
			one(i)
		}
	}
	for _, i := range late {
		one(i)
	}
	return ok
}

// callsGiven reports whether an expression is a function that calls what it is given, or
// what a pattern takes out of it, and nothing is known of that.
func (in *inferer) callsGiven(e syntax.Expr, want typesys.Type) bool {
	lambda, ok := e.(*syntax.Lambda)
	f, ok2 := typesys.Prune(want).(*typesys.Fn)
	if !ok || !ok2 || !slices.ContainsFunc(f.Params, open) {
		return false
	}
	var given []*syntax.Name
	found := false
	syntax.Walk(lambda, func(n syntax.Node) bool {
		switch n := n.(type) {
		case *syntax.VarPat:
			given = append(given, n.Name)
		case *syntax.AsPat:
			given = append(given, n.Name)
		case *syntax.Call:
			v, ok := n.Fun.(*syntax.Var)
			found = found || ok && slices.Contains(given, in.names.Binder(v))
		}
		return !found
	})
	return found
}

// open reports whether a type is not wholly known.
func open(t typesys.Type) bool { return len(typesys.FreeMetas(nil, t)) > 0 }
