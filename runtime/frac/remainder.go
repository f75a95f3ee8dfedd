package frac

import "github.com/smelter-lang/smelter/runtime/num"

// This file divides fractions with an integer as quotient.

// Quot rounds the quotient towards zero; Rem is what remains.
func Quot(a, b *Frac) *Frac { return OfInt(Truncate(Div(a, b))) }
func Rem(a, b *Frac) *Frac  { return Sub(a, Mul(b, Quot(a, b))) }

// FloorDiv rounds the quotient downwards; Mod is what remains.
func FloorDiv(a, b *Frac) *Frac { return OfInt(Floor(Div(a, b))) }
func Mod(a, b *Frac) *Frac      { return Sub(a, Mul(b, FloorDiv(a, b))) }

// Proper returns the integer part and the rest, which has the sign of a.
func Proper(a *Frac) (num.Int, *Frac) {
	t := Truncate(a)
	return t, Sub(a, OfInt(t))
}
