package datetime

import (
	"strings"
	"unicode/utf8"

	"github.com/smelter-lang/smelter/runtime/num"
	"github.com/smelter-lang/smelter/runtime/str"
)

// This file has durations as texts: 1d2h3m4.5s, 250ms. A day has 24 hours.

// units has what a duration may be given in, in nanoseconds.
var units = []struct {
	name string
	size int64
}{
	{"ns", 1}, {"us", 1e3}, {"µs", 1e3}, {"μs", 1e3}, {"ms", 1e6}, {"s", 1e9},
	{"m", 60e9}, {"h", 3600e9}, {"d", dayNanos}, {"w", 7 * dayNanos},
}

// DurationText writes a duration, without the parts that are 0. What is shorter than a second
// is written in the largest unit of which it has at least one.
func DurationText(ns num.Int) str.String {
	if num.Sign(ns) == 0 {
		return str.ASCII("0s")
	}
	var b strings.Builder
	if num.Sign(ns) < 0 {
		b.WriteByte('-')
		ns = num.Neg(ns)
	}
	days, rest := num.DivMod(ns, num.Of(dayNanos))
	part := func(n num.Int, unit string) {
		if num.Sign(n) != 0 {
			b.WriteString(num.Text(n) + unit)
		}
	}
	part(days, "d")
	part(num.Of(rest.N/3600e9), "h")
	part(num.Of(rest.N/60e9%60), "m")
	switch n := rest.N % 60e9; {
	case n == 0:
	case n >= 1e9 || rest.N != n || num.Sign(days) != 0:
		b.WriteString(decimal(n, 9) + "s")
	case n >= 1e6:
		b.WriteString(decimal(n, 6) + "ms")
	case n >= 1e3:
		b.WriteString(decimal(n, 3) + "us")
	default:
		b.WriteString(decimal(n, 0) + "ns")
	}
	return str.ASCII(b.String())
}

// decimal writes n / 10^places, as short as can be.
func decimal(n int64, places int) string {
	s := pad(n, places+1, '0')
	whole, fraction := s[:len(s)-places], strings.TrimRight(s[len(s)-places:], "0")
	if fraction == "" {
		return whole
	}
	return whole + "." + fraction
}

// ParseDuration reads a duration: numbers, perhaps with decimals, each with its unit; perhaps
// with a sign in front and blanks between.
func ParseDuration(text str.String) (num.Int, *Failure) {
	s := &scanner{text: text.Go()}
	negative := s.skip("-")
	if !negative {
		s.skip("+")
	}
	total, last := num.Int{}, int64(0)
	for {
		s.blanks()
		if s.done() && last != 0 {
			break
		}
		amount, unit, why := s.part(last)
		if why != nil {
			return num.Int{}, why
		}
		total, last = num.Add(total, amount), unit
	}
	if negative {
		total = num.Neg(total)
	}
	return total, nil
}

// part reads a number with its unit, which must be smaller than that of the part before.
func (s *scanner) part(before int64) (amount num.Int, unit int64, why *Failure) {
	start := s.at
	whole := s.digits(0)
	fraction := ""
	if s.skip(".") || s.skip(",") {
		fraction = s.digits(0)
	}
	if whole+fraction == "" {
		return amount, 0, s.fail(start, "a number is missing")
	}
	s.blanks()
	begin := s.at
	for !s.done() && !strings.ContainsRune("0123456789.,+- \t\r\n", s.rune()) {
		s.at += utf8.RuneLen(s.rune())
	}
	name := s.text[begin:s.at]
	for _, u := range units {
		if u.name == name {
			unit = u.size
		}
	}
	switch {
	case name == "":
		return amount, 0, s.fail(begin, "a unit is missing: w, d, h, m, s, ms, us or ns")
	case unit == 0:
		return amount, 0, s.fail(begin, quote(name)+" is no unit: w, d, h, m, s, ms, us and ns are")
	case before != 0 && unit >= before:
		return amount, 0, s.fail(begin, "larger units come first, each once")
	}
	fraction = fraction[:min(len(fraction), 15)]
	scale := num.Parse("1" + strings.Repeat("0", len(fraction)))
	digits := num.Parse("0" + whole + fraction)
	return num.Div(num.Mul(digits, num.Of(unit)), scale), unit, nil
}
