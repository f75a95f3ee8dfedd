package syntax

import (
	"github.com/smelter-lang/smelter/transpile/names"
	"github.com/smelter-lang/smelter/transpile/reader"
	"github.com/smelter-lang/smelter/transpile/source"
)

// A Decl is a toplevel form.
type Decl interface {
	Node
	decl()
}

// A TypeFlavor tells the four forms that define a type apart.
type TypeFlavor uint8

const (
	DataFlavor TypeFlavor = iota
	StructFlavor
	ExceptionFlavor
	ResumptionFlavor
)

// A ReprKind is the argument of the repr attribute.
type ReprKind uint8

const (
	ReprNone ReprKind = iota
	ReprLisp
	ReprEnum
	ReprTransparent
	ReprNative // Go type in TypeDef.Native, library only
)

type (
	// A Declare is (declare f T).
	Declare struct {
		node
		Name         *Name
		Type         *QualType
		Monomorphize bool
		Inline       bool
	}
	// A Define is (define x e) or (define (f p*) body).
	Define struct {
		node
		Name         *Name
		Doc          string
		Function     bool // written as (define (f ...) ...)
		Params       []Pattern
		Keys         []*KeyParam
		Body         *Body
		Monomorphize bool
		Inline       bool
		Head         source.Span // of (f p*), or of the name
	}
	// A TypeDef is define-type, define-struct, define-exception or define-resumption.
	TypeDef struct {
		node
		Flavor     TypeFlavor
		Name       *Name
		Vars       []*TypeVar
		Head       source.Span // of Name or (Name :a)
		Doc        string
		Ctors      []*CtorDef
		Repr       ReprKind
		ReprSpan   source.Span
		Native     string // the Go type of (repr :native "num.Int")
		Derive     []*TypeName
		DeriveSpan source.Span
	}
	// A CtorDef is one constructor; a struct has one, with field names.
	CtorDef struct {
		node
		Name       *Name
		Doc        string
		Fields     []TypeExpr
		FieldNames []*Name
	}
	// An AliasDef is (define-type-alias head T).
	AliasDef struct {
		node
		Name *Name
		Vars []*TypeVar
		Type TypeExpr
		Head source.Span
		Doc  string
	}
	// A ClassDef is (define-class (head fundep*) method*).
	ClassDef struct {
		node
		Name    *Name
		Vars    []*TypeVar
		Supers  []*PredExpr
		FunDeps []*FunDep
		Head    source.Span
		Doc     string
		Methods []*MethodSig
	}
	FunDep struct {
		node
		From, To []*TypeVar
	}
	MethodSig struct {
		node
		Name *Name
		Type *QualType
		Doc  string
	}
	// An InstanceDef is (define-instance (ctx => Class T*) method*).
	InstanceDef struct {
		node
		Context []*PredExpr
		Pred    *PredExpr
		Head    source.Span
		Doc     string
		Methods []*Define // Name refers to the class's method
		Derived bool
	}
	// A Specialize is (specialize f g T).
	Specialize struct {
		node
		From, To *Var
		Type     *QualType
	}
	// A NativeDef is (declare-native f T "num.Add").
	NativeDef struct {
		node
		Name *Name
		Type *QualType
		Func string
		Doc  string
	}
	// A MacroDef is define-expression-macro, define-toplevel-macro or defmacro.
	// It has been handed to the expander; it stays in the tree for tools.
	MacroDef struct {
		node
		Name *Name
		Form *reader.Form
	}
	// A TopExpr is a toplevel expression of a script.
	TopExpr struct {
		node
		Value Expr
	}
	// A LispTop is lisp-toplevel, kept so that its place among the errors is right.
	LispTop struct {
		node
		Head *names.Symbol
	}
)

func (*Declare) decl()     {}
func (*Define) decl()      {}
func (*TypeDef) decl()     {}
func (*AliasDef) decl()    {}
func (*ClassDef) decl()    {}
func (*InstanceDef) decl() {}
func (*Specialize) decl()  {}
func (*NativeDef) decl()   {}
func (*MacroDef) decl()    {}
func (*TopExpr) decl()     {}
func (*LispTop) decl()     {}

// IsFunction reports whether a definition is, by its looks, that of a function: it may
// refer to itself and be generalised over the predicates it needs.
func (d *Define) IsFunction() bool {
	return d.Function || len(d.Body.Stmts) == 0 && IsLambda(d.Body.Last)
}

// IsLambda reports whether an expression is a fn, perhaps annotated.
func IsLambda(e Expr) bool {
	switch e := e.(type) {
	case *Lambda:
		return true
	case *The:
		return IsLambda(e.Value)
	case *Progn:
		return e.Unsafe && len(e.Body.Stmts) == 0 && IsLambda(e.Body.Last)
	}
	return false
}
