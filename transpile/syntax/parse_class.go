package syntax

import (
	"github.com/smelter-lang/smelter/transpile/diag"
	"github.com/smelter-lang/smelter/transpile/names"
	"github.com/smelter-lang/smelter/transpile/reader"
)

// This file parses define-class and define-instance.

func (u *unit) defineClass(f *reader.Form) {
	const title = "Malformed class definition"
	p := u.p
	u.bare(f, "define-class")
	if len(f.Items) < 2 {
		p.failAt(title, p.at(f), "expected body")
	}
	head := f.Items[1]
	c := &ClassDef{node: p.new(f), Head: p.at(head)}
	p.classHead(c, head)
	rest := f.Items[2:]
	if len(rest) > 0 && rest[0].Kind == reader.String {
		c.Doc, rest = rest[0].Text, rest[1:]
	}
	for _, x := range rest {
		c.Methods = append(c.Methods, p.methodSig(x, head))
	}
	u.add(c)
}

// classHead parses (Class :v+ fundep*), (Super :v => Class :v+ fundep*) and the other
// shapes of 5.1.
func (p *parser) classHead(c *ClassDef, head *reader.Form) {
	const title = "Malformed class definition"
	if !isList(head) {
		if !isSymbol(head) {
			p.failAt(title, p.at(head), "expected symbol")
		}
		p.fail(&diag.Diagnostic{
			Code: "malformed-class", Title: title,
			Notes: []diag.Note{diag.Primary(p.at(head), "expected class type variable(s)")},
			Helps: []diag.Help{{Span: p.at(head), Text: "add class type variable `:a`", Replacement: "(" + p.source(head) + " :a)"}},
		})
	}
	p.proper(title, head)
	items := head.Items
	if len(items) == 0 {
		p.failAt(title, p.at(head), "missing class name")
	}
	if i := index(items, isDouble); i >= 0 {
		arrow := items[i]
		if i == 0 {
			p.fail(&diag.Diagnostic{
				Code: "malformed-class", Title: title,
				Notes: []diag.Note{diag.Primary(p.at(arrow), "unnecessary `=>`")},
				Helps: []diag.Help{{Span: p.at(arrow), Text: "remove `=>`"}},
			})
		}
		rest := items[i+1:]
		if j := index(rest, isDouble); j >= 0 {
			p.failAt(title, p.at(rest[j]), "unnecessary `=>`")
		}
		if len(rest) == 0 {
			p.failAt(title, p.at(head), "missing class name")
		}
		c.Supers = p.context(items[:i])
		items = rest
		if len(items) == 1 && isCons(items[0]) {
			items = items[0].Items
		}
	}
	p.classNameAndVars(c, head, items)
}

func (p *parser) classNameAndVars(c *ClassDef, head *reader.Form, items []*reader.Form) {
	const title = "Malformed class definition"
	first := items[0]
	switch {
	case isCons(first):
		p.fail(&diag.Diagnostic{
			Code: "malformed-class", Title: title,
			Notes: []diag.Note{diag.Primary(p.at(first), "unnecessary parentheses")},
			Helps: []diag.Help{{Span: p.at(first), Text: "remove unnecessary parentheses", Replacement: inner(p.source(first))}},
		})
	case !isSymbol(first):
		if first.Kind == reader.Keyword {
			p.failAt(title, p.at(head), "missing class name")
		}
		p.failAt(title, p.at(first), "expected symbol")
	}
	c.Name = p.defined(first)
	rest := items[1:]
	for len(rest) > 0 && !isList(rest[0]) {
		c.Vars = append(c.Vars, p.typeVar(rest[0]))
		rest = rest[1:]
	}
	if len(c.Vars) == 0 {
		p.fail(&diag.Diagnostic{
			Code: "malformed-class", Title: title,
			Notes: []diag.Note{diag.Primary(p.at(head), "expected class type variable(s)")},
			Helps: []diag.Help{{Span: p.at(head), Text: "add class type variable `:a`", Replacement: "(" + inner(p.source(head)) + " :a)"}},
		})
	}
	for _, x := range rest {
		c.FunDeps = append(c.FunDeps, p.funDep(x))
	}
}

// inner returns the text of a list without its parentheses.
func inner(s string) string { return s[1 : len(s)-1] }

func (p *parser) funDep(x *reader.Form) *FunDep {
	const title = "Malformed functional dependency"
	if !isList(x) {
		p.failAt(title, p.at(x), "expected a list")
	}
	p.proper(title, x)
	d := &FunDep{node: p.new(x)}
	i := index(x.Items, isArrow)
	if i < 0 {
		p.failAt(title, p.at(x), "expected one or more type variables")
	}
	if i == 0 {
		p.failAt(title, p.at(x.Items[0]), "expected one or more type variables")
	}
	if i == len(x.Items)-1 {
		p.failAt(title, p.end(x.Items[i]), "expected one or more type variables")
	}
	for _, v := range x.Items[:i] {
		d.From = append(d.From, p.typeVar(v))
	}
	for _, v := range x.Items[i+1:] {
		d.To = append(d.To, p.typeVar(v))
	}
	return d
}

// methodSig parses (method docstring? type) of a class.
func (p *parser) methodSig(x, head *reader.Form) *MethodSig {
	const title = "Malformed method definition"
	bad := func(at diag.Note) {
		p.fail(&diag.Diagnostic{
			Code: "malformed-method", Title: title,
			Notes: []diag.Note{at, diag.Secondary(p.at(head), "in this class definition")},
		})
	}
	if !isCons(x) {
		bad(diag.Primary(p.at(x), "missing method type"))
	}
	if !isSymbol(x.Items[0]) {
		bad(diag.Primary(p.at(x.Items[0]), "expected symbol"))
	}
	m := &MethodSig{node: p.new(x)}
	rest := x.Items[1:]
	if len(rest) > 1 && rest[0].Kind == reader.String {
		m.Doc, rest = rest[0].Text, rest[1:]
	}
	if len(rest) == 0 {
		bad(diag.Primary(p.at(x), "missing method type"))
	}
	if len(rest) > 1 {
		bad(diag.Primary(p.at(rest[1]), "unexpected trailing form"))
	}
	m.Name, m.Type = p.identifier(x.Items[0]), p.qualType(rest[0])
	return m
}

func (u *unit) defineInstance(f *reader.Form) {
	const title = "Malformed instance definition"
	p := u.p
	u.bare(f, "define-instance")
	if len(f.Items) < 2 {
		p.failAt(title, p.end(f.Items[0]), "expected an instance head")
	}
	head := f.Items[1]
	if !isCons(head) {
		p.failAt(title, p.at(head), "expected a list")
	}
	p.proper(title, head)
	d := &InstanceDef{node: p.new(f), Head: p.at(head)}
	items := head.Items
	if i := index(items, isDouble); i >= 0 {
		if i == 0 || i == len(items)-1 || index(items[i+1:], isDouble) >= 0 {
			at := items[i]
			if i > 0 && i < len(items)-1 {
				at = items[i+1+index(items[i+1:], isDouble)]
			}
			p.fail(&diag.Diagnostic{
				Code: "malformed-instance", Title: "Malformed instance head",
				Notes: []diag.Note{diag.Primary(p.at(at), "unexpected `=>`")},
				Helps: []diag.Help{{Span: p.at(at), Text: "remove the `=>`"}},
			})
		}
		d.Context = p.context(items[:i])
		items = items[i+1:]
		if len(items) == 1 && isCons(items[0]) {
			items = items[0].Items
		}
	}
	d.Pred = p.predOf(items)
	rest := f.Items[2:]
	if len(rest) > 0 && rest[0].Kind == reader.String {
		d.Doc, rest = rest[0].Text, rest[1:]
	}
	var inline *reader.Form
	for _, x := range rest {
		if isCons(x) && x.Head() != nil && x.Head() == p.core("INLINE") && len(x.Items) == 1 {
			inline = x
			continue
		}
		m := p.instanceMethod(x, head)
		m.Inline = inline != nil
		inline = nil
		d.Methods = append(d.Methods, m)
	}
	if inline != nil {
		p.failAt("Inline attribute must be attached to a method definition", p.at(inline), "inline attribute here")
	}
	u.add(d)
}

// instanceMethod parses a define in an instance.
func (p *parser) instanceMethod(x, head *reader.Form) *Define {
	const title = "Malformed method definition"
	bad := func(at *reader.Form, text string) {
		p.fail(&diag.Diagnostic{
			Code: "malformed-method", Title: title,
			Notes: []diag.Note{diag.Primary(p.at(at), text), diag.Secondary(p.at(head), "when parsing instance")},
		})
	}
	switch {
	case !isCons(x):
		bad(x, "expected list")
	case x.Dot != nil:
		bad(x.Dot, "unexpected dotted list")
	case x.Head() == nil || x.Head() != p.core("DEFINE"):
		bad(x.Items[0], "expected method definition")
	case len(x.Items) < 2:
		bad(x, "expected definition name")
	}
	name := x.Items[1]
	if isCons(name) {
		name = name.Items[0]
	}
	if isSymbol(name) && isEarmuffed(names.Fold(name.Text)) {
		bad(name, "method names cannot use dynamic-variable earmuffs")
	}
	if isList(x.Items[1]) {
		return p.functionDefinition(x, p.identifier)
	}
	d := &Define{node: p.new(x), Head: p.at(x.Items[1])}
	d.Name = p.identifier(x.Items[1])
	p.valueBody(d, x)
	return d
}
