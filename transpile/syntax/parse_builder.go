package syntax

import "github.com/smelter-lang/smelter/transpile/reader"

// This file parses what stands in brackets:
//
//	[e*]  [k => v ...]  [head clause+]  [k => v clause+]
//	clause = :for x :in e | :for x :below e | :with x = e | :when e
//
// The reader has checked the shape of what was written; a template may still make
// another one.

// builder parses a builder or comprehension.
func (p *parser) builder(f *reader.Form) Expr {
	items := f.Items
	arrow := len(items) > 1 && is(items[1], "=>")
	switch {
	case len(items) == 1 && is(items[0], "=>"):
		return &Builder{node: p.new(f), Assoc: true}
	case len(items) > 1 && isClause(items[1]):
		c := &Comprehension{node: p.new(f)}
		c.Clauses = p.clauses(items[1:])
		c.Value = p.expr(items[0])
		return c
	case arrow && len(items) > 3 && isClause(items[3]):
		c := &Comprehension{node: p.new(f)}
		c.Clauses = p.clauses(items[3:])
		c.Key, c.Value = p.expr(items[0]), p.expr(items[2])
		return c
	case arrow:
		return p.association(f)
	}
	b := &Builder{node: p.new(f)}
	for _, x := range items {
		b.Values = append(b.Values, p.expr(x))
	}
	return b
}

// association parses [k => v ...].
func (p *parser) association(f *reader.Form) Expr {
	b := &Builder{node: p.new(f), Assoc: true}
	for items := f.Items; len(items) > 0; items = items[3:] {
		if len(items) < 3 || !is(items[1], "=>") {
			p.failAt("Malformed association builder", f.Span, "expected KEY => VALUE")
		}
		b.Keys = append(b.Keys, p.expr(items[0]))
		b.Values = append(b.Values, p.expr(items[2]))
	}
	return b
}

func isClause(f *reader.Form) bool {
	if !isKeyword(f) {
		return false
	}
	t := text(f)
	return t == "FOR" || t == "WITH" || t == "WHEN"
}

// clauses parses the clauses of a comprehension.
func (p *parser) clauses(items []*reader.Form) []*Clause {
	const title = "Malformed builder clause"
	var out []*Clause
	for len(items) > 0 {
		head := items[0]
		need := 4
		if isKeyword(head) && text(head) == "WHEN" {
			need = 2
		}
		if !isClause(head) || len(items) < need {
			p.failAt(title, head.Span, "expected :FOR, :WITH or :WHEN with its operands")
		}
		c := &Clause{node: p.new(head), Kind: WhenTrue}
		if need == 4 {
			c.Kind = p.clauseKind(head, items[2])
			switch {
			case !isSymbol(items[1]):
				p.failAt(title, items[1].Span, "expected identifier binder")
			case !is(items[1], "_"):
				c.Name = p.identifier(items[1])
			}
		}
		c.Value = p.expr(items[need-1])
		if c.Name != nil {
			p.local(c.Name)
		}
		out, items = append(out, c), items[need:]
	}
	return out
}

// clauseKind returns the kind of a clause by its keyword and the marker before its value.
func (p *parser) clauseKind(head, marker *reader.Form) ClauseKind {
	switch h, m := text(head), text(marker); {
	case h == "WITH" && m == "=":
		return With
	case h == "FOR" && m == "IN":
		return ForIn
	case h == "FOR" && m == "BELOW":
		return ForBelow
	}
	p.failAt("Malformed builder clause", marker.Span, "expected :IN, :BELOW or =")
	return WhenTrue
}
