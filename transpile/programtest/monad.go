package programtest

import (
	"math/big"
	"strings"
)

// This file makes `do` blocks: of Optional and of Result, which may end early, and of ST,
// whose state is an Integer.

// A binding is a statement of a block: a variable and what it is bound to.
type binding struct {
	v    *variable
	x    expr
	stop *expr // whether the block ends here, nil if it cannot
	pure bool  // let, not <-
}

// chain makes the statements of a block that may end early; some says how a value goes on,
// none how it ends.
func (g *generator) chain(env *variable, depth int, some func(string) string, none string) (text string, all []binding, inner *variable) {
	var b strings.Builder
	for range 1 + g.r.IntN(3) {
		u := g.shownType(1)
		x := g.sealed(u, env, depth-1)
		v := g.bind(u, env)
		switch g.r.IntN(3) {
		case 0:
			all = append(all, binding{v: v, x: x, pure: true})
			b.WriteString(form("let", v.name, "=", x.text) + " ")
		default:
			stop := g.sealed(tBoolean, env, depth-2)
			all = append(all, binding{v: v, x: x, stop: &stop})
			b.WriteString(form(v.name, "<-", form("if", stop.text, none, some(x.text))) + " ")
		}
		env = v
	}
	return b.String(), all, env
}

// run evaluates the statements; ok is false if one of them ends the block.
func run(m *machine, f *frame, all []binding) (inner *frame, ok bool) {
	for _, b := range all {
		if b.stop != nil && b.stop.eval(m, f).(bool) {
			return f, false
		}
		f = b.v.with(b.x.eval(m, f), f)
	}
	return f, true
}

// monadic makes a block whose result is taken apart.
func (g *generator) monadic(t *typ, env *variable, depth int) expr {
	if g.r.IntN(3) == 0 {
		return g.stateful(t, env, depth)
	}
	result := g.r.IntN(2) == 0
	typ, some, none := form("Optional", t.String()), "Some", "None"
	if result {
		typ, some, none = form("Result", "Integer", t.String()), "Ok", "(Err 7)"
	}
	text, all, inner := g.chain(env, depth, func(x string) string { return form(some, x) }, none)
	last, rest := g.sealed(t, inner, depth-1), g.expr(t, env, depth-1)
	ended, got := "(None)", g.bind(t, env)
	if result {
		ended = "(Err _)"
	}
	code := form("match", form("the", typ, form("do", text, form("pure", last.text))),
		form(form(some, got.name), got.name), form(ended, rest.text))
	return expr{code, func(m *machine, f *frame) value {
		if inner, ok := run(m, f, all); ok {
			return last.eval(m, inner)
		}
		return rest.eval(m, f)
	}}
}

// stateful makes a block of ST. Making it evaluates nothing; it is run at once.
func (g *generator) stateful(t *typ, env *variable, depth int) expr {
	type statement struct {
		v   *variable // nil: the state becomes x
		x   *expr     // nil: v is the state
		put bool
	}
	init := g.expr(tInteger, env, depth-1)
	var all []statement
	var b strings.Builder
	inner := env
	for range 1 + g.r.IntN(4) {
		switch g.r.IntN(3) {
		case 0:
			v := g.bind(tInteger, inner)
			all = append(all, statement{v: v})
			b.WriteString(form(v.name, "<-", "state:get-state") + " ")
			inner = v
		case 1:
			x := g.sealed(tInteger, inner, depth-1)
			all = append(all, statement{x: &x, put: true})
			b.WriteString(form("state:put-state", x.text) + " ")
		default:
			u := g.shownType(1)
			x := g.sealed(u, inner, depth-1)
			v := g.bind(u, inner)
			all = append(all, statement{v: v, x: &x})
			b.WriteString(form(v.name, "<-", form("pure", x.text)) + " ")
			inner = v
		}
	}
	last := g.sealed(t, inner, depth-1)
	end, got := g.bind(tInteger, env), g.bind(t, env)
	after := form("said", form("show-as-string", end.name), got.name)
	code := form("match", form("state:run", form("the", form("state:ST", "Integer", t.String()),
		form("do", "(_ <- state:get-state)", b.String(), form("pure", last.text))), init.text),
		form(form("Tuple", end.name, got.name), after))
	return expr{code, func(m *machine, f *frame) value {
		state := init.eval(m, f).(*big.Int)
		for _, s := range all {
			switch {
			case s.put:
				state = s.x.eval(m, f).(*big.Int)
			case s.x == nil:
				f = s.v.with(state, f)
			default:
				f = s.v.with(s.x.eval(m, f), f)
			}
		}
		v := last.eval(m, f)
		m.out.WriteString(state.String() + "\n")
		return v
	}}
}
