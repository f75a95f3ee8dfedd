package infer

import (
	"github.com/smelter-lang/smelter/transpile/syntax"
	"github.com/smelter-lang/smelter/typesys"
)

// This file types [..] forms. Each stands for calls of the methods of one class,
// all at the same types: (Class collection element builder) or (Class association
// key value builder). The collection determines the other arguments, by instance.

func (in *inferer) builder(e *syntax.Builder, want Expect) typesys.Type {
	if !e.Assoc {
		elem := in.items(e.Values, collectionItems)
		return in.built(e, want, typesys.ClassItemizedCollection, []typesys.Type{elem})
	}
	key := in.fresh()
	value := in.fresh()
	for i := range e.Values {
		in.item(e.Keys, i, key, associationKeys)
		in.item(e.Values, i, value, associationValues)
	}
	return in.built(e, want, typesys.ClassItemizedAssociation, []typesys.Type{key, value})
}

// items types items that must all have one type, and returns it.
func (in *inferer) items(list []syntax.Expr, what itemKind) typesys.Type {
	t := in.fresh()
	for i := range list {
		in.item(list, i, t, what)
	}
	return t
}

// item types one item by itself, then compares it with those before it.
func (in *inferer) item(list []syntax.Expr, i int, t typesys.Type, what itemKind) {
	got := in.expr(list[i], of(in.fresh()))
	if !in.unify(t, got) {
		in.itemMismatch(what, list[i], list[0], t, got)
	}
}

// built adds the predicate of the class that makes the result, and meets the context.
func (in *inferer) built(e syntax.Expr, want Expect, class string, parts []typesys.Type) typesys.Type {
	result, state := in.fresh(), in.fresh()
	if c := in.env.Class(class); c != nil {
		result.Name = c.Params[0].Name
		state.Name = c.Params[len(c.Params)-1].Name
	}
	args := append(append([]typesys.Type{result}, parts...), state)
	in.want(e.Span(), typesys.Pred{Class: class, Args: args})
	in.info.Extra[e.NodeID()] = append([][]typesys.Type{args}, in.info.Extra[e.NodeID()]...)
	return in.meet(e, want, result)
}

// comprehension types [head clause*]: the clauses first, since the head sees their names.
func (in *inferer) comprehension(e *syntax.Comprehension, want Expect) typesys.Type {
	for i, c := range e.Clauses {
		elem := in.clause(c)
		if i == 0 && c.Kind == syntax.ForIn {
			in.info.Extra[e.NodeID()] = [][]typesys.Type{{elem}}
		}
	}
	value := in.fresh()
	if e.Key == nil {
		in.expr(e.Value, of(value))
		return in.built(e, want, typesys.ClassCollectionComprehension, []typesys.Type{value})
	}
	key := in.fresh()
	in.expr(e.Key, of(key))
	in.expr(e.Value, of(value))
	return in.built(e, want, typesys.ClassAssociationComprehension, []typesys.Type{key, value})
}

// clause types a clause and returns the type of its elements.
func (in *inferer) clause(c *syntax.Clause) typesys.Type {
	t := in.fresh()
	switch c.Kind {
	case syntax.ForIn:
		container := in.expr(c.Value, of(in.fresh()))
		t.Name = "ELT"
		args := []typesys.Type{container, t}
		in.want(c.Value.Span(), typesys.Pred{Class: typesys.ClassIntoIterator, Args: args})
		in.info.Extra[c.NodeID()] = [][]typesys.Type{args}
	case syntax.ForBelow:
		in.expr(c.Value, of(t))
		in.want(c.Value.Span(), typesys.Pred{Class: typesys.ClassNum, Args: []typesys.Type{t}})
		in.want(c.Value.Span(), typesys.Pred{Class: typesys.ClassOrd, Args: []typesys.Type{t}})
		in.info.Extra[c.NodeID()] = [][]typesys.Type{{t}}
	case syntax.With:
		in.expr(c.Value, of(t))
	case syntax.WhenTrue:
		in.expr(c.Value, because(typesys.Boolean, Condition, c, 0))
		return t
	}
	if c.Name != nil {
		in.bindMono(c.Name, t)
	}
	return t
}
