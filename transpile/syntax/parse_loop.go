package syntax

import (
	"slices"

	"github.com/smelter-lang/smelter/transpile/diag"
	"github.com/smelter-lang/smelter/transpile/names"
	"github.com/smelter-lang/smelter/transpile/reader"
)

// loop parses for and for*:
//
//	(for [label] (binding*) [:returns e] [(:while | :until | :repeat) e] form*)
//
// If what should be the bindings is no list of lists, it is a call of a function named for.
func (p *parser) loop(f *reader.Form) Expr {
	const title = "Malformed for expression"
	rest := f.Items[1:]
	l := &For{node: p.new(f), Sequential: text(f.Items[0]) == "FOR*"}
	if len(rest) > 0 && rest[0].Kind == reader.Keyword {
		l.Label, rest = text(rest[0]), rest[1:]
	}
	if len(rest) == 0 {
		p.failAt(title, p.end(f.Items[len(f.Items)-1]), "expected binding list")
	}
	if !isBindings(rest[0]) {
		return p.application(f)
	}
	p.proper(title, rest[0])
	outer := p.loops
	l.Binds, l.Declares = p.forBindings(l.Sequential, rest[0].Items)
	rest = rest[1:]
	clause := func(names ...string) (*reader.Form, *reader.Form) {
		if len(rest) == 0 || rest[0].Kind != reader.Keyword || !slices.Contains(names, text(rest[0])) {
			return nil, nil
		}
		key := rest[0]
		if len(rest) < 2 {
			p.failAt(title, p.end(key), "expected expression after :"+lower(key.Text))
		}
		value := rest[1]
		rest = rest[2:]
		return key, value
	}
	if _, e := clause("RETURNS"); e != nil {
		l.Returns = p.expr(e)
	}
	if key, e := clause("WHILE", "UNTIL", "REPEAT"); e != nil {
		l.Term = map[string]ForTerm{"WHILE": While, "UNTIL": Until, "REPEAT": Repeat}[text(key)]
		l.Limit = p.expr(e)
	}
	if len(rest) > 0 && rest[0].Kind == reader.Keyword && text(rest[0]) == "RETURNS" {
		p.failAt(title, p.at(rest[0]), ":returns clause must appear immediately after the binding list")
	}
	p.loops = append(slices.Clip(outer), l.Label)
	for _, x := range rest {
		l.Body = append(l.Body, p.stmt(x))
	}
	p.loops = outer
	return l
}

func lower(s string) string {
	b := []byte(s)
	for i, c := range b {
		if 'A' <= c && c <= 'Z' {
			b[i] = c + 'a' - 'A'
		}
	}
	return string(b)
}

func isBindings(f *reader.Form) bool {
	if !isList(f) {
		return false
	}
	for _, x := range f.Items {
		if !isList(x) {
			return false
		}
	}
	return true
}

func (p *parser) forBindings(sequential bool, items []*reader.Form) (binds []*ForBind, declares []*LocalDeclare) {
	const title = "Malformed for binding"
	first := map[*names.Symbol]*ForBind{}
	for _, x := range items {
		if !isCons(x) {
			p.failAt(title, p.at(x), "expected list")
		}
		p.proper(title, x)
		if x.Head() != nil && x.Head() == p.core("DECLARE") {
			declares = append(declares, p.localDeclare(x))
			continue
		}
		name := p.identifier(x.Items[0])
		if len(x.Items) < 2 {
			p.failAt(title, p.end(x.Items[0]), "for bindings must have an initializer")
		}
		if len(x.Items) < 3 {
			p.failAt(title, p.end(x.Items[1]), "for bindings must have a step expression")
		}
		if len(x.Items) > 3 {
			p.failAt(title, p.at(x.Items[3]), "unexpected trailing form")
		}
		b := &ForBind{p.new(x), name, p.expr(x.Items[1]), p.expr(x.Items[2])}
		if old := first[name.Sym]; old != nil && sequential {
			p.fail(&diag.Diagnostic{
				Code: "duplicate-binding", Title: "Duplicate binding in for*",
				Notes: []diag.Note{
					diag.Secondary(old.Name.Span(), "first binding here"),
					diag.Primary(name.Span(), "second binding here"),
				},
			})
		}
		first[name.Sym] = b
		binds = append(binds, b)
	}
	return binds, declares
}

func (p *parser) breaks(f *reader.Form) Expr { return &Break{p.new(f), p.loopLabel("break", f)} }

func (p *parser) continues(f *reader.Form) Expr {
	return &Continue{p.new(f), p.loopLabel("continue", f)}
}

// loopLabel parses the label of break and continue, and checks that there is such a loop.
func (p *parser) loopLabel(what string, f *reader.Form) string {
	if len(f.Items) > 1 && f.Items[1].Kind != reader.Keyword {
		at := p.at(f)
		if what == "break" {
			at = at.End()
		}
		p.failAt("Invalid argument in "+what, at, "expected a keyword")
	}
	if len(f.Items) > 2 {
		p.failAt("Invalid argument in "+what, p.at(f.Items[2]), "unexpected argument after label")
	}
	if len(p.loops) == 0 {
		p.failAt("Invalid "+what, p.at(f), what+" does not appear in an enclosing for")
	}
	if len(f.Items) == 1 {
		return ""
	}
	label := text(f.Items[1])
	if !slices.Contains(p.loops, label) {
		p.failAt("Invalid label in "+what, p.at(f.Items[1]), "label not found in any enclosing for")
	}
	return label
}
