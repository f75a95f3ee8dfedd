package float

import (
	"math"
	"math/big"
	"math/rand/v2"
	"testing"
)

// precision is what the reference functions below compute with.
const precision = 200

func bigOf(x float64) *big.Float { return new(big.Float).SetPrec(precision).SetFloat64(x) }

// series returns the sum of x^n/n! for n = first, first+step, ..., with alternating signs
// if asked for.
func series(x *big.Float, first, step int, alternate bool) *big.Float {
	term, out := bigOf(1), bigOf(0)
	for n := 0; term.Sign() != 0 && (n < first+step || term.MantExp(nil) > -precision); n++ {
		if n >= first && (n-first)%step == 0 {
			if alternate && (n-first)/step%2 == 1 {
				out.Sub(out, term)
			} else {
				out.Add(out, term)
			}
		}
		term.Mul(term, x).Quo(term, bigOf(float64(n+1)))
	}
	return out
}

func bigSin(x *big.Float) *big.Float { return series(x, 1, 2, true) }
func bigCos(x *big.Float) *big.Float { return series(x, 0, 2, true) }
func bigExp(x *big.Float) *big.Float { return series(x, 0, 1, false) }

func bigSinh(x *big.Float) *big.Float { return series(x, 1, 2, false) }
func bigCosh(x *big.Float) *big.Float { return series(x, 0, 2, false) }

func quotient(f, g func(*big.Float) *big.Float) func(*big.Float) *big.Float {
	return func(x *big.Float) *big.Float { return new(big.Float).Quo(f(x), g(x)) }
}

// rightly reports whether y is f(x), rounded.
func rightly(f func(*big.Float) *big.Float, x, y float64) bool {
	want, _ := f(bigOf(x)).Float64()
	return y == want
}

// rightlyInverse reports whether x is f(y), rounded to the last bit of y: f grows, or
// falls, so that x is between the values of f half a bit to the left and right of y.
func rightlyInverse(f func(*big.Float) *big.Float, x, y float64) bool {
	half := func(toward float64) *big.Float {
		between := new(big.Float).Add(bigOf(y), bigOf(math.Nextafter(y, toward)))
		return f(between.Quo(between, bigOf(2)))
	}
	low, high := half(math.Inf(-1)), half(math.Inf(1))
	if low.Cmp(high) > 0 {
		low, high = high, low
	}
	return low.Cmp(bigOf(x)) <= 0 && bigOf(x).Cmp(high) <= 0
}

// All functions return the exact result, rounded. One argument in thousands may be an
// exception; Go's own functions fail for hundreds of a thousand.
func TestElementaryFunctionsAreRoundedCorrectly(t *testing.T) {
	bigTan, bigTanh := quotient(bigSin, bigCos), quotient(bigSinh, bigCosh)
	for _, test := range []struct {
		name      string
		f         func(float64) float64
		low, high float64 // of arguments
		right     func(x, y float64) bool
	}{
		{"exp", Exp[float64], -40, 40, func(x, y float64) bool { return rightly(bigExp, x, y) }},
		{"exp, small", Exp[float64], -1e-3, 1e-3, func(x, y float64) bool { return rightly(bigExp, x, y) }},
		{"sin", Sin[float64], -30, 30, func(x, y float64) bool { return rightly(bigSin, x, y) }},
		{"cos", Cos[float64], -30, 30, func(x, y float64) bool { return rightly(bigCos, x, y) }},
		{"tan", Tan[float64], -30, 30, func(x, y float64) bool { return rightly(bigTan, x, y) }},
		{"sinh", Sinh[float64], -5, 5, func(x, y float64) bool { return rightly(bigSinh, x, y) }},
		{"sinh, large", Sinh[float64], 35, 45, func(x, y float64) bool { return rightly(bigSinh, x, y) }},
		{"cosh", Cosh[float64], -5, 5, func(x, y float64) bool { return rightly(bigCosh, x, y) }},
		{"tanh", Tanh[float64], -5, 5, func(x, y float64) bool { return rightly(bigTanh, x, y) }},
		{"log", Log[float64], 0, 50, func(x, y float64) bool { return rightlyInverse(bigExp, x, y) }},
		{"log, near 1", Log[float64], 0.999, 1.001, func(x, y float64) bool { return rightlyInverse(bigExp, x, y) }},
		{"asin", Asin[float64], -1, 1, func(x, y float64) bool { return rightlyInverse(bigSin, x, y) }},
		{"acos", Acos[float64], -1, 1, func(x, y float64) bool { return rightlyInverse(bigCos, x, y) }},
		{"acos, near 1", Acos[float64], 0.999999, 1, func(x, y float64) bool { return rightlyInverse(bigCos, x, y) }},
		{"atan", Atan[float64], -20, 20, func(x, y float64) bool { return rightlyInverse(bigTan, x, y) }},
		{"asinh", Asinh[float64], -20, 20, func(x, y float64) bool { return rightlyInverse(bigSinh, x, y) }},
		{"acosh", Acosh[float64], 1, 20, func(x, y float64) bool { return rightlyInverse(bigCosh, x, y) }},
		{"atanh", Atanh[float64], -1, 1, func(x, y float64) bool { return rightlyInverse(bigTanh, x, y) }},
	} {
		r := rand.New(rand.NewPCG(1, 2))
		const count = 200
		wrong := 0
		for range count {
			x := test.low + r.Float64()*(test.high-test.low)
			if !test.right(x, test.f(x)) {
				wrong++
			}
		}
		if wrong > 2 {
			t.Errorf("%s: %d of %d arguments are rounded wrongly", test.name, wrong, count)
		}
	}
}

func TestPowersAreRoundedCorrectly(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	wrong := 0
	for range 500 {
		x, n := r.Float64()*10, r.IntN(100)+1
		exact := bigOf(1)
		for range n {
			exact.Mul(exact, bigOf(x))
		}
		if want, _ := exact.Float64(); Pow(x, float64(n)) != want {
			wrong++
		}
		if y := Root(ofInt(n), x); y > 0 && !rightlyInverse(func(z *big.Float) *big.Float {
			out := bigOf(1)
			for range n {
				out.Mul(out, z)
			}
			return out
		}, x, y) {
			wrong++
		}
	}
	if wrong > 2 {
		t.Errorf("%d powers and roots are rounded wrongly", wrong)
	}
}

func TestElementaryFunctionsAtTheirLimits(t *testing.T) {
	inf, nan := math.Inf(1), math.NaN()
	for _, test := range []struct {
		name      string
		got, want float64
	}{
		{"exp large", Exp(1000.0), inf}, {"exp small", Exp(-1000.0), 0}, {"exp subnormal", Exp(-745.0), 5e-324},
		{"exp largest", Exp(709.782712893384), 1.7976931348622732e308}, {"exp -inf", Exp(-inf), 0}, {"exp 0", Exp(0.0), 1},
		{"log 0", Log(0.0), -inf}, {"log 1", Log(1.0), 0}, {"log -1", Log(-1.0), nan}, {"log inf", Log(inf), inf},
		{"log of the smallest", Log(5e-324), -744.4400719213812},
		{"log 10 1000", LogBase(10.0, 1000), 3}, {"log 2 8", LogBase(2.0, 8), 3}, {"log 2 -1", LogBase(2.0, -1), nan},
		{"pow 2 10", Pow(2.0, 10), 1024}, {"pow 0 -1", Pow(0.0, -1), inf}, {"pow -2 3", Pow(-2.0, 3), -8},
		{"pow -2 101", Pow(-2.0, 101), -0x1p101}, {"pow -1 0.5", Pow(-1.0, 0.5), nan}, {"pow 10 400", Pow(10.0, 400), inf},
		{"pow 10 -323", Pow(10.0, -323), 1e-323}, {"pow 3 34, a tie", Pow(3.0, 34), 16677181699666568},
		{"pow 9 0.5", Pow(9.0, 0.5), 3}, {"pow inf -1", Pow(inf, -1), 0},
		{"3rd root", Root(ofInt(3), 27.0), 3}, {"3rd root of -8", Root(ofInt(3), -8.0), nan}, {"0th root", Root(ofInt(0), 5.0), inf},
		{"sin 0", Sin(0.0), 0}, {"sin inf", Sin(inf), nan}, {"sin 1e22", Sin(1e22), -0.8522008497671888},
		{"cos 1e300", Cos(1e300), -0.5753861119575491}, {"sin pi", Sin(math.Pi), 1.2246467991473532e-16},
		{"asin 2", Asin(2.0), nan}, {"asin 1", Asin(1.0), math.Pi / 2}, {"acos -1", Acos(-1.0), math.Pi},
		{"atan inf", Atan(inf), math.Pi / 2}, {"atan large", Atan(1e200), math.Pi / 2},
		{"atan2 0 0", Atan2(0.0, 0.0), 0}, {"atan2 1 -1", Atan2(1.0, -1.0), 3 * math.Pi / 4},
		{"atan2 -1 0", Atan2(-1.0, 0.0), -math.Pi / 2}, {"atan2 large", Atan2(1e300, 1e300), math.Pi / 4},
		{"hypot 3 4", Hypot(3.0, 4.0), 5}, {"hypot large", Hypot(0x3p700, 0x4p700), 0x5p700}, {"hypot inf nan", Hypot(inf, nan), inf},
		{"sinh large", Sinh(710.0), 1.1169973830808555e308}, {"sinh larger", Sinh(-720.0), -inf}, {"sinh small", Sinh(1e-10), 1e-10},
		{"tanh large", Tanh(-50.0), -1}, {"asinh -0.5", Asinh(-0.5), -0.48121182505960347}, {"asinh large", Asinh(1e300), 691.4686750787737},
		{"acosh 1", Acosh(1.0), 0}, {"acosh 0", Acosh(0.0), nan}, {"acosh large", Acosh(1e300), 691.4686750787737},
		{"atanh 1", Atanh(1.0), inf}, {"atanh small", Atanh(1e-10), 1e-10}, {"sqrt -1", Sqrt(-1.0), nan},
	} {
		if test.got != test.want && !(math.IsNaN(test.got) && math.IsNaN(test.want)) {
			t.Errorf("%s: %v, want %v", test.name, test.got, test.want)
		}
	}
	if got := Sin(float32(1)); got != 0.84147096 {
		t.Errorf("sin of the F32 1 is %v", got)
	}
}
