// Package typesys holds kinds, types, predicates and schemes, and unification.
//
// It knows no syntax and no positions: in come types, out go types, equations
// solved by side effect on metas, or a Mismatch that says why not.
package typesys

// A Kind is * or k -> k.
type Kind interface{ kind() }

type (
	// A Star is the kind of types that have values.
	Star struct{}
	// A KFun is the kind of type constructors.
	KFun struct{ From, To Kind }
	// A KMeta is a kind to be inferred; Ref is set once it is known.
	KMeta struct {
		ID  int
		Ref Kind
	}
)

func (Star) kind()   {}
func (*KFun) kind()  {}
func (*KMeta) kind() {}

// A Type is what an expression computes. Types are immutable but for the Ref of metas.
type Type interface{ typ() }

type (
	// A Con is a named type constructor. There may be several Con values of one
	// name; they are the same constructor.
	Con struct {
		Name  string // qualified: "COALTON:LIST"
		Shown string // as spelled where it was defined: "List"
		Kind  Kind
	}
	// An App is a type applied to one argument. A function of one parameter and
	// one result is never an App: see Fn.
	App struct{ Fun, Arg Type }
	// An Fn is a function type of fixed arity. Unary functions without keywords
	// and with a single result are also the constructor Arrow applied to two
	// arguments; Unify and Match know that, and App(App(Arrow,a),b) is normalised
	// to Fn by MkApp.
	Fn struct {
		Params []Type
		Keys   []Key // sorted by Name
		Rest   Type  // more keywords: nil if closed, else a *Meta of Row true, bound to a *Row
		Result Type  // a single type, a *Pack, or a meta that may become either
	}
	Key struct {
		Name string // folded
		Text string // as written
		Type Type
	}
	// A Row is what the Rest of an Fn is bound to.
	Row struct {
		Keys []Key
		Rest Type
	}
	// A Pack is the results of a function that gives none (Void) or several.
	Pack struct{ Elems []Type } // len 0 or > 1
	// A Var is a type variable bound by a Scheme, class, instance or data type.
	// Vars are compared by identity.
	Var struct {
		Name string // as declared, folded, without the colon; "" if inferred
		Kind Kind
		Row  bool // stands for a Row: the open end of keywords, generalised
	}
	// A Meta is an unknown type. Ref is set when it is solved.
	Meta struct {
		ID    int
		Name  string // of the declared variable it stands for, "" if none; for display
		Kind  Kind
		Level int  // nesting of the binding group it belongs to
		Pack  bool // may stand for a Pack
		Row   bool // stands for a Row
		Ref   Type
	}
	// Invalid is the type of what has been reported already; it unifies with everything.
	Invalid struct{}
)

func (*Con) typ()    {}
func (*App) typ()    {}
func (*Fn) typ()     {}
func (*Row) typ()    {}
func (*Pack) typ()   {}
func (*Var) typ()    {}
func (*Meta) typ()   {}
func (Invalid) typ() {}

// A Pred says that types are in a class.
type Pred struct {
	Class string // qualified
	Args  []Type
}

// A Scheme is a type for all Vars for which Preds hold.
type Scheme struct {
	Vars  []*Var
	Preds []Pred
	Type  Type
}

// A Subst maps bound variables to types.
type Subst map[*Var]Type
