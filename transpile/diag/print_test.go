package diag

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/smelter-lang/smelter/transpile/source"
)

// at returns the span of the nth occurrence (from 1) of a text.
func at(f *source.File, text string, nth int) source.Span {
	lo := 0
	for ; nth > 1; nth-- {
		lo += strings.Index(f.Text[lo:], text) + 1
	}
	i := strings.Index(f.Text[lo:], text)
	if i < 0 {
		panic("no such text: " + text)
	}
	return source.Span{File: f.ID, Lo: uint32(lo + i), Hi: uint32(lo + i + len(text))}
}

// numbered is a text of lines (1), (2), ... of one character.
func numbered(n int) string {
	var b strings.Builder
	for i := 1; i <= n; i++ {
		fmt.Fprintf(&b, "(%c)\n", 'a'+i-1)
	}
	return b.String()
}

func TestPrint(t *testing.T) {
	for _, test := range []struct {
		rule, text string
		d          func(f *source.File) *Diagnostic
		want       string
	}{
		{
			"marks stand under the text", "(define x\n  (f 1))\n",
			func(f *source.File) *Diagnostic {
				return &Diagnostic{Title: "Bad", Notes: []Note{Primary(at(f, "(f 1)", 1), "no")}}
			}, `
error: Bad
  --> t.coal:2:2
   |
 2 |    (f 1))
   |    ^^^^^ no
`}, {
			"the first note listed gives the place", "(aa bb)\n",
			func(f *source.File) *Diagnostic {
				return &Diagnostic{Severity: Warning, Title: "Twice", Notes: []Note{
					Primary(at(f, "bb", 1), "here"), Secondary(at(f, "aa", 1), "and here")}}
			}, `
warn: Twice
  --> t.coal:1:4
   |
 1 |  (aa bb)
   |   -- and here
   |      ^^ here
`}, {
			"an empty span is one mark; columns are characters", "(λλ)\n",
			func(f *source.File) *Diagnostic {
				return &Diagnostic{Severity: StyleWarning, Title: "Missing",
					Notes: []Note{Primary(at(f, "λλ", 1).End(), "more")}}
			}, `
style-warning: Missing
  --> t.coal:1:3
   |
 1 |  (λλ)
   |     ^ more
`}, {
			"a note over lines has a column of its own", strings.Repeat("\n", 8) + "(define (f\n          x)\r\n  x)\n",
			func(f *source.File) *Diagnostic {
				return &Diagnostic{Title: "Long", Notes: []Note{Primary(at(f, "(define (f\n          x)\r\n  x)", 1), "all")}}
			}, `
error: Long
  --> t.coal:9:0
    |
 9  |   (define (f
    |  _^
 10 | |           x)
 11 | |   x)
    | |____^ all
`}, {
			"notes inside notes; a gap of more than three lines is cut; helps and context",
			"(1\n (2 [a]\n  (b)\n  3\n  4\n  5\n  6))\n",
			func(f *source.File) *Diagnostic {
				return &Diagnostic{Title: "Nested", Notes: []Note{
					Primary(at(f, f.Text[:len(f.Text)-1], 1), "outer"),
					Secondary(at(f, f.Text[4:len(f.Text)-2], 1), "inner"),
					Secondary(at(f, "[a]", 1), "one"),
					Primary(at(f, "(b)", 1), "two"),
				}, Helps: []Help{
					{at(f, "5", 1), "another number", "50"},
					{Text: "a sentence"},
					{at(f, "6", 1), "remove it", ""},
				}, Context: []string{"Error occurs somewhere"}}
			}, `
error: Nested
  --> t.coal:1:0
   |
 1 |    (1
   |  __^
 2 | |   (2 [a]
   | | __-
   | ||     --- one
 3 | ||   (b)
   | ||   ^^^ two
 4 | ||   3
 ...
 6 | ||   5
 7 | ||   6))
   | ||____- inner
   | |______^ outer
help: another number
 6 |   50
   |   --
help: a sentence
help: remove it
 7 |   ))
   |   
note: Error occurs somewhere
`}, {
			"three lines between notes are shown, four are not", numbered(12),
			func(f *source.File) *Diagnostic {
				return &Diagnostic{Title: "Gaps", Notes: []Note{
					Primary(at(f, "(a)", 1), "1"), Primary(at(f, "(d)", 1), "4"), Primary(at(f, "(h)", 1), "8")}}
			}, `
error: Gaps
  --> t.coal:1:0
   |
 1 |  (a)
   |  ^^^ 1
 2 |  (b)
 3 |  (c)
 4 |  (d)
   |  ^^^ 4
 5 |  (e)
 ...
 7 |  (g)
 8 |  (h)
   |  ^^^ 8
`}, {
			"notes may overlap, and one may follow another at once", "(a\n b\n c)\n(d\n e)\n",
			func(f *source.File) *Diagnostic {
				return &Diagnostic{Title: "Overlap", Notes: []Note{
					Primary(at(f, "(a\n b", 1), "ab"), Primary(at(f, "b\n c", 1), "bc"), Primary(at(f, "(d\n e)", 1), "de")}}
			}, `
error: Overlap
  --> t.coal:1:0
   |
 1 |    (a
   |  __^
 2 | |   b
   | |___^ ab
   |  ___^
 3 | |   c)
   | |___^ bc
 4 |    (d
   |  __^
 5 | |   e)
   | |____^ de
`}, {
			"a note may end on the empty last line", "(a\n",
			func(f *source.File) *Diagnostic {
				return &Diagnostic{Title: "Open", Notes: []Note{Primary(at(f, "(a\n", 1), "end")}}
			}, `
error: Open
  --> t.coal:1:0
   |
 1 |   (a
   |  _^
 2 | | 
   | |^ end
`}, {
			"a diagnostic without a place is its words", "",
			func(*source.File) *Diagnostic {
				return &Diagnostic{Title: "Nowhere", Notes: []Note{{Text: "at all"}}}
			}, `
error: Nowhere
  at all
`},
	} {
		var set source.Set
		f := set.Add("t.coal", test.text)
		d := test.d(f)
		var plain, colored strings.Builder
		(&Printer{Files: &set}).Print(&plain, d)
		(&Printer{Files: &set, Color: true}).Print(&colored, d)
		if got := "\n" + plain.String(); got != test.want {
			t.Errorf("%s:\ngot%s\nwant%s", test.rule, got, test.want)
		}
		if regexp.MustCompile("\x1b\\[[0-9;]*m").ReplaceAllString(colored.String(), "") != plain.String() {
			t.Errorf("%s: color changes the text", test.rule)
		}
	}
}

func TestNotesInSeveralFiles(t *testing.T) {
	var set source.Set
	a, b := set.Add("a.coal", "(one)\n"), set.Add("b.coal", "(two)\n")
	d := &Diagnostic{Title: "Both", Notes: []Note{Primary(at(a, "one", 1), "1"), Secondary(at(b, "two", 1), "2")}}
	var out strings.Builder
	(&Printer{Files: &set}).PrintAll(&out, []*Diagnostic{d, {Title: "Next"}})
	want := `error: Both
  --> a.coal:1:1
   |
 1 |  (one)
   |   ^^^ 1
  --> b.coal:1:1
   |
 1 |  (two)
   |   --- 2

error: Next
`
	if out.String() != want {
		t.Errorf("got\n%s", &out)
	}
}

func TestWriteJSON(t *testing.T) {
	var set source.Set
	f := set.Add("t.coal", "(a)\n(λ bb)\n")
	d := &Diagnostic{Code: "some-code", Title: "Bad", Notes: []Note{Primary(at(f, "bb", 1), "no <b>")},
		Helps: []Help{{at(f, "bb", 1), "write b", "b"}, {Text: "think"}}}
	var out strings.Builder
	if err := WriteJSON(&out, &set, []*Diagnostic{d}); err != nil {
		t.Fatal(err)
	}
	const place = `"file":"t.coal","range":{"start":{"line":2,"col":3},"end":{"line":2,"col":5}}`
	want := `{"code":"some-code","severity":"error","title":"Bad",` + place +
		`,"notes":[{` + place + `,"text":"no <b>","primary":true}],"fixes":[{"text":"write b","edits":[{` + place +
		`,"newText":"b"}]},{"text":"think","edits":[]}]}` + "\n"
	if out.String() != want {
		t.Errorf("got\n%swant\n%s", &out, want)
	}
}

// The example in the documentation has exactly the fields that are written.
func TestJSONIsDocumented(t *testing.T) {
	doc, err := os.ReadFile("../../docs/diagnostics.md")
	if err != nil {
		t.Fatal(err)
	}
	_, example, ok := strings.Cut(string(doc), "```json\n")
	example, _, closed := strings.Cut(example, "```")
	if !ok || !closed {
		t.Fatal("docs/diagnostics.md has no example")
	}
	var d jsonDiagnostic
	dec := json.NewDecoder(strings.NewReader(example))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&d); err != nil {
		t.Fatal(err)
	}
	var again strings.Builder
	enc := json.NewEncoder(&again)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(d); err != nil {
		t.Fatal(err)
	}
	var compact bytes.Buffer
	if err := json.Compact(&compact, []byte(example)); err != nil {
		t.Fatal(err)
	}
	if strings.TrimSpace(again.String()) != strings.TrimSpace(compact.String()) {
		t.Errorf("documented:\n%s\nwritten:\n%s", &compact, &again)
	}
}
