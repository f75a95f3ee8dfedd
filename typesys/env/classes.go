package env

import (
	"strings"

	"github.com/smelter-lang/smelter/typesys"
)

// Printer returns a printer of types that spells classes as they were defined.
func (e *Env) Printer(unicode bool) *typesys.Printer {
	return &typesys.Printer{Unicode: unicode, Class: e.ClassName}
}

// ClassName returns a class as it was spelled where it was defined.
func (e *Env) ClassName(qualified string) string {
	if c := e.Class(qualified); c != nil {
		return c.Shown
	}
	return qualified[strings.LastIndexByte(qualified, ':')+1:]
}

// Supers returns the predicates that follow from a predicate by superclasses, nearest
// first, without the predicate itself.
func (e *Env) Supers(p typesys.Pred) []typesys.Pred {
	return e.addSupers(nil, p)
}

func (e *Env) addSupers(list []typesys.Pred, p typesys.Pred) []typesys.Pred {
	c := e.Class(p.Class)
	if c == nil || len(c.Params) != len(p.Args) {
		return list
	}
	first := len(list)
	for _, super := range c.Supers {
		if s := typesys.ReplacePred(super, c.Params, p.Args); !typesys.HasPred(list, s) {
			list = append(list, s)
		}
	}
	for _, s := range list[first:] {
		list = e.addSupers(list, s)
	}
	return list
}

// Closure returns predicates with all that follows from them by superclasses.
func (e *Env) Closure(preds []typesys.Pred) []typesys.Pred {
	var out []typesys.Pred
	for _, p := range preds {
		if !typesys.HasPred(out, p) {
			out = append(out, p)
		}
		for _, s := range e.Supers(p) {
			if !typesys.HasPred(out, s) {
				out = append(out, s)
			}
		}
	}
	return out
}

// HasFunDeps reports whether a class or one of its superclasses has functional
// dependencies. It is asked for every predicate, and hardly any class has some.
func (e *Env) HasFunDeps(class string) bool {
	has, known := e.fundeps[class]
	if !known {
		has = e.findFunDeps(class)
		e.fundeps[class] = has
	}
	return has
}

func (e *Env) findFunDeps(class string) bool {
	c := e.Class(class)
	if c == nil {
		return false
	}
	if len(c.FunDeps) > 0 {
		return true
	}
	for _, s := range c.Supers {
		if e.findFunDeps(s.Class) {
			return true
		}
	}
	return false
}

// FunDeps returns the functional dependencies of a class over its own parameters, those
// that superclasses have included.
func (e *Env) FunDeps(class string) []FunDep {
	c := e.Class(class)
	if c == nil {
		return nil
	}
	deps := c.FunDeps[:len(c.FunDeps):len(c.FunDeps)]
	for _, s := range c.Supers {
		for _, d := range e.FunDeps(s.Class) {
			from, ok := c.positions(s, d.From)
			to, ok2 := c.positions(s, d.To)
			if ok && ok2 {
				deps = append(deps, FunDep{from, to})
			}
		}
	}
	return deps
}

// positions translates indices of a superclass's arguments into indices of the class's
// parameters, where the arguments are parameters.
func (c *Class) positions(super typesys.Pred, at []int) ([]int, bool) {
	var out []int
	for _, i := range at {
		found := false
		for j, v := range c.Params {
			if super.Args[i] == typesys.Type(v) {
				out, found = append(out, j), true
			}
		}
		if !found {
			return nil, false
		}
	}
	return out, true
}

// Method returns the method of a qualified name, or nil.
func (c *Class) Method(name string) *Method {
	for _, m := range c.Methods {
		if m.Name == name {
			return m
		}
	}
	return nil
}

// Scheme returns the full scheme of a method: the class's parameters first.
func (m *Method) Scheme() *typesys.Scheme {
	c := m.Class
	self := typesys.Pred{Class: c.Name, Args: varTypes(c.Params)}
	return &typesys.Scheme{
		Vars:  append(c.Params[:len(c.Params):len(c.Params)], m.Vars...),
		Preds: append([]typesys.Pred{self}, m.Preds...),
		Type:  m.Type,
	}
}

func varTypes(vars []*typesys.Var) []typesys.Type {
	types := make([]typesys.Type, len(vars))
	for i, v := range vars {
		types[i] = v
	}
	return types
}
