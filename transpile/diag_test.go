package transpile

import (
	"errors"
	"io/fs"
	"strings"
	"sync"
	"testing"

	"github.com/smelter-lang/smelter/runtime"
	"github.com/smelter-lang/smelter/transpile/diag"
	"github.com/smelter-lang/smelter/transpile/golden"
)

// testLibrary is the image of the checked library, which all tests share.
var testLibrary = sync.OnceValues(func() (string, error) {
	image, err := BuildLibrary(testPrelude())
	return string(image), err
})

func testPrelude() fs.FS {
	sub, err := fs.Sub(runtime.Prelude, "prelude")
	if err != nil {
		panic(err)
	}
	return sub
}

// checkFiles checks the first of some files, in a session of its own.
func checkFiles(t *testing.T, main string, read func(path string) (string, bool)) *Session {
	t.Helper()
	image, err := testLibrary()
	if err != nil {
		t.Fatal(err)
	}
	s, err := NewSession(World{Prelude: testPrelude(), Read: func(path string) (string, error) {
		if text, ok := read(path); ok {
			return text, nil
		}
		return "", fs.ErrNotExist
	}}, image)
	if err != nil {
		t.Fatal(err)
	}
	text, ok := read(main)
	if !ok {
		t.Fatal(errors.New("no " + main))
	}
	s.Check(main, text)
	return s
}

// What is reported, and what is not reported again, as it is printed.
func TestDiagnostics(t *testing.T) {
	golden.Run(t, "testdata/diag", func(t *testing.T, a *golden.Archive) {
		s := checkFiles(t, a.Inputs()[0], a.File)
		var out strings.Builder
		if err := (&diag.Printer{Files: &s.Files}).PrintAll(&out, s.Diags.Sorted()); err != nil {
			t.Fatal(err)
		}
		a.Check("diagnostics", out.String())
	})
}
