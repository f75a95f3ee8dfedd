package syntax

import (
	"github.com/smelter-lang/smelter/transpile/diag"
	"github.com/smelter-lang/smelter/transpile/reader"
)

// This file parses the forms that bind local names: let, let*, rec and dynamic-bind.

// let parses (let (binding*) body) and let*.
func (p *parser) let(f *reader.Form) Expr {
	const title = "Malformed let"
	p.operands(title, f, -1, "expected let binding list", "expected let body")
	list := p.bindingList(title, f.Items[1])
	l := &Let{node: p.new(f), Sequential: text(f.Items[0]) == "LET*"}
	l.Binds, l.Declares = p.bindings("let", list)
	if l.Sequential {
		for i, b := range l.Binds {
			for _, old := range l.Binds[:i] {
				if old.Name.Sym == b.Name.Sym {
					p.fail(twice("Duplicate binding in let*", old.Name.Span(), b.Name.Span(), "binding"))
				}
			}
		}
	}
	l.Body = p.body(f.Items[1], f.Items[2:])
	return l
}

// bindingList returns the items of a list of bindings, which a dotted list is not.
func (p *parser) bindingList(title string, f *reader.Form) []*reader.Form {
	if !isList(f) || f.Dot != nil {
		p.failAt(title, f.Span, "expected binding list")
	}
	return f.Items
}

// bindings parses the bindings of let and rec: (x e) or (declare x T).
func (p *parser) bindings(form string, items []*reader.Form) (binds []*LetBind, declares []*LocalDeclare) {
	title := "Malformed " + form + " binding"
	p.soleBinding(title, items)
	for _, x := range items {
		p.binding(title, x)
		if begins(x, p.known.declare) {
			declares = append(declares, p.localDeclare(x))
			continue
		}
		name := p.identifier(x.Items[0])
		p.operands(title, x, 1, form+" bindings must have a value")
		binds = append(binds, &LetBind{p.new(x), name, p.boundTo(name, x.Items[1])})
	}
	return binds, declares
}

// soleBinding recognises (let (x e) ...), where the binding should be in a list.
func (p *parser) soleBinding(title string, items []*reader.Form) {
	if len(items) != 2 || !isSymbol(items[0]) {
		return
	}
	whole := items[0].Span.Join(items[1].Span)
	p.fail(suggest(title, items[0].Span, "expected list",
		diag.Help{Span: whole, Text: "bindings are in a list", Replacement: "(" + p.source(items[0]) + " " + p.source(items[1]) + ")"}))
}

// binding checks that a binding is a list.
func (p *parser) binding(title string, x *reader.Form) {
	if !isCons(x) {
		p.failAt(title, x.Span, "expected list")
	}
	p.proper(title, x)
}

// localDeclare parses (declare x T) among bindings.
func (p *parser) localDeclare(f *reader.Form) *LocalDeclare {
	const title = "Malformed declare"
	if len(f.Items) > 3 {
		p.failAt(title, f.Items[3].Span, "unexpected form")
	}
	p.operands(title, f, 2, "expected variable", "expected type")
	d := &LocalDeclare{node: p.new(f), Name: p.identifier(f.Items[1]), Type: p.qualType(f.Items[2])}
	p.single(d.Type, f.Items[2])
	return d
}

// rec parses (rec f (binding*) body).
func (p *parser) rec(f *reader.Form) Expr {
	const title = "Malformed rec"
	p.operands(title, f, -1, "expected function name", "expected binding list", "expected rec body")
	if !isSymbol(f.Items[1]) {
		p.failAt(title, f.Items[1].Span, "expected function name")
	}
	list := p.bindingList(title, f.Items[2])
	r := &Rec{node: p.new(f), Name: p.identifier(f.Items[1])}
	p.local(r.Name)
	r.Binds, r.Declares = p.bindings("rec", list)
	r.Body = p.body(f.Items[2], f.Items[3:])
	return r
}

// dynamicBind parses (dynamic-bind ((*x* e)*) body).
func (p *parser) dynamicBind(f *reader.Form) Expr {
	const title, binding = "Malformed dynamic-bind", "Malformed dynamic binding"
	p.operands(title, f, -1, "expected dynamic binding list", "expected dynamic-bind body")
	d := &DynBind{node: p.new(f)}
	for _, x := range p.bindingList(title, f.Items[1]) {
		p.binding(binding, x)
		v := p.dynamic(x.Items[0])
		p.operands(binding, x, 1, "dynamic bindings must have a value")
		d.Binds = append(d.Binds, &DynBinding{p.new(x), v, p.expr(x.Items[1])})
	}
	d.Body = p.body(f.Items[1], f.Items[2:])
	return d
}
