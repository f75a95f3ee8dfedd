// Package programtest makes programs for tests: well-typed, terminating, and each with the
// output that it must have.
//
// In comes a source of random numbers; out go the text of a package file and what it
// prints. An expression is made together with its meaning, a Go function over values of
// this package, so that the expected output owes nothing to the checker, to Core or to
// emitted code. Running the program and comparing is left to the test.
package programtest

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
)

// A Program is a program and what it must print.
type Program struct {
	Text    string // of a package file
	Library string // of a second file, which has the name of its package; "" if there is none
	Output  string
}

// Library is the package of the second file of a program.
const Library = "shared"

// New makes a program of some functions and cases; apart says that what all programs define
// is a file of its own. Its meaning is computed on the way, so cases that would take too
// long or grow too big are left out.
func New(r *rand.Rand, cases int, apart bool) Program {
	g := &generator{r: r, apart: apart}
	var shared, own, calls, output strings.Builder
	var names []string
	for i := range cases {
		to := &own
		if i < cases/2 {
			to = &shared
		}
		switch g.r.IntN(4) {
		case 0, 1:
			to.WriteString(g.function())
		case 2:
			to.WriteString(g.mutual())
		}
		if to == &shared {
			names = g.names()
		}
		code, out := g.testCase(i)
		own.WriteString(code)
		fmt.Fprintf(&calls, "  (case-%d)\n", i)
		output.WriteString(out)
	}
	p := Program{Output: output.String()}
	p.Text, p.Library = g.assemble(shared.String(), own.String(), calls.String(), names)
	return p
}

// names returns the names of the functions that were made.
func (g *generator) names() []string {
	var out []string
	for _, f := range slices.Concat(g.funcs, g.turns) {
		out = append(out, f.name)
	}
	return out
}

// testCase makes a function that prints a value, and what it prints.
func (g *generator) testCase(i int) (code, out string) {
	for {
		if code, out, ok := g.tryCase(i); ok {
			return code, out
		}
	}
}

// tryCase makes one, or finds that it is too much.
func (g *generator) tryCase(i int) (code, out string, ok bool) {
	t := g.shownType(2)
	x := g.expr(t, nil, 4)
	m := &machine{steps: maxSteps}
	defer func() {
		switch e := recover().(type) {
		case nil:
		case tooMuch:
			code, out, ok = "", "", false
		default:
			panic(e)
		}
	}()
	result := m.try(func() string { return show(t, x.eval(m, nil)) })
	code = fmt.Sprintf(`
(declare case-%d (Void -> Void))
(define (case-%d)
  (print (catch (show-as-string %s)
           ((Boom n) (<> "boom " (into n)))
           ((Oops s n) (mconcat (make-list "oops " s " " (into n))))
           ((Enough) "enough")
           (_ "error"))))
`, i, i, x.text)
	return code, m.out.String() + result + "\n", true
}

// try computes a text and says what the handler of a case does.
func (m *machine) try(f func() string) string {
	return m.catch(func() value { return f() }, func(e thrown) (value, bool) { return e.handled(), true }).(string)
}
