// Command compile measures what checking a script costs: the front end of Smelter.
//
//	go run ./bench/compile -smelter bin/smelter [-n 15]
//
// It prints two tables. The first has the cost of checking an empty script, one that
// imports the prelude only, and one that imports the whole library, as a ratio to
// `smelter version`, which does nothing: in instructions, where valgrind is installed
// (they do not depend on what else the machine does), and in time. The second has lines a
// second on large.coal, a committed program of 10,000 lines that generate.go makes, on a
// program of one long function, and on the programs of the folders that are named. Times are medians of runs that take turns.
package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

func main() {
	smelter := flag.String("smelter", "bin/smelter", "the smelter to measure")
	dir := flag.String("dir", "bench/compile/testdata", "the folder of the scripts")
	programs := flag.String("programs", "bench/programs,../shared/conformance/programs", "folders of more programs")
	n := flag.Int("n", 15, "runs of each")
	generate := flag.Bool("generate", false, "write large.coal and do nothing else")
	flag.Parse()
	if *generate {
		if err := os.WriteFile(filepath.Join(*dir, "large.coal"), []byte(large()), 0o644); err != nil {
			fail(err)
		}
		return
	}
	bin, err := filepath.Abs(*smelter)
	if err != nil {
		fail(err)
	}
	cache, err := os.MkdirTemp("", "smelter-bench-")
	if err != nil {
		fail(err)
	}
	defer os.RemoveAll(cache)
	text, err := everything()
	if err == nil {
		err = os.WriteFile(filepath.Join(cache, "everything.coal"), []byte(text), 0o600)
	}
	if err == nil {
		err = os.WriteFile(filepath.Join(cache, "long.coal"), []byte(longBody()), 0o600)
	}
	if err != nil {
		fail(err)
	}
	b := &bench{bin: bin, tmp: cache, env: append(os.Environ(), "SMELTER_CACHE_DIR="+cache, "GOMAXPROCS=1", "GOGC=off"), n: *n}
	b.startup(*dir, filepath.Join(cache, "everything.coal"))
	b.throughput(filepath.Join(*dir, "prelude.coal"), filepath.Join(*dir, "large.coal"), filepath.Join(cache, "long.coal"), strings.Split(*programs, ","))
}

type bench struct {
	bin string
	tmp string // a folder for files that nobody wants
	env []string
	n   int
}

// startup prints the costs of scripts that have nothing in them.
func (b *bench) startup(dir, everything string) {
	rows := []struct {
		name string
		args []string
	}{
		{"smelter version", []string{"version"}},
		{"check empty.coal", []string{"check", filepath.Join(dir, "empty.coal")}},
		{"check prelude.coal", []string{"check", filepath.Join(dir, "prelude.coal")}},
		{"check everything.coal", []string{"check", everything}},
	}
	calls := make([][]string, len(rows))
	for i, r := range rows {
		calls[i] = r.args
	}
	times := b.medians(calls)
	fmt.Printf("%-24s %14s %8s %10s %8s\n", "", "instructions", "ratio", "ms", "ratio")
	var base int64
	for i, r := range rows {
		count, ok := b.instructions(r.args)
		if i == 0 {
			base = count
		}
		instructions, ratio := "no valgrind", ""
		if ok {
			instructions, ratio = strconv.FormatInt(count, 10), fmt.Sprintf("%.2f", float64(count)/float64(base))
		}
		fmt.Printf("%-24s %14s %8s %10.2f %8.2f\n", r.name, instructions, ratio,
			milliseconds(times[i]), float64(times[i])/float64(times[0]))
	}
}

// throughput prints how many lines are checked in a second, the start not counted.
func (b *bench) throughput(prelude, large, long string, folders []string) {
	var set []string
	for _, dir := range folders {
		err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
			if err == nil && filepath.Ext(path) == ".coal" {
				set = append(set, path)
			}
			return err
		})
		if errors.Is(err, fs.ErrNotExist) {
			fmt.Printf("%s is absent: left out\n", dir)
		} else if err != nil {
			fail(err)
		}
	}
	// What a script costs that only imports the prelude is not counted, once for each.
	start := func(n int) []string {
		return append([]string{"check"}, slices.Repeat([]string{prelude}, n)...)
	}
	times := b.medians([][]string{
		start(1), {"check", large}, {"check", long}, start(len(set)), append([]string{"check"}, set...),
	})
	fmt.Printf("\n%-24s %14s %10s %12s\n", "", "lines", "ms", "lines/s")
	row := func(name string, paths []string, spent time.Duration) {
		lines := countLines(paths)
		fmt.Printf("%-24s %14d %10.2f %12.0f\n", name, lines, milliseconds(spent), float64(lines)/spent.Seconds())
	}
	row("large.coal", []string{large}, times[1]-times[0])
	row("long.coal", []string{long}, times[2]-times[0])
	row(fmt.Sprintf("%d programs", len(set)), set, times[4]-times[3])
}

// medians runs smelter with each list of arguments in turn and returns the medians.
func (b *bench) medians(calls [][]string) []time.Duration {
	times := make([][]time.Duration, len(calls))
	for round := range b.n + 1 {
		for i, args := range calls {
			start := time.Now()
			b.run(exec.Command(b.bin, args...))
			if round > 0 { // the first fills the cache
				times[i] = append(times[i], time.Since(start))
			}
		}
	}
	out := make([]time.Duration, len(calls))
	for i, ts := range times {
		slices.Sort(ts)
		out[i] = ts[len(ts)/2]
	}
	return out
}

var collected = regexp.MustCompile(`Collected : (\d+)`)

// instructions counts with valgrind; ok is false where there is none. Go programs upset
// valgrind at times, so it gets a few tries.
func (b *bench) instructions(args []string) (count int64, ok bool) {
	valgrind, err := exec.LookPath("valgrind")
	if err != nil {
		return 0, false
	}
	for range 5 {
		cmd := exec.Command(valgrind, append([]string{"--tool=callgrind", "--callgrind-out-file=" + filepath.Join(b.tmp, "callgrind"), b.bin}, args...)...)
		var text bytes.Buffer
		cmd.Env, cmd.Stderr = b.env, &text
		_ = cmd.Run() // what counts is whether it says a number
		if m := collected.FindSubmatch(text.Bytes()); m != nil {
			count, err := strconv.ParseInt(string(m[1]), 10, 64)
			return count, err == nil
		}
	}
	return 0, false
}

func (b *bench) run(cmd *exec.Cmd) {
	var text bytes.Buffer
	cmd.Env, cmd.Stderr = b.env, &text
	if err := cmd.Run(); err != nil {
		fail(fmt.Errorf("running %s: %w\n%s", strings.Join(cmd.Args, " "), err, text.String()))
	}
}

func countLines(paths []string) int {
	n := 0
	for _, p := range paths {
		text, err := os.ReadFile(p)
		if err != nil {
			fail(err)
		}
		n += bytes.Count(text, []byte("\n"))
	}
	return n
}

func milliseconds(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

func fail(err error) {
	fmt.Fprintln(os.Stderr, "compile:", err)
	os.Exit(1)
}
