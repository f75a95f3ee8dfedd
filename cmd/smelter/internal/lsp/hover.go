package lsp

import (
	"github.com/smelter-lang/smelter/transpile/syntax"
)

// This file shows the type and the documentation of what is under the cursor.

type hover struct {
	Contents markup `json:"contents"`
	Range    span   `json:"range"`
}

type markup struct {
	Kind  string `json:"kind"`
	Value string `json:"value"`
}

func markdown(d description) markup {
	text := ""
	if d.head != "" {
		text = "```lisp\n" + d.head + "\n```"
	}
	if d.text != "" {
		if text != "" {
			text += "\n\n"
		}
		text += d.text
	}
	return markup{"markdown", text}
}

func (s *server) hover(p placeParams) (*hover, error) {
	d, snap := s.fresh(p.TextDocument.URI)
	if snap == nil {
		return nil, nil
	}
	offset := d.text.offset(p.Position)
	at := scan(d.text.string, offset)
	if at.inside {
		return nil, nil
	}
	if o := snap.indexed(snap.module).at(offset); o != nil {
		if about := s.describe(snap, o); about.head != "" {
			return &hover{markdown(about), d.text.of(o.at)}, nil
		}
		return nil, nil
	}
	if word := d.text.string[at.lo:at.hi]; word != "" {
		if about := s.aboutWord(snap, offset, word); about.head != "" {
			return &hover{markdown(about), d.text.span(at.lo, at.hi)}, nil
		}
	}
	return s.hoverExpr(snap, offset), nil
}

// aboutWord describes a word that is no name of a value or type: a form or a macro.
func (s *server) aboutWord(snap *snapshot, offset int, word string) description {
	x := snap.symbolAt(offset, word)
	if x == nil {
		return description{}
	}
	if f, ok := formOf(x); ok {
		return description{f.usage, f.text}
	}
	return s.document(snap, entity{sym: x})
}

// hoverExpr shows the type of the innermost expression or pattern around an offset.
func (s *server) hoverExpr(snap *snapshot, offset int) *hover {
	file := snap.module.Syntax.File.ID
	var best syntax.Node
	for _, u := range snap.module.Syntax.Units {
		syntax.WalkUnit(u, func(n syntax.Node) bool {
			if at := n.Span(); at.File == file && (offset < int(at.Lo) || int(at.Hi) <= offset) {
				_, decl := n.(syntax.Decl)
				return !decl
			}
			switch n.(type) {
			case syntax.Expr, syntax.Pattern:
				if best == nil || smaller(n, best) && snap.typeOf(n.NodeID()) != "" {
					best = n
				}
			}
			return true
		})
	}
	if best == nil {
		return nil
	}
	t := snap.typeOf(best.NodeID())
	if t == "" {
		return nil
	}
	return &hover{markdown(description{head: t}), snap.text.of(best.Span())}
}

// smaller reports whether a node stands in less text than another one. Of nodes with the same
// text the first is the outermost, which is what is written there.
func smaller(a, b syntax.Node) bool {
	return a.Span().Hi-a.Span().Lo < b.Span().Hi-b.Span().Lo
}
