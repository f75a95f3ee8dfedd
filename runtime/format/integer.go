// Package format makes the texts of the directives of coalton/format. The control string
// has been taken apart and its arguments have been counted at compile time; numbers that
// it leaves out are -1 here, and characters "".
package format

import (
	"strings"

	"github.com/smelter-lang/smelter/runtime/num"
	"github.com/smelter-lang/smelter/runtime/rt"
	"github.com/smelter-lang/smelter/runtime/str"
)

// This file has the directives for integers.

// Integer is ~d ~b ~o ~x ~nr: n in a base, in groups with colon, with a + with at.
func Integer(base, mincol int64, padding, comma str.String, interval int64, colon, at bool, n num.Int) str.String {
	if base < 2 || base > 36 {
		rt.Fail("no number is written in base " + rt.Itoa(base))
	}
	s := digits(n, base)
	sign := ""
	if num.Sign(n) < 0 {
		sign, s = "-", s[1:]
	} else if at {
		sign = "+"
	}
	if colon {
		s = grouped(s, or(comma, ","), int(atLeast(interval, 1, 3)))
	}
	return str.From(before(sign+s, mincol, or(padding, " ")))
}

// digits writes n in a base, with a minus if it is negative.
func digits(n num.Int, base int64) string {
	if base == 10 {
		return num.Text(n)
	}
	const letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	var reversed []byte
	negative := num.Sign(n) < 0
	for {
		q, r := num.QuotRem(n, num.Of(base))
		reversed = append(reversed, letters[max(r.N, -r.N)])
		if n = q; num.Sign(n) == 0 {
			break
		}
	}
	if negative {
		reversed = append(reversed, '-')
	}
	var b strings.Builder
	for i := len(reversed) - 1; i >= 0; i-- {
		b.WriteByte(reversed[i])
	}
	return b.String()
}

// grouped puts a comma between groups of digits.
func grouped(s, comma string, size int) string {
	var b strings.Builder
	for i, c := range s {
		if i > 0 && (len(s)-i)%size == 0 {
			b.WriteString(comma)
		}
		b.WriteRune(c)
	}
	return b.String()
}

// Plural is ~p: the ending of a word for n things, of one on -y with at.
func Plural(at bool, n num.Int) str.String {
	one := num.Eq(n, num.Of(1))
	switch {
	case at && one:
		return str.From("y")
	case at:
		return str.From("ies")
	case one:
		return str.From("")
	}
	return str.From("s")
}

var small = [...]string{
	"zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
	"thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
}

var tens = [...]string{"", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"}

var thousands = [...]string{
	"", " thousand", " million", " billion", " trillion", " quadrillion", " quintillion", " sextillion",
	" septillion", " octillion", " nonillion", " decillion", " undecillion", " duodecillion", " tredecillion",
	" quattuordecillion", " quindecillion", " sexdecillion", " septendecillion", " octodecillion",
	" novemdecillion", " vigintillion",
}

// Cardinal is ~r: n in English words.
func Cardinal(n num.Int) str.String { return str.From(words(n)) }

func words(n num.Int) string {
	if num.Sign(n) == 0 {
		return small[0]
	}
	if num.Sign(n) < 0 {
		return "negative " + words(num.Neg(n))
	}
	var parts []string // from the last group of three digits on
	for i := 0; num.Sign(n) != 0; i++ {
		if i == len(thousands) {
			rt.Fail("the number is too large for words")
		}
		q, r := num.QuotRem(n, num.Of(1000))
		if r.N != 0 {
			parts = append([]string{below1000(r.N) + thousands[i]}, parts...)
		}
		n = q
	}
	return strings.Join(parts, " ")
}

func below1000(n int64) string {
	switch {
	case n < 20:
		return small[n]
	case n < 100 && n%10 == 0:
		return tens[n/10]
	case n < 100:
		return tens[n/10] + "-" + small[n%10]
	case n%100 == 0:
		return small[n/100] + " hundred"
	}
	return small[n/100] + " hundred " + below1000(n%100)
}

var irregular = map[string]string{
	"one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth",
	"twelve": "twelfth",
}

// Ordinal is ~:r: the place of the nth thing in English words.
func Ordinal(n num.Int) str.String {
	s := words(n)
	at := strings.LastIndexAny(s, " -") + 1
	last := s[at:]
	switch {
	case irregular[last] != "":
		last = irregular[last]
	case strings.HasSuffix(last, "y"):
		last = strings.TrimSuffix(last, "y") + "ieth"
	default:
		last += "th"
	}
	return str.From(s[:at] + last)
}

var (
	roman = []numeral{
		{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"},
		{9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"},
	}
	oldRoman = []numeral{{1000, "M"}, {500, "D"}, {100, "C"}, {50, "L"}, {10, "X"}, {5, "V"}, {1, "I"}}
)

type numeral struct {
	n int64
	s string
}

// Roman is ~@r, and ~:@r which writes IIII for four.
func Roman(old bool, n num.Int) str.String {
	numerals, limit := roman, int64(3999)
	if old {
		numerals, limit = oldRoman, 4999
	}
	if n.B != nil || n.N < 1 || n.N > limit {
		rt.Fail("there is no Roman number for " + num.Text(n))
	}
	var b strings.Builder
	left := n.N
	for _, r := range numerals {
		for ; left >= r.n; left -= r.n {
			b.WriteString(r.s)
		}
	}
	return str.From(b.String())
}
