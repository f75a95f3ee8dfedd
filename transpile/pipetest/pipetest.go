// Package pipetest runs the pipe for tests.
//
// In come the texts of a program; out goes a session that has checked it, or the program as
// Core. The library is checked once for all tests of a package.
package pipetest

import (
	"io/fs"
	"strings"
	"sync"
	"testing"

	"github.com/smelter-lang/smelter/runtime"
	"github.com/smelter-lang/smelter/transpile"
	"github.com/smelter-lang/smelter/transpile/core"
	"github.com/smelter-lang/smelter/transpile/diag"
)

// Main is the path of the main file of a program.
const Main = "in.coal"

// library is the image of the checked library.
var library = sync.OnceValues(func() (string, error) {
	image, err := transpile.BuildLibrary(runtime.Prelude())
	return string(image), err
})

// Check checks a program of one file.
func Check(t testing.TB, text string) (*transpile.Session, *transpile.Module) {
	t.Helper()
	return CheckFiles(t, Main, func(path string) (string, bool) { return text, path == Main })
}

// CheckFiles checks a program of several files.
func CheckFiles(t testing.TB, main string, read func(path string) (text string, ok bool)) (*transpile.Session, *transpile.Module) {
	t.Helper()
	image, err := library()
	if err != nil {
		t.Fatal(err)
	}
	world := transpile.World{Prelude: runtime.Prelude(), Lint: true, Read: func(path string) (string, error) {
		if text, ok := read(path); ok {
			return text, nil
		}
		return "", fs.ErrNotExist
	}}
	s, err := transpile.NewSession(world, image)
	if err != nil {
		t.Fatal(err)
	}
	text, ok := read(main)
	if !ok {
		t.Fatalf("there is no %s", main)
	}
	return s, s.Check(main, text)
}

// Printed returns diagnostics as a terminal without colours shows them.
func Printed(t testing.TB, s *transpile.Session, ds ...*diag.Diagnostic) string {
	t.Helper()
	var b strings.Builder
	if err := (&diag.Printer{Files: &s.Files}).PrintAll(&b, ds); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// Core returns a program of one file as Core, and what finds the Core of the library. A
// program with mistakes fails the test.
func Core(t testing.TB, text string) (p *core.Program, find func(string) *core.Def) {
	t.Helper()
	s, m := Check(t, text)
	if s.Diags.HasErrors() {
		t.Fatal(Printed(t, s, s.Diags.Sorted()...))
	}
	return s.Link(m), s.Find
}

// PrintedCore returns definitions as they are dumped.
func PrintedCore(t testing.TB, defs []*core.Def) string {
	t.Helper()
	var b strings.Builder
	if err := core.Fprint(&b, &core.Program{Defs: defs}); err != nil {
		t.Fatal(err)
	}
	return b.String()
}
