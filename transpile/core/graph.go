package core

// Components returns the strongly connected components of the nodes 0..n-1, those that
// others point to first; next calls its argument with each node that one points to.
// Components and the nodes in them keep the order of the numbers where they may.
func Components(n int, next func(int, func(int))) [][]int {
	t := &tarjan{next: next, index: make([]int, n), low: make([]int, n), on: make([]bool, n)}
	for i := range n {
		if t.index[i] == 0 {
			t.visit(i)
		}
	}
	return t.out
}

type tarjan struct {
	next       func(int, func(int))
	index, low []int // from 1; 0 is not visited
	on         []bool
	stack      []int
	count      int
	out        [][]int
}

func (t *tarjan) visit(v int) {
	t.count++
	t.index[v], t.low[v] = t.count, t.count
	t.stack = append(t.stack, v)
	t.on[v] = true
	t.next(v, func(w int) {
		if t.index[w] == 0 {
			t.visit(w)
			t.low[v] = min(t.low[v], t.low[w])
		} else if t.on[w] {
			t.low[v] = min(t.low[v], t.index[w])
		}
	})
	if t.low[v] != t.index[v] {
		return
	}
	at := len(t.stack) - 1
	for t.stack[at] != v {
		at--
	}
	group := append([]int(nil), t.stack[at:]...)
	for _, w := range group {
		t.on[w] = false
	}
	t.stack = t.stack[:at]
	t.out = append(t.out, group)
}
