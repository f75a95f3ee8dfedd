package syntax

import (
	"strings"

	"github.com/smelter-lang/smelter/transpile/diag"
	"github.com/smelter-lang/smelter/transpile/reader"
)

// This file parses attributes: forms that say something of the toplevel form after them.

// An attribute waits for the form it belongs to.
type attribute struct {
	kind attrKind
	form *reader.Form
}

type attrKind string

const (
	attrRepr         attrKind = "repr"
	attrDerive       attrKind = "derive"
	attrMonomorphize attrKind = "monomorphize"
	attrInline       attrKind = "inline"
)

// target says what an attribute belongs to.
func (k attrKind) target() string {
	switch k {
	case attrRepr:
		return "a define-type"
	case attrDerive:
		return "a define-type or define-struct"
	}
	return "a define or declare form"
}

// attribute keeps an attribute for the next form, after looking at its arguments.
func (u *unit) attribute(f *reader.Form) {
	kind := attrKind(strings.ToLower(f.Head().Name))
	switch kind {
	case attrMonomorphize:
		if len(f.Items) > 1 {
			u.p.failAt("Malformed monomophize attribute", f.Span, "unexpected form")
		}
	case attrInline:
		if len(f.Items) > 1 {
			u.p.failAt("Malformed inline attribute", f.Span, "unexpected form")
		}
	case attrDerive:
		u.p.checkDerive(f)
	case attrRepr:
		u.p.checkRepr(f)
	}
	u.attrs = append(u.attrs, attribute{kind, f})
}

// checkDerive checks the arguments of (derive Class+).
func (p *parser) checkDerive(f *reader.Form) {
	if len(f.Items) < 2 {
		p.failAt("Malformed derive attribute", f.Span, "expected class arguments")
	}
	for _, x := range f.Items[1:] {
		switch {
		case isList(x):
			p.failAt("Unexpected list", x.Span, "expected an identifier")
		case !isSymbol(x):
			p.failAt("Unexpected form", x.Span, "expected an identifier")
		}
	}
}

// checkRepr checks the arguments of (repr :kind type?).
func (p *parser) checkRepr(f *reader.Form) {
	const title, native = "Malformed repr attribute", "Malformed repr :native attribute"
	if len(f.Items) < 2 {
		p.failAt(title, f.Span, "expected keyword symbol")
	}
	isNative := isKeyword(f.Items[1]) && text(f.Items[1]) == "NATIVE"
	switch {
	case isNative && len(f.Items) < 3:
		p.failAt(native, f.Items[1].Span.End(), "expected a lisp type")
	case isNative && len(f.Items) > 3:
		p.failAt(native, f.Items[3].Span, "unexpected form")
	case isNative:
	case len(f.Items) > 2:
		p.failAt(title, f.Items[2].Span, "unexpected form")
	case reprKind(f) == ReprNone:
		p.failAt("Unknown repr attribute", f.Items[1].Span, "expected one of :lisp, :transparent, :enum, or :native")
	}
}

func reprKind(f *reader.Form) ReprKind {
	if !isKeyword(f.Items[1]) {
		return ReprNone
	}
	switch text(f.Items[1]) {
	case "LISP":
		return ReprLisp
	case "ENUM":
		return ReprEnum
	case "TRANSPARENT":
		return ReprTransparent
	case "NATIVE":
		return ReprNative
	}
	return ReprNone
}

// take hands the attributes before a form to it; it may have those of two kinds. The
// result has one of each, or nil.
func (u *unit) take(f *reader.Form, what string, a, b attrKind) (got [2]*reader.Form) {
	when := diag.Secondary(f.Span, "when parsing "+what)
	for _, attr := range u.attrs {
		slot := 0
		switch attr.kind {
		case a:
		case b:
			slot = 1
		default:
			u.p.fail(problem("Invalid target for "+string(attr.kind)+" attribute",
				diag.Primary(attr.form.Span, string(attr.kind)+" must be attached to "+attr.kind.target()), when))
		}
		if old := got[slot]; old != nil {
			u.p.fail(problem("Duplicate "+string(attr.kind)+" attribute",
				diag.Primary(attr.form.Span, string(attr.kind)+" attribute here"),
				diag.Secondary(old.Span, "previous attribute here"), when))
		}
		if what == "define-struct" && attr.kind == attrRepr && reprKind(attr.form) != ReprTransparent {
			u.p.fail(problem("Invalid repr attribute",
				diag.Primary(attr.form.Span, "structs can only be repr transparent"), when))
		}
		got[slot] = attr.form
	}
	u.attrs = nil
	return got
}

// attach gives a type its repr and derive attributes.
func (u *unit) attach(t *TypeDef, attrs [2]*reader.Form) {
	if r := attrs[0]; r != nil {
		t.Repr, t.ReprSpan = reprKind(r), r.Span
		if t.Repr == ReprNative && isString(r.Items[2]) {
			t.Native = r.Items[2].Text
		}
	}
	if d := attrs[1]; d != nil {
		t.DeriveSpan = d.Span
		for _, x := range d.Items[1:] {
			t.Derive = append(t.Derive, u.p.typeName(x))
		}
	}
}

// bare reports attributes before a form that can have none.
func (u *unit) bare(f *reader.Form, what string) {
	if len(u.attrs) > 0 {
		u.p.fail(problem("Invalid attribute for "+what,
			diag.Primary(u.attrs[0].form.Span, what+" cannot have attributes"),
			diag.Secondary(f.Span, "when parsing "+what)))
	}
}

// orphans reports attributes that no form follows.
func (u *unit) orphans() {
	if len(u.attrs) > 0 {
		u.p.failAt("Orphan attribute", u.attrs[0].form.Span, "attribute must be attached to another form")
	}
}
