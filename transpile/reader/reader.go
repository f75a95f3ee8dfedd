package reader

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/smelter-lang/smelter/transpile/diag"
	"github.com/smelter-lang/smelter/transpile/source"
)

// maxDepth bounds the nesting of forms, so that no text can exhaust the stack of any
// phase that walks them.
const maxDepth = 10000

// maxUnterminated bounds how often reading starts again behind a form that has no end:
// each time it may run to the end of the file.
const maxUnterminated = 8

// A Reader reads the toplevel forms of a file one by one.
type Reader struct {
	// Given by the caller.
	file *source.File
	text string
	errs *diag.List

	// Where we are.
	pos          int
	start        int // of the toplevel form that is being read
	prev         int // end of the toplevel form before it
	depth        int
	resume       int // after a mistake: where to look for the next form
	unterminated int

	// What is being gathered.
	lead  []Trivia // since the last form
	stack []*Form  // items of the lists that are open

	// Forms and item lists are cut from these, many to an allocation.
	forms []Form
	items []*Form
}

// New returns a reader of a file that reports mistakes to errs.
func New(f *source.File, errs *diag.List) *Reader {
	r := &Reader{file: f, text: f.Text, errs: errs}
	if !utf8.ValidString(f.Text) {
		r.invalidUTF8()
	}
	if strings.HasPrefix(f.Text, "#!") {
		r.pos = lineEnd(r.text, 0)
	}
	return r
}

// ReadAt returns the toplevel form that stands at lo in a file that has been read before.
func ReadAt(f *source.File, lo uint32, errs *diag.List) *Form {
	r := &Reader{file: f, text: f.Text, errs: errs, pos: int(lo), prev: int(lo)}
	return r.Next()
}

// Read returns the toplevel forms of a file.
func Read(f *source.File, errs *diag.List) []*Form {
	var forms []*Form
	r := New(f, errs)
	for form := r.Next(); form != nil; form = r.Next() {
		forms = append(forms, form)
	}
	return forms
}

// Next returns the next toplevel form, or nil at the end. Of one with a mistake, which has
// been reported, it returns what was read before the mistake.
func (r *Reader) Next() *Form {
	for {
		r.start = r.pos
		if !r.blank() {
			r.recover()
			continue
		}
		if r.pos == len(r.text) {
			return nil
		}
		if r.unmatched() {
			continue
		}
		r.start = r.pos
		f := r.form()
		if f == nil {
			return r.broken()
		}
		f.PrevEnd = uint32(r.prev)
		r.prev = r.pos
		return f
	}
}

// Trivia returns the comments since the last form: those at the end of the file after
// Next has returned nil.
func (r *Reader) Trivia() []Trivia { return r.lead }

// unmatched reports closing parentheses that close nothing, and passes them.
func (r *Reader) unmatched() bool {
	start := r.pos
	for r.pos < len(r.text) && (r.text[r.pos] == ')' || r.text[r.pos] == ']') {
		r.pos++
	}
	if r.pos == start {
		return false
	}
	what := "parenthesis"
	if r.text[start] == ']' {
		what = "bracket"
	}
	r.errs.Error(codeReader, titleReader, r.span(start, r.pos), "reader error: Unmatched close "+what)
	r.prev = r.pos
	return true
}

// broken returns the items of the form that cannot be read, those of its open lists one
// after the other, and goes on behind it.
func (r *Reader) broken() *Form {
	f := &Form{Kind: List, Span: r.span(r.start, max(r.start, r.resume)), Broken: true, PrevEnd: uint32(r.prev)}
	f.Items = append(f.Items, r.stack...)
	r.recover()
	return f
}

// recover goes on at the next line that starts with a parenthesis.
func (r *Reader) recover() {
	r.stack, r.lead, r.depth = r.stack[:0], nil, 0
	i := strings.Index(r.text[r.resume:], "\n(")
	if i < 0 || r.unterminated > maxUnterminated {
		r.pos = len(r.text)
		return
	}
	r.pos = r.resume + i + 1
	r.prev = r.pos
}

// form reads the form that begins here, or returns nil after reporting a mistake.
func (r *Reader) form() *Form {
	switch c := r.text[r.pos]; c {
	case '(':
		return r.list(List, ')')
	case '[':
		return r.list(Builder, ']')
	case '"':
		return r.str()
	case '\'':
		return r.prefixed(Quote, 1)
	case '`':
		return r.prefixed(Quasi, 1)
	case ',':
		if strings.HasPrefix(r.text[r.pos:], ",@") {
			return r.prefixed(Splice, 2)
		}
		return r.prefixed(Unquote, 1)
	case '#':
		return r.sharp()
	case lambda[0]:
		if strings.HasPrefix(r.text[r.pos:], lambda) {
			return r.shortLambda()
		}
	}
	return r.atom()
}

// list reads a list or builder up to its closing parenthesis or bracket.
func (r *Reader) list(kind Kind, closing byte) *Form {
	f, mark := r.new(kind), len(r.stack)
	r.pos++
	if !r.enter() {
		return nil
	}
	for {
		if !r.blank() {
			return nil
		}
		if r.pos == len(r.text) {
			return r.missingClose()
		}
		switch c := r.text[r.pos]; {
		case c == closing:
			f.Tail, r.lead = r.lead, nil
			r.pos++
			r.depth--
			f.Items = r.take(mark)
			if kind == Builder && !r.checkBuilder(f) {
				return nil
			}
			return r.end(f)
		case c == ')' || c == ']':
			return r.fail(r.pos+1, "Expected `%c` but found `%c`", closing, c)
		case c == '.' && kind == List && r.lone():
			if !r.tail(f, len(r.stack) > mark) {
				return nil
			}
			continue
		}
		item := r.form()
		if item == nil {
			return nil
		}
		r.stack = append(r.stack, item)
	}
}

// lone reports whether the dot here is a token of its own.
func (r *Reader) lone() bool {
	return r.pos+1 == len(r.text) || class[r.text[r.pos+1]]&delimiter != 0
}

// tail reads what stands between the dot and the end of a dotted list.
func (r *Reader) tail(f *Form, begun bool) bool {
	r.pos++
	if !begun {
		return r.fail(r.pos, "A consing dot appeared in an illegal position.") != nil
	}
	if !r.blank() {
		return false
	}
	if r.pos == len(r.text) {
		return r.missingClose() != nil
	}
	if c := r.text[r.pos]; c == ')' || c == ']' {
		return r.fail(r.pos+1, "An object must follow a consing dot.") != nil
	}
	if f.Dot = r.form(); f.Dot == nil || !r.blank() {
		return false
	}
	if r.pos < len(r.text) && r.text[r.pos] != ')' {
		return r.fail(r.pos+1, "Only a single object can follow a consing dot.") != nil
	}
	return true
}

// prefixed reads the form after a quote, backquote or comma of n bytes.
func (r *Reader) prefixed(kind Kind, n int) *Form {
	f := r.new(kind)
	mark := r.text[r.pos : r.pos+n]
	r.pos += n
	if !r.enter() {
		return nil
	}
	item := r.operand("Missing form after `%s`", mark)
	if item == nil {
		return nil
	}
	r.depth--
	r.stack = append(r.stack, item)
	f.Items = r.take(len(r.stack) - 1)
	return r.end(f)
}

// operand reads the form that has to follow here.
func (r *Reader) operand(missing string, args ...any) *Form {
	if !r.blank() {
		return nil
	}
	switch {
	case r.pos == len(r.text) && r.text[r.start] == '(':
		return r.missingClose()
	case r.pos == len(r.text) || r.text[r.pos] == ')' || r.text[r.pos] == ']':
		return r.fail(r.pos, missing, args...)
	}
	return r.form()
}

func (r *Reader) enter() bool {
	r.depth++
	return r.depth <= maxDepth || r.fail(r.pos, "Forms are nested more than %d deep", maxDepth) != nil
}

// new returns a form that begins here.
func (r *Reader) new(kind Kind) *Form {
	if len(r.forms) == 0 {
		r.forms = make([]Form, 64)
	}
	f := &r.forms[0]
	r.forms = r.forms[1:]
	f.Kind = kind
	f.Span = source.Span{File: r.file.ID, Lo: uint32(r.pos)}
	f.Lead, r.lead = r.lead, nil
	return f
}

// end closes a form that ends here.
func (r *Reader) end(f *Form) *Form {
	f.Span.Hi = uint32(r.pos)
	return f
}

// take returns the items gathered since a mark.
func (r *Reader) take(mark int) []*Form {
	n := len(r.stack) - mark
	if n == 0 {
		return nil
	}
	if len(r.items) < n {
		r.items = make([]*Form, max(n, 256))
	}
	items := r.items[:n:n]
	r.items = r.items[n:]
	copy(items, r.stack[mark:])
	r.stack = r.stack[:mark]
	return items
}

func (r *Reader) span(lo, hi int) source.Span {
	return source.Span{File: r.file.ID, Lo: uint32(lo), Hi: uint32(hi)}
}

// lineEnd returns where the line of an offset ends.
func lineEnd(text string, at int) int {
	if i := strings.IndexByte(text[at:], '\n'); i >= 0 {
		return at + i
	}
	return len(text)
}

// fail reports that reading cannot go on past end.
func (r *Reader) fail(end int, format string, args ...any) *Form {
	r.resume = end
	r.errs.Error(codeReader, titleReader, r.span(r.prev, end), "reader error: "+fmt.Sprintf(format, args...))
	return nil
}
