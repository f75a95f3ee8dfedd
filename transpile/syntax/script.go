package syntax

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/smelter-lang/smelter/transpile/names"
	"github.com/smelter-lang/smelter/transpile/reader"
	"github.com/smelter-lang/smelter/transpile/source"
)

// This file makes the package of a script (scripts.md 2). It uses the imports of the
// script, then smelter/script and the prelude; what comes first hides what comes later,
// and what the script defines hides all of it.

// ScriptPackage is the package of a script, which does not name one. One that is imported
// has a package of another name, and exports what it defines unless it says what.
const ScriptPackage = "SMELTER-USER"

// ScriptLibrary is the package of the library that only scripts use.
const ScriptLibrary = "SMELTER/SCRIPT"

// implicit are the packages that a script uses besides COALTON.
var implicit = [...]string{ScriptLibrary, "COALTON-PRELUDE"}

func isImplicit(name string) bool {
	return name == Core || name == implicit[0] || name == implicit[1]
}

// script parses a file without a package form.
func (p *parser) script(forms []*reader.Form) {
	p.mod.Script = true
	name := cmp.Or(p.opts.Package, ScriptPackage)
	pkg := p.define(name, source.Span{File: p.mod.File.ID})
	p.mod.Pkg = pkg
	h := &header{p: p, pkg: pkg}
	p.nicknames()
	p.defines = map[string]space{}
	for _, f := range forms {
		eachDefined(f, func(name string, in space) { p.defines[name] |= in })
	}
	for _, f := range forms {
		p.imports(h, f)
	}
	for _, name := range implicit {
		if q, err := p.load(&Import{Name: name}); err == nil && q != nil {
			pkg.Use(q)
		}
	}
	pkg.Use(p.known.core)
	p.known.extend(pkg)
	p.shadow()
	if len(h.exports) == 0 {
		h.exports = slices.Sorted(maps.Keys(p.defines))
	}
	h.export()
	p.unit(pkg, forms)
}

// imports does what a toplevel import says.
func (p *parser) imports(h *header, f *reader.Form) {
	switch {
	case headIs(f, "COALTON-TOPLEVEL"):
		for _, x := range f.Items[1:] {
			p.imports(h, x)
		}
	case p.imported(f):
		p.guard(func() {
			p.readUntil(f.Span.Lo)
			p.checkClause(f)
			h.clause(f)
			h.finish(f.Span)
		})
	}
}

// imported reports whether a form is an import, of those that scripts have at toplevel.
func (p *parser) imported(f *reader.Form) bool {
	if !isCons(f) || !isSymbol(f.Items[0]) || p.defines[text(f.Items[0])]&aValue != 0 {
		return false
	}
	return slices.Contains(clauses[:], text(f.Items[0]))
}

// clauses are the clauses of a package form that scripts have at toplevel.
var clauses = [...]string{"IMPORT", "IMPORT-FROM", "USE", "EXPORT"}

// Defines reports whether a toplevel form of a script is a definition, or says something of
// one or of the script: whether it is no expression.
func Defines(f *reader.Form) bool {
	defines := isCons(f) && isSymbol(f.Items[0]) && (slices.Contains(clauses[:], text(f.Items[0])) ||
		slices.ContainsFunc(toplevelForms(), func(t toplevelForm) bool { return t.name == text(f.Items[0]) }))
	eachDefined(f, func(string, space) { defines = true })
	return defines
}

// A space is a set of kinds of names: a name that is defined in one of them hides imported
// names in that one only. So a script may have a function list beside the type List.
type space uint8

const (
	aValue space = 1 << iota // or a macro
	aType                    // or a class
)

// scriptOnly are the names that mean something else in scripts, which cannot be done by
// hiding a symbol, since it names a type or class too.
var scriptOnly = [...]struct{ pkg, name, value string }{
	{"COALTON/SHOW", "SHOW", "SHOW-AS-STRING"},
	{Core, "LIST", "MAKE-LIST"},
}

// shadow makes the names that a script defines its own, and finds out which symbols mean
// something else in it than they say. Forms of the language keep their
// names, or the script could no longer be read; defining one is reported later.
func (p *parser) shadow() {
	pkg := p.mod.Pkg
	p.valueSyms, p.typeSyms = map[*names.Symbol]*names.Symbol{}, map[*names.Symbol]*names.Symbol{}
	for _, s := range scriptOnly {
		if from := p.symbolOf(s.pkg, s.name); from != nil {
			p.valueSyms[from] = p.symbolOf(s.pkg, s.value)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(p.defines)) {
		s := pkg.Lookup(name)
		if s == nil || s.Pkg == pkg || p.known.special(s) {
			continue
		}
		own := pkg.Shadow(name)
		if p.defines[name]&aValue == 0 {
			if p.valueSyms[own] = s; p.valueSyms[s] != nil {
				p.valueSyms[own] = p.valueSyms[s]
			}
		}
		if p.defines[name]&aType == 0 {
			p.typeSyms[own] = s
		}
	}
}

// eachDefined calls own with the names that a toplevel form defines, and what they name.
// Nothing is interned yet, so forms are recognised by their names.
func eachDefined(f *reader.Form, own func(name string, in space)) {
	if !isCons(f) || len(f.Items) < 2 {
		return
	}
	name := func(x *reader.Form, in space) {
		if isCons(x) {
			x = x.Items[0]
		}
		if isSymbol(x) && x.Qual == "" {
			own(text(x), in)
		}
	}
	switch text(f.Items[0]) {
	case "DEFINE", "DECLARE-NATIVE", "DEFINE-EXPRESSION-MACRO", "DEFINE-TOPLEVEL-MACRO", "DEFMACRO":
		name(f.Items[1], aValue)
	case "DEFINE-TYPE-ALIAS":
		name(f.Items[1], aType)
	case "DEFINE-STRUCT", "DEFINE-RESUMPTION":
		name(f.Items[1], aType|aValue)
	case "DEFINE-TYPE", "DEFINE-EXCEPTION":
		name(f.Items[1], aType)
		for _, x := range f.Items[2:] {
			name(x, aValue)
		}
	case "DEFINE-CLASS":
		if head := f.Items[1]; isList(head) {
			items := head.Items[index(head.Items, isDouble)+1:]
			if len(items) > 0 {
				name(items[0], aType)
			}
		}
		for _, x := range f.Items[2:] {
			name(x, aValue)
		}
	case "PROGN", "COALTON-TOPLEVEL":
		for _, x := range f.Items[1:] {
			eachDefined(x, own)
		}
	}
}

// nicknames lets a script reach the packages of the library by the last segments of their
// names, without importing them. Of several with the same one the shortest name has it, of
// those the first in the alphabet.
func (p *parser) nicknames() {
	pkg := p.mod.Pkg
	pkg.AddNickname("STR", "COALTON/STRING")
	pkg.AddNickname("VEC", "COALTON/VECTOR")
	pkg.AddNickname("ITER", "COALTON/ITERATOR")
	pkg.AddNickname("DIGEST", "SMELTER/HASH") // HASH is coalton/hash
	if p.opts.World.Loadable == nil {
		return
	}
	library := slices.Clone(p.opts.World.Loadable())
	slices.SortFunc(library, func(a, b string) int {
		return cmp.Or(cmp.Compare(strings.Count(a, "/"), strings.Count(b, "/")), cmp.Compare(a, b))
	})
	taken := map[string]bool{}
	for _, name := range library {
		nick := name[strings.LastIndexByte(name, '/')+1:]
		if !taken[nick] && !names.Internal(name) {
			taken[nick] = true
			pkg.AddNickname(nick, name)
		}
	}
}
