// Package env holds what modules tell each other: data types, classes, instances
// and the schemes of values, by qualified name ("COALTON/LIST:SORT").
//
// It is filled by typesys/kinds and typesys/infer, or decoded from the checked
// library by transpile/iface. It does not know where things were written.
package env

import "github.com/smelter-lang/smelter/typesys"

// A DataType is a type constructor with its constructors, a struct, an exception,
// a resumption or a native type.
type DataType struct {
	Con    *typesys.Con
	Params []*typesys.Var
	Ctors  []*Ctor
	Struct bool
	Except bool // values may be thrown
	Resume bool // values may be resumed to
	Repr   Repr
	Native string // Go type of a native type: "num.Int", "[]" of an intrinsic
	// Variance of each parameter, for the relaxed value restriction.
	Variance []Variance
}

// A Repr is a representation asked for by attribute.
type Repr uint8

const (
	Default Repr = iota
	Enum
	Transparent
	Native
)

// A Variance is how a type depends on a parameter of its constructor.
type Variance uint8

const (
	Bivariant Variance = 0
	Covariant Variance = 1 << iota
	Contravariant
	Invariant = Covariant | Contravariant
)

// A Ctor is a constructor. Its scheme is forall Data.Params. Fields -> Data.
type Ctor struct {
	Name   string // qualified
	Shown  string
	Data   *DataType
	Tag    int // index among Data.Ctors
	Fields []typesys.Type
	Names  []string // field names of a struct, folded
}

// An Alias is a type abbreviation.
type Alias struct {
	Name   string
	Shown  string
	Params []*typesys.Var
	Type   typesys.Type
	Kind   typesys.Kind // of the unapplied alias
}

// A Class is a type class.
type Class struct {
	Name    string
	Shown   string
	Params  []*typesys.Var
	Supers  []typesys.Pred
	FunDeps []FunDep // own ones
	Methods []*Method
}

// A FunDep says that the parameters From determine To, by index.
type FunDep struct{ From, To []int }

// A Method is a member of a class. Its full scheme quantifies the class's
// parameters first, then Vars: forall Params Vars. Class Params, Preds => Type.
type Method struct {
	Name  string // qualified
	Class *Class
	Index int
	Vars  []*typesys.Var // the method's own
	Preds []typesys.Pred // the method's own
	Type  typesys.Type
	// Scoped says that Vars are bound by an explicit forall, so they are in scope by
	// name in the method's implementations.
	Scoped bool
}

// An Instance says that a class holds of types. Method i of the class is the
// global value MethodName(i) with the scheme
// forall Vars (method's own). Context, (method's own) => Type at the head.
type Instance struct {
	Name    string // unique: "PKG:instance CLASS (head)"
	Vars    []*typesys.Var
	Context []typesys.Pred
	Head    typesys.Pred
	Derived bool
	// Script says that only scripts have the instance, and only where no other one
	// matches: those of smelter/script, which Coalton does not know.
	Script bool
}

// MethodName returns the qualified name of the global that implements a method.
func (i *Instance) MethodName(m *Method) string { return i.Name + "." + m.Name }

// A Value is a global value, function, constructor or method.
type Value struct {
	Name   string
	Scheme *typesys.Scheme
	Ctor   *Ctor   // set if the name is a constructor
	Method *Method // set if the name is a method
	Native string  // Go function of a declare-native: "num.Add"
	// Function says that the definition is a function of known arity, whose Core
	// is a Lambda; otherwise the value is computed once at start.
	Function bool
	Dynamic  bool // *x*
	Inline   bool
}

// A Specialization says that From may be replaced by To at Type.
type Specialization struct {
	From, To string
	Scheme   *typesys.Scheme
}

// An Env is a layer of knowledge over its parent.
type Env struct {
	parent *Env
	source Source

	types   map[string]*DataType
	aliases map[string]*Alias
	classes map[string]*Class
	values  map[string]*Value
	insts   map[string][]*Instance // by class
	specs   map[string][]*Specialization
	lost    map[string]bool // classes of which instances had mistakes

	plain bool // instances for scripts are hidden

	// Found out on demand.
	index   map[string]*headIndex // by class
	fundeps map[string]bool       // by class
}

// A Source decodes entries of a checked library on demand. Each method is asked at
// most once per name; nil means there is none.
type Source interface {
	Type(name string) *DataType
	Alias(name string) *Alias
	Class(name string) *Class
	Value(name string) *Value
	Instances(class string) []*Instance
	Specializations(from string) []*Specialization
}

// New returns an empty layer over parent, which may be nil.
func New(parent *Env) *Env {
	return &Env{
		parent: parent, types: map[string]*DataType{}, aliases: map[string]*Alias{},
		classes: map[string]*Class{}, values: map[string]*Value{},
		insts: map[string][]*Instance{}, specs: map[string][]*Specialization{},
		lost: map[string]bool{}, index: map[string]*headIndex{}, fundeps: map[string]bool{},
	}
}

// FromSource returns a bottom layer that asks src for what it does not have yet.
func FromSource(src Source) *Env {
	e := New(nil)
	e.source = src
	return e
}

// Type returns the data type of a qualified name, or nil; so do the others.
func (e *Env) Type(name string) *DataType {
	return lookup(e, name, func(e *Env) map[string]*DataType { return e.types }, Source.Type)
}

// Alias returns a type abbreviation.
func (e *Env) Alias(name string) *Alias {
	return lookup(e, name, func(e *Env) map[string]*Alias { return e.aliases }, Source.Alias)
}

// Class returns a class.
func (e *Env) Class(name string) *Class {
	return lookup(e, name, func(e *Env) map[string]*Class { return e.classes }, Source.Class)
}

// Value returns a global value, constructor or method.
func (e *Env) Value(name string) *Value {
	return lookup(e, name, func(e *Env) map[string]*Value { return e.values }, Source.Value)
}

// lookup returns what the innermost layer that has a name has under it.
func lookup[T any](e *Env, name string, table func(*Env) map[string]*T, decode func(Source, string) *T) *T {
	for ; e != nil; e = e.parent {
		entries := table(e)
		if x, ok := entries[name]; ok {
			return x
		}
		if e.source != nil {
			x := decode(e.source, name)
			entries[name] = x
			return x
		}
	}
	return nil
}

// Plain returns e as package files see it: without the instances that only scripts have.
// What is added to either of them is added to both.
func (e *Env) Plain() *Env {
	plain := *e
	plain.plain = true
	return &plain
}

// Instances calls yield with the instances of a class, innermost layer first, until
// it returns false.
func (e *Env) Instances(class string, yield func(*Instance) bool) {
	plain := e.plain
	for ; e != nil; e = e.parent {
		for _, i := range e.own(class) {
			if !(plain && i.Script) && !yield(i) {
				return
			}
		}
	}
}

// own returns the instances of a class in this layer.
func (e *Env) own(class string) []*Instance {
	list, ok := e.insts[class]
	if !ok && e.source != nil {
		list = e.source.Instances(class)
		e.insts[class] = list
	}
	return list
}

// Specializations returns the specializations of a value.
func (e *Env) Specializations(from string) []*Specialization {
	var out []*Specialization
	for ; e != nil; e = e.parent {
		list, ok := e.specs[from]
		if !ok && e.source != nil {
			list = e.source.Specializations(from)
			e.specs[from] = list
		}
		out = append(out, list...)
	}
	return out
}

// AddType and the others add to this layer.
func (e *Env) AddType(t *DataType)     { e.types[t.Con.Name] = t }
func (e *Env) AddAlias(a *Alias)       { e.aliases[a.Name] = a }
func (e *Env) AddClass(c *Class)       { e.classes[c.Name] = c }
func (e *Env) AddValue(v *Value)       { e.values[v.Name] = v }
func (e *Env) AddInstance(i *Instance) { e.insts[i.Head.Class] = append(e.insts[i.Head.Class], i) }
func (e *Env) AddSpecialization(s *Specialization) {
	e.specs[s.From] = append(e.specs[s.From], s)
}
