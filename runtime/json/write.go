package json

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/smelter-lang/smelter/runtime/num"
	"github.com/smelter-lang/smelter/runtime/str"
)

// A Writer is a text that is being written. What is long is kept in pieces, since a slice
// that grows is copied again and again.
type Writer struct {
	buf  []byte
	full [][]byte
	size int // of what is in full
}

// piece is the length from which on a piece is full.
const piece = 1 << 16

// NewWriter returns an empty one, and Written what was written.
func NewWriter() *Writer { return &Writer{} }

func Written(w *Writer) str.String {
	var b strings.Builder
	b.Grow(w.size + len(w.buf))
	for _, p := range w.full {
		b.Write(p)
	}
	b.Write(w.buf)
	return str.From(b.String())
}

// keep begins another piece if the current one is full.
func (w *Writer) keep() {
	if len(w.buf) >= piece {
		w.full = append(w.full, w.buf)
		w.size += len(w.buf)
		w.buf = make([]byte, 0, piece+piece/8)
	}
}

// Put writes ASCII as it is, PutWhole an integer, and PutText a string.
func Put(w *Writer, s str.String) {
	ascii, _ := s.Chars()
	w.buf = append(w.buf, ascii...)
}

func PutWhole(w *Writer, n num.Int) {
	if n.B == nil {
		w.buf = strconv.AppendInt(w.buf, n.N, 10)
	} else {
		w.buf = append(w.buf, num.Text(n)...)
	}
	w.keep()
}

func PutText(w *Writer, s str.String) {
	w.buf = appendQuoted(w.buf, s)
	w.keep()
}

// NewLine begins a line that is indented by a number of blanks.
func NewLine(w *Writer, blanks int64) {
	w.buf = append(w.buf, '\n')
	for range blanks {
		w.buf = append(w.buf, ' ')
	}
	w.keep()
}

// Quoted returns a string as JSON has it.
func Quoted(s str.String) string { return string(appendQuoted(nil, s)) }

// appendQuoted escapes what must be: quotes, backslashes, control characters, and halves of
// surrogate pairs, which UTF-8 does not have.
func appendQuoted(out []byte, s str.String) []byte {
	out = append(out, '"')
	text, wide := s.Chars()
	out = appendASCII(out, text)
	for _, r := range wide {
		out = appendRune(out, r)
	}
	return append(out, '"')
}

func appendASCII(out []byte, text string) []byte {
	start := 0
	for i := range len(text) {
		if c := text[i]; c < ' ' || c == '"' || c == '\\' {
			out = append(out, text[start:i]...)
			out = appendEscape(out, c)
			start = i + 1
		}
	}
	return append(out, text[start:]...)
}

func appendRune(out []byte, r rune) []byte {
	switch {
	case r < ' ' || r == '"' || r == '\\':
		return appendEscape(out, byte(r))
	case r < utf8.RuneSelf:
		return append(out, byte(r))
	case utf16.IsSurrogate(r):
		return fmt.Appendf(out, `\u%04x`, r)
	}
	return utf8.AppendRune(out, r)
}

func appendEscape(out []byte, c byte) []byte {
	for i := range len(meant) {
		if meant[i] == c {
			return append(out, '\\', escapes[i])
		}
	}
	return fmt.Appendf(out, `\u%04x`, c)
}

// Quote is Quoted for programs, and IsPlain reports whether a name needs no quotes in a path.
func Quote(s str.String) str.String { return str.From(Quoted(s)) }

func IsPlain(s str.String) bool {
	name := s.Go()
	for i := range len(name) {
		switch c := name[i]; {
		case c|0x20 >= 'a' && c|0x20 <= 'z', c == '_':
		case i > 0 && (c == '-' || c >= '0' && c <= '9'):
		default:
			return false
		}
	}
	return name != ""
}
