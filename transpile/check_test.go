package transpile_test

import (
	"io/fs"
	"strings"
	"sync"
	"testing"

	"github.com/smelter-lang/smelter/runtime"
	"github.com/smelter-lang/smelter/transpile"
	"github.com/smelter-lang/smelter/transpile/diag"
	"github.com/smelter-lang/smelter/transpile/golden"
)

// TestCheck compares what is said about programs. The archives of testdata/check read as
// a list of the language's rules: each section NAME.coal is a program, preceded by the
// section `common` if it has no package form of its own, and out/NAME is what is wrong or odd about it.
func TestCheck(t *testing.T) {
	golden.Run(t, "testdata/check", func(t *testing.T, a *golden.Archive) {
		common, _ := a.File("common")
		for _, in := range a.Inputs() {
			name, program := strings.CutSuffix(in, ".coal")
			if !program {
				continue
			}
			text, _ := a.File(in)
			if strings.HasPrefix(text, "(package") {
				a.Check(name, rendered(t, text))
			} else {
				a.Check(name, rendered(t, common+text))
			}
		}
	})
}

// rendered returns the diagnostics of a program as a terminal without colours shows them.
func rendered(t testing.TB, text string) string {
	s := session(t)
	s.Check("in.coal", text)
	var b strings.Builder
	if err := (&diag.Printer{Files: &s.Files}).PrintAll(&b, s.Diags.Sorted()); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// image is the checked library, made once for all tests.
var image = sync.OnceValues(func() (string, error) {
	b, err := transpile.BuildLibrary(prelude())
	return string(b), err
})

func session(t testing.TB) *transpile.Session {
	t.Helper()
	lib, err := image()
	if err != nil {
		t.Fatal(err)
	}
	s, err := transpile.NewSession(transpile.World{
		Read:    func(string) (string, error) { return "", fs.ErrNotExist },
		Prelude: prelude(),
		Lint:    true,
	}, lib)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func prelude() fs.FS {
	sub, err := fs.Sub(runtime.Prelude, "prelude")
	if err != nil {
		panic(err)
	}
	return sub
}
