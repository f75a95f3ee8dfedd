package lsp

import (
	"strings"
	"unicode/utf8"

	"github.com/smelter-lang/smelter/transpile/reader"
)

// This file finds out where in its forms an offset stands. While one types a form it cannot
// be read, so this goes by parentheses and words alone.

// A place is what is around an offset.
type place struct {
	inside bool  // a string, comment or character
	open   []int // offsets of the open parentheses around, outermost first
	lo, hi int   // of the word there, which may be empty
	end    int   // of the toplevel form around, its blanks behind left out
	close  string
}

// scan looks at an offset of a text.
func scan(s string, offset int) place {
	p := place{lo: offset, hi: offset}
	for p.lo > 0 && inWord(s[:p.lo], true) {
		_, size := utf8.DecodeLastRuneInString(s[:p.lo])
		p.lo -= size
	}
	for p.hi < len(s) && inWord(s[p.hi:], false) {
		_, size := utf8.DecodeRuneInString(s[p.hi:])
		p.hi += size
	}
	var open []int
	at, past := 0, false
	for at < len(s) {
		end, kind := token(s, at)
		top := s[at] == '(' && (at == 0 || s[at-1] == '\n')
		if !past && (at >= offset || end > offset || end == offset && kind == unfinished) {
			past = true
			p.inside = at < offset && kind != other
			p.open = append([]int(nil), open...)
		}
		if past && top && at >= offset {
			break
		}
		switch {
		case top:
			open = []int{at}
		case s[at] == '(' || s[at] == '[':
			open = append(open, at)
		case (s[at] == ')' || s[at] == ']') && len(open) > 0:
			open = open[:len(open)-1]
		}
		at = end
	}
	if !past {
		p.open = append([]int(nil), open...)
	}
	p.end = len(strings.TrimRight(s[:at], " \t\r\n"))
	p.end = max(p.end, p.hi)
	for i := len(open) - 1; i >= 0; i-- {
		p.close += string(closing(s[open[i]]))
	}
	return p
}

func closing(open byte) byte {
	if open == '[' {
		return ']'
	}
	return ')'
}

// The kinds of tokens.
type tokenKind uint8

const (
	other      tokenKind = iota
	opaque               // a string, comment or character
	unfinished           // the same, without an end or up to that of the line
)

// token returns where a token ends that begins at an offset.
func token(s string, at int) (end int, kind tokenKind) {
	end, closed, ok := reader.Solid(s, at)
	switch {
	case !ok:
		return at + 1, other
	case !closed:
		return end, unfinished
	}
	return end, opaque
}

// inWord reports whether a text begins, or ends, with a character of a name.
func inWord(s string, last bool) bool {
	c, _ := utf8.DecodeRuneInString(s)
	if last {
		c, _ = utf8.DecodeLastRuneInString(s)
	}
	return !strings.ContainsRune(" \t\r\n\f\v()[]\"';`,", c)
}

// closeOf returns where the parenthesis at an offset is closed, behind it, or the end.
func closeOf(s string, at int) int {
	depth := 0
	for at < len(s) {
		end, _ := token(s, at)
		switch s[at] {
		case '(', '[':
			depth++
		case ')', ']':
			depth--
		}
		at = end
		if depth == 0 {
			return at
		}
	}
	return at
}

// formsIn counts the forms that begin in a part of a text, inner ones left out.
func formsIn(s string) int {
	n, depth, word := 0, 0, false
	for at := 0; at < len(s); {
		end, _ := token(s, at)
		switch {
		case strings.ContainsRune(" \t\r\n\f\v", rune(s[at])), s[at] == ';', strings.HasPrefix(s[at:], "#|"):
			word = false
		case s[at] == ')', s[at] == ']':
			depth, word = depth-1, false
		default:
			opens := s[at] == '(' || s[at] == '['
			if depth == 0 && (!word || opens && at > 0 && s[at-1] != '\'' && s[at-1] != '`' && s[at-1] != ',') {
				n++
			}
			if word = !opens; opens {
				depth++
			}
		}
		at = end
	}
	return n
}
