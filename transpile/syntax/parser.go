package syntax

import (
	"github.com/smelter-lang/smelter/transpile/diag"
	"github.com/smelter-lang/smelter/transpile/expand"
	"github.com/smelter-lang/smelter/transpile/names"
	"github.com/smelter-lang/smelter/transpile/reader"
	"github.com/smelter-lang/smelter/transpile/source"
)

// This file holds what all parsers of forms share: the state, how a mistake ends the
// parsing of a toplevel form, and small questions about forms.

// A parser parses the forms of one module.
type parser struct {
	mod  *Module
	opts *Options
	errs *diag.List

	// Where we are.
	macros int         // macro expansions around the form
	call   source.Span // of the outermost macro call; forms it made have no place of their own
	loops  []string    // labels of the loops around, innermost last; "" for none
	prev   uint32      // end of the toplevel form before
	sym    specialSymbols
}

// A mistake is the panic value that ends the parsing of a toplevel form.
type mistake struct{}

// fail reports a diagnostic and gives up the toplevel form.
func (p *parser) fail(d *diag.Diagnostic) {
	if p.macros > 0 {
		d.Context = append(d.Context, "Error occurs within macro context. Source locations may be imprecise")
	}
	p.errs.Add(d)
	panic(mistake{})
}

// failAt reports an error with one primary note.
func (p *parser) failAt(title string, at source.Span, text string) {
	p.fail(&diag.Diagnostic{Code: codeOf(title), Title: title, Notes: []diag.Note{diag.Primary(at, text)}})
}

// guard parses one toplevel form; a mistake in it leaves the others alone.
func (p *parser) guard(parse func()) {
	defer func() {
		if r := recover(); r != nil {
			if _, ok := r.(mistake); !ok {
				panic(r)
			}
			p.macros, p.loops = 0, nil
		}
	}()
	parse()
}

// at returns the place of a form: its own, or that of the macro call that made it.
func (p *parser) at(f *reader.Form) source.Span {
	if f.Expanded && p.call.Valid() {
		return p.call
	}
	return f.Span
}

func (p *parser) new(f *reader.Form) node { return p.mod.Maker.New(p.at(f)) }

func (p *parser) name(f *reader.Form) *Name { return &Name{p.new(f), f.Sym, f.Text} }

func isSymbol(f *reader.Form) bool { return f.Kind == reader.Symbol }

func isList(f *reader.Form) bool { return f.Kind == reader.List }

// isCons reports whether f is a list with items.
func isCons(f *reader.Form) bool { return f.Kind == reader.List && len(f.Items) > 0 }

// text returns the folded name of a symbol or keyword, "" of anything else.
func text(f *reader.Form) string {
	if f.Kind == reader.Symbol || f.Kind == reader.Keyword {
		return names.Fold(f.Text)
	}
	return ""
}

// headIs reports whether f is a list that begins with a symbol of that name, whatever
// its package.
func headIs(f *reader.Form, name string) bool { return isCons(f) && f.Items[0].IsSym(name) }

// isEarmuffed reports whether a name is that of a dynamic variable.
func isEarmuffed(s string) bool {
	if len(s) < 3 || s[0] != '*' || s[len(s)-1] != '*' {
		return false
	}
	for _, c := range s {
		if c != '*' {
			return true
		}
	}
	return false
}

// proper reports a dotted list.
func (p *parser) proper(title string, f *reader.Form) {
	if f.Dot != nil {
		p.failAt(title, p.at(f.Dot), "unexpected dotted list")
	}
}

// expandAll expands a form until its head is no macro.
func (p *parser) expand(f *reader.Form) (*reader.Form, bool) {
	head := f.Head()
	if head == nil || p.opts.Macros == nil {
		return f, false
	}
	m := p.opts.Macros.Lookup(head)
	if m == nil {
		return f, false
	}
	if p.macros >= expand.Limit {
		p.failAt("Invalid macro expansion", p.at(f), "macro expansion limit hit")
	}
	out, err := p.opts.Macros.Apply(m, f)
	if err != nil {
		p.failAt("Error during macro expansion", p.at(f), err.Error())
	}
	return out, true
}

// inside parses the result of a macro call.
func (p *parser) inside(call *reader.Form, parse func()) {
	outer := p.call
	if !p.call.Valid() || !call.Expanded {
		p.call = call.Span
	}
	p.macros++
	parse()
	p.macros--
	p.call = outer
}
