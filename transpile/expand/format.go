package expand

import (
	"errors"
	"fmt"
	"strings"

	"github.com/smelter-lang/smelter/transpile/reader"
)

// This file has the macro format of coalton/format. Its control string is taken apart
// here, so that mistakes in it and in the number of arguments are found at once; what
// remains are calls of functions of that package, one for each directive that does not
// stand for constant text:
//
//	%print text                  for the target Out
//	%text mincol colinc minpad pad at? text      ~10a
//	%integer base mincol pad comma interval colon? at? n     ~d ~b ~o ~x ~nr
//	%cardinal %ordinal n         ~r ~:r
//	%roman old? n                ~@r ~:@r
//	%char c   %plural at? n      ~c ~p
//	%fixed w d at? x  %exponent w d at? x  %general w d at? x  %money d n w at? x    ~f ~e ~g ~$
//	%case colon? at? text        ~(
//	%justify mincol colinc minpad pad colon? at? text      ~<
//	%tab column step at? text    ~t: what is before it, filled up
//	%fresh-line n text           ~&: what is before it, ended
//	%skip x                      ~n*: no text
//	%each f g list               ~{: f of each element, and g of those that another follows
//
// Numbers left out are -1, and characters "".

const formatPackage = "COALTON/FORMAT"

func format(x *Expander, call *reader.Form) (*reader.Form, error) {
	if len(call.Items) < 3 || call.Items[2].Kind != reader.String {
		return nil, errors.New("format needs a target and a literal control string")
	}
	steps, err := parseControl(call.Items[2].Text)
	if err != nil {
		return nil, fmt.Errorf("format: %w", err)
	}
	w := &formatWriter{x: x, call: call, args: call.Items[3:]}
	parts, err := w.all(steps)
	if err == nil && len(w.args) > 0 {
		err = fmt.Errorf("unused argument %s", lisp(w.args[0]))
	}
	if err != nil {
		return nil, fmt.Errorf("format: %w", err)
	}
	return w.to(call.Items[1], x.joined(call, parts))
}

// to makes the text what the target asks for. The target has to be Out or Str itself: it
// decides the type.
func (w *formatWriter) to(target, joined *reader.Form) (*reader.Form, error) {
	if target.Kind == reader.Symbol && target.Sym != nil {
		switch target.Sym.String() {
		case formatPackage + ":OUT":
			return w.fun("%PRINT", joined), nil
		case formatPackage + ":STR":
			return joined, nil
		}
	}
	return nil, fmt.Errorf("format: the target is Out or Str of coalton/format, not %s", lisp(target))
}

// formatted makes the parts of a message of assert and unreachable, whose ~a and ~d show
// what people read, and whose ~s how a value is made.
func (x *Expander) formatted(call, control *reader.Form, args []*reader.Form) ([]*reader.Form, error) {
	if control.Kind != reader.String {
		return nil, errors.New("the text of a message must be a literal string")
	}
	steps, err := parseControl(control.Text)
	if err != nil {
		return nil, err
	}
	var parts []*reader.Form
	for _, d := range steps {
		switch {
		case constant(d) != nil:
			parts = append(parts, text(call, *constant(d)))
		case !strings.ContainsRune("asd", d.char) || len(d.params) > 0:
			return nil, fmt.Errorf("directive ~%c is not supported here", d.char)
		case len(args) == 0:
			return nil, fmt.Errorf("~%c has no argument", d.char)
		case d.char == 's':
			parts = append(parts, list(call, x.symbol(call, "COALTON/BUILTIN", "TEXT-OF"), args[0]))
			args = args[1:]
		default:
			parts = append(parts, x.display(call, "COALTON/BUILTIN", args[0]))
			args = args[1:]
		}
	}
	return parts, nil
}

// maxRepeat bounds how often a directive stands for the same character.
const maxRepeat = 10000

// constant returns the text of a directive that always stands for the same.
func constant(d directive) *string {
	s := d.text
	switch times := int(min(d.number(0, 1), maxRepeat)); d.char {
	case 0:
	case '%':
		s = strings.Repeat("\n", times)
	case '~':
		s = strings.Repeat("~", times)
	default:
		return nil
	}
	return &s
}

// number returns a numeric parameter.
func (d directive) number(i int, def int64) int64 {
	if i < len(d.params) && d.params[i].kind == 'n' {
		return max(d.params[i].n, 0)
	}
	return def
}

// A formatWriter makes the parts of a text.
type formatWriter struct {
	x    *Expander
	call *reader.Form
	args []*reader.Form // not used yet
}

// fun makes a call of a function of the format package.
func (w *formatWriter) fun(name string, args ...*reader.Form) *reader.Form {
	return list(w.call, append([]*reader.Form{w.x.symbol(w.call, formatPackage, name)}, args...)...)
}

func (w *formatWriter) num(d directive, i int) *reader.Form { return integer(w.call, d.number(i, -1)) }

func (w *formatWriter) char(d directive, i int) *reader.Form {
	if i < len(d.params) && d.params[i].kind == 'c' {
		return text(w.call, string(d.params[i].c))
	}
	return text(w.call, "")
}

func (w *formatWriter) flag(b bool) *reader.Form {
	if b {
		return w.x.core(w.call, "TRUE")
	}
	return w.x.core(w.call, "FALSE")
}

func (w *formatWriter) next(d directive) (*reader.Form, error) {
	if len(w.args) == 0 {
		return nil, fmt.Errorf("~%c has no argument", d.char)
	}
	a := w.args[0]
	w.args = w.args[1:]
	return a, nil
}

// all makes the parts of some directives.
func (w *formatWriter) all(steps []directive) ([]*reader.Form, error) {
	var parts []*reader.Form
	for _, d := range steps {
		switch s := constant(d); {
		case s != nil:
			parts = append(parts, text(w.call, *s))
		case d.char == '&':
			parts = []*reader.Form{w.fun("%FRESH-LINE", w.num(d, 0), w.x.joined(w.call, parts))}
		case d.char == 't':
			sofar := w.x.joined(w.call, parts)
			parts = []*reader.Form{w.fun("%TAB", w.num(d, 0), w.num(d, 1), w.flag(d.at), sofar)}
		case d.char == '*':
			skipped, err := w.skip(d)
			if err != nil {
				return nil, err
			}
			parts = append(parts, skipped...)
		default:
			part, err := w.step(d)
			if err != nil {
				return nil, err
			}
			parts = append(parts, part)
		}
	}
	return parts, nil
}

// skip passes over arguments, which are evaluated all the same.
func (w *formatWriter) skip(d directive) ([]*reader.Form, error) {
	if len(d.params) != 1 || d.params[0].kind != 'n' || d.colon || d.at {
		return nil, errors.New("~* takes the number of arguments to skip")
	}
	var out []*reader.Form
	for n := d.number(0, 0); n > 0; n-- {
		a, err := w.next(d)
		if err != nil {
			return nil, err
		}
		out = append(out, w.fun("%SKIP", a))
	}
	return out, nil
}

// step makes the text of a directive that stands for no constant.
func (w *formatWriter) step(d directive) (*reader.Form, error) {
	switch d.char {
	case '(', '<':
		return w.nested(d)
	case '{':
		return w.each(d)
	}
	if err := d.check(); err != nil {
		return nil, err
	}
	a, err := w.next(d)
	if err != nil {
		return nil, err
	}
	switch d.char {
	case 'a', 's':
		shown := list(w.call, w.x.symbol(w.call, "COALTON/SHOW", "SHOW-AS-STRING"), a)
		if len(d.params) == 0 {
			return shown, nil
		}
		return w.fun("%TEXT", w.num(d, 0), w.num(d, 1), w.num(d, 2), w.char(d, 3), w.flag(d.at), shown), nil
	case 'd':
		return w.integer(d, 10, 0, a), nil
	case 'b':
		return w.integer(d, 2, 0, a), nil
	case 'o':
		return w.integer(d, 8, 0, a), nil
	case 'x':
		return w.integer(d, 16, 0, a), nil
	case 'r':
		return w.radix(d, a), nil
	case 'c':
		return w.fun("%CHAR", a), nil
	case 'p':
		return w.fun("%PLURAL", w.flag(d.at), a), nil
	case 'f':
		return w.fun("%FIXED", w.num(d, 0), w.num(d, 1), w.flag(d.at), a), nil
	case 'e':
		return w.fun("%EXPONENT", w.num(d, 0), w.num(d, 1), w.flag(d.at), a), nil
	case 'g':
		return w.fun("%GENERAL", w.num(d, 0), w.num(d, 1), w.flag(d.at), a), nil
	case '$':
		return w.fun("%MONEY", w.num(d, 0), w.num(d, 1), w.num(d, 2), w.flag(d.at), a), nil
	}
	return nil, fmt.Errorf("directive ~%c is not supported", d.char)
}

// accepts has the kinds of the parameters of a directive, and the flags that it knows.
var accepts = map[rune]struct{ params, flags string }{
	'a': {"nnnc", "@"}, 's': {"nnnc", "@"}, '<': {"nnnc", ":@"},
	'd': {"nccn", ":@"}, 'b': {"nccn", ":@"}, 'o': {"nccn", ":@"}, 'x': {"nccn", ":@"}, 'r': {"nnccn", ":@"},
	'f': {"nn", "@"}, 'e': {"nn", "@"}, 'g': {"nn", "@"}, '$': {"nnn", "@"},
	'c': {"", ""}, 'p': {"", "@"}, '(': {"", ":@"}, '{': {"", ""},
}

// check tests the parameters and flags of a directive.
func (d directive) check() error {
	known, ok := accepts[d.char]
	if !ok {
		return fmt.Errorf("directive ~%c is not supported", d.char)
	}
	if len(d.params) > len(known.params) {
		return fmt.Errorf("~%c takes %d parameters, not %d", d.char, len(known.params), len(d.params))
	}
	for i, p := range d.params {
		switch want := rune(known.params[i]); {
		case p.kind == 0 || p.kind == want:
		case want == 'n':
			return fmt.Errorf("parameter %d of ~%c is a number", i+1, d.char)
		default:
			return fmt.Errorf("parameter %d of ~%c is a character", i+1, d.char)
		}
	}
	if d.colon && !strings.Contains(known.flags, ":") {
		return fmt.Errorf("~:%c is not supported", d.char)
	}
	if d.at && !strings.Contains(known.flags, "@") {
		return fmt.Errorf("~@%c is not supported", d.char)
	}
	return nil
}

// integer makes a number in a base; its width and marks begin at a parameter.
func (w *formatWriter) integer(d directive, base int64, at int, a *reader.Form) *reader.Form {
	return w.fun("%INTEGER", integer(w.call, base), w.num(d, at), w.char(d, at+1), w.char(d, at+2), w.num(d, at+3),
		w.flag(d.colon), w.flag(d.at), a)
}

func (w *formatWriter) radix(d directive, a *reader.Form) *reader.Form {
	switch {
	case len(d.params) > 0 && d.params[0].kind == 'n':
		return w.integer(d, d.params[0].n, 1, a)
	case d.at:
		return w.fun("%ROMAN", w.flag(d.colon), a)
	case d.colon:
		return w.fun("%ORDINAL", a)
	}
	return w.fun("%CARDINAL", a)
}

// nested makes a text in other letters, or set in a width.
func (w *formatWriter) nested(d directive) (*reader.Form, error) {
	if err := d.check(); err != nil {
		return nil, err
	}
	parts, err := w.all(d.body)
	if err != nil {
		return nil, err
	}
	body := w.x.joined(w.call, parts)
	if d.char == '(' {
		return w.fun("%CASE", w.flag(d.colon), w.flag(d.at), body), nil
	}
	return w.fun("%JUSTIFY", w.num(d, 0), w.num(d, 1), w.num(d, 2), w.char(d, 3), w.flag(d.colon), w.flag(d.at), body), nil
}

// each makes the text of all elements of a list. ~^ leaves out for the last element what
// follows it.
func (w *formatWriter) each(d directive) (*reader.Form, error) {
	if err := d.check(); err != nil {
		return nil, err
	}
	a, err := w.next(d)
	if err != nil {
		return nil, err
	}
	before, rest := d.body, []directive(nil)
	for i, step := range d.body {
		if step.char == '^' {
			before, rest = d.body[:i], d.body[i+1:]
			break
		}
	}
	v := w.x.gensym(w.call, "ELEMENT")
	inner := &formatWriter{x: w.x, call: w.call, args: []*reader.Form{v}}
	shown, err := inner.all(before)
	if err != nil {
		return nil, err
	}
	if len(inner.args) > 0 {
		return nil, errors.New("~{ must use an element of its list each time")
	}
	between, err := inner.all(rest)
	if err != nil {
		return nil, err
	}
	join := func(parts []*reader.Form) *reader.Form { return w.x.fn(w.call, v, w.x.joined(w.call, parts)) }
	return w.fun("%EACH", join(shown), join(between), a), nil
}
