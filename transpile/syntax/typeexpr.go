package syntax

import "github.com/smelter-lang/smelter/transpile/names"

// A TypeExpr is a type as written.
type TypeExpr interface {
	Node
	typeExpr()
}

type (
	// A TypeVar is :a.
	TypeVar struct {
		node
		Name string // folded, without the colon
	}
	// A TypeName is List.
	TypeName struct {
		node
		Sym  *names.Symbol
		Text string
	}
	// A TypeApp is (List :a), one node for all arguments.
	TypeApp struct {
		node
		Fun  TypeExpr
		Args []TypeExpr // len > 0
	}
	// A TypeFn is A * B &key (:k C) -> D * E. Void is an empty list.
	TypeFn struct {
		node
		Params  []TypeExpr
		Keys    []*TypeKey
		Results []TypeExpr
	}
	// A TypePack is Void or A * B outside a function type, where one may stand (`the`, lisp).
	TypePack struct {
		node
		Elems []TypeExpr // len 0 or > 1
	}
	// A TypeKey is (:k T).
	TypeKey struct {
		node
		Name string // folded
		Text string
		Type TypeExpr
	}
)

func (*TypeVar) typeExpr()  {}
func (*TypeName) typeExpr() {}
func (*TypeApp) typeExpr()  {}
func (*TypeFn) typeExpr()   {}
func (*TypePack) typeExpr() {}

// A PredExpr is Class T1 T2.
type PredExpr struct {
	node
	Class *TypeName
	Args  []TypeExpr
}

// A QualType is a type with its context, as in declare.
type QualType struct {
	node
	Forall   []*TypeVar // binders of an explicit forall, which are scoped
	Explicit bool       // written with forall
	Preds    []*PredExpr
	Type     TypeExpr
}
