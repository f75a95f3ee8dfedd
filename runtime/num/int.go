// Package num has Coalton's numbers but for fractions and floats: Integer, which has no
// limits, and the sized ones, which wrap or trap.
//
// The fast paths of Integer, for numbers of one word, are in int.go; what programs with
// larger numbers need is in the files beside it, over magnitudes (nat.go). math/big is not
// linked: it would make every program larger and its build slower.
package num

import (
	"math"
	"math/bits"

	"github.com/smelter-lang/smelter/runtime/rt"
)

// An Int is an integer: N if B is nil, else the large number B, and then N is the word next
// to it: what is emitted compares with literals by looking at N only.
type Int struct {
	N int64
	B *Big
}

// Of returns a word as an integer.
func Of(n int64) Int { return Int{N: n} }

// OfUint returns an unsigned word as an integer.
func OfUint(n uint64) Int {
	if n>>63 == 0 {
		return Int{N: int64(n)}
	}
	return large(&Big{mag: nat{n}})
}

// large returns an integer that does not fit into a word.
func large(b *Big) Int {
	if b.neg {
		return Int{math.MinInt64, b}
	}
	return Int{math.MaxInt64, b}
}

// Add returns a + b.
func Add(a, b Int) Int {
	if a.B == nil && b.B == nil {
		if s := a.N + b.N; (s^a.N)&(s^b.N) >= 0 {
			return Int{N: s}
		}
	}
	return addBig(a, b, false)
}

// Sub returns a - b.
func Sub(a, b Int) Int {
	if a.B == nil && b.B == nil {
		if s := a.N - b.N; (a.N^b.N)&(a.N^s) >= 0 {
			return Int{N: s}
		}
	}
	return addBig(a, b, true)
}

// Mul returns a * b.
func Mul(a, b Int) Int {
	if a.B == nil && b.B == nil {
		if hi, lo := mulWords(a.N, b.N); hi == lo>>63 {
			return Int{N: lo}
		}
	}
	return mulBig(a, b)
}

// mulWords returns the signed product of two words: its high and its low word.
func mulWords(a, b int64) (hi, lo int64) {
	h, l := bits.Mul64(uint64(a), uint64(b))
	return int64(h) - (a >> 63 & b) - (b >> 63 & a), int64(l)
}

// Overflows reports whether the product of two words is not a word.
func Overflows(a, b int64) bool {
	hi, lo := mulWords(a, b)
	return hi != lo>>63
}

// Neg returns -a.
func Neg(a Int) Int { return Sub(Int{}, a) }

// Abs returns the absolute value of a.
func Abs(a Int) Int {
	if Sign(a) < 0 {
		return Neg(a)
	}
	return a
}

// Sign returns -1, 0 or 1.
func Sign(a Int) int64 {
	if a.B != nil {
		return a.B.sign()
	}
	return a.N>>63 | int64(uint64(-a.N)>>63)
}

// Cmp returns -1, 0 or 1.
func Cmp(a, b Int) int64 {
	if a.B != nil || b.B != nil {
		return cmpBig(a, b)
	}
	switch {
	case a.N < b.N:
		return -1
	case a.N > b.N:
		return 1
	}
	return 0
}

// Eq and the following compare.
func Eq(a, b Int) bool {
	if a.B == nil && b.B == nil {
		return a.N == b.N
	}
	return cmpBig(a, b) == 0
}

func Lt(a, b Int) bool {
	if a.B == nil && b.B == nil {
		return a.N < b.N
	}
	return cmpBig(a, b) < 0
}

func Le(a, b Int) bool {
	if a.B == nil && b.B == nil {
		return a.N <= b.N
	}
	return cmpBig(a, b) <= 0
}

func Gt(a, b Int) bool { return Lt(b, a) }
func Ge(a, b Int) bool { return Le(b, a) }

// Odd reports whether a is odd.
func Odd(a Int) bool { return low(a)&1 != 0 }

// divisionByZero raises the error of all divisions.
//
//go:noinline
func divisionByZero() { rt.Fail("division by zero") }

// Quot divides, rounding towards zero; Rem is what remains, with the sign of a.
func Quot(a, b Int) Int {
	if a.B == nil && b.B == nil && uint64(b.N+1) > 1 {
		return Int{N: a.N / b.N}
	}
	q, _ := QuotRem(a, b)
	return q
}

func Rem(a, b Int) Int {
	if a.B == nil && b.B == nil && uint64(b.N+1) > 1 {
		return Int{N: a.N % b.N}
	}
	_, r := QuotRem(a, b)
	return r
}

// QuotRem is both at once.
func QuotRem(a, b Int) (Int, Int) {
	switch {
	case b == Int{}:
		divisionByZero()
	case b == Int{N: -1}: // the quotient of the smallest word does not fit
		return Neg(a), Int{}
	case a.B == nil && b.B == nil:
		return Int{N: a.N / b.N}, Int{N: a.N % b.N}
	}
	return quotRemBig(a, b)
}

// Div divides, rounding downwards; Mod is what remains, with the sign of b.
func Div(a, b Int) Int {
	if a.B == nil && b.B == nil && b.N > 0 {
		return Int{N: floorDiv(a.N, b.N)}
	}
	q, _ := DivMod(a, b)
	return q
}

func Mod(a, b Int) Int {
	if a.B == nil && b.B == nil && b.N > 0 {
		return Int{N: floorMod(a.N, b.N)}
	}
	_, r := DivMod(a, b)
	return r
}

// floorDiv and floorMod are for b > 0.
func floorDiv(a, b int64) int64 {
	q := a / b
	return q + (a-q*b)>>63
}

func floorMod(a, b int64) int64 {
	r := a % b
	return r + r>>63&b
}

// DivMod is both at once.
func DivMod(a, b Int) (Int, Int) {
	q, r := QuotRem(a, b)
	if r != (Int{}) && Sign(r) != Sign(b) {
		return Sub(q, Int{N: 1}), Add(r, b)
	}
	return q, r
}
