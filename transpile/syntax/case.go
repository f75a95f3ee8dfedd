package syntax

import "github.com/smelter-lang/smelter/transpile/diag"

// This file explains mistakes that come of names being the same in upper and lower case.

// Twice reports two names that are one.
func Twice(code diag.Code, title, what string, a, b *Name) *diag.Diagnostic {
	d := diag.Twice(code, title, what, a.Span(), b.Span())
	SayCase(d, a.Text, b.Text)
	return d
}

// SayCase adds that two spellings are one name, if they are two. It reports whether they are.
func SayCase(d *diag.Diagnostic, a, b string) bool {
	if a == b {
		return false
	}
	d.Helps = append(d.Helps, diag.Help{Text: a + " and " + b + " are one name: upper and lower case do not matter"})
	return true
}
