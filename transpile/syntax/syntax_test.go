package syntax

import (
	"strings"
	"testing"

	"github.com/smelter-lang/smelter/transpile/diag"
	"github.com/smelter-lang/smelter/transpile/expand"
	"github.com/smelter-lang/smelter/transpile/golden"
	"github.com/smelter-lang/smelter/transpile/names"
	"github.com/smelter-lang/smelter/transpile/reader"
	"github.com/smelter-lang/smelter/transpile/source"
)

// library is a small stand-in for the library's packages: their names only.
var library = map[string]string{
	"COALTON":           "Integer String List Optional Boolean Unit True False Cons Nil Some None UFix",
	"COALTON/CLASSES":   "+ * == < Eq Hash Default Num Ord pure into tryInto unwrap mconcat Tuple map >>= Into length",
	"COALTON/STRING":    "length upcase",
	"COALTON/BUILTIN":   "error",
	"COALTON/SHOW":      "Show show-to",
	"COALTON/HASHTABLE": "new set! make",
	"SMELTER/SCRIPT":    "println str list display length",
}

func testWorld() *names.World {
	w := names.NewWorld(nil)
	w.Load = func(name string) *names.Package {
		if name == "COALTON-PRELUDE" {
			p := w.Define(name)
			p.Export(w.Find("COALTON/CLASSES").Exports()...)
			p.Export(w.Find("COALTON/SHOW").Exports()...)
			return p
		}
		exports, ok := library[name]
		if !ok {
			return nil
		}
		p := w.Define(name)
		for _, s := range strings.Fields(exports) {
			p.Export(p.Intern(names.Fold(s)))
		}
		return p
	}
	return w
}

// parse parses a program as the session does.
func parse(text string, library bool) (*Module, *diag.List, *source.Set) {
	var files source.Set
	var read, errs diag.List
	file := files.Add("in.coal", text)
	forms := reader.Read(file, &read)
	w := testWorld()
	m := Parse(file, forms, &Options{World: w, Macros: expand.New(w), Library: library, Read: &read}, &errs)
	return m, &errs, &files
}

func TestSyntax(t *testing.T) {
	golden.Run(t, "testdata/syntax", func(t *testing.T, a *golden.Archive) {
		text, _ := a.File("in.coal")
		m, errs, files := parse(text, strings.HasPrefix(a.Comment(), "library"))
		var out strings.Builder
		if err := Fprint(&out, m); err != nil {
			t.Fatal(err)
		}
		a.Check("syntax", out.String())
		out.Reset()
		if err := (&diag.Printer{Files: files}).PrintAll(&out, errs.Sorted()); err != nil {
			t.Fatal(err)
		}
		a.Check("errors", out.String())
	})
}

// A mistake is a form in which the place of the first note stands between ⟦ and ⟧, and
// the title and text that are reported for it.
type mistakeTest struct{ form, title, text string }

// expectMistakes parses each form after a package form.
func expectMistakes(t *testing.T, context string, tests []mistakeTest) {
	t.Helper()
	expectMistakesIn(t, "(package test (import coalton-prelude))\n"+context, tests)
}

// expectMistakesIn parses each form in its place in a file.
func expectMistakesIn(t *testing.T, file string, tests []mistakeTest) {
	t.Helper()
	for _, test := range tests {
		text := strings.Replace(file, "%", test.form, 1)
		lo := strings.Index(text, "⟦")
		hi := strings.Index(text, "⟧") - len("⟦")
		text = strings.NewReplacer("⟦", "", "⟧", "").Replace(text)
		_, errs, _ := parse(text, false)
		all := errs.Sorted()
		if len(all) == 0 {
			t.Errorf("%s\n\tno error, want %s: %s", test.form, test.title, test.text)
			continue
		}
		got := all[0].Notes[0]
		if all[0].Title != test.title || got.Text != test.text {
			t.Errorf("%s\n\tgot  %s: %s\n\twant %s: %s", test.form, all[0].Title, got.Text, test.title, test.text)
		} else if int(got.Span.Lo) != lo || int(got.Span.Hi) != hi {
			t.Errorf("%s\n\t%s is reported at %q", test.form, got.Text, text[got.Span.Lo:got.Span.Hi])
		}
	}
}

// Derived instances are ordinary syntax, which Fprint shows.
func TestDerive(t *testing.T) {
	golden.Run(t, "testdata/derive", func(t *testing.T, a *golden.Archive) {
		text, _ := a.File("in.coal")
		m, errs, files := parse(text, false)
		var out strings.Builder
		if err := (&diag.Printer{Files: files}).PrintAll(&out, errs.Sorted()); err != nil {
			t.Fatal(err)
		}
		a.Check("errors", out.String())
		for _, u := range m.Units {
			DeriveAll(u, m, testWorld())
			u.Decls = u.Decls[1:]
		}
		out.Reset()
		if err := Fprint(&out, m); err != nil {
			t.Fatal(err)
		}
		a.Check("syntax", out.String())
	})
}
