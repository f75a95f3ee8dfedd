package frac

import (
	"github.com/smelter-lang/smelter/runtime/float"
	"github.com/smelter-lang/smelter/runtime/num"
	"github.com/smelter-lang/smelter/runtime/rt"
)

// This file finds fractions with small denominators, by continued fractions.

// Approximate returns a fraction that is nearer than 1/2^precision to x: the first
// convergent of x for which the next one shows that it is. It begins with the integers
// above and below x.
func Approximate(precision int64, x *Frac) *Frac {
	whole, rest := Floor(x), Mod(x, OfInt(one))
	if num.Sign(rest.num) == 0 {
		return x
	}
	if precision == 0 {
		return OfInt(num.Add(whole, one))
	}
	tolerance := num.Shift(num.Of(precision), one)
	before := Frac{one, num.Int{}}
	last := Frac{whole, one}
	for {
		x = Reciprocal(rest)
		whole, rest = Floor(x), Mod(x, OfInt(one))
		next := Frac{
			num.Add(num.Mul(whole, last.num), before.num),
			num.Add(num.Mul(whole, last.den), before.den),
		}
		// Neighbours differ by 1 over the product of their denominators.
		if num.Ge(num.Mul(last.den, next.den), tolerance) {
			return &last
		}
		if num.Sign(rest.num) == 0 {
			return &next
		}
		before, last = last, next
	}
}

// Exact returns the fraction that a float is.
func Exact[T float32 | float64](x T) *Frac {
	f, finite := OfFloat(x)
	if !finite {
		rt.Fail("an infinity or NaN is no fraction")
	}
	return f
}

// Simplest returns the fraction with the smallest denominator that is rounded to x.
func Simplest[T float32 | float64](x T) *Frac {
	f := Exact(x)
	if f.den == one {
		return f
	}
	neg := num.Sign(f.num) < 0
	half := Make(one, num.Shift(num.Of(1-float.LastBit(x)), one))
	f = &Frac{num.Abs(f.num), f.den}
	f = simplest(Sub(f, half), Add(f, half))
	if neg {
		return &Frac{num.Neg(f.num), f.den}
	}
	return f
}

// simplest returns the simplest fraction from a to b, for positive a < b.
func simplest(a, b *Frac) *Frac {
	above := OfInt(Ceiling(a))
	if Lt(above, b) {
		return above
	}
	whole := Sub(above, OfInt(one))
	return Add(whole, Reciprocal(simplest(Reciprocal(Sub(b, whole)), Reciprocal(Sub(a, whole)))))
}
