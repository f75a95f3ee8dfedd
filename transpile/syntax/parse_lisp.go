package syntax

import (
	"fmt"

	"github.com/smelter-lang/smelter/transpile/diag"
	"github.com/smelter-lang/smelter/transpile/names"
	"github.com/smelter-lang/smelter/transpile/reader"
)

// This file parses Lisp-wrapped files: a subset of Lisp's toplevel forms, with Coalton in
// coalton-toplevel (language.md 1.1 and 1.3).

const userPackage = "COALTON-USER"

// A lispReader is what a Lisp would remember between toplevel forms.
type lispReader struct {
	p    *parser
	pkg  *names.Package // the current one
	user *names.Package // COALTON-USER, once it is needed
}

func (p *parser) lispFile(forms []*reader.Form) {
	l := &lispReader{p: p}
	for _, f := range forms {
		if f.Broken {
			l.broken(f)
			continue
		}
		p.readUntil(f.Span.Lo)
		p.guard(func() { l.form(f) })
	}
	if p.mod.Pkg == nil {
		p.mod.Pkg = l.current()
	}
}

// current returns the current package, which is COALTON-USER at first.
func (l *lispReader) current() *names.Package {
	if l.pkg != nil {
		return l.pkg
	}
	if l.user == nil {
		l.user = l.p.opts.World.Define(userPackage)
		if q, err := l.p.load(&Import{Name: "COALTON-PRELUDE"}); err == nil && q != nil {
			l.user.Use(q)
		}
		l.user.Use(l.p.known.core)
	}
	return l.user
}

// broken takes note of a form that could not be read: of its package anything may be
// missing.
func (l *lispReader) broken(f *reader.Form) {
	p := l.p
	if headIs(f, "COALTON-TOPLEVEL") {
		p.internNext(f, l.current())
		l.current().Break()
		return
	}
	p.readUntil(f.Span.Lo)
	named := len(f.Items) > 1 && isDesignator(f.Items[1])
	switch {
	case named && headIs(f, "DEFPACKAGE"):
		p.guard(func() { p.define(designator(f.Items[1]), f.Items[1].Span).Break() })
	case named && headIs(f, "IN-PACKAGE"):
		p.guard(func() { l.inPackage(f) })
	}
}

func (l *lispReader) form(f *reader.Form) {
	p := l.p
	switch {
	case headIs(f, "DEFPACKAGE"):
		l.defpackage(f)
	case headIs(f, "IN-PACKAGE"):
		l.inPackage(f)
	case headIs(f, "IN-READTABLE"):
	case headIs(f, "COALTON-TOPLEVEL"):
		p.intern(f, l.current())
		l.unit(f, f.Items[1:])
	case headIs(f, "EVAL-WHEN") && len(f.Items) > 1:
		for _, g := range f.Items[2:] {
			g.PrevEnd = f.PrevEnd // it was read with the whole form
			l.form(g)
		}
	case isMacroDefinition(f):
		p.intern(f, l.current())
		p.macro(f)
	case headIs(f, "DEFUN"):
		p.intern(f, l.current())
		if err := p.opts.Macros.DefineFunction(f); err != nil {
			p.failAt("Malformed Lisp function", f.Span, err.Error())
		}
	case l.isMacroCall(f):
		p.intern(f, l.current())
		l.unit(f, []*reader.Form{f})
	case isCons(f) && isSymbol(f.Items[0]):
		head := f.Items[0]
		p.failAt("Unsupported Lisp form", head.Span, "`"+l.p.source(head)+"` forms "+noLisp)
	default:
		p.failAt("Unsupported Lisp form", f.Span, "Lisp forms "+noLisp)
	}
}

// unit parses the forms of a coalton-toplevel, or what else is one.
func (l *lispReader) unit(whole *reader.Form, forms []*reader.Form) {
	p := l.p
	if p.mod.Pkg == nil {
		p.mod.Pkg = l.current()
	}
	u := &unit{p: p, out: &Unit{Pkg: l.current(), End: whole.Span.Hi}}
	p.mod.Units = append(p.mod.Units, u.out)
	u.forms(forms)
	u.guard(nil, u.orphans)
}

// isMacroCall reports whether a form calls a macro: it stands for toplevel forms of Coalton.
func (l *lispReader) isMacroCall(f *reader.Form) bool {
	if !isCons(f) || !isSymbol(f.Items[0]) || l.p.opts.Macros == nil {
		return false
	}
	l.p.intern(f.Items[0], l.current())
	return f.Head() != nil && l.p.opts.Macros.Lookup(f.Head()) != nil
}

func (l *lispReader) inPackage(f *reader.Form) {
	const title = "Malformed in-package"
	if len(f.Items) != 2 || !isDesignator(f.Items[1]) {
		l.p.failAt(title, f.Span, "expected a package name")
	}
	name := designator(f.Items[1])
	if name == userPackage {
		l.pkg = nil
		return
	}
	pkg := l.p.opts.World.Find(name)
	if pkg == nil {
		l.p.failAt(title, f.Items[1].Span, "package "+lower(name)+" does not exist")
	}
	l.pkg = pkg
}

// isDesignator reports whether a form names a package or symbol: name, :name, #:name or
// "NAME".
func isDesignator(f *reader.Form) bool { return isSymbol(f) || isKeyword(f) || isString(f) }

const badDefpackage = "Malformed defpackage"

// defpackage makes a package of (defpackage NAME option*).
func (l *lispReader) defpackage(f *reader.Form) {
	p := l.p
	if len(f.Items) < 2 || !isDesignator(f.Items[1]) {
		p.failAt(badDefpackage, f.Span, "expected a package name")
	}
	for _, o := range f.Items[2:] {
		l.checkOption(o)
	}
	h := &header{p: p, pkg: p.define(designator(f.Items[1]), f.Items[1].Span)}
	// Symbols that are named one by one come before what is used.
	for _, o := range f.Items[2:] {
		switch text(o.Items[0]) {
		case "SHADOW":
			for _, x := range o.Items[1:] {
				h.pkg.Shadow(designator(x))
			}
		case "IMPORT-FROM", "SHADOWING-IMPORT-FROM":
			single := len(h.single)
			if q := h.load(o.Items[1]); q != nil {
				h.importFrom(q, o.Items[2:])
			}
			if text(o.Items[0]) == "SHADOWING-IMPORT-FROM" {
				h.single = h.single[:single] // they may hide what is used
			}
		}
	}
	for _, o := range f.Items[2:] {
		l.option(h, text(o.Items[0]), o.Items[1:])
	}
	h.checkImported()
	h.export()
	h.finish(f.Span)
}

// checkOption reports mistakes in the shape of an option.
func (l *lispReader) checkOption(o *reader.Form) {
	p := l.p
	if !isCons(o) || !isKeyword(o.Items[0]) {
		p.failAt(badDefpackage, o.Span, "expected an option")
	}
	rest := o.Items[1:]
	switch text(o.Items[0]) {
	case "LOCAL-NICKNAMES":
		for _, x := range rest {
			if !isList(x) || len(x.Items) != 2 || !isDesignator(x.Items[0]) || !isDesignator(x.Items[1]) {
				p.failAt(badDefpackage, x.Span, "expected a nickname and a package")
			}
		}
		return
	case "IMPORT-FROM", "SHADOWING-IMPORT-FROM":
		if len(rest) == 0 {
			p.failAt(badDefpackage, o.Span, "expected a package name")
		}
	case "USE", "EXPORT", "SHADOW", "NICKNAMES", "INTERN", "DOCUMENTATION", "SIZE":
	default:
		p.fail(suggest(badDefpackage, o.Items[0].Span, fmt.Sprintf("unknown option :%s", o.Items[0].Text),
			diag.Help{Text: "options are :use, :local-nicknames, :import-from, :export, :shadow, :nicknames and :documentation"}))
	}
	for _, x := range rest {
		if !isDesignator(x) && x.Kind != reader.Integer {
			p.failAt(badDefpackage, x.Span, "expected a name")
		}
	}
}

// option does what an option says that is not about single symbols.
func (l *lispReader) option(h *header, name string, rest []*reader.Form) {
	for _, x := range rest {
		switch name {
		case "USE":
			if !isLisp(x) {
				h.item(x)
			}
		case "LOCAL-NICKNAMES":
			if !isLisp(x.Items[1]) {
				h.nickname(designator(x.Items[0]), x.Items[1])
			}
		case "EXPORT":
			h.exports = append(h.exports, designator(x))
		case "NICKNAMES":
			l.p.opts.World.Alias(designator(x), h.pkg.Name)
		}
	}
}

// isLisp reports whether a form names a package of Lisp itself, which has nothing for
// Coalton.
func isLisp(x *reader.Form) bool {
	switch designator(x) {
	case "CL", "COMMON-LISP":
		return true
	}
	return false
}
