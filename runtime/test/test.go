// Package test runs the tests of scripts, for smelter/test.
//
// In come tests, which are functions, and the outcomes of the checks in them; out goes a
// report on standard output and an exit status. Tests run when the program has come to its
// end, and only if "smelter test" has started it: Environment says so.
package test

import (
	"os"
	"strings"

	"github.com/smelter-lang/smelter/runtime/rt"
	"github.com/smelter-lang/smelter/runtime/str"
)

// Environment is the variable by which "smelter test" asks for tests: Failing or All, for what
// the report has, and after a colon a text that the names of tests must contain.
const (
	Environment = "SMELTER_TEST"
	Failing     = "failing"
	All         = "all"
)

// Running reports whether tests are asked for, so that main is not to be called.
func Running() bool { return os.Getenv(Environment) != "" }

type test struct {
	name string
	body func()
}

var (
	tests    []test
	checks   int
	problems []string // of the test that runs
)

// Add adds a test.
func Add(name str.String, body func()) {
	if !Running() {
		return
	}
	if len(tests) == 0 {
		rt.AtEnd(run)
	}
	tests = append(tests, test{name.Go(), body})
}

// run runs the tests in the order of the program and returns the exit status.
func run() int64 {
	report, only, _ := strings.Cut(os.Getenv(Environment), ":")
	ran, failed := 0, 0
	for _, t := range tests {
		if !strings.Contains(t.name, only) {
			continue
		}
		ran++
		problems = nil
		call(t.body)
		switch {
		case len(problems) > 0:
			failed++
			print("FAIL  " + t.name + "\n" + strings.Join(problems, ""))
		case report == All:
			print("ok    " + t.name + "\n")
		}
	}
	summary := "all hold"
	if failed > 0 {
		summary = rt.Itoa(int64(failed)) + " failed"
	}
	print(count(ran, "test") + ", " + count(checks, "check") + ": " + summary + "\n")
	if failed > 0 {
		return 1
	}
	return 0
}

func print(text string) { rt.Print(str.From(text)) }

func count(n int, what string) string {
	if n != 1 {
		what += "s"
	}
	return rt.Itoa(int64(n)) + " " + what
}

// call runs the body of a test. An error ends it, and is a problem.
func call(body func()) {
	rt.Catch(func() int { body(); return 0 }, func(e *rt.Exception) (int, bool) {
		problems = append(problems, indent("  ", "error: "+e.Message()+"\n"+rt.Trace()))
		return 0, true
	})
}

// indent puts blanks before each line of a text, and ends the last one.
func indent(blanks, text string) string {
	return blanks + strings.ReplaceAll(strings.TrimSuffix(text, "\n"), "\n", "\n"+blanks) + "\n"
}

// fail notes a check that does not hold, and where it stands.
func fail(what, message str.String, more string) {
	text := what.Go()
	if m := message.Go(); m != "" {
		text = m + ": " + text
	}
	problems = append(problems, indent("  ", rt.Here()+": "+text)+more)
}

// Holds counts a check, and notes it if it does not hold.
func Holds(ok bool, what, message str.String) {
	checks++
	if !ok {
		fail(what, message, "")
	}
}

// Differs counts and notes a comparison of two values that does not hold.
func Differs(what, message, left, right str.String) {
	checks++
	fail(what, message, indent("    ", "left:  "+left.Go())+indent("    ", "right: "+right.Go()))
}

// Fails counts a check that something fails, with a message that has a part.
func Fails(body func(), part, what, message str.String) {
	checks++
	said, failed := "", false
	rt.Catch(func() int { body(); return 0 }, func(e *rt.Exception) (int, bool) {
		said, failed = e.Message(), true
		return 0, true
	})
	switch {
	case !failed:
		fail(what, message, "    it did not fail\n")
	case !strings.Contains(said, part.Go()):
		fail(what, message, indent("    ", "it said:  "+said)+indent("    ", "not this: "+part.Go()))
	}
}
