package syntax

import (
	"github.com/smelter-lang/smelter/transpile/diag"
	"github.com/smelter-lang/smelter/transpile/expand"
	"github.com/smelter-lang/smelter/transpile/names"
	"github.com/smelter-lang/smelter/transpile/reader"
	"github.com/smelter-lang/smelter/transpile/source"
)

// This file parses whole files: it decides which kind of source file one is, and takes
// its toplevel forms one after the other.

// Options are what parsing a file needs from its session.
type Options struct {
	World  *names.World
	Macros *expand.Expander
	// Load finds or makes the package that an import names. A nil package and a nil
	// error mean that there is none; the error says why one cannot be had. Without
	// Load, packages are those of World.
	Load func(*Import) (*names.Package, error)
	// Define makes a package of this file, or says why there cannot be one of that name.
	// Without Define, World does.
	Define func(name string) (*names.Package, error)
	// Package is the name of the package if the file is a script; ScriptPackage if empty.
	Package string
	// Library files may define natives and macros.
	Library bool
	// Read has what the reader found wrong with the file, if it was kept apart. Parse
	// reports it between its own errors, in the order of the file.
	Read *diag.List
}

// Parse parses the forms of a file. It loads the packages that the file imports before it
// interns the rest. After a mistake in one toplevel form it goes on with the next; if
// there is no package, the Module has no units.
func Parse(file *source.File, forms []*reader.Form, opts *Options, errs *diag.List) *Module {
	p := &parser{mod: &Module{File: file, World: opts.World, Maker: &Maker{}}, opts: opts, errs: errs}
	if opts.Read != nil {
		p.read = opts.Read.All()
	}
	kind := kindOf(forms)
	if kind == packageFile && opts.Library {
		p.defineCore(forms[0])
	}
	p.known = newKnownForms(opts.World)
	p.hasLisp = mentionsLisp(file.Text)
	switch kind {
	case packageFile:
		p.packageFile(forms)
	case lispFile:
		p.lispFile(forms)
	default:
		p.script(forms)
	}
	p.readUntil(uint32(len(file.Text)) + 1)
	return p.mod
}

type fileKind uint8

const (
	scriptFile fileKind = iota
	packageFile
	lispFile
)

// kindOf tells the kinds of source file apart by their first form (scripts.md 1). One that
// has coalton-toplevel without ever naming a package is a script.
func kindOf(forms []*reader.Form) fileKind {
	if len(forms) == 0 {
		return scriptFile
	}
	switch first := forms[0]; {
	case headIs(first, "PACKAGE"), isMisnamed(first):
		return packageFile
	case headIs(first, "DEFPACKAGE"), headIs(first, "IN-PACKAGE"):
		return lispFile
	case headIs(first, "IN-READTABLE"), headIs(first, "COALTON-TOPLEVEL"):
		for _, f := range forms[1:] {
			if headIs(f, "DEFPACKAGE") || headIs(f, "IN-PACKAGE") {
				return lispFile
			}
		}
	}
	return scriptFile
}

// defineCore makes package COALTON before its own file is parsed, lest finding its symbols
// loads that file again.
func (p *parser) defineCore(f *reader.Form) {
	if len(f.Items) > 1 && is(f.Items[1], Core) {
		p.opts.World.Define(Core)
	}
}

// packageFile parses a file that begins with a package form.
func (p *parser) packageFile(forms []*reader.Form) {
	p.readUntil(forms[0].Span.Lo)
	if forms[0].Broken {
		return
	}
	p.guard(func() { p.packageForm(forms[0]) })
	if p.mod.Pkg == nil {
		return
	}
	p.unit(p.mod.Pkg, forms[1:])
}

// unit interns and parses forms as one translation unit. Macros are defined first.
func (p *parser) unit(pkg *names.Package, forms []*reader.Form) {
	u := &unit{p: p, out: &Unit{Pkg: pkg}}
	p.mod.Units = append(p.mod.Units, u.out)
	macros := p.mod.Script || p.opts.Library
	if macros {
		for _, f := range forms {
			if isMacroDefinition(f) {
				p.toplevel(u, f)
			}
		}
	}
	for _, f := range forms {
		if !macros || !isMacroDefinition(f) {
			p.toplevel(u, f)
		}
	}
	u.guard(nil, u.orphans)
}

// toplevel interns and parses one form.
func (p *parser) toplevel(u *unit, f *reader.Form) {
	p.internNext(f, u.out.Pkg)
	u.form(f)
}

// internNext interns a form, of which the reader may have found something wrong: that
// stands behind all that it read. Of Lisp in a form without end nothing can be told.
func (p *parser) internNext(f *reader.Form, pkg *names.Package) {
	p.readUntil(f.PrevEnd)
	if !f.Broken || !p.hasLisp {
		p.intern(f, pkg)
	}
	p.readUntil(f.Span.Lo)
}

// intern gives the symbols of a form their meaning.
func (p *parser) intern(f *reader.Form, pkg *names.Package) {
	if p.hasLisp {
		skipLisp(f, false)
	}
	if p.interner == nil || p.interns != pkg {
		p.interner, p.interns = reader.NewInterner(pkg, p.opts.World, p.errs), pkg
		if p.opts.Macros != nil {
			p.opts.Macros.In(pkg)
		}
	}
	p.interner.Form(f)
}

func isMacroDefinition(f *reader.Form) bool {
	return headIs(f, "DEFINE-EXPRESSION-MACRO") || headIs(f, "DEFINE-TOPLEVEL-MACRO") || headIs(f, "DEFMACRO")
}

// readUntil reports what the reader found wrong before an offset.
func (p *parser) readUntil(offset uint32) {
	for len(p.read) > 0 && p.read[0].At().Lo < offset {
		p.errs.Add(p.read[0])
		p.read = p.read[1:]
	}
}
