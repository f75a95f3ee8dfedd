package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestScript runs the scripts of testdata/script, which show the command as users meet it.
//
// Each has a cache of its own, in which the toolchain is prepared. Besides the usual
// variables they have SMELTER, the path of smelter, and LOG, which "logged" is about.
func TestScript(t *testing.T) {
	goCommand, tools, goCache, err := toolchain()
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 filepath.Join("..", "..", "testdata", "script"),
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		UpdateScripts:       os.Getenv("SMELTER_UPDATE") != "",
		Condition: func(name string) (bool, error) {
			switch name {
			case "root":
				return os.Geteuid() == 0, nil
			case "slow": // tests that take half a minute, for CI
				return os.Getenv("SMELTER_SLOW_TESTS") != "", nil
			}
			return false, fmt.Errorf("there is no condition %q", name)
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"long": long, "logged": logged, "settle": settle},
		Setup: func(e *testscript.Env) error {
			e.Setenv("SMELTER_CACHE_DIR", filepath.Join(e.WorkDir, ".cache"))
			e.Setenv("SMELTER", smelter)
			e.Setenv("HOME", e.WorkDir)
			e.Setenv("GOCACHE", goCache)
			e.Setenv("GOTOOLDIR", tools)
			if err := logging(filepath.Join(e.WorkDir, ".go"), goCommand, tools); err != nil {
				return err
			}
			e.Setenv("LOG", filepath.Join(e.WorkDir, ".go", "log"))
			e.Setenv("SMELTER_GO", filepath.Join(e.WorkDir, ".go", "go"))
			return newCache(filepath.Join(e.WorkDir, ".cache"))
		},
	})
}

// logging makes a toolchain in dir that is the real one and writes down which tools are
// started.
func logging(dir, goCommand, tools string) error {
	if err := os.MkdirAll(filepath.Join(dir, "tools"), 0o700); err != nil {
		return err
	}
	files := map[string]string{
		"log": "",
		"go": fmt.Sprintf(`#!/bin/sh
if [ "$1 $2" = "env GOTOOLDIR" ]; then
	echo %[1]s/tools
	shift
	shift
	exec %[2]s env "$@"
fi
exec %[2]s "$@"
`, dir, goCommand),
	}
	for _, tool := range []string{"compile", "link"} {
		files["tools/"+tool] = fmt.Sprintf(`#!/bin/sh
[ "$1" = -V=full ] || echo %[1]s >> %[2]s/log
exec %[3]s/%[1]s "$@"
`, tool, dir, tools)
	}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o700); err != nil {
			return err
		}
	}
	return nil
}

// logged N checks how many programs were compiled and linked since it was last asked.
func logged(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: logged N")
	}
	log := ts.Getenv("LOG")
	text, err := os.ReadFile(log)
	ts.Check(err)
	if want := strings.Repeat("compile\nlink\n", number(ts, args[0])); string(text) != want {
		ts.Fatalf("the tools that were started are %q, want %q", text, want)
	}
	ts.Check(os.WriteFile(log, nil, 0o600))
}

// long N FILE writes a script of N lines.
func long(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: long N FILE")
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(longScript(number(ts, args[0]))), 0o600))
}

// longScript returns a package of so many lines that prints 1.
func longScript(lines int) string {
	var b strings.Builder
	b.WriteString("(package long (import coalton-prelude) (export main))\n" +
		"(declare step-0 (Integer -> Integer))\n(define (step-0 n) (+ n 1))\n")
	n := (lines - 5) / 3
	for i := 1; i <= n; i++ {
		fmt.Fprintf(&b, "(declare step-%d (Integer -> Integer))\n(define (step-%d n)\n  (if (== n %d) 0 (step-%d n)))\n", i, i, i, i-1)
	}
	fmt.Fprintf(&b, "(declare main (Void -> Void))\n(define (main) (print (the Integer (step-%d 0))))\n", n)
	return b.String()
}

func number(ts *testscript.TestScript, text string) int {
	n, err := strconv.Atoi(text)
	ts.Check(err)
	return n
}

// settle lets so much time pass that what was written before is old for the cache.
func settle(ts *testscript.TestScript, neg bool, args []string) {
	time.Sleep(50 * time.Millisecond)
}
