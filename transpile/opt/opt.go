// Package opt makes Core better: smaller, with known calls and loops.
//
// In comes a program after mono, out goes the same program in other words: passes rewrite
// its definitions in place and never change what is evaluated or in which order, as far
// as anyone can tell. Representation and machine arithmetic are left to emit.
package opt

import "github.com/smelter-lang/smelter/transpile/core"

// A Pass rewrites a program.
type Pass struct {
	Name string
	Run  func(*core.Program)
}

// Passes lists the passes that a program goes through.
func Passes() []Pass {
	return []Pass{
		{"simplify", simplifyAll},
		{"prune", prune},
		{"merge", mergeAll},
		{"simplify-again", simplifyAll},
		{"prune-again", prune},
	}
}

// Run runs the passes; after is told of each one, if it is not nil.
func Run(p *core.Program, after func(pass string)) {
	for _, pass := range Passes() {
		pass.Run(p)
		if after != nil {
			after(pass.Name)
		}
	}
}

// simplifyAll simplifies definitions, those that others call first, so that what is put
// in the place of a call is simple already.
func simplifyAll(p *core.Program) {
	in := newInliner(p)
	r := &raiser{prog: p, off: p.Cut != nil}
	for _, d := range p.Defs {
		if isWrapper(d) {
			in.wrapper(d)
		}
	}
	for _, group := range in.groups {
		for _, d := range group {
			if isWrapper(d) {
				continue
			}
			simplify(d, in)
			if r.locals(d) {
				simplify(d, in)
			}
			for w := r.def(d); w != nil; w = r.def(d) {
				in.wrapper(d)
				d = w
				p.Defs, p.ByName[d.Name] = append(p.Defs, d), d
				simplify(d, in)
			}
			loopDef(d)
			simplify(d, in)
			in.offer(d, len(group) > 1)
		}
	}
}
