package transpile_test

import (
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/smelter-lang/smelter/runtime"
	"github.com/smelter-lang/smelter/transpile/diag"
	"github.com/smelter-lang/smelter/transpile/emit"
	"github.com/smelter-lang/smelter/transpile/pipetest"
	"github.com/smelter-lang/smelter/transpile/reader"
	"github.com/smelter-lang/smelter/transpile/source"
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

// natives returns the qualified names of the Go functions that library files declare.
func natives(t *testing.T) []string {
	prelude := runtime.Prelude()
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
		var set source.Set
		forms := reader.Read(set.Add(file, string(text)), &diag.List{})
		for _, f := range forms {
			if len(f.Items) > 3 && f.Items[0].Text == "declare-native" && !strings.HasPrefix(f.Items[3].Text, "%") {
				names = append(names, strings.ToUpper(forms[0].Items[1].Text+":"+f.Items[1].Text))
			}
		}
	}
	if len(names) < 500 {
		t.Fatalf("only %d natives are found", len(names))
	}
	return names
}
