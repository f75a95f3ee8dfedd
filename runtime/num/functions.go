package num

import (
	"math"

	"github.com/smelter-lang/smelter/runtime/rt"
)

// This file has functions on integers that would be slow as Coalton.

// Pow returns a to the n.
func Pow(a, n Int) Int {
	if Sign(n) < 0 {
		rt.Fail("Can't exponentiate with a negative exponent.")
	}
	switch {
	case a == Int{N: 1}, a == Int{} && n != Int{}:
		return a
	case a == Int{N: -1}:
		return Int{N: 1 - 2*int64(low(n)&1)}
	case n.B != nil || n.N > longest:
		rt.Fail("a power with the exponent " + Text(n) + " is too large")
	case a == Int{N: 2}:
		return Shift(n, Int{N: 1})
	}
	out := Int{N: 1}
	for k := n.N; ; a = Mul(a, a) {
		if k&1 != 0 {
			out = Mul(out, a)
		}
		if k >>= 1; k == 0 {
			return out
		}
	}
}

// Isqrt returns the largest integer whose square is not above a.
func Isqrt(a Int) Int {
	if Sign(a) < 0 {
		rt.Fail("the square root of a negative number")
	}
	if a.B == nil {
		return Int{N: isqrtWord(a.N)}
	}
	// Newton's iteration from above.
	x := Shift(Int{N: int64(BitLen(a)+1) / 2}, Int{N: 1})
	for {
		y := Shift(Int{N: -1}, Add(x, Quot(a, x)))
		if Cmp(y, x) >= 0 {
			return x
		}
		x = y
	}
}

func isqrtWord(n int64) int64 {
	x := int64(math.Sqrt(float64(n)))
	for x*x > n || x > 3037000499 {
		x--
	}
	for x < 3037000499 && (x+1)*(x+1) <= n {
		x++
	}
	return x
}

// Ilog returns the largest k for which base to the k is not above a.
func Ilog(base, a Int) Int {
	if Lt(base, Int{N: 2}) {
		rt.Fail("Base of ILOG must be greater than or equal to 2.")
	}
	if Lt(a, Int{N: 1}) {
		rt.Fail("Power of ILOG must be greater than or equal to 1.")
	}
	k, _ := ilog(base, a)
	return Int{N: k}
}

// ilog also returns a divided by the power: first by powers of the square of the base,
// then at most once by the base.
func ilog(base, a Int) (int64, Int) {
	if Lt(a, base) {
		return 0, a
	}
	k, rest := ilog(Mul(base, base), a)
	if k *= 2; Le(base, rest) {
		return k + 1, Quot(rest, base)
	}
	return k, rest
}
