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

// This file reads numbers and strings.

// number reads a number. An integer is made one; other numbers, and -0, keep their text, so
// that nothing of them is lost.
func (p *parser[J]) number() bool {
	start := p.pos
	end, whole, problem := scanNumber(p.src, start)
	if problem != "" {
		p.pos = end
		return p.expect(problem)
	}
	if end < len(p.src) && wordy(p.src[end]) {
		if p.src[start] == '0' || strings.HasPrefix(p.src[start:], "-0") {
			return p.fail(start, "a number does not begin with 0: "+found(p.src, start))
		}
		p.pos = end
		return p.expect("the end of a number")
	}
	p.pos = end
	digits := p.src[start:end]
	if !whole {
		p.values = append(p.values, p.decimal(str.ASCII(digits)))
		return true
	}
	if len(digits) > 18 {
		p.values = append(p.values, p.whole(num.Parse(digits)))
		return true
	}
	n, i := int64(0), 0
	if digits[0] == '-' {
		i = 1
	}
	for ; i < len(digits); i++ {
		n = n*10 + int64(digits[i]-'0')
	}
	if digits[0] == '-' {
		n = -n
	}
	p.values = append(p.values, p.whole(num.Of(n)))
	return true
}

// scanNumber finds the end of a number, and whether it has neither a fraction nor an
// exponent and is not -0. If it is none, problem is what is missing at end.
func scanNumber(src string, i int) (end int, whole bool, problem string) {
	start := i
	if i < len(src) && src[i] == '-' {
		i++
	}
	first := i
	if i = digits(src, i); i == first {
		return i, false, "a digit"
	}
	if src[first] == '0' {
		i = first + 1 // more digits are not part of it
	}
	whole = src[start:i] != "-0"
	if i < len(src) && src[i] == '.' {
		whole = false
		if end = digits(src, i+1); end == i+1 {
			return end, false, "a digit"
		}
		i = end
	}
	if i < len(src) && src[i]|0x20 == 'e' {
		whole = false
		i++
		if i < len(src) && (src[i] == '+' || src[i] == '-') {
			i++
		}
		if end = digits(src, i); end == i {
			return end, false, "a digit"
		}
		i = end
	}
	return i, whole, ""
}

func digits(src string, i int) int {
	for i < len(src) && src[i] >= '0' && src[i] <= '9' {
		i++
	}
	return i
}

// str reads a string. What has no escapes and is ASCII shares the memory of the text.
func (p *parser[J]) str() (str.String, bool) {
	src, start := p.src, p.pos+1
	ascii := true
	for i := start; i < len(src); i++ {
		switch c := src[i]; {
		case c == '"':
			p.pos = i + 1
			if ascii {
				return str.ASCII(src[start:i]), true
			}
			return str.From(src[start:i]), true
		case c == '\\':
			return p.escaped(start, i)
		case c < ' ':
			return str.String{}, p.control(i)
		case c >= utf8.RuneSelf:
			ascii = false
		}
	}
	return str.String{}, p.unclosed()
}

func (p *parser[J]) unclosed() bool {
	return p.fail(p.pos, `a string without its closing "`)
}

// control fails: a control character in a string.
func (p *parser[J]) control(at int) bool {
	if p.src[at] == '\n' || p.src[at] == '\r' {
		return p.fail(p.pos, `a string without its closing " in the same line`)
	}
	return p.fail(at, fmt.Sprintf(`the character U+%04X in a string, which has to be written \u%04x there`,
		p.src[at], p.src[at]))
}

// escaped reads on in a string from the first backslash on.
func (p *parser[J]) escaped(start, i int) (str.String, bool) {
	out := append(make([]byte, 0, i-start+32), p.src[start:i]...)
	for i < len(p.src) {
		switch c := p.src[i]; {
		case c == '"':
			p.pos = i + 1
			return str.From(string(out)), true
		case c < ' ':
			return str.String{}, p.control(i)
		case c == '\\':
			r, end, ok := p.escape(i)
			if !ok {
				return str.String{}, false
			}
			out = utf8.AppendRune(out, r)
			i = end
		default:
			out = append(out, c)
			i++
		}
	}
	return str.String{}, p.unclosed()
}

const (
	escapes = `"\/bfnrt`
	meant   = "\"\\/\b\f\n\r\t"
)

// escape reads the escape at i.
func (p *parser[J]) escape(i int) (r rune, end int, ok bool) {
	if i+1 >= len(p.src) {
		return 0, 0, p.unclosed()
	}
	if k := strings.IndexByte(escapes, p.src[i+1]); k >= 0 {
		return rune(meant[k]), i + 2, true
	}
	if p.src[i+1] != 'u' {
		_, n := utf8.DecodeRuneInString(p.src[i+1:])
		return 0, 0, p.fail(i, "there is no escape "+p.src[i:i+1+n])
	}
	r, ok = hex4(p.src, i)
	switch {
	case !ok:
		return 0, 0, p.fail(i, `\u needs four hexadecimal digits`)
	case !utf16.IsSurrogate(r):
		return r, i + 6, true
	}
	low, _ := hex4(p.src, i+6)
	if r = utf16.DecodeRune(r, low); r == utf8.RuneError {
		return 0, 0, p.fail(i, "half of a surrogate pair, "+p.src[i:i+6]+", is no character")
	}
	return r, i + 12, true
}

// hex4 reads \uXXXX at i.
func hex4(src string, i int) (rune, bool) {
	if i+6 > len(src) || src[i] != '\\' || src[i+1] != 'u' {
		return 0, false
	}
	for _, c := range []byte(src[i+2 : i+6]) {
		if !(c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'f') {
			return 0, false
		}
	}
	n, err := strconv.ParseUint(src[i+2:i+6], 16, 32)
	return rune(n), err == nil
}
