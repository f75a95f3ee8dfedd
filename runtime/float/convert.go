package float

import (
	"math"
	"math/bits"

	"github.com/smelter-lang/smelter/runtime/num"
	"github.com/smelter-lang/smelter/runtime/rt"
)

// This file converts between floats, integers and ratios of integers.

// F32Of and F64Of convert a word.
func F32Of[T num.Word](a T) float32 { return float32(a) }
func F64Of[T num.Word](a T) float64 { return float64(a) }

// Fit32 and Fit64 convert an integer up to which all are floats.
func Fit32(a num.Int) (float32, bool) { return float32(a.N), upTo(1<<24, a) }
func Fit64(a num.Int) (float64, bool) { return float64(a.N), upTo(1<<53, a) }

func upTo(limit int64, a num.Int) bool { return a.B == nil && -limit <= a.N && a.N <= limit }

// Widen and Narrow convert between the two.
func Widen(x float32) float64  { return float64(x) }
func Narrow(x float64) float32 { return float32(x) }

// OfInt32 and OfInt64 convert an integer to the nearest float, which may be infinite.
func OfInt32(a num.Int) float32 {
	if a.B == nil {
		return float32(a.N)
	}
	return float32(single.ratio(a, num.Of(1)))
}

func OfInt64(a num.Int) float64 {
	if a.B == nil {
		return float64(a.N)
	}
	return double.ratio(a, num.Of(1))
}

// Ratio32 and Ratio64 return the float nearest to a/b. A division by zero is one of floats.
func Ratio32(a, b num.Int) float32 {
	if b == (num.Int{}) {
		return OfInt32(a) / 0
	}
	return float32(single.ratio(a, b))
}

func Ratio64(a, b num.Int) float64 {
	if b == (num.Int{}) {
		return OfInt64(a) / 0
	}
	return double.ratio(a, b)
}

// ratio divides so that the quotient has two bits more than a mantissa, of which the last
// says whether something remains; so it can be rounded correctly, once.
func (f *format) ratio(a, b num.Int) float64 {
	neg := num.Sign(a)*num.Sign(b) < 0
	a, b = num.Abs(a), num.Abs(b)
	exponent := num.BitLen(a) - num.BitLen(b) - f.precision - 2
	exponent = max(exponent, f.smallestExponent-2)
	if exponent > 1024 {
		return signed(math.Inf(1), neg)
	}
	if exponent >= 0 {
		b = num.Shift(num.Of(int64(exponent)), b)
	} else {
		a = num.Shift(num.Of(int64(-exponent)), a)
	}
	q, r := num.QuotRem(a, b)
	m := uint64(q.N)
	if r != (num.Int{}) {
		m |= 1
	}
	return signed(f.round(m, exponent), neg)
}

func signed(x float64, neg bool) float64 {
	if neg {
		return -x
	}
	return x
}

// round returns m*2^e rounded to the mantissa of the format, to even at ties.
func (f *format) round(m uint64, e int) float64 {
	drop := max(bits.Len64(m)-f.precision, f.smallestExponent-e)
	if drop > 0 {
		half, rest := uint64(1)<<(drop-1), m&(1<<drop-1)
		m >>= drop
		if rest > half || rest == half && m&1 != 0 {
			m++
		}
		e += drop
	}
	x := math.Ldexp(float64(m), e) // exact, or infinite
	if f == single {
		return float64(float32(x))
	}
	return x
}

// split returns the integers with |x| = m*2^e; e is not below that of the smallest float.
func split(x float64) (m int64, e int) {
	b := math.Float64bits(x)
	m, e = int64(b&(1<<52-1)), int(b>>52&0x7ff)
	if e == 0 {
		return m, -1074
	}
	return m | 1<<52, e - 1075
}

// Parts returns integers with x = a/2^b, b not negative; and whether x is finite.
func Parts[T number](x T) (a, b num.Int, finite bool) {
	if IsInf(x) || IsNaN(x) {
		return num.Int{}, num.Int{}, false
	}
	m, e := split(float64(x))
	if m == 0 {
		return num.Int{}, num.Int{}, true
	}
	if x < 0 {
		m = -m
	}
	if e >= 0 {
		return num.Shift(num.Of(int64(e)), num.Of(m)), num.Int{}, true
	}
	zeros := min(bits.TrailingZeros64(uint64(m)), -e)
	return num.Of(m >> zeros), num.Of(int64(-e - zeros)), true
}

// LastBit returns the exponent of the lowest bit of the mantissa of x.
func LastBit[T number](x T) int64 {
	m, e := split(float64(x))
	if _, is32 := any(x).(float32); is32 {
		return int64(max(e+bits.Len64(uint64(m))-single.precision, single.smallestExponent))
	}
	return int64(e)
}

// integer returns a float without fraction as an integer.
func integer(x float64) num.Int {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		noInteger()
	}
	if math.Abs(x) < 1<<62 {
		return num.Of(int64(x))
	}
	a, _, _ := Parts(x)
	return a
}

func noInteger() { rt.Fail("an infinity or NaN cannot be rounded") }

// Floor and the following round to an integer; Round to even at ties.
func Floor[T number](x T) num.Int   { return integer(math.Floor(float64(x))) }
func Ceiling[T number](x T) num.Int { return integer(math.Ceil(float64(x))) }
func Round[T number](x T) num.Int   { return integer(math.RoundToEven(float64(x))) }

// Proper returns the integer part and the rest, which has the sign of x.
func Proper[T number](x T) (num.Int, T) {
	t := math.Trunc(float64(x))
	return integer(t), x - T(t)
}
