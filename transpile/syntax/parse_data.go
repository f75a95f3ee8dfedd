package syntax

import (
	"github.com/smelter-lang/smelter/transpile/diag"
	"github.com/smelter-lang/smelter/transpile/reader"
)

// This file parses the forms that define types.

// head parses the name of a type, or (Name :a+).
func (p *parser) head(title, nullary string, def, f *reader.Form) (name *Name, vars []*TypeVar) {
	if isSymbol(f) {
		return p.defined(f), nil
	}
	if !isCons(f) {
		p.failAt(title, p.at(f), "expected symbol")
	}
	p.proper(title, f)
	if !isSymbol(f.Items[0]) {
		d := &diag.Diagnostic{
			Code: codeOf(title), Title: title,
			Notes: []diag.Note{diag.Primary(p.at(f.Items[0]), "expected symbol")},
		}
		if isList(f.Items[0]) && len(f.Items[0].Items) > 0 {
			in := p.source(f.Items[0])
			d.Helps = []diag.Help{{Span: p.at(f), Text: "remove parentheses", Replacement: in}}
		}
		p.fail(d)
	}
	if len(f.Items) == 1 {
		p.fail(&diag.Diagnostic{
			Code: codeOf(title), Title: title,
			Notes: []diag.Note{diag.Primary(p.at(f), nullary)},
			Helps: []diag.Help{{Span: p.at(f), Text: "remove unnecessary parentheses", Replacement: p.source(f.Items[0])}},
		})
	}
	name = p.defined(f.Items[0])
	for _, x := range f.Items[1:] {
		vars = append(vars, p.typeVar(x))
	}
	return name, vars
}

// defined parses the name of a type, constructor, class or field.
func (p *parser) defined(f *reader.Form) *Name {
	switch t := text(f); {
	case !isSymbol(f):
		p.failAt("Unexpected form", p.at(f), "expected an identifier")
	case t == "_":
		p.failAt("Invalid identifier", p.at(f), "invalid identifier '_'")
	case t[0] == '.':
		p.failAt("Invalid identifier", p.at(f), "identifiers cannot start with '.'")
	}
	return p.name(f)
}

func (u *unit) defineType(f *reader.Form) {
	const title = "Malformed type definition"
	attrs := u.take(f, "define-type", "repr", "derive")
	t := u.data(title, f, DataFlavor)
	u.attach(t, attrs)
	u.add(t)
}

// attach gives a type its attributes.
func (u *unit) attach(t *TypeDef, attrs map[string]*reader.Form) {
	p := u.p
	if r := attrs["repr"]; r != nil {
		t.ReprSpan = p.at(r)
		t.Repr = map[string]ReprKind{
			"LISP": ReprLisp, "ENUM": ReprEnum, "TRANSPARENT": ReprTransparent, "NATIVE": ReprNative,
		}[text(r.Items[1])]
		if t.Repr == ReprNative && r.Items[2].Kind == reader.String {
			t.Native = r.Items[2].Text
		}
	}
	if d := attrs["derive"]; d != nil {
		t.DeriveSpan = p.at(d)
		for _, x := range d.Items[1:] {
			if !isSymbol(x) {
				p.failAt("Malformed derive attribute", p.at(d), "expected class arguments")
			}
			t.Derive = append(t.Derive, p.typeName(x))
		}
	}
}

func (u *unit) defineException(f *reader.Form) {
	u.bare(f, "define-exception")
	t := u.data("Malformed exception definition", f, ExceptionFlavor)
	if len(t.Vars) > 0 {
		u.p.failAt("Invalid define-exception", u.p.at(f), "Exception types do not accept type variables.")
	}
	u.add(t)
}

// data parses define-type and define-exception.
func (u *unit) data(title string, f *reader.Form, flavor TypeFlavor) *TypeDef {
	p := u.p
	if len(f.Items) < 2 {
		p.failAt(title, p.at(f), "expected body")
	}
	t := &TypeDef{node: p.new(f), Flavor: flavor, Head: p.at(f.Items[1])}
	t.Name, t.Vars = p.head(title, "nullary constructors should not have parentheses", f, f.Items[1])
	rest := f.Items[2:]
	if len(rest) > 0 && rest[0].Kind == reader.String {
		t.Doc, rest = rest[0].Text, rest[1:]
		if len(rest) > 0 && rest[0].Kind == reader.String {
			p.fail(&diag.Diagnostic{
				Code: codeOf(title), Title: title,
				Notes: []diag.Note{diag.Primary(p.at(rest[0]), "only one docstring allowed.")},
				Helps: []diag.Help{{Span: p.at(rest[0]), Text: "remove additional docstring"}},
			})
		}
	}
	for _, x := range rest {
		if x.Kind == reader.String && len(t.Ctors) > 0 {
			last := t.Ctors[len(t.Ctors)-1]
			if last.Doc != "" {
				p.failAt(title, p.at(x), "only one docstring allowed per constructor")
			}
			last.Doc = x.Text
			continue
		}
		t.Ctors = append(t.Ctors, u.ctor(x, f.Items[1]))
	}
	return t
}

// ctor parses Name or (Name T*).
func (u *unit) ctor(x, head *reader.Form) *CtorDef {
	p := u.p
	c := &CtorDef{node: p.new(x)}
	bad := func(at *reader.Form) {
		p.fail(&diag.Diagnostic{
			Code: "malformed-constructor", Title: "Malformed constructor",
			Notes: []diag.Note{
				diag.Primary(p.at(at), "expected symbol"),
				diag.Secondary(p.at(head), "in this type definition"),
			},
		})
	}
	if isSymbol(x) {
		c.Name = p.defined(x)
		return c
	}
	if !isCons(x) {
		bad(x)
	}
	p.proper("Malformed constructor", x)
	if !isSymbol(x.Items[0]) {
		bad(x.Items[0])
	}
	c.Name = p.defined(x.Items[0])
	for _, t := range x.Items[1:] {
		c.Fields = append(c.Fields, p.argument(t, false))
	}
	return c
}

func (u *unit) defineStruct(f *reader.Form) {
	const title = "Malformed struct definition"
	p := u.p
	attrs := u.take(f, "define-struct", "repr", "derive")
	if len(f.Items) < 2 {
		p.failAt(title, p.at(f), "expected body")
	}
	t := &TypeDef{node: p.new(f), Flavor: StructFlavor, Head: p.at(f.Items[1])}
	t.Name, t.Vars = p.head(title, "nullary constructors should not have parentheses", f, f.Items[1])
	rest := f.Items[2:]
	if len(rest) > 0 && rest[0].Kind == reader.String {
		t.Doc, rest = rest[0].Text, rest[1:]
	}
	c := &CtorDef{node: p.new(f), Name: t.Name}
	for _, x := range rest {
		name, typ := u.field(x)
		c.FieldNames = append(c.FieldNames, name)
		c.Fields = append(c.Fields, typ)
	}
	t.Ctors = []*CtorDef{c}
	u.attach(t, attrs)
	if t.Repr != ReprNone && t.Repr != ReprTransparent {
		p.fail(&diag.Diagnostic{
			Code: "invalid-repr", Title: "Invalid repr attribute",
			Notes: []diag.Note{
				diag.Primary(t.ReprSpan, "structs can only be repr transparent"),
				diag.Secondary(p.at(f), "when parsing define-struct"),
			},
		})
	}
	u.add(t)
}

// field parses (name docstring? type).
func (u *unit) field(x *reader.Form) (*Name, TypeExpr) {
	const title = "Malformed struct field"
	p := u.p
	if !isList(x) {
		p.failAt(title, p.at(x), "unexpected form")
	}
	p.proper(title, x)
	if len(x.Items) == 0 {
		p.failAt(title, p.at(x), "missing field name")
	}
	if !isSymbol(x.Items[0]) {
		p.failAt(title, p.at(x.Items[0]), "invalid field name (must be a symbol)")
	}
	rest := x.Items[1:]
	if len(rest) > 0 && rest[0].Kind == reader.String {
		rest = rest[1:]
	}
	if len(rest) == 0 {
		p.failAt(title, p.end(x.Items[len(x.Items)-1]), "expected field type")
	}
	if len(rest) > 1 {
		p.failAt(title, p.at(rest[1]), "unexpected trailing form")
	}
	return p.defined(x.Items[0]), p.typ(rest[0])
}

func (u *unit) defineAlias(f *reader.Form) {
	const title = "Malformed type alias definition"
	p := u.p
	u.bare(f, "define-type-alias")
	if len(f.Items) < 2 {
		p.failAt(title, p.at(f), "expected body")
	}
	a := &AliasDef{node: p.new(f), Head: p.at(f.Items[1])}
	a.Name, a.Vars = p.head(title, "nullary type aliases should not have parentheses", f, f.Items[1])
	if len(f.Items) < 3 {
		p.failAt(title, p.at(f), "expected type")
	}
	a.Type = p.typ(f.Items[2])
	rest := f.Items[3:]
	if len(rest) > 0 && rest[0].Kind == reader.String {
		a.Doc, rest = rest[0].Text, rest[1:]
	}
	if len(rest) > 0 {
		p.failAt(title, p.at(rest[0]), "unexpected trailing form")
	}
	u.add(a)
}

func (u *unit) defineResumption(f *reader.Form) {
	const title = "Malformed resumption definition"
	p := u.p
	u.bare(f, "define-resumption")
	if len(f.Items) < 2 {
		p.failAt(title, p.at(f), "expected body")
	}
	x := f.Items[1]
	if !isSymbol(x) && !isCons(x) {
		p.failAt(title, p.at(x), "constructor expected")
	}
	t := &TypeDef{node: p.new(f), Flavor: ResumptionFlavor, Head: p.at(x)}
	c := u.ctor(x, x)
	t.Name, t.Ctors = c.Name, []*CtorDef{c}
	if len(f.Items) > 2 {
		if f.Items[2].Kind != reader.String {
			p.failAt(title, p.at(f.Items[2]), "string expected.")
		}
		t.Doc = f.Items[2].Text
	}
	if len(f.Items) > 3 {
		p.failAt(title, p.at(f.Items[3]), "unexpected form")
	}
	u.add(t)
}
