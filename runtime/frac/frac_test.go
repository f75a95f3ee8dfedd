package frac

import (
	"math"
	"math/big"
	"math/rand/v2"
	"testing"

	"github.com/smelter-lang/smelter/runtime/num"
)

func toRat(t *testing.T, a *Frac) *big.Rat {
	t.Helper()
	x, ok := new(big.Rat).SetString(num.Text(a.num) + "/" + num.Text(a.den))
	if !ok {
		t.Fatalf("%v is no fraction", a)
	}
	if x.Num().String() != num.Text(a.num) || x.Denom().String() != num.Text(a.den) {
		t.Fatalf("%s/%s is not reduced", num.Text(a.num), num.Text(a.den))
	}
	return x
}

func TestArithmeticAgreesWithMathBig(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	integer := func() num.Int {
		n := num.Of(int64(r.Uint64()) >> r.IntN(64))
		if r.IntN(4) == 0 {
			n = num.Mul(n, num.Of(int64(r.Uint64())))
		}
		return n
	}
	fraction := func() *Frac {
		for {
			if a, b := integer(), integer(); b != (num.Int{}) {
				return Make(a, b)
			}
		}
	}
	for range 3000 {
		a, b := fraction(), fraction()
		x, y := toRat(t, a), toRat(t, b)
		check := func(name string, got *Frac, want *big.Rat) {
			t.Helper()
			if toRat(t, got).Cmp(want) != 0 {
				t.Fatalf("%s %s %s = %s", x, name, y, Text(got).Go())
			}
		}
		check("+", Add(a, b), new(big.Rat).Add(x, y))
		check("-", Sub(a, b), new(big.Rat).Sub(x, y))
		check("*", Mul(a, b), new(big.Rat).Mul(x, y))
		check("- itself", Sub(a, a), new(big.Rat))
		if y.Sign() != 0 {
			check("/", Div(a, b), new(big.Rat).Quo(x, y))
		}
		if int(Cmp(a, b)) != x.Cmp(y) || Eq(a, b) != (x.Cmp(y) == 0) || Text(a).Go() != x.RatString() {
			t.Fatalf("comparison or text of %s and %s", x, y)
		}
	}
}

func TestRounding(t *testing.T) {
	for text, want := range map[string][4]string{
		"5/2": {"2", "3", "2", "2"}, "7/2": {"3", "4", "4", "3"}, "-5/2": {"-3", "-2", "-2", "-2"},
		"1/3": {"0", "1", "0", "0"}, "-2/3": {"-1", "0", "-1", "0"}, "4": {"4", "4", "4", "4"},
	} {
		f := Parse(text)
		got := [4]string{num.Text(Floor(f)), num.Text(Ceiling(f)), num.Text(Round(f)), num.Text(Truncate(f))}
		if got != want {
			t.Errorf("%s rounds to %v, want %v", text, got, want)
		}
	}
}

func TestSimplestFractionOfAFloat(t *testing.T) {
	for x, want := range map[float64]string{
		0.1: "1/10", -0.1: "-1/10", 0.5: "1/2", 3: "3", 1.0 / 3: "1/3", 2.0 / 7: "2/7", 0: "0", 1e300: big1e300(),
	} {
		if got := Text(Simplest(x)).Go(); got != want {
			t.Errorf("%v is about %s, want %s", x, got, want)
		}
	}
	if got := Text(Simplest(float32(0.333))).Go(); got != "333/1000" {
		t.Errorf("0.333 is about %s", got)
	}
}

func big1e300() string {
	n, _ := new(big.Float).SetFloat64(1e300).Int(nil)
	return n.String()
}

// The simplest fraction of a float is rounded to it, and none with a smaller denominator is.
func TestSimplestReadsBack(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		x := float32(r.NormFloat64())
		f, _ := toRat(t, Simplest(x)).Float32()
		if f != x {
			t.Fatalf("%v is about %v", x, f)
		}
	}
}

func TestApproximate(t *testing.T) {
	pi := Exact(math.Pi)
	for _, test := range []struct {
		precision int64
		x         *Frac
		want      string
	}{
		{0, Parse("22/7"), "4"}, {20, Parse("22/7"), "22/7"}, {0, Exact(0.1), "1"}, {4, Exact(0.1), "1/9"},
		{20, Exact(0.1), "1/10"}, {10, Parse("7"), "7"}, {20, pi, "355/113"}, {5, Parse("-22/7"), "-22/7"},
	} {
		got := Approximate(test.precision, test.x)
		if Text(got).Go() != test.want {
			t.Errorf("%s to %d bits is %s, want %s", Text(test.x).Go(), test.precision, Text(got).Go(), test.want)
		}
	}
	for n := int64(0); n < 60; n++ {
		off := Sub(Approximate(n, pi), pi)
		if bound := Make(one, num.Shift(num.Of(n), one)); Ge(&Frac{num.Abs(off.num), off.den}, bound) {
			t.Errorf("to %d bits pi is off by %s", n, Text(off).Go())
		}
	}
}
