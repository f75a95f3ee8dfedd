package lower

import (
	"strconv"

	"github.com/smelter-lang/smelter/transpile/core"
	"github.com/smelter-lang/smelter/transpile/diag"
	"github.com/smelter-lang/smelter/transpile/source"
	"github.com/smelter-lang/smelter/transpile/syntax"
	"github.com/smelter-lang/smelter/typesys"
	"github.com/smelter-lang/smelter/typesys/env"
)

// This file lowers what builds data and reads it, and what the library is called for by
// forms that do not name it.

// builtins are the constructors that forms imply, once they are looked up.
type builtins struct{ truth, falsity, unit, none, proxy *env.Ctor }

func (l *lowerer) ctor(cache **env.Ctor, name string, at source.Span) *env.Ctor {
	if *cache == nil {
		if *cache = l.value(name, at).Ctor; *cache == nil {
			diag.Bugf(at, "lower: %s is no constructor", name)
		}
	}
	return *cache
}

func (l *lowerer) boolean(b bool, at source.Span) core.Expr {
	c := l.ctor(&l.ctors.falsity, "COALTON:FALSE", at)
	if b {
		c = l.ctor(&l.ctors.truth, "COALTON:TRUE", at)
	}
	return &core.Make{Base: core.Base{At: at, Ty: typesys.Boolean}, Ctor: c}
}

func (l *lowerer) unit(at source.Span) core.Expr {
	c := l.ctor(&l.ctors.unit, "COALTON:UNIT", at)
	return &core.Make{Base: core.Base{At: at, Ty: typesys.Unit}, Ctor: c}
}

func (l *lowerer) none(t typesys.Type, at source.Span) core.Expr {
	c := l.ctor(&l.ctors.none, "COALTON:NONE", at)
	return &core.Make{Base: core.Base{At: at, Ty: typesys.OptionalOf(t)}, Ctor: c}
}

func (l *lowerer) proxy(t typesys.Type, at source.Span) core.Expr {
	c := l.ctor(&l.ctors.proxy, "COALTON/TYPES:PROXY", at)
	return &core.Make{Base: core.Base{At: at, Ty: typesys.ProxyOf(t)}, Ctor: c}
}

// constructor lowers a constructor that is not applied: a constant, or a function.
func (l *lowerer) constructor(c *env.Ctor, b core.Base) core.Expr {
	fn, ok := b.Ty.(*typesys.Fn)
	if len(c.Fields) == 0 || !ok {
		return &core.Make{Base: b, Ctor: c}
	}
	params := make([]*core.Var, len(fn.Params))
	for i, t := range fn.Params {
		params[i] = &core.Var{Name: fieldName(c, i), Type: t}
	}
	made := &core.Make{Base: core.Base{At: b.At, Ty: fn.Result}, Ctor: c, Args: core.Uses(params, b.At)}
	return &core.Lambda{Base: b, Params: params, Body: made}
}

func fieldName(c *env.Ctor, i int) string {
	if i < len(c.Names) {
		return c.Names[i]
	}
	return "f" + strconv.Itoa(i+1)
}

// constructed lowers a call of a constructor with all its fields; ok is false if e is
// something else.
func (l *lowerer) constructed(e *syntax.Call) (x core.Expr, ok bool) {
	v, isVar := e.Fun.(*syntax.Var)
	if !isVar || len(e.Keys) > 0 || l.local(v) != nil {
		return nil, false
	}
	g := l.env.Value(v.Sym.String())
	if g == nil || g.Ctor == nil || len(g.Ctor.Fields) == 0 || len(g.Ctor.Fields) != len(e.Args) {
		return nil, false
	}
	return &core.Make{Base: l.base(e), Ctor: g.Ctor, Args: l.exprs(e.Args)}, true
}

// accessor lowers .field that is not applied.
func (l *lowerer) accessor(e *syntax.Accessor) core.Expr {
	b := l.base(e)
	fn := b.Ty.(*typesys.Fn)
	p := &core.Var{Name: "s", Type: fn.Params[0]}
	body := l.field(e, core.Use(p, b.At), fn.Result, b.At)
	return &core.Lambda{Base: b, Params: []*core.Var{p}, Body: body}
}

func (l *lowerer) field(e *syntax.Accessor, of core.Expr, t typesys.Type, at source.Span) core.Expr {
	f, ok := l.info.Fields[e.NodeID()]
	if !ok {
		diag.Bugf(at, "lower: unresolved accessor %s", e.Field)
	}
	return &core.Field{Base: core.Base{At: at, Ty: t}, Value: of, Ctor: f.Ctor, Index: f.Index}
}

// method calls a class method at type arguments.
func (l *lowerer) method(class, name string, args []typesys.Type, at source.Span, with ...core.Expr) core.Expr {
	c := l.env.Class(class)
	if c == nil || c.Method(name) == nil {
		diag.Bugf(at, "lower: no method %s", name)
	}
	m := c.Method(name)
	s := m.Scheme()
	args = l.typs(args)
	t := l.typ(typesys.Replace(s.Type, s.Vars, args))
	fn, ok := t.(*typesys.Fn)
	if !ok || len(args) != len(s.Vars) {
		diag.Bugf(at, "lower: %s is not what it is used as", name)
	}
	use := &core.Method{Base: core.Base{At: at, Ty: t}, Method: m, TypeArgs: args}
	return &core.Call{Base: core.Base{At: at, Ty: fn.Result}, Fun: use, Args: with}
}

// library calls a function of the library. Its type arguments follow from the types of
// its arguments and its result.
func (l *lowerer) library(name string, result typesys.Type, at source.Span, with ...core.Expr) core.Expr {
	v := l.value(name, at)
	t := &typesys.Fn{Params: make([]typesys.Type, len(with)), Result: result}
	for i, a := range with {
		t.Params[i] = a.Type()
	}
	args := make([]typesys.Type, len(v.Scheme.Vars))
	if !typesys.Match(v.Scheme.Vars, v.Scheme.Type, t, args) {
		diag.Bugf(at, "lower: %s is not what it is used as", name)
	}
	use := &core.Global{Base: core.Base{At: at, Ty: t}, Name: name, TypeArgs: args}
	return &core.Call{Base: core.Base{At: at, Ty: result}, Fun: use, Args: with}
}
