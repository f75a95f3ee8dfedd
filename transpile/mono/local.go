package mono

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/smelter-lang/smelter/transpile/core"
	"github.com/smelter-lang/smelter/transpile/source"
	"github.com/smelter-lang/smelter/typesys"
)

// This file copies local definitions. A let-bound variable that was generalised gets
// one copy per type it is used at, as a toplevel definition does; and as there, type
// arguments that grow are cut (see boxed.go).

// A family is the copies of one polymorphic local variable.
type family struct {
	name   string // in positions: the same in every attempt
	group  string // name of the first of those that see one another
	v      *core.Var
	value  core.Expr
	copies []*member // in order of demand
	byKey  map[string]*member
}

type member struct {
	family *family
	v      *core.Var
	rep    typesys.Type // of the value, without dictionaries
	args   []typesys.Type
	expr   core.Expr
	parent *member // whose value asks for it
	size   int     // of args, to see growth
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
	m := c.member(f, c.ownOpaque(f, args))
	var dicts []core.Expr
	for _, p := range f.v.Preds {
		if f.owns(groundPred(f.subst(m.args), p).Args) {
			dicts = append(dicts, c.dict(groundPred(f.subst(args), p), b))
		}
	}
	use := &core.Local{Base: b, Var: m.v}
	use.Ty = m.rep
	return c.coerce(c.supply(use, m.rep, dicts, f.perUse()), b.Ty)
}

// member returns the copy of a local definition at args, which is new if nobody has
// asked for it.
func (c *copier) member(f *family, args []typesys.Type) *member {
	key := typeKey(args...)
	if m := f.byKey[key]; m != nil {
		return m
	}
	m := &member{family: f, args: args, parent: c.filling, size: typesSize(args)}
	f.byKey[key] = m
	f.copies = append(f.copies, m)
	saved := c.enter(f, args)
	m.rep = c.rep(c.real(f.v.Type))
	c.leave(f, saved)
	m.v = &core.Var{Name: f.v.Name, Type: m.rep}
	var dicts []typesys.Type
	for _, p := range f.v.Preds {
		if f.owns(groundPred(f.subst(args), p).Args) {
			dicts = append(dicts, c.m.dictType(p.Class).Con)
		}
	}
	if f.perUse() {
		m.v.Type = &typesys.Fn{Params: dicts, Result: m.rep}
	} else {
		m.v.Type = withDicts(dicts, m.rep)
	}
	c.m.watchLocal(m)
	return m
}

// ownOpaque returns the type arguments at which a local definition is copied. What is
// cut is a type of the group's own, which no type in scope outside of it is.
func (c *copier) ownOpaque(f *family, args []typesys.Type) []typesys.Type {
	if c.m.box.none() {
		return args
	}
	out := make([]typesys.Type, len(args))
	for i := range args {
		if c.m.box.defs[position{f.name, i}] {
			out[i] = f.opaque(i, f.v.Vars[i].Kind)
		}
	}
	names := map[string]*typesys.Con{}
	for i, a := range args {
		if out[i] != nil {
			continue
		}
		// What is cut in the copy that asks may stand in other parameters.
		out[i] = rename(a, func(con *typesys.Con) typesys.Type {
			if !f.owns([]typesys.Type{con}) {
				return con
			}
			if names[con.Name] == nil {
				names[con.Name] = f.opaque(len(args)+len(names), con.Kind)
			}
			return names[con.Name]
		})
	}
	return out
}

func (f *family) opaque(i int, kind typesys.Kind) *typesys.Con {
	name := f.ownPrefix() + strconv.Itoa(i)
	return &typesys.Con{Name: name, Shown: name, Kind: kind}
}

func (f *family) ownPrefix() string { return boxedPrefix + f.group + " " }

// owns reports whether types mention a cut parameter of the group.
func (f *family) owns(ts []typesys.Type) bool {
	return mentions(ts, func(con *typesys.Con) bool { return strings.HasPrefix(con.Name, f.ownPrefix()) })
}

func (f *family) subst(args []typesys.Type) typesys.Subst {
	s := make(typesys.Subst, len(args))
	for i, v := range f.v.Vars {
		s[v] = args[i]
	}
	return s
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

// newFamily puts a polymorphic variable in scope. It is the first of its group if group
// is empty.
func (c *copier) newFamily(v *core.Var, value core.Expr, group string) *family {
	f := &family{
		name:  fmt.Sprintf("%s %s %d", c.inst.def.Name, v.Name, value.Span().Lo),
		group: group, v: v, value: value, byKey: map[string]*member{},
	}
	if group == "" {
		f.group = f.name
	}
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
	f := c.newFamily(e.Var, e.Value, "")
	body := c.as(e.Body, b.Ty)
	c.grow(f)
	if len(f.copies) == 0 && !isLambda(e.Value) && len(e.Var.Preds) == 0 {
		return &core.Let{Base: b, Value: c.expr(e.Value), Body: body} // for its effect
	}
	once := len(f.copies) > 1 && c.m.once(e.Var.Type, e.Var.Vars, e.Var.Preds, e.Value)
	for i := len(f.copies) - 1; i >= 0; i-- {
		m := f.copies[i]
		value := m.expr
		if first := f.copies[0]; once && m != first {
			value = seenAs(&core.Local{Base: core.Base{At: e.At, Ty: first.rep}, Var: first.v}, m.rep)
		}
		body = &core.Let{Base: b, Var: m.v, Value: value, Body: body}
	}
	return body
}

// letRec copies a group of definitions that see one another.
func (c *copier) letRec(e *core.LetRec, b core.Base) core.Expr {
	out := &core.LetRec{Base: b}
	var families []*family
	group := ""
	for _, d := range e.Binds {
		if len(d.Var.Vars) == 0 {
			c.bind(d.Var)
			continue
		}
		f := c.newFamily(d.Var, d.Value, group)
		group = f.group
		families = append(families, f)
	}
	for _, d := range e.Binds {
		if len(d.Var.Vars) == 0 {
			v := c.vars[d.Var]
			out.Binds = append(out.Binds, &core.Bind{Var: v, Value: c.like(d.Value, v)})
		}
	}
	out.Body = c.as(e.Body, b.Ty)
	for c.grow(families...) && !c.m.again {
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
		for i := 0; i < len(f.copies) && !c.m.again; i++ {
			if m := f.copies[i]; m.expr == nil {
				any = true
				c.fillLocal(m)
			}
		}
	}
	return any
}

// fillLocal makes the value of a member.
func (c *copier) fillLocal(m *member) {
	f, outer, scope := m.family, c.filling, len(c.given)
	c.filling = m
	saved := c.enter(f, m.args)
	params := c.dictParams(f.v.Preds, f.owns)
	m.expr = c.as(f.value, m.rep)
	if f.perUse() || len(params) > 0 {
		m.expr = c.takeDicts(m.expr, params, m.v.Type.(*typesys.Fn), f.perUse())
	}
	c.leave(f, saved)
	c.given = c.given[:scope]
	c.filling = outer
}

func isLambda(e core.Expr) bool {
	_, ok := e.(*core.Lambda)
	return ok
}

// call0 applies a function without parameters.
func call0(fun core.Expr, at source.Span) core.Expr {
	return &core.Call{Base: core.Base{At: at, Ty: fun.Type().(*typesys.Fn).Result}, Fun: fun}
}
