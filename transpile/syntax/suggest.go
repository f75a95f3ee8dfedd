package syntax

import (
	"iter"
	"strings"

	"github.com/smelter-lang/smelter/runtime/spelling"
	"github.com/smelter-lang/smelter/transpile/diag"
	"github.com/smelter-lang/smelter/transpile/names"
)

// This file finds what a name that means nothing was probably meant to be. It serves the
// helps of all phases that look names up.

// Suggest adds to a diagnostic how to get at what an unknown symbol names: from which
// packages it could be imported, or which name in scope is spelled alike. Shown spells a
// symbol that names a thing of the sort that is asked for, others not; locals come
// before all others.
func (m *Module) Suggest(d *diag.Diagnostic, sym *names.Symbol, shown func(*names.Symbol) string,
	locals iter.Seq[*names.Symbol]) {
	if help := m.importHelp(sym, shown); help != "" {
		d.Helps = append(d.Helps, diag.Help{Text: help})
		return
	}
	near, ok := spelling.Closest(sym.Name, func(yield func(string) bool) {
		for s := range locals {
			if !yield(strings.ToLower(s.Name)) {
				return
			}
		}
		for s := range inScope(sym.Pkg) {
			if text := shown(s); text != "" && !yield(text) {
				return
			}
		}
	})
	if ok {
		m.Spell(d, sym, near)
	}
}

// Spell proposes another name for an unknown symbol, in its place if the diagnostic is
// about nothing else.
func (m *Module) Spell(d *diag.Diagnostic, sym *names.Symbol, near string) {
	help := diag.Help{Text: "did you mean " + near + "?"}
	if at := d.At(); at.File == m.File.ID && names.Fold(m.File.Text[at.Lo:at.Hi]) == sym.Name {
		help.Span, help.Replacement = at, near
	}
	d.Helps = append(d.Helps, help)
}

// inScope yields the symbols of a package, then those that it inherits. There are none where
// the package of an unknown symbol is unknown too.
func inScope(pkg *names.Package) iter.Seq[*names.Symbol] {
	return func(yield func(*names.Symbol) bool) {
		if pkg == nil {
			return
		}
		for _, s := range pkg.Own() {
			if !yield(s) {
				return
			}
		}
		for _, used := range pkg.Uses() {
			for _, s := range used.Exports() {
				if !yield(s) {
					return
				}
			}
		}
	}
}

// importHelp says which packages export a name of the sort that is asked for.
func (m *Module) importHelp(sym *names.Symbol, shown func(*names.Symbol) string) string {
	var from []string
	name := ""
	pkgs, symbols := m.World.Exporters(sym.Name)
	for i, s := range symbols {
		if text := shown(s); text != "" && s != sym && pkgs[i] != sym.Pkg {
			from, name = append(from, strings.ToLower(pkgs[i].Name)), text
		}
	}
	switch where := m.importPlace(); len(from) {
	case 0:
		return ""
	case 1:
		if from[0] == "coalton-prelude" {
			return from[0] + " exports " + name + ": (import coalton-prelude)" + where
		}
		return from[0] + " exports " + name + ": (import-from " + from[0] + " " + name + ")" + where
	default:
		return strings.Join(from[:len(from)-1], ", ") + " and " + from[len(from)-1] +
			" export " + name + ": (import-from PACKAGE " + name + ")" + where
	}
}

// importPlace says where imports of the module stand.
func (m *Module) importPlace() string {
	if m.Script {
		return " brings it in"
	}
	return " in the package form brings it in"
}
