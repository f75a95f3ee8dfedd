package float

import "math"

// This file has exp, log and what follows from them, as functions on F64.

// inverseFactorials are 1/1!, 1/2!, ...
var inverseFactorials = []double64{
	{1, 0},
	{0.5, 0},
	{0x1.5555555555555p-3, 0x1.5555555555555p-57},
	{0x1.5555555555555p-5, 0x1.5555555555555p-59},
	{0x1.1111111111111p-7, 0x1.1111111111111p-63},
	{0x1.6c16c16c16c17p-10, -0x1.f49f49f49f49fp-65},
	{0x1.a01a01a01a01ap-13, 0x1.a01a01a01a01ap-73},
	{0x1.a01a01a01a01ap-16, 0x1.a01a01a01a01ap-76},
	{0x1.71de3a556c734p-19, -0x1.c154f8ddc6c00p-73},
	{0x1.27e4fb7789f5cp-22, 0x1.cbbc05b4fa99ap-76},
	{0x1.ae64567f544e4p-26, -0x1.c062e06d1f209p-80},
	{0x1.1eed8eff8d898p-29, -0x1.2aec959e14c06p-83},
	{0x1.6124613a86d09p-33, 0x1.f28e0cc748ebep-87},
	{0x1.93974a8c07c9dp-37, 0x1.05d6f8a2efd1fp-92},
	{0x1.ae7f3e733b81fp-41, 0x1.1d8656b0ee8cbp-97},
	{0x1.ae7f3e733b81fp-45, 0x1.1d8656b0ee8cbp-101},
	{0x1.952c77030ad4ap-49, 0x1.ac981465ddc6cp-103},
	{0x1.6827863b97d97p-53, 0x1.eec01221a8b0bp-107},
}

// ln2 is the logarithm of 2 in three parts; products of the first with integers up to
// 2^13 are exact.
var ln2 = [3]float64{0x1.62e42fefa2000p-1, 0x1.9ef35793c7673p-41, 0x1.f97b57a079a19p-103}

// timesLn2 returns k*ln2.
func timesLn2(k float64) double64 {
	p := product(k, ln2[1])
	return sum(k*ln2[0], p.hi).plus(p.lo + k*ln2[2])
}

// The precision of a series of exp is that of a term which is so small that it may be a
// float: 2^-17 or 2^-31 of the sum, so that of the sum 70 or 84 bits are right.
const (
	enough = 5
	more   = 8 // where an error is multiplied later
)

// expm1 returns k and m with exp(x) = 2^k*(1 + m). For small x, k is 0 and m has all its
// precision.
func expm1(x double64, precision int) (k float64, m double64) {
	k = math.RoundToEven(x.hi / math.Ln2)
	p := product(k, ln2[1])
	s := sum(x.hi-k*ln2[0], -p.hi).plus(x.lo - p.lo - k*ln2[2])
	return k, polynomial(inverseFactorials, precision, s).mul(s)
}

// expm1Double returns exp(x) - 1 for results that are not very large.
func expm1Double(x double64) double64 {
	k, m := expm1(x, enough)
	if k == 0 {
		return m
	}
	return m.plus(1).scaled(scale(1, int(k))).plus(-1)
}

// expRounded returns exp(x) as a float, which may be zero, subnormal or infinite.
func expRounded(x double64) float64 {
	switch {
	case x.hi > 710:
		return math.Inf(1)
	case x.hi < -746:
		return 0
	}
	k, m := expm1(x, enough)
	return scale(m.plus(1).float(), int(k))
}

// scale returns x*2^k, as math.Ldexp does, but is quick where nothing special can happen.
func scale(x float64, k int) float64 {
	if -1000 < k && k < 1000 {
		return x * math.Float64frombits(uint64(k+1023)<<52)
	}
	return math.Ldexp(x, k)
}

func exp(x float64) float64 {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return math.Exp(x)
	}
	return expRounded(exactly(x))
}

// logDouble returns the logarithm of a positive number. With x = 2^j*m and y near log(m),
// it is j*ln2 + y + log(m*exp(-y)); the last is the logarithm of almost 1.
func logDouble(x double64, precision int) double64 {
	f, j := math.Frexp(x.hi)
	if f < math.Sqrt2/2 {
		f, j = 2*f, j-1
	}
	m := double64{f, math.Ldexp(x.lo, -j)}
	y := math.Log(f)
	_, e := expm1(exactly(-y), precision) // |y| is at most ln2/2, so that this is all
	t := m.plus(-1).add(m.mul(e))
	t = t.sub(exactly(t.hi * t.hi / 2)).plus(y)
	return timesLn2(float64(j)).add(t)
}

func log(x float64) float64 {
	if !(x > 0) || math.IsInf(x, 0) {
		return math.Log(x)
	}
	return logDouble(exactly(x), enough).float()
}

// logBase returns the logarithm of x to a base.
func logBase(base, x float64) float64 {
	if !(x > 0 && base > 0) || math.IsInf(x, 0) || math.IsInf(base, 0) || base == 1 {
		return math.Log(x) / math.Log(base)
	}
	return logDouble(exactly(x), enough).div(logDouble(exactly(base), enough)).float()
}

// pow returns x to the y.
func pow(x, y float64) float64 {
	whole := y == math.Trunc(y)
	switch {
	case special(x) || special(y) || x == 1 || x == -1 || x < 0 && !whole:
		return math.Pow(x, y)
	case whole && math.Abs(y) <= 64:
		if z, ok := powInteger(x, int(y)); ok {
			return z
		}
	}
	z := expRounded(logDouble(exactly(math.Abs(x)), more).times(y))
	if x < 0 && math.Mod(y, 2) != 0 {
		return -z
	}
	return z
}

// powInteger multiplies, which is exact where the logarithm could be on the wrong side of
// the middle between two floats; if nothing comes near the limits of floats.
func powInteger(x float64, n int) (float64, bool) {
	z, p := exactly(1), exactly(x)
	for k := max(n, -n); k > 0; k >>= 1 {
		if k&1 != 0 {
			z = z.mul(p)
		}
		if k > 1 {
			p = p.mul(p)
		}
	}
	if size := math.Abs(z.hi); !(size > 1e-250 && size < 1e250) {
		return 0, false
	}
	if n < 0 {
		z = exactly(1).div(z)
	}
	return z.float(), true
}

// root returns the n-th root of x.
func root(n, x float64) float64 {
	if !(x > 0) || math.IsInf(x, 0) || n == 0 || math.IsInf(n, 0) {
		return math.Pow(x, 1/n)
	}
	return expRounded(logDouble(exactly(x), more).div(exactly(n)))
}

// hypot returns the square root of x² + y².
func hypot(x, y float64) float64 {
	x, y = math.Abs(x), math.Abs(y)
	most := max(x, y)
	if most == 0 || math.IsInf(x, 0) || math.IsInf(y, 0) || math.IsNaN(most) {
		return math.Hypot(x, y)
	}
	_, e := math.Frexp(most)
	x, y = math.Ldexp(x, -e), math.Ldexp(y, -e)
	return math.Ldexp(product(x, x).add(product(y, y)).sqrt().float(), e)
}
