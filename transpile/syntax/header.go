package syntax

import (
	"fmt"
	"slices"
	"strings"

	"github.com/smelter-lang/smelter/runtime/spelling"
	"github.com/smelter-lang/smelter/transpile/diag"
	"github.com/smelter-lang/smelter/transpile/names"
	"github.com/smelter-lang/smelter/transpile/reader"
	"github.com/smelter-lang/smelter/transpile/source"
)

// This file parses package forms, and their clauses where scripts have them at toplevel:
//
//	(package NAME docstring? clause*)
//	clause = (import item+) | (import-from PKG SYM*) | (export SYM*) | (shadow SYM*)
//	item   = PKG | (PKG as NICK)
//
// In scripts PKG may be the "path" of a file.

const badPackage = "Malformed package declaration"

// packageForm parses a package form and makes the package.
func (p *parser) packageForm(f *reader.Form) {
	if !is(f.Items[0], "PACKAGE") {
		p.fail(suggest(badPackage, f.Items[0].Span, "package declarations must start with `package`",
			diag.Help{Span: f.Items[0].Span, Text: "a file without a package form is a script", Replacement: "package"}))
	}
	p.proper(badPackage, f)
	if len(f.Items) < 2 {
		p.failAt(badPackage, f.Items[0].Span.End(), "missing package name")
	}
	if !isSymbol(f.Items[1]) {
		p.failAt(badPackage, f.Items[1].Span, "package name must be a symbol")
	}
	_, clauses := docstring(f.Items[2:])
	for _, c := range clauses {
		p.checkClause(c)
	}
	pkg := p.known.core
	if name := designator(f.Items[1]); name != pkg.Name || !p.opts.Library {
		pkg = p.define(name, f.Items[1].Span)
		pkg.Use(p.known.core)
	}
	if p.opts.Library {
		p.known.extend(pkg)
	}
	h := &header{p: p, pkg: pkg}
	for _, c := range clauses {
		if is(c.Items[0], "SHADOW") {
			h.clause(c)
		}
	}
	for _, c := range clauses {
		if !is(c.Items[0], "SHADOW") {
			h.clause(c)
		}
	}
	if !p.opts.Library {
		h.checkImported()
	}
	h.export()
	h.finish(f.Span)
	p.mod.Pkg = pkg
}

// isMisnamed reports whether a form looks like a package form under another name: one
// with the name of a package and nothing but clauses.
func isMisnamed(f *reader.Form) bool {
	if !isList(f) || len(f.Items) < 3 || !isSymbol(f.Items[0]) || !isSymbol(f.Items[1]) {
		return false
	}
	_, clauses := docstring(f.Items[2:])
	for _, c := range clauses {
		if !headIs(c, "IMPORT") && !headIs(c, "IMPORT-FROM") && !headIs(c, "EXPORT") && !headIs(c, "SHADOW") {
			return false
		}
	}
	switch name := text(f.Items[0]); name {
	case "MODULE", "LIBRARY", "NAMESPACE", "DEFINE-PACKAGE", "DEFINE-MODULE":
		return len(clauses) > 0
	default:
		_, near := spelling.Closest(name, slices.Values([]string{"PACKAGE"}))
		return near && len(clauses) > 0
	}
}

// define makes the package of the file, or one of them.
func (p *parser) define(name string, at source.Span) *names.Package {
	if p.opts.Define == nil {
		return p.opts.World.Define(name)
	}
	pkg, err := p.opts.Define(name)
	if err != nil {
		p.failAt(badPackage, at, err.Error())
	}
	return pkg
}

// isImport reports whether a clause of a name is an import. Scripts may call it use.
func (p *parser) isImport(clause string) bool {
	return clause == "IMPORT" || clause == "USE" && p.mod.Script
}

// unknownClause reports a clause that package forms do not have.
func (p *parser) unknownClause(head *reader.Form) {
	d := suggest(badPackage, head.Span, "Unknown package clause",
		diag.Help{Span: head.Span, Text: "Must be one of IMPORT, IMPORT-FROM, EXPORT, SHADOW", Replacement: p.source(head)})
	near, ok := spelling.Closest(text(head), slices.Values([]string{"IMPORT", "IMPORT-FROM", "EXPORT", "SHADOW"}))
	if text(head) == "USE" {
		near, ok = "IMPORT", true
	}
	if ok {
		d.Helps = append(d.Helps, reader.DidYouMean(head, near))
	}
	p.fail(d)
}

// checkClause reports mistakes in the shape of a clause.
func (p *parser) checkClause(c *reader.Form) {
	if !isCons(c) {
		p.failAt(badPackage, c.Span, "malformed package clause")
	}
	p.proper(badPackage, c)
	head, rest := c.Items[0], c.Items[1:]
	if !isSymbol(head) {
		p.failAt(badPackage, head.Span, "not a symbol")
	}
	switch name := text(head); {
	case p.isImport(name):
		if len(rest) == 0 {
			p.failAt(badPackage, head.Span.End(), "empty IMPORT form")
		}
		for _, x := range rest {
			p.checkImport(x)
		}
		return
	case name == "IMPORT-FROM":
		if len(rest) == 0 {
			p.failAt(badPackage, head.Span.End(), "missing package name")
		}
	case name != "EXPORT" && name != "SHADOW":
		p.unknownClause(head)
	}
	for i, x := range rest {
		file := i == 0 && isString(x) && p.mod.Script && text(head) == "IMPORT-FROM"
		if !isSymbol(x) && !file {
			p.failAt(badPackage, x.Span, "expected symbol")
		}
	}
}

// checkImport checks PKG or (PKG as NICK).
func (p *parser) checkImport(x *reader.Form) {
	isPackage := func(x *reader.Form) bool { return isSymbol(x) || isString(x) && p.mod.Script }
	if isPackage(x) {
		return
	}
	if !isCons(x) || !isPackage(x.Items[0]) {
		p.failAt(badPackage, x.Span, "expected PACKAGE or (PACKAGE as NICK)")
	}
	switch n := len(x.Items); {
	case n < 2:
		p.failAt(badPackage, x.Items[0].Span.End(), "expected AS")
	case !is(x.Items[1], "AS"):
		p.failAt(badPackage, x.Items[1].Span, "expected AS")
	case n < 3:
		p.failAt(badPackage, x.Items[1].Span.End(), "missing package nickname")
	case !isSymbol(x.Items[2]):
		p.failAt(badPackage, x.Items[2].Span, "expected symbol")
	case n > 3:
		p.failAt(badPackage, x.Items[3].Span, "unexpected value")
	}
}

// A header does what the clauses of a package say. What cannot be done is reported in the
// end, and leaves the package broken.
type header struct {
	p       *parser
	pkg     *names.Package
	exports []string
	nicks   map[string]string // that clauses introduce, with the packages they stand for
	single  []*names.Symbol   // imported one by one
	wrong   []diag.Help       // why the package cannot be as it should
}

func (h *header) clause(c *reader.Form) {
	switch name, rest := text(c.Items[0]), c.Items[1:]; {
	case h.p.isImport(name):
		for _, x := range rest {
			h.item(x)
		}
	case name == "IMPORT-FROM":
		if q := h.load(rest[0]); q != nil {
			h.importFrom(q, rest[1:])
		}
	case name == "EXPORT":
		for _, x := range rest {
			h.exports = append(h.exports, designator(x))
		}
	case name == "SHADOW":
		for _, x := range rest {
			h.pkg.Shadow(designator(x))
		}
	}
}

// item imports a package, whole or under a nickname.
func (h *header) item(x *reader.Form) {
	if isList(x) {
		h.nickname(designator(x.Items[2]), x.Items[0])
		return
	}
	q := h.load(x)
	switch {
	case q == nil:
		h.pkg.Break()
	case h.p.mod.Script && isImplicit(q.Name): // used anyway, after all that is imported
	default:
		h.use(q)
		if h.p.mod.Script {
			h.pkg.AddNickname(q.Name, q.Name) // it comes before one of the library by its last segment
		}
	}
}

// nickname gives a package a name of its own in this one.
func (h *header) nickname(nick string, pkg *reader.Form) {
	q := h.load(pkg)
	switch old := h.nicks[nick]; {
	case q == nil || h.p.opts.World.Find(q.Name) != q:
		h.pkg.Lose(nick)
	case old != "" && old != q.Name:
		h.fail("%s stands for both %s and %s", lower(nick), lower(old), lower(q.Name))
	default:
		if h.nicks == nil {
			h.nicks = map[string]string{}
		}
		h.nicks[nick] = q.Name
		h.pkg.AddNickname(nick, q.Name)
	}
}

// use makes the exports of a package visible.
func (h *header) use(q *names.Package) {
	if clash := h.pkg.Use(q); len(clash) > 0 {
		h.fail("%s and %s both export %s", lower(clash[0].Old.Pkg.Name), lower(q.Name), lower(clash[0].New.Name))
	}
}

func (h *header) importFrom(q *names.Package, symbols []*reader.Form) {
	for _, x := range symbols {
		name := designator(x)
		s := q.FindExported(name)
		if s == nil {
			s = q.Lookup(name)
		}
		if s == nil {
			h.noSymbol(q, x, name)
			continue
		}
		if clash := h.pkg.Import(s); len(clash) > 0 {
			h.fail("%s is imported from %s too", lower(name), lower(clash[0].Old.Pkg.Name))
		}
		h.single = append(h.single, s)
	}
}

// checkImported reports symbols that are imported one by one although a used package
// exports another one of that name.
func (h *header) checkImported() {
	for _, s := range h.single {
		for _, used := range h.pkg.Uses() {
			if t := used.FindExported(s.Name); t != nil && t != s && !t.Broken() {
				h.fail("%s and %s both export %s", lower(used.Name), lower(s.Pkg.Name), lower(s.Name))
			}
		}
	}
}

// noSymbol reports that a package does not have what is to be imported from it.
func (h *header) noSymbol(q *names.Package, x *reader.Form, name string) {
	h.fail("%s has no %s", lower(q.Name), lower(name))
	if near, ok := spelling.Closest(name, reader.Exports(q)); ok {
		h.wrong = append(h.wrong, reader.DidYouMean(x, near))
	}
	if s := h.pkg.Intern(name); s.Pkg == h.pkg {
		s.Break(true)
	}
}

// export exports what the clauses named, once everything is imported.
func (h *header) export() {
	for _, name := range h.exports {
		h.pkg.Export(h.pkg.Intern(name))
	}
}

// fail takes note that the package cannot be made.
func (h *header) fail(format string, args ...any) {
	h.wrong = append(h.wrong, diag.Help{Text: fmt.Sprintf(format, args...)})
}

// finish reports why the package cannot be made, if it cannot.
func (h *header) finish(at source.Span) {
	if len(h.wrong) > 0 {
		d := problem(badPackage, diag.Primary(at, "unable to evaluate package definition"))
		d.Helps, h.wrong = h.wrong, nil
		h.p.errs.Add(d)
	}
}

// load returns the package that an import names, or nil after taking note that it cannot
// be had.
func (h *header) load(x *reader.Form) *names.Package {
	imp := &Import{Span: x.Span}
	if isString(x) && h.p.mod.Script {
		imp.Path = x.Text
	} else {
		imp.Name = designator(x)
	}
	q, err := h.p.load(imp)
	switch {
	case q != nil:
		return q
	case err != nil:
		h.fail("%s", err.Error())
	case imp.Path != "":
		h.fail("there is no file %s", imp.Path)
	default:
		h.fail("package %s does not exist", lower(imp.Name))
		if near, ok := spelling.Closest(imp.Name, slices.Values(h.p.opts.World.Known())); ok {
			h.wrong = append(h.wrong, reader.DidYouMean(x, near))
		}
	}
	h.pkg.Lose(imp.Name)
	return nil
}

// load asks the session for a package, and remembers that the module needs it.
func (p *parser) load(imp *Import) (*names.Package, error) {
	if p.opts.Load == nil {
		return p.opts.World.Find(imp.Name), nil
	}
	q, err := p.opts.Load(imp)
	if q != nil {
		p.mod.Deps = append(p.mod.Deps, imp)
	}
	return q, err
}

// designator returns the folded name that a symbol, keyword or string stands for.
func designator(x *reader.Form) string {
	t := x.Text
	if x.Qual != "" && x.Qual != "#" {
		t = x.Qual + ":" + t
	}
	return names.Fold(t)
}

func lower(s string) string { return strings.ToLower(s) }
