package transpile

import (
	"fmt"
	"io"
	"os"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/smelter-lang/smelter/transpile/diag"
	"github.com/smelter-lang/smelter/transpile/reader"
	"github.com/smelter-lang/smelter/transpile/source"
)

// Programs with one token left out, doubled or exchanged are checked without a mistake of
// ours, and every diagnostic has a page and can be drawn.
func TestMutatedPrograms(t *testing.T) {
	paths := []string{"builders", "classes", "derive", "exceptions", "keywords", "loops", "patterns", "several-results", "polymorphic-recursion"}
	limit := 12
	if os.Getenv("SMELTER_MUTATE") == "all" {
		limit = 1 << 30
	}
	for _, name := range paths {
		txt, err := txtar.ParseFile("../testdata/run/" + name + ".txtar")
		if err != nil {
			t.Fatal(err)
		}
		text := ""
		for _, f := range txt.Files {
			if strings.HasSuffix(f.Name, ".coal") && text == "" {
				text = string(f.Data)
			}
		}
		spans := atoms(text)
		step := max(1, len(spans)/limit)
		for i := step / 2; i < len(spans); i += step {
			other := spans[(i*7+3)%len(spans)]
			lo, hi := spans[i].Lo, spans[i].Hi
			for _, mutant := range []string{
				text[:lo] + text[hi:],
				text[:lo] + text[lo:hi] + " " + text[lo:],
				text[:lo] + text[other.Lo:other.Hi] + text[hi:],
				text[:lo] + "(" + text[lo:hi] + ")" + text[hi:],
			} {
				checkMutant(t, fmt.Sprintf("%s %d", name, lo), mutant)
			}
		}
	}
}

// atoms returns the places of the atoms and lists of a text, those of its header left out.
func atoms(text string) []source.Span {
	var files source.Set
	var out []source.Span
	var walk func(f *reader.Form)
	walk = func(f *reader.Form) {
		out = append(out, f.Span)
		for _, x := range f.Items {
			walk(x)
		}
	}
	for _, f := range reader.Read(files.Add("in.coal", text), &diag.List{})[1:] {
		walk(f)
	}
	return out
}

func checkMutant(t *testing.T, name, text string) {
	defer func() {
		if r := recover(); r != nil {
			t.Errorf("%s: %v\n%s", name, r, text)
		}
	}()
	s := checkText(t, text)
	for _, d := range s.Diags.Sorted() {
		if diag.Explain(d.Code) == nil || !d.At().Valid() {
			t.Errorf("%s: %s has the code %q", name, d.Title, d.Code)
		}
		(&diag.Printer{Files: &s.Files}).Print(io.Discard, d)
	}
}
