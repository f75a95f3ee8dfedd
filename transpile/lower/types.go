package lower

import (
	"github.com/smelter-lang/smelter/transpile/core"
	"github.com/smelter-lang/smelter/transpile/syntax"
	"github.com/smelter-lang/smelter/typesys"
)

// typ returns a type as Core has it: positional, and without unknowns. What nothing
// determined is Unit from now on, for everyone.
func (l *lowerer) typ(t typesys.Type) typesys.Type {
	determine(t)
	return core.Positional(t)
}

func determine(t typesys.Type) {
	switch t := t.(type) { // most types are plain
	case *typesys.Con, *typesys.Var:
		return
	case *typesys.Meta:
		if t.Ref != nil {
			determine(t.Ref)
			return
		}
	}
	typesys.Walk(t, func(t typesys.Type) bool {
		if m, ok := t.(*typesys.Meta); ok {
			m.Ref = anyOf(m)
		}
		return true
	})
}

// anyOf returns a type that an unknown may be.
func anyOf(m *typesys.Meta) typesys.Type {
	if m.Row {
		return &typesys.Row{}
	}
	arity, kind := 0, typesys.DefaultKind(m.Kind)
	for k := kind; ; arity++ {
		f, ok := k.(*typesys.KFun)
		if !ok {
			break
		}
		k = f.To
	}
	switch arity {
	case 0:
		return typesys.Unit
	case 1:
		return typesys.Optional
	case 2:
		return typesys.Tuple
	}
	return &typesys.Con{Name: typesys.Unit.Name, Shown: typesys.Unit.Shown, Kind: kind}
}

func (l *lowerer) typs(ts []typesys.Type) []typesys.Type {
	if len(ts) == 0 {
		return nil
	}
	out := make([]typesys.Type, len(ts))
	for i, t := range ts {
		out[i] = l.typ(t)
	}
	return out
}

// args returns type arguments as Core has them. Open ends of keywords are closed: it does
// not matter with what.
func (l *lowerer) args(vars []*typesys.Var, ts []typesys.Type) []typesys.Type {
	out := l.typs(ts)
	for i, v := range vars {
		if v.Row && i < len(out) {
			out[i] = typesys.Unit
		}
	}
	return out
}

// own is the type that a node has by itself, as inferred.
func (l *lowerer) own(n syntax.Node) typesys.Type { return l.info.Types[n.NodeID()] }

// seen is the type as which the place of an expression sees it, as inferred.
func (l *lowerer) seen(e syntax.Expr) typesys.Type {
	if len(l.info.Coercions) > 0 {
		if as, ok := l.info.Coercions[e.NodeID()]; ok {
			return as
		}
	}
	return l.own(e)
}

// typeOf is seen, as Core has it.
func (l *lowerer) typeOf(e syntax.Expr) typesys.Type { return l.typ(l.seen(e)) }

// base begins the Core of a form that gives a value of the form's own type.
func (l *lowerer) base(e syntax.Expr) core.Base {
	return core.Base{At: e.Span(), Ty: l.typ(l.own(e))}
}
