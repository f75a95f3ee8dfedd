package fuzztest

import (
	"math/rand/v2"
	"strings"
)

// Mutant returns a text with some of its forms changed, exchanged, dropped or repeated, at
// most a number of them.
func Mutant(text string, most int, r *rand.Rand) string {
	whole := &tree{}
	readTrees(text, whole)
	for range 1 + r.IntN(most) {
		whole.change(r)
	}
	var b strings.Builder
	for _, t := range whole.items {
		t.write(&b)
		b.WriteByte('\n')
	}
	return b.String()
}

// A tree is a form as far as changing it needs to know: an atom, or a list.
type tree struct {
	atom  string
	open  string // "(" or "[", "" of the whole file
	items []*tree
}

// readTrees reads the forms of a text, with little care for what is wrong with it.
func readTrees(text string, into *tree) {
	stack := []*tree{into}
	top := func() *tree { return stack[len(stack)-1] }
	for i := 0; i < len(text); {
		switch c := text[i]; {
		case c == '(' || c == '[':
			t := &tree{open: string(c)}
			top().items = append(top().items, t)
			stack = append(stack, t)
			i++
		case c == ')' || c == ']':
			if len(stack) > 1 {
				stack = stack[:len(stack)-1]
			}
			i++
		case c == ' ' || c == '\n' || c == '\t':
			i++
		case c == ';':
			for i < len(text) && text[i] != '\n' {
				i++
			}
		default:
			n := atomLength(text[i:])
			top().items = append(top().items, &tree{atom: text[i : i+n]})
			i += n
		}
	}
}

func atomLength(s string) int {
	if s[0] == '"' {
		for i := 1; i < len(s); i++ {
			switch s[i] {
			case '\\':
				i++
			case '"':
				return i + 1
			}
		}
		return len(s)
	}
	if strings.HasPrefix(s, `#\`) && len(s) > 2 {
		if n := strings.IndexAny(s[3:], " \n()[]\";"); n >= 0 {
			return 3 + n
		}
		return len(s)
	}
	if n := strings.IndexAny(s, " \n\t()[]\";"); n > 0 {
		return n
	}
	return max(1, len(s))
}

func (t *tree) write(b *strings.Builder) {
	if t.open == "" {
		b.WriteString(t.atom)
		return
	}
	b.WriteString(t.open)
	for i, x := range t.items {
		if i > 0 {
			b.WriteByte(' ')
		}
		x.write(b)
	}
	b.WriteString(map[string]string{"(": ")", "[": "]"}[t.open])
}

// lists returns the lists in a tree that are not empty.
func (t *tree) lists(into []*tree) []*tree {
	if len(t.items) > 0 {
		into = append(into, t)
		for _, x := range t.items {
			into = x.lists(into)
		}
	}
	return into
}

// words are what changed atoms become: names that mean much to the language.
var words = strings.Fields(`x f _ :a :k 1 -1 1.5 1/2 1d0 "s" #\a () [] [=>] => -> * Void &key forall <- = . .x :: ` +
	`define declare let let* fn match if when cond do rec for for* return break continue throw catch resumable ` +
	`resume-to progn values the type-of dynamic-bind Some None Cons Nil Tuple True Integer String List Optional ` +
	`Eq Num Monad Functor define-type define-struct define-class define-instance define-exception derive repr ` +
	`specialize :returns :while :in :with nil quote lisp *x* + show-as-string`)

// change makes one change somewhere in a tree.
func (t *tree) change(r *rand.Rand) {
	lists := t.lists(nil)
	if len(lists) == 0 {
		return
	}
	l := lists[r.IntN(len(lists))]
	i := r.IntN(len(l.items))
	other := lists[r.IntN(len(lists))]
	j := r.IntN(len(other.items))
	switch r.IntN(8) {
	case 0:
		l.items = append(l.items[:i:i], l.items[i+1:]...)
	case 1:
		l.items = append(l.items[:i:i], append([]*tree{l.items[i]}, l.items[i:]...)...)
	case 2:
		l.items[i] = other.items[j].copied()
	case 3:
		l.items[i], other.items[j] = other.items[j].copied(), l.items[i].copied()
	case 4:
		l.items[i] = &tree{open: "(", items: []*tree{l.items[i]}}
	case 5:
		l.items = append(l.items[:i:i], append([]*tree{other.items[j].copied()}, l.items[i:]...)...)
	default:
		l.items[i] = &tree{atom: words[r.IntN(len(words))]}
	}
}

func (t *tree) copied() *tree {
	c := &tree{atom: t.atom, open: t.open}
	for _, x := range t.items {
		c.items = append(c.items, x.copied())
	}
	return c
}
