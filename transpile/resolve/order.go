package resolve

import "slices"

// This file arranges definitions: in which groups they are inferred, and in which order
// their values are computed (language.md 9.2 and 13.2).

// arrange returns, for definitions that mention one another, the groups of inference (the
// undeclared ones in strongly connected components, each declared one by itself behind
// them) and those of computation.
func arrange(deps [][]int32, declared []bool) (groups, order [][]int32) {
	undeclared := func(i int32) bool { return !declared[i] }
	var roots, list []int32
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

// components returns strongly connected components in depth-first post-order from the
// roots (Tarjan, "Depth-first search and linear graph algorithms", 1972). Members of one
// are in source order.
func components(deps [][]int32, roots []int32, in func(int32) bool) [][]int32 {
	var out [][]int32
	index := make([]int, len(deps))
	low := make([]int, len(deps))
	onStack := make([]bool, len(deps))
	var stack []int32
	next := 0
	var visit func(v int32)
	visit = func(v int32) {
		next++
		index[v], low[v] = next, next
		stack = append(stack, v)
		onStack[v] = true
		for _, w := range deps[v] {
			switch {
			case !in(w):
			case index[w] == 0:
				visit(w)
				low[v] = min(low[v], low[w])
			case onStack[w]:
				low[v] = min(low[v], index[w])
			}
		}
		if low[v] != index[v] {
			return
		}
		var g []int32
		for {
			w := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			onStack[w] = false
			g = append(g, w)
			if w == v {
				break
			}
		}
		slices.Sort(g)
		out = append(out, g)
	}
	for _, v := range roots {
		if index[v] == 0 {
			visit(v)
		}
	}
	return out
}
