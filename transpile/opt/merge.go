package opt

import (
	"math/big"

	"github.com/smelter-lang/smelter/transpile/core"
	"github.com/smelter-lang/smelter/transpile/scc"
	"github.com/smelter-lang/smelter/transpile/source"
	"github.com/smelter-lang/smelter/typesys"
)

// This file merges functions that call one another last into one function with a loop,
// so that such calls need no stack:
//
//	(define (f x) ... (g a b))    (define (f x) (call f+g 0 x zero))
//	(define (g y z) ... (f c))    (define (g y z) (call f+g 1 y z))
//	                              (define (f+g state p q)
//	                                (loop again ((state state) (p p) (q q))
//	                                  (switch-literal state
//	                                    (0 (let (x p) ... (next again 1 a b)))
//	                                    (_ (let (y p) (z q) ... (next again 0 c zero))))))
//
// Parameters of the same type share a place.

// mergeAll merges the definitions of a program.
func mergeAll(p *core.Program) {
	at := numbered(p)
	lams := make([]*core.Lambda, len(p.Defs))
	for i, d := range p.Defs {
		lams[i], _ = d.Body.(*core.Lambda)
	}
	called := func(f core.Expr) int {
		if g, ok := f.(*core.Global); ok {
			if i, ok := at[g.Name]; ok && lams[i] != nil {
				return i
			}
		}
		return -1
	}
	groups := lastCallGroups(lams, called)
	for _, group := range groups {
		mergeDefs(p, group, called)
	}
	if len(groups) > 0 {
		prune(p)
	}
}

// lastCallGroups returns the groups of functions that call one another last.
func lastCallGroups(lams []*core.Lambda, called func(core.Expr) int) [][]int {
	calls := make([][]int, len(lams))
	for i, lam := range lams {
		if lam == nil {
			continue
		}
		lastCalls(lam.Body, func(c *core.Call) core.Expr {
			if j := called(c.Fun); j >= 0 {
				calls[i] = append(calls[i], j)
			}
			return nil
		})
	}
	var out [][]int
	for _, g := range scc.Components(len(lams), nil, func(i int, f func(int)) {
		for _, j := range calls[i] {
			f(j)
		}
	}) {
		if len(g) > 1 {
			out = append(out, g)
		}
	}
	return out
}

func mergeDefs(p *core.Program, group []int, called func(core.Expr) int) {
	lams := make([]*core.Lambda, len(group))
	place := map[int]int{}
	for k, i := range group {
		lams[k], place[i] = p.Defs[i].Body.(*core.Lambda), k
	}
	first := p.Defs[group[0]]
	whole := merge(lams, func(f core.Expr) int {
		if k, ok := place[called(f)]; ok {
			return k
		}
		return -1
	}, func(at source.Span, ty typesys.Type) core.Expr {
		return &core.Global{Base: core.Base{At: at, Ty: ty}, Name: first.Name + "%group"}
	})
	d := &core.Def{Name: first.Name + "%group", Type: whole.Ty, Body: whole, Span: first.Span, Pure: true, Library: first.Library}
	p.Defs = append(p.Defs, d)
	p.ByName[d.Name] = d
}

// mergeLocal merges functions of a local group.
func mergeLocal(e *core.LetRec) bool {
	lams := make([]*core.Lambda, len(e.Binds))
	at := map[*core.Var]int{}
	for i, b := range e.Binds {
		lams[i], _ = b.Value.(*core.Lambda)
		if lams[i] != nil {
			at[b.Var] = i
		}
	}
	called := func(f core.Expr) int {
		if u, ok := f.(*core.Local); ok {
			if i, ok := at[u.Var]; ok {
				return i
			}
		}
		return -1
	}
	groups := lastCallGroups(lams, called)
	for _, g := range groups {
		members := make([]*core.Lambda, len(g))
		place := map[int]int{}
		for k, i := range g {
			members[k], place[i] = lams[i], k
		}
		v := &core.Var{Name: "group"}
		whole := merge(members, func(f core.Expr) int {
			if k, ok := place[called(f)]; ok {
				return k
			}
			return -1
		}, func(at source.Span, ty typesys.Type) core.Expr {
			v.Type = ty
			return core.Use(v, at)
		})
		e.Binds = append(e.Binds, &core.Bind{Var: v, Value: whole})
	}
	return len(groups) > 0
}

// A merger merges the functions of one group.
type merger struct {
	lams  []*core.Lambda
	slots []*core.Var // variables of the loop, the state first
	place [][]int     // of each parameter of each function
	again *core.Label
}

// merge returns the function that does what those of a group do, and makes them call it.
// called says which of them is called, name refers to the new one.
func merge(lams []*core.Lambda, called func(core.Expr) int, name func(source.Span, typesys.Type) core.Expr) *core.Lambda {
	m := &merger{lams: lams, again: &core.Label{Name: "again"}}
	m.slots = []*core.Var{{Name: "state", Type: typesys.UFix}}
	for _, lam := range lams {
		m.place = append(m.place, m.places(lam.Params))
	}
	at, result := lams[0].At, resultOf(lams[0])
	cases := &core.LitSwitch{Base: core.Base{At: at, Ty: result}, Value: core.Use(m.slots[0], at)}
	for i, lam := range lams {
		body := lastCalls(lam.Body, func(c *core.Call) core.Expr {
			if j := called(c.Fun); j >= 0 {
				return m.pass(j, c.Args, c.At, func(args []core.Expr) core.Expr {
					return &core.Next{Base: c.Base, Label: m.again, Args: args}
				})
			}
			return nil
		})
		for k := len(lam.Params) - 1; k >= 0; k-- {
			body = core.Bound(lam.Params[k], core.Use(m.slots[m.place[i][k]], lam.At), body)
		}
		if i == len(lams)-1 {
			cases.Default = body
		} else {
			cases.Cases = append(cases.Cases, &core.LitCase{Lit: state(i, lam.At), Body: body})
		}
	}
	params := freshVars(m.slots)
	loop := &core.Loop{Base: cases.Base, Label: m.again, Vars: m.slots, Inits: core.Uses(params, at), Body: cases}
	whole := core.Function(at, params, loop)
	for i, lam := range lams {
		lam.Params = freshVars(lam.Params)
		lam.Body = m.pass(i, core.Uses(lam.Params, lam.At), lam.At, func(args []core.Expr) core.Expr {
			return &core.Call{Base: core.Base{At: lam.At, Ty: result}, Fun: name(lam.At, whole.Ty), Args: args}
		})
	}
	return whole
}

// places gives each parameter of a function a place of its type.
func (m *merger) places(params []*core.Var) []int {
	taken := map[int]bool{0: true}
	out := make([]int, len(params))
	for k, p := range params {
		slot := 1
		for slot < len(m.slots) && (taken[slot] || !core.SameType(m.slots[slot].Type, p.Type)) {
			slot++
		}
		if slot == len(m.slots) {
			m.slots = append(m.slots, &core.Var{Name: p.Name, Type: p.Type})
		}
		taken[slot], out[k] = true, slot
	}
	return out
}

// pass gives what goes on with the state and parameters that stand for a call of one of
// the group. Arguments are computed in their order; a place that is not used is zero, so
// that nothing is kept alive.
func (m *merger) pass(i int, args []core.Expr, at source.Span, to func([]core.Expr) core.Expr) core.Expr {
	out := make([]core.Expr, len(m.slots))
	out[0] = state(i, at)
	var lets []*core.Let
	for k, a := range args {
		v := &core.Var{Name: m.slots[m.place[i][k]].Name, Type: a.Type()}
		if core.Diverges(a) {
			v.Type = m.slots[m.place[i][k]].Type
		}
		lets = append(lets, core.Bound(v, a, a))
		out[m.place[i][k]] = core.Use(v, at)
	}
	for slot, v := range m.slots {
		if out[slot] == nil {
			out[slot] = &core.Native{Base: core.Base{At: at, Ty: v.Type}, Func: "%zero"}
		}
	}
	x := to(out)
	for k := len(lets) - 1; k >= 0; k-- {
		lets[k].Body, lets[k].Ty = x, x.Type()
		x = lets[k]
	}
	return x
}

func state(i int, at source.Span) *core.Lit {
	return core.Integer(typesys.UFix, big.NewInt(int64(i)), at).(*core.Lit)
}
