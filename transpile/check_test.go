package transpile_test

import (
	"strings"
	"testing"

	"github.com/smelter-lang/smelter/transpile/golden"
	"github.com/smelter-lang/smelter/transpile/pipetest"
)

// TestCheck compares what is said about programs. The archives of testdata/check read as
// a list of the language's rules: each section NAME.coal is a program, preceded by the
// section `common` if it has no package form of its own, and out/NAME is what is wrong or
// odd about it.
func TestCheck(t *testing.T) {
	golden.Run(t, "testdata/check", func(t *testing.T, a *golden.Archive) {
		common, _ := a.File("common")
		for _, in := range a.Inputs() {
			name, program := strings.CutSuffix(in, ".coal")
			if !program {
				continue
			}
			text, _ := a.File(in)
			if strings.HasPrefix(text, "(package") {
				a.Check(name, checked(t, text))
			} else {
				a.Check(name, checked(t, common+text))
			}
		}
	})
}

// checked returns what is said about a program.
func checked(t *testing.T, text string) string {
	t.Helper()
	s, _ := pipetest.Check(t, text)
	return pipetest.Printed(t, s, s.Diags.Sorted()...)
}
