package gobuild

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/smelter-lang/smelter/cache"
)

var say = fstest.MapFS{
	"say/say.go":   {Data: []byte("package say\n\nfunc Hello() { print(\"hello\\n\") }\n")},
	"rare/rare.go": {Data: []byte("package rare\n\nimport \"hash/fnv\"\n\nfunc Size() int { return fnv.New32().Size() }\n")},
}

// newBuilder returns a builder with a small runtime of its own.
func newBuilder(t *testing.T) *Builder {
	t.Helper()
	store, err := cache.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	chain, err := Find(store)
	if err != nil {
		t.Fatal(err)
	}
	b, err := New(chain, Host(), say, []string{"say"}, store)
	if err != nil {
		t.Fatal(err)
	}
	if n := prepare(t, b, nil) + prepare(t, b, nil); n != 1 || !b.Ready() {
		t.Errorf("prepared %d times, ready is %v", n, b.Ready())
	}
	return b
}

// prepare returns how often the builder really prepared something.
func prepare(t *testing.T, b *Builder, imports []string) (n int) {
	t.Helper()
	if err := b.Prepare(say, imports, func() func() { n++; return func() {} }); err != nil {
		t.Fatal(err)
	}
	return n
}

// TestRarePackagesAreCompiledOnDemand, and then stay.
func TestRarePackagesAreCompiledOnDemand(t *testing.T) {
	b := newBuilder(t)
	imports := []string{Module + "/runtime/rare", Module + "/runtime/say", "unsafe"}
	out := filepath.Join(t.TempDir(), "program")
	source := []byte("package main\n\nimport \"" + imports[0] + "\"\n\nfunc main() { print(rare.Size()) }\n")
	if err := b.Build(source, imports, out); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("before it is prepared the error is %v", err)
	}
	if n := prepare(t, b, imports) + prepare(t, b, imports) + prepare(t, b, imports[1:]); n != 1 {
		t.Errorf("prepared %d times", n)
	}
	if err := b.Build(source, imports, out); err != nil {
		t.Fatal(err)
	}
	if text, err := exec.Command(out).CombinedOutput(); err != nil || string(text) != "4" {
		t.Errorf("the program prints %q, %v", text, err)
	}
}

func TestBuild(t *testing.T) {
	b := newBuilder(t)
	out := filepath.Join(t.TempDir(), "program")
	source := "package main\n\nimport \"" + Module + "/runtime/say\"\n\nfunc main() { say.Hello() }\n"
	if err := b.Build([]byte(source), []string{Module + "/runtime/say"}, out); err != nil {
		t.Fatal(err)
	}
	if text, err := exec.Command(out).CombinedOutput(); err != nil || string(text) != "hello\n" {
		t.Errorf("the program prints %q, %v", text, err)
	}
	again := out + "2"
	if err := b.Build([]byte(source), []string{Module + "/runtime/say"}, again); err != nil {
		t.Fatal(err)
	}
	one, _ := os.ReadFile(out)
	two, _ := os.ReadFile(again)
	if !bytes.Equal(one, two) {
		t.Error("the same source gives other bytes")
	}
	if left, _ := os.ReadDir(b.store.Path("tmp")); len(left) > 0 {
		t.Errorf("%s is left in tmp", left[0].Name())
	}
}

// TestARefusalKeepsTheSource since it is needed to find out what we did wrong.
func TestARefusalKeepsTheSource(t *testing.T) {
	b := newBuilder(t)
	source := "package main\n\nfunc main() { undefined() }\n"
	err := b.Build([]byte(source), []string{Module + "/runtime/say"}, filepath.Join(t.TempDir(), "program"))
	if !errors.Is(err, ErrGo) || !strings.Contains(err.Error(), "undefined: undefined") {
		t.Fatalf("the error is %v", err)
	}
	_, rest, _ := strings.Cut(err.Error(), "it is kept as ")
	path, _, _ := strings.Cut(rest, ")")
	if kept, err := os.ReadFile(path); err != nil || string(kept) != source {
		t.Errorf("kept is %q, %v", kept, err)
	}
}

func TestRelease(t *testing.T) {
	for _, test := range []struct{ says, want string }{
		{"compile version go1.26.1", "go1.26.1"},
		{"go1.26.1 X:nodwarf5", "go1.26.1"},
		{"compile version devel go1.27-abc123 buildID=x/y", "go1.27-abc123"},
		{"something else", ""},
	} {
		if got := release(test.says); got != test.want {
			t.Errorf("release of %q is %q, want %q", test.says, got, test.want)
		}
	}
}

// TestPlaces: Go's own cache is used if files can be made in it.
func TestPlaces(t *testing.T) {
	good := t.TempDir()
	for _, test := range []struct {
		name, cache string
		own         bool // a cache of our own is needed
	}{
		{"usable", good, false},
		{"made when absent", filepath.Join(good, "new"), false},
		{"below a file", "/dev/null/cache", true},
		{"relative", "cache", true},
		{"off", "off", true},
	} {
		t.Setenv("GOCACHE", test.cache)
		env := strings.Join(places("/work"), " ")
		if strings.Contains(env, "GOCACHE=/work/gocache") != test.own {
			t.Errorf("%s: the settings are %s", test.name, env)
		}
	}
	t.Setenv("GOCACHE", "")
	t.Setenv("HOME", "")
	t.Setenv("XDG_CACHE_HOME", "")
	if env := strings.Join(places("/work"), " "); !strings.Contains(env, "GOCACHE=/work/gocache") {
		t.Errorf("without a home the settings are %s", env)
	}
}
