package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// TestFirstRunsAtTheSameTime starts one script that nobody has compiled 64 times at once:
// it is compiled once, and every run prints what it should. In an empty cache the library
// and the toolchain are prepared at the same time, too.
func TestFirstRunsAtTheSameTime(t *testing.T) {
	goCommand, tools, _, err := toolchain()
	if err != nil {
		t.Fatal(err)
	}
	for _, empty := range []bool{false, true} {
		t.Run(fmt.Sprintf("empty=%v", empty), func(t *testing.T) {
			dir := t.TempDir()
			script, cache := filepath.Join(dir, "long.coal"), filepath.Join(dir, "cache")
			if err := os.WriteFile(script, []byte(longScript(200)), 0o600); err != nil {
				t.Fatal(err)
			}
			if !empty {
				if err := newCache(cache); err != nil {
					t.Fatal(err)
				}
			}
			if err := logging(dir, goCommand, tools); err != nil {
				t.Fatal(err)
			}
			runAtOnce(t, 64, script, []string{"SMELTER_CACHE_DIR=" + cache, "SMELTER_GO=" + filepath.Join(dir, "go")})
			log, err := os.ReadFile(filepath.Join(dir, "log"))
			if err != nil || string(log) != "compile\nlink\n" {
				t.Errorf("the tools that were started are %q, %v", log, err)
			}
		})
	}
}

// runAtOnce runs a script n times at once and reports the first run that does not print 1.
func runAtOnce(t *testing.T, n int, script string, env []string) {
	var all sync.WaitGroup
	wrong := make(chan string, n)
	for range n {
		all.Go(func() {
			cmd := exec.Command(smelter, "run", script)
			cmd.Env = append(os.Environ(), env...)
			var errs bytes.Buffer
			cmd.Stderr = &errs
			if out, err := cmd.Output(); err != nil || string(out) != "1\n" || errs.Len() > 0 {
				wrong <- fmt.Sprintf("prints %q, %v\n%s", out, err, errs.String())
			}
		})
	}
	all.Wait()
	if len(wrong) > 0 {
		t.Errorf("%d of %d are wrong, one %s", len(wrong), n, <-wrong)
	}
}

// TestARebuiltSmelterCompilesAnew builds smelter twice and runs one script with both; a
// copy and a touched one have the same contents and need not.
func TestARebuiltSmelterCompilesAnew(t *testing.T) {
	goCommand, tools, _, err := toolchain()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	script, cache := filepath.Join(dir, "long.coal"), filepath.Join(dir, "cache")
	if err := os.WriteFile(script, []byte(longScript(10)), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := newCache(cache); err != nil {
		t.Fatal(err)
	}
	if err := logging(dir, goCommand, tools); err != nil {
		t.Fatal(err)
	}
	build := func(name, version string) string {
		out := filepath.Join(dir, name)
		cmd := exec.Command(goCommand, "build", "-o", out, "-ldflags=-X github.com/smelter-lang/smelter/cmd/smelter/internal/cli.version="+version, ".")
		if text, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
		return out
	}
	one, other := build("one", "1"), build("other", "2")
	data, err := os.ReadFile(one)
	if err != nil || os.WriteFile(filepath.Join(dir, "copy"), data, 0o700) != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		smelter  string
		compiles int
	}{{one, 1}, {one, 0}, {filepath.Join(dir, "copy"), 0}, {other, 1}, {one, 0}} {
		cmd := exec.Command(test.smelter, script)
		cmd.Env = append(os.Environ(), "SMELTER_CACHE_DIR="+cache, "SMELTER_GO="+filepath.Join(dir, "go"))
		if out, err := cmd.CombinedOutput(); err != nil || string(out) != "1\n" {
			t.Errorf("%s prints %q, %v", test.smelter, out, err)
		}
		log, err := os.ReadFile(filepath.Join(dir, "log"))
		if n := strings.Count(string(log), "compile"); err != nil || n != test.compiles {
			t.Errorf("%s compiles %d times, want %d", filepath.Base(test.smelter), n, test.compiles)
		}
		if err := os.WriteFile(filepath.Join(dir, "log"), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// TestGoBuildAgrees builds what smelter emits with the go command, in this module.
func TestGoBuildAgrees(t *testing.T) {
	goCommand, _, _, err := toolchain()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	cache := filepath.Join(dir, "cache")
	if err := newCache(cache); err != nil {
		t.Fatal(err)
	}
	script := filepath.Join("..", "..", "docs", "examples", "hello.coal")
	command := func(name string, args ...string) string {
		cmd := exec.Command(name, args...)
		cmd.Env = append(os.Environ(), "SMELTER_CACHE_DIR="+cache)
		out, err := cmd.Output()
		if err != nil {
			t.Fatalf("%s %v: %v\n%s", name, args, err, out)
		}
		return string(out)
	}
	source, binary := filepath.Join(dir, "main.go"), filepath.Join(dir, "program")
	if err := os.WriteFile(source, []byte(command(smelter, "emit", script)), 0o600); err != nil {
		t.Fatal(err)
	}
	command(goCommand, "build", "-o", binary, source)
	if got, want := command(binary), command(smelter, script); got != want || got == "" {
		t.Errorf("built by go build it prints %q, by smelter %q", got, want)
	}
}
