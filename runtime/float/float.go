// Package float has what F32 and F64 need beside Go's operators: text, conversions,
// rounding, functions.
//
// F32 is computed as such, never in the precision of F64, except inside the elementary
// functions, which round once at their end.
package float

import (
	"math"

	"github.com/smelter-lang/smelter/runtime/num"
	"github.com/smelter-lang/smelter/runtime/rt"
)

type number interface{ ~float32 | ~float64 }

// Add and the following are printed as operators.
func Add[T number](a, b T) T   { return a + b }
func Sub[T number](a, b T) T   { return a - b }
func Mul[T number](a, b T) T   { return a * b }
func Div[T number](a, b T) T   { return a / b }
func Lt[T number](a, b T) bool { return a < b }
func Le[T number](a, b T) bool { return a <= b }
func Gt[T number](a, b T) bool { return a > b }
func Ge[T number](a, b T) bool { return a >= b }
func Eq[T number](a, b T) bool { return a == b }

// Inf32 and the following are the values that no literal has.
func Inf32() float32 { return float32(math.Inf(1)) }
func Inf64() float64 { return math.Inf(1) }
func NaN32() float32 { return float32(math.NaN()) }
func NaN64() float64 { return math.NaN() }

// IsInf and IsNaN recognise them.
func IsInf[T number](x T) bool { return math.IsInf(float64(x), 0) }
func IsNaN[T number](x T) bool { return x != x }

// Quot divides, rounding towards zero; Rem is what remains. The quotient is the rounded
// one of the floats, so that (quot 1 0.1) is 10.
func Quot[T number](a, b T) T { q, _ := quotRem(a, b); return q }
func Rem[T number](a, b T) T  { _, r := quotRem(a, b); return r }

// Div and Mod round downwards.
func FloorDiv[T number](a, b T) T {
	q, r := quotRem(a, b)
	if r != 0 && (r < 0) != (b < 0) {
		return q - 1
	}
	return q
}

func Mod[T number](a, b T) T {
	_, r := quotRem(a, b)
	if r != 0 && (r < 0) != (b < 0) {
		return r + b
	}
	return r
}

func quotRem[T number](a, b T) (q, r T) {
	if b == 0 {
		rt.Fail("division by zero")
	}
	q = T(math.Trunc(float64(a / b)))
	if IsInf(q) || IsNaN(q) {
		noInteger()
	}
	return q, a - T(q*b) // the conversion keeps Go from fusing the two
}

// Hash is equal for equal numbers: of the two zeros too.
func Hash[T number](x T) int64 {
	if x == 0 {
		x = 0
	}
	return num.HashWord(int64(math.Float64bits(float64(x))))
}
