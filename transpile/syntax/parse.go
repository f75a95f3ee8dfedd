package syntax

import (
	"strings"

	"github.com/smelter-lang/smelter/transpile/diag"
	"github.com/smelter-lang/smelter/transpile/expand"
	"github.com/smelter-lang/smelter/transpile/names"
	"github.com/smelter-lang/smelter/transpile/reader"
	"github.com/smelter-lang/smelter/transpile/source"
)

// This file parses whole files: which kind of source file it is, its packages and
// imports, and then its toplevel forms.

// Options are what parsing a file needs from its session.
type Options struct {
	World  *names.World
	Macros *expand.Expander
	// Load finds or makes the package that an import names. A nil package and a nil
	// error mean that there is none.
	Load func(*Import) (*names.Package, error)
	// Library files may define natives and macros.
	Library bool
}

// ScriptPackage is the package of scripts, which do not name one.
const ScriptPackage = "SMELTER-USER"

// Parse parses the forms of a file. It loads the packages that the file imports before it
// reads the names in the rest.
func Parse(file *source.File, forms []*reader.Form, opts *Options, errs *diag.List) *Module {
	m := &Module{File: file, Maker: &Maker{}}
	p := &parser{mod: m, opts: opts, errs: errs, sym: newSpecials(opts.World)}
	switch kind := kindOf(forms); {
	case len(forms) == 0 && !errs.HasErrors() && opts.Library:
		end := source.Span{File: file.ID}
		errs.Error("malformed-package", "Malformed package declarations", end, "missing package form")
	case kind == packageFile:
		p.guard(func() { p.packageForm(forms[0]) })
		if m.Pkg != nil {
			p.unit(forms[1:])
		}
	case kind == lispFile:
		p.lispFile(forms)
	default:
		m.Script = true
		p.script(forms)
	}
	return m
}

type fileKind uint8

const (
	scriptFile fileKind = iota
	packageFile
	lispFile
)

// kindOf looks at the first form of a file (scripts.md 1).
func kindOf(forms []*reader.Form) fileKind {
	if len(forms) == 0 {
		return scriptFile
	}
	f := forms[0]
	switch {
	case headIs(f, "PACKAGE"):
		return packageFile
	case headIs(f, "DEFPACKAGE"), headIs(f, "IN-PACKAGE"), headIs(f, "IN-READTABLE"), headIs(f, "COALTON-TOPLEVEL"):
		return lispFile
	}
	return scriptFile
}

// unit interns and parses forms as one translation unit.
func (p *parser) unit(forms []*reader.Form) {
	u := &unit{p: p, out: &Unit{}}
	kept := forms[:0:0]
	for _, f := range forms {
		if reader.Intern(f, p.mod.Pkg, p.opts.World, p.errs) {
			kept = append(kept, f)
		}
	}
	u.forms(kept)
	p.mod.Units = append(p.mod.Units, u.out)
}

// A clause form of a package declaration is reported under one title.
const badPackage = "Malformed package declaration"

// packageForm parses (package NAME docstring? clause*) and makes the package.
func (p *parser) packageForm(f *reader.Form) {
	if len(f.Items) < 2 {
		p.failAt(badPackage, p.end(f.Items[0]), "missing package name")
	}
	if !isSymbol(f.Items[1]) {
		p.failAt(badPackage, p.at(f.Items[1]), "package name must be a symbol")
	}
	h := &header{p: p, form: f}
	rest := f.Items[2:]
	if len(rest) > 0 && rest[0].Kind == reader.String {
		rest = rest[1:]
	}
	for _, clause := range rest {
		h.check(clause)
	}
	name := names.Fold(f.Items[1].Text)
	var pkg *names.Package
	core := p.opts.World.Find(Core)
	if name == Core {
		pkg = core
	} else {
		pkg = p.opts.World.Define(name)
		pkg.Use(core)
	}
	h.pkg = pkg
	for _, clause := range rest {
		h.apply(clause)
	}
	for _, s := range h.exports {
		pkg.Export(pkg.Intern(s))
	}
	p.mod.Pkg = pkg
}

// A header applies the clauses of a package declaration.
type header struct {
	p       *parser
	form    *reader.Form // for what cannot be evaluated
	pkg     *names.Package
	exports []string
}

// check reports mistakes in the shape of a clause.
func (h *header) check(c *reader.Form) {
	p := h.p
	if !isCons(c) {
		p.failAt(badPackage, p.at(c), "malformed package clause")
	}
	if !isSymbol(c.Items[0]) {
		p.failAt(badPackage, p.at(c.Items[0]), "not a symbol")
	}
	switch text(c.Items[0]) {
	case "IMPORT", "USE":
		if len(c.Items) < 2 {
			p.failAt(badPackage, p.end(c.Items[0]), "empty IMPORT form")
		}
		for _, x := range c.Items[1:] {
			h.checkImport(x)
		}
	case "IMPORT-FROM":
		if len(c.Items) < 2 {
			p.failAt(badPackage, p.end(c.Items[0]), "missing package name")
		}
		h.symbols(c.Items[1:])
	case "EXPORT", "SHADOW":
		h.symbols(c.Items[1:])
	default:
		at := p.at(c.Items[0])
		p.fail(&diag.Diagnostic{
			Code: codeOf(badPackage), Title: badPackage,
			Notes: []diag.Note{diag.Primary(at, "Unknown package clause")},
			Helps: []diag.Help{{Span: at, Text: "Must be one of IMPORT, IMPORT-FROM, EXPORT, SHADOW", Replacement: p.source(c.Items[0])}},
		})
	}
}

func (h *header) symbols(items []*reader.Form) {
	for _, x := range items {
		if !isSymbol(x) && x.Kind != reader.String && x.Kind != reader.Keyword {
			h.p.failAt(badPackage, h.p.at(x), "expected symbol")
		}
	}
}

// checkImport checks PKG, (PKG as NICK) and, in scripts, ("path" as NICK).
func (h *header) checkImport(x *reader.Form) {
	p := h.p
	if isSymbol(x) || x.Kind == reader.String {
		return
	}
	if !isCons(x) || !isSymbol(x.Items[0]) && x.Items[0].Kind != reader.String {
		p.failAt(badPackage, p.at(x), "expected PACKAGE or (PACKAGE as NICK)")
	}
	switch n := len(x.Items); {
	case n < 2:
		p.failAt(badPackage, p.end(x.Items[0]), "expected AS")
	case !x.Items[1].IsSym("AS"):
		p.failAt(badPackage, p.at(x.Items[1]), "expected AS")
	case n < 3:
		p.failAt(badPackage, p.end(x.Items[1]), "missing package nickname")
	case !isSymbol(x.Items[2]):
		p.failAt(badPackage, p.at(x.Items[2]), "expected symbol")
	case n > 3:
		p.failAt(badPackage, p.at(x.Items[3]), "unexpected value")
	}
}

// apply does what a clause says.
func (h *header) apply(c *reader.Form) {
	switch text(c.Items[0]) {
	case "IMPORT", "USE":
		for _, x := range c.Items[1:] {
			h.use(x)
		}
	case "IMPORT-FROM":
		q := h.load(c.Items[1])
		for _, x := range c.Items[2:] {
			s := q.FindExported(designator(x))
			if s == nil {
				h.fail()
			}
			if len(h.pkg.Import(s)) > 0 {
				h.fail()
			}
		}
	case "EXPORT":
		for _, x := range c.Items[1:] {
			h.exports = append(h.exports, designator(x))
		}
	case "SHADOW":
		for _, x := range c.Items[1:] {
			h.pkg.Shadow(designator(x))
		}
	}
}

func (h *header) use(x *reader.Form) {
	if isList(x) {
		q := h.load(x.Items[0])
		h.pkg.AddNickname(x.Items[2].Text, q.Name)
		return
	}
	q := h.load(x)
	if conflicts := h.pkg.Use(q); len(conflicts) > 0 && !h.p.mod.Script {
		h.fail()
	}
}

// fail reports that the package cannot be made.
func (h *header) fail() {
	h.p.failAt(badPackage, h.p.at(h.form), "unable to evaluate package definition")
}

// load returns an imported package.
func (h *header) load(x *reader.Form) *names.Package {
	imp := &Import{Span: h.p.at(x)}
	if x.Kind == reader.String {
		imp.Path = x.Text
	} else {
		imp.Name = designator(x)
	}
	h.p.mod.Deps = append(h.p.mod.Deps, imp)
	q, err := h.p.opts.Load(imp)
	if err != nil {
		h.p.failAt(badPackage, imp.Span, err.Error())
	}
	if q == nil {
		h.fail()
	}
	return q
}

// designator returns the folded name that a symbol, keyword or string stands for.
func designator(x *reader.Form) string {
	t := x.Text
	if x.Qual != "" && x.Qual != "#" {
		t = x.Qual + ":" + t
	}
	return names.Fold(strings.TrimPrefix(t, "#:"))
}

// script parses a file without a package form.
func (p *parser) script(forms []*reader.Form) {
	w := p.opts.World
	pkg := w.Define(ScriptPackage)
	p.mod.Pkg = pkg
	pkg.Use(w.Find(Core))
	h := &header{p: p, pkg: pkg}
	for _, name := range []string{"COALTON-PRELUDE", "SMELTER/SCRIPT"} {
		p.guard(func() {
			imp := &Import{Name: name}
			if q, err := p.opts.Load(imp); err == nil && q != nil {
				p.mod.Deps = append(p.mod.Deps, imp)
				pkg.Use(q)
			}
		})
	}
	for _, nick := range scriptNicknames() {
		pkg.AddNickname(nick[0], nick[1])
	}
	for _, f := range forms {
		if headIs(f, "IMPORT") || headIs(f, "IMPORT-FROM") || headIs(f, "USE") {
			p.guard(func() {
				h.form = f
				h.check(f)
				h.apply(f)
			})
		}
	}
	for _, f := range forms {
		p.shadow(f)
	}
	p.unit(forms)
}

// scriptNicknames are the last segments of the library's packages, and str for string.
func scriptNicknames() [][2]string {
	out := [][2]string{{"STR", "COALTON/STRING"}, {"VEC", "COALTON/VECTOR"}, {"ITER", "COALTON/ITERATOR"}}
	for _, pkg := range []string{
		"bits", "boolean", "cell", "char", "classes", "format", "functions", "hash", "hashmap", "hashtable", "iterator",
		"lisparray", "list", "math", "optional", "ordmap", "ordtree", "queue", "randomaccess", "result", "seq", "show",
		"slice", "string", "symbol", "system", "tuple", "types", "vector",
	} {
		out = append(out, [2]string{pkg, "COALTON/" + pkg})
	}
	for _, pkg := range []string{"state", "statet", "environment", "optionalt", "resultt", "identity", "free", "freet"} {
		out = append(out, [2]string{pkg, "COALTON/MONAD/" + pkg})
	}
	return out
}

// shadow makes the names that a form of a script defines the script's own.
func (p *parser) shadow(f *reader.Form) {
	if !isCons(f) || len(f.Items) < 2 {
		return
	}
	own := func(x *reader.Form) {
		if isCons(x) {
			x = x.Items[0]
		}
		if isSymbol(x) && x.Qual == "" {
			p.mod.Pkg.Shadow(names.Fold(x.Text))
		}
	}
	switch text(f.Items[0]) {
	case "DEFINE", "DEFINE-STRUCT", "DEFINE-TYPE-ALIAS", "DECLARE-NATIVE", "DEFINE-RESUMPTION",
		"DEFINE-EXPRESSION-MACRO", "DEFINE-TOPLEVEL-MACRO", "DEFMACRO":
		own(f.Items[1])
	case "DEFINE-TYPE", "DEFINE-EXCEPTION":
		for _, x := range f.Items[1:] {
			own(x)
		}
	case "DEFINE-CLASS":
		p.shadowClass(f, own)
	case "PROGN", "COALTON-TOPLEVEL":
		for _, x := range f.Items[1:] {
			p.shadow(x)
		}
	}
}

func (p *parser) shadowClass(f *reader.Form, own func(*reader.Form)) {
	head := f.Items[1]
	if isList(head) {
		items := head.Items
		if i := index(items, isDouble); i >= 0 {
			items = items[i+1:]
		}
		if len(items) > 0 {
			own(items[0])
		}
	}
	for _, m := range f.Items[2:] {
		if isCons(m) {
			own(m)
		}
	}
}
