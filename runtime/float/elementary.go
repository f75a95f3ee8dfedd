package float

import (
	"math"

	"github.com/smelter-lang/smelter/runtime/num"
)

// This file has the elementary functions. Those of F32 are computed in F64.

// Sqrt and the following are defined for all floats; where there is no real result, it is
// NaN.
func Sqrt[T number](x T) T { return T(math.Sqrt(float64(x))) }
func Exp[T number](x T) T  { return T(math.Exp(float64(x))) }
func Log[T number](x T) T  { return T(math.Log(float64(x))) }
func Sin[T number](x T) T  { return T(math.Sin(float64(x))) }
func Cos[T number](x T) T  { return T(math.Cos(float64(x))) }
func Tan[T number](x T) T  { return T(math.Tan(float64(x))) }
func Asin[T number](x T) T { return T(math.Asin(float64(x))) }
func Acos[T number](x T) T { return T(math.Acos(float64(x))) }
func Atan[T number](x T) T { return T(math.Atan(float64(x))) }

func Pow[T number](x, y T) T   { return T(math.Pow(float64(x), float64(y))) }
func Atan2[T number](y, x T) T { return T(math.Atan2(float64(y), float64(x))) }

func Hypot[T number](x, y T) T { return T(math.Hypot(float64(x), float64(y))) }

// Sinh and the following are hyperbolic functions and their inverses.
func Sinh[T number](x T) T  { return T(math.Sinh(float64(x))) }
func Cosh[T number](x T) T  { return T(math.Cosh(float64(x))) }
func Tanh[T number](x T) T  { return T(math.Tanh(float64(x))) }
func Asinh[T number](x T) T { return T(math.Asinh(float64(x))) }
func Acosh[T number](x T) T { return T(math.Acosh(float64(x))) }
func Atanh[T number](x T) T { return T(math.Atanh(float64(x))) }

// LogBase returns the logarithm of x to a base.
func LogBase[T number](base, x T) T {
	return T(math.Log(float64(x)) / math.Log(float64(base)))
}

// Root returns the n-th root of x.
func Root[T number](n num.Int, x T) T { return T(math.Pow(float64(x), 1/OfInt64(n))) }
