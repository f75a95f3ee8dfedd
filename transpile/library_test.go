package transpile

import (
	"testing"

	"github.com/smelter-lang/smelter/runtime"
	"github.com/smelter-lang/smelter/transpile/core"
)

// TestLibraryIsCore checks the Core that all of the library lowers to.
func TestLibraryIsCore(t *testing.T) {
	l, err := checkLibrary(runtime.Prelude())
	if err != nil {
		t.Fatal(err)
	}
	p := &core.Program{Env: l.s.env, ByName: map[string]*core.Def{}}
	for _, d := range l.defs() {
		p.Defs, p.ByName[d.Name] = append(p.Defs, d), d
	}
	if err := core.Lint(p, false); err != nil {
		t.Error(err)
	}
}
