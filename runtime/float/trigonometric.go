package float

import (
	"math"

	"github.com/smelter-lang/smelter/runtime/num"
)

// This file has sin, cos and tan and their inverses, as functions on F64.

// sines and cosines are the coefficients of the series: ±1/n! for odd and for even n, in
// powers of x².
var (
	sines = []double64{
		{1, 0},
		{-0x1.5555555555555p-3, -0x1.5555555555555p-57},
		{0x1.1111111111111p-7, 0x1.1111111111111p-63},
		{-0x1.a01a01a01a01ap-13, -0x1.a01a01a01a01ap-73},
		{0x1.71de3a556c734p-19, -0x1.c154f8ddc6c00p-73},
		{-0x1.ae64567f544e4p-26, 0x1.c062e06d1f209p-80},
		{0x1.6124613a86d09p-33, 0x1.f28e0cc748ebep-87},
		{-0x1.ae7f3e733b81fp-41, 0},
		{0x1.952c77030ad4ap-49, 0},
		{-0x1.2f49b46814157p-57, 0},
		{0x1.71b8ef6dcf572p-66, 0},
		{-0x1.761b41316381ap-75, 0},
		{0x1.3f3ccdd165fa9p-84, 0},
	}
	cosines = []double64{
		{1, 0},
		{-0.5, 0},
		{0x1.5555555555555p-5, 0x1.5555555555555p-59},
		{-0x1.6c16c16c16c17p-10, 0x1.f49f49f49f49fp-65},
		{0x1.a01a01a01a01ap-16, 0x1.a01a01a01a01ap-76},
		{-0x1.27e4fb7789f5cp-22, -0x1.cbbc05b4fa99ap-76},
		{0x1.1eed8eff8d898p-29, -0x1.2aec959e14c06p-83},
		{-0x1.93974a8c07c9dp-37, -0x1.05d6f8a2efd1fp-92},
		{0x1.ae7f3e733b81fp-45, 0},
		{-0x1.6827863b97d97p-53, 0},
		{0x1.e542ba4020225p-62, 0},
		{-0x1.0ce396db7f853p-70, 0},
		{0x1.f2cf01972f578p-80, 0},
	}
)

// halfPi is pi/2 in four parts.
var halfPi = [4]float64{
	0x1.921fb54442d18p+0, 0x1.1a62633145c07p-54, -0x1.f1976b7ed8fbcp-110, 0x1.4cf98e804177dp-164,
}

// twoOverPi has the first 1200 bits of 2/pi.
const twoOverPi = "" +
	"10961624472040172306819695974506753824149736177290862121133802293415128153967426" +
	"85578660017938383081800525162068621227638374146238284064644666524009066294742279" +
	"79462081070844333174279843286783253903934679739660956264223195805411694215386677" +
	"51778104036224809616456980795286610787367809947266181514671532645040128653394793" +
	"474164295916360012309370980042855028292731"

// quarter is pi/2 in three parts, of which the first has 33 bits: its products with
// integers up to 2^20 are exact.
var quarter = [3]float64{0x1.921fb54400000p+0, 0x1.0b4611a626331p-34, 0x1.1701b839a2520p-88}

// reduce returns r with x = r + k*pi/2, |r| at most about pi/4, and k modulo 4.
func reduce(x float64) (r double64, k int) {
	if math.Abs(x) > 1<<30 {
		return reduceHuge(x)
	}
	n := math.RoundToEven(x / (math.Pi / 2))
	if math.Abs(n) < 1<<20 {
		p := product(n, quarter[1])
		return sum(x-n*quarter[0], -p.hi).plus(math.FMA(-n, quarter[2], -p.lo)), int(int64(n) & 3)
	}
	r = exactly(x)
	for _, part := range halfPi {
		r = r.sub(product(n, part))
	}
	return r, int(int64(n) & 3)
}

// reduceHuge is for floats that are so large that the digits of pi must be many: x is an
// integer, and x*2/pi is computed with 1200 bits behind the point.
func reduceHuge(x float64) (r double64, k int) {
	a, _, _ := Parts(x)
	product := num.Mul(a, num.Parse(twoOverPi))
	n := num.Shift(num.Of(-1200), num.Add(product, num.Shift(num.Of(1199), num.Of(1))))
	rest := num.Sub(product, num.Shift(num.Of(1200), n))
	// The first 53 bits of the rest, and the next.
	exponent := num.BitLen(rest) - 53
	hi := num.Shift(num.Of(int64(-exponent)), rest)
	rest = num.Sub(rest, num.Shift(num.Of(int64(exponent)), hi))
	lo := num.Shift(num.Of(int64(60-exponent)), rest)
	turns := normal(math.Ldexp(float64(hi.N), exponent-1200), math.Ldexp(float64(lo.N), exponent-1260))
	return turns.mul(double64{halfPi[0], halfPi[1]}), int(num.And(n, num.Of(3)).N)
}

// sinCos returns sine and cosine.
func sinCos(x float64) (s, c double64) {
	r, k := reduce(x)
	return sinAt(r, k), sinAt(r, k+1)
}

// sinAt returns the sine of r + k*pi/2.
func sinAt(r double64, k int) double64 {
	z := r.mul(r)
	var s double64
	if k&1 == 0 {
		s = polynomial(sines, 3, z).mul(r)
	} else {
		s = polynomial(cosines, 4, z)
	}
	if k&2 != 0 {
		return s.neg()
	}
	return s
}

// special reports whether x is zero, infinite or NaN: Go knows what functions are there.
func special(x float64) bool { return x == 0 || math.IsInf(x, 0) || math.IsNaN(x) }

func sin(x float64) float64 {
	if special(x) {
		return math.Sin(x)
	}
	r, k := reduce(x)
	return sinAt(r, k).float()
}

func cos(x float64) float64 {
	if special(x) {
		return math.Cos(x)
	}
	r, k := reduce(x)
	return sinAt(r, k+1).float()
}

func tan(x float64) float64 {
	if special(x) {
		return math.Tan(x)
	}
	s, c := sinCos(x)
	return s.div(c).float()
}

// The inverses correct what Go gives: if y is near the angle of the point (c, s), the sine
// of the difference is s*cos(y) - c*sin(y) over the distance of the point; the difference
// is so small that it is its sine.
func correctAngle(y float64, s, c double64, distance float64) float64 {
	sy, cy := sinCos(y)
	return exactly(y).plus(s.mul(cy).sub(c.mul(sy)).hi / distance).float()
}

// beside returns the square root of 1 - x².
func beside(x float64) double64 { return sum(1, x).mul(sum(1, -x)).sqrt() }

func asin(x float64) float64 {
	y := math.Asin(x)
	if special(x) || special(y) {
		return y
	}
	return correctAngle(y, exactly(x), beside(x), 1)
}

func acos(x float64) float64 {
	y := math.Acos(x)
	if special(x) || special(y) {
		return y
	}
	return correctAngle(y, beside(x), exactly(x), 1)
}

func atan(x float64) float64 {
	if special(x) || math.Abs(x) > 1e100 {
		return math.Atan(x)
	}
	return correctAngle(math.Atan(x), exactly(x), exactly(1), math.Hypot(x, 1))
}

func atan2(y, x float64) float64 {
	a := math.Atan2(y, x)
	if special(x) || special(y) {
		return a
	}
	_, e := math.Frexp(max(math.Abs(x), math.Abs(y)))
	x, y = math.Ldexp(x, -e), math.Ldexp(y, -e)
	if math.Abs(y) < 1e-200 || math.Abs(x) < 1e-200 {
		return a
	}
	return correctAngle(a, exactly(y), exactly(x), math.Hypot(x, y))
}
