package exhaust

import (
	"github.com/smelter-lang/smelter/transpile/diag"
	"github.com/smelter-lang/smelter/transpile/syntax"
)

// This file has the words of the analyses.

const (
	codeNonExhaustive diag.Code = "non-exhaustive-match"
	codeRefutable     diag.Code = "refutable-pattern"
	codeUseless       diag.Code = "useless-case"
	codePattern       diag.Code = "pattern-like-constructor"
	codeUnused        diag.Code = "unused-variable"
	codeUnderapplied  diag.Code = "underapplied-value"
	codeExport        diag.Code = "export-without-declare"
)

func (c *checker) warn(severity diag.Severity, code diag.Code, title string, notes ...diag.Note) *diag.Diagnostic {
	d := &diag.Diagnostic{Severity: severity, Code: code, Title: title, Notes: notes}
	c.errs.Add(d)
	return d
}

func (c *checker) nonExhaustive(e *syntax.Match, missing *pat) {
	c.warn(diag.Warning, codeNonExhaustive, "non-exhaustive match",
		diag.Primary(e.Span(), "non-exhaustive match"),
		diag.Secondary(e.Span(), "missing case "+missing.String()))
}

func (c *checker) refutable(p syntax.Pattern, missing *pat) {
	c.warn(diag.Error, codeRefutable, "Non-exhaustive match",
		diag.Secondary(p.Span(), "missing case "+missing.String()))
}

func (c *checker) useless(p syntax.Pattern, e *syntax.Match) {
	c.warn(diag.Warning, codeUseless, "Useless match case",
		diag.Primary(p.Span(), "useless match case"),
		diag.Primary(e.Span(), "in this match"))
}

func (c *checker) likeConstructor(n *syntax.Name) {
	c.warn(diag.Warning, codePattern, "Pattern warning",
		diag.Primary(n.Span(), "pattern variable matches constructor name"))
}

func (c *checker) unusedVariable(n *syntax.Name) {
	d := c.warn(diag.Warning, codeUnused, "Unused variable", diag.Primary(n.Span(), "variable defined here"))
	d.Helps = append(d.Helps, diag.Help{Span: n.Span(), Replacement: "_" + n.Text,
		Text: "prefix the variable with '_' to declare it unused"})
}

func (c *checker) underappliedValue(e syntax.Expr) {
	c.warn(diag.Warning, codeUnderapplied, "Value may be underapplied",
		diag.Primary(e.Span(), "discard explicitly with (let _ = ...) to ignore this warning"))
}

func (c *checker) undeclaredExport(n *syntax.Name) {
	c.warn(diag.StyleWarning, codeExport, "Exported definition without declaration",
		diag.Primary(n.Span(), "exported definition "+n.Sym.Name+
			" has no corresponding declare; this will become an error in a future Coalton release"))
}
