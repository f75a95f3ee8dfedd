package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/smelter-lang/smelter/transpile/fuzztest"
	"github.com/smelter-lang/smelter/transpile/programtest"
)

// This file sends programs that nobody wrote through the whole pipe. How many is said by
// SMELTER_FUZZ (fuzztest.Run).

// patience is how long an execution may take where other processes want to run too. What
// smelter itself may take is measured in time of the processor.
const patience = time.Minute

// TestGenerated compares what generated programs print with what they must print.
func TestGenerated(t *testing.T) {
	cache := cacheDir(t)
	fuzztest.Run(t, 4, patience, func(r *rand.Rand) (string, func() error) {
		p := programtest.New(r, 4+r.IntN(12), r.IntN(3) == 0)
		return p.Text + p.Library, func() error {
			out, errs, err := buildAndRun(cache, p.Text, p.Library, patience/2)
			if err == nil && out != p.Output {
				err = fmt.Errorf("%s\n%s", difference(out, p.Output), errs)
			}
			return err
		}
	})
}

// difference tells of the first line that is another one than it must be.
func difference(got, want string) string {
	gots, wants := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(gots), len(wants)) {
		if gots[i] != wants[i] {
			return fmt.Sprintf("line %d of the output is %q instead of %q", i+1, gots[i], wants[i])
		}
	}
	return fmt.Sprintf("the output has %d lines instead of %d", len(gots), len(wants))
}

// trace is how Go tells of what went wrong. That there is no memory is said by the world.
var trace = regexp.MustCompile(`(?m)^(goroutine \d+ |panic: |fatal error: |SIG[A-Z]+: |runtime: )`)

// TestChangedPrograms compiles programs of testdata/run with one form changed. Those that
// still check run too; what they do is free, but for Go's way of failing.
func TestChangedPrograms(t *testing.T) {
	cache := cacheDir(t)
	programs := slices.DeleteFunc(fuzztest.Programs(t, "run"), func(text string) bool {
		return strings.Contains(text, "coalton/file") || strings.Contains(text, "coalton/system")
	})
	var ran atomic.Int64
	fuzztest.Run(t, 10, patience, func(r *rand.Rand) (string, func() error) {
		text := fuzztest.Mutant(programs[r.IntN(len(programs))], 1, r)
		return text, func() error {
			_, errs, err := buildAndRun(cache, text, "", 2*time.Second) // it need not end
			switch {
			case errors.Is(err, errWrong):
				return nil
			case err != nil:
				return err
			case trace.MatchString(errs) && !strings.Contains(errs, "out of memory"):
				return fmt.Errorf("the program says\n%s", errs)
			}
			ran.Add(1)
			return nil
		}
	})
	t.Logf("%d have run", ran.Load())
}

// errWrong is said of a program that does not check.
var errWrong = errors.New("the program does not check")

// buildAndRun makes an executable of a program, with the second file that it may have, and
// runs it, for some time and with little memory.
func buildAndRun(cache, text, library string, limit time.Duration) (out, errs string, err error) {
	dir, err := os.MkdirTemp("", "smelter-fuzz-")
	if err != nil {
		return "", "", err
	}
	defer os.RemoveAll(dir)
	for name, text := range map[string]string{"in": text, programtest.Library: library} {
		if err := os.WriteFile(filepath.Join(dir, name+".coal"), []byte(text), 0o600); err != nil {
			return "", "", err
		}
	}
	build := exec.Command(smelter, "build", "-o", "program", "in.coal")
	build.Env = append(os.Environ(), "SMELTER_CACHE_DIR="+cache, "SMELTER_DEBUG=lint", "NO_COLOR=1")
	build.Dir = dir
	said, err := build.CombinedOutput()
	if used := build.ProcessState; used != nil && used.UserTime()+used.SystemTime() > fuzztest.Limit {
		return "", "", fmt.Errorf("smelter takes %v", used.UserTime()+used.SystemTime())
	}
	if err != nil {
		if build.ProcessState.ExitCode() == 1 && !bytes.Contains(said, []byte("mistake of Smelter's")) {
			err = errWrong
		}
		return "", "", fmt.Errorf("%w: %s", err, said)
	}
	ctx, cancel := context.WithTimeout(context.Background(), limit)
	defer cancel()
	var stdout, stderr bytes.Buffer
	run := exec.CommandContext(ctx, "sh", "-c", "ulimit -v 8000000; exec ./program")
	run.Dir, run.Stdout, run.Stderr = dir, &stdout, &stderr
	_ = run.Run() // the test looks at what it says
	return stdout.String(), stderr.String(), nil
}
