package core

// Walk calls visit with e and, where it returns true, with the expressions in it, in the
// order in which they are written.
func Walk(e Expr, visit func(Expr) bool) {
	if e == nil || !visit(e) {
		return
	}
	Children(e, func(c *Expr) { Walk(*c, visit) })
}

// Children calls f with the place of each expression directly in e, in order.
func Children(e Expr, f func(*Expr)) {
	each := func(es []Expr) {
		for i := range es {
			f(&es[i])
		}
	}
	switch e := e.(type) {
	case *Lambda:
		f(&e.Body)
	case *Call:
		f(&e.Fun)
		each(e.Args)
	case *Native:
		each(e.Args)
	case *Make:
		each(e.Args)
	case *Field:
		f(&e.Value)
	case *Let:
		f(&e.Value)
		f(&e.Body)
	case *LetRec:
		for _, b := range e.Binds {
			f(&b.Value)
		}
		f(&e.Body)
	case *LetValues:
		f(&e.Value)
		f(&e.Body)
	case *Values:
		each(e.Elems)
	case *If:
		f(&e.Cond)
		f(&e.Then)
		f(&e.Else)
	case *Switch:
		f(&e.Value)
		for _, c := range e.Cases {
			f(&c.Body)
		}
		if e.Default != nil {
			f(&e.Default)
		}
	case *LitSwitch:
		f(&e.Value)
		for _, c := range e.Cases {
			f(&c.Body)
		}
		f(&e.Default)
	case *Box:
		f(&e.Value)
	case *Unbox:
		f(&e.Value)
	default:
		controlChildren(e, f, each)
	}
}

func controlChildren(e Expr, f func(*Expr), each func([]Expr)) {
	handlers := func(hs []*Handler) {
		for _, h := range hs {
			f(&h.Body)
		}
	}
	switch e := e.(type) {
	case *Block:
		f(&e.Body)
	case *Exit:
		f(&e.Value)
	case *Loop:
		each(e.Inits)
		f(&e.Body)
	case *Next:
		each(e.Args)
	case *Join:
		f(&e.In)
		f(&e.Body)
	case *Jump:
		each(e.Args)
	case *Assign:
		f(&e.Value)
	case *Throw:
		f(&e.Value)
	case *Catch:
		f(&e.Value)
		handlers(e.Cases)
		if e.Other != nil {
			f(&e.Other)
		}
	case *Resumable:
		f(&e.Value)
		handlers(e.Cases)
	case *ResumeTo:
		f(&e.Value)
	case *DynBind:
		each(e.Values)
		f(&e.Body)
	}
}

// Globals calls f with the name of each definition that an expression mentions.
func Globals(e Expr, f func(string)) {
	Walk(e, func(e Expr) bool {
		switch e := e.(type) {
		case *Global:
			f(e.Name)
		case *DynRef:
			f(e.Name)
		case *DynBind:
			for _, n := range e.Names {
				f(n)
			}
		}
		return true
	})
}
