package opt

import "github.com/smelter-lang/smelter/transpile/core"

// prune drops the definitions that nothing needs any more: those that neither the entry
// nor a value with effects leads to.
func prune(p *core.Program) {
	at := numbered(p)
	kept := make([]bool, len(p.Defs))
	var keep func(i int)
	keep = func(i int) {
		if kept[i] {
			return
		}
		kept[i] = true
		if body := p.Defs[i].Body; body != nil {
			core.Globals(body, func(name string) {
				if j, ok := at[name]; ok {
					keep(j)
				}
			})
		}
	}
	for i, d := range p.Defs {
		if p.Entered(d.Name) || !droppable(d) {
			keep(i)
		}
	}
	var defs []*core.Def
	for i, d := range p.Defs {
		if kept[i] {
			defs = append(defs, d)
		} else {
			delete(p.ByName, d.Name)
		}
	}
	p.Defs = defs
}

// droppable reports whether nobody misses a definition that nobody refers to.
func droppable(d *core.Def) bool {
	_, function := d.Body.(*core.Lambda)
	return function || d.Pure || d.Library
}
