package programtest

import (
	"fmt"
	"math/big"
	"math/rand/v2"
	"strings"
)

// This file makes expressions of any type: variables, bindings, choices, loops, errors.

// An expr is an expression and its meaning.
type expr struct {
	text string
	eval func(m *machine, f *frame) value
}

// A variable is one in scope.
type variable struct {
	name string
	id   int
	typ  *typ
	up   *variable
}

// A toplevel function takes one or two arguments.
type toplevel struct {
	name   string
	params []*typ
	result *typ
	call   function
}

type generator struct {
	r     *rand.Rand
	next  int
	apart bool        // the definitions are a file of their own
	funcs []*toplevel // that were made
	turns []*toplevel // those that take turns, which need a small number first
	// inside has the result types of the functions around, to which `return` may go;
	// nil where it may not.
	inside *scope
}

// A scope is a function around an expression.
type scope struct {
	result *typ
	id     int // of the frame that each call has
}

// bind makes a variable, of a name that may stay unused.
func (g *generator) bind(t *typ, up *variable) *variable {
	g.next++
	return &variable{fmt.Sprintf("_x%d", g.next), g.next, t, up}
}

func (v *variable) with(x value, f *frame) *frame { return &frame{v.id, x, f} }

// form makes the text of a form.
func form(parts ...string) string { return "(" + strings.Join(parts, " ") + ")" }

// expr makes an expression of a type.
func (g *generator) expr(t *typ, env *variable, depth int) expr {
	x := g.choose(t, env, depth)
	eval := x.eval
	x.eval = func(m *machine, f *frame) value { m.step(); return eval(m, f) }
	return x
}

func (g *generator) choose(t *typ, env *variable, depth int) expr {
	if x, ok := g.variable(t, env); ok && (depth <= 0 || g.r.IntN(3) == 0) {
		return x
	}
	if depth <= 0 {
		return g.literal(t)
	}
	if t.kind == fun {
		return g.lambda(t, env, depth)
	}
	if g.r.IntN(5) < 2 {
		return g.specific(t, env, depth)
	}
	makers := [...]func(*typ, *variable, int) expr{
		g.conditional, g.conditional, g.let, g.let, g.match, g.match, g.call, g.call, g.sayFirst,
		g.catch, g.raise, g.dynamic, g.rec, g.forLoop, g.withCell, g.returning, g.letFunction,
		g.foldList, g.resuming, g.severalValues, g.specific, g.earlyReturn, g.cond, g.immediate,
		g.contained, g.contained, g.monadic, g.turn, g.recursive, g.labelled, g.inTurn, g.perhapsPolymorphic,
		g.filled, g.generic, g.twin, g.twinAnew,
	}
	return makers[g.r.IntN(len(makers))](t, env, depth)
}

// variable takes one in scope.
func (g *generator) variable(t *typ, env *variable) (expr, bool) {
	var fit []*variable
	for v := env; v != nil; v = v.up {
		if v.typ.is(t) {
			fit = append(fit, v)
		}
	}
	if len(fit) == 0 {
		return expr{}, false
	}
	v := fit[g.r.IntN(len(fit))]
	return expr{v.name, func(m *machine, f *frame) value { return f.find(v.id).value }}, true
}

func (g *generator) conditional(t *typ, env *variable, depth int) expr {
	c, a, b := g.expr(tBoolean, env, depth-1), g.expr(t, env, depth-1), g.expr(t, env, depth-1)
	return expr{form("if", c.text, a.text, b.text), func(m *machine, f *frame) value {
		if c.eval(m, f).(bool) {
			return a.eval(m, f)
		}
		return b.eval(m, f)
	}}
}

func (g *generator) cond(t *typ, env *variable, depth int) expr {
	inner := g.conditional(t, env, depth-1)
	c, a := g.expr(tBoolean, env, depth-1), g.expr(t, env, depth-1)
	return expr{form("cond", form(c.text, a.text), form("True", inner.text)), func(m *machine, f *frame) value {
		if c.eval(m, f).(bool) {
			return a.eval(m, f)
		}
		return inner.eval(m, f)
	}}
}

func (g *generator) let(t *typ, env *variable, depth int) expr {
	u := g.anyType(2)
	x := g.expr(u, env, depth-1)
	v := g.bind(u, env)
	body := g.expr(t, v, depth-1)
	code := form("let", form(form(v.name, x.text)), body.text)
	if g.r.IntN(2) == 0 {
		code = form("progn", form("let", v.name, "=", x.text), body.text)
	}
	return expr{code, func(m *machine, f *frame) value { return body.eval(m, v.with(x.eval(m, f), f)) }}
}

// match takes a list, an Integer or data apart.
func (g *generator) match(t *typ, env *variable, depth int) expr {
	u := g.shownType(2)
	if u.kind == integer {
		return g.matchInteger(t, env, depth)
	}
	x := g.expr(u, env, depth-1)
	var branches []string
	var tests []func(value, *frame) (*frame, bool)
	var bodies []expr
	for range 1 + g.r.IntN(3) {
		p, v := g.pattern(u, env, 2)
		body := g.expr(t, v, depth-1)
		branches, tests, bodies = append(branches, form(p.text, body.text)), append(tests, p.match), append(bodies, body)
	}
	rest := g.expr(t, env, depth-1)
	code := form("match", x.text, strings.Join(branches, " "), form("_", rest.text))
	return expr{code, func(m *machine, f *frame) value {
		v := x.eval(m, f)
		for i, test := range tests {
			if inner, ok := test(v, f); ok {
				return bodies[i].eval(m, inner)
			}
		}
		return rest.eval(m, f)
	}}
}

func (g *generator) matchInteger(t *typ, env *variable, depth int) expr {
	x, a, b := g.expr(tInteger, env, depth-1), g.expr(t, env, depth-1), g.expr(t, env, depth-1)
	n := big.NewInt(int64(g.r.IntN(5) - 1))
	return expr{form("match", x.text, form(n.String(), a.text), form("_", b.text)), func(m *machine, f *frame) value {
		if equal(x.eval(m, f), n) {
			return a.eval(m, f)
		}
		return b.eval(m, f)
	}}
}

// A pattern tells whether a value fits and binds variables.
type pattern struct {
	text  string
	match func(value, *frame) (*frame, bool)
}

// pattern makes a pattern for a type; the result's variables are in scope behind it.
func (g *generator) pattern(t *typ, env *variable, depth int) (pattern, *variable) {
	if depth == 0 || t.kind == fun || g.r.IntN(4) == 0 {
		if g.r.IntN(3) == 0 {
			return pattern{"_", func(_ value, f *frame) (*frame, bool) { return f, true }}, env
		}
		v := g.bind(t, env)
		return pattern{v.name, func(x value, f *frame) (*frame, bool) { return v.with(x, f), true }}, v
	}
	switch t.kind {
	case list:
		return g.listPattern(t, env, depth)
	case double:
		v := g.bind(t, env)
		return pattern{v.name, func(x value, f *frame) (*frame, bool) { return v.with(x, f), true }}, v
	case boolean, integer, u8, u64, ufix, i16, i64, ifix, text, char, fraction:
		x := g.plain(t)
		want := x.eval(nil, nil)
		if t.kind == boolean {
			x.text = form(x.text)
		}
		return pattern{x.text, func(x value, f *frame) (*frame, bool) { return f, equal(x, want) }}, env
	}
	k := g.r.IntN(len(t.ctors()))
	c := t.ctors()[k]
	parts, subs := []string{c.name}, []pattern{}
	for _, ft := range c.fields {
		p, v := g.pattern(ft, env, depth-1)
		parts, subs, env = append(parts, p.text), append(subs, p), v
	}
	return pattern{form(parts...), func(x value, f *frame) (*frame, bool) {
		d := x.(data)
		return matchAll(subs, d.fields, f, d.ctor == k)
	}}, env
}

func (g *generator) listPattern(t *typ, env *variable, depth int) (pattern, *variable) {
	if g.r.IntN(3) == 0 {
		return pattern{"(Nil)", func(x value, f *frame) (*frame, bool) { return f, len(x.([]value)) == 0 }}, env
	}
	head, env := g.pattern(t.args[0], env, depth-1)
	tail, env := g.pattern(t, env, depth-1)
	return pattern{form("Cons", head.text, tail.text), func(x value, f *frame) (*frame, bool) {
		xs := x.([]value)
		if len(xs) == 0 {
			return f, false
		}
		return matchAll([]pattern{head, tail}, []value{xs[0], xs[1:]}, f, true)
	}}, env
}

func matchAll(ps []pattern, xs []value, f *frame, ok bool) (*frame, bool) {
	for i := 0; ok && i < len(ps); i++ {
		f, ok = ps[i].match(xs[i], f)
	}
	return f, ok
}

// call calls a function made before, at toplevel.
func (g *generator) call(t *typ, env *variable, depth int) expr {
	var fit []*toplevel
	for _, f := range g.funcs {
		if f.result.is(t) {
			fit = append(fit, f)
		}
	}
	if len(fit) == 0 {
		return g.apply(t, env, depth)
	}
	fn := fit[g.r.IntN(len(fit))]
	return g.application(fn.name, fn.params, env, depth, func(m *machine, f *frame, args []value) value {
		return fn.call(m, args)
	})
}

// application makes a call whose arguments are evaluated from left to right.
func (g *generator) application(name string, params []*typ, env *variable, depth int,
	call func(*machine, *frame, []value) value) expr {
	parts, args := []string{name}, make([]expr, len(params))
	for i, p := range params {
		args[i] = g.expr(p, env, depth-1)
		parts = append(parts, args[i].text)
	}
	return expr{form(parts...), func(m *machine, f *frame) value {
		vals := make([]value, len(args))
		for i, a := range args {
			vals[i] = a.eval(m, f)
		}
		return call(m, f, vals)
	}}
}

// apply calls the value of an expression.
func (g *generator) apply(t *typ, env *variable, depth int) expr {
	u := g.shownType(1)
	fn, x := g.expr(funOf(u, t), env, depth-1), g.expr(u, env, depth-1)
	return expr{form(fn.text, x.text), func(m *machine, f *frame) value {
		callee := fn.eval(m, f).(function)
		return callee(m, []value{x.eval(m, f)})
	}}
}

// immediate calls a lambda where it stands.
func (g *generator) immediate(t *typ, env *variable, depth int) expr {
	u := g.anyType(1)
	x := g.expr(u, env, depth-1)
	fn := g.lambda(funOf(u, t), env, depth-1)
	return expr{form(fn.text, x.text), func(m *machine, f *frame) value {
		callee := fn.eval(m, f).(function)
		return callee(m, []value{x.eval(m, f)})
	}}
}

func (g *generator) lambda(t *typ, env *variable, depth int) expr {
	v := g.bind(t.args[0], env)
	body, scope := g.body(t.args[1], v, depth)
	code := form("the", t.String(), form("fn", form(v.name), body.text))
	return expr{code, func(m *machine, f *frame) value {
		return function(func(m *machine, args []value) value {
			return scope.enter(m, v.with(args[0], f), body)
		})
	}}
}

// body makes the body of a function, in which `return` may stand.
func (g *generator) body(t *typ, env *variable, depth int) (expr, *scope) {
	outer := g.inside
	g.next++
	s := &scope{t, g.next}
	g.inside = s
	x := g.expr(t, env, depth-1)
	g.inside = outer
	return x, s
}

// enter runs the body of a function. The frame tells a return in it which call it ends.
func (s *scope) enter(m *machine, f *frame, body expr) value {
	m.step()
	call := &frame{s.id, nil, f}
	v, _ := m.land(call, func() value { return body.eval(m, call) })
	return v
}

// earlyReturn leaves the function around, perhaps.
func (g *generator) earlyReturn(t *typ, env *variable, depth int) expr {
	s := g.inside
	if s == nil {
		return g.conditional(t, env, depth)
	}
	c, x, rest := g.expr(tBoolean, env, depth-1), g.expr(s.result, env, depth-1), g.expr(t, env, depth-1)
	return expr{form("progn", form("when", c.text, form("return", x.text)), rest.text), func(m *machine, f *frame) value {
		if c.eval(m, f).(bool) {
			panic(leaving{f.find(s.id), x.eval(m, f)})
		}
		return rest.eval(m, f)
	}}
}

// letFunction names a local function and calls it twice.
func (g *generator) letFunction(t *typ, env *variable, depth int) expr {
	u := g.shownType(1)
	fn := g.lambda(funOf(u, t), env, depth-1)
	v := g.bind(funOf(u, t), env)
	body := g.expr(t, v, depth-1)
	return expr{form("let", form(form(v.name, fn.text)), body.text), func(m *machine, f *frame) value {
		return body.eval(m, v.with(fn.eval(m, f), f))
	}}
}

// function makes a toplevel function, which later ones and the cases may call.
func (g *generator) function() string {
	n := 1 + g.r.IntN(2)
	var env *variable
	var params []*variable
	var types, nms []string
	for range n {
		env = g.bind(g.anyType(1), env)
		params = append(params, env)
		types, nms = append(types, env.typ.String()), append(nms, env.name)
	}
	t := g.shownType(2)
	body, scope := g.body(t, env, 4)
	fn := &toplevel{name: fmt.Sprintf("fun-%d", len(g.funcs)), result: t}
	for _, p := range params {
		fn.params = append(fn.params, p.typ)
	}
	fn.call = func(m *machine, args []value) value {
		var f *frame
		for i, p := range params {
			f = p.with(args[i], f)
		}
		return scope.enter(m, f, body)
	}
	g.funcs = append(g.funcs, fn)
	return fmt.Sprintf("\n(declare %s (%s -> %s))\n(define (%s %s)\n  %s)\n",
		fn.name, strings.Join(types, " * "), t, fn.name, strings.Join(nms, " "), body.text)
}
