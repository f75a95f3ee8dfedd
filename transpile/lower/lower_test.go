package lower_test

import (
	"strings"
	"testing"

	"github.com/smelter-lang/smelter/transpile/core"
	"github.com/smelter-lang/smelter/transpile/golden"
	"github.com/smelter-lang/smelter/transpile/lower/lowertest"
)

// TestCore compares what files lower to, and checks all of it, the library included.
func TestCore(t *testing.T) {
	golden.Run(t, "testdata/core", func(t *testing.T, a *golden.Archive) {
		text, _ := a.File("in.coal")
		r := lowertest.Program(t, text)
		if t.Failed() {
			return
		}
		if err := core.Lint(r.Program, false); err != nil {
			t.Error(err)
		}
		var b strings.Builder
		if err := core.Fprint(&b, &core.Program{Defs: r.Own}); err != nil {
			t.Fatal(err)
		}
		a.Check("core", b.String())
	})
}
