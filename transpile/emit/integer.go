package emit

import "github.com/smelter-lang/smelter/transpile/core"

// This file prints arithmetic.

func (f *fn) lifts(e *core.Native) bool { return false }

func (f *fn) arithmetic(e *core.Native) code { return nil }

// integerEquals compares an Integer with a literal.
func (e *emitter) integerEquals(v code, l *core.Lit) code {
	return e.qual("num", "Eq").Call(v, e.literal(l))
}
