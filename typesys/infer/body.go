package infer

import (
	"github.com/smelter-lang/smelter/transpile/syntax"
	"github.com/smelter-lang/smelter/typesys"
)

// body types the statements of a body and its last form.
func (in *inferer) body(b *syntax.Body, want Expect) typesys.Type {
	in.stmts(b.Stmts)
	return in.expr(b.Last, want)
}

func (in *inferer) stmts(list []syntax.Stmt) {
	for _, s := range list {
		in.stmt(s)
	}
}

func (in *inferer) stmt(s syntax.Stmt) {
	switch s := s.(type) {
	case *syntax.ExprStmt:
		in.expr(s.Value, of(in.freshPack()))
	case *syntax.LetStmt:
		in.letStmt(s)
	case *syntax.ValuesStmt:
		in.valuesStmt(s)
	case *syntax.DynStmt:
		in.rebind(s.Var, s.Value)
	}
}

// letStmt types (let p = e). The value may be several or none only if it is dropped.
func (in *inferer) letStmt(s *syntax.LetStmt) {
	t := in.expr(s.Value, of(in.freshPack()))
	if _, wild := s.Pattern.(*syntax.WildPat); wild {
		in.info.Types[s.Pattern.NodeID()] = t
		return
	}
	single := in.fresh()
	if !in.unify(single, t) {
		in.notSingle(s, t)
		t = typesys.Invalid{}
	}
	in.pattern(s.Pattern, t)
}

// valuesStmt types (let (values a b) = e).
func (in *inferer) valuesStmt(s *syntax.ValuesStmt) {
	elems := make([]typesys.Type, len(s.Names))
	for i := range elems {
		elems[i] = in.fresh()
	}
	in.expr(s.Value, of(typesys.MkPack(elems...)))
	for i, p := range s.Names {
		in.pattern(p, elems[i])
	}
}

// values types (values e*): one value is just itself.
func (in *inferer) values(e *syntax.Values, want Expect) typesys.Type {
	if len(e.Elems) == 1 {
		return in.expr(e.Elems[0], want)
	}
	elems := make([]typesys.Type, len(e.Elems))
	for i, x := range e.Elems {
		elems[i] = in.expr(x, of(in.fresh()))
	}
	return in.meet(e, want, typesys.MkPack(elems...))
}
