package syntax

import (
	"slices"
	"strings"

	"github.com/smelter-lang/smelter/transpile/reader"
)

const badLoop = "Malformed for expression"

// loop parses for and for*:
//
//	(for [label] (binding*) [:returns e] [(:while | :until | :repeat) e] form*)
//
// If what should be the bindings is no list of lists, it is a call of a function named for.
func (p *parser) loop(f *reader.Form) Expr {
	if overElements(f) {
		defer p.advise(useEach)
	}
	l := &For{node: p.new(f), Sequential: text(f.Items[0]) == "FOR*"}
	at := 1
	if len(f.Items) > at && isKeyword(f.Items[at]) {
		l.Label = text(f.Items[at])
		at++
	}
	if len(f.Items) == at {
		p.failAt(badLoop, f.Items[at-1].Span.End(), "expected binding list")
	}
	list := f.Items[at]
	if !isList(list) || len(list.Items) > 0 && !isList(list.Items[0]) {
		return p.application(f)
	}
	p.proper(badLoop, list)
	l.Binds, l.Declares = p.forBindings(l.Sequential, list.Items)
	rest := p.forClauses(l, f.Items[at+1:])
	outer := p.loops
	p.loops = append(slices.Clip(outer), l.Label)
	for i, x := range rest {
		if i == len(rest)-1 {
			p.noShorthandLet(x)
		}
		l.Body = append(l.Body, p.stmt(x))
	}
	p.loops = outer
	return l
}

// overElements reports whether a loop is written as other languages write one over the elements
// of a collection: (for x in xs ...), (for ((x :in xs)) ...), (for (x xs) ...).
func overElements(f *reader.Form) bool {
	for i, x := range f.Items[:min(len(f.Items), 4)] {
		switch {
		case i == 0:
		case isSymbol(x) && i > 1 && is(x, "IN"), isKeyword(x) && text(x) == "IN":
			return true
		case isList(x) && len(x.Items) > 0 && isList(x.Items[0]):
			return overElements(x.Items[0])
		case isList(x):
			return len(x.Items) == 2 && isSymbol(x.Items[0])
		}
	}
	return false
}

// forClauses parses the clauses between the bindings and the body, which it returns.
func (p *parser) forClauses(l *For, rest []*reader.Form) []*reader.Form {
	for len(rest) > 0 && isKeyword(rest[0]) {
		key := text(rest[0])
		switch {
		case key == "RETURNS" && (l.Returns != nil || l.Limit != nil):
			p.failAt(badLoop, rest[0].Span, ":returns clause must appear immediately after the binding list")
		case key != "RETURNS" && l.Limit != nil:
			return rest
		case key != "RETURNS" && key != "WHILE" && key != "UNTIL" && key != "REPEAT":
			return rest
		case len(rest) < 2:
			p.failAt(badLoop, rest[0].Span.End(), "expected expression after :"+strings.ToLower(key))
		}
		e := p.expr(rest[1])
		switch key {
		case "RETURNS":
			l.Returns = e
		case "WHILE":
			l.Term, l.Limit = While, e
		case "UNTIL":
			l.Term, l.Limit = Until, e
		case "REPEAT":
			l.Term, l.Limit = Repeat, e
		}
		rest = rest[2:]
	}
	return rest
}

// forBindings parses (x init step) and (declare x T).
func (p *parser) forBindings(sequential bool, items []*reader.Form) (binds []*ForBind, declares []*LocalDeclare) {
	const title = "Malformed for binding"
	for _, x := range items {
		p.binding(title, x)
		if begins(x, p.known.declare) {
			declares = append(declares, p.localDeclare(x))
			continue
		}
		name := p.identifier(x.Items[0])
		p.operands(title, x, 2, "for bindings must have an initializer", "for bindings must have a step expression")
		for _, old := range binds {
			if sequential && old.Name.Sym == name.Sym {
				p.fail(twice("Duplicate binding in for*", old.Name.Span(), name.Span(), "binding"))
			}
		}
		b := &ForBind{node: p.new(x), Name: name, Init: p.expr(x.Items[1])}
		p.local(name)
		b.Step = p.expr(x.Items[2])
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
	labelled := len(f.Items) > 1 && isKeyword(f.Items[1])
	if len(f.Items) > 2 || len(f.Items) == 2 && !labelled {
		at, text := f.Span, "expected a keyword"
		if what == "break" {
			at = at.End()
		}
		if labelled {
			text = "unexpected argument after label"
		}
		p.failAt("Invalid argument in "+what, at, text)
	}
	if !labelled {
		if len(p.loops) == 0 {
			p.failAt("Invalid "+what, f.Span, what+" does not appear in an enclosing for")
		}
		return ""
	}
	label := text(f.Items[1])
	if !slices.Contains(p.loops, label) {
		p.failAt("Invalid label in "+what, f.Items[1].Span, "label not found in any enclosing for")
	}
	return label
}
