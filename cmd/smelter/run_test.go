package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/smelter-lang/smelter/transpile/golden"
)

// TestRun compiles and runs the programs of testdata/run, which read as a list of the
// language's rules.
func TestRun(t *testing.T) {
	dir := cacheDir(t)
	golden.Run(t, "testdata/run", func(t *testing.T, a *golden.Archive) {
		text, _ := a.File("in.coal")
		file := filepath.Join(t.TempDir(), "in.coal")
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		cmd := exec.Command(smelter, "run", file)
		cmd.Env = append(os.Environ(), "SMELTER_CACHE_DIR="+dir, "SMELTER_DEBUG=lint")
		var out, errs bytes.Buffer
		cmd.Stdout, cmd.Stderr = &out, &errs
		if err := cmd.Run(); err != nil && cmd.ProcessState.ExitCode() > 1 {
			t.Fatalf("%v\n%s", err, errs.String())
		}
		a.Check("stdout", out.String())
		if t.Failed() {
			t.Log(errs.String())
		}
	})
}
