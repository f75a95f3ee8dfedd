package kinds

import (
	"slices"

	"github.com/smelter-lang/smelter/transpile/diag"
	"github.com/smelter-lang/smelter/transpile/names"
	"github.com/smelter-lang/smelter/transpile/syntax"
	"github.com/smelter-lang/smelter/typesys"
	"github.com/smelter-lang/smelter/typesys/env"
)

// This file declares classes. A class depends on its superclasses and on the classes in
// the contexts of its methods, and these dependencies may not form a cycle.

func (d *declarer) classes() {
	d.checkClassNames()
	index := map[string]int{}
	for i, c := range d.classDefs {
		index[c.Name.Sym.String()] = i
	}
	deps := func(i int) []int { return classMentions(d.classDefs[i], index) }
	for _, group := range components(len(d.classDefs), deps) {
		var defs []*syntax.ClassDef
		for _, i := range group {
			defs = append(defs, d.classDefs[i])
		}
		cyclic := len(defs) > 1 || extendsItself(defs[0])
		if cyclic {
			d.errs.Add(cyclicSupers(defs))
		}
		d.classGroup(defs, cyclic)
	}
}

func (d *declarer) checkClassNames() {
	var methods []*syntax.MethodSig
	for _, c := range d.classDefs {
		d.ownAt(c.Name, c.Head)
		for _, m := range c.Methods {
			d.own(m.Name)
		}
		methods = append(methods, c.Methods...)
	}
	unique(d, d.classDefs, func(c *syntax.ClassDef) *names.Symbol { return c.Name.Sym },
		"Duplicate class definition", "definition")
	unique(d, methods, func(m *syntax.MethodSig) *names.Symbol { return m.Name.Sym },
		"Duplicate method definition", "definition")
	for _, c := range d.classDefs {
		d.uniqueVars(c.Vars, "Duplicate class variable", "usage")
	}
}

// classMentions returns the classes of the unit that a class depends on.
func classMentions(c *syntax.ClassDef, index map[string]int) []int {
	var out []int
	add := func(preds []*syntax.PredExpr, self bool) {
		for _, p := range preds {
			if i, ok := index[p.Class.Sym.String()]; ok && (self || p.Class.Sym != c.Name.Sym) {
				out = append(out, i)
			}
		}
	}
	add(c.Supers, true)
	for _, m := range c.Methods {
		add(m.Type.Preds, false)
	}
	return out
}

func extendsItself(c *syntax.ClassDef) bool {
	return slices.ContainsFunc(c.Supers, func(p *syntax.PredExpr) bool { return p.Class.Sym == c.Name.Sym })
}

// classGroup declares classes that depend on one another, which is one class unless the
// program is wrong. A cycle is cut by leaving superclasses out.
func (d *declarer) classGroup(defs []*syntax.ClassDef, cyclic bool) {
	heads := make([]*converter, len(defs))
	for i, def := range defs {
		heads[i] = d.head(def.Vars)
		c := &env.Class{Name: def.Name.Sym.String(), Shown: def.Name.Text}
		for _, v := range heads[i].own {
			c.Params = append(c.Params, v.(*typesys.Var))
		}
		d.env.AddClass(c)
		d.info.Classes[def] = c
	}
	contexts := make([][]*converter, len(defs))
	for i, def := range defs {
		c := d.info.Classes[def]
		if !cyclic {
			c.Supers = heads[i].preds(def.Supers)
		}
		c.FunDeps = d.funDeps(def, c)
		contexts[i] = d.methodTypes(def, c)
	}
	for i, def := range defs {
		c := d.info.Classes[def]
		for _, v := range c.Params {
			v.Kind = typesys.DefaultKind(v.Kind)
		}
		d.finishMethods(def, c, contexts[i])
	}
}

func (d *declarer) funDeps(def *syntax.ClassDef, c *env.Class) []env.FunDep {
	var out []env.FunDep
	for _, f := range def.FunDeps {
		from, ok := d.positions(f.From, c)
		to, ok2 := d.positions(f.To, c)
		if ok && ok2 {
			out = append(out, env.FunDep{From: from, To: to})
		}
	}
	return out
}

// positions returns the indices of a class's variables.
func (d *declarer) positions(vars []*syntax.TypeVar, c *env.Class) (out []int, ok bool) {
	ok = true
	for i, x := range vars {
		if first := sameVar(vars[:i], x); first != nil {
			d.errs.Add(diag.Twice("duplicate-variable", "Duplicate variable in function dependency", "usage",
				first.Span(), x.Span()))
			ok = false
			continue
		}
		at := slices.IndexFunc(c.Params, func(v *typesys.Var) bool { return v.Name == x.Name })
		if at < 0 {
			d.errs.Add(unknownVariable(x, true))
			ok = false
			continue
		}
		out = append(out, at)
	}
	return out, ok
}

// methodTypes converts the types of a class's methods. It returns their converters: which
// variables are a method's own is settled once all kinds are known.
func (d *declarer) methodTypes(def *syntax.ClassDef, c *env.Class) []*converter {
	scope := d.scope.BindVars(c.Params, varTypes(c.Params))
	var convs []*converter
	for i, sig := range def.Methods {
		conv := scope.converter()
		conv.quantify(sig.Type)
		preds, t, ok := conv.qual(sig.Type)
		if !ok {
			t = typesys.Invalid{}
		}
		c.Methods = append(c.Methods, &env.Method{
			Name: sig.Name.Sym.String(), Class: c, Index: i, Preds: preds, Type: t,
			Scoped: sig.Type.Explicit,
		})
		convs = append(convs, conv)
	}
	return convs
}

func varTypes(vars []*typesys.Var) []typesys.Type {
	types := make([]typesys.Type, len(vars))
	for i, v := range vars {
		types[i] = v
	}
	return types
}

// finishMethods quantifies the methods, checks that their types determine the class's
// parameters, and makes them known as values.
func (d *declarer) finishMethods(def *syntax.ClassDef, c *env.Class, convs []*converter) {
	self := typesys.Pred{Class: c.Name, Args: varTypes(c.Params)}
	for i, m := range c.Methods {
		sig := def.Methods[i]
		m.Vars = convs[i].ownVars(m.Preds, m.Type)
		if !typesys.IsInvalid(m.Type) {
			own := &typesys.Scheme{Vars: m.Vars, Preds: m.Preds, Type: m.Type}
			d.scope.checkContext(sig.Type, own, c.Params)
			reached := determined(d.env, typesys.FreeVars(nil, m.Type), []typesys.Pred{self})
			if !containsAll(reached, c.Params) {
				d.errs.Add(ambiguousMethod(sig))
			}
		}
		d.env.AddValue(&env.Value{Name: m.Name, Scheme: m.Scheme(), Method: m})
	}
}

func containsAll(have, want []*typesys.Var) bool {
	for _, v := range want {
		if !slices.Contains(have, v) {
			return false
		}
	}
	return true
}
