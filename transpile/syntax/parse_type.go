package syntax

import (
	"github.com/smelter-lang/smelter/transpile/diag"
	"github.com/smelter-lang/smelter/transpile/reader"
	"github.com/smelter-lang/smelter/transpile/source"
)

// This file parses types with their contexts. Markers (-> => * &key Void forall) are
// recognised by name, in any package. What stands around -> is in parse_type_fn.go.

const badType = "Malformed type"

func isArrow(f *reader.Form) bool  { return is(f, "->") || is(f, "→") }
func isDouble(f *reader.Form) bool { return is(f, "=>") || is(f, "⇒") }
func isStar(f *reader.Form) bool   { return is(f, "*") }
func isVoid(f *reader.Form) bool   { return is(f, "VOID") }
func isKey(f *reader.Form) bool    { return is(f, "&KEY") }
func isForall(f *reader.Form) bool { return is(f, "FORALL") || is(f, "∀") }

// isEmpty reports whether a form is ().
func isEmpty(f *reader.Form) bool { return isList(f) && len(f.Items) == 0 }

// around is the place of several forms in a row.
func around(items []*reader.Form) source.Span {
	return items[0].Span.Join(items[len(items)-1].Span)
}

// qualType parses a type with its context, or one with an explicit forall.
func (p *parser) qualType(f *reader.Form) *QualType {
	q := &QualType{node: p.new(f)}
	switch {
	case !isCons(f):
		q.Type = p.typ(f)
		return q
	case isForall(f.Items[0]):
		p.proper(badType, f)
		p.forall(q, f)
	default:
		p.proper(badType, f)
		p.qualified(q, f, f.Items)
	}
	return q
}

// forall parses (forall (:a*) type...), whose elements may be spliced.
func (p *parser) forall(q *QualType, f *reader.Form) {
	const title = "Malformed forall type"
	if len(f.Items) < 2 {
		p.failAt(title, f.Items[0].Span.End(), "expected quantified variables")
	}
	if !isList(f.Items[1]) {
		p.failAt(title, f.Items[1].Span, "expected list of quantified variables")
	}
	if len(f.Items) < 3 {
		p.failAt(title, f.Items[1].Span.End(), "expected quantified type")
	}
	p.proper(title, f.Items[1])
	q.Explicit = true
	for _, x := range f.Items[1].Items {
		q.Forall = append(q.Forall, p.typeVar(x))
	}
	rest := f.Items[2:]
	if len(rest) == 1 {
		inner := p.qualType(rest[0])
		q.Forall = append(q.Forall, inner.Forall...)
		q.Preds, q.Type = inner.Preds, inner.Type
		return
	}
	p.qualified(q, nil, rest)
}

// qualified parses [context =>] type-elements. whole is the list that the elements are,
// or nil if they are only part of one.
func (p *parser) qualified(q *QualType, whole *reader.Form, items []*reader.Form) {
	i := index(items, isDouble)
	switch {
	case i < 0:
		q.Type = p.elements(whole, items)
		return
	case i == 0:
		p.unnecessary(badType, items[0])
	case i == len(items)-1:
		p.failAt(badType, items[1].Span, "missing type after `=>`")
	}
	q.Preds = p.context(items[:i])
	rest := items[i+1:]
	if isDouble(rest[0]) {
		p.failAt(badType, rest[0].Span, "unnecessary `=>`")
	}
	// Another => is read as the name of a type: what precedes it is found to be a class.
	q.Type = p.elements(nil, rest)
}

// unnecessary reports a => with nothing before it.
func (p *parser) unnecessary(title string, arrow *reader.Form) {
	p.fail(suggest(title, arrow.Span, "unnecessary `=>`", diag.Help{Span: arrow.Span, Text: "remove `=>`"}))
}

// context parses Class T+ or (Class T+)+.
func (p *parser) context(items []*reader.Form) []*PredExpr {
	if !isList(items[0]) {
		return []*PredExpr{p.pred(around(items), items)}
	}
	const title = "Malformed type predicate"
	var out []*PredExpr
	for _, x := range items {
		if !isCons(x) {
			p.failAt(title, x.Span, "expected predicate")
		}
		p.proper(title, x)
		out = append(out, p.pred(x.Span, x.Items))
	}
	return out
}

// pred parses Class T+.
func (p *parser) pred(at source.Span, items []*reader.Form) *PredExpr {
	const title = "Malformed type predicate"
	head := items[0]
	switch {
	case isList(head):
		p.fail(suggest(title, head.Span, "expected class name",
			diag.Help{Span: head.Span, Text: "remove parentheses", Replacement: inner(p.source(head))}))
	case !isSymbol(head):
		p.failAt(title, head.Span, "expected identifier")
	case len(items) == 1:
		p.failAt(title, head.Span, "expected predicate")
	}
	pr := &PredExpr{node: p.mod.Maker.New(at), Class: p.typeName(head)}
	for _, x := range items[1:] {
		pr.Args = append(pr.Args, p.argument(x))
	}
	return pr
}

func (p *parser) typeName(f *reader.Form) *TypeName {
	return &TypeName{p.new(f), p.typeOrClass(f), f.Text}
}

func (p *parser) typeVar(f *reader.Form) *TypeVar {
	if isKeyword(f) {
		return &TypeVar{p.new(f), text(f)}
	}
	d := problem("Invalid type variable", diag.Primary(f.Span, "expected keyword symbol"))
	if isSymbol(f) {
		d.Helps = []diag.Help{{Span: f.Span, Text: "add `:` to symbol", Replacement: ":" + p.source(f)}}
	}
	p.fail(d)
	return nil
}

func (p *parser) typeVars(items []*reader.Form) []*TypeVar {
	var out []*TypeVar
	for _, x := range items {
		out = append(out, p.typeVar(x))
	}
	return out
}

// typ parses a type without a context.
func (p *parser) typ(f *reader.Form) TypeExpr {
	f = p.spelled(f)
	switch {
	case isKeyword(f):
		return &TypeVar{p.new(f), text(f)}
	case isVoid(f):
		return &TypePack{node: p.new(f)}
	case isSymbol(f):
		return p.typeName(f)
	case !isList(f):
		p.failAt(badType, f.Span, "expected identifier")
	case isEmpty(f):
		p.failAt(badType, f.Span, "zero-value type syntax must be written as `Void`")
	}
	p.proper(badType, f)
	if i := index(f.Items, isDouble); i >= 0 {
		p.failAt(badType, f.Items[i].Span, "unnecessary `=>`")
	}
	return p.elements(f, f.Items)
}

// elements parses the elements of a type: a function, a pack or an application. whole is
// the list that they are, or nil if they are only part of one.
func (p *parser) elements(whole *reader.Form, items []*reader.Form) TypeExpr {
	at := around(items)
	if whole != nil {
		at = whole.Span
	}
	if i := index(items, isArrow); i >= 0 {
		return p.function(at, items, i)
	}
	if i := index(items, isKey); i >= 0 {
		p.failAt(badFunctionType, items[i].Span, "`&key` type syntax is only valid in function signatures")
	}
	if index(items, isStar) >= 0 {
		elems := p.product(items, "output pack")
		return &TypePack{p.mod.Maker.New(at), elems}
	}
	if whole != nil && len(items) == 1 {
		p.failAt(badType, whole.Span, "unexpected nullary type")
	}
	return p.applied(at, items)
}

// applied parses T A B; one element is itself.
func (p *parser) applied(at source.Span, items []*reader.Form) TypeExpr {
	fun := p.typ(items[0])
	if len(items) == 1 {
		return fun
	}
	if _, pack := fun.(*TypePack); pack {
		p.failAt(badType, items[0].Span, "Void and multi-value types cannot be applied as ordinary types")
	}
	app := &TypeApp{node: p.mod.Maker.New(at), Fun: fun}
	for _, x := range items[1:] {
		app.Args = append(app.Args, p.argument(x))
	}
	return app
}

// argument parses an argument of a type or class, where no pack may stand.
func (p *parser) argument(f *reader.Form) TypeExpr {
	t := p.typ(f)
	if _, pack := t.(*TypePack); pack {
		p.failAt(badType, f.Span, "Void and multi-value types cannot be used as type arguments")
	}
	return t
}

// single reports a declared type that no single value or function has.
func (p *parser) single(q *QualType, f *reader.Form) {
	pack, ok := q.Type.(*TypePack)
	if !ok {
		return
	}
	what := "a multi-value type"
	if len(pack.Elems) == 0 {
		what = "Void"
	}
	p.failAt("Malformed declaration", f.Span,
		"cannot declare a binding as "+what+"; declarations must have a single-value or function type")
}
