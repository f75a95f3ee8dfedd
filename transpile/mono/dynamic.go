package mono

import (
	"fmt"

	"github.com/smelter-lang/smelter/transpile/core"
	"github.com/smelter-lang/smelter/typesys"
)

// This file copies what binds dynamic variables.
//
// One that has many types is several values, a copy for each type, as long as it keeps its
// first value. A new value must be that of every copy, also of those that are asked for
// later. So all parameters of such a variable are cut: then there is one copy.

// dynamic reports whether the copies of a definition are variables.
func (m *mono) dynamic(d *core.Def) bool {
	return d.Dynamic && (len(d.Vars) == 0 || m.box.bound[d.Name])
}

func (c *copier) dynBind(e *core.DynBind, b core.Base) core.Expr {
	d := &core.DynBind{Base: b, Names: make([]string, len(e.Names)), Values: make([]core.Expr, len(e.Values))}
	for i, x := range e.Values {
		d.Names[i], d.Values[i] = c.newValue(e.Names[i], e.Vars[i], x)
	}
	d.Body = c.as(e.Body, b.Ty)
	return d
}

// newValue copies a value that a dynamic variable gets. It is generic over vars.
func (c *copier) newValue(name string, vars []*typesys.Var, x core.Expr) (string, core.Expr) {
	if len(vars) == 0 {
		c.demand(name, x)
		return name, c.expr(x)
	}
	c.m.bindAnew(name, len(vars))
	args := make([]typesys.Type, len(vars))
	for i, v := range vars {
		own := fmt.Sprintf("%s%s %d %d", boxedPrefix, c.inst.def.Name, x.Span().Lo, i)
		args[i] = &typesys.Con{Name: own, Shown: own, Kind: v.Kind}
		c.subst[v] = args[i]
	}
	d := c.m.lookup(name, x.Span())
	inst, own := c.shared(d, args)
	return inst.copy.Name, c.coerce(c.expr(x), c.rep(ground(own, d.Type)))
}

// bindAnew cuts all parameters of a dynamic variable of many types.
func (m *mono) bindAnew(name string, params int) {
	if m.box.bound == nil {
		m.box.bound = map[string]bool{}
	}
	if !m.box.bound[name] {
		m.box.bound[name], m.again = true, true
	}
	for i := range params {
		m.box.cutDef(name, i)
	}
}
