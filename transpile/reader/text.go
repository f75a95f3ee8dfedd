package reader

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// This file reads strings and characters.

// str reads a string.
func (r *Reader) str() *Form {
	f := r.new(String)
	end, closed := delimited(r.text, r.pos)
	if !closed {
		return r.missingDelimiter(r.pos, "string", `the character "`)
	}
	body := r.text[r.pos+1 : end-1]
	if strings.IndexByte(body, '\\') >= 0 || strings.IndexByte(body, '\r') >= 0 {
		var ok bool
		if body, ok = r.unescape(body); !ok {
			return nil
		}
	}
	f.Text = body
	r.pos = end
	return r.end(f)
}

var escapes = [256]byte{'n': '\n', 't': '\t', 'r': '\r', '0': 0, 'e': 0x1b}

// unescape resolves the escapes of a string's contents and makes line ends \n.
func (r *Reader) unescape(body string) (string, bool) {
	var b strings.Builder
	for i := 0; i < len(body); i++ {
		c := body[i]
		switch {
		case c == '\r' && i+1 < len(body) && body[i+1] == '\n':
		case c != '\\':
			b.WriteByte(c)
		default:
			i++
			switch c = body[i]; {
			case c == 'u' && strings.HasPrefix(body[i+1:], "{"):
				char, n := codePoint(body[i+2:])
				if n == 0 {
					at := r.pos + 1 + i
					return "", r.fail(at+2, `Malformed escape: a character is written like \u{1F600}`) != nil
				}
				b.WriteRune(char)
				i += 1 + n
			case escapes[c] != 0 || c == '0':
				b.WriteByte(escapes[c])
			default:
				b.WriteByte(c)
			}
		}
	}
	return b.String(), true
}

// codePoint reads hexadecimal digits and the brace behind them; n is 0 if they are none
// or no character.
func codePoint(s string) (c rune, n int) {
	end := strings.IndexByte(s, '}')
	if end < 1 || end > 6 {
		return 0, 0
	}
	v, err := strconv.ParseUint(s[:end], 16, 32)
	if err != nil || !utf8.ValidRune(rune(v)) {
		return 0, 0
	}
	return rune(v), end + 1
}

// charNames has the characters with names, as they are written back.
var charNames = [...]struct {
	name string
	char rune
}{
	{"Space", ' '}, {"Newline", '\n'}, {"Tab", '\t'}, {"Page", '\f'},
	{"Rubout", 0x7f}, {"Return", '\r'}, {"Backspace", '\b'}, {"Linefeed", '\n'},
}

// char reads a character: #\ and the character itself or its name.
func (r *Reader) char() *Form {
	f := r.new(Char)
	if r.pos+2 == len(r.text) {
		return r.fail(len(r.text), `Missing character after #\`)
	}
	c, n := utf8.DecodeRuneInString(r.text[r.pos+2:])
	start := r.pos + 2
	end := start + n
	for end < len(r.text) && class[r.text[end]]&delimiter == 0 {
		end++
	}
	r.pos = end
	if end == start+n {
		f.Rune = c
		return r.end(f)
	}
	name := r.text[start:end]
	for _, known := range charNames {
		if strings.EqualFold(name, known.name) {
			f.Rune = known.char
			return r.end(f)
		}
	}
	return r.fail(end, `Unrecognized character name: "%s"`, name)
}
