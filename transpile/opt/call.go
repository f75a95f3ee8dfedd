package opt

import "github.com/smelter-lang/smelter/transpile/core"

// This file simplifies calls: what is called takes the place of the call, if it is known
// and that pays.

// call simplifies a call whose parts are simplified.
func (s *simplifier) call(e *core.Call) core.Expr {
	again := func(x core.Expr) core.Expr { e.Fun = x; return s.call(e) }
	if x, ok := s.outside(e.Fun, again); ok {
		return x
	}
	switch f := e.Fun.(type) {
	case *core.Lambda:
		return s.beta(f, e.Args)
	case *core.Local:
		if lam := s.lambdas[f.Var]; lam != nil && s.letRecs[f.Var] == 0 {
			return s.copied(lam, e, core.Size(lam.Body))
		}
	case *core.Global:
		if u := s.in.unfold(f.Name); u != nil && s.pays(u, e.Args) {
			return s.inline(u, e)
		}
	}
	if branches(e.Fun) {
		return s.named(e.Fun, func(x core.Expr) core.Expr { e.Fun = x; s.doneAll(e.Args); return e })
	}
	return e
}

func (s *simplifier) doneAll(es []core.Expr) {
	for _, e := range es {
		s.done[e] = true
	}
}

// beta puts the body of a function, which is nowhere else, in the place of its call.
func (s *simplifier) beta(lam *core.Lambda, args []core.Expr) core.Expr {
	s.changed = true
	s.occ.recount(lam)
	s.doneAll(args)
	x := lam.Body
	for i := len(args) - 1; i >= 0; i-- {
		x = core.Bound(lam.Params[i], args[i], x)
	}
	return s.expr(x)
}

// maxNested is how often a copy of a function is put into a copy of the same function.
const maxNested = 4

// endless reports whether a call stands in a copy of what it calls, in a copy of it, and
// so on. A function that no name leads back to can still call itself, through a value of a
// data type that holds it, and would take the place of its calls until the budget ends.
func (s *simplifier) endless(lam *core.Lambda, e *core.Call) bool {
	e.Kept = e.Kept || s.nested[lam] == maxNested
	return e.Kept
}

// copied puts a copy of a function in the place of a call, if there is room.
func (s *simplifier) copied(lam *core.Lambda, e *core.Call, size int) core.Expr {
	if size > s.budget || s.endless(lam, e) {
		return e
	}
	s.budget -= size
	s.nested[lam]++
	defer func() { s.nested[lam]-- }()
	n := core.CloneExpr(lam, nil, nil).(*core.Lambda)
	return s.beta(n, e.Args)
}

// inline puts the body of a definition in the place of a call. What is of the library has
// its place in the script there, for messages.
func (s *simplifier) inline(u *unfolding, e *core.Call) core.Expr {
	if u.size > s.budget && !u.once || s.endless(u.lam, e) {
		return e
	}
	s.budget -= u.size
	s.nested[u.lam]++
	defer func() { s.nested[u.lam]-- }()
	n := core.CloneExpr(u.lam, nil, nil).(*core.Lambda)
	if u.def.Library {
		core.Relocate(n, e.At)
	}
	return s.beta(n, e.Args)
}

// pays reports whether the call of a definition with some arguments is worth a copy. The
// call of a function of the script that may raise an error is only replaced for what that
// brings, not because it is small: an error tells the calls that led to it.
func (s *simplifier) pays(u *unfolding, args []core.Expr) bool {
	limit := 0
	if u.silent {
		limit = smallFunction + 2*len(args)
	}
	if u.once && u.silent || u.def.Inline {
		limit = max(limit, onceFunction)
	}
	if u.gives {
		limit += functionBonus
	}
	for i, a := range args {
		p := u.params[i]
		if p.calls > 0 && s.isKnownFunction(a) {
			limit += functionBonus
		}
		if p.cases+p.fields > 0 && s.tells(a) {
			limit += makeBonus
		}
	}
	return u.size <= limit
}

// isKnownFunction reports whether the body of a function can take the place of a call.
func (s *simplifier) isKnownFunction(e core.Expr) bool {
	switch e := e.(type) {
	case *core.Lambda:
		return true
	case *core.Local:
		return s.lambdas[e.Var] != nil
	case *core.Global:
		return s.in.isLambda(e.Name)
	}
	return false
}
