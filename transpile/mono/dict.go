package mono

import (
	"github.com/smelter-lang/smelter/transpile/core"
	"github.com/smelter-lang/smelter/transpile/diag"
	"github.com/smelter-lang/smelter/typesys"
	"github.com/smelter-lang/smelter/typesys/env"
)

// This file implements dictionaries: the run-time form of a predicate about a cut
// type. A dictionary of class C is a value of the data type %DICT:C with one field per
// superclass, then one per method. In it the class's parameters and the methods' own
// variables are Boxed, so one layout serves every instance.

// A given is a dictionary in scope.
type given struct {
	pred typesys.Pred
	expr core.Expr
}

// dictParams binds a parameter for each predicate about cut types, in order.
func (c *copier) dictParams(preds []typesys.Pred, cut func([]typesys.Type) bool) []*core.Var {
	if c.m.box.none() {
		return nil
	}
	var params []*core.Var
	for _, p := range preds {
		p = groundPred(c.subst, p)
		if !cut(p.Args) {
			continue
		}
		v := &core.Var{Name: "dict", Type: c.m.dictType(p.Class).Con}
		params = append(params, v)
		c.given = append(c.given, given{p, &core.Local{Base: core.Base{At: c.inst.def.Span, Ty: v.Type}, Var: v}})
	}
	return params
}

// takeDicts makes a definition's value a function of dictionaries, of type ty: a function
// takes them before its parameters, a value computed per use takes nothing else.
func (c *copier) takeDicts(value core.Expr, params []*core.Var, ty *typesys.Fn, perUse bool) core.Expr {
	full := &core.Lambda{Base: core.Base{At: value.Span(), Ty: ty}, Params: params}
	if perUse {
		full.Body = value
		return full
	}
	if lam, ok := value.(*core.Lambda); ok {
		full.Params = append(full.Params, lam.Params...)
		full.Body = lam.Body
		return full
	}
	call := &core.Call{Base: core.Base{At: value.Span(), Ty: ty.Result}, Fun: value}
	for _, p := range ty.Params[len(params):] {
		v := &core.Var{Name: "x", Type: p}
		full.Params = append(full.Params, v)
		call.Args = append(call.Args, &core.Local{Base: core.Base{At: value.Span(), Ty: p}, Var: v})
	}
	full.Body = call
	return full
}

// evidence returns the dictionary in scope for a predicate, itself or as a
// superclass of another; nil if there is none.
func (c *copier) evidence(want typesys.Pred) core.Expr {
	key := typeKey(want.Args...)
	var search func(g given) core.Expr
	search = func(g given) core.Expr {
		if g.pred.Class == want.Class && typeKey(g.pred.Args...) == key {
			return g.expr
		}
		class := c.m.env.Class(g.pred.Class)
		for i, s := range class.Supers {
			super := c.fieldOf(g.expr, class.Name, i)
			if found := search(given{groundPred(classSubst(class, g.pred.Args), s), super}); found != nil {
				return found
			}
		}
		return nil
	}
	for _, g := range c.given {
		if found := search(g); found != nil {
			return found
		}
	}
	return nil
}

func classSubst(class *env.Class, args []typesys.Type) typesys.Subst {
	s := make(typesys.Subst, len(class.Params))
	for i, p := range class.Params {
		s[p] = args[i]
	}
	return s
}

// fieldOf selects a field of a dictionary.
func (c *copier) fieldOf(dict core.Expr, class string, i int) *core.Field {
	ctor := c.m.dictType(class).Ctors[0]
	return &core.Field{Base: core.Base{At: dict.Span(), Ty: ctor.Fields[i]}, Value: dict, Ctor: ctor, Index: i}
}

// dictType returns the data type of a class's dictionaries.
func (m *mono) dictType(class string) *env.DataType {
	name := "%DICT:" + class
	if d := m.dicts[name]; d != nil {
		return d
	}
	con := &typesys.Con{Name: name, Shown: name, Kind: typesys.Star{}}
	d := &env.DataType{Con: con, Struct: true}
	ctor := &env.Ctor{Name: name, Shown: name, Data: d}
	d.Ctors = []*env.Ctor{ctor}
	m.dicts[name] = d // before the fields: a superclass may be met again
	cl := m.env.Class(class)
	for _, s := range cl.Supers {
		ctor.Fields = append(ctor.Fields, m.dictType(s.Class).Con)
	}
	for _, meth := range cl.Methods {
		ty, dicts := m.uniformMethod(meth)
		ctor.Fields = append(ctor.Fields, withDicts(dicts, ty))
	}
	m.env.AddType(d)
	return d
}

// uniformMethod returns the type of a method in a dictionary, and the types of the
// dictionaries it takes for its own predicates.
func (m *mono) uniformMethod(meth *env.Method) (typesys.Type, []typesys.Type) {
	s := typesys.Subst{}
	for i, p := range meth.Class.Params {
		s[p] = opaque(i, p.Kind)
	}
	for i, v := range meth.Vars {
		s[v] = opaque(len(meth.Class.Params)+i, v.Kind)
	}
	var dicts []typesys.Type
	for _, p := range meth.Preds {
		dicts = append(dicts, m.dictType(p.Class).Con)
	}
	return m.rep(ground(s, meth.Type)), dicts
}

// withDicts puts dictionary parameters before those of a method.
func withDicts(dicts []typesys.Type, ty typesys.Type) typesys.Type {
	if len(dicts) == 0 {
		return ty
	}
	if fn, ok := ty.(*typesys.Fn); ok {
		return &typesys.Fn{Params: append(dicts[:len(dicts):len(dicts)], fn.Params...), Result: fn.Result}
	}
	return &typesys.Fn{Params: dicts, Result: ty}
}

// fromDict takes a method out of a dictionary and converts it to the types of its use.
func (c *copier) fromDict(dict core.Expr, meth *env.Method, args []typesys.Type, b core.Base) core.Expr {
	f := c.fieldOf(dict, meth.Class.Name, len(meth.Class.Supers)+meth.Index)
	f.At = b.At
	ty, _ := c.m.uniformMethod(meth)
	var dicts []core.Expr
	own := methodSubst(meth, args)
	for _, p := range meth.Preds {
		dicts = append(dicts, c.dict(groundPred(own, p), b))
	}
	_, function := ty.(*typesys.Fn)
	setType(f, ty)
	return c.coerce(c.supply(f, ty, dicts, len(dicts) > 0 && !function), b.Ty)
}

func methodSubst(meth *env.Method, args []typesys.Type) typesys.Subst {
	s := classSubst(meth.Class, args)
	for i, v := range meth.Vars {
		s[v] = args[len(meth.Class.Params)+i]
	}
	return s
}

// dict returns a dictionary for a real predicate: one in scope, or one built of the
// methods of its instance.
func (c *copier) dict(pred typesys.Pred, b core.Base) core.Expr {
	if d := c.evidence(pred); d != nil {
		return d
	}
	class := c.m.env.Class(pred.Class)
	d := c.m.dictType(pred.Class)
	mk := &core.Make{Base: core.Base{At: b.At, Ty: d.Con}, Ctor: d.Ctors[0]}
	for _, s := range class.Supers {
		mk.Args = append(mk.Args, c.dict(groundPred(classSubst(class, pred.Args), s), b))
	}
	for _, meth := range class.Methods {
		mk.Args = append(mk.Args, c.dictMethod(meth, pred, b))
	}
	return mk
}

// dictMethod builds the field of a dictionary for one method: the instance's
// definition at opaque own variables, taking the dictionaries of its own predicates.
func (c *copier) dictMethod(meth *env.Method, pred typesys.Pred, b core.Base) core.Expr {
	impl, ok := c.m.implementation(meth, pred)
	if !ok {
		diag.Bugf(b.At, "mono: no instance for %s %s", pred.Class, typeKey(pred.Args...))
	}
	args := append([]typesys.Type{}, impl.args...)
	all := append([]typesys.Type{}, pred.Args...)
	for i, v := range meth.Vars {
		o := opaque(20+len(c.given)+i, v.Kind) // not a name in scope here
		args, all = append(args, o), append(all, o)
	}
	want, dictTypes := c.m.uniformMethod(meth)
	scope := len(c.given)
	var params []*core.Var
	for i, p := range meth.Preds {
		v := &core.Var{Name: "dict", Type: dictTypes[i]}
		params = append(params, v)
		c.given = append(c.given, given{groundPred(methodSubst(meth, all), p),
			&core.Local{Base: core.Base{At: b.At, Ty: v.Type}, Var: v}})
	}
	at := core.Base{At: b.At, Ty: c.rep(ground(methodSubst(meth, all), meth.Type))}
	body := c.coerce(c.use(impl.name, args, at, &core.Local{Base: at}), want)
	c.given = c.given[:scope]
	if len(params) == 0 {
		return body
	}
	fn, ok := want.(*typesys.Fn)
	full := withDicts(dictTypes, want)
	lam := &core.Lambda{Base: core.Base{At: b.At, Ty: full}, Params: params, Body: body}
	if !ok {
		return lam
	}
	call := &core.Call{Base: core.Base{At: b.At, Ty: fn.Result}, Fun: body}
	for _, p := range fn.Params {
		v := &core.Var{Name: "x", Type: p}
		lam.Params = append(lam.Params, v)
		call.Args = append(call.Args, &core.Local{Base: core.Base{At: b.At, Ty: p}, Var: v})
	}
	lam.Body = call
	return lam
}
