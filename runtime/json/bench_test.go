package json

import (
	"fmt"
	"strings"
	"testing"

	"github.com/smelter-lang/smelter/runtime/num"
	"github.com/smelter-lang/smelter/runtime/str"
)

// A node is a value for measuring, as large as those that programs have.
type node struct {
	kind    uint32
	whole   num.Int
	text    str.String
	members *member
}

type member struct {
	name str.String
	node *node
	next *member
}

func parseNodes(text str.String, depth int64) (*node, *Failure) {
	chain := func(names []str.String, nodes []*node) *member {
		var out *member
		for i := len(nodes) - 1; i >= 0; i-- {
			m := &member{node: nodes[i], next: out}
			if names != nil {
				m.name = names[i]
			}
			out = m
		}
		return out
	}
	return Parse(text, depth, nil, &node{kind: 1}, &node{kind: 2},
		func(n num.Int) *node { return &node{kind: 3, whole: n} },
		func(s str.String) *node { return &node{kind: 4, text: s} },
		func(s str.String) *node { return &node{kind: 5, text: s} },
		func(xs []*node) *node { return &node{kind: 6, members: chain(nil, xs)} },
		func(names []str.String, xs []*node) *node { return &node{kind: 7, members: chain(names, xs)} })
}

// records is a text as services send it.
func records(n int, name string) str.String {
	var b strings.Builder
	b.WriteString("[")
	for i := range n {
		if i > 0 {
			b.WriteString(", ")
		}
		fmt.Fprintf(&b, `{"id": %d, "name": %q, "email": "user%d@example.com", "age": %d, "score": %v, `+
			`"active": true, "tags": ["alpha", "beta"], "address": {"street": "%d Main \"St\"", "zip": "%d"}, "note": null}`,
			i, name, i, i%90, float64(i)*1.37, i, 10000+i)
	}
	b.WriteString("]")
	return str.From(b.String())
}

func BenchmarkParse(b *testing.B) {
	for _, name := range []string{"Ann", "Zoë"} {
		text := records(10_000, name)
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text.Go())))
			for b.Loop() {
				if _, why := parseNodes(text, 100); why != nil {
					b.Fatal(why)
				}
			}
		})
	}
}

func BenchmarkPutText(b *testing.B) {
	for _, name := range []string{"a name of some length with \"quotes\"", "ein Name mit Umläuten, länger"} {
		text := str.From(name)
		b.Run(name[:3], func(b *testing.B) {
			w := NewWriter()
			b.SetBytes(int64(len(name)))
			for b.Loop() {
				w.buf = w.buf[:0]
				PutText(w, text)
			}
		})
	}
}
