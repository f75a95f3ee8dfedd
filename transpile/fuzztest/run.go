package fuzztest

import (
	"fmt"
	"math/rand/v2"
	"os"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// Limit is how long anything may take that a script asks of smelter.
const Limit = 10 * time.Second

// maxFaults is after how many faults a run ends.
const maxFaults = 20

// Run makes executions of a fuzz test: as many as given in the ordinary tests, or those
// that SMELTER_FUZZ says, as COUNT or FROM-TO. An execution depends on nothing but its
// number: the same ones are the same again. Several run at the same time.
//
// An execution has a text, which is shown if try, which uses it, returns an error. A panic
// is wrong, too, and so is not being done in time.
func Run(t *testing.T, count int, limit time.Duration, execution func(r *rand.Rand) (text string, try func() error)) {
	t.Helper()
	from, to, err := asked(count)
	if err != nil {
		t.Fatal(err)
	}
	var next, faults atomic.Int64
	next.Store(int64(from))
	var all sync.WaitGroup
	start := time.Now()
	for range runtime.GOMAXPROCS(0) {
		all.Go(func() {
			for faults.Load() < maxFaults {
				i := int(next.Add(1)) - 1
				if i >= to {
					return
				}
				if err := execute(i, limit, execution); err != nil {
					faults.Add(1)
					t.Errorf("execution %d: %v", i, err)
				}
			}
		})
	}
	all.Wait()
	t.Logf("%d executions, %d faults, %v", to-from, faults.Load(), time.Since(start).Round(time.Second))
}

// asked returns which executions are wanted.
func asked(count int) (from, to int, err error) {
	text := os.Getenv("SMELTER_FUZZ")
	if text == "" {
		return 0, count, nil
	}
	lo, hi, isRange := strings.Cut(text, "-")
	if !isRange {
		lo, hi = "0", text
	}
	if from, err = strconv.Atoi(lo); err == nil {
		to, err = strconv.Atoi(hi)
	}
	if err != nil {
		err = fmt.Errorf("SMELTER_FUZZ is COUNT or FROM-TO, not %q", text)
	}
	return from, to, err
}

// execute makes one execution.
func execute(i int, limit time.Duration, execution func(r *rand.Rand) (string, func() error)) (err error) {
	text, try := execution(rand.New(rand.NewPCG(uint64(i), 0)))
	late := time.AfterFunc(limit, func() {
		panic(fmt.Sprintf("execution %d takes more than %v:\n%s", i, limit, text))
	})
	defer late.Stop()
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%v\n%s\n%s", p, text, debug.Stack())
		}
	}()
	if err = try(); err != nil {
		err = fmt.Errorf("%w\n%s", err, text)
	}
	return err
}
