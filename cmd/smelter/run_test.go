package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/smelter-lang/smelter/transpile/golden"
)

// TestRun compiles and runs the programs of testdata/run, which read as a list of the
// language's rules. out/failure is how a program ends that does not end well: its status,
// and what it says.
func TestRun(t *testing.T) {
	dir := cacheDir(t)
	golden.Run(t, "testdata/run", func(t *testing.T, a *golden.Archive) {
		t.Parallel()
		text, _ := a.File("in.coal")
		cmd := exec.Command(smelter, "run", "in.coal")
		cmd.Dir = t.TempDir()
		if err := os.WriteFile(filepath.Join(cmd.Dir, "in.coal"), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		cmd.Env = append(os.Environ(), "SMELTER_CACHE_DIR="+dir, "SMELTER_DEBUG=lint")
		var out, errs bytes.Buffer
		cmd.Stdout, cmd.Stderr = &out, &errs
		err := cmd.Run()
		a.Check("stdout", out.String())
		if err != nil {
			a.Check("failure", fmt.Sprintf("%v\n%s", err, errs.String()))
		}
	})
}
