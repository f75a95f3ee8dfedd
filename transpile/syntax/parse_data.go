package syntax

import (
	"github.com/smelter-lang/smelter/transpile/diag"
	"github.com/smelter-lang/smelter/transpile/reader"
)

// This file parses the forms that define types.

// titleType is the title of mistakes in the head of a define-type, and in that of a
// define-struct, which is read as one.
const titleType = "Malformed type definition"

// typeHead parses the name of a type, or (Name :a+); nullary says that parentheses around
// a name alone are wrong.
func (p *parser) typeHead(title, nullary string, f *reader.Form) (*Name, []*TypeVar) {
	if isSymbol(f) {
		return p.defined(f), nil
	}
	if !isCons(f) {
		p.failAt(title, f.Span, "expected symbol")
	}
	p.proper(title, f)
	head := f.Items[0]
	switch {
	case isList(head):
		p.fail(suggest(title, head.Span, "expected symbol",
			diag.Help{Span: f.Span, Text: "remove parentheses", Replacement: inner(p.source(f))}))
	case !isSymbol(head):
		p.failAt(title, head.Span, "expected symbol")
	case len(f.Items) == 1:
		p.fail(suggest(title, f.Span, nullary,
			diag.Help{Span: f.Span, Text: "remove unnecessary parentheses", Replacement: p.source(head)}))
	}
	return p.defined(head), p.typeVars(f.Items[1:])
}

// defined parses the name of a type, constructor, class or field, a symbol.
func (p *parser) defined(f *reader.Form) *Name {
	const title = "Invalid identifier"
	switch {
	case is(f, "_"):
		p.failAt(title, f.Span, "invalid identifier '_'")
	case text(f)[0] == '.':
		p.failAt(title, f.Span, "identifiers cannot start with '.'")
	}
	return p.name(f)
}

// docstring takes a docstring off the front of the forms of a definition.
func docstring(forms []*reader.Form) (string, []*reader.Form) {
	if len(forms) > 0 && isString(forms[0]) {
		return forms[0].Text, forms[1:]
	}
	return "", forms
}

func (u *unit) defineType(f *reader.Form) {
	t := u.data(titleType, f, DataFlavor)
	u.attach(t, u.take(f, "define-type", attrRepr, attrDerive))
	u.add(t)
}

func (u *unit) defineException(f *reader.Form) {
	t := u.data("Malformed exception definition", f, ExceptionFlavor)
	if len(t.Vars) > 0 {
		u.p.failAt("Invalid define-exception", f.Span, "Exception types do not accept type variables.")
	}
	u.bare(f, "define-exception")
	u.add(t)
}

// data parses define-type and define-exception.
func (u *unit) data(title string, f *reader.Form, flavor TypeFlavor) *TypeDef {
	p := u.p
	if len(f.Items) < 2 {
		p.failAt(title, f.Span, "expected body")
	}
	head := f.Items[1]
	t := &TypeDef{node: p.new(f), Flavor: flavor, Head: head.Span}
	t.Name, t.Vars = p.typeHead(title, "nullary constructors should not have parentheses", head)
	var rest []*reader.Form
	t.Doc, rest = docstring(f.Items[2:])
	if len(rest) > 0 && isString(rest[0]) {
		p.fail(suggest(title, rest[0].Span, "only one docstring allowed.",
			diag.Help{Span: rest[0].Span, Text: "remove additional docstring"}))
	}
	for len(rest) > 0 {
		c := p.ctor(rest[0], head)
		c.Doc, rest = docstring(rest[1:])
		if len(rest) > 0 && isString(rest[0]) {
			p.failAt(title, rest[0].Span, "only one docstring allowed per constructor")
		}
		t.Ctors = append(t.Ctors, c)
	}
	return t
}

// ctor parses Name or (Name T*) in the definition of a type.
func (p *parser) ctor(x, head *reader.Form) *CtorDef {
	const title = "Malformed constructor"
	c := &CtorDef{node: p.new(x)}
	name, fields := x, []*reader.Form(nil)
	if isCons(x) {
		p.proper(title, x)
		name, fields = x.Items[0], x.Items[1:]
	}
	if !isSymbol(name) {
		p.fail(problem(title,
			diag.Primary(name.Span, "expected symbol"), diag.Secondary(head.Span, "in this type definition")))
	}
	c.Name = p.defined(name)
	for _, t := range fields {
		c.Fields = append(c.Fields, p.argument(t))
	}
	return c
}

func (u *unit) defineStruct(f *reader.Form) {
	const title = "Malformed struct definition"
	p := u.p
	if len(f.Items) < 2 {
		p.failAt(title, f.Span, "expected body")
	}
	t := &TypeDef{node: p.new(f), Flavor: StructFlavor, Head: f.Items[1].Span}
	t.Name, t.Vars = p.typeHead(titleType, "nullary constructors should not have parentheses", f.Items[1])
	var rest []*reader.Form
	t.Doc, rest = docstring(f.Items[2:])
	c := &CtorDef{node: p.new(f), Name: &Name{p.mod.Maker.New(t.Name.Span()), t.Name.Sym, t.Name.Text}}
	for _, x := range rest {
		name, typ := p.field(x)
		c.FieldNames = append(c.FieldNames, name)
		c.Fields = append(c.Fields, typ)
	}
	t.Ctors = []*CtorDef{c}
	u.attach(t, u.take(f, "define-struct", attrRepr, attrDerive))
	u.add(t)
}

// field parses (name docstring? type).
func (p *parser) field(x *reader.Form) (*Name, TypeExpr) {
	const title = "Malformed struct field"
	if !isList(x) {
		p.failAt(title, x.Span, "unexpected form")
	}
	p.proper(title, x)
	if len(x.Items) == 0 {
		p.failAt(title, x.Span, "missing field name")
	}
	if !isSymbol(x.Items[0]) {
		p.failAt(title, x.Items[0].Span, "invalid field name (must be a symbol)")
	}
	_, rest := docstring(x.Items[1:])
	if len(rest) == 0 {
		p.failAt(title, x.Items[len(x.Items)-1].Span.End(), "expected field type")
	}
	if len(rest) > 1 {
		p.failAt(title, rest[1].Span, "unexpected trailing form")
	}
	return p.defined(x.Items[0]), p.argument(rest[0])
}

func (u *unit) defineAlias(f *reader.Form) {
	const title = "Malformed type alias definition"
	p := u.p
	if len(f.Items) < 2 {
		p.failAt(title, f.Span, "expected body")
	}
	a := &AliasDef{node: p.new(f), Head: f.Items[1].Span}
	a.Name, a.Vars = p.typeHead(title, "nullary type aliases should not have parentheses", f.Items[1])
	if len(f.Items) < 3 {
		p.failAt(title, f.Span, "expected type")
	}
	a.Type = p.argument(f.Items[2])
	var rest []*reader.Form
	if a.Doc, rest = docstring(f.Items[3:]); len(rest) > 0 {
		p.failAt(title, rest[0].Span, "unexpected trailing form")
	}
	u.bare(f, "define-type-alias")
	u.add(a)
}

func (u *unit) defineResumption(f *reader.Form) {
	const title = "Malformed resumption definition"
	p := u.p
	if len(f.Items) < 2 {
		p.failAt(title, f.Span, "expected body")
	}
	x := f.Items[1]
	if !isSymbol(x) && !isCons(x) {
		p.failAt(title, x.Span, "constructor expected")
	}
	t := &TypeDef{node: p.new(f), Flavor: ResumptionFlavor, Head: x.Span}
	c := p.ctor(x, x)
	t.Name, t.Ctors = c.Name, []*CtorDef{c}
	if len(f.Items) > 2 && !isString(f.Items[2]) {
		p.failAt(title, f.Items[2].Span, "string expected.")
	}
	if len(f.Items) > 3 {
		p.failAt(title, f.Items[3].Span, "unexpected form")
	}
	t.Doc, _ = docstring(f.Items[2:])
	u.bare(f, "define-resumption")
	u.add(t)
}
