package expand

import (
	"maps"
	"slices"
	"strings"
	"testing"
)

// Whatever the operands of a macro that is part of Smelter, its call expands or is a mistake.
func TestOddOperands(t *testing.T) {
	s := newSession(t)
	operands := []string{"", "x", "()", "\"~a~\"", "(x)", "((x 1))", ":k", "#(1)", "[1]", "(x . y)", "'x", "ƒx.x", "1/2"}
	for _, name := range slices.Sorted(maps.Keys(s.x.builtin)) {
		pkg, macro, _ := strings.Cut(name, ":")
		if s.world.Find(pkg) == nil {
			s.world.Define(pkg)
		}
		head := pkg + "::|" + macro + "|"
		for _, a := range operands {
			for _, b := range operands {
				for _, c := range []string{"", "(y)", "1"} {
					text := "(" + head + " " + a + " " + b + " " + c + ")"
					form := s.read(text)[0]
					out, err := s.x.Apply(s.x.builtin[name], form)
					if out == nil && err == nil {
						t.Errorf("%s makes nothing, and that is no mistake", text)
					}
				}
			}
		}
	}
}
