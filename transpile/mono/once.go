package mono

import (
	"github.com/smelter-lang/smelter/transpile/core"
	"github.com/smelter-lang/smelter/typesys"
	"github.com/smelter-lang/smelter/typesys/env"
)

// This file keeps a polymorphic value from being computed once per type where that could
// be seen. The first copy is computed, and the others are that one, seen as their type:
// where a type variable is covariant, the value has nothing of that type in it, since
// nobody could have made it, so its representation is the same for all types.

// once reports whether all copies of a value of type t are to be one.
func (m *mono) once(t typesys.Type, vars []*typesys.Var, preds []typesys.Pred, value core.Expr) bool {
	if len(vars) == 0 || len(preds) > 0 || core.Pure(value) {
		return false
	}
	for _, v := range vars {
		if _, star := v.Kind.(typesys.Star); !star || m.env.VarianceIn(t, v)&env.Contravariant != 0 {
			return false
		}
	}
	return true
}

func (m *mono) onceDef(d *core.Def) bool {
	return d.Body != nil && !m.droppable(d) && m.once(d.Type, d.Vars, d.Preds, d.Body)
}

// polymorphicRoots puts the polymorphic values whose initialisers do something among the
// roots, in the order of the definitions. Those that nobody asked for get a copy.
func (m *mono) polymorphicRoots() {
	others := m.roots
	m.roots = nil
	for _, d := range m.prog.Defs {
		switch {
		case len(others) > 0 && others[0].def == d:
			m.roots, others = append(m.roots, others[0]), others[1:]
		case m.onceDef(d):
			if len(m.families[d.Name]) == 0 {
				m.instance(d, units(len(d.Vars)), nil)
			}
			m.roots = append(m.roots, m.families[d.Name][0])
		}
	}
}

func units(n int) []typesys.Type {
	args := make([]typesys.Type, n)
	for i := range args {
		args[i] = typesys.Unit
	}
	return args
}

// fillAs makes a copy of a value that is another copy.
func (m *mono) fillAs(inst, first *instance) {
	c := newCopier(m, first)
	value := &core.Global{Base: core.Base{At: inst.def.Span, Ty: c.rep(c.real(inst.def.Type))}, Name: first.copy.Name}
	c = newCopier(m, inst)
	inst.copy.Type = c.rep(c.real(inst.def.Type))
	inst.copy.Body = seenAs(value, inst.copy.Type)
}

// seenAs is a value as another type of the same representation.
func seenAs(value core.Expr, t typesys.Type) core.Expr {
	return &core.Native{Base: core.Base{At: value.Span(), Ty: t}, Func: "%coerce", Args: []core.Expr{value}}
}
