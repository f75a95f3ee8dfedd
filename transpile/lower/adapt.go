package lower

import (
	"strconv"

	"github.com/smelter-lang/smelter/transpile/core"
	"github.com/smelter-lang/smelter/transpile/diag"
	"github.com/smelter-lang/smelter/transpile/source"
	"github.com/smelter-lang/smelter/typesys"
)

// This file turns values of one type into values of another: functions with keywords
// that nobody gives, and in scripts functions whose parameters are grouped otherwise
// and Void where a value is needed, and back. Types here are as inferred, with keywords.

// An argument is a lowered value and its type as inferred.
type argument struct {
	value core.Expr
	typ   typesys.Type
}

// adapt makes of a value of type from one of type to. What fits is left as it is.
func (l *lowerer) adapt(x core.Expr, from, to typesys.Type) core.Expr {
	f, t := typesys.Prune(from), typesys.Prune(to)
	if f == t || core.SameType(l.typ(f), l.typ(t)) {
		return x
	}
	switch f := f.(type) {
	case *typesys.Pack:
		if len(f.Elems) == 0 {
			return core.Bound(nil, x, l.unit(x.Span()))
		}
	case *typesys.Con:
		if t, ok := t.(*typesys.Pack); ok && len(t.Elems) == 0 {
			return core.Bound(nil, x, core.Nothing(x.Span()))
		}
	case *typesys.Fn:
		if t, ok := t.(*typesys.Fn); ok {
			return l.wrap(x, f, t)
		}
	}
	return x
}

// wrap makes a function of type t that calls one of type f.
func (l *lowerer) wrap(x core.Expr, f, t *typesys.Fn) core.Expr {
	at := x.Span()
	seq := &sequence{}
	if _, lambda := x.(*core.Lambda); !lambda { // a lambda is called where it stands
		x = seq.keep(x)
	}
	params := make([]*core.Var, len(t.Params))
	args := make([]argument, len(t.Params))
	for i, p := range t.Params {
		params[i] = &core.Var{Name: "a" + strconv.Itoa(i+1), Type: l.typ(p)}
		args[i] = argument{core.Use(params[i], at), p}
	}
	keys, _ := t.Row()
	given := make([]*core.Var, 2*len(keys))
	for i, k := range keys {
		given[2*i] = &core.Var{Name: k.Text + "?", Type: typesys.Boolean}
		given[2*i+1] = &core.Var{Name: k.Text, Type: l.typ(k.Type)}
	}
	full := l.forward(f, keys, given, at)
	body, result := l.applyPairs(x, f, args, full)
	lam := core.Function(at, append(params, given...), l.adapt(body, result, t.Result))
	lam.Ty = l.typ(t)
	return seq.around(lam)
}

// forward returns the pairs of f's keywords: handed on if t, whose keywords are keys and
// given, has them, else absent.
func (l *lowerer) forward(f *typesys.Fn, keys []typesys.Key, given []*core.Var, at source.Span) []core.Expr {
	var out []core.Expr
	want, _ := f.Row()
	for _, w := range want {
		pair := []core.Expr(nil)
		for i, k := range keys {
			if k.Name == w.Name {
				value := l.adapt(core.Use(given[2*i+1], at), k.Type, w.Type)
				pair = []core.Expr{core.Use(given[2*i], at), value}
			}
		}
		if pair == nil {
			pair = l.absent(w.Type, at)
		}
		out = append(out, pair...)
	}
	return out
}

// apply applies a function of type f to arguments, given finds the value of a keyword.
// It returns the result and its type.
func (l *lowerer) apply(fun core.Expr, f *typesys.Fn, args []argument,
	given func(string) (argument, bool)) (core.Expr, typesys.Type) {
	at := fun.Span()
	var pairs []core.Expr
	keys, _ := f.Row()
	for _, k := range keys {
		var a argument
		ok := false
		if given != nil {
			a, ok = given(k.Name)
		}
		if ok {
			pairs = append(pairs, l.boolean(true, at), l.adapt(a.value, a.typ, k.Type))
		} else {
			pairs = append(pairs, l.absent(k.Type, at)...)
		}
	}
	return l.applyPairs(fun, f, args, pairs)
}

// applyPairs applies a function to arguments however its parameters are grouped: too few
// arguments make a function of the rest, too many call the result.
func (l *lowerer) applyPairs(fun core.Expr, f *typesys.Fn, args []argument, pairs []core.Expr) (core.Expr, typesys.Type) {
	at := fun.Span()
	n := len(f.Params)
	switch {
	case len(args) == n:
	case n == 0 && len(args) == 1 && isUnit(args[0].typ):
		seq := &sequence{}
		fun = seq.keep(fun)
		seq.vars, seq.values = append(seq.vars, nil), append(seq.values, args[0].value)
		x, t := l.applyPairs(fun, f, nil, pairs)
		return seq.around(x), t
	case n == 1 && len(args) == 0:
		return l.applyPairs(fun, f, []argument{{l.unit(at), typesys.Unit}}, pairs)
	case len(args) < n:
		return l.partial(fun, f, args)
	default:
		x, t := l.applyPairs(fun, f, args[:n], pairs)
		next, ok := typesys.Prune(t).(*typesys.Fn)
		if !ok {
			diag.Bugf(at, "lower: too many arguments")
		}
		return l.apply(x, next, args[n:], nil)
	}
	call := &core.Call{Base: core.Base{At: at, Ty: l.typ(f.Result)}, Fun: fun}
	for i, a := range args {
		call.Args = append(call.Args, l.adapt(a.value, a.typ, f.Params[i]))
	}
	call.Args = append(call.Args, pairs...)
	return call, f.Result
}

func isUnit(t typesys.Type) bool {
	con, ok := typesys.Prune(t).(*typesys.Con)
	return ok && con.Name == typesys.Unit.Name
}

// partial makes a function of the parameters for which there are no arguments.
func (l *lowerer) partial(fun core.Expr, f *typesys.Fn, args []argument) (core.Expr, typesys.Type) {
	at := fun.Span()
	seq := &sequence{}
	fun = seq.keep(fun)
	all := make([]argument, 0, len(f.Params))
	for _, a := range args {
		all = append(all, argument{seq.keep(a.value), a.typ})
	}
	var params []*core.Var
	for i, p := range f.Params[len(args):] {
		v := &core.Var{Name: "b" + strconv.Itoa(i+1), Type: l.typ(p)}
		params = append(params, v)
		all = append(all, argument{core.Use(v, at), p})
	}
	body, result := l.applyPairs(fun, f, all, nil)
	rest := &typesys.Fn{Params: f.Params[len(args):], Result: result}
	return seq.around(core.Function(at, params, body)), rest
}
