package kinds

import "slices"

// components returns the strongly connected components of a graph of n nodes, each
// after those that it depends on. Within a component nodes keep their order.
func components(n int, deps func(i int) []int) [][]int {
	t := &tarjan{deps: deps, index: make([]int, n), low: make([]int, n), on: make([]bool, n)}
	for i := range n {
		if t.index[i] == 0 {
			t.visit(i)
		}
	}
	return t.out
}

type tarjan struct {
	deps       func(int) []int
	index, low []int // index 0: not visited
	on         []bool
	stack      []int
	count      int
	out        [][]int
}

func (t *tarjan) visit(i int) {
	t.count++
	t.index[i], t.low[i] = t.count, t.count
	t.stack, t.on[i] = append(t.stack, i), true
	for _, j := range t.deps(i) {
		switch {
		case t.index[j] == 0:
			t.visit(j)
			t.low[i] = min(t.low[i], t.low[j])
		case t.on[j]:
			t.low[i] = min(t.low[i], t.index[j])
		}
	}
	if t.low[i] != t.index[i] {
		return
	}
	at := slices.Index(t.stack, i)
	group := slices.Clone(t.stack[at:])
	for _, j := range group {
		t.on[j] = false
	}
	t.stack = t.stack[:at]
	slices.Sort(group)
	t.out = append(t.out, group)
}
