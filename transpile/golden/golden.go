// Package golden runs tests over txtar archives: input sections, and one out/ section
// per result that is compared, or rewritten when SMELTER_UPDATE is set.
//
// It is a test helper. What the sections mean is left to the tests that use it.
package golden

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

// An Archive is one test case.
type Archive struct {
	t       *testing.T
	path    string
	txt     *txtar.Archive
	changed bool
	seen    map[string]bool
}

// Run calls test with each archive of a folder below testdata, as a subtest named
// after the file. dir is relative to the repository's root.
func Run(t *testing.T, dir string, test func(*testing.T, *Archive)) {
	paths, err := filepath.Glob(filepath.Join(Root(t), dir, "*.txtar"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("no archives in %s", dir)
	}
	for _, path := range paths {
		name := strings.TrimSuffix(filepath.Base(path), ".txtar")
		t.Run(name, func(t *testing.T) {
			txt, err := txtar.ParseFile(path)
			if err != nil {
				t.Fatal(err)
			}
			a := &Archive{t: t, path: path, txt: txt, seen: map[string]bool{}}
			test(t, a)
			a.finish()
		})
	}
}

// Root returns the folder of go.mod.
func Root(t testing.TB) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		up := filepath.Dir(dir)
		if up == dir {
			t.Fatal("no go.mod above the test")
		}
		dir = up
	}
}

// Comment returns the text before the first section.
func (a *Archive) Comment() string { return string(a.txt.Comment) }

// File returns the contents of a section, if there is one.
func (a *Archive) File(name string) (string, bool) {
	for _, f := range a.txt.Files {
		if f.Name == name {
			return string(f.Data), true
		}
	}
	return "", false
}

// Inputs returns the names of the sections that are not results.
func (a *Archive) Inputs() []string {
	var names []string
	for _, f := range a.txt.Files {
		if !strings.HasPrefix(f.Name, "out/") {
			names = append(names, f.Name)
		}
	}
	return names
}

// Check compares a result with the section out/name. An absent section stands for an
// empty result.
func (a *Archive) Check(name, got string) {
	a.t.Helper()
	name = "out/" + name
	a.seen[name] = true
	if got != "" && !strings.HasSuffix(got, "\n") {
		got += "\n"
	}
	want, _ := a.File(name)
	if got == want {
		return
	}
	if updating() {
		a.set(name, got)
		return
	}
	a.t.Errorf("%s: %s is not as expected\n--- want\n%s--- got\n%s", filepath.Base(a.path), name, want, got)
}

func (a *Archive) set(name, text string) {
	a.changed = true
	for i := range a.txt.Files {
		if a.txt.Files[i].Name == name {
			a.txt.Files[i].Data = []byte(text)
			return
		}
	}
	a.txt.Files = append(a.txt.Files, txtar.File{Name: name, Data: []byte(text)})
}

// finish reports results that were expected and not checked, and writes changes.
func (a *Archive) finish() {
	kept := a.txt.Files[:0]
	for _, f := range a.txt.Files {
		stale := strings.HasPrefix(f.Name, "out/") && (!a.seen[f.Name] || len(f.Data) == 0)
		if stale && !updating() {
			a.t.Errorf("%s: section %s is not checked or empty", filepath.Base(a.path), f.Name)
		}
		if !stale {
			kept = append(kept, f)
		}
	}
	a.changed = a.changed || len(kept) != len(a.txt.Files)
	a.txt.Files = kept
	if updating() && a.changed {
		if err := os.WriteFile(a.path, txtar.Format(a.txt), 0o644); err != nil {
			a.t.Fatal(err)
		}
	}
}

func updating() bool { return os.Getenv("SMELTER_UPDATE") != "" }
