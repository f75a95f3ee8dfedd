package str

import (
	"strings"
	"unicode"
)

// This file has single characters: their codes, kinds, case and names.

// Code returns the code point of a character.
func Code(c rune) int64 { return int64(c) }

// CharOf returns the character of a code point, if it is one. Surrogates are.
func CharOf(n int64) (rune, bool) { return rune(n), n >= 0 && n <= unicode.MaxRune }

// CharAt returns the character of a number that is a code point.
func CharAt(n int64) rune { return rune(n) }

// OfChar returns the string of one character.
func OfChar(c rune) String {
	if c >= 0 && int(c) < len(single) {
		return ascii(single[c : c+1])
	}
	return wide([]rune{c})
}

// single has every ASCII character at its code.
var single = func() string {
	var b [128]byte
	for i := range b {
		b[i] = byte(i)
	}
	return string(b[:])
}()

// IsDigit and IsLetter report what a character is in Unicode.
func IsDigit(c rune) bool  { return unicode.IsDigit(c) }
func IsLetter(c rune) bool { return unicode.IsLetter(c) }

// IsUpper and IsLower report whether a character has a counterpart in the other case.
func IsUpper(c rune) bool { return DowncaseChar(c) != c }
func IsLower(c rune) bool { return UpcaseChar(c) != c }

// UpcaseChar and DowncaseChar map a character to its counterpart. Only characters that
// map back have one: ς, whose upper case is that of σ, has none.
func UpcaseChar(c rune) rune {
	if u := unicode.ToUpper(c); unicode.ToLower(u) == c {
		return u
	}
	return c
}

func DowncaseChar(c rune) rune {
	if l := unicode.ToLower(c); unicode.ToUpper(l) == c {
		return l
	}
	return c
}

// Upcase and Downcase map each character.
func Upcase(s String) String {
	if s.n >= 0 {
		return ascii(strings.ToUpper(s.bytes()))
	}
	return mapRunes(s, UpcaseChar)
}

func Downcase(s String) String {
	if s.n >= 0 {
		return ascii(strings.ToLower(s.bytes()))
	}
	return mapRunes(s, DowncaseChar)
}

func mapRunes(s String, f func(rune) rune) String {
	out := make([]rune, len(s.runes()))
	for i, c := range s.runes() {
		out[i] = f(c)
	}
	return OfRunes(out)
}

// DigitValue returns the value of a decimal digit of any script.
func DigitValue(c rune) (int64, bool) {
	if c < 0x80 {
		return int64(c - '0'), '0' <= c && c <= '9'
	}
	if !unicode.IsDigit(c) {
		return 0, false
	}
	// Digits stand in the table in runs of ten or several times ten, from zero on.
	for _, r := range unicode.Nd.R16 {
		if uint32(r.Lo) <= uint32(c) && uint32(c) <= uint32(r.Hi) {
			return int64(uint32(c)-uint32(r.Lo)) % 10, true
		}
	}
	for _, r := range unicode.Nd.R32 {
		if r.Lo <= uint32(c) && uint32(c) <= r.Hi {
			return int64(uint32(c)-r.Lo) % 10, true
		}
	}
	return 0, false
}

// Quote returns s in double quotes; only the quote and the backslash are escaped.
func Quote(s String) string {
	return `"` + strings.ReplaceAll(strings.ReplaceAll(s.Go(), `\`, `\\`), `"`, `\"`) + `"`
}

// QuoteChar returns a character as it is written in a program.
func QuoteChar(c rune) string {
	switch c {
	case ' ':
		return `#\Space`
	case '\n':
		return `#\Newline`
	case '\t':
		return `#\Tab`
	case '\r':
		return `#\Return`
	case '\b':
		return `#\Backspace`
	case '\f':
		return `#\Page`
	case 0x7f:
		return `#\Rubout`
	}
	return `#\` + string(c)
}

// Quoted and QuotedChar are the same as Strings.
func Quoted(s String) String   { return From(Quote(s)) }
func QuotedChar(c rune) String { return From(QuoteChar(c)) }
