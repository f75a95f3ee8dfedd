package exhaust

import "github.com/smelter-lang/smelter/transpile/syntax"

// A visitor is told of the parts of a definition, inner ones before the forms that
// hold them, and otherwise in the order of the text. Coalton's warnings come in this order.
type visitor struct {
	expr func(syntax.Expr)
	stmt func(s syntax.Stmt, last bool) // last: its value is not dropped silently
}

func (v *visitor) body(b *syntax.Body) {
	for _, s := range b.Stmts {
		v.visitStmt(s, false)
	}
	v.visit(b.Last)
}

func (v *visitor) visitStmt(s syntax.Stmt, last bool) {
	switch s := s.(type) {
	case *syntax.ExprStmt:
		v.visit(s.Value)
	case *syntax.LetStmt:
		v.visit(s.Value)
	case *syntax.ValuesStmt:
		v.visit(s.Value)
	case *syntax.DynStmt:
		v.visit(s.Value)
	case *syntax.BindStmt:
		v.visit(s.Value)
	}
	v.stmt(s, last)
}

func (v *visitor) all(list []syntax.Expr) {
	for _, e := range list {
		v.visit(e)
	}
}

func (v *visitor) branches(list []*syntax.Branch) {
	for _, b := range list {
		v.body(b.Body)
	}
}

func (v *visitor) binds(list []*syntax.LetBind) {
	for _, b := range list {
		v.visit(b.Value)
	}
}

func (v *visitor) keys(list []*syntax.KeyParam) {
	for _, k := range list {
		v.visit(k.Default)
	}
}

// visit visits an expression after its parts.
func (v *visitor) visit(e syntax.Expr) {
	switch e := e.(type) {
	case nil:
		return
	case *syntax.Call:
		v.visit(e.Fun)
		v.all(e.Args)
		for _, k := range e.Keys {
			v.visit(k.Value)
		}
	case *syntax.Lambda:
		v.keys(e.Keys)
		v.body(e.Body)
	case *syntax.Let:
		v.binds(e.Binds)
		v.body(e.Body)
	case *syntax.Rec:
		v.binds(e.Binds)
		v.body(e.Body)
	case *syntax.Progn:
		v.body(e.Body)
	case *syntax.DynBind:
		for _, b := range e.Binds {
			v.visit(b.Value)
		}
		v.body(e.Body)
	case *syntax.Do:
		for _, s := range e.Stmts {
			v.visitStmt(s, true)
		}
		v.visit(e.Last)
	case *syntax.For:
		v.loop(e)
	case *syntax.Comprehension:
		for _, c := range e.Clauses {
			v.visit(c.Value)
		}
		v.visit(e.Key)
		v.visit(e.Value)
	default:
		v.choice(e)
	}
	v.expr(e)
}

// choice visits the parts of conditionals and of forms with plain operands.
func (v *visitor) choice(e syntax.Expr) {
	switch e := e.(type) {
	case *syntax.Match:
		v.visit(e.Value)
		v.branches(e.Branches)
	case *syntax.Catch:
		v.visit(e.Value)
		v.branches(e.Branches)
	case *syntax.Resumable:
		v.visit(e.Value)
		v.branches(e.Branches)
	case *syntax.If:
		v.visit(e.Cond)
		v.visit(e.Then)
		v.visit(e.Else)
	case *syntax.When:
		v.visit(e.Cond)
		v.body(e.Body)
	case *syntax.Cond:
		for _, c := range e.Clauses {
			v.visit(c.Test)
			v.body(c.Body)
		}
	case *syntax.Logic:
		v.all(e.Args)
	case *syntax.Values:
		v.all(e.Elems)
	case *syntax.Builder:
		for i := range e.Values {
			if e.Assoc {
				v.visit(e.Keys[i])
			}
			v.visit(e.Values[i])
		}
	case *syntax.Return:
		v.visit(e.Value)
	case *syntax.The:
		v.visit(e.Value)
	case *syntax.TypeOf:
		v.visit(e.Value)
	case *syntax.Throw:
		v.visit(e.Value)
	case *syntax.ResumeTo:
		v.visit(e.Value)
	}
}

func (v *visitor) loop(e *syntax.For) {
	for _, b := range e.Binds {
		v.visit(b.Init)
		v.visit(b.Step)
	}
	v.visit(e.Returns)
	v.visit(e.Limit)
	for i, s := range e.Body {
		v.visitStmt(s, i == len(e.Body)-1)
	}
}
