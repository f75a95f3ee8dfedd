package core

import "github.com/smelter-lang/smelter/transpile/source"

// This file answers what an expression binds and what it uses of what is around it.
// A variable or label is bound at one place only, so scopes need no stacks here: what
// is used and not bound inside is free.

// Binders calls f with each variable that e itself binds.
func Binders(e Expr, f func(*Var)) {
	each := func(vs []*Var) {
		for _, v := range vs {
			if v != nil {
				f(v)
			}
		}
	}
	switch e := e.(type) {
	case *Lambda:
		each(e.Params)
	case *Let:
		if e.Var != nil {
			f(e.Var)
		}
	case *LetRec:
		for _, b := range e.Binds {
			f(b.Var)
		}
	case *LetValues:
		each(e.Vars)
	case *Loop:
		each(e.Vars)
	case *Join:
		each(e.Vars)
	case *Catch:
		for _, h := range e.Cases {
			each(h.Vars)
		}
	case *Resumable:
		for _, h := range e.Cases {
			each(h.Vars)
		}
	}
}

// LabelOf returns the label that e binds, or nil.
func LabelOf(e Expr) *Label {
	switch e := e.(type) {
	case *Block:
		return e.Label
	case *Loop:
		return e.Label
	case *Join:
		return e.Label
	}
	return nil
}

// TargetOf returns the label that e goes to, or nil.
func TargetOf(e Expr) *Label {
	switch e := e.(type) {
	case *Exit:
		return e.Label
	case *Next:
		return e.Label
	case *Jump:
		return e.Label
	}
	return nil
}

// UsedVar returns the variable that e itself reads or assigns, or nil.
func UsedVar(e Expr) *Var {
	switch e := e.(type) {
	case *Local:
		return e.Var
	case *Assign:
		return e.Var
	}
	return nil
}

// Free returns the free variables of an expression in order of appearance.
func Free(e Expr) []*Var {
	bound := map[*Var]bool{}
	Walk(e, func(e Expr) bool {
		Binders(e, func(v *Var) { bound[v] = true })
		return true
	})
	var out []*Var
	Walk(e, func(e Expr) bool {
		if v := UsedVar(e); v != nil && !bound[v] {
			bound[v] = true
			out = append(out, v)
		}
		return true
	})
	return out
}

// Leaves reports whether e contains a jump to a label outside of it.
func Leaves(e Expr) bool {
	own := map[*Label]bool{}
	Walk(e, func(e Expr) bool {
		if l := LabelOf(e); l != nil {
			own[l] = true
		}
		return true
	})
	leaves := false
	Walk(e, func(e Expr) bool {
		if l := TargetOf(e); l != nil && !own[l] {
			leaves = true
		}
		return !leaves
	})
	return leaves
}

// Size counts the nodes of an expression; uses of variables and literals count as
// little as what they cost.
func Size(e Expr) int {
	n := 0
	Walk(e, func(e Expr) bool {
		switch e.(type) {
		case *Local, *Lit, *Global, *Let:
		default:
			n++
		}
		return true
	})
	return n
}

// Within reports whether an expression is at most limit large, without counting further.
func Within(e Expr, limit int) bool {
	Walk(e, func(e Expr) bool {
		switch e.(type) {
		case *Local, *Lit, *Global, *Let:
		default:
			limit--
		}
		return limit >= 0
	})
	return limit >= 0
}

// Rewrite replaces every part of an expression by what f makes of it, innermost first,
// and then the whole. The tree is changed in place.
func Rewrite(e Expr, f func(Expr) Expr) Expr {
	if e == nil {
		return nil
	}
	Children(e, func(c *Expr) { *c = Rewrite(*c, f) })
	return f(e)
}

// Diverges reports whether an expression certainly does not come back with a value, so
// that it fits any type. It does not look for loops without an end.
func Diverges(e Expr) bool {
	switch e := e.(type) {
	case *Throw, *Fail, *Exit, *Next, *Jump, *ResumeTo:
		return true
	case *Let:
		return Diverges(e.Value) || Diverges(e.Body)
	case *LetRec:
		return Diverges(e.Body)
	case *LetValues:
		return Diverges(e.Value) || Diverges(e.Body)
	case *If:
		return Diverges(e.Cond) || Diverges(e.Then) && Diverges(e.Else)
	case *Switch:
		for _, c := range e.Cases {
			if !Diverges(c.Body) {
				return false
			}
		}
		return e.Default == nil && len(e.Cases) > 0 || e.Default != nil && Diverges(e.Default)
	case *LitSwitch:
		for _, c := range e.Cases {
			if !Diverges(c.Body) {
				return false
			}
		}
		return Diverges(e.Default)
	case *Join:
		return Diverges(e.In) && Diverges(e.Body)
	case *Loop:
		return anyDiverges(e.Inits) || Diverges(e.Body)
	case *DynBind:
		return Diverges(e.Body)
	case *Call:
		return anyDiverges(e.Args)
	case *Native:
		return anyDiverges(e.Args)
	case *Make:
		return anyDiverges(e.Args)
	}
	return false
}

func anyDiverges(es []Expr) bool {
	for _, e := range es {
		if Diverges(e) {
			return true
		}
	}
	return false
}

// Relocate gives an expression and all its parts the place of another in the source.
func Relocate(e Expr, at source.Span) {
	Walk(e, func(e Expr) bool {
		if l, ok := e.(interface{ relocate(source.Span) }); ok {
			l.relocate(at)
		}
		return true
	})
}
