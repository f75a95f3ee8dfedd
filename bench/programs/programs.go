// Command programs measures compiled Coalton programs beside hand-written Go twins.
//
//	go run ./bench/programs -smelter bin/smelter [-n 9] [NAME...]
//
// Each program is built once both ways and run n times alternately; the table shows the
// medians of user time and their ratio. Both must print the same.
package main

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"time"
)

var names = []string{"fib", "pipeline", "exprtree", "monads"}

func main() {
	smelter := flag.String("smelter", "bin/smelter", "the smelter to measure")
	dir := flag.String("dir", "bench/programs", "the folder of the programs")
	n := flag.Int("n", 9, "runs of each")
	flag.Parse()
	chosen := names
	if flag.NArg() > 0 {
		chosen = flag.Args()
	}
	work, err := os.MkdirTemp("", "smelter-bench-")
	if err != nil {
		fail(err)
	}
	defer os.RemoveAll(work)
	fmt.Printf("%-10s %12s %12s %8s\n", "program", "smelter ms", "go ms", "ratio")
	for _, name := range chosen {
		ours, twin := filepath.Join(work, name+"-coal"), filepath.Join(work, name+"-go")
		source := filepath.Join(*dir, name)
		run(*smelter, "build", "-o", ours, filepath.Join(source, name+".coal"))
		run("go", "build", "-o", twin, "./"+source)
		a, b := measure(ours, twin, *n)
		fmt.Printf("%-10s %12.1f %12.1f %8.2f\n", name, a, b, a/b)
	}
}

// measure runs two programs alternately and returns the medians of their user times
// in milliseconds.
func measure(a, b string, n int) (float64, float64) {
	var as, bs []time.Duration
	for range n {
		ta, outA := timed(a)
		tb, outB := timed(b)
		if !bytes.Equal(outA, outB) {
			fail(fmt.Errorf("%s prints %q, %s prints %q", a, outA, b, outB))
		}
		as, bs = append(as, ta), append(bs, tb)
	}
	return median(as), median(bs)
}

func timed(path string) (time.Duration, []byte) {
	cmd := exec.Command(path)
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, os.Stderr
	if err := cmd.Run(); err != nil {
		fail(fmt.Errorf("running %s: %w", path, err))
	}
	return cmd.ProcessState.UserTime(), out.Bytes()
}

func median(ds []time.Duration) float64 {
	slices.Sort(ds)
	return float64(ds[len(ds)/2]) / float64(time.Millisecond)
}

func run(name string, args ...string) {
	cmd := exec.Command(name, args...)
	cmd.Stdout, cmd.Stderr = os.Stderr, os.Stderr
	if err := cmd.Run(); err != nil {
		fail(fmt.Errorf("%s %v: %w", name, args, err))
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, "programs:", err)
	os.Exit(1)
}
