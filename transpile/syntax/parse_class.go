package syntax

import (
	"github.com/smelter-lang/smelter/transpile/diag"
	"github.com/smelter-lang/smelter/transpile/reader"
)

// This file parses define-class.

const badClass = "Malformed class definition"

func (u *unit) defineClass(f *reader.Form) {
	p := u.p
	if len(f.Items) < 2 {
		p.failAt(badClass, f.Span, "expected body")
	}
	head := f.Items[1]
	c := &ClassDef{node: p.new(f), Head: head.Span}
	p.classHead(c, head)
	var rest []*reader.Form
	c.Doc, rest = docstring(f.Items[2:])
	for _, x := range rest {
		c.Methods = append(c.Methods, p.methodSig(x, head))
	}
	u.bare(f, "define-class")
	u.add(c)
}

// classHead parses [context =>] Class :v+ fundep*, with or without parentheses around what
// follows a context.
func (p *parser) classHead(c *ClassDef, head *reader.Form) {
	if !isCons(head) {
		p.fail(suggest(badClass, head.Span, "expected class type variable(s)",
			diag.Help{Span: head.Span, Text: "add class type variable `:a`", Replacement: "(" + p.source(head) + " :a)"}))
	}
	if head.Dot != nil {
		p.failAt(badClass, head.Span, "unexpected dotted list")
	}
	items := head.Items
	if i := index(items, isDouble); i >= 0 {
		if i == 0 {
			p.unnecessary(badClass, items[0])
		}
		rest := items[i+1:]
		if len(rest) == 0 {
			p.failAt(badClass, head.Span, "missing class name")
		}
		if j := index(rest, isDouble); j >= 0 {
			p.failAt(badClass, rest[j].Span, "unnecessary `=>`")
		}
		c.Supers = p.context(items[:i])
		items = p.unwrap(badClass, rest)
	}
	p.classVars(c, items)
}

// unwrap returns what follows the => of a head, where it may be a list of its own.
func (p *parser) unwrap(title string, rest []*reader.Form) []*reader.Form {
	if !isCons(rest[0]) {
		return rest
	}
	if len(rest) > 1 {
		p.failAt(title, rest[1].Span, "unexpected form")
	}
	p.proper(title, rest[0])
	return rest[0].Items
}

// classVars parses Class :v+ fundep*.
func (p *parser) classVars(c *ClassDef, items []*reader.Form) {
	name, rest := items[0], items[1:]
	switch {
	case isList(name):
		p.fail(suggest(badClass, name.Span, "unnecessary parentheses",
			diag.Help{Span: name.Span, Text: "remove unnecessary parentheses", Replacement: inner(p.source(name))}))
	case !isSymbol(name):
		p.failAt(badClass, name.Span, "expected symbol")
	}
	c.Name = p.defined(name)
	n := index(rest, isList)
	if n < 0 {
		n = len(rest)
	}
	if n == 0 {
		p.fail(suggest(badClass, name.Span, "expected class type variable(s)",
			diag.Help{Span: name.Span, Text: "add class type variable `:a`", Replacement: p.source(name) + " :a"}))
	}
	c.Vars = p.typeVars(rest[:n])
	for _, x := range rest[n:] {
		c.FunDeps = append(c.FunDeps, p.funDep(x))
	}
}

// funDep parses (:a+ -> :b+).
func (p *parser) funDep(x *reader.Form) *FunDep {
	const title = "Malformed functional dependency"
	if !isList(x) {
		p.failAt(title, x.Span, "expected a list")
	}
	p.proper(title, x)
	const missing = "expected one or more type variables"
	i := index(x.Items, isArrow)
	switch {
	case i == 0:
		p.failAt(title, x.Items[0].Span, missing)
	case i < 0:
		p.failAt(title, x.Span.End(), missing)
	case i == len(x.Items)-1:
		p.failAt(title, x.Items[i].Span.End(), missing)
	}
	return &FunDep{node: p.new(x), From: p.typeVars(x.Items[:i]), To: p.typeVars(x.Items[i+1:])}
}

// methodSig parses (method docstring? type) of a class.
func (p *parser) methodSig(x, head *reader.Form) *MethodSig {
	bad := func(at *reader.Form, text string) {
		p.fail(problem("Malformed method definition",
			diag.Primary(at.Span, text), diag.Secondary(head.Span, "in this class definition")))
	}
	switch {
	case !isCons(x):
		bad(x, "missing method type")
	case x.Dot != nil:
		bad(x, "unexpected dotted list")
	case !isSymbol(x.Items[0]):
		bad(x.Items[0], "expected symbol")
	}
	m := &MethodSig{node: p.new(x)}
	rest := x.Items[1:]
	if len(rest) > 0 && isString(rest[0]) {
		m.Doc, rest = rest[0].Text, rest[1:]
	}
	switch len(rest) {
	case 0:
		bad(x, "missing method type")
	case 1:
	default:
		bad(rest[1], "unexpected trailing form")
	}
	m.Name, m.Type = p.identifier(x.Items[0]), p.qualType(rest[0])
	p.single(m.Type, rest[0])
	return m
}
