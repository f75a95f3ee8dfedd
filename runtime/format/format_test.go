package format

import (
	"testing"

	"github.com/smelter-lang/smelter/runtime/num"
	"github.com/smelter-lang/smelter/runtime/str"
)

var none = str.From("")

func TestReals(t *testing.T) {
	for _, test := range []struct{ rule, got, want string }{
		{"all digits", fixed(-1, -1, false, OfF64(3.25)), "3.25"},
		{"those of the shorter type", fixed(-1, -1, false, OfF32(0.1)), "0.1"},
		{"a digit behind the point", fixed(-1, -1, false, OfF64(100)), "100.0"},
		{"no exponent", fixed(-1, -1, false, OfF64(1e21)), "1000000000000000000000.0"},
		{"small numbers", fixed(-1, -1, false, OfF64(1.5e-5)), "0.000015"},
		{"halves are rounded up", fixed(-1, 1, false, OfF64(-2.25)), "-2.3"},
		{"carries", fixed(-1, 2, false, OfF64(9.999)), "10.00"},
		{"nothing is left", fixed(-1, 2, false, OfF64(0.001)), "0.00"},
		{"rounded to the first digit", fixed(-1, 2, false, OfF64(0.005)), "0.01"},
		{"no digits behind the point", fixed(-1, 0, false, OfF64(3.7)), "4."},
		{"filled up", fixed(8, 3, true, OfF64(3.14159)), "  +3.142"},
		{"a width decides the digits", fixed(5, -1, false, OfF64(3.14159)), "3.142"},
		{"without the zero if it has no room", fixed(3, 2, false, OfF64(0.5)), ".50"},
		{"too narrow", fixed(2, 2, false, OfF64(123.456)), "123.46"},
		{"integers", fixed(-1, 2, false, OfInteger(num.Parse("-1200"))), "-1200.00"},
		{"zero", fixed(-1, -1, false, OfF64(0)), "0.0"},
		{"exponents", exponent(-1, -1, false, OfF64(12345.678)), "1.2345678d+4"},
		{"of the shorter type", exponent(-1, -1, false, OfF32(0.015)), "1.5e-2"},
		{"rounded", exponent(12, 2, false, OfF64(-999999)), "    -1.00d+6"},
		{"of zero", exponent(-1, -1, false, OfF64(0)), "0.0d+0"},
		{"either, fixed", General(-1, -1, false, OfF64(12345.678)).Go(), "12345.678    "},
		{"either, zeros count", General(-1, -1, false, OfF64(1e10)).Go(), "10000000000.    "},
		{"either, exponent", General(-1, -1, false, OfF64(0.05)).Go(), "5.00d-2"},
		{"either, zero", General(-1, 3, false, OfF64(0)).Go(), "0.00    "},
		{"money", Money(-1, -1, -1, false, OfF64(3.14159)).Go(), "3.14"},
		{"money, all parameters", Money(1, 3, 8, true, OfF64(3.14159)).Go(), "  +003.1"},
		{"less than one", Money(-1, -1, -1, false, OfF64(0.05)).Go(), "0.05"},
	} {
		if test.got != test.want {
			t.Errorf("%s: %q, want %q", test.rule, test.got, test.want)
		}
	}
}

func TestIntegers(t *testing.T) {
	in := func(base, width int64, colon, at bool, n string) string {
		return Integer(base, width, none, none, -1, colon, at, num.Parse(n)).Go()
	}
	for _, test := range []struct{ rule, got, want string }{
		{"filled up", in(10, 6, false, false, "-42"), "   -42"},
		{"groups", in(10, -1, true, false, "-1234567"), "-1,234,567"},
		{"a whole group", in(10, -1, true, true, "123456"), "+123,456"},
		{"groups of its own", Integer(2, 10, str.From("."), str.From("_"), 4, true, false, num.Of(37)).Go(), "...10_0101"},
		{"base 16", in(16, -1, false, false, "255"), "FF"},
		{"base 36, large", in(36, -1, false, false, "-123456789012345678901234567890"), "-BYW97UM9S91DLZ68TSI"},
		{"zero", in(2, -1, false, false, "0"), "0"},
		{"words", Cardinal(num.Of(42)).Go(), "forty-two"},
		{"none", Cardinal(num.Of(0)).Go(), "zero"},
		{"thousands", Cardinal(num.Parse("-12000101")).Go(), "negative twelve million one hundred one"},
		{"places below zero", Ordinal(num.Of(-2)).Go(), "negative second"},
		{"places", Ordinal(num.Of(42)).Go(), "forty-second"},
		{"tenths", Ordinal(num.Of(120)).Go(), "one hundred twentieth"},
		{"thousandth", Ordinal(num.Of(3000)).Go(), "three thousandth"},
		{"Rome", Roman(false, num.Of(1994)).Go(), "MCMXCIV"},
		{"old Rome", Roman(true, num.Of(1994)).Go(), "MDCCCCLXXXXIIII"},
		{"one", Plural(false, num.Of(1)).Go() + Plural(true, num.Of(1)).Go(), "y"},
		{"none is many", Plural(false, num.Of(0)).Go() + Plural(true, num.Of(0)).Go(), "sies"},
	} {
		if test.got != test.want {
			t.Errorf("%s: %q, want %q", test.rule, test.got, test.want)
		}
	}
}

func TestTexts(t *testing.T) {
	s := str.From
	for _, test := range []struct {
		rule string
		got  str.String
		want string
	}{
		{"filled up on the right", Text(6, -1, -1, none, false, s("ab")), "ab    "},
		{"on the left", Text(6, -1, -1, s("*"), true, s("é")), "*****é"},
		{"by steps", Text(6, 3, 2, none, false, s("ab")), "ab     "},
		{"no room is no matter", Text(1, -1, -1, none, false, s("ab")), "ab"},
		{"set to the right", Justify(6, -1, -1, none, false, false, s("abc")), "   abc"},
		{"to the left", Justify(6, -1, -1, none, false, true, s("abc")), "abc   "},
		{"in the middle", Justify(6, -1, -1, none, true, true, s("abc")), " abc  "},
		{"small letters", Case(false, false, s("Hello WORLD")), "hello world"},
		{"words", Case(true, false, s("hello WORLD 2nd")), "Hello World 2nd"},
		{"a sentence", Case(false, true, s("- hello WORLD")), "- Hello world"},
		{"great letters", Case(true, true, s("Straße é")), "STRAßE É"},
		{"to a column", Tab(10, -1, false, s("x\nabc")), "x\nabc       "},
		{"past it", Tab(2, 4, false, s("abc")), "abc   "},
		{"past it, no step", Tab(2, 0, false, s("abc")), "abc"},
		{"so many blanks, and up to a step", Tab(2, 4, true, s("abc")), "abc     "},
		{"a line ends", FreshLine(-1, s("abc")), "abc\n"},
		{"once", FreshLine(-1, s("abc\n")), "abc\n"},
		{"and more", FreshLine(3, s("")), "\n\n"},
		{"or not at all", FreshLine(0, s("abc")), "abc"},
	} {
		if got := test.got.Go(); got != test.want {
			t.Errorf("%s: %q, want %q", test.rule, got, test.want)
		}
	}
}
