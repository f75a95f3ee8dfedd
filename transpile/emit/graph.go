package emit

import (
	"github.com/smelter-lang/smelter/transpile/core"
	"github.com/smelter-lang/smelter/transpile/scc"
)

// This file knows who calls whom: which functions may be active several times at once, so
// that they must look at the stack (rt.Descend).
//
// A cycle of calls runs through known calls only, or enters a function through a value.
// So those look that are in a cycle of known calls, and those that are used as values and
// may come to call an unknown function. The others cannot recurse, or something that they
// call looks.

type graph struct {
	recursive map[string]bool // in a cycle of known calls
	unknown   map[string]bool // may come to call an unknown function
	values    map[string]bool // used as a value
	group     map[string]int  // number of the cycle
}

func newGraph(p *core.Program) *graph {
	g := &graph{recursive: map[string]bool{}, unknown: map[string]bool{}, values: map[string]bool{}, group: map[string]int{}}
	at := map[string]int{}
	for i, d := range p.Defs {
		at[d.Name] = i
	}
	known := make([][]int, len(p.Defs))
	for i, d := range p.Defs {
		calls := map[*core.Global]bool{}
		core.Walk(d.Body, func(e core.Expr) bool {
			if call, ok := e.(*core.Call); ok {
				if fun, ok := call.Fun.(*core.Global); ok {
					calls[fun] = true
				}
			}
			if global, ok := e.(*core.Global); ok {
				if to, ok := at[global.Name]; ok {
					known[i] = append(known[i], to)
				}
				if !calls[global] {
					g.values[global.Name] = true
				}
			}
			g.unknown[d.Name] = g.unknown[d.Name] || callsUnknown(e)
			return true
		})
	}
	g.close(p, known)
	return g
}

// close finds the cycles, and spreads what is said of functions to those that call them.
func (g *graph) close(p *core.Program, known [][]int) {
	groups := scc.Components(len(p.Defs), nil, func(i int, f func(int)) {
		for _, to := range known[i] {
			f(to)
		}
	})
	for number, group := range groups {
		cycle, unknown := len(group) > 1, false
		for _, i := range group {
			unknown = unknown || g.unknown[p.Defs[i].Name]
			for _, to := range known[i] {
				cycle = cycle || to == i
				unknown = unknown || g.unknown[p.Defs[to].Name]
			}
		}
		for _, i := range group {
			g.group[p.Defs[i].Name] = number
			g.recursive[p.Defs[i].Name], g.unknown[p.Defs[i].Name] = cycle, unknown
		}
	}
}

// callsUnknown reports whether e itself may call a function that is not known.
func callsUnknown(e core.Expr) bool {
	switch e := e.(type) {
	case *core.Call:
		_, known := e.Fun.(*core.Global)
		return !known
	case *core.Native:
		return e.Func[0] != '%' && takesFunction(e)
	}
	return false
}

func takesFunction(e *core.Native) bool {
	for _, a := range e.Args {
		if isFunction(a.Type()) {
			return true
		}
	}
	return false
}

// descends reports whether a toplevel function looks at the stack.
func (g *graph) descends(name string) bool {
	return g.recursive[name] || g.values[name] && g.unknown[name]
}

// lambdaDescends reports whether a lambda does.
func (g *graph) lambdaDescends(lam *core.Lambda) bool {
	found := false
	core.Walk(lam.Body, func(e core.Expr) bool {
		global, ok := e.(*core.Global)
		found = found || callsUnknown(e) || ok && g.unknown[global.Name]
		return !found
	})
	return found
}
