package syntax

import (
	"github.com/smelter-lang/smelter/transpile/diag"
	"github.com/smelter-lang/smelter/transpile/reader"
)

// This file parses Lisp-wrapped files: a subset of Lisp's toplevel forms, with Coalton in
// coalton-toplevel (language.md 1.1 and 1.3).

func (p *parser) lispFile(forms []*reader.Form) {
	p.mod.Pkg = p.opts.World.Find("COALTON-USER")
	if p.mod.Pkg == nil {
		p.mod.Pkg = p.opts.World.Define("COALTON-USER")
		p.mod.Pkg.Use(p.opts.World.Find(Core))
		if q, _ := p.opts.Load(&Import{Name: "COALTON-PRELUDE"}); q != nil {
			p.mod.Pkg.Use(q)
		}
	}
	for _, f := range forms {
		p.guard(func() { p.lispForm(f) })
	}
}

func (p *parser) lispForm(f *reader.Form) {
	const title = "Unsupported Lisp form"
	switch {
	case headIs(f, "DEFPACKAGE"):
		p.defpackage(f)
	case headIs(f, "IN-PACKAGE"):
		if len(f.Items) != 2 {
			p.failAt("Malformed in-package", p.at(f), "expected a package name")
		}
		pkg := p.opts.World.Find(designator(f.Items[1]))
		if pkg == nil {
			p.failAt("Malformed in-package", p.at(f.Items[1]), "there is no such package")
		}
		p.mod.Pkg = pkg
	case headIs(f, "IN-READTABLE"):
	case headIs(f, "COALTON-TOPLEVEL"):
		p.unit(f.Items[1:])
	case headIs(f, "DEFINE-EXPRESSION-MACRO"), headIs(f, "DEFINE-TOPLEVEL-MACRO"), headIs(f, "DEFMACRO"):
		if reader.Intern(f, p.mod.Pkg, p.opts.World, p.errs) {
			if err := p.opts.Macros.Define(f); err != nil {
				p.failAt("Malformed macro definition", p.at(f), err.Error())
			}
		}
	default:
		what := "this form"
		if isCons(f) && isSymbol(f.Items[0]) {
			what = "`" + lower(f.Items[0].Text) + "`"
		}
		p.failAt(title, p.at(f), what+" needs Common Lisp, which Smelter does not have")
	}
}

// defpackage makes a package of (defpackage NAME option*).
func (p *parser) defpackage(f *reader.Form) {
	const title = "Malformed defpackage"
	if len(f.Items) < 2 {
		p.failAt(title, p.at(f), "missing package name")
	}
	h := &header{p: p, form: f, pkg: p.opts.World.Define(designator(f.Items[1]))}
	for _, o := range f.Items[2:] {
		if !isCons(o) || o.Items[0].Kind != reader.Keyword {
			p.failAt(title, p.at(o), "expected an option")
		}
		rest := o.Items[1:]
		switch text(o.Items[0]) {
		case "USE":
			for _, x := range rest {
				h.pkg.Use(h.load(x))
			}
		case "LOCAL-NICKNAMES":
			for _, x := range rest {
				if !isList(x) || len(x.Items) != 2 {
					p.failAt(title, p.at(x), "expected a nickname and a package")
				}
				h.pkg.AddNickname(designator(x.Items[0]), h.load(x.Items[1]).Name)
			}
		case "IMPORT-FROM":
			if len(rest) == 0 {
				p.failAt(title, p.at(o), "missing package name")
			}
			q := h.load(rest[0])
			for _, x := range rest[1:] {
				if s := q.FindExported(designator(x)); s != nil {
					h.pkg.Import(s)
				} else {
					p.fail(&diag.Diagnostic{
						Code: codeOf(title), Title: title,
						Notes: []diag.Note{diag.Primary(p.at(x), "there is no such symbol in that package")},
					})
				}
			}
		case "EXPORT":
			for _, x := range rest {
				h.exports = append(h.exports, designator(x))
			}
		case "SHADOW":
			for _, x := range rest {
				h.pkg.Shadow(designator(x))
			}
		case "NICKNAMES":
			for _, x := range rest {
				p.opts.World.Alias(designator(x), h.pkg.Name)
			}
		case "DOCUMENTATION":
		default:
			p.failAt(title, p.at(o.Items[0]), "unknown option")
		}
	}
	for _, s := range h.exports {
		h.pkg.Export(h.pkg.Intern(s))
	}
}
