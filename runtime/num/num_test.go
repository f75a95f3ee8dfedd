package num

import (
	"math/big"
	"math/rand/v2"
	"testing"
)

// toBig converts through the digits.
func toBig(a Int) *big.Int {
	b, ok := new(big.Int).SetString(Text(a), 10)
	if !ok {
		panic("no number: " + Text(a))
	}
	return b
}

func random(r *rand.Rand) Int {
	a := Of(int64(r.Uint64()) >> r.IntN(64))
	for range r.IntN(4) {
		a = Add(Mul(a, Of(int64(r.Uint64()))), Of(int64(r.Uint32())))
	}
	return a
}

func TestArithmeticAgreesWithMathBig(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 5000 {
		a, b := random(r), random(r)
		x, y := toBig(a), toBig(b)
		check := func(name string, got Int, want *big.Int) {
			t.Helper()
			if Text(got) != want.String() {
				t.Fatalf("%s %s %s = %s, want %s", Text(a), name, Text(b), Text(got), want)
			}
		}
		check("+", Add(a, b), new(big.Int).Add(x, y))
		check("-", Sub(a, b), new(big.Int).Sub(x, y))
		check("*", Mul(a, b), new(big.Int).Mul(x, y))
		if int(Cmp(a, b)) != x.Cmp(y) {
			t.Fatalf("cmp %s %s = %d", x, y, Cmp(a, b))
		}
		if y.Sign() != 0 {
			check("quot", Quot(a, b), new(big.Int).Quo(x, y))
			check("rem", Rem(a, b), new(big.Int).Rem(x, y))
			d, m := new(big.Int).DivMod(x, y, new(big.Int))
			if y.Sign() < 0 && m.Sign() != 0 { // Go rounds so that m >= 0
				d.Sub(d, big.NewInt(1))
				m.Add(m, y)
			}
			check("div", Div(a, b), d)
			check("mod", Mod(a, b), m)
		}
	}
}

func TestSmallestWord(t *testing.T) {
	min := Of(-1 << 63)
	if got := Text(Neg(min)); got != "9223372036854775808" {
		t.Errorf("negated, the smallest word is %s", got)
	}
	if got := Neg(Neg(min)); got.B != nil || got.N != -1<<63 {
		t.Errorf("negated twice it is %s, large: %v", Text(got), got.B != nil)
	}
}
