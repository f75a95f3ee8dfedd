// Package str has the strings of Coalton: immutable sequences of code points with
// constant-time indexing.
//
// A string is ASCII bytes or, if it has any other character, 32-bit code points; what can
// be ASCII is. So equal strings have equal representations. Substrings share.
package str

import (
	"strings"
	"unicode"
	"unicode/utf8"
	"unsafe"
)

// A String is two words: where the characters are, and how many. A negative length n
// means ^n code points of 32 bits, otherwise n bytes.
type String struct {
	p unsafe.Pointer
	n int
}

// Lit returns an ASCII or UTF-8 text as a String; ASCII is not copied.
func Lit(s string) String {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return wide([]rune(s))
		}
	}
	return ascii(s)
}

// From returns a Go string as a String. Invalid UTF-8 becomes U+FFFD.
func From(s string) String { return Lit(s) }

func ascii(s string) String { return String{unsafe.Pointer(unsafe.StringData(s)), len(s)} }

func wide(rs []rune) String {
	if len(rs) == 0 {
		return String{}
	}
	return String{unsafe.Pointer(unsafe.SliceData(rs)), ^len(rs)}
}

// OfRunes returns the string of some characters.
func OfRunes(rs []rune) String {
	for _, r := range rs {
		if r < 0 || r >= utf8.RuneSelf {
			return wide(rs)
		}
	}
	b := make([]byte, len(rs))
	for i, r := range rs {
		b[i] = byte(r)
	}
	return ascii(unsafe.String(unsafe.SliceData(b), len(b)))
}

func (s String) bytes() string { return unsafe.String((*byte)(s.p), s.n) }
func (s String) runes() []rune { return unsafe.Slice((*rune)(s.p), ^s.n) }

// Len returns the number of characters.
func Len(s String) int64 {
	if s.n < 0 {
		return int64(^s.n)
	}
	return int64(s.n)
}

// At returns the character at an index below the length.
func At(s String, i int64) rune {
	if s.n < 0 {
		return s.runes()[i]
	}
	return rune(s.bytes()[i])
}

// Ref returns the character at an index, if there is one.
func Ref(s String, i int64) (rune, bool) {
	if i < 0 || i >= Len(s) {
		return 0, false
	}
	return At(s, i), true
}

// Go returns s as a Go string.
func (s String) Go() string {
	if s.n < 0 {
		return string(s.runes())
	}
	return s.bytes()
}

// Concat returns a, then b.
func Concat(a, b String) String {
	switch {
	case a.n == 0:
		return b
	case b.n == 0:
		return a
	case a.n > 0 && b.n > 0:
		return ascii(a.bytes() + b.bytes())
	}
	return wide(appendRunes(appendRunes(make([]rune, 0, Len(a)+Len(b)), a), b))
}

func appendRunes(rs []rune, s String) []rune {
	if s.n < 0 {
		return append(rs, s.runes()...)
	}
	for _, c := range []byte(s.bytes()) {
		rs = append(rs, rune(c))
	}
	return rs
}

// Join returns strings one after the other.
func Join(ss []String) String {
	total, ok := 0, true
	for _, s := range ss {
		total += int(Len(s))
		ok = ok && s.n >= 0
	}
	if ok {
		var b strings.Builder
		b.Grow(total)
		for _, s := range ss {
			b.WriteString(s.bytes())
		}
		return ascii(b.String())
	}
	rs := make([]rune, 0, total)
	for _, s := range ss {
		rs = appendRunes(rs, s)
	}
	return wide(rs)
}

// Sub returns the characters from lo to hi-1, which must be inside.
func Sub(s String, lo, hi int64) String {
	if s.n >= 0 {
		return ascii(s.bytes()[lo:hi])
	}
	return OfRunes(s.runes()[lo:hi])
}

// Equal reports whether two strings have the same characters.
func Equal(a, b String) bool {
	if a.n != b.n {
		return false
	}
	if a.n >= 0 {
		return a.bytes() == b.bytes()
	}
	x, y := a.runes(), b.runes()
	for i, r := range x {
		if r != y[i] {
			return false
		}
	}
	return true
}

// Compare orders by code points: -1, 0 or 1.
func Compare(a, b String) int64 {
	if a.n >= 0 && b.n >= 0 {
		return int64(strings.Compare(a.bytes(), b.bytes()))
	}
	n := min(Len(a), Len(b))
	for i := int64(0); i < n; i++ {
		if x, y := At(a, i), At(b, i); x != y {
			if x < y {
				return -1
			}
			return 1
		}
	}
	switch {
	case Len(a) < Len(b):
		return -1
	case Len(a) > Len(b):
		return 1
	}
	return 0
}

// Less and the following compare.
func Less(a, b String) bool { return Compare(a, b) < 0 }

// Hash returns a hash that is equal for equal strings (FNV-1a).
func Hash(s String) int64 {
	h := uint64(14695981039346656037)
	for i, n := int64(0), Len(s); i < n; i++ {
		h = (h ^ uint64(At(s, i))) * 1099511628211
	}
	return int64(h >> 2)
}

// OfChar returns the string of one character.
func OfChar(c rune) String { return OfRunes([]rune{c}) }

// Reverse returns the characters in reverse.
func Reverse(s String) String {
	rs := appendRunes(make([]rune, 0, Len(s)), s)
	for i, j := 0, len(rs)-1; i < j; i, j = i+1, j-1 {
		rs[i], rs[j] = rs[j], rs[i]
	}
	return OfRunes(rs)
}

// Index returns where a string first occurs in another.
func Index(part, s String) (int64, bool) {
	if part.n >= 0 && s.n >= 0 {
		i := strings.Index(s.bytes(), part.bytes())
		return int64(i), i >= 0
	}
	for i, n := int64(0), Len(s)-Len(part); i <= n; i++ {
		if Equal(Sub(s, i, i+Len(part)), part) {
			return i, true
		}
	}
	return 0, false
}

// Quote returns s in double quotes; only the quote and the backslash are escaped.
func Quote(s String) string {
	return `"` + strings.ReplaceAll(strings.ReplaceAll(s.Go(), `\`, `\\`), `"`, `\"`) + `"`
}

// Quoted is Quote as a String.
func Quoted(s String) String { return From(Quote(s)) }

// Code returns the code point of a character.
func Code(c rune) int64 { return int64(c) }

// CharAt returns the character of a code point that is one.
func CharAt(n int64) rune { return rune(n) }

// CharOf returns the character of a code point, if it is one.
func CharOf(n int64) (rune, bool) { return rune(n), n >= 0 && n <= unicode.MaxRune }

// IsDigit and IsLetter classify characters.
func IsDigit(c rune) bool  { return unicode.IsDigit(c) }
func IsLetter(c rune) bool { return unicode.IsLetter(c) }

// Upcase and Downcase map each character to one character.
func Upcase(s String) String   { return mapRunes(s, unicode.ToUpper) }
func Downcase(s String) String { return mapRunes(s, unicode.ToLower) }

func mapRunes(s String, f func(rune) rune) String {
	rs := appendRunes(make([]rune, 0, Len(s)), s)
	for i, r := range rs {
		rs[i] = f(r)
	}
	return OfRunes(rs)
}

// UpcaseChar and DowncaseChar map one character.
func UpcaseChar(c rune) rune   { return unicode.ToUpper(c) }
func DowncaseChar(c rune) rune { return unicode.ToLower(c) }

// IsUpper and the following classify characters.
func IsUpper(c rune) bool { return unicode.IsUpper(c) }
func IsLower(c rune) bool { return unicode.IsLower(c) }
