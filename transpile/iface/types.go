package iface

import (
	"github.com/smelter-lang/smelter/transpile/diag"
	"github.com/smelter-lang/smelter/transpile/source"
	"github.com/smelter-lang/smelter/typesys"
	"github.com/smelter-lang/smelter/typesys/env"
)

// This file writes and reads kinds, types, predicates, schemes and the entries of an Env.

const (
	tagCon = iota
	tagApp
	tagFn
	tagPack
	tagVar
	tagUnit // a meta that nothing determined
)

const (
	kindStar = iota
	kindFun
)

func (e *encoder) kind(k typesys.Kind) {
	switch k := typesys.PruneKind(k).(type) {
	case *typesys.KFun:
		e.int(kindFun)
		e.kind(k.From)
		e.kind(k.To)
	default:
		e.int(kindStar)
	}
}

func (d *decoder) kind() typesys.Kind {
	if d.int() == kindStar {
		return typesys.Star{}
	}
	from := d.kind()
	return &typesys.KFun{From: from, To: d.kind()}
}

func (e *encoder) tvar(v *typesys.Var) {
	n, ok := e.vars[v]
	if !ok {
		n = len(e.vars)
		if e.vars == nil {
			e.vars = map[*typesys.Var]int{}
		}
		e.vars[v] = n
	}
	e.int(n)
	if !ok {
		e.string(v.Name)
		e.kind(v.Kind)
	}
}

func (d *decoder) tvar() *typesys.Var {
	n := d.int()
	if n == len(d.vars) {
		v := &typesys.Var{Name: d.string()}
		v.Kind = d.kind()
		d.vars = append(d.vars, v)
	}
	return d.vars[n]
}

func (e *encoder) tvars(vs []*typesys.Var) { list(e, vs, e.tvar) }
func (d *decoder) tvars() []*typesys.Var   { return unlist(d, d.tvar) }

func (e *encoder) typ(t typesys.Type) {
	switch t := typesys.Prune(t).(type) {
	case *typesys.Con:
		e.int(tagCon)
		e.string(t.Name)
		e.string(t.Shown)
		e.kind(t.Kind)
	case *typesys.App:
		e.int(tagApp)
		e.typ(t.Fun)
		e.typ(t.Arg)
	case *typesys.Fn:
		e.int(tagFn)
		list(e, t.Params, e.typ)
		keys, _ := t.Row()
		list(e, keys, e.key)
		e.typ(t.Result)
	case *typesys.Pack:
		e.int(tagPack)
		list(e, t.Elems, e.typ)
	case *typesys.Var:
		e.int(tagVar)
		e.tvar(t)
	case *typesys.Meta:
		e.int(tagUnit)
	default:
		diag.Bugf(source.Span{}, "iface: no case for type %T", t)
	}
}

func (e *encoder) key(k typesys.Key) {
	e.string(k.Name)
	e.string(k.Text)
	e.typ(k.Type)
}

func (d *decoder) key() typesys.Key {
	k := typesys.Key{Name: d.string(), Text: d.string()}
	k.Type = d.typ()
	return k
}

func (d *decoder) typ() typesys.Type {
	switch d.int() {
	case tagCon:
		return d.con()
	case tagApp:
		fun := d.typ()
		return &typesys.App{Fun: fun, Arg: d.typ()}
	case tagFn:
		f := &typesys.Fn{Params: d.types()}
		f.Keys = unlist(d, d.key)
		f.Result = d.typ()
		return f
	case tagPack:
		return &typesys.Pack{Elems: d.types()}
	case tagVar:
		return d.tvar()
	default:
		return typesys.Unit
	}
}

func (d *decoder) types() []typesys.Type { return unlist(d, d.typ) }

// con reads a constructor; one name is one Con in a session.
func (d *decoder) con() *typesys.Con {
	name, shown, kind := d.string(), d.string(), d.kind()
	c := d.lib.cons[name]
	if c == nil {
		c = &typesys.Con{Name: name, Shown: shown, Kind: kind}
		d.lib.cons[name] = c
	}
	return c
}

func (e *encoder) pred(p typesys.Pred) {
	e.string(p.Class)
	list(e, p.Args, e.typ)
}

func (d *decoder) pred() typesys.Pred {
	p := typesys.Pred{Class: d.string()}
	p.Args = d.types()
	return p
}

func (e *encoder) preds(ps []typesys.Pred) { list(e, ps, e.pred) }
func (d *decoder) preds() []typesys.Pred   { return unlist(d, d.pred) }

func (e *encoder) scheme(s *typesys.Scheme) {
	e.tvars(s.Vars)
	e.preds(s.Preds)
	e.typ(s.Type)
}

func (d *decoder) scheme() *typesys.Scheme {
	s := &typesys.Scheme{Vars: d.tvars(), Preds: d.preds()}
	s.Type = d.typ()
	return s
}

// list writes a length and the elements; unlist reads them.
func list[T any](e *encoder, xs []T, one func(T)) {
	e.int(len(xs))
	for _, x := range xs {
		one(x)
	}
}

func unlist[T any](d *decoder, one func() T) []T {
	n := d.int()
	if n == 0 {
		return nil
	}
	out := make([]T, n)
	for i := range out {
		out[i] = one()
	}
	return out
}

func (e *encoder) dataType(t *env.DataType) {
	e.typ(t.Con)
	e.tvars(t.Params)
	e.bool(t.Struct)
	e.bool(t.Except)
	e.bool(t.Resume)
	e.int(int(t.Repr))
	e.string(t.Native)
	list(e, t.Variance, func(v env.Variance) { e.int(int(v)) })
	list(e, t.Ctors, func(c *env.Ctor) {
		e.string(c.Name)
		e.string(c.Shown)
		list(e, c.Fields, e.typ)
		list(e, c.Names, e.string)
	})
}

func (d *decoder) dataType() *env.DataType {
	d.int()
	t := &env.DataType{Con: d.con(), Params: d.tvars(), Struct: d.bool(), Except: d.bool(), Resume: d.bool()}
	t.Repr, t.Native = env.Repr(d.int()), d.string()
	t.Variance = unlist(d, func() env.Variance { return env.Variance(d.int()) })
	t.Ctors = unlist(d, func() *env.Ctor {
		return &env.Ctor{Name: d.string(), Shown: d.string(), Data: t, Fields: d.types(), Names: unlist(d, d.string)}
	})
	for i, c := range t.Ctors {
		c.Tag = i
	}
	return t
}

func (e *encoder) alias(a *env.Alias) {
	e.string(a.Name)
	e.string(a.Shown)
	e.tvars(a.Params)
	e.typ(a.Type)
	e.kind(a.Kind)
}

func (d *decoder) alias() *env.Alias {
	return &env.Alias{Name: d.string(), Shown: d.string(), Params: d.tvars(), Type: d.typ(), Kind: d.kind()}
}

func (e *encoder) class(c *env.Class) {
	e.string(c.Name)
	e.string(c.Shown)
	e.tvars(c.Params)
	e.preds(c.Supers)
	list(e, c.FunDeps, func(f env.FunDep) {
		list(e, f.From, e.int)
		list(e, f.To, e.int)
	})
	list(e, c.Methods, func(m *env.Method) {
		e.string(m.Name)
		e.tvars(m.Vars)
		e.preds(m.Preds)
		e.typ(m.Type)
	})
}

func (d *decoder) class() *env.Class {
	c := &env.Class{Name: d.string(), Shown: d.string(), Params: d.tvars(), Supers: d.preds()}
	c.FunDeps = unlist(d, func() env.FunDep { return env.FunDep{From: unlist(d, d.int), To: unlist(d, d.int)} })
	c.Methods = unlist(d, func() *env.Method {
		return &env.Method{Name: d.string(), Class: c, Vars: d.tvars(), Preds: d.preds(), Type: d.typ()}
	})
	for i, m := range c.Methods {
		m.Index = i
	}
	return c
}

func (e *encoder) instance(i *env.Instance) {
	e.string(i.Name)
	e.tvars(i.Vars)
	e.preds(i.Context)
	e.pred(i.Head)
	e.bool(i.Derived)
	e.bool(i.Script)
}

func (d *decoder) instance() *env.Instance {
	return &env.Instance{Name: d.string(), Vars: d.tvars(), Context: d.preds(), Head: d.pred(), Derived: d.bool(), Script: d.bool()}
}

func (e *encoder) value(v *env.Value) {
	e.string(v.Name)
	e.scheme(v.Scheme)
	e.ctor(v.Ctor)
	e.method(v.Method)
	e.string(v.Native)
	e.bool(v.Function)
	e.bool(v.Dynamic)
	e.bool(v.Inline)
}

func (d *decoder) value() *env.Value {
	v := &env.Value{Name: d.string(), Scheme: d.scheme(), Ctor: d.ctor(), Method: d.method()}
	v.Native, v.Function, v.Dynamic, v.Inline = d.string(), d.bool(), d.bool(), d.bool()
	return v
}

// ctor writes a reference to a constructor, or to none.
func (e *encoder) ctor(c *env.Ctor) {
	if c == nil {
		e.string("")
		return
	}
	e.string(c.Data.Con.Name)
	e.int(c.Tag)
}

func (d *decoder) ctor() *env.Ctor {
	name := d.string()
	if name == "" {
		return nil
	}
	return d.lib.env.Type(name).Ctors[d.int()]
}

// method writes a reference to a method, or to none.
func (e *encoder) method(m *env.Method) {
	if m == nil {
		e.string("")
		return
	}
	e.string(m.Class.Name)
	e.int(m.Index)
}

func (d *decoder) method() *env.Method {
	name := d.string()
	if name == "" {
		return nil
	}
	return d.lib.env.Class(name).Methods[d.int()]
}

func (e *encoder) specialization(s *env.Specialization) {
	e.string(s.From)
	e.string(s.To)
	e.scheme(s.Scheme)
}

func (d *decoder) specialization() *env.Specialization {
	return &env.Specialization{From: d.string(), To: d.string(), Scheme: d.scheme()}
}
