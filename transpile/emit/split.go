package emit

import (
	"github.com/dave/jennifer/jen"

	"github.com/smelter-lang/smelter/transpile/core"
	"github.com/smelter-lang/smelter/transpile/source"
)

// This file splits long bodies. Go's compiler takes time that grows faster than a
// function. So a long row of bindings is printed
// as calls of closures of some of them each, which Go compiles one by one. Variables that
// are used behind a part are declared before it.

const (
	longRow = 120 // bindings in a row that are split
	partLen = 50
)

// isLong reports whether e begins a row of bindings that is to be split. A twin returns
// from the middle of everything, so it stays whole.
func (f *fn) isLong(e *core.Let) bool {
	for n := 1; n < longRow; n++ {
		next, ok := e.Body.(*core.Let)
		if !ok || f.twin {
			return false
		}
		e = next
	}
	return true
}

// part prints the first bindings of a row as a part, and returns what follows; nil if
// control does not come there. A jump out of the part prevents that.
func (f *fn) part(e *core.Let) (rest core.Expr) {
	var row []*core.Let
	within := map[*core.Var]int{}
	jumps := false
	rest = e
	for next, ok := e, true; ok && len(row) < partLen; next, ok = rest.(*core.Let) {
		row, rest = append(row, next), next.Body
		jumps = jumps || core.Leaves(next.Value)
		core.Walk(next.Value, func(x core.Expr) bool {
			if v := core.UsedVar(x); v != nil {
				within[v]++
			}
			return true
		})
	}
	ends := false
	if jumps {
		for _, let := range row {
			ends = ends || f.let(let)
		}
	} else {
		ends = f.closed(row, within)
	}
	if ends {
		return nil
	}
	return rest
}

// closed prints a part as a closure that is called.
func (f *fn) closed(row []*core.Let, within map[*core.Var]int) (ends bool) {
	for _, let := range row {
		if v := let.Var; v != nil && f.scan.uses[v] > within[v] {
			f.declare(v, nil)
		}
	}
	body := f.block(func() {
		for _, let := range row {
			if ends {
				return
			}
			if v := let.Var; v != nil && f.vars[v] != nil {
				ends = f.stmt(let.Value, dest{kind: toVars, vars: []string{f.vars[v].name}})
			} else {
				ends = f.let(let)
			}
		}
	})
	f.mark(source.Span{})
	f.add(jen.Func().Params().Block(body...).Call())
	return false // Go does not see it
}
