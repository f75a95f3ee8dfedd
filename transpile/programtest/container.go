package programtest

import (
	"fmt"
	"math/big"
	"slices"
	"strings"
)

// This file makes expressions that fill a container and look into it, for a type t: a
// Vector, a HashTable or an OrdMap of t, or an iterator over a list.

// contained makes one of them.
func (g *generator) contained(t *typ, env *variable, depth int) expr {
	makers := [...]func(*typ, *variable, int) expr{g.vector, g.table, g.ordered, g.iterated}
	return makers[g.r.IntN(len(makers))](t, env, depth)
}

// A step changes a container; it is a statement and its meaning.
type step[C any] struct {
	text string
	do   func(m *machine, f *frame, c C)
}

// steps makes a few steps and the text of them.
func steps[C any](g *generator, makers ...func() step[C]) (text string, do func(m *machine, f *frame, c C)) {
	var all []step[C]
	var texts []string
	for range 1 + g.r.IntN(4) {
		s := makers[g.r.IntN(len(makers))]()
		all, texts = append(all, s), append(texts, s.text)
	}
	return strings.Join(texts, " "), func(m *machine, f *frame, c C) {
		for _, s := range all {
			s.do(m, f, c)
		}
	}
}

// temp makes the name of a variable that no expression refers to.
func (g *generator) temp(base string) string {
	g.next++
	return fmt.Sprintf("%s%d", base, g.next)
}

func (g *generator) vector(t *typ, env *variable, depth int) expr {
	name := g.temp("v")
	init, rest := g.expr(listOf(t), env, depth-1), g.expr(t, env, depth-1)
	push := func() step[*[]value] {
		x := g.expr(t, env, depth-2)
		return step[*[]value]{form("let", "_", "=", form("vector:push!", x.text, name)), func(m *machine, f *frame, c *[]value) {
			v := x.eval(m, f)
			*c = append(*c, v)
		}}
	}
	pop := func() step[*[]value] {
		return step[*[]value]{form("let", "_", "=", form("vector:pop!", name)), func(_ *machine, _ *frame, c *[]value) {
			*c = (*c)[:max(0, len(*c)-1)]
		}}
	}
	reverse := func() step[*[]value] {
		return step[*[]value]{form("let", "_", "=", form("vector:reverse!", name)), func(_ *machine, _ *frame, c *[]value) {
			slices.Reverse(*c)
		}}
	}
	text, do := steps(g, push, push, pop, reverse)
	i := g.r.IntN(5)
	code := form("progn", form("let", name, "=", form("the", form("Vector", t.String()), form("into", init.text))), text,
		form("with-default", rest.text, form("vector:index", fmt.Sprint(i), name)))
	return expr{code, func(m *machine, f *frame) value {
		c := slices.Clone(init.eval(m, f).([]value))
		do(m, f, &c)
		other := rest.eval(m, f)
		if i < len(c) {
			return c[i]
		}
		return other
	}}
}

// A table is a HashTable or an OrdMap with strings as keys.
type table map[string]value

// table fills a HashTable.
func (g *generator) table(t *typ, env *variable, depth int) expr {
	name := g.temp("h")
	set := func() step[table] {
		k, x := g.expr(tString, env, depth-2), g.expr(t, env, depth-2)
		return step[table]{form("hashtable:set!", name, k.text, x.text), func(m *machine, f *frame, c table) {
			key := k.eval(m, f).(string)
			c[key] = x.eval(m, f)
		}}
	}
	remove := func() step[table] {
		k := g.expr(tString, env, depth-2)
		return step[table]{form("hashtable:remove!", name, k.text), func(m *machine, f *frame, c table) {
			delete(c, k.eval(m, f).(string))
		}}
	}
	text, do := steps(g, set, set, set, remove)
	k, rest := g.expr(tString, env, depth-1), g.expr(t, env, depth-1)
	code := form("progn", form("let", name, "=", form("the", form("HashTable", "String", t.String()), "(hashtable:new)")), text,
		form("with-default", rest.text, form("hashtable:get", name, k.text)))
	return expr{code, func(m *machine, f *frame) value {
		c := table{}
		do(m, f, c)
		other := rest.eval(m, f)
		if v, ok := c[k.eval(m, f).(string)]; ok {
			return v
		}
		return other
	}}
}

// ordered fills an OrdMap and folds over it in the order of its keys.
func (g *generator) ordered(t *typ, env *variable, depth int) expr {
	text := form("the", form("OrdMap", "Integer", t.String()), "ordmap:empty")
	type change struct{ key, value *expr }
	var all []change
	for range 1 + g.r.IntN(4) {
		k := g.expr(tInteger, env, depth-2)
		c := change{key: &k}
		if g.r.IntN(4) == 0 {
			text = form("ordmap:remove", text, k.text)
		} else {
			x := g.expr(t, env, depth-2)
			c.value = &x
			text = form("ordmap:insert", text, k.text, x.text)
		}
		all = append(all, c)
	}
	init := g.expr(t, env, depth-1)
	acc := g.bind(t, env)
	k := g.bind(tInteger, acc)
	x := g.bind(t, k)
	body := g.sealed(t, x, depth-1)
	code := form("iter:fold!", form("fn", form(acc.name, form("Tuple", k.name, x.name)), body.text), init.text,
		form("ordmap:entries", text))
	return expr{code, func(m *machine, f *frame) value {
		a := init.eval(m, f)
		values := map[string]value{}
		var keys []*big.Int
		for _, c := range all {
			key := c.key.eval(m, f).(*big.Int)
			keys = slices.DeleteFunc(keys, func(n *big.Int) bool { return n.Cmp(key) == 0 })
			if c.value != nil {
				values[key.String()] = c.value.eval(m, f)
				keys = append(keys, key)
			}
		}
		slices.SortFunc(keys, (*big.Int).Cmp)
		for _, key := range keys {
			m.step()
			a = body.eval(m, x.with(values[key.String()], k.with(key, acc.with(a, f))))
		}
		return a
	}}
}

// iterated goes through a list by an iterator that maps and filters as it is asked.
func (g *generator) iterated(t *typ, env *variable, depth int) expr {
	u := g.shownType(1)
	xs, init := g.expr(listOf(u), env, depth-1), g.expr(t, env, depth-1)
	in, out := g.bind(u, env), g.bind(t, env)
	mapped, kept := g.sealed(t, in, depth-2), g.sealed(tBoolean, out, depth-2)
	acc := g.bind(t, env)
	y := g.bind(t, acc)
	body := g.sealed(t, y, depth-2)
	code := form("iter:fold!", form("fn", form(acc.name, y.name), body.text), init.text,
		form("iter:filter!", form("fn", form(out.name), kept.text),
			form("map", form("fn", form(in.name), mapped.text), form("iter:into-iter", xs.text))))
	return expr{code, func(m *machine, f *frame) value {
		a := init.eval(m, f)
		for _, e := range xs.eval(m, f).([]value) {
			m.step()
			v := mapped.eval(m, in.with(e, f))
			if kept.eval(m, out.with(v, f)).(bool) {
				a = body.eval(m, y.with(v, acc.with(a, f)))
			}
		}
		return a
	}}
}

// sealed makes an expression in a function of its own, which `return` would leave.
func (g *generator) sealed(t *typ, env *variable, depth int) expr {
	outer := g.inside
	g.inside = nil
	x := g.expr(t, env, depth)
	g.inside = outer
	return x
}
