package programtest

import (
	"fmt"
	"math/big"
	"slices"
	"strings"
)

// This file makes literals, and expressions that give a value of one type only.

// literal makes a value without computing.
func (g *generator) literal(t *typ) expr {
	switch t.kind {
	case list:
		n := g.r.IntN(3)
		parts, xs := []string{"make-list"}, make([]value, n)
		for i := range n {
			x := g.literal(t.args[0])
			parts, xs[i] = append(parts, x.text), x.eval(nil, nil)
		}
		if n == 0 {
			return constant(form("the", t.String(), "Nil"), []value{})
		}
		return constant(form(parts...), xs)
	case fun:
		x := g.literal(t.args[1])
		return expr{form("the", t.String(), form("fn", "(_)", x.text)), func(*machine, *frame) value {
			return function(func(m *machine, _ []value) value { m.step(); return x.eval(m, nil) })
		}}
	case optional, colour, mark, unit, hollow, act, wrap, both, tree, shape, nested:
		return g.makeLiteral(t)
	}
	x := g.plain(t)
	if t.kind == integer || t.isWord() {
		x.text = form("the", t.String(), x.text)
	}
	return x
}

func constant(text string, v value) expr {
	return expr{text, func(*machine, *frame) value { return v }}
}

func (g *generator) makeLiteral(t *typ) expr {
	cs := t.ctors()
	k := g.r.IntN(len(cs))
	for slices.ContainsFunc(cs[k].fields, t.is) || cs[k].name == "Group" || cs[k].name == "Level" {
		k = g.r.IntN(len(cs)) // not for ever
	}
	parts, fields := []string{cs[k].name}, []value{}
	for _, f := range cs[k].fields {
		x := g.literal(f)
		parts, fields = append(parts, x.text), append(fields, x.eval(nil, nil))
	}
	text := form(parts...)
	if len(fields) == 0 {
		text = parts[0]
	}
	return constant(form("the", t.String(), text), data{k, fields})
}

// plain makes a literal as it stands in patterns.
func (g *generator) plain(t *typ) expr {
	switch t.kind {
	case integer, u8, u64, ufix, i16, i64, ifix, double:
		return g.numberLiteral(t)
	case boolean:
		if g.r.IntN(2) == 0 {
			return constant("True", true)
		}
		return constant("False", false)
	}
	switch t.kind {
	case char:
		c := []rune(`aZé( λ"`)[g.r.IntN(7)]
		return constant(showChar(c), c)
	case fraction:
		x := big.NewRat(int64(2*g.r.IntN(9)-9), int64(2<<g.r.IntN(3)))
		return constant(x.RatString(), x)
	}
	s := [...]string{"", "a", "bc", `q"uote`, `back\slash`, "long text to share"}[g.r.IntN(6)]
	return constant(`"`+strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s)+`"`, s)
}

// specific makes an expression by what its type has of its own.
func (g *generator) specific(t *typ, env *variable, depth int) expr {
	switch t.kind {
	case integer:
		return g.arithmetic(env, depth)
	case u8, u64, ufix, i16, i64, ifix:
		return g.sized(t, env, depth)
	case double:
		return g.double(env, depth)
	case boolean:
		return g.comparison(env, depth)
	case text:
		return g.textExpr(env, depth)
	case list:
		return g.listExpr(t, env, depth)
	case fun:
		if g.r.IntN(4) == 0 && t.args[0].is(t.args[1]) {
			return g.application(".run", []*typ{actOf(t.args[0])}, env, depth, func(_ *machine, _ *frame, xs []value) value {
				return xs[0].(data).fields[0]
			})
		}
		return g.lambda(t, env, depth)
	case char:
		return g.charOf(env, depth)
	case fraction:
		return g.ratio(env, depth)
	case optional:
		if g.r.IntN(3) == 0 {
			return g.held(t, env, depth)
		}
	}
	return g.construct(t, env, depth)
}

// construct applies a constructor.
func (g *generator) construct(t *typ, env *variable, depth int) expr {
	k := g.r.IntN(len(t.ctors()))
	c := t.ctors()[k]
	if len(c.fields) == 0 {
		return constant(form("the", t.String(), c.name), data{k, nil})
	}
	x := g.application(c.name, c.fields, env, depth, func(_ *machine, _ *frame, args []value) value {
		return data{k, args}
	})
	x.text = form("the", t.String(), x.text)
	return x
}

func (g *generator) arithmetic(env *variable, depth int) expr {
	two := []*typ{tInteger, tInteger}
	op := func(name string, f func(z, a, b *big.Int) *big.Int) expr {
		return g.application(name, two, env, depth, func(m *machine, _ *frame, xs []value) value {
			a, b := xs[0].(*big.Int), xs[1].(*big.Int)
			if divides := name == "mod" || name == "math:quot"; divides && b.Sign() == 0 {
				return m.throw(runtimeError)
			}
			z := f(new(big.Int), a, b)
			if z.BitLen() > maxBits {
				panic(tooMuch{})
			}
			return z
		})
	}
	switch g.r.IntN(15) {
	case 0, 1:
		return op("+", (*big.Int).Add)
	case 2, 3:
		return op("-", (*big.Int).Sub)
	case 4, 5:
		return op("*", (*big.Int).Mul)
	case 6:
		return op("math:quot", (*big.Int).Quo)
	case 7:
		return op("mod", func(z, a, b *big.Int) *big.Int {
			z.Rem(a, b)
			if z.Sign() != 0 && z.Sign() != b.Sign() {
				z.Add(z, b)
			}
			return z
		})
	case 8:
		return g.application("bump", []*typ{tInteger}, env, depth, func(m *machine, _ *frame, xs []value) value {
			n := xs[0].(*big.Int)
			if n.Cmp(big.NewInt(1000000)) > 0 {
				return m.throw(thrown{ctor: 2})
			}
			return new(big.Int).Add(n, big.NewInt(m.depth))
		})
	case 9:
		return g.callKeyed(env, depth)
	case 10:
		return g.textNumber(env, depth)
	case 11:
		return g.sum(env, depth)
	case 12:
		return g.woven(env, depth)
	}
	return g.ofClass(env, depth)
}

// callKeyed calls the function with keyword arguments, some given.
func (g *generator) callKeyed(env *variable, depth int) expr {
	n, x := g.expr(tInteger, env, depth-1), g.expr(tInteger, env, depth-1)
	which := g.r.IntN(3)
	name := "keyed"
	if which < 2 && g.r.IntN(2) == 0 {
		name = "(.go (Runner keyed))"
	}
	text := [...]string{form(name, n.text), form(name, n.text, ":plus", x.text), form("keyed", n.text, ":times", x.text)}[which]
	return expr{text, func(m *machine, f *frame) value {
		n := n.eval(m, f).(*big.Int)
		switch which {
		case 1:
			return keyed(n, x.eval(m, f).(*big.Int), nil)
		case 2:
			return keyed(n, nil, x.eval(m, f).(*big.Int))
		}
		return keyed(n, nil, nil)
	}}
}

// keyed is the function with keyword arguments; nil ones are not given.
func keyed(n, plus, times *big.Int) *big.Int {
	if plus == nil {
		plus = new(big.Int).Add(n, big.NewInt(1))
	}
	if times == nil {
		times = new(big.Int).Sub(plus, big.NewInt(2))
	}
	return new(big.Int).Add(plus, new(big.Int).Mul(n, times))
}

func (g *generator) comparison(env *variable, depth int) expr {
	t := g.shownType(2)
	same := []*typ{t, t}
	switch g.r.IntN(8) {
	case 0:
		return g.application("==", same, env, depth, func(_ *machine, _ *frame, xs []value) value { return equal(xs[0], xs[1]) })
	case 1:
		return g.application("/=", same, env, depth, func(_ *machine, _ *frame, xs []value) value { return !equal(xs[0], xs[1]) })
	case 2:
		return g.compareNumbers(tInteger, env, depth)
	case 3:
		return g.compareNumbers(g.number(), env, depth)
	case 4:
		return g.application(">=", []*typ{tString, tString}, env, depth, func(_ *machine, _ *frame, xs []value) value {
			return xs[0].(string) >= xs[1].(string)
		})
	case 5:
		return g.application("not", []*typ{tBoolean}, env, depth, func(_ *machine, _ *frame, xs []value) value {
			return !xs[0].(bool)
		})
	}
	a, b := g.expr(tBoolean, env, depth-1), g.expr(tBoolean, env, depth-1)
	and := g.r.IntN(2) == 0
	return expr{form(map[bool]string{true: "and", false: "or"}[and], a.text, b.text), func(m *machine, f *frame) value {
		if a.eval(m, f).(bool) != and {
			return !and
		}
		return b.eval(m, f)
	}}
}

func (g *generator) listExpr(t *typ, env *variable, depth int) expr {
	elem := t.args[0]
	switch g.r.IntN(8) {
	case 0:
		return g.application("Cons", []*typ{elem, t}, env, depth, func(_ *machine, _ *frame, xs []value) value {
			return append([]value{xs[0]}, xs[1].([]value)...)
		})
	case 1:
		return g.application("append", []*typ{t, t}, env, depth, func(_ *machine, _ *frame, xs []value) value {
			if len(xs[0].([]value)) > 200 {
				panic(tooMuch{})
			}
			return append(slices.Clone(xs[0].([]value)), xs[1].([]value)...)
		})
	case 2:
		return g.application("reverse", []*typ{t}, env, depth, func(_ *machine, _ *frame, xs []value) value {
			out := slices.Clone(xs[0].([]value))
			slices.Reverse(out)
			return out
		})
	case 3:
		u := g.shownType(1)
		return g.application("map", []*typ{funOf(u, elem), listOf(u)}, env, depth, func(m *machine, _ *frame, xs []value) value {
			return mapped(m, xs[0].(function), xs[1])
		})
	case 4:
		return g.application("filter", []*typ{funOf(elem, tBoolean), t}, env, depth, func(m *machine, _ *frame, xs []value) value {
			out := []value{}
			for _, x := range xs[1].([]value) {
				if xs[0].(function)(m, []value{x}).(bool) {
					out = append(out, x)
				}
			}
			return out
		})
	case 5:
		return g.comprehension(t, env, depth)
	case 6:
		if elem.kind == integer {
			return g.application("list:sort", []*typ{t}, env, depth, func(_ *machine, _ *frame, xs []value) value {
				out := slices.Clone(xs[0].([]value))
				slices.SortStableFunc(out, func(a, b value) int { return a.(*big.Int).Cmp(b.(*big.Int)) })
				return out
			})
		}
	}
	n := 1 + g.r.IntN(3)
	types := slices.Repeat([]*typ{elem}, n)
	return g.application("make-list", types, env, depth, func(_ *machine, _ *frame, xs []value) value { return xs })
}

// comprehension makes [head :for x :in xs :with y = e :for i :below n :when c], in which
// the test comes before the head.
func (g *generator) comprehension(t *typ, env *variable, depth int) expr {
	u, w := g.shownType(1), g.anyType(1)
	xs := g.expr(listOf(u), env, depth-1)
	x := g.bind(u, env)
	with := g.sealed(w, x, depth-1)
	y := g.bind(w, x)
	i := g.bind(tInteger, y)
	n := g.r.IntN(3)
	when, head := g.sealed(tBoolean, i, depth-1), g.sealed(t.args[0], i, depth-1)
	code := form("the", t.String(), fmt.Sprintf("[%s :for %s :in %s :with %s = %s :for %s :below %d :when %s]",
		head.text, x.name, xs.text, y.name, with.text, i.name, n, when.text))
	return expr{code, func(m *machine, f *frame) value {
		out := []value{}
		for _, e := range xs.eval(m, f).([]value) {
			fx := x.with(e, f)
			fy := y.with(with.eval(m, fx), fx)
			for k := range n {
				if fi := i.with(big.NewInt(int64(k)), fy); when.eval(m, fi).(bool) {
					out = append(out, head.eval(m, fi))
				}
			}
		}
		return out
	}}
}
