package format

import (
	"math"
	"strconv"
	"strings"

	"github.com/smelter-lang/smelter/runtime/num"
	"github.com/smelter-lang/smelter/runtime/str"
)

// This file has the directives for real numbers. They write the shortest digits that read
// back as the number, and round those, halves away from zero.

// A Decimal is the number 0.DIGITS * 10^point.
type Decimal struct {
	neg    bool
	digits string // neither begins nor ends with 0; "" is zero
	point  int
	marker string // of an exponent
	other  string // infinity or NaN
}

// OfF32 takes a float apart.
func OfF32(x float32) *Decimal { return of(float64(x), 32, "e") }

// OfF64 takes a float apart.
func OfF64(x float64) *Decimal { return of(x, 64, "d") }

// OfInteger has all digits of the integer.
func OfInteger(n num.Int) *Decimal {
	s := num.Text(n)
	d := &Decimal{neg: s[0] == '-', marker: "e"}
	s = strings.TrimPrefix(s, "-")
	d.point, d.digits = len(s), strings.TrimRight(s, "0")
	return d
}

func of(x float64, bits int, marker string) *Decimal {
	switch {
	case math.IsNaN(x):
		return &Decimal{other: "NaN"}
	case math.IsInf(x, 0):
		return &Decimal{neg: x < 0, other: "Infinity"}
	}
	s := strconv.FormatFloat(math.Abs(x), 'e', -1, bits)
	mantissa, exponent, _ := strings.Cut(s, "e")
	e, _ := strconv.Atoi(exponent)
	digits := strings.TrimRight(strings.Replace(mantissa, ".", "", 1), "0")
	return &Decimal{neg: math.Signbit(x), digits: digits, point: e + 1, marker: marker}
}

// keep rounds to so many digits, which may be none or fewer.
func (d *Decimal) keep(n int) *Decimal {
	r := *d
	if n >= len(d.digits) {
		return &r
	}
	if n < 0 || d.digits[n] < '5' {
		r.digits = strings.TrimRight(d.digits[:max(n, 0)], "0")
		return &r
	}
	up := []byte(d.digits[:n])
	for i := n - 1; ; i-- {
		if i < 0 {
			r.digits, r.point = "1", r.point+1
			return &r
		}
		if up[i] < '9' {
			up[i]++
			r.digits = string(up[:i+1])
			return &r
		}
	}
}

// split returns the digits before the point, and n digits behind it.
func (d *Decimal) split(n int) (whole, part string) {
	s, point := d.digits, d.point
	if point < 0 {
		s, point = strings.Repeat("0", -point)+s, 0
	}
	if s == strings.Repeat("0", len(s)) {
		s, point = "", 0
	}
	s += strings.Repeat("0", max(0, point+n-len(s)))
	return s[:point], s[point : point+n]
}

// places is how many digits behind the point there are, at least one.
func (d *Decimal) places() int { return max(1, len(d.digits)-d.point) }

func (d *Decimal) sign(at bool) string {
	switch {
	case d.neg:
		return "-"
	case at:
		return "+"
	}
	return ""
}

// Fixed is ~w,df: without an exponent, in w columns with d digits behind the point.
func Fixed(w, d int64, at bool, x *Decimal) str.String { return str.From(fixed(int(w), int(d), at, x)) }

func fixed(w, d int, at bool, x *Decimal) string {
	sign := x.sign(at)
	if x.other != "" {
		return before(sign+x.other, int64(w), " ")
	}
	if d < 0 {
		d = x.places()
		if room := w - len(sign) - max(x.point, 0) - 1; w >= 0 && room < d {
			d = max(room, 0)
		}
	}
	whole, part := x.keep(x.point + d).split(d)
	if whole == "" && (part == "" || w < 0 || len(sign)+2+len(part) <= w) {
		whole = "0"
	}
	return before(sign+whole+"."+part, int64(w), " ")
}

// Exponent is ~w,de: one digit before the point, and an exponent.
func Exponent(w, d int64, at bool, x *Decimal) str.String {
	return str.From(exponent(int(w), int(d), at, x))
}

func exponent(w, d int, at bool, x *Decimal) string {
	sign := x.sign(at)
	if x.other != "" {
		return before(sign+x.other, int64(w), " ")
	}
	if d < 0 {
		d = max(1, len(x.digits)-1)
	}
	r := x.keep(d + 1)
	e := r.point - 1
	if r.digits == "" {
		e = 0
	}
	s := r.digits + strings.Repeat("0", max(0, d+1-len(r.digits)))
	plus := ""
	if e >= 0 {
		plus = "+"
	}
	return before(sign+s[:1]+"."+s[1:]+x.marker+plus+strconv.Itoa(e), int64(w), " ")
}

// General is ~w,dg: fixed if the digits suffice for that, then with blanks in place of the
// exponent, else with one.
func General(w, d int64, at bool, x *Decimal) str.String {
	n, digits := x.point, int(d)
	if x.digits == "" {
		n = 1
	}
	if digits < 0 {
		digits = max(x.width(), min(n, 7))
	}
	if x.other != "" || n < 0 || digits < n {
		return str.From(exponent(int(w), digits, at, x))
	}
	if w >= 0 {
		w = max(0, w-4)
	}
	return str.From(fixed(int(w), digits-n, at, x) + "    ")
}

// width is how many digits x has without an exponent, but for a zero before the point.
func (d *Decimal) width() int {
	return max(1, d.point, len(d.digits)-min(d.point, 0))
}

// Money is ~d,n,w$: d digits behind the point, and n or more before it.
func Money(d, n, w int64, at bool, x *Decimal) str.String {
	sign := x.sign(at)
	if x.other != "" {
		return str.From(before(sign+x.other, w, " "))
	}
	places := int(atLeast(d, 0, 2))
	whole, part := x.keep(x.point + places).split(places)
	return str.From(before(sign+before(whole, atLeast(n, 0, 1), "0")+"."+part, w, " "))
}
