package format

import (
	"slices"
	"strings"

	"github.com/smelter-lang/smelter/transpile/reader"
)

// This file knows how forms are indented.
//
// A form with a body has some operands first, such as the name in a definition: those that
// begin a line stand four columns to the right of the parenthesis, the body two. If a form
// has nothing but a body, it stands below its first part. Operands of a call stand below
// the first one; or, if that begins a line itself, one column to the right of the parenthesis.
// So do the elements of other lists, and the parts of function types and contexts.

// A style is how a list is indented.
type style struct {
	head     bool // it begins with a name
	body     bool
	operands int // before the body
}

const (
	operandIndent = 4
	bodyIndent    = 2
	elementIndent = 1
)

// indent returns the indentation of an element that begins a line.
func (s style) indent(i int) int {
	switch {
	case !s.body || i == 0:
		return elementIndent
	case i <= s.operands:
		return operandIndent
	}
	return bodyIndent
}

// aligned reports whether elements stand below the second one if that is on the first line.
func (s style) aligned() bool { return s.head && (!s.body || s.operands == 0) }

// bodies has the forms with a body, and the number of operands before it.
var bodies = map[string]int{
	"package": 1, "import": 0, "import-from": 1, "export": 0, "shadow": 0,
	"coalton-toplevel": 0, "in-package": 1,
	"declare": 1, "declare-native": 1, "specialize": 2, "lambda": 1, "defmacro": 2, "define-expression-macro": 2, "define-toplevel-macro": 2,
	"fn": 1, "let": 1, "let*": 1, "rec": 2, "dynamic-bind": 1, "match": 1, "catch": 1, "resumable": 1,
	"progn": 0, "the": 1, "when": 1, "unless": 1, "cond": 0, "do": 0, "for": 1, "for*": 1, "unsafe": 0,
	"repeat": 1, "everytimes": 1, "sometimes": 1, "collecttimes": 1, "sumtimes": 1, "prodtimes": 1,
	"besttimes": 1, "argbesttimes": 1, "dotimes": 1, "dolist": 1, "dolist-enumerated": 1, "dolists": 1,
	"dorange": 1, "doiter": 1, "deftest": 1, "defpackage": 1,
}

// families have names that begin alike, and one operand before the body.
var families = []string{"define", "with-"}

// isArrow reports whether a part of a type is an arrow.
func isArrow(f *reader.Form) bool {
	return f.Kind == reader.Symbol && slices.Contains([]string{"->", "→", "=>", "⇒"}, f.Text)
}

func styleOf(f *reader.Form) style {
	if f.Kind != reader.List || len(f.Items) == 0 || f.Items[0].Kind != reader.Symbol || slices.ContainsFunc(f.Items, isArrow) {
		return style{}
	}
	name := strings.ToLower(f.Items[0].Text)
	if n, ok := bodies[name]; ok {
		return style{head: true, body: true, operands: n}
	}
	for _, prefix := range families {
		if strings.HasPrefix(name, prefix) {
			return style{head: true, body: true, operands: 1}
		}
	}
	return style{head: true}
}
