package programtest

import (
	"fmt"
	"math/big"
)

// This file makes functions that call themselves or one another, a bounded number of times.

// maxRounds is how often such a function calls another one at most.
const maxRounds = 6

// mutual makes two toplevel functions that take turns: the first argument counts down, the
// second is what they work on. One of them calls in the last place, the other one not.
func (g *generator) mutual() string {
	t := g.shownType(1)
	one, two := g.temp("turn"), g.temp("turn")
	count := g.bind(tInteger, nil)
	x := g.bind(t, count)
	base, scope := g.body(t, x, 3)
	tail := g.sealed(t, x, 3) // the argument of the call in the last place
	before := g.sealed(t, x, 2)
	y := g.bind(t, x)
	after := g.sealed(t, y, 3) // what is made of the result of the other call
	text := fmt.Sprintf(`
(declare %[1]s (Integer * %[3]s -> %[3]s))
(define (%[1]s %[10]s %[4]s)
  (if (<= %[10]s 0) %[5]s (%[2]s (- %[10]s 1) %[6]s)))

(declare %[2]s (Integer * %[3]s -> %[3]s))
(define (%[2]s %[10]s %[4]s)
  (if (<= %[10]s 0) %[4]s (progn (let %[7]s = (%[1]s (- %[10]s 1) %[8]s)) %[9]s)))
`, one, two, t, x.name, base.text, tail.text, y.name, before.text, after.text, count.name)
	var first, second function
	first = func(m *machine, args []value) value {
		m.step()
		f := x.with(args[1], count.with(args[0], nil))
		n := args[0].(*big.Int)
		if n.Sign() <= 0 {
			return scope.enter(m, f, base)
		}
		return second(m, []value{minusOne(n), tail.eval(m, f)})
	}
	second = func(m *machine, args []value) value {
		m.step()
		f := x.with(args[1], count.with(args[0], nil))
		n := args[0].(*big.Int)
		if n.Sign() <= 0 {
			return args[1]
		}
		return after.eval(m, y.with(first(m, []value{minusOne(n), before.eval(m, f)}), f))
	}
	g.turns = append(g.turns, &toplevel{one, []*typ{tInteger, t}, t, first}, &toplevel{two, []*typ{tInteger, t}, t, second})
	return text
}

func minusOne(n *big.Int) *big.Int { return new(big.Int).Sub(n, big.NewInt(1)) }

// turn calls one of two functions that take turns, with a small number.
func (g *generator) turn(t *typ, env *variable, depth int) expr {
	var fit []*toplevel
	for _, f := range g.turns {
		if f.result.is(t) {
			fit = append(fit, f)
		}
	}
	if len(fit) == 0 {
		return g.recursive(t, env, depth)
	}
	fn := fit[g.r.IntN(len(fit))]
	n := big.NewInt(int64(g.r.IntN(maxRounds)))
	x := g.expr(t, env, depth-1)
	return expr{form(fn.name, n.String(), x.text), func(m *machine, f *frame) value {
		return fn.call(m, []value{n, x.eval(m, f)})
	}}
}

// recursive makes a local function that calls itself, in the last place or not, and may be
// captured by a closure in between.
func (g *generator) recursive(t *typ, env *variable, depth int) expr {
	name, n := g.temp("loop"), int64(g.r.IntN(maxRounds))
	count := g.bind(tInteger, env)
	acc := g.bind(t, count)
	step, init := g.sealed(t, acc, depth-1), g.expr(t, env, depth-1)
	y := g.bind(t, acc)
	after := g.sealed(t, y, depth-2)
	last := g.r.IntN(2) == 0
	again := form(name, form("-", count.name, "1"), step.text)
	if !last {
		again = form("progn", form("let", y.name, "=", form("(fn (k)", form(name, "k", step.text)+")", form("-", count.name, "1"))), after.text)
	}
	code := form("let", form(form(name, form("fn", form(count.name, acc.name),
		form("if", form("<=", count.name, "(the Integer 0)"), acc.name, again)))), form(name, fmt.Sprint(n), init.text))
	return expr{code, func(m *machine, f *frame) value {
		var loop func(n int64, a value) value
		loop = func(n int64, a value) value {
			m.step()
			if n <= 0 {
				return a
			}
			inner := acc.with(a, count.with(big.NewInt(n), f))
			next := loop
			if last {
				return next(n-1, step.eval(m, inner))
			}
			return after.eval(m, y.with(next(n-1, step.eval(m, inner)), inner))
		}
		return loop(n, init.eval(m, f))
	}}
}

// sum adds up numbers next to where words end, in the last place.
func (g *generator) sum(env *variable, depth int) expr {
	start, by := g.expr(tInteger, env, depth-1), g.expr(tInteger, env, depth-1)
	n := int64(g.r.IntN(50))
	return expr{form("summed", fmt.Sprint(n), start.text, by.text), func(m *machine, f *frame) value {
		a := start.eval(m, f).(*big.Int)
		b := by.eval(m, f).(*big.Int)
		return new(big.Int).Add(a, new(big.Int).Mul(b, big.NewInt(n)))
	}}
}

// woven goes through a function of two accumulators, as Fibonacci does.
func (g *generator) woven(env *variable, depth int) expr {
	a, b := g.expr(tInteger, env, depth-1), g.expr(tInteger, env, depth-1)
	n := int64(g.r.IntN(90))
	return expr{form("woven", fmt.Sprint(n), a.text, b.text), func(m *machine, f *frame) value {
		x := a.eval(m, f).(*big.Int)
		y := b.eval(m, f).(*big.Int)
		for range n {
			x, y = y, new(big.Int).Add(x, y)
		}
		return x
	}}
}
