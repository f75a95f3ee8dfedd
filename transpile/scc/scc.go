// Package scc finds what depends on itself, directly or through others.
//
// In comes a graph whose nodes are numbers; out come its strongly connected components, in
// the order in which one can go through them. What nodes and edges are is the caller's
// business: definitions, types, classes, local functions.
package scc

// Components returns the strongly connected components of the nodes 0..n-1 that roots lead
// to, all of them if roots is nil. Next calls its argument with each node that one depends
// on. A component comes after those it depends on, else in the order of roots; nodes in it
// come in the order in which they are met. (Tarjan, "Depth-first search and linear graph
// algorithms", 1972.)
func Components[N int | int32](n int, roots []N, next func(N, func(N))) [][]N {
	s := &search[N]{next: next, index: make([]int, n), low: make([]int, n), on: make([]bool, n)}
	if roots == nil {
		for i := range n {
			s.root(N(i))
		}
	}
	for _, v := range roots {
		s.root(v)
	}
	return s.out
}

// A search is how far the components of a graph are known.
type search[N int | int32] struct {
	next       func(N, func(N))
	index, low []int // from 1; 0 is not visited
	on         []bool
	stack      []N
	count      int
	out        [][]N
}

func (s *search[N]) root(v N) {
	if s.index[v] == 0 {
		s.visit(v)
	}
}

func (s *search[N]) visit(v N) {
	s.count++
	s.index[v], s.low[v] = s.count, s.count
	s.stack = append(s.stack, v)
	s.on[v] = true
	s.next(v, func(w N) {
		if s.index[w] == 0 {
			s.visit(w)
			s.low[v] = min(s.low[v], s.low[w])
		} else if s.on[w] {
			s.low[v] = min(s.low[v], s.index[w])
		}
	})
	if s.low[v] == s.index[v] {
		s.take(v)
	}
}

// take moves the component that begins with a node from the stack to the answer.
func (s *search[N]) take(v N) {
	at := len(s.stack) - 1
	for s.stack[at] != v {
		at--
	}
	component := append([]N(nil), s.stack[at:]...)
	for _, w := range component {
		s.on[w] = false
	}
	s.stack = s.stack[:at]
	s.out = append(s.out, component)
}
