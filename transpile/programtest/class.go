package programtest

import (
	"math/big"
	"unicode/utf8"
)

// This file is the meaning of classes, and of functions that are polymorphic.

// weighed reports whether a type is of the class Weigh.
func (t *typ) weighed() bool {
	switch t.kind {
	case integer, boolean, text:
		return true
	case list, optional:
		return t.args[0].weighed()
	case both:
		return t.args[0].weighed() && t.args[1].weighed()
	}
	return false
}

// ranked reports whether a type is of the class Ranked.
func (t *typ) ranked() bool {
	return t.kind == integer || t.kind == text || t.kind == list && t.args[0].ranked()
}

// weigh is the method of Weigh.
func weigh(t *typ, v value) *big.Int {
	n := new(big.Int)
	switch t.kind {
	case integer:
		return v.(*big.Int)
	case boolean:
		if v.(bool) {
			n.SetInt64(1)
		}
	case text:
		n.SetInt64(int64(utf8.RuneCountInString(v.(string))))
	case list:
		for _, x := range v.([]value) {
			n.Add(n, weigh(t.args[0], x))
		}
	case optional:
		if d := v.(data); d.ctor == 0 {
			n.Add(big.NewInt(1), weigh(t.args[0], d.fields[0]))
		}
	case both:
		d := v.(data)
		n.Add(weigh(t.args[0], d.fields[0]), weigh(t.args[1], d.fields[1]))
	}
	return n
}

// rank is a method of Ranked.
func rank(t *typ, v value) *big.Int {
	n := big.NewInt(1)
	switch t.kind {
	case integer:
		n.Mul(big.NewInt(2), v.(*big.Int))
	case list:
		for _, x := range v.([]value) {
			n.Add(n, rank(t.args[0], x))
		}
	}
	return n
}

// ofClass makes an Integer by a method, or by a function that needs one.
func (g *generator) ofClass(env *variable, depth int) expr {
	t := g.shownType(2)
	switch g.r.IntN(4) {
	case 0:
		return g.nestedNumber(env, depth)
	case 1:
		u := g.rankedType()
		return g.application("rank-others", []*typ{u, listOf(u)}, env, depth, func(_ *machine, _ *frame, xs []value) value {
			n := new(big.Int)
			for _, y := range xs[1].([]value) {
				if !equal(xs[0], y) {
					n.Add(n, rank(u, y))
				}
			}
			return n
		})
	case 2:
		return g.application("with-keys keyed", []*typ{tInteger}, env, depth, func(_ *machine, _ *frame, xs []value) value {
			n := xs[0].(*big.Int)
			return new(big.Int).Sub(keyed(n, big.NewInt(3), nil), keyed(n, nil, nil))
		})
	}
	if !t.weighed() {
		t = tString
	}
	return g.application("weigh", []*typ{t}, env, depth, func(_ *machine, _ *frame, xs []value) value {
		return weigh(t, xs[0])
	})
}

func (g *generator) rankedType() *typ {
	u := []*typ{tInteger, tString}[g.r.IntN(2)]
	if g.r.IntN(3) == 0 {
		u = listOf(u)
	}
	return u
}

// nestedNumber counts or weighs the levels of a nested type.
func (g *generator) nestedNumber(env *variable, depth int) expr {
	u := []*typ{tInteger, tString, tBoolean, listOf(tInteger)}[g.r.IntN(4)]
	weighs := g.r.IntN(2) == 0
	name := "levels"
	if weighs {
		name = "weigh-levels"
	}
	return g.application(name, []*typ{nestedOf(u)}, env, depth, func(_ *machine, _ *frame, xs []value) value {
		n, u, d := new(big.Int), u, xs[0].(data)
		for ; d.ctor == 1; d = d.fields[1].(data) {
			if weighs {
				n.Add(n, weigh(u, d.fields[0]))
			} else {
				n.Add(n, big.NewInt(1))
			}
			u = bothOf(u, u)
		}
		return n
	})
}

// perhapsPolymorphic applies a polymorphic function that gives what it takes, if there is one.
func (g *generator) perhapsPolymorphic(t *typ, env *variable, depth int) expr {
	switch {
	case t.ranked():
		return g.application("heaviest", []*typ{listOf(t), t}, env, depth, func(_ *machine, _ *frame, xs []value) value {
			best := xs[1]
			for _, x := range xs[0].([]value) {
				if weigh(t, x).Cmp(weigh(t, best)) > 0 {
					best = x
				}
			}
			return best
		})
	case t.kind == list || t.kind == optional:
		u := t.args[0]
		return g.application("mapped-twice", []*typ{funOf(u, u), t}, env, depth, func(m *machine, _ *frame, xs []value) value {
			f := xs[0].(function)
			return mapped(m, f, mapped(m, f, xs[1]))
		})
	}
	return g.specific(t, env, depth)
}

func mapped(m *machine, f function, v value) value {
	switch v := v.(type) {
	case []value:
		out := []value{}
		for _, x := range v {
			out = append(out, f(m, []value{x}))
		}
		return out
	case data:
		if v.ctor == 0 {
			return data{0, []value{f(m, v.fields)}}
		}
	}
	return v
}

// held takes the first element of a list or tree.
func (g *generator) held(t *typ, env *variable, depth int) expr {
	of := listOf(t.args[0])
	if g.r.IntN(2) == 0 {
		of = treeOf(t.args[0])
	}
	return g.application("first-of", []*typ{of}, env, depth, func(_ *machine, _ *frame, xs []value) value {
		switch all := xs[0].(type) {
		case []value:
			if len(all) > 0 {
				return data{0, []value{all[0]}}
			}
		case data:
			if all.ctor == 1 {
				return data{0, []value{all.fields[1]}}
			}
		}
		return data{1, nil}
	})
}
