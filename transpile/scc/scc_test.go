package scc

import (
	"fmt"
	"testing"
)

func TestComponents(t *testing.T) {
	for _, test := range []struct {
		rule  string
		edges [][]int
		roots []int
		want  string
	}{
		{"without edges the order of the numbers", [][]int{{}, {}, {}}, nil, "[[0] [1] [2]]"},
		{"what one depends on comes before", [][]int{{1}, {2}, {}}, nil, "[[2] [1] [0]]"},
		{"a cycle is one component", [][]int{{1}, {2}, {0}}, nil, "[[0 1 2]]"},
		{"nodes of a cycle come as they are met", [][]int{{2}, {0}, {1}}, nil, "[[0 2 1]]"},
		{"a node may depend on itself", [][]int{{0}, {0}}, nil, "[[0] [1]]"},
		{"two cycles, the second needs the first", [][]int{{1}, {0}, {3, 0}, {2}}, nil, "[[0 1] [2 3]]"},
		{"only what roots lead to", [][]int{{}, {0}, {1}, {}}, []int{1}, "[[0] [1]]"},
		{"in the order of roots", [][]int{{}, {}, {}}, []int{2, 0}, "[[2] [0]]"},
		{"no roots, no components", [][]int{{}}, []int{}, "[]"},
	} {
		got := Components(len(test.edges), test.roots, func(v int, visit func(int)) {
			for _, w := range test.edges[v] {
				visit(w)
			}
		})
		if fmt.Sprint(got) != test.want {
			t.Errorf("%s: %v, want %s", test.rule, got, test.want)
		}
	}
}
