package num

import (
	"strings"

	"github.com/smelter-lang/smelter/runtime/rt"
	"github.com/smelter-lang/smelter/runtime/str"
)

// This file converts integers to decimal digits and back.

// ten18 is the largest power of ten that is a convenient digit: it has 18 zeros.
const ten18 = 1e18

// Text returns the decimal digits of an integer.
func Text(a Int) string {
	if a.B == nil {
		return rt.Itoa(a.N)
	}
	var out []byte
	if a.B.neg {
		out = append(out, '-')
	}
	return string(appendNat(out, a.B.mag, 0))
}

// String is Text for programs.
func String(a Int) str.String { return str.From(Text(a)) }

// halving is the number of words from which on a magnitude is halved by a large power of
// ten, so that most divisions are of short numbers.
const halving = 30

// appendNat appends the digits of m, with zeros in front so that there are at least width.
func appendNat(out []byte, m nat, width int) []byte {
	if len(m) < halving {
		return appendShort(out, m, width)
	}
	digits := len(m) * 64 * 3 / 20 // about half of them
	power := Pow(Int{N: 10}, Int{N: int64(digits)}).B.mag
	high, low := m.div(power)
	out = appendNat(out, high.trim(), max(width-digits, 0))
	return appendNat(out, low.trim(), digits)
}

func appendShort(out []byte, m nat, width int) []byte {
	var groups []uint64 // the least significant first
	for len(m) > 0 {
		q, r := m.divWord(ten18)
		groups = append(groups, r)
		m = q.trim()
	}
	text := ""
	for i := len(groups) - 1; i >= 0; i-- {
		g := rt.Itoa(int64(groups[i]))
		if text != "" {
			g = strings.Repeat("0", 18-len(g)) + g
		}
		text += g
	}
	out = append(out, strings.Repeat("0", max(width-len(text), 0))...)
	return append(out, text...)
}

// Parse reads decimal digits with an optional sign; it is used for literals.
func Parse(s string) Int {
	neg := s[0] == '-'
	if neg || s[0] == '+' {
		s = s[1:]
	}
	m := make(nat, 0, len(s)/19+2)
	for len(s) > 0 {
		n := (len(s)-1)%18 + 1
		var group uint64
		for _, c := range []byte(s[:n]) {
			group = group*10 + uint64(c-'0')
		}
		m = m.shiftIn(ten18, group)
		s = s[n:]
	}
	return norm(neg, m)
}

// shiftIn returns a*base + digit, in the place of a.
func (a nat) shiftIn(base, digit uint64) nat {
	out := append(a, 0)
	carry := out[:len(a)].scale(base, digit)
	out[len(a)] = carry
	return out.trim()
}
