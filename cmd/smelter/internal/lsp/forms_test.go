package lsp

import (
	"slices"
	"strings"
	"testing"

	"github.com/smelter-lang/smelter/transpile/syntax"
)

// TestTheTableHasAllForms compares the table with the parser's, those left out that Smelter
// does not have, and what is no form by itself.
func TestTheTableHasAllForms(t *testing.T) {
	without := strings.Fields(`LISP LISP-TOPLEVEL
		&KEY -> → <- = => ⇒ FORALL ∀ _ COALTON COALTON-TOPLEVEL DEFPACKAGE IN-PACKAGE`)
	for _, f := range formTable {
		without = append(without, strings.ToUpper(f.name))
	}
	for _, name := range syntax.SpecialNames() {
		if !slices.Contains(without, name) {
			t.Errorf("there is nothing about %s", name)
		}
	}
}
