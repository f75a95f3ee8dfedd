package reader

import (
	"strings"

	"github.com/smelter-lang/smelter/transpile/diag"
	"github.com/smelter-lang/smelter/transpile/source"
)

// This file passes over what stands between forms: white space, comments, and forms
// that a reader conditional leaves out.

// Classes of bytes. Bytes of characters beyond ASCII are constituents of names.
const (
	space     = 1 << iota
	delimiter // ends a name or number
	escape    // of a name
)

var class = [256]uint8{
	' ': space | delimiter, '\t': space | delimiter, '\n': space | delimiter,
	'\r': space | delimiter, '\f': space | delimiter, '\v': space | delimiter,
	'(': delimiter, ')': delimiter, '[': delimiter, ']': delimiter, '"': delimiter,
	'\'': delimiter, '`': delimiter, ',': delimiter, ';': delimiter,
	'|': escape, '\\': escape,
}

// blank goes to the next form, parenthesis or the end. It reports false after a mistake.
func (r *Reader) blank() bool {
	for r.pos < len(r.text) {
		switch c := r.text[r.pos]; {
		case class[c]&space != 0:
			r.white()
		case c == ';':
			r.comment(lineEnd(r.text, r.pos))
		case c == '#' && r.pos+1 < len(r.text):
			switch r.text[r.pos+1] {
			case '|':
				end := blockEnd(r.text, r.pos)
				if end < 0 {
					return r.missingDelimiter(r.pos, "comment", "the characters |#") != nil
				}
				r.comment(end)
			case '+', '-':
				if !r.conditional() {
					return false
				}
			default:
				return true
			}
		default:
			return true
		}
	}
	return true
}

// white passes white space and notes a blank line in it.
func (r *Reader) white() {
	start, lines := r.pos, 0
	for r.pos < len(r.text) && class[r.text[r.pos]]&space != 0 {
		if r.text[r.pos] == '\n' {
			lines++
		}
		r.pos++
	}
	if lines > 1 {
		r.lead = append(r.lead, Trivia{r.span(start, r.pos)})
	}
}

func (r *Reader) comment(end int) {
	r.lead = append(r.lead, Trivia{r.span(r.pos, end)})
	r.pos = end
}

// blockEnd returns where the #| comment at a place ends, -1 if it does not. They nest.
func blockEnd(text string, at int) int {
	for depth := 0; ; {
		i := strings.IndexAny(text[at:], "#|")
		if i < 0 {
			return -1
		}
		at += i
		switch {
		case strings.HasPrefix(text[at:], "#|"):
			depth++
			at += 2
		case strings.HasPrefix(text[at:], "|#"):
			depth--
			at += 2
			if depth == 0 {
				return at
			}
		default:
			at++
		}
	}
}

// conditional reads #+feature or #-feature and passes over the form behind it, too, if
// that is to be left out.
func (r *Reader) conditional() bool {
	start := r.pos
	want := r.text[r.pos+1] == '+'
	r.pos += 2
	lead := r.lead
	feature := r.operand("Missing feature after `#%c`", r.text[start+1])
	if feature == nil {
		return false
	}
	r.lead = lead
	end, ok := skip(r.text, r.pos)
	if !ok {
		return r.fail(end, "Missing form after `#%c`", r.text[start+1]) != nil
	}
	if holds(feature) != want {
		r.pos = start
		r.comment(end)
	}
	return true
}

// holds reports whether a feature expression is true. The only features are coalton and
// smelter: no Common Lisp is present.
func holds(f *Form) bool {
	switch {
	case f.Kind == Keyword || f.Kind == Symbol:
		return strings.EqualFold(f.Text, "coalton") || strings.EqualFold(f.Text, "smelter")
	case f.Kind != List || len(f.Items) == 0:
		return false
	}
	head, args := f.Items[0], f.Items[1:]
	switch {
	case strings.EqualFold(head.Text, "not"):
		return len(args) == 1 && !holds(args[0])
	case strings.EqualFold(head.Text, "and"):
		for _, a := range args {
			if !holds(a) {
				return false
			}
		}
		return true
	case strings.EqualFold(head.Text, "or"):
		for _, a := range args {
			if holds(a) {
				return true
			}
		}
	}
	return false
}

// featureIn reports whether the feature expression of a text is true.
func featureIn(text string) bool {
	f := New(new(source.Set).Add("", text), &diag.List{}).Next()
	return f != nil && holds(f)
}

// skip returns where the form after a place ends without reading it: it may be in the
// syntax of another Lisp. If there is no form it returns where it was looked for.
func skip(text string, at int) (end int, ok bool) {
	for depth := 0; at < len(text); {
		start := at
		switch c := text[at]; {
		case class[c]&space != 0 || c == '\'' || c == '`' || c == ',':
			at++
			continue
		case c == ';':
			at = lineEnd(text, at)
			continue
		case strings.HasPrefix(text[at:], "#|"):
			closed := false
			if at, closed, _ = Solid(text, at); !closed {
				return start, false
			}
			continue
		case strings.HasPrefix(text[at:], "#+"), strings.HasPrefix(text[at:], "#-"):
			end, ok := skip(text, at+2)
			if !ok {
				return end, false
			}
			if featureIn(text[at+2:end]) != (text[at+1] == '+') {
				if end, ok = skip(text, end); !ok {
					return end, false
				}
			}
			at = end
			continue
		case c == '(' || c == '[':
			depth++
			at++
			continue
		case c == ')' || c == ']':
			if depth == 0 {
				return at, false
			}
			depth--
			at++
		case c == '"', strings.HasPrefix(text[at:], `#\`):
			at, _, _ = Solid(text, at)
		case c == '#' && at+1 < len(text) && class[text[at+1]]&delimiter != 0:
			at++ // #( or #'
			continue
		default:
			at = tokenEnd(text, at)
		}
		if depth == 0 {
			return at, true
		}
	}
	return len(text), false
}

// Solid returns where a string, quoted name, comment or character ends that begins at a
// place of a text, and whether it has an end of its own: a comment to the end of the line has
// none. It is for those who look at texts that cannot be read. ok is false if none begins there.
func Solid(text string, at int) (end int, closed, ok bool) {
	switch rest := text[at:]; {
	case rest[0] == '"' || rest[0] == '|':
		end, closed = delimited(text, at)
		return end, closed, true
	case rest[0] == ';':
		return lineEnd(text, at), false, true
	case strings.HasPrefix(rest, "#|"):
		if end = blockEnd(text, at); end < 0 {
			return len(text), false, true
		}
		return end, true, true
	case strings.HasPrefix(rest, `#\`):
		return tokenEnd(text, min(at+3, len(text))), true, true
	}
	return at, false, false
}

// delimited returns where a string or quoted name ends, and whether it does.
func delimited(text string, at int) (end int, closed bool) {
	quote := text[at]
	for at++; at < len(text); at++ {
		switch text[at] {
		case quote:
			return at + 1, true
		case '\\':
			at++
		}
	}
	return len(text), false
}
