package syntax

import (
	"github.com/smelter-lang/smelter/transpile/diag"
	"github.com/smelter-lang/smelter/transpile/names"
	"github.com/smelter-lang/smelter/transpile/reader"
)

// This file parses types. Markers (-> => * &key Void forall) are recognised by name, in
// any package. Between * and -> a run of several forms is an application.

func isArrow(f *reader.Form) bool  { return f.IsSym("->") || f.IsSym("→") }
func isDouble(f *reader.Form) bool { return f.IsSym("=>") || f.IsSym("⇒") }
func isStar(f *reader.Form) bool   { return f.IsSym("*") }
func isVoid(f *reader.Form) bool   { return f.IsSym("VOID") }
func isKey(f *reader.Form) bool    { return f.IsSym("&KEY") }
func isForall(f *reader.Form) bool { return f.IsSym("FORALL") || f.IsSym("∀") }

func index(items []*reader.Form, is func(*reader.Form) bool) int {
	for i, x := range items {
		if is(x) {
			return i
		}
	}
	return -1
}

// qualType parses a type with its context, or one with an explicit forall.
func (p *parser) qualType(f *reader.Form) *QualType {
	q := &QualType{node: p.new(f)}
	if isCons(f) {
		p.proper("Malformed type", f)
	}
	if isCons(f) && isForall(f.Items[0]) {
		return p.forall(q, f)
	}
	if !isCons(f) {
		q.Type = p.typ(f)
		return q
	}
	p.qualified(q, f, f.Items)
	return q
}

// forall parses (forall (:a*) type...), whose elements may be spliced.
func (p *parser) forall(q *QualType, f *reader.Form) *QualType {
	const title = "Malformed forall type"
	if len(f.Items) < 2 {
		p.failAt(title, p.end(f.Items[0]), "expected quantified variables")
	}
	if !isList(f.Items[1]) {
		p.failAt(title, p.at(f.Items[1]), "expected list of quantified variables")
	}
	if len(f.Items) < 3 {
		p.failAt(title, p.end(f.Items[1]), "expected quantified type")
	}
	q.Explicit = true
	for _, x := range f.Items[1].Items {
		q.Forall = append(q.Forall, p.typeVar(x))
	}
	rest := f.Items[2:]
	if len(rest) == 1 {
		inner := p.qualType(rest[0])
		q.Forall = append(q.Forall, inner.Forall...)
		q.Preds, q.Type = inner.Preds, inner.Type
		return q
	}
	p.qualified(q, f, rest)
	return q
}

// qualified parses [context =>] type-elements.
func (p *parser) qualified(q *QualType, f *reader.Form, items []*reader.Form) {
	const title = "Malformed type"
	i := index(items, isDouble)
	if i < 0 {
		q.Type = p.elements(f, items)
		return
	}
	arrow := items[i]
	if i == 0 {
		p.fail(&diag.Diagnostic{
			Code: "malformed-type", Title: title,
			Notes: []diag.Note{diag.Primary(p.at(arrow), "unnecessary `=>`")},
			Helps: []diag.Help{{Span: p.at(arrow), Text: "remove `=>`"}},
		})
	}
	if i == len(items)-1 {
		p.failAt(title, p.end(arrow), "missing type after `=>`")
	}
	q.Preds = p.context(items[:i])
	rest := items[i+1:]
	if j := index(rest, isDouble); j >= 0 {
		p.failAt(title, p.at(rest[j]), "unnecessary `=>`")
	}
	q.Type = p.elements(f, rest)
}

// context parses Class T+ or (Class T+)+.
func (p *parser) context(items []*reader.Form) []*PredExpr {
	if !isList(items[0]) {
		return []*PredExpr{p.predOf(items)}
	}
	var out []*PredExpr
	for _, x := range items {
		out = append(out, p.pred(x))
	}
	return out
}

// pred parses (Class T+).
func (p *parser) pred(f *reader.Form) *PredExpr {
	const title = "Malformed type predicate"
	if !isCons(f) {
		p.failAt(title, p.at(f), "expected predicate")
	}
	p.proper(title, f)
	pr := p.predOf(f.Items)
	pr.node = p.new(f)
	return pr
}

func (p *parser) predOf(items []*reader.Form) *PredExpr {
	const title = "Malformed type predicate"
	head := items[0]
	if isList(head) {
		d := &diag.Diagnostic{
			Code: "malformed-predicate", Title: title,
			Notes: []diag.Note{diag.Primary(p.at(head), "expected class name")},
		}
		if len(head.Items) > 0 {
			inside := p.source(head)
			d.Helps = []diag.Help{{Span: p.at(head), Text: "remove parentheses", Replacement: inside[1 : len(inside)-1]}}
		}
		p.fail(d)
	}
	if !isSymbol(head) {
		p.failAt(title, p.at(head), "expected identifier")
	}
	if len(items) == 1 {
		p.failAt(title, p.at(head), "expected predicate")
	}
	span := p.at(head).Join(p.at(items[len(items)-1]))
	pr := &PredExpr{node: p.mod.Maker.New(span), Class: p.typeName(head)}
	for _, x := range items[1:] {
		pr.Args = append(pr.Args, p.typ(x))
	}
	return pr
}

func (p *parser) typeName(f *reader.Form) *TypeName { return &TypeName{p.new(f), f.Sym, f.Text} }

func (p *parser) typeVar(f *reader.Form) *TypeVar {
	if f.Kind == reader.Keyword {
		return &TypeVar{p.new(f), text(f)}
	}
	d := &diag.Diagnostic{
		Code: "invalid-type-variable", Title: "Invalid type variable",
		Notes: []diag.Note{diag.Primary(p.at(f), "expected keyword symbol")},
	}
	if isSymbol(f) {
		d.Helps = []diag.Help{{Span: p.at(f), Text: "add `:` to symbol", Replacement: ":" + p.source(f)}}
	}
	p.fail(d)
	return nil
}

// typ parses an unqualified type.
func (p *parser) typ(f *reader.Form) TypeExpr {
	const title = "Malformed type"
	switch {
	case f.Kind == reader.Keyword:
		return &TypeVar{p.new(f), text(f)}
	case isSymbol(f) && isVoid(f):
		return &TypePack{node: p.new(f)}
	case isSymbol(f):
		return p.typeName(f)
	case !isList(f):
		p.failAt(title, p.at(f), "expected identifier")
	case len(f.Items) == 0:
		p.failAt(title, p.at(f), "zero-value type syntax must be written as `Void`")
	}
	p.proper(title, f)
	if i := index(f.Items, isDouble); i >= 0 {
		p.fail(&diag.Diagnostic{
			Code: "malformed-type", Title: title,
			Notes: []diag.Note{diag.Primary(p.at(f.Items[i]), "unnecessary `=>`")},
		})
	}
	return p.elements(f, f.Items)
}

// elements parses the elements of a type; f is the form they stand in.
func (p *parser) elements(f *reader.Form, items []*reader.Form) TypeExpr {
	if i := index(items, isArrow); i >= 0 {
		return p.function(f, items, i)
	}
	if i := index(items, isKey); i >= 0 {
		p.failAt("Malformed function type", p.at(items[i]), "`&key` type syntax is only valid in function signatures")
	}
	if index(items, isStar) >= 0 {
		return &TypePack{p.new(f), p.product(items, "output pack")}
	}
	return p.applied(f, items)
}

// applied parses T A B; one element is itself.
func (p *parser) applied(f *reader.Form, items []*reader.Form) TypeExpr {
	if len(items) == 1 {
		if isList(f) && len(f.Items) == 1 && f.Items[0] == items[0] && isSymbol(items[0]) && !isVoid(items[0]) {
			p.failAt("Malformed type", p.at(f), "unexpected nullary type")
		}
		return p.typ(items[0])
	}
	at := p.at(items[0]).Join(p.at(items[len(items)-1]))
	if isList(f) && len(f.Items) == len(items) {
		at = p.at(f)
	}
	app := &TypeApp{node: p.mod.Maker.New(at), Fun: p.argument(items[0], true)}
	for _, x := range items[1:] {
		app.Args = append(app.Args, p.argument(x, false))
	}
	return app
}

// argument parses a part of an application, where no pack may stand.
func (p *parser) argument(f *reader.Form, head bool) TypeExpr {
	t := p.typ(f)
	if _, pack := t.(*TypePack); pack {
		what := "Void and multi-value types cannot be used as type arguments"
		if head {
			what = "Void and multi-value types cannot be applied as ordinary types"
		}
		p.failAt("Malformed type", p.at(f), what)
	}
	return t
}

// product parses T * U * ...; Void alone is the empty product.
func (p *parser) product(items []*reader.Form, what string) []TypeExpr {
	const title = "Malformed function type"
	if len(items) == 1 && isVoid(items[0]) {
		return nil
	}
	var out []TypeExpr
	start := 0
	for i := 0; i <= len(items); i++ {
		if i < len(items) && !isStar(items[i]) {
			continue
		}
		if i == start {
			if i == len(items) {
				p.failAt(title, p.end(items[i-1]), "missing type after `*` in "+what)
			}
			p.failAt(title, p.at(items[i]), "unexpected `*` in "+what)
		}
		run := items[start:i]
		if len(run) == 1 && isVoid(run[0]) {
			if what == "function input" {
				p.failAt(title, p.at(run[0]), "unexpected `Void` in function input")
			}
			p.failAt("Malformed type", p.at(run[0]),
				"Void and multi-value types cannot appear as components of a multi-value type")
		}
		t := p.applied(run[0], run)
		if _, pack := t.(*TypePack); pack && len(items) > 1 {
			p.failAt("Malformed type", t.Span(),
				"Void and multi-value types cannot appear as components of a multi-value type")
		}
		out = append(out, t)
		start = i + 1
	}
	return out
}

// function parses inputs -> outputs; i is the place of the arrow.
func (p *parser) function(f *reader.Form, items []*reader.Form, i int) TypeExpr {
	const title = "Malformed function type"
	arrow := items[i]
	at := p.at(f)
	if !isList(f) || len(items) != len(f.Items) {
		at = p.at(items[0]).Join(p.at(items[len(items)-1]))
	}
	fn := &TypeFn{node: p.mod.Maker.New(at)}
	if i == 0 {
		p.failAt(title, p.at(arrow), "invalid function syntax")
	}
	if i == len(items)-1 {
		p.failAt(title, p.at(arrow), "missing return type")
	}
	p.inputs(fn, items[:i])
	rest := items[i+1:]
	if index(rest, isArrow) >= 0 {
		fn.Results = []TypeExpr{p.elements(rest[0], rest)}
		return fn
	}
	if k := index(rest, isKey); k >= 0 {
		p.failAt(title, p.at(rest[k]), "keyword type tail must appear inside function input before `->`")
	}
	if len(rest) == 1 && isList(rest[0]) && len(rest[0].Items) == 0 {
		p.failAt(title, p.at(rest[0]), "zero-value outputs must be written as `Void`")
	}
	fn.Results = p.product(rest, "function output")
	if len(fn.Results) == 1 {
		if pack, ok := fn.Results[0].(*TypePack); ok {
			fn.Results = pack.Elems
		}
	}
	return fn
}

func (p *parser) inputs(fn *TypeFn, items []*reader.Form) {
	const title = "Malformed function type"
	k := index(items, isKey)
	if k >= 0 {
		if rest := items[k+1:]; index(rest, isKey) >= 0 {
			p.failAt(title, p.at(rest[index(rest, isKey)]), "invalid `&key` placement")
		}
		fn.Keys = p.typeKeys(items[k+1:])
		items = items[:k]
	}
	switch {
	case len(items) == 0:
	case len(items) == 1 && isList(items[0]) && len(items[0].Items) == 0:
		p.failAt(title, p.at(items[0]), "nullary function inputs must be written as `Void`")
	case len(items) == 1 && isVoid(items[0]):
		if k >= 0 {
			p.failAt(title, p.at(items[0]), "nullary input syntax `Void` cannot be combined with `&key`")
		}
	default:
		fn.Params = p.product(items, "function input")
	}
}

func (p *parser) typeKeys(items []*reader.Form) []*TypeKey {
	const title = "Malformed keyword type entry"
	var keys []*TypeKey
	seen := map[string]*TypeKey{}
	for _, x := range items {
		switch {
		case !isList(x):
			p.failAt(title, p.at(x), "expected `(:keyword Type)`")
		case len(x.Items) < 2:
			p.failAt(title, p.at(x), "expected key and type")
		case x.Items[0].Kind != reader.Keyword:
			p.failAt(title, p.at(x.Items[0]), "expected keyword")
		case len(x.Items) > 2:
			p.failAt(title, p.at(x.Items[2]), "unexpected trailing form")
		}
		k := &TypeKey{p.new(x), text(x.Items[0]), x.Items[0].Text, p.typ(x.Items[1])}
		if first := seen[k.Name]; first != nil {
			p.fail(&diag.Diagnostic{
				Code: "duplicate-keyword", Title: "Duplicate keyword type entry",
				Notes: []diag.Note{
					diag.Secondary(first.Span(), "first entry here"),
					diag.Primary(k.Span(), "second entry here"),
				},
			})
		}
		seen[k.Name] = k
		keys = append(keys, k)
	}
	return keys
}

// single reports a declared type that no single value or function has.
func (p *parser) single(q *QualType, f *reader.Form) {
	if pack, ok := q.Type.(*TypePack); ok {
		what := "a multi-value type"
		if len(pack.Elems) == 0 {
			what = "Void"
		}
		p.failAt("Malformed declaration", p.at(f),
			"cannot declare a binding as "+what+"; declarations must have a single-value or function type")
	}
}

// lispType parses the return type of lisp and native: (-> outputs).
func (p *parser) lispType(f *reader.Form) *QualType {
	const title = "Malformed lisp return type"
	if !isCons(f) || index(f.Items, isArrow) < 0 {
		p.failAt(title, p.at(f), "use `(-> ...)` return type syntax in `lisp` forms")
	}
	i := index(f.Items, isArrow)
	rest := f.Items[i+1:]
	switch {
	case i > 0:
		p.failAt(title, p.at(f.Items[0]), "nothing may appear to the left of `->` in a `lisp` return type")
	case len(rest) == 0:
		p.failAt(title, p.end(f.Items[0]), "missing return type")
	case len(rest) == 1 && isList(rest[0]) && len(rest[0].Items) == 0:
		p.failAt(title, p.at(rest[0]), "zero-value `lisp` return types must be written as `(-> Void)`")
	}
	q := &QualType{node: p.new(f)}
	if elems := p.product(rest, "function output"); len(elems) == 1 {
		q.Type = elems[0]
	} else {
		q.Type = &TypePack{p.new(f), elems}
	}
	return q
}

// fold returns a name as the tables of packages have it.
func fold(s string) string { return names.Fold(s) }
