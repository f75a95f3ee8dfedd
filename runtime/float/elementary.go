package float

import (
	"math"
	"unsafe"

	"github.com/smelter-lang/smelter/runtime/num"
)

// This file has the elementary functions as programs call them. They are defined for all
// floats; where there is no real result, it is NaN. For F32 Go's functions on F64 are
// exact enough.

// apply chooses by the type.
func apply[T number](x T, quick, exact func(float64) float64) T {
	if unsafe.Sizeof(x) == 4 {
		return T(quick(float64(x)))
	}
	return T(exact(float64(x)))
}

func apply2[T number](x, y T, quick, exact func(x, y float64) float64) T {
	if unsafe.Sizeof(x) == 4 {
		return T(quick(float64(x), float64(y)))
	}
	return T(exact(float64(x), float64(y)))
}

func Sqrt[T number](x T) T { return T(math.Sqrt(float64(x))) }
func Exp[T number](x T) T  { return apply(x, math.Exp, exp) }
func Log[T number](x T) T  { return apply(x, math.Log, log) }
func Sin[T number](x T) T  { return apply(x, math.Sin, sin) }
func Cos[T number](x T) T  { return apply(x, math.Cos, cos) }
func Tan[T number](x T) T  { return apply(x, math.Tan, tan) }
func Asin[T number](x T) T { return apply(x, math.Asin, asin) }
func Acos[T number](x T) T { return apply(x, math.Acos, acos) }
func Atan[T number](x T) T { return apply(x, math.Atan, atan) }

func Pow[T number](x, y T) T   { return apply2(x, y, math.Pow, pow) }
func Atan2[T number](y, x T) T { return apply2(y, x, math.Atan2, atan2) }
func Hypot[T number](x, y T) T { return apply2(x, y, math.Hypot, hypot) }

// Sinh and the following are hyperbolic functions and their inverses.
func Sinh[T number](x T) T  { return apply(x, math.Sinh, sinh) }
func Cosh[T number](x T) T  { return apply(x, math.Cosh, cosh) }
func Tanh[T number](x T) T  { return apply(x, math.Tanh, tanh) }
func Asinh[T number](x T) T { return apply(x, math.Asinh, asinh) }
func Acosh[T number](x T) T { return apply(x, math.Acosh, acosh) }
func Atanh[T number](x T) T { return apply(x, math.Atanh, atanh) }

// LogBase returns the logarithm of x to a base.
func LogBase[T number](base, x T) T { return T(logBase(float64(base), float64(x))) }

// Root returns the n-th root of x.
func Root[T number](n num.Int, x T) T { return T(root(OfInt64(n), float64(x))) }
