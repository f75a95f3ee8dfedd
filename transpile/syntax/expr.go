package syntax

import (
	"math/big"

	"github.com/smelter-lang/smelter/transpile/names"
	"github.com/smelter-lang/smelter/transpile/source"
)

// An Expr is computed to a value, to several, or to none.
type Expr interface {
	Node
	expr()
}

// A LitKind says which literal.
type LitKind uint8

const (
	LitInt LitKind = iota
	LitRatio
	LitF32
	LitF64
	LitString
	LitChar
)

type (
	// A Lit is a number, string or character.
	Lit struct {
		node
		Kind LitKind
		Num  *big.Rat // LitInt, LitRatio
		F    float64  // LitF32, LitF64
		Str  string   // LitString
		Char rune     // LitChar
	}
	// A Var is a use of a name: a local, a global, a constructor, a method or a dynamic variable.
	Var struct {
		node
		Sym  *names.Symbol
		Text string
	}
	// An Accessor is .field.
	Accessor struct {
		node
		Field string // folded, without the dot
	}
	// A Call is (f e* :k e*).
	Call struct {
		node
		Fun  Expr
		Args []Expr
		Keys []*KeyArg
	}
	KeyArg struct {
		node          // the keyword
		Name   string // folded
		Value  Expr
		Source string // as written
	}
	// A Lambda is (fn (params) body).
	Lambda struct {
		node
		Params      []Pattern
		Keys        []*KeyParam
		Body        *Body
		Transparent bool // :transparent-to-return
	}
	// A KeyParam is (k default) after &key.
	KeyParam struct {
		node
		Name    *Name
		Default Expr
	}
	// A Let is let or, if Sequential, let*.
	Let struct {
		node
		Sequential bool
		Binds      []*LetBind
		Declares   []*LocalDeclare
		Body       *Body
	}
	// A LetBind is (x e).
	LetBind struct {
		node
		Name  *Name
		Value Expr
	}
	// A LocalDeclare is (declare x T) among bindings.
	LocalDeclare struct {
		node
		Name *Name // refers to the binding
		Type *QualType
	}
	// A Rec is (rec f ((x e)*) body).
	Rec struct {
		node
		Name     *Name
		Binds    []*LetBind
		Declares []*LocalDeclare
		Body     *Body
	}
	// A Match is (match e (p body)*).
	Match struct {
		node
		Value    Expr
		Branches []*Branch
	}
	// A Branch is (pattern body) of match, catch and resumable.
	Branch struct {
		node
		Pattern Pattern
		Body    *Body
	}
	If struct {
		node
		Cond, Then, Else Expr
	}
	// A When is when or, if Unless, unless.
	When struct {
		node
		Unless bool
		Cond   Expr
		Body   *Body
	}
	Cond struct {
		node
		Clauses []*CondClause
	}
	CondClause struct {
		node
		Test Expr
		Body *Body
	}
	// A Logic is and or, if Or, or.
	Logic struct {
		node
		Or   bool
		Args []Expr
	}
	Progn struct {
		node
		Body   *Body
		Unsafe bool // coalton++:unsafe
	}
	Values struct {
		node
		Elems []Expr
	}
	// A Return leaves the innermost function; Value may be nil.
	Return struct {
		node
		Value Expr
	}
	The struct {
		node
		Type  *QualType
		Value Expr
	}
	TypeOf struct {
		node
		Value Expr
	}
	// A Do is (do elem* last).
	Do struct {
		node
		Stmts []Stmt // with Bind among them
		Last  Expr
		// Then is the symbol of >>= in coalton/classes, resolved by the parser.
		Then *Var
	}
	// A For is for or, if Sequential, for*.
	For struct {
		node
		Sequential bool
		Label      string // folded keyword, "" if none
		Binds      []*ForBind
		Declares   []*LocalDeclare
		Returns    Expr // nil if none
		Term       ForTerm
		Limit      Expr // operand of the termination clause
		Body       []Stmt
	}
	ForBind struct {
		node
		Name       *Name
		Init, Step Expr
	}
	// A Break leaves a loop; a Continue goes to its steps. Label "" is the innermost.
	Break struct {
		node
		Label string
	}
	Continue struct {
		node
		Label string
	}
	Throw struct {
		node
		Value Expr
	}
	Catch struct {
		node
		Value    Expr
		Branches []*Branch
	}
	Resumable struct {
		node
		Value    Expr
		Branches []*Branch
	}
	ResumeTo struct {
		node
		Value Expr
	}
	// A DynBind is (dynamic-bind ((*x* e)*) body).
	DynBind struct {
		node
		Binds []*DynBinding
		Body  *Body
	}
	DynBinding struct {
		node
		Var   *Var
		Value Expr
	}
	// A Native is (native (-> T) (x*) "go.Func").
	Native struct {
		node
		Type *QualType // a TypePack or a single type
		Args []*Var
		Func string
		At   source.Span // of the string
	}
	// A Lisp is a lisp escape: its header is checked, then it is refused.
	Lisp struct {
		node
		Type *QualType
		Args []*Var
	}
	// A Builder is [e*] or, if Assoc, [k => v ...].
	Builder struct {
		node
		Assoc  bool
		Keys   []Expr // of an association
		Values []Expr
	}
	// A Comprehension is [head clause*] or [k => v clause*].
	Comprehension struct {
		node
		Key     Expr // nil for a collection
		Value   Expr
		Clauses []*Clause
	}
	// A Clause is :for x :in e, :for x :below e, :with x = e or :when e.
	Clause struct {
		node
		Kind  ClauseKind
		Name  *Name // nil for _ and :when
		Value Expr
	}
)

// A ForTerm is the termination clause of a loop.
type ForTerm uint8

const (
	Forever ForTerm = iota
	While
	Until
	Repeat
)

// A ClauseKind is the kind of a comprehension clause.
type ClauseKind uint8

const (
	ForIn ClauseKind = iota
	ForBelow
	With
	WhenTrue
)

func (*Lit) expr()           {}
func (*Var) expr()           {}
func (*Accessor) expr()      {}
func (*Call) expr()          {}
func (*Lambda) expr()        {}
func (*Let) expr()           {}
func (*Rec) expr()           {}
func (*Match) expr()         {}
func (*If) expr()            {}
func (*When) expr()          {}
func (*Cond) expr()          {}
func (*Logic) expr()         {}
func (*Progn) expr()         {}
func (*Values) expr()        {}
func (*Return) expr()        {}
func (*The) expr()           {}
func (*TypeOf) expr()        {}
func (*Do) expr()            {}
func (*For) expr()           {}
func (*Break) expr()         {}
func (*Continue) expr()      {}
func (*Throw) expr()         {}
func (*Catch) expr()         {}
func (*Resumable) expr()     {}
func (*ResumeTo) expr()      {}
func (*DynBind) expr()       {}
func (*Native) expr()        {}
func (*Lisp) expr()          {}
func (*Builder) expr()       {}
func (*Comprehension) expr() {}

// A Body is statements and a last expression.
type Body struct {
	Stmts []Stmt
	Last  Expr
}

// A Stmt stands in a body or a do.
type Stmt interface {
	Node
	stmt()
}

type (
	// An ExprStmt drops what it computes.
	ExprStmt struct {
		node
		Value Expr
	}
	// A LetStmt is (let p = e).
	LetStmt struct {
		node
		Pattern Pattern
		Value   Expr
	}
	// A ValuesStmt is (let (values v*) = e); a wildcard is a *WildPat, the rest *VarPat.
	ValuesStmt struct {
		node
		Names []Pattern
		Value Expr
	}
	// A DynStmt is (let *x* = e), for the rest of the body.
	DynStmt struct {
		node
		Var   *Var
		Value Expr
	}
	// A BindStmt is (p <- e), in do only.
	BindStmt struct {
		node
		Pattern Pattern
		Value   Expr
	}
)

func (*ExprStmt) stmt()   {}
func (*LetStmt) stmt()    {}
func (*ValuesStmt) stmt() {}
func (*DynStmt) stmt()    {}
func (*BindStmt) stmt()   {}
