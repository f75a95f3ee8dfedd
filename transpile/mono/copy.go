package mono

import (
	"github.com/smelter-lang/smelter/transpile/core"
	"github.com/smelter-lang/smelter/transpile/diag"
	"github.com/smelter-lang/smelter/typesys"
)

// This file copies the body of a definition at given type arguments.

// A copier copies one definition.
//
// Each node has two types. Its real type is the generic one with type arguments
// substituted; methods are resolved by it. Its representation (see boxed.go) is what
// stands in the copy. They differ only where something is Boxed.
type copier struct {
	m       *mono
	inst    *instance
	subst   typesys.Subst
	vars    map[*core.Var]*core.Var
	polys   map[*core.Var]*family // polymorphic local variables in scope
	labels  map[*core.Label]*core.Label
	targets map[*core.Label][]*core.Var  // variables of a Loop or Join in the copy
	blocks  map[*core.Label]typesys.Type // what a Block in the copy gives
	given   []given                      // dictionaries in scope
	filling *member                      // the innermost local copy whose value is being made
}

func newCopier(m *mono, inst *instance) *copier {
	c := &copier{
		m: m, inst: inst,
		subst:   make(typesys.Subst, len(inst.args)),
		vars:    map[*core.Var]*core.Var{},
		labels:  map[*core.Label]*core.Label{},
		targets: map[*core.Label][]*core.Var{},
		blocks:  map[*core.Label]typesys.Type{},
	}
	for i, v := range inst.def.Vars {
		c.subst[v] = inst.args[i]
	}
	return c
}

// real returns the ground type that a generic type is in this copy.
func (c *copier) real(t typesys.Type) typesys.Type { return ground(c.subst, t) }

func (c *copier) reals(ts []typesys.Type) []typesys.Type {
	if len(ts) == 0 {
		return nil
	}
	out := make([]typesys.Type, len(ts))
	for i, t := range ts {
		out[i] = c.real(t)
	}
	return out
}

func (c *copier) base(e core.Expr) core.Base {
	return core.Base{At: e.Span(), Ty: c.rep(c.real(e.Type()))}
}

// bind makes the copy of a variable that a form binds.
func (c *copier) bind(v *core.Var) *core.Var {
	if v == nil {
		return nil
	}
	w := &core.Var{Name: v.Name, Type: c.rep(c.real(v.Type)), Mutable: v.Mutable}
	c.vars[v] = w
	return w
}

func (c *copier) binds(vs []*core.Var) []*core.Var {
	out := make([]*core.Var, len(vs))
	for i, v := range vs {
		out[i] = c.bind(v)
	}
	return out
}

// newLabel makes the copy of a label that a form binds.
func (c *copier) newLabel(l *core.Label, vars []*core.Var) *core.Label {
	n := &core.Label{Name: l.Name}
	c.labels[l] = n
	c.targets[n] = vars
	return n
}

func (c *copier) exprs(es []core.Expr) []core.Expr {
	out := make([]core.Expr, len(es))
	for i, e := range es {
		out[i] = c.expr(e)
	}
	return out
}

// as copies e and converts it to a representation.
func (c *copier) as(e core.Expr, rep typesys.Type) core.Expr {
	return c.coerce(c.expr(e), rep)
}

// like copies e as a value of a variable.
func (c *copier) like(e core.Expr, v *core.Var) core.Expr {
	if v == nil {
		return c.expr(e)
	}
	return c.as(e, v.Type)
}

// likes copies the values of variables.
func (c *copier) likes(es []core.Expr, vs []*core.Var) []core.Expr {
	out := make([]core.Expr, len(es))
	for i, e := range es {
		out[i] = c.like(e, vs[i])
	}
	return out
}

// expr copies an expression. The type of the copy is the representation of the
// real type of e.
func (c *copier) expr(e core.Expr) core.Expr {
	b := c.base(e)
	switch e := e.(type) {
	case *core.Lit:
		lit := *e
		lit.Base = b
		return &lit
	case *core.Local:
		return c.local(e, b)
	case *core.Global:
		return c.global(e, b)
	case *core.Method:
		return c.method(e, b)
	case *core.DynRef:
		c.demand(e.Name, e)
		return &core.DynRef{Base: b, Name: e.Name}
	case *core.Lambda:
		lam := &core.Lambda{Base: b, Params: c.binds(e.Params)}
		lam.Body = c.as(e.Body, b.Ty.(*typesys.Fn).Result)
		return lam
	case *core.Call:
		return c.call(e, b)
	case *core.Native:
		return c.native(e, b)
	case *core.Make:
		return c.make(e, b)
	case *core.Field:
		return c.field(e, b)
	case *core.Let:
		return c.let(e, b)
	case *core.LetRec:
		return c.letRec(e, b)
	case *core.LetValues:
		value := c.expr(e.Value)
		vars := c.binds(e.Vars)
		return &core.LetValues{Base: b, Vars: vars, Value: value, Body: c.as(e.Body, b.Ty)}
	case *core.Values:
		pack, ok := b.Ty.(*typesys.Pack)
		vals := &core.Values{Base: b, Elems: make([]core.Expr, len(e.Elems))}
		for i, x := range e.Elems {
			if ok && len(pack.Elems) == len(e.Elems) {
				vals.Elems[i] = c.as(x, pack.Elems[i])
			} else {
				vals.Elems[i] = c.expr(x)
			}
		}
		return vals
	case *core.If:
		return &core.If{Base: b, Cond: c.expr(e.Cond), Then: c.as(e.Then, b.Ty), Else: c.as(e.Else, b.Ty)}
	case *core.Switch:
		return c.switchOn(e, b)
	case *core.LitSwitch:
		return c.litSwitch(e, b)
	case *core.Assign:
		v := c.vars[e.Var]
		return &core.Assign{Base: b, Var: v, Value: c.like(e.Value, v)}
	case *core.DynBind:
		return c.dynBind(e, b)
	}
	return c.control(e, b)
}

// control copies the forms that leave and enter places.
func (c *copier) control(e core.Expr, b core.Base) core.Expr {
	switch e := e.(type) {
	case *core.Block:
		l := c.newLabel(e.Label, nil)
		c.blocks[l] = b.Ty
		return &core.Block{Base: b, Label: l, Body: c.as(e.Body, b.Ty)}
	case *core.Exit:
		l := c.labels[e.Label]
		return &core.Exit{Base: b, Label: l, Value: c.as(e.Value, c.blocks[l])}
	case *core.Loop:
		inits := c.exprs(e.Inits)
		loop := &core.Loop{Base: b, Vars: c.binds(e.Vars)}
		loop.Label = c.newLabel(e.Label, loop.Vars)
		for i, v := range loop.Vars {
			inits[i] = c.coerce(inits[i], v.Type)
		}
		loop.Inits = inits
		loop.Body = c.as(e.Body, b.Ty)
		return loop
	case *core.Next:
		l := c.labels[e.Label]
		return &core.Next{Base: b, Label: l, Args: c.likes(e.Args, c.targets[l])}
	case *core.Join:
		j := &core.Join{Base: b, Vars: c.binds(e.Vars)}
		j.Label = c.newLabel(e.Label, j.Vars)
		j.Body = c.as(e.Body, b.Ty)
		j.In = c.as(e.In, b.Ty)
		return j
	case *core.Jump:
		l := c.labels[e.Label]
		return &core.Jump{Base: b, Label: l, Args: c.likes(e.Args, c.targets[l])}
	case *core.Throw:
		return &core.Throw{Base: b, Value: c.expr(e.Value)}
	case *core.Fail:
		return &core.Fail{Base: b, Message: e.Message}
	case *core.Catch:
		t := &core.Catch{Base: b, Value: c.as(e.Value, b.Ty), Cases: c.handlers(e.Cases, b.Ty)}
		if e.Other != nil {
			t.Other = c.as(e.Other, b.Ty)
		}
		return t
	case *core.Resumable:
		return &core.Resumable{Base: b, Value: c.as(e.Value, b.Ty), Cases: c.handlers(e.Cases, b.Ty)}
	case *core.ResumeTo:
		return &core.ResumeTo{Base: b, Value: c.expr(e.Value)}
	}
	diag.Bugf(e.Span(), "mono: no case for %T", e)
	return nil
}

func (c *copier) handlers(hs []*core.Handler, want typesys.Type) []*core.Handler {
	out := make([]*core.Handler, len(hs))
	for i, h := range hs {
		n := &core.Handler{Ctor: h.Ctor, Vars: c.binds(h.Vars)}
		n.Body = c.as(h.Body, want)
		out[i] = n
	}
	return out
}

func (c *copier) switchOn(e *core.Switch, b core.Base) core.Expr {
	s := &core.Switch{Base: b, Value: c.expr(e.Value), Cases: make([]*core.Case, len(e.Cases))}
	for i, k := range e.Cases {
		s.Cases[i] = &core.Case{Ctor: k.Ctor, Body: c.as(k.Body, b.Ty)}
	}
	if e.Default != nil {
		s.Default = c.as(e.Default, b.Ty)
	}
	return s
}

func (c *copier) litSwitch(e *core.LitSwitch, b core.Base) core.Expr {
	s := &core.LitSwitch{Base: b, Value: c.expr(e.Value), Default: c.as(e.Default, b.Ty)}
	real := c.real(e.Value.Type())
	for _, k := range e.Cases {
		if k.Lit.Kind == core.LitNumber {
			// An integer pattern fits every type; what it cannot equal is known only now.
			if can, known := core.CanEqual(real, k.Lit.Num); known && !can {
				continue
			}
		}
		s.Cases = append(s.Cases, &core.LitCase{Lit: c.expr(k.Lit).(*core.Lit), Body: c.as(k.Body, b.Ty)})
	}
	if len(s.Cases) == 0 {
		return &core.Let{Base: b, Value: s.Value, Body: s.Default}
	}
	return s
}

// call copies a call; arguments are converted to what the copy of the function takes.
func (c *copier) call(e *core.Call, b core.Base) core.Expr {
	fun := c.expr(e.Fun)
	call := &core.Call{Base: b, Fun: fun, Args: c.exprs(e.Args)}
	if c.m.box.none() {
		return call
	}
	fn, ok := fun.Type().(*typesys.Fn)
	if !ok { // nothing is coerced any more: this attempt will be given up
		return call
	}
	for i, a := range call.Args {
		call.Args[i] = c.coerce(a, fn.Params[i])
	}
	call.Ty = fn.Result
	return c.coerce(call, b.Ty)
}

// demand makes a copy of a monomorphic global.
func (c *copier) demand(name string, e core.Expr) {
	c.m.instance(c.m.lookup(name, e.Span()), nil, c.inst)
}

// global copies the use of a toplevel definition.
func (c *copier) global(e *core.Global, b core.Base) core.Expr {
	if name, args, ok := c.m.special(e.Name, c.real(e.Ty)); ok {
		return c.use(name, args, b, e)
	}
	return c.use(e.Name, c.reals(e.TypeArgs), b, e)
}

// method replaces a method by the global that implements it at the types of this copy.
func (c *copier) method(e *core.Method, b core.Base) core.Expr {
	if name, args, ok := c.m.special(e.Method.Name, c.real(e.Ty)); ok {
		return c.use(name, args, b, e)
	}
	args := c.reals(e.TypeArgs)
	n := len(e.Method.Class.Params)
	pred := typesys.Pred{Class: e.Method.Class.Name, Args: args[:n]}
	if hasBoxed(pred.Args) {
		if d := c.evidence(pred); d != nil {
			return c.fromDict(d, e.Method, args, b)
		}
	}
	impl, ok := c.m.implementation(e.Method, pred)
	if !ok {
		diag.Bugf(e.At, "mono: no instance for %s", typeKey(pred.Args...)+pred.Class)
	}
	targs := append(append(make([]typesys.Type, 0, len(impl.args)+len(args)-n), impl.args...), args[n:]...)
	return c.use(impl.name, targs, b, e)
}
