package programtest

import (
	"fmt"
	"math/big"
	"slices"
	"strings"
	"unicode/utf8"
)

// This file makes expressions of strings.

// maxText is how long strings may grow.
const maxText = 500

func (g *generator) textExpr(env *variable, depth int) expr {
	one, two := []*typ{tString}, []*typ{tString, tString}
	make := func(name string, params []*typ, f func(xs []value) value) expr {
		return g.application(name, params, env, depth, func(_ *machine, _ *frame, xs []value) value { return f(xs) })
	}
	switch g.r.IntN(10) {
	case 8:
		t := g.shownType(1)
		return make(".tag", []*typ{actOf(t)}, func(xs []value) value { return xs[0].(data).fields[1] })
	case 9:
		t, n := g.shownType(1), g.r.IntN(4)
		return make(fmt.Sprintf("wrapped %d", n), []*typ{t}, func(xs []value) value {
			return strings.Repeat("(Wrap ", n) + show(t, xs[0]) + strings.Repeat(")", n)
		})
	case 0:
		return make("string:upcase", one, func(xs []value) value { return strings.ToUpper(xs[0].(string)) })
	case 1:
		return make("string:reverse", one, func(xs []value) value {
			chars := []rune(xs[0].(string))
			slices.Reverse(chars)
			return string(chars)
		})
	case 2:
		return g.joined(env, depth)
	case 3, 4, 5:
		return make([]string{"<>", "string:concat"}[g.r.IntN(2)], two, func(xs []value) value {
			if len(xs[0].(string)) > maxText {
				panic(tooMuch{})
			}
			return xs[0].(string) + xs[1].(string)
		})
	}
	t := g.shownType(2)
	return make("show-as-string", []*typ{t}, func(xs []value) value { return show(t, xs[0]) })
}

// joined cuts a text into parts and puts them together in reverse.
func (g *generator) joined(env *variable, depth int) expr {
	x := g.expr(tString, env, depth-1)
	return expr{form("fold", "(fn (a b) (mconcat (make-list b \"/\" a)))", `""`, form("string:split", `#\a`, x.text)),
		func(m *machine, f *frame) value {
			s := x.eval(m, f).(string)
			parts, out := strings.Split(s, "a"), ""
			if s == "" {
				parts = nil // there are no parts of nothing
			}
			for _, part := range parts {
				m.step()
				out = part + "/" + out
			}
			return out
		}}
}

// charOf takes the first character of a text.
func (g *generator) charOf(env *variable, depth int) expr {
	c, s := g.expr(tChar, env, depth-1), g.expr(tString, env, depth-1)
	code := form("with-default", c.text, form("list:head", form("the", "(List Char)", form("into", s.text))))
	return expr{code, func(m *machine, f *frame) value {
		c := c.eval(m, f)
		for _, first := range s.eval(m, f).(string) {
			return first
		}
		return c
	}}
}

// textNumber makes an Integer of strings.
func (g *generator) textNumber(env *variable, depth int) expr {
	if g.r.IntN(2) == 0 {
		x := g.expr(tString, env, depth-1)
		return expr{form("the", "Integer", form("into", form("string:length", x.text))), func(m *machine, f *frame) value {
			return big.NewInt(int64(utf8.RuneCountInString(x.eval(m, f).(string))))
		}}
	}
	x, rest := g.expr(tInteger, env, depth-1), g.expr(tInteger, env, depth-1)
	return expr{form("with-default", rest.text, form("string:parse-int", form("the", "String", form("into", x.text)))),
		func(m *machine, f *frame) value {
			rest.eval(m, f)
			return x.eval(m, f)
		}}
}
