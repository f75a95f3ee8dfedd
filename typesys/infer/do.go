package infer

import (
	"github.com/smelter-lang/smelter/transpile/syntax"
	"github.com/smelter-lang/smelter/typesys"
)

// doExpr types a do form: every statement that is an expression or a bind has the
// type (m a) for one monad m, and the form has the type of the last one.
func (in *inferer) doExpr(e *syntax.Do, want Expect) typesys.Type {
	m := in.supply.Meta(typesys.StarKind(1), in.level)
	in.want(e.Span(), typesys.Pred{Class: typesys.ClassMonad, Args: []typesys.Type{m}})
	last := in.fresh()
	t := typesys.MkApp(m, last)
	in.foresee(want.Type, t)
	binds := make([]typesys.Type, len(e.Stmts))
	for i, s := range e.Stmts {
		switch s := s.(type) {
		case *syntax.BindStmt:
			binds[i] = in.fresh()
			in.expr(s.Value, because(typesys.MkApp(m, binds[i]), Monadic, e, i+1))
			in.pattern(s.Pattern, binds[i])
		case *syntax.ExprStmt:
			binds[i] = in.fresh()
			in.expr(s.Value, because(typesys.MkApp(m, binds[i]), Monadic, e, i+1))
		default:
			in.stmt(s)
		}
	}
	in.expr(e.Last, because(t, Monadic, e, len(e.Stmts)+1))
	for i, s := range e.Stmts {
		if binds[i] != nil {
			in.info.Extra[s.NodeID()] = [][]typesys.Type{{m, binds[i], last}}
		}
	}
	if !in.unify(want.Type, t) {
		in.doMismatch(e, want.Type, t)
		return typesys.Invalid{}
	}
	return t
}
