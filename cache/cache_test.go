package cache

import (
	"os"
	"path/filepath"
	"testing"
)

// put enters a program of some text and counts builds.
func put(t *testing.T, s *Store, k Key, dir string, builds *int, deps ...Dep) string {
	t.Helper()
	bin, err := s.Put(k, dir, func(out string) ([]Dep, error) {
		*builds++
		return deps, os.WriteFile(out, []byte("program"), 0o700)
	})
	if err != nil {
		t.Fatal(err)
	}
	return bin
}

func TestAnEntryHoldsWhileItsDependenciesDo(t *testing.T) {
	dir := t.TempDir()
	s, k, builds := &Store{t.TempDir()}, KeyOf("tool", "text"), 0
	lib := filepath.Join(dir, "lib.coal")
	write := func(text string) {
		if err := os.WriteFile(lib, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("one")
	deps := []Dep{{"lib.coal", SumOf([]byte("one"))}, {"absent.coal", ""}}
	put(t, s, k, dir, &builds, deps...)
	for _, test := range []struct {
		name   string
		change func()
		hit    bool
	}{
		{"nothing changed", func() {}, true},
		{"the same text written again", func() { write("one") }, true},
		{"another text", func() { write("two") }, false},
		{"the old text again", func() { write("one") }, true},
		{"a file that was absent", func() { os.WriteFile(filepath.Join(dir, "absent.coal"), nil, 0o600) }, false},
	} {
		test.change()
		if _, hit := s.Lookup(k, dir); hit != test.hit {
			t.Errorf("%s: hit = %v, want %v", test.name, hit, test.hit)
		}
	}
}

func TestADamagedEntryIsBuiltAgain(t *testing.T) {
	dir := t.TempDir()
	s, k, builds := &Store{t.TempDir()}, KeyOf("tool", "text"), 0
	bin := put(t, s, k, dir, &builds)
	if err := os.Truncate(bin, 3); err != nil {
		t.Fatal(err)
	}
	put(t, s, k, dir, &builds)
	if err := os.WriteFile(s.path(k), []byte("garbage"), 0o600); err != nil {
		t.Fatal(err)
	}
	put(t, s, k, dir, &builds)
	if builds != 3 {
		t.Errorf("%d builds, want 3", builds)
	}
	if data, _ := os.ReadFile(bin); string(data) != "program" {
		t.Errorf("the binary is %q", data)
	}
}

func TestAnotherCompilerHasOtherKeys(t *testing.T) {
	if KeyOf("a", "text") == KeyOf("b", "text") || KeyOf("a", "text") == KeyOf("a", "other") {
		t.Error("keys of different compilers or texts are equal")
	}
}
