package resolve

import (
	"slices"

	"github.com/smelter-lang/smelter/transpile/scc"
)

// This file arranges definitions: in which groups they are inferred, and in which order
// their values are computed (language.md 9.2 and 13.2).

// arrange returns, for definitions that mention one another, the groups of inference (the
// undeclared ones in strongly connected components, each declared one by itself behind
// them) and those of computation.
func arrange(deps [][]int32, declared []bool) (groups, order [][]int32) {
	undeclared := func(i int32) bool { return !declared[i] }
	roots, list := []int32{}, []int32{}
	for i := len(deps) - 1; i >= 0; i-- {
		if !declared[i] {
			roots = append(roots, int32(i))
		}
	}
	groups = components(deps, roots, undeclared)
	for _, g := range groups {
		list = append(list, g...)
	}
	for i := range deps {
		if declared[i] {
			groups = append(groups, []int32{int32(i)})
			list = append(list, int32(i))
		}
	}
	return groups, components(deps, list, func(int32) bool { return true })
}

// components returns the strongly connected components of definitions that roots lead to.
// Members of one are in source order.
func components(deps [][]int32, roots []int32, in func(int32) bool) [][]int32 {
	out := scc.Components(len(deps), roots, func(v int32, visit func(int32)) {
		for _, w := range deps[v] {
			if in(w) {
				visit(w)
			}
		}
	})
	for _, g := range out {
		slices.Sort(g)
	}
	return out
}
