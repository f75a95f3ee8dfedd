// Package core is the small typed language between the checker and the back ends.
//
// lower makes Core from a checked module; opt and mono rewrite it; emit prints it
// as Go. Core is explicitly typed like System F: a polymorphic definition binds type
// variables and every use of it says its type arguments. Which instance a method
// call means follows from its type arguments alone, so predicates need no evidence
// before mono, and after it there are neither predicates nor type variables.
//
// Evaluation order is explicit: strict, operator first, arguments left to right.
package core

import (
	"math/big"

	"github.com/smelter-lang/smelter/transpile/source"
	"github.com/smelter-lang/smelter/typesys"
	"github.com/smelter-lang/smelter/typesys/env"
)

// A Program is everything that is compiled together.
type Program struct {
	Defs   []*Def // in the order of initialisation: a package after those it imports
	ByName map[string]*Def
	Data   []*env.DataType // that the program defines
	Env    *env.Env        // types, classes and instances of all modules
	Main   string          // qualified name of the entry, "" if there is none
	// MainArgs are its type arguments, until there are none (transpile/mono).
	MainArgs []typesys.Type
	// Told makes the text of the Err that Main may give, after mono; "" if it gives none.
	Told string
	// Cut says of the parameters of data types, after mono, which are represented as
	// Boxed whatever their argument; nil if none is.
	Cut func(data string, param int) bool
	// Toplevel expressions of a script are Defs named PKG:%top-N, run in order.
}

// Entered reports whether a definition is called from outside.
func (p *Program) Entered(name string) bool { return name == p.Main || name == p.Told }

// A Def is a toplevel definition: a function if Body is a *Lambda, else a value
// computed once at start (once per use if it has Preds).
type Def struct {
	Name    string // qualified; after mono, unique per copy
	Vars    []*typesys.Var
	Preds   []typesys.Pred
	Type    typesys.Type
	Body    Expr
	Span    source.Span
	Pure    bool // a value whose initialiser has no effect: may be dropped if unused
	Inline  bool
	Dynamic bool // a dynamic variable: Body is its initial value
	Library bool
}

// Function returns the function that a definition is; nil if it is a value. A dynamic
// variable is a value, even while it holds a function.
func (d *Def) Function() *Lambda {
	lam, ok := d.Body.(*Lambda)
	if !ok || d.Dynamic {
		return nil
	}
	return lam
}

// A Var is a local variable. Identity is by pointer.
type Var struct {
	Name    string // as in the source, for dumps and Go names; may repeat
	Type    typesys.Type
	Vars    []*typesys.Var // type variables of a generalised let binding
	Preds   []typesys.Pred
	Mutable bool // assigned by Assign: a variable of a for loop
}

// An Expr computes a value, several (its type is a Pack), or none (Void), or never
// returns (then its type is whatever its place wants).
type Expr interface {
	Span() source.Span
	Type() typesys.Type
}

// Base is embedded by every Expr.
type Base struct {
	At source.Span
	Ty typesys.Type
}

func (b *Base) Span() source.Span  { return b.At }
func (b *Base) Type() typesys.Type { return b.Ty }

func (b *Base) relocate(at source.Span) { b.At = at }

type (
	// A Lit is a literal of known type: Integer, a sized integer, Fraction, F32, F64,
	// String, Char. A number literal at another type is a call of fromInt.
	Lit struct {
		Base
		Num  *big.Rat // numbers, exact; nil for the others and for floats
		F    float64
		Str  string
		Char rune
		Kind LitKind
	}
	// A Local is a use of a local variable, with TypeArgs if it is polymorphic.
	Local struct {
		Base
		Var      *Var
		TypeArgs []typesys.Type
	}
	// A Global is a use of a toplevel definition.
	Global struct {
		Base
		Name     string
		TypeArgs []typesys.Type
	}
	// A Method is a use of a class method; mono replaces it by a Global.
	Method struct {
		Base
		Method   *env.Method
		TypeArgs []typesys.Type // of the class, then the method's own
	}
	// A DynRef reads a dynamic variable.
	DynRef struct {
		Base
		Name string
	}
	// A Lambda is a function. Keyword parameters have become positional: see KeyParams.
	Lambda struct {
		Base
		Params []*Var
		Body   Expr
		// Transparent: a return inside leaves the enclosing function.
	}
	// A Call applies a function to exactly its parameters.
	Call struct {
		Base
		Fun  Expr
		Args []Expr
		Kept bool // never replaced by what it calls: opt saw that this would go on for ever
	}
	// A Native calls a Go function or an intrinsic ("%array-get") by name.
	Native struct {
		Base
		Func string
		Args []Expr
		Ctor *env.Ctor // of a value with a hole in its last field (%hole-start, -new, -fill, -read)
	}
	// A Make builds a value of a data type. Ty is the type built.
	Make struct {
		Base
		Ctor *env.Ctor
		Args []Expr
	}
	// A Field takes a field of a value known to be made by Ctor.
	Field struct {
		Base
		Value Expr
		Ctor  *env.Ctor
		Index int
	}
	// A Let binds a variable that its Value does not see. Var nil drops the value.
	Let struct {
		Base
		Var   *Var
		Value Expr
		Body  Expr
	}
	// A LetRec binds functions (or constructor applications, for cyclic data) that see one another.
	LetRec struct {
		Base
		Binds []*Bind
		Body  Expr
	}
	Bind struct {
		Var   *Var
		Value Expr
	}
	// A LetValues binds the several results of Value; a nil Var drops one.
	LetValues struct {
		Base
		Vars  []*Var
		Value Expr
		Body  Expr
	}
	// A Values gives several results, or none.
	Values struct {
		Base
		Elems []Expr
	}
	// An If chooses by a Boolean.
	If struct {
		Base
		Cond, Then, Else Expr
	}
	// A Switch chooses by the constructor of Value. Default may be nil if Cases are complete.
	Switch struct {
		Base
		Value   Expr // a *Local or other trivial expression
		Cases   []*Case
		Default Expr
	}
	// A Case is taken for one constructor; it binds nothing: Field reads the parts.
	Case struct {
		Ctor *env.Ctor
		Body Expr
	}
	// A LitSwitch chooses by equality with literals (integers, floats, chars, strings).
	LitSwitch struct {
		Base
		Value   Expr
		Cases   []*LitCase
		Default Expr // never nil
	}
	LitCase struct {
		Lit  *Lit
		Body Expr
	}
	// A Block gives the value of Body, or that of an Exit to it. It serves early
	// return and loops that end.
	Block struct {
		Base
		Label *Label
		Body  Expr
	}
	// An Exit leaves a Block with a value; it may stand inside a Catch, a Resumable or a
	// transparent Lambda within the Block. It has no value itself.
	Exit struct {
		Base
		Label *Label
		Value Expr
	}
	// A Loop runs Body again at each Next to it, with Vars at new values; it gives the
	// value of Body otherwise. Vars are fresh in each iteration.
	Loop struct {
		Base
		Label *Label
		Vars  []*Var
		Inits []Expr
		Body  Expr
	}
	// A Next goes to the start of a Loop; Args are evaluated before any is assigned.
	Next struct {
		Base
		Label *Label
		Args  []Expr
	}
	// A Join names a continuation that several places of In jump to.
	Join struct {
		Base
		Label *Label
		Vars  []*Var
		Body  Expr // has the same type as the Join
		In    Expr
	}
	// A Jump goes to the Body of a Join.
	Jump struct {
		Base
		Label *Label
		Args  []Expr
	}
	// An Assign sets a Mutable variable; it gives Void.
	Assign struct {
		Base
		Var   *Var
		Value Expr
	}
	// A Throw raises an exception: the value of an exception type.
	Throw struct {
		Base
		Value Expr
	}
	// A Fail raises a run-time error known by kind: match failure and the like.
	Fail struct {
		Base
		Message string
	}
	// A Catch runs Value; cases are tried, before unwinding, for an exception.
	Catch struct {
		Base
		Value Expr
		Cases []*Handler
		Other Expr // body of the catch-all, or nil
	}
	// A Resumable runs Value; a resume-to of one of the Cases unwinds to here.
	Resumable struct {
		Base
		Value Expr
		Cases []*Handler
	}
	// A Handler handles one constructor, its fields bound to Vars (nil: ignored).
	Handler struct {
		Ctor *env.Ctor
		Vars []*Var
		Body Expr
	}
	ResumeTo struct {
		Base
		Value Expr
	}
	// A DynBind binds dynamic variables during Body, all at once.
	// Vars has the type variables over which a value is generic, in the order of those of
	// the variable's definition; nil after mono.
	DynBind struct {
		Base
		Names  []string
		Vars   [][]*typesys.Var
		Values []Expr
		Body   Expr
	}
	// Box and Unbox convert between a type and the uniform representation Boxed;
	// only mono makes them.
	Box struct {
		Base
		Value Expr
	}
	Unbox struct {
		Base
		Value Expr
	}
)

// A Label is the target of Exit, Next and Jump. Identity is by pointer.
type Label struct{ Name string }

// A LitKind is the kind of a literal, as read; its type is in Ty.
type LitKind uint8

const (
	LitNumber LitKind = iota // integer or ratio, in Num
	LitFloat                 // in F
	LitString
	LitChar
)

// Boxed is the type of a value in uniform representation; only mono makes it.
var Boxed = &typesys.Con{Name: "%BOXED", Shown: "Boxed", Kind: typesys.Star{}}
