package opt

import "github.com/smelter-lang/smelter/transpile/core"

// globals calls f with the name of each definition that an expression mentions.
func globals(e core.Expr, f func(string)) {
	core.Walk(e, func(e core.Expr) bool {
		switch e := e.(type) {
		case *core.Global:
			f(e.Name)
		case *core.DynRef:
			f(e.Name)
		case *core.DynBind:
			for _, n := range e.Names {
				f(n)
			}
		}
		return true
	})
}

// numbered returns the place of each definition.
func numbered(p *core.Program) map[string]int {
	at := make(map[string]int, len(p.Defs))
	for i, d := range p.Defs {
		at[d.Name] = i
	}
	return at
}
