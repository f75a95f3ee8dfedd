package lower

import (
	"strconv"

	"github.com/smelter-lang/smelter/transpile/core"
	"github.com/smelter-lang/smelter/transpile/source"
	"github.com/smelter-lang/smelter/transpile/syntax"
	"github.com/smelter-lang/smelter/typesys"
)

// This file lowers functions and calls.
//
// A keyword parameter is two positional ones, after the others in the order of the
// names: whether it is given, and the value. The function computes defaults itself.

// A returnScope is a function that returns inside it leave.
type returnScope struct {
	label *core.Label
	used  bool
}

// function lowers a function written as node; scope says that returns leave it.
func (l *lowerer) function(node syntax.Node, patterns []syntax.Pattern, keys []*syntax.KeyParam,
	body *syntax.Body, scope bool) *core.Lambda {
	at := node.Span()
	result := l.typeOf(body.Last)
	if fn, ok := typesys.Prune(l.own(node)).(*typesys.Fn); ok {
		result = l.typ(fn.Result)
	}
	outer := l.returns
	if scope {
		l.returns = &returnScope{label: &core.Label{Name: "return"}}
	}
	params, row := l.params(patterns)
	flags := l.keyParams(keys)
	inner := l.decide(result, at, row, func() core.Expr {
		return l.defaults(keys, flags, func() core.Expr { return l.body(body) })
	})
	if scope && l.returns.used {
		inner = &core.Block{Base: core.Base{At: inner.Span(), Ty: result}, Label: l.returns.label, Body: inner}
	}
	l.returns = outer
	lam := core.Function(at, append(params, flags.params...), inner)
	lam.Ty.(*typesys.Fn).Result = result
	return lam
}

// params makes the parameters for patterns, and the row of tests that takes them apart.
func (l *lowerer) params(patterns []syntax.Pattern) ([]*core.Var, []test) {
	params := make([]*core.Var, len(patterns))
	var row []test
	for i, p := range patterns {
		if v, ok := p.(*syntax.VarPat); ok {
			params[i] = l.bind(v.Name, l.own(p))
			continue
		}
		params[i] = &core.Var{Name: "p" + strconv.Itoa(i+1), Type: l.typ(l.own(p))}
		row = append(row, test{params[i], p})
	}
	return params, row
}

// keyFlags are the parameters that keywords became: pairs, sorted by name.
type keyFlags struct {
	params []*core.Var
	at     []int // index of the pair of each keyword, as written
}

func (l *lowerer) keyParams(keys []*syntax.KeyParam) keyFlags {
	f := keyFlags{params: make([]*core.Var, 2*len(keys)), at: make([]int, len(keys))}
	for i, k := range keys {
		n := 0
		for _, other := range keys {
			if other.Name.Sym.Name < k.Name.Sym.Name {
				n += 2
			}
		}
		f.at[i] = n
		f.params[n] = &core.Var{Name: k.Name.Text + "?", Type: typesys.Boolean}
		f.params[n+1] = &core.Var{Name: k.Name.Text, Type: l.typeOf(k.Default)}
	}
	return f
}

// defaults binds the keywords, in the order in which they are written, around a body.
func (l *lowerer) defaults(keys []*syntax.KeyParam, f keyFlags, body func() core.Expr) core.Expr {
	if len(keys) == 0 {
		return body()
	}
	k, n := keys[0], f.at[0]
	given, value := f.params[n], f.params[n+1]
	at := k.Span()
	pick := &core.If{
		Base: core.Base{At: at, Ty: value.Type},
		Cond: core.Use(given, at), Then: core.Use(value, at), Else: l.expr(k.Default),
	}
	v := l.bind(k.Name, value.Type)
	return core.Bound(v, pick, l.defaults(keys[1:], keyFlags{f.params, f.at[1:]}, body))
}

// call lowers (f a* :k b*): operator, arguments, keywords as written, the call.
func (l *lowerer) call(e *syntax.Call) core.Expr {
	if x, ok := l.constructed(e); ok {
		return x
	}
	if a, ok := e.Fun.(*syntax.Accessor); ok && len(e.Args) == 1 {
		return l.field(a, l.expr(e.Args[0]), l.typ(l.own(e)), e.Span())
	}
	fn, ok := typesys.Prune(l.operatorType(e.Fun)).(*typesys.Fn)
	fun := l.form(e.Fun)
	if !ok { // the operator does not come back
		return core.Bound(nil, fun, &core.Fail{Base: l.base(e), Message: "unreachable"})
	}
	args := make([]argument, len(e.Args))
	for i, a := range e.Args {
		args[i] = argument{l.expr(a), l.seen(a)}
	}
	keys, _ := fn.Row()
	if len(keys) == 0 {
		x, t := l.apply(fun, fn, args, nil)
		return l.adapt(placed(x, e.Span()), t, l.own(e))
	}
	given := make([]argument, len(e.Keys))
	for i, k := range e.Keys {
		given[i] = argument{l.expr(k.Value), l.seen(k.Value)}
	}
	var names []string
	for _, k := range e.Keys {
		names = append(names, k.Name)
	}
	seq := &sequence{}
	if !sorted(names) {
		fun = seq.keep(fun)
		for i := range args {
			args[i].value = seq.keep(args[i].value)
		}
		for i := range given {
			given[i].value = seq.keep(given[i].value)
		}
	}
	x, t := l.apply(fun, fn, args, func(name string) (argument, bool) {
		for i, n := range names {
			if n == name {
				return given[i], true
			}
		}
		return argument{}, false
	})
	return seq.around(l.adapt(placed(x, e.Span()), t, l.own(e)))
}

// placed says that a call stands at a span.
func placed(x core.Expr, at source.Span) core.Expr {
	if call, ok := x.(*core.Call); ok {
		call.At = at
	}
	return x
}

func sorted(names []string) bool {
	for i := 1; i < len(names); i++ {
		if names[i] < names[i-1] {
			return false
		}
	}
	return true
}

// A sequence computes values in order before an expression that uses them in another.
type sequence struct {
	vars   []*core.Var
	values []core.Expr
}

// keep has a value computed now and returns what stands for it.
func (s *sequence) keep(x core.Expr) core.Expr {
	if core.Atomic(x) {
		return x
	}
	v := &core.Var{Name: "v", Type: x.Type()}
	s.vars, s.values = append(s.vars, v), append(s.values, x)
	return core.Use(v, x.Span())
}

func (s *sequence) around(x core.Expr) core.Expr {
	for i := len(s.vars) - 1; i >= 0; i-- {
		x = core.Bound(s.vars[i], s.values[i], x)
	}
	return x
}

// absent fills the pair of a keyword that is not given.
func (l *lowerer) absent(t typesys.Type, at source.Span) []core.Expr {
	return []core.Expr{
		l.boolean(false, at),
		&core.Native{Base: core.Base{At: at, Ty: l.typ(t)}, Func: "%zero"},
	}
}
