package fuzztest

import (
	"math/rand/v2"
	"strings"
)

// maxGarbled is how long a part of a text is that Garbled changes: reading long ones tells
// no more.
const maxGarbled = 400

// pieces are what the reader has rules for.
var pieces = []string{
	"(", ")", "[", "]", "\"", "'", "`", ",", ",@", ";", "|", "\\", "#", "#|", "|#", "#;", "#\\", "#+", "#-", "#'", "#(",
	"#:", "#C(", "#x", "#b", "#36r", "#.", "ƒ", "ƒx.", ".", " . ", "..", ":", "::", "a:b", "\n", "\r\n", "\t", "\x00", "\xff",
	"\xe2\x82", "\u2028", "\ufeff", "λ", "1", "-", "+", "/", "1/0", "1e999", "1d0", ".5", "5.", "\\u{41}", "\\u{", "\\x", "=>", "Nul", "😀",
}

// Garbled returns a part of a text with some of its bytes dropped, repeated, moved or
// changed.
func Garbled(text string, r *rand.Rand) string {
	lo := r.IntN(len(text))
	s := text[lo:min(len(text), lo+1+r.IntN(maxGarbled))]
	for range 1 + r.IntN(6) {
		i := r.IntN(len(s) + 1)
		j := min(len(s), i+r.IntN(20))
		switch r.IntN(6) {
		case 0:
			s = s[:i] + s[j:]
		case 1:
			s = s[:j] + s[i:]
		case 2:
			k := r.IntN(len(s) + 1)
			s = s[:k] + s[i:j] + s[k:]
		case 3:
			s = s[:i] + string([]byte{byte(r.IntN(256))}) + s[i:]
		case 4:
			s = s[:i] + strings.Repeat(pieces[r.IntN(len(pieces))], 1+r.IntN(3)) + s[j:]
		default:
			s = s[:i] + pieces[r.IntN(len(pieces))] + s[i:]
		}
	}
	return s
}
