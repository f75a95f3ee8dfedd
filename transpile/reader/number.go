package reader

import (
	"math"
	"math/big"
	"strconv"
	"strings"
)

// This file reads numbers. Integers and ratios are exact. A float is single unless its
// exponent is marked d or l.

// number makes a number of the token here, or reports that it is none.
func (r *Reader) number(token string) (*Form, bool) {
	digits := token
	if digits[0] == '+' || digits[0] == '-' {
		digits = digits[1:]
	}
	n := leadingDigits(digits)
	rest := digits[n:]
	switch {
	case n > 0 && (rest == "" || rest == "."):
		return r.integer(token, strings.TrimSuffix(token, ".")), true
	case n > 0 && rest[0] == '/':
		if d := rest[1:]; d != "" && leadingDigits(d) == len(d) {
			return r.ratio(token, token), true
		}
		return nil, false
	}
	return r.float(token, digits, n)
}

// leadingDigits returns how many decimal digits a text begins with.
func leadingDigits(s string) int {
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || '9' < s[i] {
			return i
		}
	}
	return len(s)
}

func (r *Reader) integer(token, decimal string) *Form {
	f := r.new(Integer)
	f.Text = token
	if n, err := strconv.ParseInt(decimal, 10, 64); err == nil {
		f.Num = new(big.Rat).SetInt64(n)
	} else {
		n, _ := new(big.Int).SetString(decimal, 10)
		f.Num = new(big.Rat).SetInt(n)
	}
	r.pos += len(token)
	return r.end(f)
}

// ratio makes a number of two integers; it is an Integer if it reduces to one.
func (r *Reader) ratio(token, decimal string) *Form {
	over, under, _ := strings.Cut(decimal, "/")
	return r.quotient(token, over, under, 10)
}

func (r *Reader) quotient(token, over, under string, base int) *Form {
	num, ok1 := new(big.Int).SetString(over, base)
	den, ok2 := new(big.Int).SetString(under, base)
	switch {
	case !ok1 || !ok2 || under[0] == '-' || under[0] == '+':
		return r.fail(r.pos+len(token), "Malformed number: `%s`", token)
	case den.Sign() == 0:
		return r.fail(r.pos+len(token), "Division by zero in `%s`", token)
	}
	f := r.new(Ratio)
	f.Text = token
	f.Num = new(big.Rat).SetFrac(num, den)
	if f.Num.IsInt() {
		f.Kind = Integer
	}
	r.pos += len(token)
	return r.end(f)
}

// float makes a float of a token whose digits begin with n decimal ones: it needs a
// digit behind its point, or an exponent.
func (r *Reader) float(token, digits string, n int) (*Form, bool) {
	rest, fraction := digits[n:], 0
	if strings.HasPrefix(rest, ".") {
		fraction = leadingDigits(rest[1:])
		rest = rest[1+fraction:]
	}
	if n+fraction == 0 || rest == "" && fraction == 0 {
		return nil, false
	}
	kind, bits, value := Float32, 32, token
	if rest != "" {
		if !isExponent(rest) {
			return nil, false
		}
		if c := rest[0] | 0x20; c == 'd' || c == 'l' {
			kind, bits = Float64, 64
		}
		mark := len(token) - len(rest)
		value = token[:mark] + "e" + token[mark+1:]
	}
	v, err := strconv.ParseFloat(value, bits)
	if err != nil && math.IsInf(v, 0) {
		return r.fail(r.pos+len(token), "Floating point number out of range: `%s`", token), true
	}
	f := r.new(kind)
	f.Text, f.F = token, v
	r.pos += len(token)
	return r.end(f), true
}

// isExponent reports whether a text is a marker and an integer.
func isExponent(s string) bool {
	if !strings.ContainsRune("esfdlESFDL", rune(s[0])) {
		return false
	}
	s = s[1:]
	if s != "" && (s[0] == '+' || s[0] == '-') {
		s = s[1:]
	}
	return s != "" && leadingDigits(s) == len(s)
}

// radix reads the number after #x, #o, #b or #NNr, which is n bytes long.
func (r *Reader) radix(n, base int) *Form {
	start := r.pos
	end := tokenEnd(r.text, start+n)
	token, digits := r.text[start:end], r.text[start+n:end]
	if base < 2 || base > 36 {
		return r.fail(end, "Radix %d is not between 2 and 36", base)
	}
	over, under, isRatio := strings.Cut(digits, "/")
	if !isRatio {
		under = "1"
	}
	if strings.Contains(digits, "_") || under == "" {
		return r.fail(end, "Malformed number: `%s`", token)
	}
	return r.quotient(token, over, under, base)
}
