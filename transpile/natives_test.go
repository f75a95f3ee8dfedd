package transpile_test

import (
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/smelter-lang/smelter/runtime"
	"github.com/smelter-lang/smelter/transpile/emit"
	"github.com/smelter-lang/smelter/transpile/pipetest"
)

// TestNativesCompile compiles one Go program that calls every native of the library that
// has no type variables, as declared: the Go functions are there, and their parameters and results are what the
// calling convention makes of the declared types.
func TestNativesCompile(t *testing.T) {
	s, m := pipetest.Check(t, "(package natives)")
	p := s.Link(m)
	for _, name := range natives(t) {
		d := s.Find(name)
		if d == nil { // its symbol is one of the language's
			d = s.Find("COALTON" + name[strings.IndexByte(name, ':'):])
		}
		if d == nil {
			t.Fatalf("%s is not in the library", name)
		}
		if len(d.Vars) == 0 {
			p.Defs, p.ByName[name] = append(p.Defs, d), d
		}
	}
	out, err := emit.Emit(p, &s.Files, emit.Options{})
	if err != nil {
		t.Fatal(err)
	}
	main := filepath.Join(t.TempDir(), "main.go")
	if err := os.WriteFile(main, out.Source, 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("go", "build", "-o", os.DevNull, main)
	cmd.Dir = ".."
	if text, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, text)
	}
}

// natives returns the qualified names of the functions that library files declare native.
func natives(t *testing.T) []string {
	prelude := runtime.Prelude()
	declared := regexp.MustCompile(`(?m)^\(declare-native (\S+) .*"[a-z]\S*"\)`)
	header := regexp.MustCompile(`(?m)^\(package (\S+)`)
	files, err := fs.Glob(prelude, "*.coal")
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, file := range files {
		text, err := fs.ReadFile(prelude, file)
		if err != nil {
			t.Fatal(err)
		}
		pkg := header.FindSubmatch(text)
		for _, m := range declared.FindAllSubmatch(text, -1) {
			names = append(names, strings.ToUpper(strings.TrimSuffix(string(pkg[1]), ")")+":"+string(m[1])))
		}
	}
	if len(names) < 100 {
		t.Fatalf("only %d natives are found", len(names))
	}
	return names
}
