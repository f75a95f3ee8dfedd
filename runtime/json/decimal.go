package json

import (
	"math"
	"strconv"
	"strings"

	"github.com/smelter-lang/smelter/runtime/frac"
	"github.com/smelter-lang/smelter/runtime/num"
	"github.com/smelter-lang/smelter/runtime/str"
)

// This file converts numbers that are kept as text: JSON has 1e999999999, which is no float
// and too long for an integer.

// IsNumber reports whether a text is a number of JSON.
func IsNumber(text str.String) bool {
	s := text.Go()
	end, _, problem := scanNumber(s, 0)
	return problem == "" && end == len(s)
}

// parts takes a number apart: it is 0.DIGITS * 10^exponent, without zeros at either end of
// the digits. ok is false if the exponent is no word.
func parts(text string) (neg bool, digits string, exponent int64, ok bool) {
	text, neg = strings.CutPrefix(text, "-")
	mantissa, e := text, "0"
	if i := strings.IndexAny(text, "eE"); i >= 0 {
		mantissa, e = text[:i], text[i+1:]
	}
	before, behind, _ := strings.Cut(mantissa, ".")
	digits = strings.TrimLeft(before+behind, "0")
	if digits == "" {
		return false, "", 0, true
	}
	exponent, err := strconv.ParseInt(e, 10, 62)
	exponent += int64(len(before) - (len(before+behind) - len(digits)))
	return neg, strings.TrimRight(digits, "0"), exponent, err == nil
}

// Same reports whether two numbers are equal.
func Same(a, b str.String) bool {
	x, y := a.Go(), b.Go()
	if x == y {
		return true
	}
	n, d, e, ok := parts(x)
	n2, d2, e2, ok2 := parts(y)
	return ok && ok2 && n == n2 && d == d2 && e == e2
}

// most is the number of digits that a number may have to be made an integer or a fraction.
const most = 10_000

// ToFraction returns the exact value of a number, unless that has too many digits.
func ToFraction(text str.String) (*frac.Frac, bool) {
	neg, digits, exponent, ok := parts(text.Go())
	shift := exponent - int64(len(digits))
	if !ok || shift > most || shift < -most || len(digits) > most {
		return nil, false
	}
	n := num.Parse("0" + digits)
	if neg {
		n = num.Neg(n)
	}
	if shift >= 0 {
		return frac.OfInt(num.Mul(n, num.Pow(num.Of(10), num.Of(shift)))), true
	}
	return frac.Make(n, num.Pow(num.Of(10), num.Of(-shift))), true
}

// ToWhole returns a number as an integer, if it is one: 1.0 and 1e3 are.
func ToWhole(text str.String) (num.Int, bool) {
	f, ok := ToFraction(text)
	if !ok || frac.Denominator(f) != num.Of(1) {
		return num.Int{}, false
	}
	return frac.Numerator(f), true
}

// To64 and To32 return the float nearest to a number, if it is not too large for one.
func To64(text str.String) (float64, bool) {
	x, err := strconv.ParseFloat(text.Go(), 64)
	return x, err == nil
}

func To32(text str.String) (float32, bool) {
	x, err := strconv.ParseFloat(text.Go(), 32)
	return float32(x), err == nil
}

// Of64 and Of32 return the shortest number that is read back as a float; none of what is
// infinite or no number.
func Of64(x float64) (str.String, bool) { return ofFloat(x, 64) }
func Of32(x float32) (str.String, bool) { return ofFloat(float64(x), 32) }

func ofFloat(x float64, bits int) (str.String, bool) {
	if math.IsInf(x, 0) || math.IsNaN(x) {
		return str.String{}, false
	}
	if a := math.Abs(x); x != 0 && (a < 1e-6 || a >= 1e21) {
		mantissa, e, _ := strings.Cut(strconv.FormatFloat(x, 'e', -1, bits), "e")
		n, _ := strconv.Atoi(e) // which loses + and zeros in front
		return str.ASCII(mantissa + "e" + strconv.Itoa(n)), true
	}
	text := strconv.FormatFloat(x, 'f', -1, bits)
	if !strings.Contains(text, ".") {
		text += ".0"
	}
	return str.ASCII(text), true
}

// OfFraction returns a fraction as a number, if it has an end in decimal digits.
func OfFraction(f *frac.Frac) (str.String, bool) {
	d := frac.Denominator(f)
	places, two, five := int64(0), int64(0), int64(0)
	for _, p := range []struct {
		prime int64
		count *int64
	}{{2, &two}, {5, &five}} {
		for {
			q, r := num.QuotRem(d, num.Of(p.prime))
			if r != (num.Int{}) {
				break
			}
			d = q
			*p.count++
		}
	}
	if d != num.Of(1) {
		return str.String{}, false
	}
	places = max(two, five)
	scaled := num.Quot(num.Mul(num.Abs(frac.Numerator(f)), num.Pow(num.Of(10), num.Of(places))), frac.Denominator(f))
	text := num.Text(scaled)
	sign := ""
	if num.Sign(frac.Numerator(f)) < 0 {
		sign = "-"
	}
	if places == 0 {
		return str.ASCII(sign + text), true
	}
	text = strings.Repeat("0", max(0, int(places)+1-len(text))) + text
	point := len(text) - int(places)
	return str.ASCII(sign + text[:point] + "." + text[point:]), true
}

// ReadFraction reads what is written a/b, as frac.Text does.
func ReadFraction(text str.String) (*frac.Frac, bool) {
	a, b, ratio := strings.Cut(text.Go(), "/")
	for _, n := range []string{a, b} {
		if digits(n, 0) != len(n) && !(strings.HasPrefix(n, "-") && digits(n, 1) == len(n)) || strings.Trim(n, "-") == "" {
			return nil, false
		}
	}
	if !ratio || strings.Trim(b, "-0") == "" {
		return nil, false
	}
	return frac.Make(num.Parse(a), num.Parse(b)), true
}
