// Package doc finds what a file says of its definitions.
//
// In comes the text of a file; out go its definitions with their types as written, and the
// documentation in strings and comments. The file need not be right: what cannot be read has
// no documentation. Who exports what, and the types that nobody wrote, are left to others.
package doc

import (
	"strings"

	"github.com/smelter-lang/smelter/transpile/diag"
	"github.com/smelter-lang/smelter/transpile/names"
	"github.com/smelter-lang/smelter/transpile/reader"
	"github.com/smelter-lang/smelter/transpile/source"
)

// A File is what a file says.
type File struct {
	Text    string // of the comment on top, without its marks
	Entries []*Entry
}

// An Entry is what is said of a definition.
type Entry struct {
	Name string // as it is written
	Form string // of a macro a call, of a type or class the definition, without texts; else ""
	Type string // of a value, as it was declared; "" if it was not
	Of   string // the class of a method or type of a constructor, as it is written: (Eq :a)
	Ctor bool   // it is a constructor
	Text string
	At   source.Span // of the name
}

// Read returns what a file says.
func Read(f *source.File) *File {
	var errs diag.List
	w := &walker{src: f.Text, types: map[string]string{}}
	forms := reader.Read(f, &errs)
	for i, form := range forms {
		if i == 0 {
			w.out.Text = w.comment(form.Lead)
		}
		w.form(form)
	}
	for _, e := range w.out.Entries {
		if e.Type == "" && e.Form == "" {
			e.Type = w.types[names.Fold(e.Name)]
		}
	}
	return &w.out
}

// Find returns the entry of a name, which is folded, or nil.
func (f *File) Find(name string) *Entry {
	for _, e := range f.Entries {
		if names.Fold(e.Name) == name {
			return e
		}
	}
	return nil
}

// Sentence returns the first sentence of a text.
func Sentence(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	if i := strings.Index(text, ". "); i >= 0 {
		return text[:i+1]
	}
	return text
}

type walker struct {
	src   string
	out   File
	types map[string]string // declared, by folded name
}

func (w *walker) text(s source.Span) string { return w.src[s.Lo:s.Hi] }

func (w *walker) add(e *Entry) { w.out.Entries = append(w.out.Entries, e) }

// form looks at a toplevel form.
func (w *walker) form(f *reader.Form) {
	if f.Kind != reader.List || len(f.Items) < 2 || f.Items[0].Kind != reader.Symbol {
		return
	}
	x := f.Items[1]
	switch strings.ToLower(f.Items[0].Text) {
	case "coalton-toplevel", "progn":
		for _, x := range f.Items[1:] {
			w.form(x)
		}
	case "declare":
		if len(f.Items) > 2 {
			w.types[names.Fold(x.Text)] = w.bare(f.Items[2])
		}
	case "declare-native":
		if len(f.Items) > 2 {
			w.add(&Entry{Name: x.Text, Type: w.bare(f.Items[2]), Text: w.comment(f.Lead), At: x.Span})
		}
	case "define":
		w.define(f)
	case "define-expression-macro", "define-toplevel-macro", "defmacro":
		w.macro(f)
	case "define-type", "define-struct", "define-type-alias", "define-class", "define-exception", "define-resumption":
		w.data(f)
	}
}

// define looks at the definition of a function or value: its text is a string at the
// beginning of the body, or a comment before it.
func (w *walker) define(f *reader.Form) {
	head := f.Items[1]
	if head.Kind == reader.List && len(head.Items) > 0 {
		head = head.Items[0]
	}
	e := &Entry{Name: head.Text, At: head.Span}
	if len(f.Items) > 3 && f.Items[2].Kind == reader.String {
		e.Text = f.Items[2].Text
	} else {
		e.Text = w.comment(f.Lead)
	}
	w.add(e)
}

func (w *walker) macro(f *reader.Form) {
	if len(f.Items) < 3 {
		return
	}
	call, params := f.Items[1].Text, f.Items[2]
	if params.Kind == reader.List && len(params.Items) > 0 {
		call += " " + strings.TrimSpace(strings.Trim(w.plain(params), "()"))
	}
	e := &Entry{Name: f.Items[1].Text, Form: "(" + call + ")", Text: w.comment(f.Lead), At: f.Items[1].Span}
	if len(f.Items) > 4 && f.Items[3].Kind == reader.String {
		e.Text = f.Items[3].Text
	}
	w.add(e)
}

// data looks at the definition of a type or class, whose constructors or methods are
// entries of their own.
func (w *walker) data(f *reader.Form) {
	head := f.Items[1]
	for head.Kind == reader.List && len(head.Items) > 0 { // (Name vars), (contexts => Name vars)
		next := head.Items[0]
		for i, x := range head.Items {
			if arrow(x) && i+1 < len(head.Items) {
				next = head.Items[i+1]
			}
		}
		head = next
	}
	e := &Entry{Name: head.Text, Text: w.comment(f.Lead), At: head.Span}
	var b strings.Builder
	b.WriteString("(" + f.Items[0].Text + " " + w.plain(f.Items[1]))
	member := members[strings.ToLower(f.Items[0].Text)]
	var inside []*Entry
	for i, x := range f.Items[2:] {
		switch {
		case x.Kind != reader.String:
			b.WriteString("\n  " + w.plain(x))
			if member != nil {
				inside = append(inside, member(w, x, w.plain(f.Items[1]))...)
			}
		case i == 0:
			e.Text = x.Text
		case len(inside) > 0 && inside[len(inside)-1].Ctor:
			inside[len(inside)-1].Text = x.Text
		}
	}
	e.Form = b.String() + ")"
	w.add(e)
	for _, m := range inside {
		w.add(m)
	}
}

// members makes entries of what stands in a definition whose parts have names of their own.
var members = map[string]func(w *walker, x *reader.Form, of string) []*Entry{
	"define-class": (*walker).method, "define-type": (*walker).ctor, "define-exception": (*walker).ctor,
}

// method returns the entry of a method of a class.
func (w *walker) method(x *reader.Form, class string) []*Entry {
	if x.Kind != reader.List || len(x.Items) < 2 {
		return nil
	}
	e := &Entry{Name: x.Items[0].Text, Type: w.bare(x.Items[len(x.Items)-1]), Of: class, At: x.Items[0].Span}
	if x.Items[1].Kind == reader.String {
		e.Text = x.Items[1].Text
	}
	return []*Entry{e}
}

// ctor returns the entry of a constructor of a type.
func (w *walker) ctor(x *reader.Form, of string) []*Entry {
	if x.Kind == reader.List && len(x.Items) > 0 {
		x = x.Items[0]
	}
	if x.Kind != reader.Symbol {
		return nil
	}
	return []*Entry{{Name: x.Text, Of: of, Ctor: true, At: x.Span}}
}

func arrow(f *reader.Form) bool {
	return f.Kind == reader.Symbol && (f.Text == "=>" || f.Text == "⇒")
}

// plain returns a form without strings, as one line.
func (w *walker) plain(f *reader.Form) string {
	if f.Kind != reader.List || f.Dot != nil {
		return w.text(f.Span)
	}
	var parts []string
	for _, x := range f.Items {
		if x.Kind != reader.String {
			parts = append(parts, w.plain(x))
		}
	}
	return "(" + strings.Join(parts, " ") + ")"
}

// bare returns a type without the parentheses around it.
func (w *walker) bare(f *reader.Form) string {
	text := w.plain(f)
	if f.Kind == reader.List && len(text) > 2 {
		return text[1 : len(text)-1]
	}
	return text
}

// comment returns the comment directly before a form, without its marks. Headings, which
// stand between blank lines, belong to no form.
func (w *walker) comment(lead []reader.Trivia) string {
	var lines []string
	for _, t := range lead {
		text := strings.TrimSpace(w.text(t.Span))
		switch {
		case text == "":
			lines = nil
		case text[0] == ';':
			lines = append(lines, strings.TrimSpace(strings.TrimLeft(text, ";")))
		}
	}
	return strings.Join(lines, "\n")
}
