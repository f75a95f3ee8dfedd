package syntax

import (
	"strings"

	"github.com/smelter-lang/smelter/transpile/diag"
	"github.com/smelter-lang/smelter/transpile/source"
)

// problem makes a syntax error. Its stable code is made of the words of its title.
func problem(title string, notes ...diag.Note) *diag.Diagnostic {
	return &diag.Diagnostic{Code: codeOf(title), Title: title, Notes: notes}
}

// families are the codes of titles that differ only in the form they are about.
var families = []struct {
	prefix, suffix string
	code           diag.Code
}{
	{"Invalid attribute for ", "", "misplaced-attribute"},
	{"Invalid target for ", "", "misplaced-attribute"},
	{"Duplicate ", " attribute", "duplicate-attribute"},
	{"Invalid label in ", "", "invalid-label"},
	{"Invalid argument in ", "", "invalid-loop-argument"},
	{"Inline attribute must be ", "", "misplaced-inline-attribute"},
	{"Malformed monomophize attribute", "", "malformed-monomorphize-attribute"},
	{"Unknown variable ", "", "unknown-variable"},
	{"Malformed association builder", "", "malformed-builder-clause"},
	{"Unexpected ", "", "unexpected-form"},
}

// codeOf returns the code of a title: that of its family, or its words, without marks,
// joined by dashes.
func codeOf(title string) diag.Code {
	for _, f := range families {
		if strings.HasPrefix(title, f.prefix) && strings.HasSuffix(title, f.suffix) {
			return f.code
		}
	}
	words := strings.FieldsFunc(strings.ToLower(title), func(c rune) bool {
		return c != '-' && (c < 'a' || c > 'z')
	})
	return diag.Code(strings.Join(words, "-"))
}

// suggest makes an error with one note and the change that would mend it.
func suggest(title string, at source.Span, text string, help diag.Help) *diag.Diagnostic {
	d := problem(title, diag.Primary(at, text))
	d.Helps = []diag.Help{help}
	return d
}

// twice makes an error about the second of two things.
func twice(title string, first, second source.Span, what string) *diag.Diagnostic {
	return problem(title,
		diag.Secondary(first, "first "+what+" here"), diag.Primary(second, "second "+what+" here"))
}

// inner returns the text of a list without its parentheses.
func inner(s string) string {
	if len(s) < 2 || s[0] != '(' {
		return s
	}
	return s[1 : len(s)-1]
}
