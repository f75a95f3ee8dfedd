package encoding

import (
	"strings"

	"github.com/smelter-lang/smelter/runtime/str"
)

// This file has what URLs are written in: bytes as % and two hexadecimal digits. Parts of
// URLs leave letters, digits and -._~ as they are (RFC 3986); fields of forms have + for a
// space besides, and leave * but not ~ (the URL standard of the web).

// URL writes bytes as a part of a URL, or as a field of a form.
func URL(data []byte, form bool) str.String {
	const digits = "0123456789ABCDEF"
	var b strings.Builder
	for _, c := range data {
		switch {
		case stays(c, form):
			b.WriteByte(c)
		case form && c == ' ':
			b.WriteByte('+')
		default:
			b.WriteByte('%')
			b.WriteByte(digits[c>>4])
			b.WriteByte(digits[c&15])
		}
	}
	return str.ASCII(b.String())
}

func stays(c byte, form bool) bool {
	switch {
	case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9':
		return true
	case c == '-', c == '.', c == '_':
		return true
	}
	return c == '~' && !form || c == '*' && form
}

// FromURL reads what URL writes. Characters that would not have stayed are themselves.
func FromURL(text str.String, form bool) ([]byte, *Failure) {
	return unescape([]rune(text.Go()), 0, form)
}

// TextFromURL reads a text from what URL writes.
func TextFromURL(text str.String, form bool) (str.String, *Failure) {
	return decoded([]rune(text.Go()), 0, form)
}

// decoded reads a text from a part, which begins at a position.
func decoded(part []rune, start int, form bool) (str.String, *Failure) {
	data, why := unescape(part, start, form)
	if why != nil {
		return str.String{}, why
	}
	if i := firstBad(data); i < len(data) {
		return str.String{}, badUTF8(data, i, start+origin(part, i))
	}
	return str.From(string(data)), nil
}

// unescape returns the bytes of a part, which begins at a position.
func unescape(part []rune, start int, form bool) (data []byte, why *Failure) {
	for i := 0; i < len(part); i++ {
		switch r := part[i]; {
		case r == '%':
			if len(part)-i < 3 || !hexRune(part[i+1]) || !hexRune(part[i+2]) {
				return nil, fail(urlName(form), start+i, "%% without two hexadecimal digits")
			}
			data = append(data, value(part[i+1])<<4|value(part[i+2]))
			i += 2
		case r == '+' && form:
			data = append(data, ' ')
		default:
			data = append(data, string(r)...)
		}
	}
	return data, nil
}

// origin returns which character of a part the byte at an index was made of.
func origin(part []rune, index int) int {
	i := 0
	for n := 0; ; {
		width, size := 1, len(string(part[i]))
		if part[i] == '%' {
			width = 3
		}
		if n += size; n > index {
			return i
		}
		i += width
	}
}

func urlName(form bool) string {
	if form {
		return "a form"
	}
	return "a part of a URL"
}

func hexRune(r rune) bool { return r < 0x80 && isHex(byte(r)) }

func value(digit rune) byte {
	if digit <= '9' {
		return byte(digit - '0')
	}
	return byte(digit | 0x20 - 'a' + 10)
}

// Query writes names and values, in turns, as a query.
func Query(parts []str.String) str.String {
	var b strings.Builder
	for i, p := range parts {
		switch {
		case i%2 == 1:
			b.WriteByte('=')
		case i > 0:
			b.WriteByte('&')
		}
		b.WriteString(URL([]byte(p.Go()), true).Go())
	}
	return str.ASCII(b.String())
}

// FromQuery reads the names and values, in turns, of a query, which may begin with its ?.
func FromQuery(text str.String) (parts []str.String, why *Failure) {
	rest, start := []rune(text.Go()), 0
	if len(rest) > 0 && rest[0] == '?' {
		rest, start = rest[1:], 1
	}
	for len(rest) > 0 {
		field := rest[:index(rest, '&')]
		if len(field) > 0 {
			name := field[:index(field, '=')]
			val := field[min(len(name)+1, len(field)):]
			for _, p := range []struct {
				part  []rune
				start int
			}{{name, start}, {val, start + len(name) + 1}} {
				t, why := decoded(p.part, p.start, true)
				if why != nil {
					return nil, why
				}
				parts = append(parts, t)
			}
		}
		next := min(len(field)+1, len(rest))
		rest, start = rest[next:], start+next
	}
	return parts, nil
}

// index returns where a character is in a part, or the length.
func index(part []rune, r rune) int {
	for i, c := range part {
		if c == r {
			return i
		}
	}
	return len(part)
}
