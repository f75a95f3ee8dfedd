package opt

import (
	"slices"
	"strings"

	"github.com/smelter-lang/smelter/transpile/core"
	"github.com/smelter-lang/smelter/transpile/scc"
	"github.com/smelter-lang/smelter/typesys"
	"github.com/smelter-lang/smelter/typesys/env"
)

// Limits of what takes the place of calls, in nodes (core.Size).
const (
	smallLambda   = 8   // a local function is copied to all its calls
	smallFunction = 8   // a definition is, and two more for each argument
	onceFunction  = 120 // a definition that is called once only
	functionBonus = 40  // for each argument that is a function and is called
	makeBonus     = 10  // for each argument that is built and taken apart
	maxGrowth     = 800 // in one definition, for one simplification
)

// An inliner knows the definitions whose bodies may take the place of calls: those that
// are simplified already and do not call themselves.
type inliner struct {
	prog    *core.Program
	boxed   bool          // some data types are represented otherwise than their types say
	groups  [][]*core.Def // those that others call first
	uses    map[string]int
	unfolds map[string]*unfolding
	wraps   map[string]*core.Def // values that take the place of their uses
	bools   [2]*env.Ctor         // False, True
}

// An unfolding is a definition that may take the place of its calls.
type unfolding struct {
	def    *core.Def
	lam    *core.Lambda
	size   int
	params []usage
	once   bool // nothing else mentions it
	silent bool // no error tells of its call
	gives  bool // a function, or something built with one, that the caller may see through
}

func newInliner(p *core.Program) *inliner {
	in := &inliner{prog: p, boxed: p.Cut != nil, uses: map[string]int{}, unfolds: map[string]*unfolding{}, wraps: map[string]*core.Def{}}
	at := numbered(p)
	calls := make([][]int, len(p.Defs))
	for i, d := range p.Defs {
		core.Globals(d.Body, func(name string) {
			in.uses[name]++
			if j, ok := at[name]; ok {
				calls[i] = append(calls[i], j)
			}
		})
	}
	groups := scc.Components(len(p.Defs), nil, func(i int, f func(int)) {
		for _, j := range calls[i] {
			f(j)
		}
	})
	for _, g := range groups {
		group := make([]*core.Def, len(g))
		for k, i := range g {
			group[k] = p.Defs[i]
		}
		in.groups = append(in.groups, group)
	}
	if d := p.Env.Type(typesys.Boolean.Name); d != nil {
		for _, c := range d.Ctors {
			if c.Shown == "True" {
				in.bools[1] = c
			} else {
				in.bools[0] = c
			}
		}
	}
	return in
}

// boolean returns the constructor of a truth value.
func (in *inliner) boolean(b bool) *env.Ctor {
	if b {
		return in.bools[1]
	}
	return in.bools[0]
}

// offer lets a simplified definition take the place of its calls from now on.
func (in *inliner) offer(d *core.Def, recursive bool) {
	lam, ok := d.Body.(*core.Lambda)
	if !ok || recursive || mentions(d.Body, d.Name) || in.prog.Entered(d.Name) {
		return
	}
	o := count(lam)
	u := &unfolding{def: d, lam: lam, size: core.Size(lam.Body), once: in.uses[d.Name] == 1}
	u.silent = d.Library || !mayRaise(lam.Body)
	eachTail(lam.Body, func(e core.Expr) { u.gives = u.gives || hasFunction(e) })
	for _, p := range lam.Params {
		u.params = append(u.params, o.of(p))
	}
	in.unfolds[d.Name] = u
}

// onlyOverflows reports whether all that can go wrong in a native is that machine words
// overflow, or nothing. Such an error is told at the operation: code that computes with
// words is too hot to keep its calls for it.
func onlyOverflows(native string) bool {
	switch native {
	case "num.AddSigned", "num.SubSigned", "num.MulSigned", "num.MulI64", "num.NegWord",
		"num.AddIFix", "num.SubIFix", "num.MulIFix", "num.AddUFix", "num.SubUFix", "num.MulUFix":
		return true
	}
	return strings.HasPrefix(native, "num.To") || strings.HasPrefix(native, "num.Fit") ||
		strings.HasPrefix(native, "%cell-")
}

// mayRaise reports whether an expression may raise an error, or calls a definition, which
// may. A function that calls what it is given only passes on.
func mayRaise(e core.Expr) bool {
	found := false
	core.Walk(e, func(e core.Expr) bool {
		switch e := e.(type) {
		case *core.Throw, *core.Fail, *core.ResumeTo:
			found = true
		case *core.Call:
			_, known := e.Fun.(*core.Global)
			found = found || known
		case *core.Native:
			found = found || !core.PureNative(e) && !onlyOverflows(e.Func)
		}
		return !found
	})
	return found
}

// hasFunction reports whether a value is a function or built with one.
func hasFunction(e core.Expr) bool {
	switch e := e.(type) {
	case *core.Lambda:
		return true
	case *core.Make:
		return slices.ContainsFunc(e.Args, hasFunction)
	}
	return false
}

// wrapper lets a definition take the place of its calls, or of its uses if it is a value,
// whatever there is in it.
func (in *inliner) wrapper(d *core.Def) {
	if lam, ok := d.Body.(*core.Lambda); ok {
		in.unfolds[d.Name] = &unfolding{def: d, lam: lam, params: make([]usage, len(lam.Params))}
		return
	}
	in.wraps[d.Name] = d
}

func mentions(e core.Expr, name string) bool {
	found := false
	core.Globals(e, func(n string) { found = found || n == name })
	return found
}

func (in *inliner) unfold(name string) *unfolding { return in.unfolds[name] }

// isLambda reports whether a definition is a function.
func (in *inliner) isLambda(name string) bool {
	d := in.prog.ByName[name]
	if d == nil {
		return false
	}
	_, ok := d.Body.(*core.Lambda)
	return ok
}

// constant returns what a definition is if it costs nothing: a number, a constructor
// without fields, another function.
func (in *inliner) constant(name string) core.Expr {
	d := in.prog.ByName[name]
	if d == nil || d.Dynamic || d.Body == nil || !core.Atomic(d.Body) {
		return nil
	}
	if g, ok := d.Body.(*core.Global); ok && !in.isLambda(g.Name) {
		return nil
	}
	return d.Body
}

// value returns the construction that a definition is, if its fields are atoms that are
// the same everywhere.
func (in *inliner) value(name string) *core.Make {
	d := in.prog.ByName[name]
	if d == nil || d.Dynamic {
		return nil
	}
	mk, ok := d.Body.(*core.Make)
	if !ok {
		return nil
	}
	for _, a := range mk.Args {
		switch a := a.(type) {
		case *core.Lit, *core.Global:
		case *core.Make:
			if len(a.Args) > 0 {
				return nil
			}
		default:
			return nil
		}
	}
	return mk
}
