package programtest

import "math/big"

// This file makes expressions that are polymorphic in themselves: methods without
// arguments, local functions of many types, a dynamic variable of many types. It also has
// fractions.

// fillable reports whether a type is of the class Filler.
func (t *typ) fillable() bool {
	switch t.kind {
	case integer, text, unit, mark:
		return true
	case list, optional:
		return t.args[0].fillable()
	case both:
		return t.args[0].fillable() && t.args[1].fillable()
	case fun:
		return t.args[1].fillable()
	}
	return false
}

// filler is the constant of Filler.
func filler(t *typ) value {
	switch t.kind {
	case integer:
		return big.NewInt(7)
	case text:
		return "fill"
	case list:
		return []value{filler(t.args[0]), filler(t.args[0])}
	case optional:
		return data{0, []value{filler(t.args[0])}}
	case both:
		return data{0, []value{filler(t.args[0]), filler(t.args[1])}}
	case fun:
		return function(func(m *machine, _ []value) value { m.step(); return filler(t.args[1]) })
	}
	return data{}
}

// fillOr is the method of Filler.
func fillOr(t *typ, fills bool, v value) value {
	switch t.kind {
	case integer, text:
		if fills {
			return filler(t)
		}
	case list:
		out := []value{}
		for _, x := range v.([]value) {
			out = append(out, fillOr(t.args[0], fills, x))
		}
		return out
	case optional:
		if d := v.(data); d.ctor == 0 {
			return data{0, []value{fillOr(t.args[0], fills, d.fields[0])}}
		} else if fills {
			return filler(t)
		}
	case both:
		d := v.(data)
		return data{0, []value{fillOr(t.args[0], fills, d.fields[0]), fillOr(t.args[1], !fills, d.fields[1])}}
	case fun:
		return function(func(m *machine, args []value) value {
			return fillOr(t.args[1], fills, v.(function)(m, args))
		})
	}
	return v
}

// filled makes a value by Filler.
func (g *generator) filled(t *typ, env *variable, depth int) expr {
	switch {
	case !t.fillable():
		return g.specific(t, env, depth)
	case g.r.IntN(3) == 0:
		return constant(form("the", t.String(), "filler"), filler(t))
	}
	return g.application("fill-or", []*typ{tBoolean, t}, env, depth, func(_ *machine, _ *frame, xs []value) value {
		return fillOr(t, xs[0].(bool), xs[1])
	})
}

// generic names a local function, of any type or of those with Show, and calls it at two
// types.
func (g *generator) generic(t *typ, env *variable, depth int) expr {
	u := g.anyType(2)
	name, tells := g.temp("same"), t.shown() && u.shown() && g.r.IntN(2) == 0
	first, second := g.expr(u, env, depth-1), g.expr(t, env, depth-1)
	said := `"same"`
	if tells {
		said = "(show-as-string a)"
	}
	code := form("let", form(form(name, form("fn", "(a)", form("print", said), "a"))),
		form("let", "_", "=", form(name, first.text)), form(name, second.text))
	say := func(m *machine, t *typ, v value) value {
		if tells {
			m.out.WriteString(show(t, v) + "\n")
		} else {
			m.out.WriteString("same\n")
		}
		return v
	}
	return expr{code, func(m *machine, f *frame) value {
		say(m, u, first.eval(m, f))
		return say(m, t, second.eval(m, f))
	}}
}

// twin calls the function of many types that a dynamic variable holds.
func (g *generator) twin(t *typ, env *variable, depth int) expr {
	x := g.expr(t, env, depth-1)
	code := form("match", form("*twin*", x.text), "((Both _ b) b)")
	return expr{code, func(m *machine, f *frame) value {
		v := x.eval(m, f)
		if m.dynamic.twin {
			m.out.WriteString("twin\n")
		}
		return v
	}}
}

// twinAnew gives the variable another function.
func (g *generator) twinAnew(t *typ, env *variable, depth int) expr {
	x := g.expr(t, env, depth-1)
	if g.r.IntN(4) != 0 { // it changes how all of the program is compiled
		return x
	}
	code := form("dynamic-bind", `((*twin* (fn (x) (print "twin") (Both x x))))`, x.text)
	return expr{code, func(m *machine, f *frame) value {
		outer := m.dynamic.twin
		m.dynamic.twin = true
		v := x.eval(m, f)
		m.dynamic.twin = outer
		return v
	}}
}

// ratio computes with fractions.
func (g *generator) ratio(env *variable, depth int) expr {
	t := &typ{kind: fraction}
	ops := []func(z, a, b *big.Rat) *big.Rat{(*big.Rat).Add, (*big.Rat).Sub, (*big.Rat).Mul, (*big.Rat).Quo}
	k := g.r.IntN(len(ops))
	return g.application("+-*/"[k:k+1], []*typ{t, t}, env, depth, func(m *machine, _ *frame, xs []value) value {
		a, b := xs[0].(*big.Rat), xs[1].(*big.Rat)
		if k == 3 && b.Sign() == 0 {
			return m.throw(runtimeError)
		}
		z := ops[k](new(big.Rat), a, b)
		if z.Num().BitLen()+z.Denom().BitLen() > maxBits {
			panic(tooMuch{})
		}
		return z
	})
}
