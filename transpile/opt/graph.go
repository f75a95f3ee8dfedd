package opt

import "github.com/smelter-lang/smelter/transpile/core"

// numbered returns the place of each definition.
func numbered(p *core.Program) map[string]int {
	at := make(map[string]int, len(p.Defs))
	for i, d := range p.Defs {
		at[d.Name] = i
	}
	return at
}
