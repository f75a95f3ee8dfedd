// Package float has what F32 and F64 need beside Go's operators: text, rounding,
// functions.
package float

import (
	"math"
	"strconv"
	"strings"

	"github.com/smelter-lang/smelter/runtime/num"
	"github.com/smelter-lang/smelter/runtime/rt"
	"github.com/smelter-lang/smelter/runtime/str"
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

// Bits makes a float of its representation; literals that Go cannot write use it.
func Bits(b uint64) float64 { return math.Float64frombits(b) }

// Text32 and Text64 are the shortest digits that read back, in Coalton's notation: F64
// has d0 behind it, and an exponent is used outside 1e-3 to 1e7.
func Text32(x float32) str.String { return str.From(text(float64(x), 32, "e", "")) }
func Text64(x float64) str.String { return str.From(text(x, 64, "d", "d0")) }

func text(x float64, bits int, marker, suffix string) string {
	kind := "DOUBLE"
	if bits == 32 {
		kind = "SINGLE"
	}
	switch {
	case math.IsInf(x, 1):
		return "#." + kind + "-FLOAT-POSITIVE-INFINITY"
	case math.IsInf(x, -1):
		return "#." + kind + "-FLOAT-NEGATIVE-INFINITY"
	case math.IsNaN(x):
		rt.Fail("NaN cannot be shown")
	}
	if a := math.Abs(x); x == 0 || a >= 1e-3 && a < 1e7 {
		s := strconv.FormatFloat(x, 'f', -1, bits)
		if !strings.Contains(s, ".") {
			s += ".0"
		}
		return s + suffix
	}
	mantissa, exponent, _ := strings.Cut(strconv.FormatFloat(x, 'e', -1, bits), "e")
	if !strings.Contains(mantissa, ".") {
		mantissa += ".0"
	}
	e, _ := strconv.Atoi(exponent)
	return mantissa + marker + strconv.Itoa(e)
}

// OfInt32 and OfInt64 convert an integer to the nearest float.
func OfInt32(a num.Int) float32 { f, _ := strconv.ParseFloat(num.Text(a), 32); return float32(f) }
func OfInt64(a num.Int) float64 {
	if a.B == nil {
		return float64(a.N)
	}
	f, _ := strconv.ParseFloat(num.Text(a), 64)
	return f
}

// Widen and Narrow convert between the two.
func Widen(x float32) float64  { return float64(x) }
func Narrow(x float64) float32 { return float32(x) }

// integer returns a float without fraction as an integer.
func integer(x float64) num.Int {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		rt.Fail("an infinity or NaN cannot be rounded")
	}
	if math.Abs(x) < 1<<62 {
		return num.Of(int64(x))
	}
	return num.Parse(strconv.FormatFloat(x, 'f', 0, 64))
}

// Floor and the following round to an integer; Round to even at ties.
func Floor[T number](x T) num.Int    { return integer(math.Floor(float64(x))) }
func Ceiling[T number](x T) num.Int  { return integer(math.Ceil(float64(x))) }
func Round[T number](x T) num.Int    { return integer(math.RoundToEven(float64(x))) }
func Truncate[T number](x T) num.Int { return integer(math.Trunc(float64(x))) }

// Sqrt and the following are the elementary functions.
func Sqrt[T number](x T) T   { return T(math.Sqrt(float64(x))) }
func Exp[T number](x T) T    { return T(math.Exp(float64(x))) }
func Log[T number](x T) T    { return T(math.Log(float64(x))) }
func Sin[T number](x T) T    { return T(math.Sin(float64(x))) }
func Cos[T number](x T) T    { return T(math.Cos(float64(x))) }
func Tan[T number](x T) T    { return T(math.Tan(float64(x))) }
func Pow[T number](x, y T) T { return T(math.Pow(float64(x), float64(y))) }

// Hash is equal for equal numbers.
func Hash[T number](x T) int64 {
	if x == 0 {
		x = 0
	}
	return num.HashWord(int64(math.Float64bits(float64(x))))
}
