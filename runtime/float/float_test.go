package float

import (
	"math"
	"math/big"
	"math/rand/v2"
	"testing"

	"github.com/smelter-lang/smelter/runtime/num"
	"github.com/smelter-lang/smelter/runtime/rt"
)

func TestTextOfF64(t *testing.T) {
	for x, want := range map[float64]string{
		0: "0.0d0", math.Copysign(0, -1): "0.0d0", // one key: they are equal
		1: "1.0d0", -1.5: "-1.5d0", 0.1: "0.1d0", 1.0 / 3: "0.3333333333333333d0",
		1e-3: "0.001d0", 9.99e-4: "9.99d-4", 9999999: "9999999.0d0", 1e7: "1.0d7",
		123456789012345680: "1.2345678901234568d17", 1e100: "1.0d100",
		math.MaxFloat64: "1.7976931348623157d308", 5e-324: "4.9406564584124654d-324",
		0x1p-1022: "2.2250738585072014d-308", 1e-310: "9.99999999999997d-311",
		math.Inf(1): "#.DOUBLE-FLOAT-POSITIVE-INFINITY", math.Inf(-1): "#.DOUBLE-FLOAT-NEGATIVE-INFINITY",
	} {
		if got := Text64(x).Go(); got != want && x != 0 {
			t.Errorf("%v is written %s, want %s", x, got, want)
		}
	}
	if got := Text64(math.NaN()).Go(); got != "#.DOUBLE-FLOAT-NAN" {
		t.Errorf("NaN is written %s", got)
	}
	if got := Text64(math.Copysign(0, -1)).Go(); got != "-0.0d0" {
		t.Errorf("the negative zero is written %s", got)
	}
}

func TestTextOfF32(t *testing.T) {
	for x, want := range map[float32]string{
		0.1: "0.1", 16777216: "1.6777216e7", 1e21: "1.0e21", 3.1415927: "3.1415927", 1e-4: "1.0e-4",
		math.SmallestNonzeroFloat32: "1.4012985e-45", 0x1p-126: "1.1754944e-38",
		float32(math.Inf(1)): "#.SINGLE-FLOAT-POSITIVE-INFINITY",
	} {
		if got := Text32(x).Go(); got != want {
			t.Errorf("%v is written %s, want %s", x, got, want)
		}
	}
}

func toRat(a num.Int) *big.Rat {
	x, _ := new(big.Rat).SetString(num.Text(a))
	return x
}

// A ratio of integers is rounded once, to the nearest float, as math/big does it.
func TestRatioIsRoundedCorrectly(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	integer := func() num.Int {
		n := num.Shift(num.Of(int64(r.IntN(2300)-r.IntN(2)*64)), num.Of(int64(r.Uint64())>>r.IntN(64)))
		return num.Add(n, num.Of(int64(r.IntN(3)-1)))
	}
	for range 5000 {
		a, b := integer(), integer()
		if b == (num.Int{}) {
			continue
		}
		exact := new(big.Rat).Quo(toRat(a), toRat(b))
		if want, _ := exact.Float64(); Ratio64(a, b) != want {
			t.Fatalf("%s/%s = %v, want %v", num.Text(a), num.Text(b), Ratio64(a, b), want)
		}
		if want, _ := exact.Float32(); Ratio32(a, b) != want {
			t.Fatalf("%s/%s = %v, want %v", num.Text(a), num.Text(b), Ratio32(a, b), want)
		}
		if want, _ := new(big.Float).SetInt(exact.Num()).Float64(); b == num.Of(1) && OfInt64(a) != want {
			t.Fatalf("%s = %v, want %v", num.Text(a), OfInt64(a), want)
		}
	}
}

func TestRatioOfSubnormalsAndTies(t *testing.T) {
	two := func(n int64) num.Int { return num.Shift(num.Of(n), num.Of(1)) }
	for _, test := range []struct {
		name      string
		got, want float64
	}{
		{"smallest", Ratio64(num.Of(1), two(1074)), 5e-324},
		{"half of the smallest, to even", Ratio64(num.Of(1), two(1075)), 0},
		{"above half of it", Ratio64(num.Of(3), two(1076)), 5e-324},
		{"a tie, to even", OfInt64(num.Add(two(53), num.Of(1))), 1 << 53},
		{"a tie, upwards", OfInt64(num.Add(two(53), num.Of(3))), 1<<53 + 4},
		{"a large tie", OfInt64(num.Add(two(100), two(47))), math.Ldexp(1, 100)},
		{"a large tie, broken", OfInt64(num.Add(num.Add(two(100), two(47)), num.Of(1))), math.Ldexp(1<<52+1, 48)},
		{"too large", OfInt64(two(1024)), math.Inf(1)},
		{"too small", Ratio64(num.Of(-1), two(3000)), 0},
		{"by zero", Ratio64(num.Of(-1), num.Of(0)), math.Inf(-1)},
	} {
		if test.got != test.want {
			t.Errorf("%s: %v, want %v", test.name, test.got, test.want)
		}
	}
}

func TestParts(t *testing.T) {
	for x, want := range map[float64]string{
		0: "0/2^0", 0.5: "1/2^1", -0.75: "-3/2^2", 6: "6/2^0", 1e22: "10000000000000000000000/2^0",
		5e-324: "1/2^1074",
	} {
		a, b, finite := Parts(x)
		if got := num.Text(a) + "/2^" + num.Text(b); got != want || !finite {
			t.Errorf("%v is %s, want %s", x, got, want)
		}
	}
	if _, _, finite := Parts(math.NaN()); finite {
		t.Error("NaN has parts")
	}
}

func fails(f func()) (message string) {
	rt.Catch(func() int { f(); return 0 }, func(e *rt.Exception) (int, bool) {
		message = e.Message()
		return 1, true
	})
	return message
}

func TestRounding(t *testing.T) {
	for _, test := range []struct {
		x                     float64
		floor, ceiling, round string
	}{
		{2.5, "2", "3", "2"}, {3.5, "3", "4", "4"}, {-2.5, "-3", "-2", "-2"},
		{0.1, "0", "1", "0"}, {-0.1, "-1", "0", "0"}, {1 << 62, "4611686018427387904", "4611686018427387904", "4611686018427387904"},
		{-1e20, "-100000000000000000000", "-100000000000000000000", "-100000000000000000000"},
	} {
		got := [3]string{num.Text(Floor(test.x)), num.Text(Ceiling(test.x)), num.Text(Round(test.x))}
		if got != [3]string{test.floor, test.ceiling, test.round} {
			t.Errorf("%v rounds to %v", test.x, got)
		}
	}
	if fails(func() { Floor(math.Inf(1)) }) == "" || fails(func() { Round(float32(math.NaN())) }) == "" {
		t.Error("what is no number can be rounded")
	}
}

func TestRemainders(t *testing.T) {
	for _, test := range []struct{ a, b, quot, rem, div, mod float64 }{
		{7.5, 2, 3, 1.5, 3, 1.5}, {-7.5, 2, -3, -1.5, -4, 0.5},
		{7.5, -2, -3, 1.5, -4, -0.5}, {-7.5, -2, 3, -1.5, 3, -1.5}, {6, 3, 2, 0, 2, 0}, {1, 0.1, 10, 0, 10, 0},
	} {
		got := [4]float64{Quot(test.a, test.b), Rem(test.a, test.b), FloorDiv(test.a, test.b), Mod(test.a, test.b)}
		if got != [4]float64{test.quot, test.rem, test.div, test.mod} {
			t.Errorf("division of %v by %v: %v", test.a, test.b, got)
		}
	}
	if got := fails(func() { Quot(1.0, 0.0) }); got != "division by zero" {
		t.Errorf("a division by zero says %q", got)
	}
}

func ofInt(n int) num.Int { return num.Of(int64(n)) }
