package syntax

import (
	"github.com/smelter-lang/smelter/transpile/diag"
	"github.com/smelter-lang/smelter/transpile/reader"
)

// This file parses define-instance.

const badInstance = "Malformed instance definition"

func (u *unit) defineInstance(f *reader.Form) {
	p := u.p
	p.operands(badInstance, f, -1, "expected an instance head")
	head := f.Items[1]
	if !isCons(head) {
		p.failAt(badInstance, head.Span, "expected a list")
	}
	if head.Dot != nil {
		p.failAt(badInstance, head.Span, "unexpected dotted list")
	}
	d := &InstanceDef{node: p.new(f), Head: head.Span}
	p.instanceHead(d, head.Items)
	var rest []*reader.Form
	d.Doc, rest = docstring(f.Items[2:])
	d.Methods = p.methods(rest, head)
	u.bare(f, "define-instance")
	u.add(d)
}

// instanceHead parses [context =>] Class T+, with or without parentheses around what
// follows a context.
func (p *parser) instanceHead(d *InstanceDef, items []*reader.Form) {
	if i := index(items, isDouble); i >= 0 {
		rest := items[i+1:]
		j := index(rest, isDouble)
		switch {
		case i == 0 || len(rest) == 0:
			p.unexpectedArrow(items[i])
		case j >= 0:
			p.unexpectedArrow(rest[j])
		}
		d.Context = p.context(items[:i])
		items = p.unwrap(badInstance, rest)
	}
	d.Pred = p.pred(around(items), items)
}

func (p *parser) unexpectedArrow(arrow *reader.Form) {
	p.fail(suggest("Malformed instance head", arrow.Span, "unexpected `=>`",
		diag.Help{Span: arrow.Span, Text: "remove the `=>`"}))
}

// methods parses the definitions of an instance, with (inline) before some of them.
func (p *parser) methods(forms []*reader.Form, head *reader.Form) []*Define {
	var out []*Define
	var inline *reader.Form
	orphan := func() {
		if inline != nil {
			p.failAt("Inline attribute must be attached to a method definition", inline.Span, "inline attribute here")
		}
	}
	for _, x := range forms {
		if begins(x, p.known.inline) && len(x.Items) == 1 {
			orphan()
			inline = x
			continue
		}
		m := p.method(x, head)
		m.Inline = inline != nil
		inline = nil
		out = append(out, m)
	}
	orphan()
	return out
}

// method parses a define in an instance.
func (p *parser) method(x, head *reader.Form) *Define {
	bad := func(at *reader.Form, text string) {
		p.fail(problem("Malformed method definition",
			diag.Primary(at.Span, text), diag.Secondary(head.Span, "when parsing instance")))
	}
	switch {
	case !isCons(x):
		bad(x, "expected list")
	case x.Dot != nil:
		bad(x, "unexpected dotted list")
	case !begins(x, p.known.define):
		bad(x.Items[0], "expected method definition")
	case len(x.Items) < 2:
		bad(x, "expected definition name")
	}
	name := x.Items[1]
	if isCons(name) {
		name = name.Items[0]
	}
	if isSymbol(name) && isEarmuffed(text(name)) {
		bad(x.Items[1], "method names cannot use dynamic-variable earmuffs")
	}
	return p.definition(x, p.identifier)
}
