package lsp

import (
	"strings"

	"github.com/smelter-lang/smelter/transpile/names"
	"github.com/smelter-lang/smelter/transpile/syntax"
)

// This file finds out what may stand at a place of a text that is being written.
//
// A name that means nothing is put there, the parentheses that are open are closed, and the
// text is checked: the checker then says what is in scope, whatever macros do with the forms
// around. If they make no sense yet, something is put behind the name, as in (if x NAME MORE)
// or (match x ((NAME) MORE)); or the name takes the place of the form around, and so on
// outwards.

// unknownName stands for what is being written, and unknownMore for what is missing.
const (
	unknownName = "smelter-completes-this"
	unknownMore = "smelter-knows-no-more"
)

// maxOutwards bounds how far outwards the name is tried.
const maxOutwards = 4

// A probe is what was found out: a snapshot of the changed text, and the node of the name.
type probe struct {
	*snapshot
	node syntax.Node
	unit unitOf
}

// probe finds out what may stand at a place; nil if that cannot be told.
func (s *server) probe(d *document, at place) *probe {
	for _, try := range attempts(d.text.string, at) {
		snap, err := s.check(d.path, newText(try, s.enc))
		if err != nil {
			return nil
		}
		if p := snap.find(); p != nil {
			return p
		}
	}
	return nil
}

// attempts returns texts with the name at a place, or around it.
func attempts(t string, at place) []string {
	t = t[:at.lo] + unknownName + t[at.hi:at.end] + at.close + t[at.end:]
	out := []string{t}
	if len(at.open) == 0 {
		return out
	}
	insert := func(i int) { out = append(out, t[:i]+" "+unknownMore+t[i:]) }
	insert(at.lo + len(unknownName))
	insert(closeOf(t, at.open[len(at.open)-1]))
	for i := range min(maxOutwards, len(at.open)) {
		lo := at.open[len(at.open)-1-i]
		out = append(out, t[:lo]+unknownName+t[closeOf(t, lo):])
	}
	return out
}

// find finds the node of the name.
func (snap *snapshot) find() *probe {
	m := snap.module
	var out *probe
	for i, u := range m.Syntax.Units {
		syntax.WalkUnit(u, func(n syntax.Node) bool {
			if out == nil && isUnknown(n) {
				out = &probe{snap, n, unitOf{u, m.Names[i]}}
			}
			return out == nil
		})
	}
	return out
}

// isUnknown reports whether a node is that of the name.
func isUnknown(n syntax.Node) bool {
	text := ""
	switch n := n.(type) {
	case *syntax.Var:
		text = n.Text
	case *syntax.TypeName:
		text = n.Text
	case *syntax.CtorPat:
		text = n.Ctor.Text
	case *syntax.Name:
		text = n.Text
	}
	return strings.EqualFold(text, unknownName)
}

// locals returns the local names in scope, the innermost first, each once.
func (p *probe) locals() []*syntax.Name {
	v, ok := p.node.(*syntax.Var)
	if !ok {
		return nil
	}
	var out []*syntax.Name
	seen := map[*names.Symbol]bool{}
	for n := range p.unit.names.Scope(v) {
		if !seen[n.Sym] && n.Sym.Pkg != nil {
			seen[n.Sym] = true
			out = append(out, n)
		}
	}
	return out
}
