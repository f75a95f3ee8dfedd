package syntax

import (
	"github.com/smelter-lang/smelter/transpile/diag"
	"github.com/smelter-lang/smelter/transpile/names"
	"github.com/smelter-lang/smelter/transpile/reader"
	"github.com/smelter-lang/smelter/transpile/source"
)

// This file parses toplevel forms and the attributes that stand before them.

// An attribute waits for the form it belongs to.
type attribute struct {
	kind string // repr, derive, monomorphize, inline
	form *reader.Form
}

// unit parses the toplevel forms of a unit into decls.
type unit struct {
	p     *parser
	out   *Unit
	attrs []attribute
}

// forms parses the forms of a unit. Mistakes in one form leave the others alone.
func (u *unit) forms(forms []*reader.Form) {
	for _, f := range forms {
		u.p.guard(func() { u.form(f) })
	}
	u.p.guard(func() { u.orphans() })
}

// orphans reports attributes that nothing follows.
func (u *unit) orphans() {
	if len(u.attrs) > 0 {
		a := u.attrs[0]
		u.attrs = nil
		u.p.failAt("Orphan attribute", u.p.at(a.form), "attribute must be attached to another form")
	}
}

func (u *unit) add(d Decl) { u.out.Decls = append(u.out.Decls, d) }

// form parses one toplevel form.
func (u *unit) form(f *reader.Form) {
	p := u.p
	const malformed = "Malformed toplevel form"
	if !isList(f) || len(f.Items) == 0 {
		u.expression(f, malformed, f, "Unexpected atom")
		return
	}
	p.proper(malformed, f)
	if !isSymbol(f.Items[0]) {
		u.expression(f, malformed, f.Items[0], "unexpected list")
		return
	}
	if parse, ok := u.toplevelForm(f); ok {
		parse(f)
		return
	}
	if p.sym.forms[f.Head()] == nil {
		if out, ok := p.expand(f); ok && u.expands(out) {
			p.inside(f, func() { u.form(out) })
			return
		}
	}
	u.expression(f, "Invalid toplevel form", f.Items[0], "unknown toplevel form")
}

// expands reports whether the result of a macro may stand at toplevel: in a script,
// anything; otherwise what a toplevel form begins with.
func (u *unit) expands(out *reader.Form) bool { return true }

// expression takes a toplevel expression of a script; elsewhere it is a mistake.
func (u *unit) expression(f *reader.Form, title string, at *reader.Form, text string) {
	if !u.p.mod.Script {
		u.attrs = nil
		u.p.failAt(title, u.p.at(at), text)
	}
	u.orphans()
	u.add(&TopExpr{u.p.new(f), u.p.expr(f)})
}

// toplevelForm returns the parser of a toplevel form, by the symbol at its head.
func (u *unit) toplevelForm(f *reader.Form) (func(*reader.Form), bool) {
	head := f.Head()
	if head == nil || head.Pkg == nil || head.Pkg.Name != Core {
		return nil, false
	}
	extended := u.p.mod.Script || u.p.opts.Library
	switch head.Name {
	case "REPR", "DERIVE", "MONOMORPHIZE", "INLINE":
		if u.p.mod.Script && head.Name == "INLINE" && len(f.Items) > 1 {
			return nil, false
		}
		return u.attribute, true
	case "DECLARE":
		return u.declare, true
	case "DEFINE":
		return u.define, true
	case "DEFINE-TYPE":
		return u.defineType, true
	case "DEFINE-STRUCT":
		return u.defineStruct, true
	case "DEFINE-TYPE-ALIAS":
		return u.defineAlias, true
	case "DEFINE-EXCEPTION":
		return u.defineException, true
	case "DEFINE-RESUMPTION":
		return u.defineResumption, true
	case "DEFINE-CLASS":
		return u.defineClass, true
	case "DEFINE-INSTANCE":
		return u.defineInstance, true
	case "SPECIALIZE":
		return u.specialize, true
	case "PROGN":
		if !u.p.mod.Script || u.isDefinitions(f) {
			return u.progn, true
		}
	case "LISP-TOPLEVEL":
		return u.lispToplevel, true
	case "COALTON-TOPLEVEL":
		if u.p.mod.Script {
			return u.transparent, true
		}
	case "DECLARE-NATIVE":
		if extended {
			return u.declareNative, true
		}
	case "DEFINE-EXPRESSION-MACRO", "DEFINE-TOPLEVEL-MACRO", "DEFMACRO":
		if extended {
			return u.defineMacro, true
		}
	case "IMPORT", "IMPORT-FROM", "USE", "EXPORT":
		if u.p.mod.Script {
			return func(*reader.Form) {}, true // done by the header
		}
	}
	return nil, false
}

// isDefinitions reports whether a progn of a script holds definitions.
func (u *unit) isDefinitions(f *reader.Form) bool {
	if len(f.Items) < 2 || !isCons(f.Items[1]) {
		return false
	}
	_, ok := u.toplevelForm(f.Items[1])
	return ok
}

func (u *unit) transparent(f *reader.Form) {
	for _, x := range f.Items[1:] {
		u.form(x)
	}
}

// attribute keeps an attribute for the next form, after looking at its arguments.
func (u *unit) attribute(f *reader.Form) {
	p := u.p
	kind := lower(f.Head().Name)
	switch kind {
	case "monomorphize":
		if len(f.Items) > 1 {
			p.failAt("Malformed monomophize attribute", p.at(f), "unexpected form")
		}
	case "inline":
		if len(f.Items) > 1 {
			p.failAt("Malformed inline attribute", p.at(f), "unexpected form")
		}
	case "derive":
		if len(f.Items) < 2 {
			p.failAt("Malformed derive attribute", p.at(f), "expected class arguments")
		}
	case "repr":
		p.checkRepr(f)
	}
	u.attrs = append(u.attrs, attribute{kind, f})
}

func (p *parser) checkRepr(f *reader.Form) {
	const title = "Malformed repr attribute"
	if len(f.Items) < 2 || f.Items[1].Kind != reader.Keyword {
		at := f
		if len(f.Items) > 1 {
			at = f.Items[1]
		}
		p.failAt(title, p.at(at), "expected keyword symbol")
	}
	switch text(f.Items[1]) {
	case "LISP", "ENUM", "TRANSPARENT":
		if len(f.Items) > 2 {
			p.failAt(title, p.at(f.Items[2]), "unexpected form")
		}
	case "NATIVE":
		if len(f.Items) < 3 {
			p.failAt("Malformed repr :native attribute", p.end(f.Items[1]), "expected a lisp type")
		}
		if len(f.Items) > 3 {
			p.failAt("Malformed repr :native attribute", p.at(f.Items[3]), "unexpected form")
		}
	default:
		p.failAt("Unknown repr attribute", p.at(f.Items[1]), "expected one of :lisp, :transparent, :enum, or :native")
	}
}

// take hands the waiting attributes to a form that may have those of the given kinds.
func (u *unit) take(f *reader.Form, what string, kinds ...string) map[string]*reader.Form {
	p, got := u.p, map[string]*reader.Form{}
	attrs := u.attrs
	u.attrs = nil
	when := diag.Secondary(p.at(f), "when parsing "+what)
	for _, a := range attrs {
		if old := got[a.kind]; old != nil {
			p.fail(&diag.Diagnostic{
				Code: "duplicate-attribute", Title: "Duplicate " + a.kind + " attribute",
				Notes: []diag.Note{
					diag.Primary(p.at(a.form), a.kind+" attribute here"),
					diag.Secondary(p.at(old), "previous attribute here"), when,
				},
			})
		}
		allowed := false
		for _, k := range kinds {
			allowed = allowed || k == a.kind
		}
		if !allowed {
			p.fail(&diag.Diagnostic{
				Code: "invalid-attribute", Title: "Invalid target for " + a.kind + " attribute",
				Notes: []diag.Note{diag.Primary(p.at(a.form), a.kind+" must be attached to "+targets(a.kind)), when},
			})
		}
		got[a.kind] = a.form
	}
	return got
}

func targets(kind string) string {
	switch kind {
	case "repr":
		return "a define-type"
	case "derive":
		return "a define-type or define-struct"
	}
	return "a define or declare form"
}

// bare reports attributes before a form that can have none.
func (u *unit) bare(f *reader.Form, what string) {
	if len(u.attrs) == 0 {
		return
	}
	a := u.attrs[0]
	u.attrs = nil
	u.p.fail(&diag.Diagnostic{
		Code: "invalid-attribute", Title: "Invalid attribute for " + what,
		Notes: []diag.Note{
			diag.Primary(u.p.at(a.form), what+" cannot have attributes"),
			diag.Secondary(u.p.at(f), "when parsing "+what),
		},
	})
}

func (u *unit) progn(f *reader.Form) {
	u.bare(f, "progn")
	for _, x := range f.Items[1:] {
		u.form(x)
	}
	if len(u.attrs) > 0 {
		a := u.attrs[0]
		u.attrs = nil
		u.p.fail(&diag.Diagnostic{
			Code: "trailing-attributes", Title: "Trailing attributes in progn",
			Notes: []diag.Note{
				diag.Primary(u.p.at(a.form), "progn cannot have trailing attributes"),
				diag.Secondary(u.p.at(f), "when parsing progn"),
			},
		})
	}
}

func (u *unit) lispToplevel(f *reader.Form) {
	u.bare(f, "lisp-toplevel")
	u.p.failAt("Invalid lisp-toplevel form", u.p.at(f),
		"lisp-toplevel is only allowed in library source code. To enable elsewhere, (pushnew :coalton-lisp-toplevel *features*)")
}

func (u *unit) declare(f *reader.Form) {
	const title = "Malformed declaration"
	p := u.p
	attrs := u.take(f, "declare", "monomorphize", "inline")
	switch {
	case len(f.Items) < 2:
		p.failAt(title, p.at(f), "expected body")
	case len(f.Items) < 3:
		p.failAt(title, p.at(f), "expected declared type")
	case len(f.Items) > 3:
		p.failAt(title, p.at(f.Items[3]), "unexpected trailing form")
	case !isSymbol(f.Items[1]):
		p.failAt(title, p.at(f.Items[1]), "expected symbol")
	}
	d := &Declare{node: p.new(f), Name: p.name(f.Items[1]), Type: p.qualType(f.Items[2])}
	d.Monomorphize, d.Inline = attrs["monomorphize"] != nil, attrs["inline"] != nil
	p.single(d.Type, f.Items[2])
	u.add(d)
}

func (u *unit) define(f *reader.Form) {
	attrs := u.take(f, "define", "monomorphize", "inline")
	d := u.p.definition(f)
	d.Monomorphize, d.Inline = attrs["monomorphize"] != nil, attrs["inline"] != nil
	u.add(d)
}

// definition parses (define x e) and (define (f p*) body), at toplevel.
func (p *parser) definition(f *reader.Form) *Define {
	const title = "Malformed definition"
	if len(f.Items) < 2 {
		p.failAt(title, p.at(f), "expected define body")
	}
	if isList(f.Items[1]) {
		return p.functionDefinition(f, p.topIdentifier)
	}
	d := &Define{node: p.new(f), Head: p.at(f.Items[1])}
	d.Name = p.topIdentifier(f.Items[1])
	p.valueBody(d, f)
	return d
}

// valueBody parses what stands behind the name of a value.
func (p *parser) valueBody(d *Define, f *reader.Form) {
	rest := f.Items[2:]
	if len(rest) == 0 {
		p.failAt("Malformed definition", p.at(f), "expected value")
	}
	if len(rest) > 1 && rest[0].Kind == reader.String {
		d.Doc, rest = rest[0].Text, rest[1:]
	}
	d.Body = p.body(f.Items[1], rest)
}

// topIdentifier parses the name of a toplevel definition, which may be dynamic.
func (p *parser) topIdentifier(f *reader.Form) *Name {
	if isSymbol(f) && isEarmuffed(names.Fold(f.Text)) {
		return p.name(f)
	}
	return p.identifier(f)
}

func (p *parser) functionDefinition(f *reader.Form, ident func(*reader.Form) *Name) *Define {
	const title = "Malformed function definition"
	head := f.Items[1]
	if len(head.Items) == 0 {
		p.failAt(title, p.at(head), "expected symbol")
	}
	p.proper(title, head)
	if !isSymbol(head.Items[0]) {
		p.failAt(title, p.at(head.Items[0]), "expected symbol")
	}
	d := &Define{node: p.new(f), Function: true, Head: p.at(head)}
	d.Name = ident(head.Items[0])
	d.Params, d.Keys = p.params("Malformed function", head.Items[1:])
	rest := f.Items[2:]
	if len(rest) > 1 && rest[0].Kind == reader.String {
		d.Doc, rest = rest[0].Text, rest[1:]
	}
	outer := p.enterFunction()
	d.Body = p.body(head, rest)
	p.loops = outer
	return d
}

func (u *unit) specialize(f *reader.Form) {
	const title = "Malformed specialize declaration"
	p := u.p
	u.bare(f, "specialize")
	for i, missing := range []string{"missing from name", "missing to name", "missing type"} {
		if len(f.Items) < i+2 {
			p.failAt(title, p.at(f), missing)
		}
	}
	if len(f.Items) > 4 {
		p.failAt(title, p.at(f.Items[4]), "unexpected form")
	}
	use := func(x *reader.Form) *Var {
		n := p.identifier(x)
		return &Var{n.node, n.Sym, n.Text}
	}
	u.add(&Specialize{p.new(f), use(f.Items[1]), use(f.Items[2]), p.qualType(f.Items[3])})
}

func (u *unit) declareNative(f *reader.Form) {
	const title = "Malformed native declaration"
	p := u.p
	u.bare(f, "declare-native")
	p.operands(title, f, 3, "expected a name", "expected declared type", "expected the name of a Go function")
	if f.Items[3].Kind != reader.String {
		p.failAt(title, p.at(f.Items[3]), "expected the name of a Go function")
	}
	u.add(&NativeDef{node: p.new(f), Name: p.identifier(f.Items[1]), Type: p.qualType(f.Items[2]), Func: f.Items[3].Text})
}

func (u *unit) defineMacro(f *reader.Form) {
	p := u.p
	u.bare(f, "a macro definition")
	if err := p.opts.Macros.Define(f); err != nil {
		p.failAt("Malformed macro definition", p.at(f), err.Error())
	}
	u.add(&MacroDef{p.new(f), p.name(f.Items[1]), f})
}

// span joins the places of two forms.
func (p *parser) span(from, to *reader.Form) source.Span { return p.at(from).Join(p.at(to)) }
