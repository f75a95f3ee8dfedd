// Package json reads and writes JSON, for smelter/json.
//
// The values are Coalton's: who calls hands over the functions that make them. In come
// texts; out go values or a Failure, which says where a text is not JSON (RFC 8259), what
// was expected there and what was found. How a failure is told is left to smelter/json.
package json

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/smelter-lang/smelter/runtime/str"
)

// A Failure is why a text is not JSON; nil if it is.
type Failure struct {
	line, column int64 // from 1, in characters
	text         string
}

// Failed reports whether there is a failure; the others are its parts.
func Failed(f *Failure) bool        { return f != nil }
func Line(f *Failure) int64         { return f.line }
func Column(f *Failure) int64       { return f.column }
func Problem(f *Failure) str.String { return str.From(f.text) }

// failure makes a Failure for a place in a text.
func failure(src string, at int, text string) *Failure {
	start := strings.LastIndexByte(src[:at], '\n') + 1
	return &Failure{
		line:   int64(strings.Count(src[:start], "\n")) + 1,
		column: int64(utf8.RuneCountInString(src[start:at])) + 1,
		text:   text,
	}
}

// longest is the length from which on a word is not repeated in messages.
const longest = 30

// found says what is at a place in a text.
func found(src string, at int) string {
	if at >= len(src) {
		return "the end of the text"
	}
	end := at
	for end < len(src) && wordy(src[end]) {
		end++
	}
	if end > at && end-at < longest {
		return src[at:end]
	}
	switch r, _ := utf8.DecodeRuneInString(src[at:]); {
	case r == '"':
		return "a string"
	case r == '\n' || r == '\r':
		return "the end of the line"
	case !strconv.IsPrint(r):
		return fmt.Sprintf("the character U+%04X", r)
	default:
		return string(r)
	}
}

func wordy(c byte) bool {
	return c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z' || c == '_' || c == '-' || c == '+' || c == '.'
}

// goText returns a text as Go has it. Half of a surrogate pair, which strings of Coalton
// may contain, has no such form.
func goText(text str.String) (string, *Failure) {
	src, wide := text.Chars()
	if wide == nil {
		return src, nil
	}
	out := make([]byte, 0, len(wide)+len(wide)/8)
	for _, r := range wide {
		switch {
		case r < utf8.RuneSelf:
			out = append(out, byte(r))
		case utf16.IsSurrogate(r):
			return "", failure(string(out), len(out), fmt.Sprintf("half of a surrogate pair, U+%04X, is no character", r))
		default:
			out = utf8.AppendRune(out, r)
		}
	}
	return string(out), nil
}

// IsBlank reports whether a line of JSON lines has nothing in it.
func IsBlank(line str.String) bool { return strings.Trim(line.Go(), " \t\r\n\ufeff") == "" }
