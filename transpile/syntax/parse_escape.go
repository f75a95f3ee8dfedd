package syntax

import (
	"strings"

	"github.com/smelter-lang/smelter/transpile/diag"
	"github.com/smelter-lang/smelter/transpile/names"
	"github.com/smelter-lang/smelter/transpile/reader"
)

// This file parses the forms that leave the language: native calls Go, lisp would call
// Lisp.

// mentionsLisp reports whether a text may contain symbols of Lisp.
func mentionsLisp(text string) bool {
	for _, mark := range []string{"(lisp", "(LISP", "cl:", "CL:", "common-lisp:"} {
		if strings.Contains(text, mark) {
			return true
		}
	}
	return false
}

// skipLisp gives the symbols of Lisp in a form a meaning of their own, so that the form
// can be interned: those with its prefix, and all in the body of a lisp form.
func skipLisp(f *reader.Form, inside bool) {
	if isSymbol(f) {
		prefix := names.Fold(f.Qual)
		if f.Sym == nil && (inside || prefix == "CL" || prefix == "COMMON-LISP") {
			f.Sym = &names.Symbol{Name: names.Fold(f.Text)}
		}
		return
	}
	body := headIs(f, "LISP")
	for i, x := range f.Items {
		skipLisp(x, inside || body && i > 2)
	}
	if f.Dot != nil {
		skipLisp(f.Dot, inside)
	}
}

const noLisp = "need Common Lisp, which Smelter does not have"

// lisp refuses a lisp escape, after its header has been looked at.
func (p *parser) lisp(f *reader.Form) Expr {
	const title = "Malformed lisp expression"
	p.operands(title, f, -1, "expected expression type", "expected binding list")
	if len(f.Items) < 4 {
		p.failAt(title, f.Span, "expected body")
	}
	p.lispType(f.Items[1])
	if !isList(f.Items[2]) {
		p.failAt(title, f.Items[2].Span, "expected binding list")
	}
	for _, x := range f.Items[2].Items {
		renamed := isList(x) && len(x.Items) == 2 && isSymbol(x.Items[0]) && isSymbol(x.Items[1])
		if !isSymbol(x) && !renamed {
			p.failAt("Invalid lisp binding", x.Span, "expected identifier or (identifier identifier)")
		}
	}
	p.fail(suggest("Unsupported lisp expression", f.Span, "`lisp` forms "+noLisp,
		diag.Help{Text: "a function of the library may do the same"}))
	return nil
}

// native parses (native (-> T) (x*) "go/import/path.Func").
func (p *parser) native(f *reader.Form) Expr {
	const title = "Malformed native expression"
	p.operands(title, f, 3, "expected expression type", "expected argument list", "expected the name of a Go function")
	n := &Native{node: p.new(f), Type: p.lispType(f.Items[1])}
	if !isList(f.Items[2]) {
		p.failAt(title, f.Items[2].Span, "expected argument list")
	}
	for _, x := range f.Items[2].Items {
		if !isSymbol(x) {
			p.failAt(title, x.Span, "expected identifier")
		}
		n.Args = append(n.Args, p.use(x))
	}
	if !isString(f.Items[3]) {
		p.failAt(title, f.Items[3].Span, "expected the name of a Go function")
	}
	n.Func, n.At = f.Items[3].Text, f.Items[3].Span
	p.ownLibrary(f)
	return n
}

// ownLibrary refuses a form that calls Go outside of the library: nothing checks what it
// says of the Go function.
func (p *parser) ownLibrary(f *reader.Form) {
	if !p.opts.Library {
		p.failAt("Unsupported native form", f.Span, "only files of the library call Go functions")
	}
}

// declareNative parses (declare-native f T "pkg.Func" docstring?).
func (u *unit) declareNative(f *reader.Form) {
	const title = "Malformed native declaration"
	p := u.p
	p.operands(title, f, 4, "expected a name", "expected declared type", "expected the name of a Go function")
	if !isString(f.Items[3]) {
		p.failAt(title, f.Items[3].Span, "expected the name of a Go function")
	}
	n := &NativeDef{node: p.new(f), Name: p.identifier(f.Items[1]), Type: p.qualType(f.Items[2]), Func: f.Items[3].Text}
	p.single(n.Type, f.Items[2])
	if len(f.Items) > 4 {
		if !isString(f.Items[4]) {
			p.failAt(title, f.Items[4].Span, "unexpected trailing form")
		}
		n.Doc = f.Items[4].Text
	}
	u.bare(f, "declare-native")
	p.ownLibrary(f)
	u.add(n)
}
