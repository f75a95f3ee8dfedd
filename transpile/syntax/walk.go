package syntax

import "github.com/smelter-lang/smelter/transpile/diag"

// Walk calls visit with a node and then, if it returned true, walks the nodes below it,
// in the order of the source. What a form left out, such as the value of a bare return,
// is not visited.
func Walk(n Node, visit func(Node) bool) {
	w := walker{visit}
	w.node(n)
}

// WalkUnit walks the declarations of a unit.
func WalkUnit(u *Unit, visit func(Node) bool) {
	for _, d := range u.Decls {
		Walk(d, visit)
	}
}

type walker struct{ visit func(Node) bool }

// node walks one node. Every kind of node stands in exactly one of the functions that
// children asks.
func (w walker) node(n Node) {
	if w.visit(n) {
		w.children(n)
	}
}

func (w walker) children(n Node) {
	switch n := n.(type) {
	case Decl:
		w.decl(n)
	case Expr:
		w.expr(n)
	case Stmt:
		w.stmt(n)
	case Pattern:
		w.pattern(n)
	case TypeExpr:
		w.typeExpr(n)
	default:
		w.part(n)
	}
}

// all walks a list of nodes.
func all[N Node](w walker, list []N) {
	for _, n := range list {
		w.node(n)
	}
}

// maybe walks a node that may be left out.
func maybe[N interface {
	comparable
	Node
}](w walker, n N) {
	var none N
	if n != none {
		w.node(n)
	}
}

func (w walker) body(b *Body) {
	if b == nil {
		return
	}
	all(w, b.Stmts)
	maybe(w, b.Last)
}

func (w walker) decl(n Decl) {
	switch n := n.(type) {
	case *Declare:
		w.node(n.Name)
		w.node(n.Type)
	case *Define:
		w.node(n.Name)
		all(w, n.Params)
		all(w, n.Keys)
		w.body(n.Body)
	case *TypeDef:
		all(w, n.Derive)
		w.node(n.Name)
		all(w, n.Vars)
		all(w, n.Ctors)
	case *AliasDef:
		w.node(n.Name)
		all(w, n.Vars)
		w.node(n.Type)
	case *ClassDef:
		all(w, n.Supers)
		w.node(n.Name)
		all(w, n.Vars)
		all(w, n.FunDeps)
		all(w, n.Methods)
	case *InstanceDef:
		all(w, n.Context)
		w.node(n.Pred)
		all(w, n.Methods)
	case *Specialize:
		w.node(n.From)
		w.node(n.To)
		w.node(n.Type)
	case *NativeDef:
		w.node(n.Name)
		w.node(n.Type)
	case *MacroDef:
		w.node(n.Name)
	case *TopExpr:
		w.node(n.Value)
	case *LispTop:
	default:
		diag.Bugf(n.Span(), "walk: no case for %T", n)
	}
}

func (w walker) expr(n Expr) {
	switch n := n.(type) {
	case *Lit, *Var, *Accessor, *Break, *Continue:
	case *Call:
		w.node(n.Fun)
		all(w, n.Args)
		all(w, n.Keys)
	case *Lambda:
		all(w, n.Params)
		all(w, n.Keys)
		w.body(n.Body)
	case *Let:
		w.bindings(n.Binds, n.Declares)
		w.body(n.Body)
	case *Rec:
		w.node(n.Name)
		w.bindings(n.Binds, n.Declares)
		w.body(n.Body)
	case *Match:
		w.node(n.Value)
		all(w, n.Branches)
	case *Catch:
		w.node(n.Value)
		all(w, n.Branches)
	case *Resumable:
		w.node(n.Value)
		all(w, n.Branches)
	case *If:
		w.node(n.Cond)
		w.node(n.Then)
		w.node(n.Else)
	case *When:
		w.node(n.Cond)
		w.body(n.Body)
	case *Cond:
		all(w, n.Clauses)
	case *Logic:
		all(w, n.Args)
	case *Progn:
		w.body(n.Body)
	case *Values:
		all(w, n.Elems)
	case *Return:
		maybe(w, n.Value)
	case *The:
		w.node(n.Type)
		w.node(n.Value)
	case *TypeOf:
		w.node(n.Value)
	case *Throw:
		w.node(n.Value)
	case *ResumeTo:
		w.node(n.Value)
	case *Do:
		all(w, n.Stmts)
		w.node(n.Last)
		maybe(w, n.Then)
	case *For:
		w.loop(n)
	case *DynBind:
		all(w, n.Binds)
		w.body(n.Body)
	case *Native:
		w.node(n.Type)
		all(w, n.Args)
	case *Lisp:
		w.node(n.Type)
		all(w, n.Args)
	case *Builder:
		w.builder(n)
	case *Comprehension:
		maybe(w, n.Key)
		w.node(n.Value)
		all(w, n.Clauses)
	default:
		diag.Bugf(n.Span(), "walk: no case for %T", n)
	}
}

func (w walker) bindings(binds []*LetBind, declares []*LocalDeclare) {
	all(w, declares)
	all(w, binds)
}

func (w walker) loop(n *For) {
	all(w, n.Declares)
	all(w, n.Binds)
	maybe(w, n.Returns)
	maybe(w, n.Limit)
	all(w, n.Body)
}

func (w walker) builder(n *Builder) {
	for i, value := range n.Values {
		if n.Assoc {
			w.node(n.Keys[i])
		}
		w.node(value)
	}
}

func (w walker) stmt(n Stmt) {
	switch n := n.(type) {
	case *ExprStmt:
		w.node(n.Value)
	case *LetStmt:
		w.node(n.Pattern)
		w.node(n.Value)
	case *ValuesStmt:
		all(w, n.Names)
		w.node(n.Value)
	case *DynStmt:
		w.node(n.Var)
		w.node(n.Value)
	case *BindStmt:
		w.node(n.Pattern)
		w.node(n.Value)
	default:
		diag.Bugf(n.Span(), "walk: no case for %T", n)
	}
}

func (w walker) pattern(n Pattern) {
	switch n := n.(type) {
	case *WildPat:
	case *VarPat:
		w.node(n.Name)
	case *LitPat:
		w.node(n.Lit)
	case *CtorPat:
		w.node(n.Ctor)
		all(w, n.Args)
	case *AsPat:
		w.node(n.Name)
		w.node(n.Pat)
	default:
		diag.Bugf(n.Span(), "walk: no case for %T", n)
	}
}

func (w walker) typeExpr(n TypeExpr) {
	switch n := n.(type) {
	case *TypeVar, *TypeName:
	case *TypeApp:
		w.node(n.Fun)
		all(w, n.Args)
	case *TypeFn:
		all(w, n.Params)
		all(w, n.Keys)
		all(w, n.Results)
	case *TypePack:
		all(w, n.Elems)
	default:
		diag.Bugf(n.Span(), "walk: no case for %T", n)
	}
}

// part walks a node that only stands in one kind of other node.
func (w walker) part(n Node) {
	switch n := n.(type) {
	case *Name:
	case *CtorDef:
		w.node(n.Name)
		for i, field := range n.Fields {
			if n.FieldNames != nil {
				w.node(n.FieldNames[i])
			}
			w.node(field)
		}
	case *FunDep:
		all(w, n.From)
		all(w, n.To)
	case *MethodSig:
		w.node(n.Name)
		w.node(n.Type)
	case *PredExpr:
		w.node(n.Class)
		all(w, n.Args)
	case *QualType:
		all(w, n.Forall)
		all(w, n.Preds)
		w.node(n.Type)
	case *TypeKey:
		w.node(n.Type)
	case *KeyArg:
		w.node(n.Value)
	case *KeyParam:
		w.node(n.Name)
		maybe(w, n.Default)
	case *LetBind:
		w.node(n.Name)
		w.node(n.Value)
	case *LocalDeclare:
		w.node(n.Name)
		w.node(n.Type)
	case *Branch:
		w.node(n.Pattern)
		w.body(n.Body)
	case *CondClause:
		w.node(n.Test)
		w.body(n.Body)
	case *ForBind:
		w.node(n.Name)
		w.node(n.Init)
		maybe(w, n.Step)
	case *DynBinding:
		w.node(n.Var)
		w.node(n.Value)
	case *Clause:
		maybe(w, n.Name)
		w.node(n.Value)
	default:
		diag.Bugf(n.Span(), "walk: no case for %T", n)
	}
}
