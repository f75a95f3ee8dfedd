package kinds

import (
	"slices"

	"github.com/smelter-lang/smelter/transpile/diag"
	"github.com/smelter-lang/smelter/transpile/names"
	"github.com/smelter-lang/smelter/transpile/syntax"
	"github.com/smelter-lang/smelter/typesys"
	"github.com/smelter-lang/smelter/typesys/env"
)

// A Scope says what the type variables mean that a type may mention, and converts types
// as written. Scopes nest: inner names hide outer ones.
type Scope struct {
	shared *shared
	outer  *Scope
	names  []string
	types  []typesys.Type
}

// What all scopes of a unit have in common.
type shared struct {
	module *syntax.Module
	env    *env.Env
	supply *typesys.Supply
	errs   *diag.List
	cons   map[*names.Symbol]*typesys.Con // looked up already
}

// NewScope returns a scope without variables for the types of a module. Unknowns are taken from supply.
func NewScope(m *syntax.Module, e *env.Env, supply *typesys.Supply, errs *diag.List) *Scope {
	return &Scope{shared: &shared{m, e, supply, errs, map[*names.Symbol]*typesys.Con{}}}
}

// Bind returns an inner scope where names stand for types.
func (s *Scope) Bind(names []string, types []typesys.Type) *Scope {
	if len(names) == 0 {
		return s
	}
	return &Scope{shared: s.shared, outer: s, names: names, types: types}
}

// BindVars returns an inner scope where variables that were declared by name stand for
// types, such as an instance's variables for their instantiation in a method.
func (s *Scope) BindVars(vars []*typesys.Var, types []typesys.Type) *Scope {
	var ns []string
	var ts []typesys.Type
	for i, v := range vars {
		if v.Name != "" {
			ns, ts = append(ns, v.Name), append(ts, types[i])
		}
	}
	return s.Bind(ns, ts)
}

// BindDeclared returns the scope of the definition of something declared, where args
// instantiate the scheme's variables.
func (s *Scope) BindDeclared(d *Declared, args []typesys.Type) *Scope {
	var ns []string
	var ts []typesys.Type
	for i, v := range d.Scheme.Vars {
		for _, b := range d.Binders {
			if v == b {
				ns, ts = append(ns, v.Name), append(ts, args[i])
			}
		}
	}
	return s.Bind(ns, ts)
}

func (s *Scope) lookup(name string) typesys.Type {
	for ; s != nil; s = s.outer {
		for i, n := range s.names {
			if n == name {
				return s.types[i]
			}
		}
	}
	return nil
}

// Declare converts the type of a declare, toplevel or local. Variables that are not in
// scope are quantified. It reports what is wrong with the type or odd about its context.
func (s *Scope) Declare(q *syntax.QualType) *Declared {
	before := s.shared.errs.Errors()
	c := s.converter()
	c.quantify(q)
	preds, t, ok := c.qual(q)
	if !ok {
		return &Declared{Scheme: typesys.Mono(typesys.Invalid{})}
	}
	d := &Declared{Scheme: c.close(preds, t), Binders: c.binders}
	s.checkContext(q, d.Scheme, nil)
	if s.shared.errs.Errors() > before {
		return &Declared{Scheme: typesys.Mono(typesys.Invalid{})}
	}
	return d
}

// An Annotation is the type of a `the` or of another form inside an expression.
type Annotation struct {
	Type  typesys.Type
	Fresh []*typesys.Meta // for the variables that were not in scope
	Scope *Scope          // where the binders of an explicit forall stand for Fresh ones
}

// Annotate converts a type inside an expression, which may be a pack. Variables that are
// not in scope become unknowns of the given level. A context is an error.
func (s *Scope) Annotate(q *syntax.QualType, level int) Annotation {
	if len(q.Preds) > 0 {
		s.shared.errs.Add(contextInAnnotation(q))
	}
	c := s.converter()
	c.level, c.flexible = level, true
	c.quantify(q)
	_, t, ok := c.qual(&syntax.QualType{Forall: q.Forall, Explicit: q.Explicit, Type: q.Type})
	if !ok {
		t = typesys.Invalid{}
	}
	a := Annotation{Type: t, Scope: s}
	for _, v := range c.own {
		if m, ok := v.(*typesys.Meta); ok {
			m.Kind = typesys.DefaultKind(m.Kind)
			a.Fresh = append(a.Fresh, m)
		}
	}
	if q.Explicit {
		a.Scope = s.Bind(c.names, c.own)
		s.unusedBinders(q, func(name string) bool {
			return slices.ContainsFunc(typesys.FreeMetas(nil, t), func(m *typesys.Meta) bool { return m.Name == name })
		})
	}
	return a
}
