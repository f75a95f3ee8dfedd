package lower_test

import (
	"testing"

	"github.com/smelter-lang/smelter/transpile/core"
	"github.com/smelter-lang/smelter/transpile/golden"
	"github.com/smelter-lang/smelter/transpile/pipetest"
)

// TestCore compares what files lower to, and checks it.
func TestCore(t *testing.T) {
	golden.Run(t, "testdata/core", func(t *testing.T, a *golden.Archive) {
		text, _ := a.File("in.coal")
		p, _ := pipetest.Core(t, text)
		if err := core.Lint(p, false); err != nil {
			t.Error(err)
		}
		a.Check("core", pipetest.PrintedCore(t, p.Defs))
	})
}
