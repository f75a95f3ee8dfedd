package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestExamples runs the programs of docs/examples: each writes what the file .out beside it
// has, and nothing is to be said of it. SMELTER_UPDATE=1 rewrites these files.
func TestExamples(t *testing.T) {
	dir := cacheDir(t)
	scripts, err := filepath.Glob(filepath.Join("..", "..", "docs", "examples", "*.coal"))
	if err != nil || len(scripts) == 0 {
		t.Fatalf("no examples: %v", err)
	}
	for _, script := range scripts {
		t.Run(filepath.Base(script), func(t *testing.T) {
			t.Parallel()
			cmd := exec.Command(smelter, "run", script)
			cmd.Env = append(os.Environ(), "SMELTER_CACHE_DIR="+dir)
			var out, errs bytes.Buffer
			cmd.Stdout, cmd.Stderr = &out, &errs
			if err := cmd.Run(); err != nil || errs.Len() > 0 {
				t.Fatalf("%v\n%s", err, errs.String())
			}
			checkOutput(t, strings.TrimSuffix(script, ".coal")+".out", out.Bytes())
		})
	}
}

// checkOutput compares with what a file has, or rewrites it.
func checkOutput(t *testing.T, file string, got []byte) {
	t.Helper()
	if os.Getenv("SMELTER_UPDATE") != "" {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("got\n%s\nwant, by %s,\n%s", got, file, want)
	}
}
