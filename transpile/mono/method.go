package mono

import (
	"github.com/smelter-lang/smelter/transpile/core"
	"github.com/smelter-lang/smelter/transpile/diag"
	"github.com/smelter-lang/smelter/typesys"
	"github.com/smelter-lang/smelter/typesys/entail"
	"github.com/smelter-lang/smelter/typesys/env"
)

// This file says which definition a use means: instances, specializations, and the
// dictionaries that stand for an instance of a cut type.

// An implementation is the global that implements a method, with the type arguments
// for the variables of its instance.
type implementation struct {
	name string
	inst *env.Instance
	args []typesys.Type
}

// implementation finds the instance for a predicate.
func (m *mono) implementation(method *env.Method, pred typesys.Pred) (implementation, bool) {
	key := pred.Class + "|" + typeKey(pred.Args...)
	impl, ok := m.methods[key]
	if !ok {
		impl.inst, impl.args = entail.Instantiate(m.env, pred)
		if impl.inst == nil {
			return impl, false
		}
		for i, a := range impl.args {
			impl.args[i] = ground(nil, a)
		}
		m.methods[key] = impl
	}
	impl.name = impl.inst.MethodName(method)
	return impl, true
}

// special returns the specialization of a definition at a real type, if there is one.
func (m *mono) special(from string, ty typesys.Type) (string, []typesys.Type, bool) {
	for _, s := range m.env.Specializations(from) {
		if _, ok := instantiates(s.Scheme.Vars, s.Scheme.Type, ty); !ok {
			continue
		}
		// The special definition's own scheme names its variables.
		d := m.prog.ByName[s.To]
		if d == nil {
			d = m.find(s.To)
		}
		if d == nil {
			continue
		}
		args, ok := instantiates(d.Vars, d.Type, ty)
		if !ok {
			continue
		}
		return s.To, args, true
	}
	return "", nil, false
}

// instantiates finds the arguments for vars that make pattern the ground type ty.
func instantiates(vars []*typesys.Var, pattern, ty typesys.Type) ([]typesys.Type, bool) {
	args := make([]typesys.Type, len(vars))
	if !typesys.Match(vars, pattern, ty, args) {
		return nil, false
	}
	for i, a := range args {
		args[i] = ground(nil, a)
	}
	return args, true
}

// use refers to the copy of a definition at real type arguments, passing
// dictionaries where the copy wants them.
func (c *copier) use(name string, args []typesys.Type, b core.Base, e core.Expr) core.Expr {
	d := c.m.lookup(name, e.Span())
	if len(args) != len(d.Vars) {
		diag.Bugf(e.Span(), "mono: %s takes %d type arguments, not %d", name, len(d.Vars), len(args))
	}
	if c.m.box.none() {
		inst := c.m.instance(d, args, c.inst)
		use := &core.Global{Base: b, Name: inst.copy.Name}
		if inst.perUse {
			use.Ty = &typesys.Fn{Result: b.Ty}
			return call0(use, b.At)
		}
		return use
	}
	inst, subst := c.shared(d, args)
	var dicts []core.Expr
	for _, p := range d.Preds {
		if hasBoxed(groundPred(subst, p).Args) {
			actual := make(typesys.Subst, len(args))
			for i, v := range d.Vars {
				actual[v] = args[i]
			}
			dicts = append(dicts, c.dict(groundPred(actual, p), b))
		}
	}
	ty := c.rep(ground(subst, d.Type))
	use := core.Expr(&core.Global{Base: core.Base{At: b.At, Ty: ty}, Name: inst.copy.Name})
	if inst.copy.Dynamic {
		use = &core.DynRef{Base: core.Base{At: b.At, Ty: ty}, Name: inst.copy.Name}
	}
	return c.coerce(c.supply(use, ty, dicts, inst.perUse), b.Ty)
}

// shared returns the copy of a definition where something is cut, and what its type
// variables are there.
func (c *copier) shared(d *core.Def, args []typesys.Type) (*instance, typesys.Subst) {
	cargs := c.canonical(d, args)
	subst := make(typesys.Subst, len(cargs))
	for i, v := range d.Vars {
		subst[v] = cargs[i]
	}
	return c.m.instance(d, cargs, c.inst), subst
}

// supply gives dictionaries to a function that takes them before its parameters.
// ty is the type without them.
func (c *copier) supply(f core.Expr, ty typesys.Type, dicts []core.Expr, perUse bool) core.Expr {
	at := f.Span()
	if perUse {
		setType(f, &typesys.Fn{Params: exprTypes(dicts), Result: ty})
		return &core.Call{Base: core.Base{At: at, Ty: ty}, Fun: f, Args: dicts}
	}
	if len(dicts) == 0 {
		return f
	}
	fn := ty.(*typesys.Fn)
	setType(f, &typesys.Fn{Params: append(exprTypes(dicts), fn.Params...), Result: fn.Result})
	lam := &core.Lambda{Base: core.Base{At: at, Ty: ty}}
	call := &core.Call{Base: core.Base{At: at, Ty: fn.Result}, Fun: f, Args: dicts}
	for _, p := range fn.Params {
		v := &core.Var{Name: "x", Type: p}
		lam.Params = append(lam.Params, v)
		call.Args = append(call.Args, &core.Local{Base: core.Base{At: at, Ty: p}, Var: v})
	}
	lam.Body = call
	return lam
}

// setType sets the type of a use of a definition.
func setType(e core.Expr, t typesys.Type) {
	switch e := e.(type) {
	case *core.Global:
		e.Ty = t
	case *core.Field:
		e.Ty = t
	case *core.Local:
		e.Ty = t
	}
}

func exprTypes(es []core.Expr) []typesys.Type {
	out := make([]typesys.Type, len(es))
	for i, e := range es {
		out[i] = e.Type()
	}
	return out
}

// canonical returns the type arguments at which a definition is copied: cut
// parameters become opaque, and opaque types of the caller are renamed in order.
func (c *copier) canonical(d *core.Def, args []typesys.Type) []typesys.Type {
	out := make([]typesys.Type, len(args))
	names := map[string]*typesys.Con{}
	next := 0
	for i, a := range args {
		v := d.Vars[i]
		if c.m.box.defs[position{d.Name, i}] || c.m.cutByNative(d, v) {
			out[i] = opaque(next, v.Kind)
			next++
			continue
		}
		out[i] = rename(a, func(con *typesys.Con) typesys.Type {
			n := names[con.Name]
			if n == nil {
				n = opaque(next, con.Kind)
				next++
				names[con.Name] = n
			}
			return n
		})
	}
	return out
}

// cutByNative reports whether an intrinsic's variable stands in a cut parameter: then
// the intrinsic itself is used on what is boxed.
func (m *mono) cutByNative(d *core.Def, v *typesys.Var) bool {
	lam, ok := d.Body.(*core.Lambda)
	if !ok {
		return false
	}
	if _, ok := lam.Body.(*core.Native); !ok {
		return false
	}
	cut := false
	eachType(d.Type, func(t typesys.Type) {
		con, args := typesys.Spine(t)
		if con, ok := con.(*typesys.Con); ok {
			for i, a := range args {
				if a == typesys.Type(v) && m.box.data[position{con.Name, i}] {
					cut = true
				}
			}
		}
	})
	return cut
}

// rename replaces the opaque types in t.
func rename(t typesys.Type, to func(*typesys.Con) typesys.Type) typesys.Type {
	if !mentionsOpaque(t) {
		return t
	}
	all := func(ts []typesys.Type) []typesys.Type {
		out := make([]typesys.Type, len(ts))
		for i, t := range ts {
			out[i] = rename(t, to)
		}
		return out
	}
	switch t := typesys.Prune(t).(type) {
	case *typesys.Con:
		return to(t)
	case *typesys.App:
		return &typesys.App{Fun: rename(t.Fun, to), Arg: rename(t.Arg, to)}
	case *typesys.Fn:
		return &typesys.Fn{Params: all(t.Params), Result: rename(t.Result, to)}
	case *typesys.Pack:
		return &typesys.Pack{Elems: all(t.Elems)}
	}
	return t
}

func groundPred(s typesys.Subst, p typesys.Pred) typesys.Pred {
	out := typesys.Pred{Class: p.Class, Args: make([]typesys.Type, len(p.Args))}
	for i, a := range p.Args {
		out.Args[i] = ground(s, a)
	}
	return out
}
