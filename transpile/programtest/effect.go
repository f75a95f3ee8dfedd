package programtest

import (
	"fmt"
	"math/big"
	"strconv"
)

// This file makes expressions with effects: output, errors, loops, cells, dynamic variables.

// sayFirst prints something before its value.
func (g *generator) sayFirst(t *typ, env *variable, depth int) expr {
	x := g.expr(t, env, depth-1)
	g.next++
	said := "say " + strconv.Itoa(g.next)
	return expr{form("said", strconv.Quote(said), x.text), func(m *machine, f *frame) value {
		v := x.eval(m, f)
		m.out.WriteString(said + "\n")
		return v
	}}
}

// raise throws an exception.
func (g *generator) raise(t *typ, env *variable, depth int) expr {
	if g.r.IntN(3) != 0 {
		return g.conditional(t, env, depth)
	}
	var e expr
	switch g.r.IntN(4) {
	case 3:
		x := g.lambda(funOf(tInteger, tInteger), env, depth-1)
		e = expr{form("Action", x.text), func(m *machine, f *frame) value { return thrown{3, []value{x.eval(m, f)}} }}
	case 0:
		x := g.expr(tInteger, env, depth-1)
		e = expr{form("Boom", x.text), func(m *machine, f *frame) value { return thrown{0, []value{x.eval(m, f)}} }}
	case 1:
		s, x := g.expr(tString, env, depth-1), g.expr(tInteger, env, depth-1)
		e = expr{form("Oops", s.text, x.text), func(m *machine, f *frame) value {
			a := s.eval(m, f)
			return thrown{1, []value{a, x.eval(m, f)}}
		}}
	default:
		e = expr{"Enough", func(*machine, *frame) value { return thrown{ctor: 2} }}
	}
	return expr{form("the", t.String(), form("throw", e.text)), func(m *machine, f *frame) value { return m.throw(e.eval(m, f).(thrown)) }}
}

// catch handles exceptions of one constructor, or all errors.
func (g *generator) catch(t *typ, env *variable, depth int) expr {
	outer := g.inside
	if g.r.IntN(2) == 0 { // half of them are left by return, too
		g.inside = nil
	}
	x := g.expr(t, env, depth-1)
	g.inside = outer
	handled := g.bind(tInteger, env)
	acts := g.bind(funOf(tInteger, tInteger), env)
	boom, acting, rest := g.expr(t, handled, depth-1), g.expr(t, acts, depth-1), g.expr(t, env, depth-1)
	code := form("catch", x.text, form(form("Boom", handled.name), boom.text),
		form(form("Action", acts.name), acting.text), form("_", rest.text))
	return expr{code, func(m *machine, f *frame) value {
		return m.catch(func() value { return x.eval(m, f) }, func(e thrown) (value, bool) {
			if e.ctor == 0 {
				return boom.eval(m, handled.with(e.fields[0], f)), true
			}
			if e.ctor == 3 {
				return acting.eval(m, acts.with(e.fields[0], f)), true
			}
			return rest.eval(m, f), true
		})
	}}
}

// resuming throws where it may be resumed; the handler around always resumes, and fails if
// the exception comes from the resumption.
func (g *generator) resuming(t *typ, env *variable, depth int) expr {
	n := g.bind(tInteger, env)
	x, again := g.expr(tInteger, env, depth-1), g.expr(t, n, depth-1)
	k := g.bind(tInteger, env)
	code := form("catch",
		form("resumable", form("the", t.String(), form("throw", form("Boom", x.text))), form(form("Carry-On", n.name), again.text)),
		form(form("Boom", k.name), form("resume-to", form("Carry-On", form("+", k.name, "1")))))
	return expr{code, func(m *machine, f *frame) value {
		return m.catch(func() value {
			return m.resumable(func() value {
				return m.throw(thrown{0, []value{x.eval(m, f)}})
			}, func(k *big.Int) value { return again.eval(m, n.with(k, f)) })
		}, func(e thrown) (value, bool) {
			if e.ctor != 0 {
				return nil, false
			}
			return m.resume(new(big.Int).Add(e.fields[0].(*big.Int), big.NewInt(1))), true
		})
	}}
}

// dynamic binds the dynamic variable.
func (g *generator) dynamic(t *typ, env *variable, depth int) expr {
	n := int64(g.r.IntN(10))
	x := g.expr(t, env, depth-1)
	return expr{form("dynamic-bind", form(form("*depth*", fmt.Sprint(n))), x.text), func(m *machine, f *frame) value {
		outer := m.depth
		m.depth = n
		v := x.eval(m, f)
		m.depth = outer
		return v
	}}
}

// rec goes round a few times.
func (g *generator) rec(t *typ, env *variable, depth int) expr {
	n := g.r.IntN(5)
	init := g.expr(t, env, depth-1)
	i := g.bind(tInteger, env)
	acc := g.bind(t, i)
	step := g.sealed(t, acc, depth-1)
	code := form("rec", "%", form(form(i.name, "(the Integer 0)"), form(acc.name, init.text)),
		form("if", form(">=", i.name, fmt.Sprint(n)), acc.name, form("%", form("+", i.name, "1"), step.text)))
	return expr{code, func(m *machine, f *frame) value {
		a := init.eval(m, f)
		for k := range n {
			a = step.eval(m, acc.with(a, i.with(big.NewInt(int64(k)), f)))
		}
		return a
	}}
}

// forLoop goes round a few times; its variables are the same in each iteration.
func (g *generator) forLoop(t *typ, env *variable, depth int) expr {
	n := g.r.IntN(4)
	init := g.expr(t, env, depth-1)
	i := g.bind(tInteger, env)
	acc := g.bind(t, i)
	step := g.expr(t, acc, depth-1)
	skip := g.expr(tBoolean, acc, depth-1)
	code := form("for", form(form(i.name, "(the Integer 0)", form("+", i.name, "1")), form(acc.name, init.text, step.text)),
		":returns", acc.name, ":repeat", fmt.Sprint(n), form("when", skip.text, "(continue)"), form("print", `"round"`))
	return expr{code, func(m *machine, f *frame) value {
		a := init.eval(m, f)
		fi := i.with(big.NewInt(0), f)
		fa := acc.with(a, fi)
		for range n {
			if !skip.eval(m, fa).(bool) {
				m.out.WriteString("round\n")
			}
			next := new(big.Int).Add(fi.value.(*big.Int), big.NewInt(1))
			v := step.eval(m, fa)
			fi.value, fa.value = next, v
		}
		return fa.value
	}}
}

// withCell writes a cell and reads it.
func (g *generator) withCell(t *typ, env *variable, depth int) expr {
	first, second, c := g.expr(t, env, depth-1), g.expr(t, env, depth-1), g.expr(tBoolean, env, depth-1)
	g.next++
	name := fmt.Sprintf("c%d", g.next)
	code := form("progn", form("let", name, "=", form("cell:new", first.text)),
		form("when", c.text, form("cell:write!", name, second.text), "(values)"), form("cell:read", name))
	return expr{code, func(m *machine, f *frame) value {
		box := &cell{first.eval(m, f)}
		if c.eval(m, f).(bool) {
			box.value = second.eval(m, f)
		}
		return box.value
	}}
}

// returning leaves a loop by return, inside a function made for it.
func (g *generator) returning(t *typ, env *variable, depth int) expr {
	v := g.bind(tInteger, env)
	stop := int64(g.r.IntN(4))
	x := g.sealed(t, v, depth-1)
	code := form("(fn ()", form("for", form(form(v.name, "(the Integer 0)", form("+", v.name, "1"))),
		form("when", form("==", v.name, fmt.Sprint(stop)), form("return", x.text))),
		form("the", t.String(), `(error "unreachable")`)+")")
	return expr{code, func(m *machine, f *frame) value { return x.eval(m, v.with(big.NewInt(stop), f)) }}
}

// foldList folds over a list.
func (g *generator) foldList(t *typ, env *variable, depth int) expr {
	u := g.shownType(1)
	xs, init := g.expr(listOf(u), env, depth-1), g.expr(t, env, depth-1)
	acc := g.bind(t, env)
	x := g.bind(u, acc)
	body := g.sealed(t, x, depth-1)
	code := form("fold", form("fn", form(acc.name, x.name), body.text), init.text, xs.text)
	return expr{code, func(m *machine, f *frame) value {
		a := init.eval(m, f)
		for _, e := range xs.eval(m, f).([]value) {
			m.step()
			a = body.eval(m, x.with(e, acc.with(a, f)))
		}
		return a
	}}
}

// severalValues takes two values apart.
func (g *generator) severalValues(t *typ, env *variable, depth int) expr {
	ta, tb := g.shownType(1), g.shownType(1)
	x, y := g.expr(ta, env, depth-1), g.expr(tb, env, depth-1)
	a := g.bind(ta, env)
	b := g.bind(tb, a)
	body := g.expr(t, b, depth-1)
	pair := form("pair-of", x.text, y.text)
	switch g.r.IntN(3) {
	case 0:
		pair = form("values", x.text, y.text)
	case 1:
		pair = form("if", "(== *depth* *depth*)", form("values", x.text, y.text), pair)
	}
	code := form("progn", form("let", form("values", a.name, b.name), "=", pair), body.text)
	return expr{code, func(m *machine, f *frame) value {
		va := x.eval(m, f)
		vb := y.eval(m, f)
		return body.eval(m, b.with(vb, a.with(va, f)))
	}}
}
