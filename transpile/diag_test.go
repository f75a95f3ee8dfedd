package transpile_test

import (
	"testing"

	"github.com/smelter-lang/smelter/transpile/golden"
	"github.com/smelter-lang/smelter/transpile/pipetest"
)

// TestDiagnostics compares what is reported, and what is not reported again, for programs
// of several files, the first of which is the main one.
func TestDiagnostics(t *testing.T) {
	golden.Run(t, "testdata/diag", func(t *testing.T, a *golden.Archive) {
		s, _ := pipetest.CheckFiles(t, a.Inputs()[0], a.File)
		a.Check("diagnostics", pipetest.Printed(t, s, s.Diags.Sorted()...))
	})
}
