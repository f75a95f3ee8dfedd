// Package str has the strings of Coalton: immutable sequences of code points with
// constant-time indexing.
//
// A string is ASCII bytes or, if it has any other character, 32-bit code points; what can
// be ASCII is. So equal strings have equal representations. Substrings share.
package str

import (
	"slices"
	"strings"
	"unicode/utf8"
	"unsafe"
)

// A String is two words: where the characters are, and how many. A negative length n
// means ^n code points of 32 bits, otherwise n bytes.
type String struct {
	p unsafe.Pointer
	n int
}

// From returns a Go string as a String; ASCII is not copied. Invalid UTF-8 becomes U+FFFD.
func From(s string) String {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return wide([]rune(s))
		}
	}
	return ascii(s)
}

// ASCII returns an ASCII text as a String; of a constant one it costs nothing.
func ASCII(s string) String { return ascii(s) }

// ofBytes makes a string of ASCII bytes, which are not copied.
func ofBytes(b []byte) String { return String{unsafe.Pointer(unsafe.SliceData(b)), len(b)} }

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
	return ofBytes(b)
}

func (s String) bytes() string { return unsafe.String((*byte)(s.p), s.n) }
func (s String) runes() []rune { return unsafe.Slice((*rune)(s.p), ^s.n) }

// Chars returns the characters as they are stored, for those who look at all of them: as
// ASCII, or else as code points, of which there is at least one.
func (s String) Chars() (ascii string, wide []rune) {
	if s.n < 0 {
		return "", s.runes()
	}
	return s.bytes(), nil
}

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

// GoAll is Go for several strings, and FromAll From.
func GoAll(ss []String) []string {
	out := make([]string, len(ss))
	for i, s := range ss {
		out[i] = s.Go()
	}
	return out
}

func FromAll(ss []string) []String {
	out := make([]String, len(ss))
	for i, s := range ss {
		out[i] = From(s)
	}
	return out
}

// UTF8 returns the bytes of a string; U+FFFD stands for a surrogate.
func UTF8(s String) []byte { return []byte(s.Go()) }

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

// Reverse returns the characters in reverse.
func Reverse(s String) String {
	if s.n >= 0 {
		b := []byte(s.bytes())
		slices.Reverse(b)
		return ofBytes(b)
	}
	rs := slices.Clone(s.runes())
	slices.Reverse(rs)
	return wide(rs)
}

// Index returns where a string first occurs in another.
func Index(part, s String) (int64, bool) {
	switch {
	case part.n >= 0 && s.n >= 0:
		i := strings.Index(s.bytes(), part.bytes())
		return int64(i), i >= 0
	case part.n == 0:
		return 0, true
	}
	first, n := At(part, 0), Len(part)
	for i, last := int64(0), Len(s)-n; i <= last; i++ {
		if At(s, i) == first && equalAt(s, i, part) {
			return i, true
		}
	}
	return 0, false
}

// equalAt reports whether a string is in another one at an index.
func equalAt(s String, at int64, part String) bool {
	for i, n := int64(0), Len(part); i < n; i++ {
		if At(s, at+i) != At(part, i) {
			return false
		}
	}
	return true
}

// HasPrefix and HasSuffix report whether a string begins or ends with another.
func HasPrefix(part, s String) bool {
	return Len(part) <= Len(s) && equalAt(s, 0, part)
}
func HasSuffix(part, s String) bool {
	return Len(part) <= Len(s) && equalAt(s, Len(s)-Len(part), part)
}

// Find returns where a character first occurs from an index on; the length if it does not.
func Find(c rune, s String, from int64) int64 {
	n := Len(s)
	if s.n >= 0 {
		if i := strings.IndexRune(s.bytes()[from:], c); i >= 0 {
			return from + int64(i)
		}
		return n
	}
	for i := from; i < n; i++ {
		if s.runes()[i] == c {
			return i
		}
	}
	return n
}
