package reader

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// This file reads names: symbols, with or without a package prefix, and keywords. A
// token that looks like a number is one.

// tokenEnd returns where the token at a place ends. Between bars, and after a
// backslash, every character belongs to it.
func tokenEnd(text string, at int) int {
	for at < len(text) {
		switch class[text[at]] {
		case 0:
			at++
		case escape:
			if text[at] == '\\' {
				at = min(at+2, len(text))
				continue
			}
			i := strings.IndexByte(text[at+1:], '|')
			if i < 0 {
				return len(text)
			}
			at += i + 2
		default:
			return at
		}
	}
	return at
}

// atom reads a symbol, keyword or number.
func (r *Reader) atom() *Form {
	start := r.pos
	end := tokenEnd(r.text, start)
	token := r.text[start:end]
	if c := token[0]; '0' <= c && c <= '9' || c == '+' || c == '-' || c == '.' {
		if f, ok := r.number(token); ok {
			return f
		}
	}
	if strings.ContainsAny(token, `|\`) && !closed(token) {
		return r.missingDelimiter(start, "symbol", "the character |")
	}
	if strings.Trim(token, ".") == "" {
		return r.fail(end, "Dots alone are no name: `%s`", token)
	}
	if c, ok := invisible(token); ok {
		r.fail(end, "Invisible character U+%04X in `%s`", c, token)
		return r.advise("it was probably copied with the text; a space or nothing should stand there")
	}
	return r.symbol(token)
}

// invisible returns the first character of a token that cannot be seen.
func invisible(token string) (rune, bool) {
	for i := 0; i < len(token); i++ {
		if token[i] < utf8.RuneSelf {
			continue
		}
		for _, c := range token[i:] {
			if unicode.IsSpace(c) || unicode.In(c, unicode.Cf, unicode.Zs) {
				return c, true
			}
		}
		return 0, false
	}
	return 0, false
}

// closed reports whether the escapes of a token are complete.
func closed(token string) bool {
	bars := false
	for i := 0; i < len(token); i++ {
		switch {
		case token[i] == '|':
			bars = !bars
		case token[i] == '\\' && !bars:
			i++
			if i == len(token) {
				return false
			}
		}
	}
	return !bars
}

// symbol makes a symbol or keyword of the token here.
func (r *Reader) symbol(token string) *Form {
	f := r.new(Symbol)
	r.pos += len(token)
	colon := colonIn(token)
	switch {
	case colon < 0:
		f.Text = token
	case colon == 0:
		f.Kind, f.Text = Keyword, token[1:]
	default:
		f.Qual, f.Text = token[:colon], token[colon+1:]
		if f.Text != "" && f.Text[0] == ':' {
			f.Internal, f.Text = true, f.Text[1:]
		}
	}
	if colon >= 0 && (f.Text == "" || colonIn(f.Text) >= 0) {
		return r.fail(r.pos, "Misplaced package marker in `%s`", token)
	}
	return r.end(f)
}

// colonIn returns the index of the first colon that is not escaped, or -1.
func colonIn(token string) int {
	colon := strings.IndexByte(token, ':')
	if colon < 0 || !strings.ContainsAny(token[:colon], `|\`) {
		return colon
	}
	bars := false
	for i := 0; i < len(token); i++ {
		switch c := token[i]; {
		case c == '|':
			bars = !bars
		case bars:
		case c == '\\':
			i++
		case c == ':':
			return i
		}
	}
	return -1
}
