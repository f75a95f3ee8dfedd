package transpile

import (
	"slices"

	"github.com/smelter-lang/smelter/transpile/reader"
	"github.com/smelter-lang/smelter/transpile/source"
	"github.com/smelter-lang/smelter/transpile/syntax"
)

// This file lets a script show the value of its last expression, for smelter eval.

// The functions of smelter/script that World.Shown may name: one for values that have an
// instance of Show, and one for all.
const (
	ShowValue  = "SHOW-VALUE"
	ShowMaking = "SHOW-MAKING"
)

// shown returns the forms of a file with the last expression of the main script given to
// the function that shows it.
func (s *Session) shown(file *source.File, forms []*reader.Form) []*reader.Form {
	if s.world.Shown == "" || len(s.byPath) > 1 || len(forms) == 0 {
		return forms
	}
	last := forms[len(forms)-1]
	if last.Broken || syntax.Defines(last) {
		return forms
	}
	show := &reader.Form{
		Kind: reader.Symbol, Span: last.Span, Qual: syntax.ScriptLibrary, Internal: true, Text: s.world.Shown,
		Expanded: true,
	}
	forms = slices.Clone(forms)
	forms[len(forms)-1] = &reader.Form{
		Kind: reader.List, Span: last.Span, Items: []*reader.Form{show, last}, PrevEnd: last.PrevEnd, Expanded: true,
	}
	return forms
}
