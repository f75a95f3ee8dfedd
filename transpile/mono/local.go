package mono

import (
	"github.com/smelter-lang/smelter/transpile/core"
	"github.com/smelter-lang/smelter/transpile/source"
	"github.com/smelter-lang/smelter/typesys"
)

// This file copies local definitions. A let-bound variable that was generalised gets
// one copy per type it is used at, as a toplevel definition does.

// A family is the copies of one polymorphic local variable.
type family struct {
	v      *core.Var
	value  core.Expr
	copies []*member // in order of demand
	byKey  map[string]*member
}

type member struct {
	v    *core.Var
	rep  typesys.Type // of the value; v is a function that gives it, if computed per use
	args []typesys.Type
	expr core.Expr
}

// local copies the use of a local variable.
func (c *copier) local(e *core.Local, b core.Base) core.Expr {
	f := c.polys[e.Var]
	if f == nil {
		v := c.vars[e.Var]
		use := &core.Local{Base: b, Var: v}
		use.Ty = v.Type
		return c.coerce(use, b.Ty)
	}
	args := c.reals(e.TypeArgs)
	key := typeKey(args...)
	m := f.byKey[key]
	if m == nil {
		m = &member{args: args}
		f.byKey[key] = m
		f.copies = append(f.copies, m)
		saved := c.enter(f, args)
		m.rep = c.rep(c.real(e.Var.Type))
		m.v = &core.Var{Name: e.Var.Name, Type: m.rep}
		if f.perUse() {
			m.v.Type = &typesys.Fn{Result: m.rep}
		}
		c.leave(f, saved)
	}
	use := &core.Local{Base: b, Var: m.v}
	use.Ty = m.v.Type
	if f.perUse() {
		return c.coerce(call0(use, b.At), b.Ty)
	}
	return c.coerce(use, b.Ty)
}

// perUse reports whether the variable is a constrained value: computed at each use.
func (f *family) perUse() bool {
	_, function := f.value.(*core.Lambda)
	return !function && len(f.v.Preds) > 0
}

// enter substitutes the type arguments of a member; leave takes them back.
func (c *copier) enter(f *family, args []typesys.Type) []typesys.Type {
	saved := make([]typesys.Type, len(args))
	for i, v := range f.v.Vars {
		saved[i] = c.subst[v]
		c.subst[v] = args[i]
	}
	return saved
}

func (c *copier) leave(f *family, saved []typesys.Type) {
	for i, v := range f.v.Vars {
		if saved[i] == nil {
			delete(c.subst, v)
		} else {
			c.subst[v] = saved[i]
		}
	}
}

// newFamily puts a polymorphic variable in scope.
func (c *copier) newFamily(v *core.Var, value core.Expr) *family {
	f := &family{v: v, value: value, byKey: map[string]*member{}}
	if c.polys == nil {
		c.polys = map[*core.Var]*family{}
	}
	c.polys[v] = f
	return f
}

// let copies (let v = value in body).
func (c *copier) let(e *core.Let, b core.Base) core.Expr {
	if e.Var == nil || len(e.Var.Vars) == 0 {
		value := c.expr(e.Value)
		v := c.bind(e.Var)
		if v != nil {
			value = c.coerce(value, v.Type)
		}
		return &core.Let{Base: b, Var: v, Value: value, Body: c.as(e.Body, b.Ty)}
	}
	f := c.newFamily(e.Var, e.Value)
	body := c.as(e.Body, b.Ty)
	c.grow(f)
	if len(f.copies) == 0 && !isLambda(e.Value) && len(e.Var.Preds) == 0 {
		return &core.Let{Base: b, Value: c.expr(e.Value), Body: body} // for its effect
	}
	for i := len(f.copies) - 1; i >= 0; i-- {
		m := f.copies[i]
		body = &core.Let{Base: b, Var: m.v, Value: m.expr, Body: body}
	}
	return body
}

// letRec copies a group of definitions that see one another.
func (c *copier) letRec(e *core.LetRec, b core.Base) core.Expr {
	out := &core.LetRec{Base: b}
	var families []*family
	for _, d := range e.Binds {
		if len(d.Var.Vars) == 0 {
			c.bind(d.Var)
		} else {
			families = append(families, c.newFamily(d.Var, d.Value))
		}
	}
	for _, d := range e.Binds {
		if len(d.Var.Vars) == 0 {
			v := c.vars[d.Var]
			out.Binds = append(out.Binds, &core.Bind{Var: v, Value: c.like(d.Value, v)})
		}
	}
	out.Body = c.as(e.Body, b.Ty)
	for c.grow(families...) {
	}
	for _, f := range families {
		for _, m := range f.copies {
			out.Binds = append(out.Binds, &core.Bind{Var: m.v, Value: m.expr})
		}
	}
	if len(out.Binds) == 0 {
		return out.Body
	}
	return out
}

// grow makes the missing values of members; it reports whether there was one.
// Making one may demand others.
func (c *copier) grow(families ...*family) bool {
	any := false
	for _, f := range families {
		for i := 0; i < len(f.copies); i++ {
			m := f.copies[i]
			if m.expr != nil {
				continue
			}
			any = true
			saved := c.enter(f, m.args)
			m.expr = c.as(f.value, m.rep)
			if f.perUse() {
				m.expr = &core.Lambda{Base: core.Base{At: f.value.Span(), Ty: m.v.Type}, Body: m.expr}
			}
			c.leave(f, saved)
		}
	}
	return any
}

func isLambda(e core.Expr) bool {
	_, ok := e.(*core.Lambda)
	return ok
}

// call0 applies a function without parameters.
func call0(fun core.Expr, at source.Span) core.Expr {
	return &core.Call{Base: core.Base{At: at, Ty: fun.Type().(*typesys.Fn).Result}, Fun: fun}
}
