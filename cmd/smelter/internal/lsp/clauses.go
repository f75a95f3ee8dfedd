package lsp

import (
	"strings"

	"github.com/smelter-lang/smelter/transpile/diag"
	"github.com/smelter-lang/smelter/transpile/names"
	"github.com/smelter-lang/smelter/transpile/reader"
)

// This file finds names in the clauses of packages, of which the tree knows nothing.

// clauses notes the names that a file exports and imports one by one.
func (x *indexer) clauses() {
	var errs diag.List
	for _, f := range reader.Read(x.module.Syntax.File, &errs) {
		switch headOf(f) {
		case "PACKAGE", "DEFPACKAGE":
			for _, c := range f.Items[1:] {
				x.clause(c)
			}
		case "COALTON-TOPLEVEL":
			for _, c := range f.Items[1:] {
				x.scriptClause(c)
			}
		default:
			x.scriptClause(f)
		}
	}
}

func (x *indexer) scriptClause(f *reader.Form) {
	if x.module.Syntax.Script {
		x.clause(f)
	}
}

func (x *indexer) clause(f *reader.Form) {
	pkg := x.module.Syntax.Pkg
	if pkg == nil {
		return
	}
	switch headOf(f) {
	case "EXPORT":
		for _, item := range f.Items[1:] {
			x.clauseName(item, pkg)
		}
	case "IMPORT-FROM":
		for i, item := range f.Items[1:] {
			if i > 0 {
				x.clauseName(item, pkg)
			}
		}
	}
}

// clauseName notes a name in a clause, which may stand for several things.
func (x *indexer) clauseName(f *reader.Form, pkg *names.Package) {
	s := pkg.Lookup(names.Fold(f.Text))
	if s == nil || f.Kind != reader.Symbol && f.Kind != reader.Keyword {
		return
	}
	e, name := x.module.Types.Env, s.String()
	if e.Type(name) != nil || e.Alias(name) != nil {
		x.list = x.addAt(f.Span, f.Text, role{global(s, aType), false}, nil)
	}
	if e.Class(name) != nil {
		x.list = x.addAt(f.Span, f.Text, role{global(s, aClass), false}, nil)
	}
	if e.Value(name) != nil {
		x.list = x.addAt(f.Span, f.Text, role{x.canonical(global(s, aValue)), false}, nil)
	}
}

// headOf returns the folded name at the head of a list, "" if there is none.
func headOf(f *reader.Form) string {
	if f.Kind != reader.List || len(f.Items) == 0 {
		return ""
	}
	if h := f.Items[0]; h.Kind == reader.Symbol || h.Kind == reader.Keyword {
		return strings.ToUpper(h.Text)
	}
	return ""
}
