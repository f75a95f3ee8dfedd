package programtest

import (
	"fmt"
	"math/big"
)

// This file makes loops within loops, left and continued by their labels, and loops whose
// steps see one another.

// A jump says how an iteration of the inner loop goes on.
type jump struct {
	text  string
	outer bool // break or continue the outer loop, or the inner one
	leave bool // break
}

// jumps has the ways; a catch and a dynamic-bind may stand between a jump and its loop.
func (g *generator) jump(outer, inner string) jump {
	j := jump{outer: g.r.IntN(2) == 0, leave: g.r.IntN(2) == 0}
	label, name := inner, "continue"
	if j.outer {
		label = outer
	}
	if j.leave {
		name = "break"
	}
	j.text = form(name, label)
	return j
}

// between puts something between a conditional jump and its loop.
func (g *generator) between(text string) string {
	switch g.r.IntN(4) {
	case 0:
		return form("catch", text, "(_ (values))")
	case 1:
		return form("dynamic-bind", "((*depth* 9))", text)
	}
	return text
}

// labelled makes two loops that count, and fill a cell.
func (g *generator) labelled(t *typ, env *variable, depth int) expr {
	name, outer, inner := g.temp("c"), ":"+g.temp("outer"), ":"+g.temp("inner")
	init := g.expr(t, env, depth-1)
	i := g.bind(tInteger, env)
	j := g.bind(tInteger, i)
	n, k := int64(1+g.r.IntN(3)), int64(1+g.r.IntN(3))
	when, how := g.sealed(tBoolean, j, depth-1), g.jump(outer, inner)
	step := g.expr(t, j, depth-1)
	counting := func(v *variable) string { return form(form(v.name, "(the Integer 0)", form("+", v.name, "1"))) }
	code := form("progn", form("let", name, "=", form("cell:new", init.text)),
		form("for", outer, counting(i), ":while", form("<", i.name, fmt.Sprint(n)),
			form("for", inner, counting(j), ":while", form("<", j.name, fmt.Sprint(k)),
				form("let", "now", "=", when.text), g.between(form("when", "now", how.text)),
				form("cell:write!", name, step.text)),
			`(print "next")`),
		form("cell:read", name))
	return expr{code, func(m *machine, f *frame) value {
		c := &cell{init.eval(m, f)}
	rows:
		for x := range n {
			fi := i.with(big.NewInt(x), f)
		columns:
			for y := range k {
				m.step()
				fj := j.with(big.NewInt(y), fi)
				switch stop := when.eval(m, fj).(bool); {
				case stop && how.outer && how.leave:
					break rows
				case stop && how.outer:
					continue rows
				case stop && how.leave:
					break columns
				case stop:
					continue columns
				}
				c.value = step.eval(m, fj)
			}
			m.out.WriteString("next\n")
		}
		return c.value
	}}
}

// inTurn makes a for*, whose steps see the new values of those before them.
func (g *generator) inTurn(t *typ, env *variable, depth int) expr {
	n := int64(g.r.IntN(4))
	init := g.expr(t, env, depth-1)
	i := g.bind(tInteger, env)
	acc := g.bind(t, i)
	step := g.expr(t, acc, depth-1)
	code := form("for*", form(form(i.name, "(the Integer 0)", form("+", i.name, "1")), form(acc.name, init.text, step.text)),
		":returns", acc.name, ":until", form(">=", i.name, fmt.Sprint(n)))
	return expr{code, func(m *machine, f *frame) value {
		fi := i.with(big.NewInt(0), f)
		fa := acc.with(init.eval(m, f), fi)
		for k := range n {
			m.step()
			fi.value = big.NewInt(k + 1)
			fa.value = step.eval(m, fa)
		}
		return fa.value
	}}
}
