package float

import (
	"math"
	"math/bits"
	"strconv"
	"strings"

	"github.com/smelter-lang/smelter/runtime/num"
	"github.com/smelter-lang/smelter/runtime/str"
)

// A format is how a type of floats is written and made.
type format struct {
	name             string
	marker, suffix   string // of the exponent, and where there is none
	bits             int    // of the type
	precision        int    // bits of a mantissa
	smallestExponent int    // of the lowest bit of a mantissa
}

var (
	single = &format{"SINGLE", "e", "", 32, 24, -149}
	double = &format{"DOUBLE", "d", "d0", 64, 53, -1074}
)

// Text32 and Text64 are the shortest digits that read back, in Coalton's notation: F64
// has d0 behind it, and an exponent is used outside 1e-3 to 1e7.
func Text32(x float32) str.String { return str.From(single.text(float64(x))) }
func Text64(x float64) str.String { return str.From(double.text(x)) }

func (f *format) text(x float64) string {
	switch {
	case math.IsInf(x, 1):
		return "#." + f.name + "-FLOAT-POSITIVE-INFINITY"
	case math.IsInf(x, -1):
		return "#." + f.name + "-FLOAT-NEGATIVE-INFINITY"
	case math.IsNaN(x):
		return "#." + f.name + "-FLOAT-NAN"
	}
	if a := math.Abs(x); x == 0 || a >= 1e-3 && a < 1e7 {
		return withPoint(strconv.FormatFloat(x, 'f', -1, f.bits)) + f.suffix
	}
	mantissa, exponent, _ := strings.Cut(strconv.FormatFloat(x, 'e', f.digits(x), f.bits), "e")
	e, _ := strconv.Atoi(exponent)
	return withPoint(mantissa) + f.marker + strconv.Itoa(e)
}

func withPoint(s string) string {
	if strings.Contains(s, ".") {
		return s
	}
	return s + ".0"
}

// digits returns the number of digits after the point that x is written with: -1 for the
// shortest that read back. A subnormal number is written as if it had all bits of a
// mantissa: 4.9406564584124654d-324.
func (f *format) digits(x float64) int {
	x = math.Abs(x)
	m, e := split(x)
	m >>= f.smallestExponent - min(e, f.smallestExponent)
	lost := f.precision - bits.Len64(uint64(m))
	if e > f.smallestExponent || lost <= 0 {
		return -1
	}
	for n := 1; ; n++ {
		if within(strconv.FormatFloat(x, 'e', n, f.bits), m, f.smallestExponent, lost) {
			return n
		}
	}
}

// within reports whether a decimal is nearer to m*2^e than half of the bit that is lost
// places below it: |text - m*2^e| < 2^(e-lost-1); or a quarter, below a power of two, where
// floats are closer. All are multiplied by 10^a*2^b to be integers.
func within(text string, m int64, e, lost int) bool {
	mantissa, exponent, _ := strings.Cut(text, "e")
	point := strings.IndexByte(mantissa, '.')
	tens, _ := strconv.Atoi(exponent)
	tens -= len(mantissa) - point - 1
	scale := num.Pow(num.Of(10), num.Of(int64(-tens)))
	decimal := num.Parse(mantissa[:point] + mantissa[point+1:])
	decimal = num.Shift(num.Of(int64(lost+1-e)), decimal)
	exact := num.Shift(num.Of(int64(lost+1)), num.Mul(num.Of(m), scale))
	off := num.Sub(decimal, exact)
	if num.Sign(off) < 0 && m&(m-1) == 0 {
		off = num.Add(off, off)
	}
	return num.Lt(num.Abs(off), scale)
}
