package num

import (
	"fmt"
	"math/big"
	"strings"
	"testing"

	"github.com/smelter-lang/smelter/runtime/rt"
)

// attempt returns what f returns, or the message it fails with.
func attempt[T any](f func() T) (out string) {
	message := ""
	code := rt.Catch(func() int {
		out = fmt.Sprint(f())
		return 0
	}, func(e *rt.Exception) (int, bool) {
		message = e.Message()
		return 1, true
	})
	if code == 1 {
		return message
	}
	return out
}

// sized describes a type of numbers by its limits and operations on integers.
type sized struct {
	name                string
	low, high           *big.Int
	wraps               bool
	add, sub, mul, quot func(a, b *big.Int) string
}

func limits(low, high string) (*big.Int, *big.Int) {
	l, _ := new(big.Int).SetString(low, 10)
	h, _ := new(big.Int).SetString(high, 10)
	return l, h
}

func signedType[T signed](name, low, high string, of func(Int) T, mul func(a, b T) T) sized {
	l, h := limits(low, high)
	with := func(op func(a, b T) T) func(a, b *big.Int) string {
		return func(a, b *big.Int) string {
			return attempt(func() T { return op(of(fromBig(a)), of(fromBig(b))) })
		}
	}
	return sized{name, l, h, false, with(AddSigned[T]), with(SubSigned[T]), with(mul), with(QuotWord[T])}
}

func unsignedType[T unsigned](name, high string, of func(Int) T) sized {
	l, h := limits("0", high)
	with := func(op func(a, b T) T) func(a, b *big.Int) string {
		return func(a, b *big.Int) string {
			return attempt(func() T { return op(of(fromBig(a)), of(fromBig(b))) })
		}
	}
	return sized{name, l, h, true, with(WrapAdd[T]), with(WrapSub[T]), with(WrapMul[T]), with(QuotWordU[T])}
}

func fixType(name, low, high string, of func(Int) int64, add, sub, mul, quot func(a, b int64) int64) sized {
	l, h := limits(low, high)
	with := func(op func(a, b int64) int64) func(a, b *big.Int) string {
		return func(a, b *big.Int) string {
			return attempt(func() int64 { return op(of(fromBig(a)), of(fromBig(b))) })
		}
	}
	return sized{name, l, h, false, with(add), with(sub), with(mul), with(quot)}
}

func TestBoundariesOfSizedNumbers(t *testing.T) {
	types := []sized{
		signedType("I8", "-128", "127", ToI8, MulSigned),
		signedType("I16", "-32768", "32767", ToI16, MulSigned),
		signedType("I32", "-2147483648", "2147483647", ToI32, MulSigned),
		signedType("I64", "-9223372036854775808", "9223372036854775807", ToI64, MulI64),
		fixType("IFix", "-4611686018427387904", "4611686018427387903", ToIFix, AddIFix, SubIFix, MulIFix, QuotIFix),
		fixType("UFix", "0", "4611686018427387903", ToUFix, AddUFix, SubUFix, MulUFix, QuotUFix),
		unsignedType("U8", "255", ToU8),
		unsignedType("U16", "65535", ToU16),
		unsignedType("U32", "4294967295", ToU32),
		unsignedType("U64", "18446744073709551615", ToU64),
	}
	for _, s := range types {
		t.Run(s.name, func(t *testing.T) {
			for _, a := range s.interesting() {
				for _, b := range s.interesting() {
					s.check(t, "+", a, b, s.add(a, b), new(big.Int).Add(a, b))
					s.check(t, "-", a, b, s.sub(a, b), new(big.Int).Sub(a, b))
					s.check(t, "*", a, b, s.mul(a, b), new(big.Int).Mul(a, b))
					if b.Sign() == 0 {
						if got := s.quot(a, b); got != "division by zero" {
							t.Errorf("quot %s 0 = %s", a, got)
						}
						continue
					}
					s.check(t, "quot", a, b, s.quot(a, b), new(big.Int).Quo(a, b))
				}
			}
		})
	}
}

// interesting returns the values at the ends, around zero and around the square root.
func (s sized) interesting() []*big.Int {
	root := new(big.Int).Sqrt(s.high)
	var out []*big.Int
	for _, center := range []*big.Int{s.low, s.high, new(big.Int), root} {
		for d := int64(-2); d <= 2; d++ {
			if n := new(big.Int).Add(center, big.NewInt(d)); n.Cmp(s.low) >= 0 && n.Cmp(s.high) <= 0 {
				out = append(out, n)
			}
		}
	}
	return out
}

func (s sized) check(t *testing.T, op string, a, b *big.Int, got string, exact *big.Int) {
	t.Helper()
	want := exact.String()
	if exact.Cmp(s.low) < 0 || exact.Cmp(s.high) > 0 {
		switch {
		case s.wraps:
			want = new(big.Int).And(exact, s.high).String()
		case s.name == "UFix":
			want = "UFix value out of range"
		default:
			want = fmt.Sprintf("Signed value overflowed %d bits.", s.high.BitLen()+1)
		}
	}
	if got != want {
		t.Errorf("%s: %s %s %s = %s, want %s", s.name, a, op, b, got, want)
	}
}

// Division rounds downwards or towards zero, for all signs.
func TestWordDivision(t *testing.T) {
	for a := -128; a < 128; a++ {
		for b := -128; b < 128; b++ {
			if b == 0 || a == -128 && b == -1 {
				continue
			}
			q, r := a/b, a%b
			d, m := q, r
			if r != 0 && (r < 0) != (b < 0) {
				d, m = q-1, r+b
			}
			x, y := int8(a), int8(b)
			if int(QuotWord(x, y)) != q || int(RemWord(x, y)) != r || int(DivWord(x, y)) != d || int(ModWord(x, y)) != m {
				t.Fatalf("division of %d by %d", a, b)
			}
		}
	}
	if got := attempt(func() int8 { return QuotWord(int8(-128), int8(-1)) }); !strings.Contains(got, "8 bits") {
		t.Errorf("-128 / -1 = %s", got)
	}
	if got := RemWord(int8(-128), int8(-1)); got != 0 {
		t.Errorf("-128 rem -1 = %d", got)
	}
}

func TestConversionsThatMayNotFit(t *testing.T) {
	fits := map[string]func(Int) (string, bool){
		"I8": fit(FitI8), "I16": fit(FitI16), "I32": fit(FitI32), "I64": fit(FitI64), "IFix": fit(FitIFix),
		"U8": fit(FitU8), "U16": fit(FitU16), "U32": fit(FitU32), "U64": fit(FitU64), "UFix": fit(FitUFix),
		"Bit": fit(FitBit),
	}
	for name, ends := range map[string][2]string{
		"I8": {"-128", "127"}, "I16": {"-32768", "32767"}, "I32": {"-2147483648", "2147483647"},
		"I64":  {"-9223372036854775808", "9223372036854775807"},
		"IFix": {"-4611686018427387904", "4611686018427387903"},
		"U8":   {"0", "255"}, "U16": {"0", "65535"}, "U32": {"0", "4294967295"},
		"U64": {"0", "18446744073709551615"}, "UFix": {"0", "4611686018427387903"}, "Bit": {"0", "1"},
	} {
		low, high := Parse(ends[0]), Parse(ends[1])
		for _, n := range []Int{low, high, Sub(low, Of(1)), Add(high, Of(1)), Shift(Of(70), high), Neg(Shift(Of(70), high))} {
			got, ok := fits[name](n)
			if want := Le(low, n) && Le(n, high); ok != want || ok && got != Text(n) {
				t.Errorf("%s as %s: %s, %v", Text(n), name, got, ok)
			}
		}
	}
}

func fit[T any](f func(Int) (T, bool)) func(Int) (string, bool) {
	return func(a Int) (string, bool) {
		x, ok := f(a)
		return fmt.Sprint(x), ok
	}
}

func TestShiftsOfWords(t *testing.T) {
	for _, test := range []struct{ name, got, want string }{
		{"left", attempt(func() int8 { return ShiftWord(Of(1), int8(37)) }), "74"},
		{"right", attempt(func() int8 { return ShiftWord(Of(-9), int8(-37)) }), "-1"},
		{"a sign bit is lost", attempt(func() int8 { return ShiftWord(Of(1), int8(64)) }), "Signed value overflowed 8 bits."},
		{"far", attempt(func() int8 { return ShiftWord(Of(1<<40), int8(1)) }), "Signed value overflowed 8 bits."},
		{"zero, far", attempt(func() int8 { return ShiftWord(Of(1<<40), int8(0)) }), "0"},
		{"unsigned", attempt(func() uint8 { return ShiftWordU(Of(4), uint8(129)) }), "16"},
		{"unsigned, far", attempt(func() uint64 { return ShiftWordU(Parse("100000000000000000000"), uint64(1)) }), "0"},
		{"UFix", attempt(func() int64 { return ShiftUFix(Of(1), 1<<61) }), "0"},
		{"IFix", attempt(func() int64 { return ShiftIFix(Of(62), 1) }), "Signed value overflowed 63 bits."},
		{"IFix, smallest", attempt(func() int64 { return ShiftIFix(Of(62), -1) }), "-4611686018427387904"},
		{"reversed", attempt(func() uint16 { return ReverseLast(5, uint16(21)) }), "21"},
		{"all reversed", attempt(func() int64 { return ReverseUFix(1) }), "2305843009213693952"},
	} {
		if test.got != test.want {
			t.Errorf("%s: %s, want %s", test.name, test.got, test.want)
		}
	}
}
