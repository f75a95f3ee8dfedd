package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/smelter-lang/smelter/transpile/gobuild"
)

// TestMain makes the test binary smelter when it is called so: by scripts, or through the
// link in bin.
func TestMain(m *testing.M) {
	testscript.Main(suite{m}, map[string]func(){"smelter": main, "smt": main})
}

// A suite prepares the toolchain once, in a cache that the caches of all tests begin as a
// copy of: each would otherwise do it for itself, for seconds.
type suite struct{ m *testing.M }

func (s suite) Run() int {
	dir, err := os.MkdirTemp("", "smelter-test-")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(dir)
	if err := prepare(dir); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return s.m.Run()
}

// prepared is the cache that was prepared, and smelter the path of a command.
var prepared, smelter string

func prepare(dir string) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	prepared, smelter = filepath.Join(dir, "cache"), filepath.Join(dir, "bin", "smelter")
	if err := os.Mkdir(filepath.Dir(smelter), 0o700); err != nil {
		return err
	}
	if err := os.Symlink(self, smelter); err != nil {
		return err
	}
	cmd := exec.Command(smelter, "doctor", "--warm")
	cmd.Env = append(os.Environ(), "SMELTER_CACHE_DIR="+prepared)
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("preparing the toolchain for tests: %w\n%s", err, out)
	}
	return nil
}

// newCache makes a cache in which the toolchain is prepared and nothing else.
func newCache(dir string) error {
	err := filepath.WalkDir(prepared, func(path string, d fs.DirEntry, err error) error {
		rel, _ := filepath.Rel(prepared, path)
		to := filepath.Join(dir, rel)
		if err == nil && d.IsDir() {
			err = os.MkdirAll(to, 0o700)
		} else if err == nil {
			err = os.Link(path, to)
		}
		return err
	})
	if err != nil {
		err = errors.Join(os.RemoveAll(dir), os.CopyFS(dir, os.DirFS(prepared)))
	}
	return err
}

// cacheDir returns a cache for tests that only want programs to run; they share it.
func cacheDir(t *testing.T) string {
	t.Helper()
	dir, err := sharedCache()
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

var sharedCache = sync.OnceValues(func() (string, error) {
	dir := filepath.Join(filepath.Dir(prepared), "shared")
	return dir, newCache(dir)
})

// toolchain returns the go command of the tests, the folder of its tools, and that of its
// cache, which makes preparing the toolchain a matter of a moment.
func toolchain() (goCommand, tools, cache string, err error) {
	if goCommand, err = gobuild.Locate(); err != nil {
		return "", "", "", err
	}
	out, err := exec.Command(goCommand, "env", "GOTOOLDIR", "GOCACHE").Output()
	lines := strings.Split(string(out), "\n")
	if err == nil && len(lines) < 2 {
		err = fmt.Errorf("go env says %q", out)
	}
	if err != nil {
		return "", "", "", err
	}
	return goCommand, lines[0], lines[1], nil
}
