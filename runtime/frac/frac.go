// Package frac has Coalton's Fraction: reduced ratios of integers of any size.
package frac

import (
	"strings"

	"github.com/smelter-lang/smelter/runtime/float"
	"github.com/smelter-lang/smelter/runtime/num"
	"github.com/smelter-lang/smelter/runtime/rt"
	"github.com/smelter-lang/smelter/runtime/str"
)

// A Frac is a fraction: a numerator and a positive denominator that have no common
// divisor. Nobody changes one.
type Frac struct{ num, den num.Int }

var one = num.Of(1)

// Make returns a/b, reduced.
func Make(a, b num.Int) *Frac {
	switch num.Sign(b) {
	case 0:
		rt.Fail("division by zero")
	case -1:
		a, b = num.Neg(a), num.Neg(b)
	}
	if g := num.Gcd(a, b); g != one {
		a, b = num.Quot(a, g), num.Quot(b, g)
	}
	return &Frac{a, b}
}

// Parse reads a literal: an integer, or two with a slash between them.
func Parse(s string) *Frac {
	a, b, ratio := strings.Cut(s, "/")
	if !ratio {
		return OfInt(num.Parse(a))
	}
	return Make(num.Parse(a), num.Parse(b))
}

// OfInt converts an integer.
func OfInt(n num.Int) *Frac { return &Frac{n, one} }

// OfWord converts a word.
func OfWord[T num.Word](n T) *Frac {
	if n < 0 {
		return OfInt(num.Of(int64(n)))
	}
	return OfInt(num.OfUint(uint64(n)))
}

// Add and the following are arithmetic. The gcd of the denominators is taken out first
// (Knuth, The Art of Computer Programming 2, 4.5.1), so that numbers stay small.
func Add(a, b *Frac) *Frac { return add(a, b, num.Add) }
func Sub(a, b *Frac) *Frac { return add(a, b, num.Sub) }

func add(a, b *Frac, op func(a, b num.Int) num.Int) *Frac {
	d := num.Gcd(a.den, b.den)
	if d == one {
		return &Frac{op(num.Mul(a.num, b.den), num.Mul(b.num, a.den)), num.Mul(a.den, b.den)}
	}
	rest := num.Quot(a.den, d)
	t := op(num.Mul(a.num, num.Quot(b.den, d)), num.Mul(b.num, rest))
	g := num.Gcd(t, d)
	return &Frac{num.Quot(t, g), num.Mul(rest, num.Quot(b.den, g))}
}

func Mul(a, b *Frac) *Frac {
	g, h := num.Gcd(a.num, b.den), num.Gcd(b.num, a.den)
	return &Frac{
		num.Mul(num.Quot(a.num, g), num.Quot(b.num, h)),
		num.Mul(num.Quot(a.den, h), num.Quot(b.den, g)),
	}
}

func Div(a, b *Frac) *Frac { return Mul(a, Reciprocal(b)) }

// Reciprocal returns 1/a.
func Reciprocal(a *Frac) *Frac {
	switch num.Sign(a.num) {
	case 0:
		rt.Fail("division by zero")
	case -1:
		return &Frac{num.Neg(a.den), num.Neg(a.num)}
	}
	return &Frac{a.den, a.num}
}

// Cmp returns -1, 0 or 1.
func Cmp(a, b *Frac) int64 { return num.Cmp(num.Mul(a.num, b.den), num.Mul(b.num, a.den)) }

// Eq and the following compare.
func Eq(a, b *Frac) bool { return num.Eq(a.num, b.num) && num.Eq(a.den, b.den) }

// IsInt reports whether a is the integer n.
func (a *Frac) IsInt(n num.Int) bool { return a.den == one && num.Eq(a.num, n) }

// Lt, Le, Gt and Ge compare two fractions.
func Lt(a, b *Frac) bool { return Cmp(a, b) < 0 }
func Le(a, b *Frac) bool { return Cmp(a, b) <= 0 }
func Gt(a, b *Frac) bool { return Cmp(a, b) > 0 }
func Ge(a, b *Frac) bool { return Cmp(a, b) >= 0 }

// Numerator and Denominator are the parts of the reduced fraction.
func Numerator(a *Frac) num.Int   { return a.num }
func Denominator(a *Frac) num.Int { return a.den }

// Floor and the following round to an integer; Round to even at ties.
func Floor(a *Frac) num.Int    { return num.Div(a.num, a.den) }
func Ceiling(a *Frac) num.Int  { return num.Neg(num.Div(num.Neg(a.num), a.den)) }
func Truncate(a *Frac) num.Int { return num.Quot(a.num, a.den) }

func Round(a *Frac) num.Int {
	q, r := num.DivMod(a.num, a.den)
	c := num.Cmp(num.Add(r, r), a.den)
	if c > 0 || c == 0 && num.Odd(q) {
		return num.Add(q, one)
	}
	return q
}

// Text is 1/2, or 3 for an integer.
func Text(a *Frac) str.String {
	if a.den == one {
		return num.String(a.num)
	}
	return str.From(num.Text(a.num) + "/" + num.Text(a.den))
}

// Float is the nearest F64.
func Float(a *Frac) float64 { return float.Ratio64(a.num, a.den) }

// OfFloat is the exact fraction of a float, if it is finite.
func OfFloat[T float32 | float64](x T) (*Frac, bool) {
	a, b, finite := float.Parts(x)
	if !finite {
		return nil, false
	}
	return &Frac{a, num.Shift(b, one)}, true
}
