package syntax

import (
	"github.com/smelter-lang/smelter/transpile/diag"
	"github.com/smelter-lang/smelter/transpile/expand"
	"github.com/smelter-lang/smelter/transpile/names"
	"github.com/smelter-lang/smelter/transpile/reader"
	"github.com/smelter-lang/smelter/transpile/source"
)

// This file holds what all parsers of forms share: the state, how a mistake ends the
// parsing of a toplevel form, macro calls, and small questions about forms.

// A parser parses the forms of one module.
type parser struct {
	// Given by the caller, fixed for the module.
	mod   *Module
	opts  *Options
	errs  *diag.List
	known *knownForms
	// The file may have Lisp's own symbols, in lisp forms or bodies of macros.
	hasLisp bool

	// Where we are.
	macros int                // macro calls around the form
	loops  []string           // labels of the loops around, innermost last; "" for none
	read   []*diag.Diagnostic // of the reader, not reported yet
	locals []*names.Symbol    // in scope, innermost last; of scripts only

	// Of a script (script.go).
	defines   map[string]space                // names that it defines
	valueSyms map[*names.Symbol]*names.Symbol // what a symbol means as a value, if not itself
	typeSyms  map[*names.Symbol]*names.Symbol // and as a type or class

	interner *reader.Interner // of the symbols of a package
	interns  *names.Package
}

// A mistake is the panic value that ends the parsing of a toplevel form.
type mistake struct{}

const inMacro = "Error occurs within macro context. Source locations may be imprecise"

// fail reports a diagnostic and gives up the toplevel form.
func (p *parser) fail(d *diag.Diagnostic) {
	if p.macros > 0 {
		d.Context = append(d.Context, inMacro)
	}
	p.errs.Add(d)
	panic(mistake{})
}

// failAt reports an error with one primary note.
func (p *parser) failAt(title string, at source.Span, text string) {
	p.fail(problem(title, diag.Primary(at, text)))
}

// advise is deferred by who knows how a mistake that it may meet is mended.
func (p *parser) advise(text string) {
	if r := recover(); r != nil {
		if _, ok := r.(mistake); ok {
			all := p.errs.All()
			last := all[len(all)-1]
			last.Helps = append(last.Helps, diag.Help{Text: text})
		}
		panic(r)
	}
}

// guard parses one toplevel form; a mistake in it leaves the others alone.
func (p *parser) guard(parse func()) {
	macros, loops, locals := p.macros, p.loops, p.locals
	defer func() {
		p.locals = locals
		if r := recover(); r != nil {
			if _, ok := r.(mistake); !ok {
				panic(r)
			}
			p.macros, p.loops = macros, loops
		}
	}()
	parse()
}

func (p *parser) new(f *reader.Form) node { return p.mod.Maker.New(f.Span) }

func (p *parser) name(f *reader.Form) *Name { return &Name{p.new(f), f.Sym, f.Text} }

// expand expands a macro call once, or reports that the form is none.
func (p *parser) expand(f *reader.Form) (*reader.Form, bool) {
	if f.Head() == nil || p.opts.Macros == nil {
		return nil, false
	}
	head := p.valueOf(f.Items[0])
	m := p.opts.Macros.Lookup(head)
	if m == nil || head.Pkg != nil && head.Pkg.Name == ScriptLibrary && p.isLocal(head) {
		return nil, false
	}
	if p.macros >= expand.Limit {
		p.failAt("Invalid macro expansion", f.Span, "macro expansion limit hit")
	}
	out, err := p.opts.Macros.Apply(m, f)
	if err != nil {
		p.failAt("Error during macro expansion", f.Span, err.Error())
	}
	return out, true
}

// spelled returns the list that a sign stands for: 'x is (quote x), #'x is (function x)
// and ƒx.e is (fn (x) e), all of which stands where the sign does. Any other form is itself.
func (p *parser) spelled(f *reader.Form) *reader.Form {
	var head *names.Symbol
	switch f.Kind {
	case reader.Quote:
		head = p.mod.Pkg.Intern("QUOTE")
	case reader.Function:
		head = p.mod.Pkg.Intern("FUNCTION")
	case reader.ShortLambda:
		head = p.known.core.Intern("FN")
	default:
		return f
	}
	first := &reader.Form{Kind: reader.Symbol, Span: f.Span, Text: lower(head.Name), Sym: head}
	return &reader.Form{Kind: reader.List, Span: f.Span, Items: append([]*reader.Form{first}, f.Items...)}
}

// source returns the text of a form, for a suggestion.
func (p *parser) source(f *reader.Form) string {
	if f.Expanded {
		return f.String()
	}
	return p.mod.File.Text[f.Span.Lo:f.Span.Hi]
}

// proper reports a dotted list.
func (p *parser) proper(title string, f *reader.Form) {
	if f.Dot != nil {
		p.failAt(title, f.Span, "unexpected dotted list")
	}
}

// operands checks the number of operands of a form: missing has a text for each one
// that has to be there, reported behind the last that is. A negative limit is none.
func (p *parser) operands(title string, f *reader.Form, limit int, missing ...string) {
	if n := len(f.Items) - 1; n < len(missing) {
		p.failAt(title, f.Items[n].Span.End(), missing[n])
	}
	if limit >= 0 && len(f.Items)-1 > limit {
		p.failAt(title, f.Items[limit+1].Span, "unexpected trailing form")
	}
}

func isSymbol(f *reader.Form) bool { return f.Kind == reader.Symbol }

func isList(f *reader.Form) bool { return f.Kind == reader.List }

func isKeyword(f *reader.Form) bool { return f.Kind == reader.Keyword }

func isString(f *reader.Form) bool { return f.Kind == reader.String }

// isCons reports whether f is a list with items.
func isCons(f *reader.Form) bool { return f.Kind == reader.List && len(f.Items) > 0 }

// text returns the folded name of a symbol or keyword, "" of anything else.
func text(f *reader.Form) string {
	switch {
	case f.Kind == reader.Symbol && f.Sym != nil:
		return f.Sym.Name
	case f.Kind == reader.Symbol || f.Kind == reader.Keyword:
		return names.Fold(f.Text)
	}
	return ""
}

// is reports whether f is a symbol of that folded name, in any package.
func is(f *reader.Form, name string) bool { return f.Kind == reader.Symbol && text(f) == name }

// headIs reports whether f is a list that begins with a symbol of that name, in any package.
func headIs(f *reader.Form, name string) bool { return isCons(f) && is(f.Items[0], name) }

// begins reports whether f is a list that begins with that very symbol.
func begins(f *reader.Form, s *names.Symbol) bool {
	return isCons(f) && f.Items[0].Kind == reader.Symbol && f.Items[0].Sym == s
}

// index returns the place of the first item that is so, or -1.
func index(items []*reader.Form, is func(*reader.Form) bool) int {
	for i, x := range items {
		if is(x) {
			return i
		}
	}
	return -1
}

// isEarmuffed reports whether a name is that of a dynamic variable: *name*.
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
