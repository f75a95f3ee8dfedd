package transpile_test

import (
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/txtar"

	"github.com/smelter-lang/smelter/transpile/diag"
	"github.com/smelter-lang/smelter/transpile/emit"
)

// FuzzCheck changes forms of programs of testdata at random and checks the result:
// whatever it is, checking ends soon, without a bug of ours, and every diagnostic has a
// place. What has no errors becomes Go, with all that core.Lint demands on the way.
func FuzzCheck(f *testing.F) {
	for _, text := range seeds(f) {
		for change := range uint64(3) {
			f.Add(text, change)
		}
	}
	f.Fuzz(func(t *testing.T, text string, change uint64) {
		mutated := mutate(text, rand.New(rand.NewPCG(change, 1)))
		done := time.AfterFunc(10*time.Second, func() { panic("checking takes too long:\n" + mutated) })
		defer done.Stop()
		checkMutant(t, mutated)
	})
}

// TestMutants is a short FuzzCheck with changes of its own in every run of the tests.
func TestMutants(t *testing.T) {
	for _, text := range seeds(t) {
		for change := range uint64(1) {
			checkMutant(t, mutate(text, rand.New(rand.NewPCG(change, 2))))
		}
	}
}

func checkMutant(t *testing.T, text string) {
	defer func() {
		switch r := recover().(type) {
		case nil:
		case *diag.Bug:
			t.Fatalf("%s\n%s", r.Msg, text)
		default:
			t.Logf("%s", text)
			panic(r)
		}
	}()
	s := session(t)
	m := s.Check("in.coal", text)
	if !s.Diags.HasErrors() {
		if _, err := s.Go(m, emit.Options{}); err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
	}
	for _, d := range s.Diags.Sorted() {
		if !d.At().Valid() || d.Title == "" {
			t.Fatalf("%q has no place or no title in\n%s", d.Title, text)
		}
	}
	var b strings.Builder
	if err := (&diag.Printer{Files: &s.Files}).PrintAll(&b, s.Diags.Sorted()); err != nil {
		t.Fatal(err)
	}
}

// seeds returns the programs of testdata.
func seeds(t testing.TB) []string {
	var out []string
	for _, dir := range []string{"run", "check", "core", "derive"} {
		paths, err := filepath.Glob("../testdata/" + dir + "/*.txtar")
		if err != nil || len(paths) == 0 {
			t.Fatalf("no programs in testdata/%s", dir)
		}
		for _, path := range paths {
			a, err := txtar.ParseFile(path)
			if err != nil {
				t.Fatal(err)
			}
			common := ""
			for _, file := range a.Files {
				text := string(file.Data)
				switch {
				case file.Name == "common":
					common = text
				case !strings.HasSuffix(file.Name, ".coal"):
				case strings.HasPrefix(text, "(package"):
					out = append(out, text)
				default:
					out = append(out, common+text)
				}
			}
		}
	}
	return out
}

// A tree is a form as far as changing it needs to know: an atom, or a list.
type tree struct {
	atom  string
	open  string // "(" or "[", "" of the whole file
	items []*tree
}

// mutate returns a text with some of its forms changed, exchanged, dropped or repeated.
func mutate(text string, r *rand.Rand) string {
	whole := &tree{}
	readTrees(text, whole)
	for range 1 + r.IntN(4) {
		whole.change(r)
	}
	var b strings.Builder
	for _, t := range whole.items {
		t.write(&b)
		b.WriteByte('\n')
	}
	return b.String()
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
