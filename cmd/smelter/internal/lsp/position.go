package lsp

import (
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/smelter-lang/smelter/transpile/source"
)

// This file converts between offsets in bytes and positions as the protocol counts them.
//
// A line ends with \n, \r\n or a lone \r. Characters are counted in units of UTF-16, or in
// bytes if that was agreed on. What is not valid UTF-8 counts one for each byte.

// An encoding says what is counted.
type encoding string

const (
	utf16Units encoding = "utf-16"
	utf8Units  encoding = "utf-8"
)

type position struct {
	Line      int `json:"line"`
	Character int `json:"character"`
}

// A span is a range of the protocol.
type span struct {
	Start position `json:"start"`
	End   position `json:"end"`
}

type location struct {
	URI   string `json:"uri"`
	Range span   `json:"range"`
}

// A text is the contents of a document with a table of its lines.
type text struct {
	string
	enc   encoding
	lines []int // offset of the first byte of each line
}

// newText returns a text. A byte order mark is not part of it.
func newText(s string, enc encoding) *text {
	t := &text{strings.TrimPrefix(s, "\ufeff"), enc, []int{0}}
	for i := 0; i < len(t.string); i++ {
		switch c := t.string[i]; {
		case c == '\n', c == '\r' && !strings.HasPrefix(t.string[i+1:], "\n"):
			t.lines = append(t.lines, i+1)
		}
	}
	return t
}

// position returns the position of an offset.
func (t *text) position(offset int) position {
	offset = max(0, min(offset, len(t.string)))
	line := sort.SearchInts(t.lines, offset+1) - 1
	return position{line, t.count(t.string[t.lines[line]:offset])}
}

// count returns the length of a text without line ends.
func (t *text) count(s string) int {
	if t.enc == utf8Units {
		return len(s)
	}
	n := 0
	for _, c := range s {
		n += units(c)
	}
	return n
}

func units(c rune) int {
	if c > 0xFFFF {
		return 2
	}
	return 1
}

// offset returns the offset of a position. One behind the end of its line is the end, one
// inside a character its beginning.
func (t *text) offset(p position) int {
	switch {
	case p.Line < 0:
		return 0
	case p.Line >= len(t.lines):
		return len(t.string)
	}
	at := t.lines[p.Line]
	for n := 0; at < len(t.string) && n < p.Character && !strings.ContainsRune("\r\n", rune(t.string[at])); {
		c, size := utf8.DecodeRuneInString(t.string[at:])
		step := size
		if t.enc != utf8Units {
			step = units(c)
		}
		if n+step > p.Character {
			break
		}
		n, at = n+step, at+size
	}
	return at
}

// span returns the range of a part of the text.
func (t *text) span(lo, hi int) span { return span{t.position(lo), t.position(hi)} }

// of returns the range of a place in the source.
func (t *text) of(at source.Span) span { return t.span(int(at.Lo), int(at.Hi)) }
