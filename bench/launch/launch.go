// Command launch measures how long it takes to start a script.
//
//	go run ./bench/launch -smelter bin/smelter [-n 200] [-cold 15] [-record FILE]
//
// Warm is a script that is in the cache, beside a direct start of its binary, smelter
// linked without its entry point, and other languages that do nothing. Cold is a script
// that was just written, from its text to its output, beside the Go tools driven by hand
// on a Go program that does the same. All take turns; what counts are medians and their
// ratios within one run of this command. A ratio beyond its limit ends it with status 1.
//
// -record appends the ratios to a file, one a line: time, name, ratio.
package main

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"time"
)

// Limits of ratios. The last is bytes.
const (
	warmLimit  = 1.3  // a warm run to a direct start
	coldLimit  = 1.7  // a cold run to the tools by hand
	frontLimit = 0.25 // what is not compile, link and the program, of a cold run
	sizeLimit  = 9_300_000
)

func main() {
	smelter := flag.String("smelter", "bin/smelter", "the smelter to measure")
	dir := flag.String("dir", "bench/launch/hello", "the folder of the programs")
	warm := flag.Int("n", 200, "warm runs of each")
	cold := flag.Int("cold", 15, "cold runs of each")
	record := flag.String("record", "", "file to append the ratios to")
	flag.Parse()
	work, err := os.MkdirTemp("", "smelter-bench-")
	check(err)
	defer os.RemoveAll(work)
	bin, err := filepath.Abs(*smelter)
	check(err)
	b := &bench{bin: bin, dir: *dir, work: work, cache: filepath.Join(work, "cache")}
	for name, value := range map[string]string{"SMELTER_CACHE_DIR": b.cache, "CGO_ENABLED": "0"} {
		check(os.Setenv(name, value))
	}
	b.warm(*warm)
	b.cold(*cold)
	b.size()
	if *record != "" {
		check(b.append(*record))
	}
	if b.beyond {
		os.RemoveAll(work)
		os.Exit(1)
	}
}

// A bench is one run of this command.
type bench struct {
	bin, dir, work, cache string
	ratios                []ratio
	beyond                bool
}

type ratio struct {
	name  string
	value float64
}

// A subject is something that is measured.
type subject struct {
	name  string
	run   func() // what is timed
	times []time.Duration
}

// command returns a subject that starts a program and waits for it.
func command(name, path string, args ...string) *subject {
	null, err := os.OpenFile(os.DevNull, os.O_RDWR, 0)
	check(err)
	attr := &os.ProcAttr{Env: os.Environ(), Files: []*os.File{null, null, os.Stderr}}
	argv := append([]string{path}, args...)
	return &subject{name: name, run: func() {
		p, err := os.StartProcess(path, argv, attr)
		check(err)
		state, err := p.Wait()
		check(err)
		if !state.Success() {
			check(fmt.Errorf("%s: %v", name, state))
		}
	}}
}

// measure runs subjects in turns.
func measure(n int, subjects []*subject) {
	for range n {
		for _, s := range subjects {
			start := time.Now()
			s.run()
			s.times = append(s.times, time.Since(start))
		}
	}
	for _, s := range subjects {
		slices.Sort(s.times)
	}
}

func (s *subject) median() float64 {
	return float64(s.times[len(s.times)/2]) / float64(time.Millisecond)
}

// table prints medians, and their ratios to that of the first.
func table(title string, subjects []*subject) {
	fmt.Printf("%-44s %10s %10s %8s\n", title, "median ms", "lowest ms", "ratio")
	for _, s := range subjects {
		lowest := float64(s.times[0]) / float64(time.Millisecond)
		fmt.Printf("  %-42s %10.2f %10.2f %8.2f\n", s.name, s.median(), lowest, s.median()/subjects[0].median())
	}
	fmt.Println()
}

// limit notes a ratio and tells whether it is within its limit.
func (b *bench) limit(name string, value, limit float64) {
	b.ratios = append(b.ratios, ratio{name, value})
	verdict := "within"
	if value > limit {
		verdict, b.beyond = "BEYOND", true
	}
	fmt.Printf("%s: %.3g, %s the limit of %.3g\n\n", name, value, verdict, limit)
}

// size tells how large smelter is.
func (b *bench) size() {
	info, err := os.Stat(b.bin)
	check(err)
	b.limit("size of smelter", float64(info.Size())/1e6, sizeLimit/1e6)
}

// append writes the ratios to the history.
func (b *bench) append(path string) error {
	f, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	defer f.Close()
	now := time.Now().UTC().Format(time.DateTime)
	for _, r := range b.ratios {
		if _, err := fmt.Fprintf(f, "%s\tlaunch: %s\t%.3g\n", now, r.name, r.value); err != nil {
			return err
		}
	}
	return nil
}

// output runs a command and returns what it prints.
func output(dir, name string, args ...string) []byte {
	cmd := exec.Command(name, args...)
	cmd.Dir, cmd.Stderr = dir, os.Stderr
	out, err := cmd.Output()
	check(err)
	return out
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "launch:", err)
		os.Exit(1)
	}
}
