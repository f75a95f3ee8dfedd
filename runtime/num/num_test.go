package num

import (
	"math/big"
	"math/rand/v2"
	"testing"

	"github.com/smelter-lang/smelter/runtime/str"
)

// toBig converts through the representation.
func toBig(a Int) *big.Int {
	if a.B == nil {
		return big.NewInt(a.N)
	}
	out := new(big.Int)
	for i := len(a.B.mag) - 1; i >= 0; i-- {
		out.Lsh(out, 64).Or(out, new(big.Int).SetUint64(a.B.mag[i]))
	}
	if a.B.neg {
		out.Neg(out)
	}
	return out
}

func fromBig(b *big.Int) Int { return Parse(b.String()) }

// random returns an integer of up to a number of words, often near a power of two.
func random(r *rand.Rand, words int) Int {
	n := uint(r.IntN(64*words) + 1)
	b := new(big.Int).Lsh(big.NewInt(1), n)
	switch r.IntN(4) {
	case 0: // sparse
		b.Add(b, big.NewInt(int64(r.IntN(5)-2)))
	default:
		b = dense(r, int(n))
	}
	if r.IntN(2) == 0 {
		b.Neg(b)
	}
	return fromBig(b)
}

// dense returns a number of random bits.
func dense(r *rand.Rand, n int) *big.Int {
	b := new(big.Int)
	for range (n + 63) / 64 {
		b.Lsh(b, 64).Or(b, new(big.Int).SetUint64(r.Uint64()))
	}
	return b.Rsh(b, uint(b.BitLen()-min(n, b.BitLen())))
}

// canonical reports whether an integer has the one representation it may have.
func canonical(a Int) bool {
	if a.B == nil {
		return true
	}
	m := a.B.mag
	return a == large(a.B) && len(m) > 0 && m[len(m)-1] != 0 && !toBig(a).IsInt64()
}

// pairs calls f with pairs of small and large integers.
func pairs(count, words int, f func(a, b Int, x, y *big.Int)) {
	r := rand.New(rand.NewPCG(1, 2))
	for range count {
		a, b := random(r, r.IntN(words)+1), random(r, r.IntN(words)+1)
		f(a, b, toBig(a), toBig(b))
	}
	for _, x := range edges() {
		for _, y := range edges() {
			f(fromBig(x), fromBig(y), x, y)
		}
	}
}

// edges are the integers around 0 and the limits of words.
func edges() []*big.Int {
	var out []*big.Int
	for _, bits := range []uint{0, 31, 32, 62, 63, 64, 127, 128} {
		for d := int64(-2); d <= 2; d++ {
			p := new(big.Int).Lsh(big.NewInt(1), bits)
			out = append(out, p.Add(p, big.NewInt(d)), new(big.Int).Neg(p))
		}
	}
	return out
}

func checker(t *testing.T) func(name string, a, b, got Int, want *big.Int) {
	return func(name string, a, b, got Int, want *big.Int) {
		t.Helper()
		if toBig(got).Cmp(want) != 0 {
			t.Fatalf("%s %s %s = %s, want %s", Text(a), name, Text(b), Text(got), want)
		}
		if !canonical(got) {
			t.Fatalf("%s %s %s is not canonical: %#v", Text(a), name, Text(b), got)
		}
	}
}

func TestArithmeticAgreesWithMathBig(t *testing.T) {
	check := checker(t)
	pairs(5000, 6, func(a, b Int, x, y *big.Int) {
		check("+", a, b, Add(a, b), new(big.Int).Add(x, y))
		check("-", a, b, Sub(a, b), new(big.Int).Sub(x, y))
		check("*", a, b, Mul(a, b), new(big.Int).Mul(x, y))
		check("neg", a, b, Neg(a), new(big.Int).Neg(x))
		check("abs", a, b, Abs(a), new(big.Int).Abs(x))
		check("gcd", a, b, Gcd(a, b), new(big.Int).GCD(nil, nil, new(big.Int).Abs(x), new(big.Int).Abs(y)))
		if int(Sign(a)) != x.Sign() || Odd(a) != (x.Bit(0) == 1) || BitLen(a) != x.BitLen() {
			t.Fatalf("sign, parity or length of %s", x)
		}
		c := x.Cmp(y)
		if int(Cmp(a, b)) != c || Eq(a, b) != (c == 0) || Lt(a, b) != (c < 0) ||
			Le(a, b) != (c <= 0) || Gt(a, b) != (c > 0) || Ge(a, b) != (c >= 0) {
			t.Fatalf("comparison of %s and %s", x, y)
		}
	})
}

func TestDivisionAgreesWithMathBig(t *testing.T) {
	check := checker(t)
	pairs(5000, 8, func(a, b Int, x, y *big.Int) {
		if y.Sign() == 0 {
			return
		}
		check("quot", a, b, Quot(a, b), new(big.Int).Quo(x, y))
		check("rem", a, b, Rem(a, b), new(big.Int).Rem(x, y))
		d, m := new(big.Int).DivMod(x, y, new(big.Int))
		if y.Sign() < 0 && m.Sign() != 0 { // Go rounds so that m >= 0
			d.Sub(d, big.NewInt(1))
			m.Add(m, y)
		}
		check("div", a, b, Div(a, b), d)
		check("mod", a, b, Mod(a, b), m)
		q, r := DivMod(a, b)
		check("divMod", a, b, q, d)
		check("divMod", a, b, r, m)
	})
}

func TestBitsAgreeWithMathBig(t *testing.T) {
	check := checker(t)
	pairs(3000, 5, func(a, b Int, x, y *big.Int) {
		check("and", a, b, And(a, b), new(big.Int).And(x, y))
		check("or", a, b, Or(a, b), new(big.Int).Or(x, y))
		check("xor", a, b, Xor(a, b), new(big.Int).Xor(x, y))
		check("not", a, b, Not(a), new(big.Int).Not(x))
		for _, n := range []int64{0, 1, 31, 62, 63, 64, 65, 130} {
			check("shift left", a, Of(n), Shift(Of(n), a), new(big.Int).Lsh(x, uint(n)))
			check("shift right", a, Of(n), Shift(Of(-n), a), new(big.Int).Rsh(x, uint(n)))
		}
	})
	for _, far := range []Int{Of(-1 << 40), Parse("-100000000000000000000")} {
		check("far right", Of(5), far, Shift(far, Of(5)), big.NewInt(0))
		check("far right", Of(-5), far, Shift(far, Of(-5)), big.NewInt(-1))
	}
}

func TestLongNumbers(t *testing.T) {
	check := checker(t)
	r := rand.New(rand.NewPCG(3, 4))
	for range 30 {
		a, b := random(r, 400), random(r, 400)
		x, y := toBig(a), toBig(b)
		product := Mul(a, b)
		check("*", a, b, product, new(big.Int).Mul(x, y))
		check("quot", product, b, Quot(product, b), x)
		if Text(product) != toBig(product).String() {
			t.Fatalf("digits of a number of %d bits", BitLen(product))
		}
		c := random(r, 400)
		z := toBig(c)
		want := new(big.Int).GCD(nil, nil, z.Mul(z, x).Abs(z), new(big.Int).Abs(new(big.Int).Mul(x, y)))
		check("gcd", Mul(a, c), product, Gcd(Mul(a, c), product), want)
		if x.Sign() >= 0 {
			check("isqrt", a, a, Isqrt(a), new(big.Int).Sqrt(x))
		}
	}
}

func TestFunctions(t *testing.T) {
	for _, test := range []struct{ name, got, want string }{
		{"pow", Text(Pow(Of(7), Of(77))), new(big.Int).Exp(big.NewInt(7), big.NewInt(77), nil).String()},
		{"pow of 2", Text(Pow(Of(2), Of(64))), "18446744073709551616"},
		{"pow of -2", Text(Pow(Of(-2), Of(63))), "-9223372036854775808"},
		{"pow 0 0", Text(Pow(Of(0), Of(0))), "1"},
		{"pow 0 large", Text(Pow(Of(0), Parse("100000000000000000000"))), "0"},
		{"pow -1 large and odd", Text(Pow(Of(-1), Parse("100000000000000000001"))), "-1"},
		{"lcm", Text(Lcm(Of(4), Of(-6))), "12"},
		{"lcm with 0", Text(Lcm(Of(0), Of(5))), "0"},
		{"isqrt of the largest word", Text(Isqrt(Of(1<<63 - 1))), "3037000499"},
		{"isqrt below a square", Text(Isqrt(Of(3037000499*3037000499 - 1))), "3037000498"},
		{"ilog", Text(Ilog(Of(10), Of(999))), "2"},
		{"ilog at a power", Text(Ilog(Of(10), Of(1000))), "3"},
		{"ilog of a large number", Text(Ilog(Of(3), Pow(Of(3), Of(500)))), "500"},
		{"ilog below a power", Text(Ilog(Of(3), Sub(Pow(Of(3), Of(500)), Of(1)))), "499"},
	} {
		if test.got != test.want {
			t.Errorf("%s is %s, want %s", test.name, test.got, test.want)
		}
	}
}

func TestParseInt(t *testing.T) {
	for text, want := range map[string]string{
		"12": "12", "  -12": "-12", "+5": "5", "12a": "12", "1.5": "1", "٣٤": "34", "𝟗": "9",
		"": "none", "-": "none", "a": "none", "- 1": "none",
		"00000000000000000000000012345678901234567890": "12345678901234567890",
	} {
		got := "none"
		if n, ok := ParseInt(str.From(text)); ok {
			got = Text(n)
		}
		if got != want {
			t.Errorf("%q is read as %s, want %s", text, got, want)
		}
	}
}

func TestHashesOfEqualNumbersAreEqual(t *testing.T) {
	if HashWord(int8(-1)) != HashInt(Of(-1)) || HashUint(uint64(1<<63)) != HashInt(OfUint(1<<63)) {
		t.Error("the hash of a number depends on its type")
	}
	if HashInt(OfUint(1<<63)) == HashInt(Neg(OfUint(1<<63+1))) {
		t.Error("large numbers that differ have the same hash")
	}
}
