package transpile_test

import (
	"testing"

	"github.com/smelter-lang/smelter/transpile/emit"
	"github.com/smelter-lang/smelter/transpile/golden"
	"github.com/smelter-lang/smelter/transpile/pipetest"
)

// TestEmit compares the Go of programs; each archive of testdata/emit is a shape worth
// looking at. in.coal is printed as `smelter emit` does, lines.coal with //line comments,
// formatted and as it is compiled.
func TestEmit(t *testing.T) {
	golden.Run(t, "testdata/emit", func(t *testing.T, a *golden.Archive) {
		for _, in := range a.Inputs() {
			text, _ := a.File(in)
			switch in {
			case "in.coal":
				a.Check("go", emitted(t, text, emit.Options{Format: true}))
			case "lines.coal":
				a.Check("formatted", emitted(t, text, emit.Options{Format: true, Lines: true}))
				a.Check("compiled", emitted(t, text, emit.Options{Lines: true}))
			}
		}
	})
}

// emitted returns the Go of a program, which is the same each time.
func emitted(t *testing.T, text string, opts emit.Options) string {
	t.Helper()
	var out [2]string
	for i := range out {
		s, m := pipetest.Check(t, text)
		if s.Diags.HasErrors() {
			t.Fatal(pipetest.Printed(t, s, s.Diags.Sorted()...))
		}
		p, err := s.Go(m, opts)
		if err != nil {
			t.Fatal(err)
		}
		out[i] = string(p.Source)
	}
	if out[0] != out[1] {
		t.Error("the program is emitted in two ways")
	}
	return out[0]
}
