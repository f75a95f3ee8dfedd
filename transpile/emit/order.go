package emit

import (
	"github.com/dave/jennifer/jen"

	"github.com/smelter-lang/smelter/transpile/core"
	"github.com/smelter-lang/smelter/typesys"
)

// This file keeps the order of evaluation: operator first, arguments from left to right.
//
// Go calls functions within one expression in that order too, but it reads variables and
// memory when it likes. And the statements that one argument needs come before the whole
// expression. So an argument is put into a variable first if a later one needs statements,
// or if one of them reads what another may change; only what is the same at any time (an
// atom) stays where it is.

// Traits say how an expression can be printed among others.
type traits struct {
	simple bool // as a Go expression, without statements before it
	reads  bool // its value depends on something that may change
	acts   bool // it may change what others read
}

// atom reports whether evaluating e gives the same at any time, without doing anything.
func atom(e core.Expr) bool {
	switch e := e.(type) {
	case *core.Lit, *core.Global, *core.Lambda:
		return true
	case *core.Local:
		return !e.Var.Mutable
	case *core.Make:
		return len(e.Args) == 0
	case *core.Field:
		return atom(e.Value)
	}
	return false
}

// printable reports whether e is printed so that it can be printed twice.
func printable(e core.Expr) bool {
	switch e := e.(type) {
	case *core.Lit:
		return !isCon(e.Ty, typesys.Integer.Name) || !bordering(e)
	case *core.Global:
		return true
	case *core.Local:
		return !e.Var.Mutable
	}
	return false
}

// traitsOf returns the traits of an expression. They are kept: an expression asks for
// those of its parts, at every level.
func (f *fn) traitsOf(e core.Expr) traits {
	t, ok := f.traits[e]
	if !ok {
		t = f.findTraits(e)
		f.traits[e] = t
	}
	return t
}

func (f *fn) findTraits(e core.Expr) traits {
	switch e := e.(type) {
	case *core.Lit, *core.Global, *core.Lambda:
		return traits{simple: true}
	case *core.Local:
		return traits{simple: true, reads: e.Var.Mutable}
	case *core.DynRef:
		return traits{simple: true, reads: true}
	case *core.Call:
		t := f.together(append([]core.Expr{e.Fun}, e.Args...))
		t.acts, t.simple = true, t.simple && !f.twin
		return t
	case *core.Native:
		return f.nativeTraits(e)
	case *core.Make:
		t := f.together(e.Args)
		t.simple = t.simple && !isList(e) && !f.step(e)
		return t
	case *core.Field:
		t := f.traitsOf(e.Value)
		t.simple = t.simple && !(f.twin && isCon(e.Ty, typesys.Integer.Name))
		return t
	case *core.Box:
		return f.traitsOf(e.Value)
	case *core.Unbox:
		return f.traitsOf(e.Value)
	case *core.Values:
		t := f.together(e.Elems)
		t.simple = t.simple && len(e.Elems) == 1
		return t
	}
	var parts []core.Expr
	core.Children(e, func(c *core.Expr) { parts = append(parts, *c) })
	t := f.together(parts)
	if _, assign := e.(*core.Assign); assign {
		t.acts = true
	}
	t.simple = logical(e) && f.allSimple(parts)
	return t
}

// together returns the traits of expressions that are evaluated one after the other.
func (f *fn) together(es []core.Expr) traits {
	t := traits{simple: f.inPlace(es)}
	for _, e := range es {
		x := f.traitsOf(e)
		t.reads, t.acts = t.reads || x.reads, t.acts || x.acts
	}
	return t
}

func (f *fn) simple(e core.Expr) bool { return f.traitsOf(e).simple }

func (f *fn) allSimple(es []core.Expr) bool {
	for _, e := range es {
		if !f.simple(e) {
			return false
		}
	}
	return true
}

// inPlace reports whether expressions can be evaluated within one Go expression.
func (f *fn) inPlace(es []core.Expr) bool { return f.allSimple(es) && f.lastMoved(es) == 0 }

// lastMoved returns the index before which all but atoms must be in variables.
func (f *fn) lastMoved(es []core.Expr) int {
	moved, first, last := 0, -1, 0
	var read, act, conflict bool
	for i, e := range es {
		if atom(e) {
			continue
		}
		t := f.traitsOf(e)
		conflict = conflict || t.reads && act || t.acts && read
		read, act = read || t.reads, act || t.acts
		if first < 0 {
			first = i
		}
		if last = i; !t.simple {
			moved = i
		}
	}
	if conflict {
		moved = last
	}
	if moved <= first {
		return 0 // nothing stands before it
	}
	return moved
}

// args prints expressions that are evaluated from left to right.
func (f *fn) args(es []core.Expr) []jen.Code {
	last := f.lastMoved(es)
	out := make([]jen.Code, len(es))
	for i, e := range es {
		c := f.expr(e)
		if i < last && !atom(e) {
			c = f.keep("t", c)
		}
		out[i] = c
	}
	return out
}

// stables prints expressions, from left to right: the first ones as names and literals,
// which can be printed twice, then the others.
func (f *fn) stables(twice []core.Expr, others ...core.Expr) []code {
	es := append(twice[:len(twice):len(twice)], others...)
	last := f.lastMoved(es)
	out := make([]code, len(es))
	for i, e := range es {
		out[i] = f.expr(e)
		if i < len(twice) && !printable(e) || i < last && !atom(e) {
			out[i] = f.keep("t", out[i])
		}
	}
	return out
}
