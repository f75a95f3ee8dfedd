package reader

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/smelter-lang/smelter/transpile/names"
)

// This file reads what begins with a sign of its own: # and ƒ.

// sharp reads the form that begins with # here. Comments and conditionals have been
// passed before.
func (r *Reader) sharp() *Form {
	n := 1 + leadingDigits(r.text[r.pos+1:])
	if r.pos+n == len(r.text) {
		return r.fail(len(r.text), "Missing character after `#`")
	}
	c, size := utf8.DecodeRuneInString(r.text[r.pos+n:])
	next := r.pos + n + size
	if n > 1 {
		if c == 'r' || c == 'R' {
			base, _ := strconv.Atoi(r.text[r.pos+1 : r.pos+n])
			return r.radix(n+1, base)
		}
		return r.fail(next, "`%s` is not supported", r.text[r.pos:next])
	}
	switch unicode.ToLower(c) {
	case '\\':
		return r.char()
	case '\'':
		return r.prefixed(Function, 2)
	case 'x':
		return r.radix(2, 16)
	case 'o':
		return r.radix(2, 8)
	case 'b':
		return r.radix(2, 2)
	case ':':
		return r.uninterned()
	case '(':
		return r.opaque(1)
	case 'c':
		if strings.HasPrefix(r.text[next:], "(") {
			return r.opaque(2)
		}
	}
	r.fail(next, "`#%c` is not supported", c)
	if text := sharpHabits[unicode.ToLower(c)]; text != "" {
		r.advise(text)
	}
	return nil
}

// sharpHabits tell what to write instead of what # begins elsewhere.
var sharpHabits = map[rune]string{
	't': "the Booleans are True and False", 'f': "the Booleans are True and False",
	'.': "nothing is evaluated while reading",
	';': "comments are ; to the end of the line and #| ... |#", '_': "comments are ; to the end of the line and #| ... |#",
	'p': "a path is a String: \"folder/file\"", '{': "a collection is written [a b c]", '[': "a collection is written [a b c]",
}

// uninterned reads #:name.
func (r *Reader) uninterned() *Form {
	f := r.new(Symbol)
	end := tokenEnd(r.text, r.pos+2)
	f.Qual, f.Text = "#", r.text[r.pos+2:end]
	r.pos = end
	if f.Text == "" || colonIn(f.Text) >= 0 || !closed(f.Text) {
		return r.fail(r.pos, "Malformed name: `#:%s`", f.Text)
	}
	return r.end(f)
}

// opaque reads #(...) or #C(...): a list behind n bytes.
func (r *Reader) opaque(n int) *Form {
	f, start := r.new(Opaque), r.pos
	r.pos += n
	list := r.list(List, ')')
	if list == nil {
		return nil
	}
	f.Text = r.text[start:r.pos]
	return r.end(f)
}

// lambda begins a short lambda: ƒxy.(+ x y) is (fn (x y) (+ x y)).
const lambda = "ƒ"

// shortLambda reads a short lambda.
func (r *Reader) shortLambda() *Form {
	f := r.new(ShortLambda)
	r.pos += len(lambda)
	if !r.enter() {
		return nil
	}
	params := r.new(List)
	mark := len(r.stack)
	if !r.letters(mark) {
		return nil
	}
	params.Items = r.take(mark)
	r.end(params)
	r.pos++ // the point
	body := r.operand("Malformed short lambda: missing body expression")
	if body == nil {
		return nil
	}
	r.depth--
	r.stack = append(r.stack, params, body)
	f.Items = r.take(len(r.stack) - 2)
	return r.end(f)
}

// letters reads the parameters of a short lambda, up to the point.
func (r *Reader) letters(mark int) bool {
	for r.pos < len(r.text) && class[r.text[r.pos]]&delimiter == 0 {
		c, n := utf8.DecodeRuneInString(r.text[r.pos:])
		letter := r.text[r.pos : r.pos+n]
		switch {
		case c == '.':
			return true
		case c != '_' && !unicode.IsLetter(c):
			return r.fail(r.pos+n, "Malformed short lambda: "+
				"expected alphabetic parameter, `_`, or `.`, got `%s`", letter) != nil
		case c != '_' && r.bound(letter, mark):
			return r.fail(r.pos+n, "Malformed short lambda: duplicate parameter `%s`", letter) != nil
		}
		p := r.new(Symbol)
		p.Text = letter
		r.pos += n
		r.stack = append(r.stack, r.end(p))
	}
	return r.fail(r.pos, "Malformed short lambda: missing `.`") != nil
}

// bound reports whether a letter is among the parameters gathered since a mark.
func (r *Reader) bound(letter string, mark int) bool {
	for _, p := range r.stack[mark:] {
		if names.Fold(p.Text) == names.Fold(letter) {
			return true
		}
	}
	return false
}
