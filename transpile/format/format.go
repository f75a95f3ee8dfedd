// Package format lays out the text of scripts.
//
// In comes a file; out goes its text with every line indented as its place in the forms asks,
// one blank between forms, no more than one blank line, and closing parentheses where the
// form ends. Where lines break is left to whoever wrote them. Nothing else changes: the
// forms, the comments and all atoms are those of the file.
package format

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/smelter-lang/smelter/transpile/diag"
	"github.com/smelter-lang/smelter/transpile/reader"
	"github.com/smelter-lang/smelter/transpile/source"
)

// File returns the text of a file laid out. What cannot be read is reported, and there is no
// text then.
func File(f *source.File, errs *diag.List) (text string, ok bool) {
	before := errs.Errors()
	r := reader.New(f, errs)
	var forms []*reader.Form
	for form := r.Next(); form != nil; form = r.Next() {
		forms = append(forms, form)
	}
	if errs.Errors() > before {
		return "", false
	}
	p := &printer{src: f.Text}
	p.file(forms, r.Trivia())
	out := p.out.String()
	if err := same(f.Text, out); err != nil {
		diag.Bugf(source.Span{File: f.ID}, "format: %v", err)
	}
	return out, true
}

// A printer writes forms and knows at which column it is.
type printer struct {
	src string
	out strings.Builder

	line, col int // of what comes next; columns in characters
}

func (p *printer) write(s string) {
	p.out.WriteString(s)
	p.line += strings.Count(s, "\n")
	if i := strings.LastIndexByte(s, '\n'); i >= 0 {
		p.col, s = 0, s[i+1:]
	}
	p.col += utf8.RuneCountInString(s)
}

// newline begins a line, perhaps after a blank one.
func (p *printer) newline(indent int, blank bool) {
	if blank {
		p.write("\n")
	}
	p.write("\n" + strings.Repeat(" ", indent))
}

func (p *printer) text(s source.Span) string { return p.src[s.Lo:s.Hi] }

// file writes toplevel forms, each on a line of its own.
func (p *printer) file(forms []*reader.Form, rest []reader.Trivia) {
	at := 0
	if strings.HasPrefix(p.src, "#!") {
		at = len(p.src)
		if i := strings.IndexByte(p.src, '\n'); i >= 0 {
			at = i
		}
		p.write(strings.TrimRight(p.src[:at], " \t\r"))
	}
	for _, f := range forms {
		p.gap(gap{from: at, to: int(f.Span.Lo), trivia: f.Lead, indent: 0, apart: true})
		p.form(f)
		at = int(f.Span.Hi)
	}
	p.gap(gap{from: at, to: len(p.src), trivia: rest, indent: 0, last: true})
	if p.out.Len() > 0 && p.col > 0 {
		p.write("\n")
	}
}

// A gap is what stands between two forms, or a form and a parenthesis.
type gap struct {
	from, to int // in the source
	trivia   []reader.Trivia
	indent   int  // of what begins a line in or after it
	first    bool // it is behind an opening parenthesis
	last     bool // it is before a closing parenthesis or the end
	apart    bool // what follows is to begin a line
}

// gap writes the comments of a gap, and goes to where the form behind it stands.
func (p *printer) gap(g gap) {
	at, blank, broken := g.from, false, false
	for _, t := range g.trivia {
		lo, hi := int(t.Span.Lo), int(t.Span.Hi)
		comment := strings.TrimRight(p.src[lo:hi], " \t\r\n\f\v")
		if comment == "" { // a blank line
			blank = true
			continue
		}
		between := p.src[at:lo]
		switch {
		case p.out.Len() == 0:
		case broken || strings.Contains(between, "\n"):
			p.newline(g.indent, blank && !(g.first && at == g.from))
		case !g.first || at > g.from:
			p.write(strings.Repeat(" ", max(1, len(between)))) // comments may stand in a column
		}
		p.write(comment)
		at, blank, broken = hi, false, comment[0] == ';'
	}
	between := p.src[at:g.to]
	prefix := strings.TrimSpace(between) // #+feature before a form that stands
	switch {
	case p.out.Len() == 0:
	case g.first && at == g.from:
	case g.last && prefix == "" && (at == g.from || g.to == len(p.src) || !broken && !strings.Contains(between, "\n")):
	case g.apart || broken || strings.Contains(between, "\n"):
		p.newline(g.indent, blank && !g.last)
	default:
		p.write(" ")
	}
	if prefix != "" {
		p.write(prefix + " ")
	}
}

// form writes a form.
func (p *printer) form(f *reader.Form) {
	switch f.Kind {
	case reader.List, reader.Builder:
		if f.Dot == nil {
			p.list(f)
			return
		}
	case reader.Quote, reader.Function, reader.Quasi, reader.Unquote, reader.Splice, reader.ShortLambda:
		x := f.Items[len(f.Items)-1] // behind a mark, or ƒab.
		mark := strings.TrimRight(p.src[f.Span.Lo:x.Span.Lo], " \t")
		if isMark(f.Kind, mark) && p.src[x.Span.Lo] != '@' { // ,@ is another mark
			p.write(mark)
			p.form(x)
			return
		}
	}
	p.write(p.text(f.Span))
}

// isMark reports whether a text is the mark of a kind of form and nothing else, such as a
// comment.
func isMark(k reader.Kind, text string) bool {
	if k == reader.ShortLambda {
		return strings.HasSuffix(text, ".") && !strings.ContainsAny(text, "#;\n")
	}
	return text == map[reader.Kind]string{reader.Quote: "'", reader.Function: "#'", reader.Quasi: "`",
		reader.Unquote: ",", reader.Splice: ",@"}[k]
}

// list writes a list or builder.
func (p *printer) list(f *reader.Form) {
	open, style := p.col, styleOf(f)
	p.write(p.src[f.Span.Lo : f.Span.Lo+1])
	at, second := int(f.Span.Lo)+1, -1
	for i, x := range f.Items {
		indent := open + style.indent(i)
		if second >= 0 && i > 1 && style.aligned() {
			indent = second
		}
		line := p.line
		p.gap(gap{from: at, to: int(x.Span.Lo), trivia: x.Lead, indent: indent, first: i == 0})
		if i == 1 && p.line == line {
			second = p.col
		}
		p.form(x)
		at = int(x.Span.Hi)
	}
	indent := open + style.indent(len(f.Items))
	if second >= 0 && style.aligned() {
		indent = second
	}
	p.gap(gap{from: at, to: int(f.Span.Hi) - 1, trivia: f.Tail, indent: indent, first: len(f.Items) == 0, last: true})
	p.write(p.src[f.Span.Hi-1 : f.Span.Hi])
}

// same reports whether two texts have the same forms and comments.
func same(a, b string) error {
	formsA, commentsA, err := contents(a)
	if err != nil {
		return err
	}
	formsB, commentsB, err := contents(b)
	switch {
	case err != nil:
		return err
	case formsA != formsB:
		return fmt.Errorf("the forms have changed")
	case commentsA != commentsB:
		return fmt.Errorf("the comments have changed")
	}
	return nil
}

// contents returns all forms of a text, and all comments.
func contents(text string) (forms, comments string, err error) {
	var errs diag.List
	var set source.Set
	r := reader.New(set.Add("", text), &errs)
	var out, trivia strings.Builder
	note := func(ts []reader.Trivia) {
		for _, t := range ts {
			trivia.WriteString(strings.TrimRight(text[t.Span.Lo:t.Span.Hi], " \t\r\n\f\v") + "\n")
		}
	}
	var walk func(f *reader.Form)
	walk = func(f *reader.Form) {
		note(f.Lead)
		for _, x := range f.Items {
			walk(x)
		}
		note(f.Tail)
	}
	for f := r.Next(); f != nil; f = r.Next() {
		out.WriteString(f.String() + "\n")
		walk(f)
	}
	note(r.Trivia())
	if errs.HasErrors() {
		return "", "", fmt.Errorf("the result cannot be read: %s", errs.Sorted()[0].Title)
	}
	return out.String(), strings.Join(strings.Fields(trivia.String()), " "), nil
}
