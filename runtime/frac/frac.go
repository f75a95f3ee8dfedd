// Package frac has Coalton's Fraction: reduced rationals of any size.
package frac

import (
	"math/big"
	"strconv"

	"github.com/smelter-lang/smelter/runtime/num"
	"github.com/smelter-lang/smelter/runtime/rt"
	"github.com/smelter-lang/smelter/runtime/str"
)

// A Frac is a fraction; nobody changes one.
type Frac struct{ r big.Rat }

func of(f func(z *big.Rat)) *Frac {
	z := new(Frac)
	f(&z.r)
	return z
}

// Parse reads a literal.
func Parse(s string) *Frac { return of(func(z *big.Rat) { z.SetString(s) }) }

// Add and the following are arithmetic.
func Add(a, b *Frac) *Frac { return of(func(z *big.Rat) { z.Add(&a.r, &b.r) }) }
func Sub(a, b *Frac) *Frac { return of(func(z *big.Rat) { z.Sub(&a.r, &b.r) }) }
func Mul(a, b *Frac) *Frac { return of(func(z *big.Rat) { z.Mul(&a.r, &b.r) }) }

func Div(a, b *Frac) *Frac {
	if b.r.Sign() == 0 {
		rt.Fail("division by zero")
	}
	return of(func(z *big.Rat) { z.Quo(&a.r, &b.r) })
}

// Cmp returns -1, 0 or 1.
func Cmp(a, b *Frac) int64 { return int64(a.r.Cmp(&b.r)) }
func Eq(a, b *Frac) bool   { return a.r.Cmp(&b.r) == 0 }
func Lt(a, b *Frac) bool   { return a.r.Cmp(&b.r) < 0 }

// OfInt converts an integer.
func OfInt(n num.Int) *Frac {
	if n.B == nil {
		return of(func(z *big.Rat) { z.SetInt64(n.N) })
	}
	return Parse(num.Text(n))
}

func integer(n *big.Int) num.Int {
	if n.IsInt64() {
		return num.Of(n.Int64())
	}
	return num.Parse(n.String())
}

// Numerator and Denominator are the parts of the reduced fraction.
func Numerator(a *Frac) num.Int   { return integer(a.r.Num()) }
func Denominator(a *Frac) num.Int { return integer(a.r.Denom()) }

// Floor and the following round to an integer; Round to even at ties.
func Floor(a *Frac) num.Int   { return num.Div(Numerator(a), Denominator(a)) }
func Ceiling(a *Frac) num.Int { return num.Neg(num.Div(num.Neg(Numerator(a)), Denominator(a))) }

func Truncate(a *Frac) num.Int { return num.Quot(Numerator(a), Denominator(a)) }

func Round(a *Frac) num.Int {
	floor := Floor(a)
	rest := Sub(a, OfInt(floor))
	switch c := Cmp(Add(rest, rest), OfInt(num.Of(1))); {
	case c < 0, c == 0 && num.Sign(num.Mod(floor, num.Of(2))) == 0:
		return floor
	}
	return num.Add(floor, num.Of(1))
}

// Text is 1/2, or 3 for an integer.
func Text(a *Frac) str.String { return str.From(a.r.RatString()) }

// Float is the nearest F64.
func Float(a *Frac) float64 { f, _ := a.r.Float64(); return f }

// OfFloat is the exact fraction of a float.
func OfFloat(x float64) *Frac { return Parse(strconv.FormatFloat(x, 'f', -1, 64)) }

// Hash is equal for equal fractions.
func Hash(a *Frac) int64 { return num.Combine(num.HashInt(Numerator(a)), num.HashInt(Denominator(a))) }
