// Package encoding writes bytes as text and reads them back, for smelter/encoding: base64,
// hexadecimal digits, what URLs have, UTF-8.
//
// In come bytes and texts; out go texts and bytes, and a Failure, nil if all went well. How
// a failure is told is left to smelter/encoding.
package encoding

import (
	"fmt"
	"unicode/utf8"

	"github.com/smelter-lang/smelter/runtime/str"
)

// A Failure is why a text, or bytes, cannot be read.
type Failure struct {
	format  string
	at      int64 // characters of a text, or bytes, in front of what is wrong
	problem string
}

// Failed reports whether there is a failure; the others are its parts.
func Failed(f *Failure) bool        { return f != nil }
func Format(f *Failure) str.String  { return str.From(f.format) }
func Position(f *Failure) int64     { return f.at }
func Problem(f *Failure) str.String { return str.From(f.problem) }
func fail(format string, at int, problem string, args ...any) *Failure {
	return &Failure{format, int64(at), fmt.Sprintf(problem, args...)}
}

// Text returns the text that bytes are in UTF-8.
func Text(data []byte) (str.String, *Failure) {
	if at := firstBad(data); at < len(data) {
		return str.String{}, badUTF8(data, at, at)
	}
	return str.From(string(data)), nil
}

// firstBad returns where bytes stop being UTF-8.
func firstBad(data []byte) int {
	i := 0
	for i < len(data) {
		r, n := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && n == 1 {
			break
		}
		i += n
	}
	return i
}

// badUTF8 says what is wrong with the byte at an index, which is found at a position.
func badUTF8(data []byte, i, at int) *Failure {
	if !utf8.FullRune(data[i:]) {
		return fail("UTF-8", at, "the last character is not complete")
	}
	return fail("UTF-8", at, "the byte %02x cannot stand here", data[i])
}
