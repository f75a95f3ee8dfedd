package num

import (
	"unicode"

	"github.com/smelter-lang/smelter/runtime/str"
)

// This file reads integers.

// ParseInt reads an optional sign and digits of any script, after blanks; what follows is
// left alone.
func ParseInt(s str.String) (Int, bool) {
	n, _, ok := prefix(s)
	return n, ok
}

// ParseWhole is ParseInt where nothing but blanks may follow.
func ParseWhole(s str.String) (Int, bool) {
	n, end, ok := prefix(s)
	return n, ok && blanks(s, end) == str.Len(s)
}

// prefix reads an integer at the beginning of a string and returns where it ends.
func prefix(s str.String) (n Int, end int64, ok bool) {
	var digits []byte
	end = blanks(s, 0)
	if end < str.Len(s) {
		if sign := str.At(s, end); sign == '-' || sign == '+' {
			digits = append(digits, byte(sign))
			end++
		}
	}
	for ; end < str.Len(s); end++ {
		d, digit := str.DigitValue(str.At(s, end))
		if !digit {
			break
		}
		digits = append(digits, byte('0'+d))
		ok = true
	}
	if !ok {
		return Int{}, end, false
	}
	return Parse(string(digits)), end, true
}

// blanks returns the place of the first character from an index on that is not blank.
func blanks(s str.String, i int64) int64 {
	for i < str.Len(s) && unicode.IsSpace(str.At(s, i)) {
		i++
	}
	return i
}
