package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"smelter": main})
}

// cacheDir is shared by the tests of a run: each would otherwise prepare the Go toolchain
// for itself.
func cacheDir(t *testing.T) string {
	dir := filepath.Join(os.TempDir(), "smelter-test-cache")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestScript(t *testing.T) {
	dir := cacheDir(t)
	testscript.Run(t, testscript.Params{
		Dir:                 filepath.Join("..", "..", "testdata", "script"),
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		UpdateScripts:       os.Getenv("SMELTER_UPDATE") != "",
		Setup: func(e *testscript.Env) error {
			e.Setenv("SMELTER_CACHE_DIR", dir)
			e.Setenv("HOME", e.WorkDir)
			return nil
		},
	})
}
