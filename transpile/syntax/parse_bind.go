package syntax

import (
	"github.com/smelter-lang/smelter/transpile/diag"
	"github.com/smelter-lang/smelter/transpile/names"
	"github.com/smelter-lang/smelter/transpile/reader"
)

// This file parses the forms that bind local names: let, let*, rec and dynamic-bind.

// bindingTexts are the words of the diagnostics of a kind of binding list.
type bindingTexts struct{ title, noValue string }

var (
	letBinding = bindingTexts{"Malformed let binding", "let bindings must have a value"}
	recBinding = bindingTexts{"Malformed rec binding", "rec bindings must have a value"}
)

// let parses (let (binding*) body) and let*.
func (p *parser) let(f *reader.Form) Expr {
	const title = "Malformed let"
	if len(f.Items) < 2 {
		p.failAt(title, p.end(f.Items[0]), "expected let binding list")
	}
	if len(f.Items) < 3 {
		p.failAt(title, p.end(f.Items[1]), "expected let body")
	}
	if !isList(f.Items[1]) {
		p.failAt(title, p.at(f.Items[1]), "expected binding list")
	}
	p.proper(title, f.Items[1])
	l := &Let{node: p.new(f), Sequential: text(f.Items[0]) == "LET*"}
	l.Binds, l.Declares = p.bindings(letBinding, f.Items[1].Items)
	if l.Sequential {
		first := map[*names.Symbol]*LetBind{}
		for _, b := range l.Binds {
			p.repeated("Duplicate binding in let*", first[b.Name.Sym], b)
			first[b.Name.Sym] = b
		}
	}
	l.Body = p.body(f.Items[1], f.Items[2:])
	return l
}

// repeated reports a second binding of a name, where one is forbidden by the grammar.
func (p *parser) repeated(title string, first, second *LetBind) {
	if first == nil {
		return
	}
	p.fail(&diag.Diagnostic{
		Code: "duplicate-binding", Title: title,
		Notes: []diag.Note{
			diag.Secondary(first.Name.Span(), "first binding here"),
			diag.Primary(second.Name.Span(), "second binding here"),
		},
	})
}

func (p *parser) bindings(t bindingTexts, items []*reader.Form) (binds []*LetBind, declares []*LocalDeclare) {
	for _, x := range items {
		if !isCons(x) {
			p.failAt(t.title, p.at(x), "expected list")
		}
		p.proper(t.title, x)
		if x.Head() != nil && x.Head() == p.core("DECLARE") {
			declares = append(declares, p.localDeclare(x))
			continue
		}
		name := p.identifier(x.Items[0])
		if len(x.Items) < 2 {
			p.failAt(t.title, p.end(x.Items[0]), t.noValue)
		}
		if len(x.Items) > 2 {
			p.failAt(t.title, p.at(x.Items[2]), "unexpected trailing form")
		}
		binds = append(binds, &LetBind{p.new(x), name, p.expr(x.Items[1])})
	}
	return binds, declares
}

func (p *parser) localDeclare(f *reader.Form) *LocalDeclare {
	const title = "Malformed declaration"
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
	d := &LocalDeclare{node: p.new(f), Name: p.name(f.Items[1]), Type: p.qualType(f.Items[2])}
	p.single(d.Type, f.Items[2])
	return d
}

// rec parses (rec f (binding*) body).
func (p *parser) rec(f *reader.Form) Expr {
	const title = "Malformed rec"
	switch {
	case len(f.Items) < 2:
		p.failAt(title, p.end(f.Items[0]), "expected function name")
	case len(f.Items) < 3:
		p.failAt(title, p.end(f.Items[1]), "expected binding list")
	case len(f.Items) < 4:
		p.failAt(title, p.end(f.Items[2]), "expected rec body")
	case !isSymbol(f.Items[1]):
		p.failAt(title, p.at(f.Items[1]), "expected function name")
	case !isList(f.Items[2]):
		p.failAt(title, p.at(f.Items[2]), "expected binding list")
	}
	p.proper(title, f.Items[2])
	r := &Rec{node: p.new(f), Name: p.identifier(f.Items[1])}
	r.Binds, r.Declares = p.bindings(recBinding, f.Items[2].Items)
	r.Body = p.body(f.Items[2], f.Items[3:])
	return r
}

// dynamicBind parses (dynamic-bind ((*x* e)*) body).
func (p *parser) dynamicBind(f *reader.Form) Expr {
	const title, binding = "Malformed dynamic-bind", "Malformed dynamic binding"
	if len(f.Items) < 2 {
		p.failAt(title, p.end(f.Items[0]), "expected dynamic binding list")
	}
	if len(f.Items) < 3 {
		p.failAt(title, p.end(f.Items[1]), "expected dynamic-bind body")
	}
	if !isList(f.Items[1]) {
		p.failAt(title, p.at(f.Items[1]), "expected binding list")
	}
	d := &DynBind{node: p.new(f)}
	for _, x := range f.Items[1].Items {
		if !isCons(x) {
			p.failAt(binding, p.at(x), "expected list")
		}
		p.proper(binding, x)
		name := x.Items[0]
		if !isSymbol(name) || !isEarmuffed(names.Fold(name.Text)) {
			p.failAt("Invalid dynamic variable", p.at(name),
				"dynamic variables must begin and end with '*' and contain at least one non-'*' character")
		}
		if len(x.Items) < 2 {
			p.failAt(binding, p.end(name), "dynamic bindings must have a value")
		}
		if len(x.Items) > 2 {
			p.failAt(binding, p.at(x.Items[2]), "unexpected trailing form")
		}
		d.Binds = append(d.Binds, &DynBinding{p.new(x), &Var{p.new(name), name.Sym, name.Text}, p.expr(x.Items[1])})
	}
	d.Body = p.body(f.Items[1], f.Items[2:])
	return d
}
