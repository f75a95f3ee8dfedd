// Package expand applies macros to forms.
//
// In comes a form whose head names a macro; out goes the form it stands for, one step at
// a time. What a form means is left to the parser, which asks for each head whether it is
// a macro after it has tried the special forms. Forms taken from the call keep their
// places; what a macro makes has the place of the call and is marked as expanded.
//
// Some macros are Go functions (core.go, library.go); the others are defined by libraries
// and programs, with bodies in a small Lisp (eval.go).
package expand

import (
	"maps"

	"github.com/smelter-lang/smelter/transpile/diag"
	"github.com/smelter-lang/smelter/transpile/names"
	"github.com/smelter-lang/smelter/transpile/reader"
	"github.com/smelter-lang/smelter/transpile/source"
)

// Limit is how deep expansions may nest.
const Limit = 500

// A Macro makes a form out of a call. An error is a mistake of the call, told to the user
// at its place.
type Macro func(x *Expander, call *reader.Form) (*reader.Form, error)

// An Expander knows the macros of a session.
type Expander struct {
	world      *names.World
	builtin    map[string]Macro // by qualified name
	primitives map[string]primitive

	pkg       *names.Package                // in which bodies of macros make symbols
	functions map[*names.Symbol]*lambdaBody // that bodies of macros can call

	macros  map[*names.Symbol]Macro // found so far; nil for symbols that name none
	later   map[*names.Symbol]func() *reader.Form
	origins map[source.Span]*names.Symbol
	fresh   int // symbols made
	steps   int // of the Lisp of macros, in the expansion going on
	depth   int // of its calls
}

// New returns an expander with the macros that are part of Smelter.
func New(w *names.World) *Expander {
	x := &Expander{
		world: w, builtin: coreMacros(), primitives: primitives(),
		functions: map[*names.Symbol]*lambdaBody{},
		macros:    map[*names.Symbol]Macro{},
		later:     map[*names.Symbol]func() *reader.Form{}, origins: map[source.Span]*names.Symbol{},
	}
	maps.Copy(x.builtin, libraryMacros())
	return x
}

// Lookup returns the macro of a symbol, or nil.
func (x *Expander) Lookup(s *names.Symbol) Macro {
	m, known := x.macros[s]
	if known || s.Pkg == nil {
		return m
	}
	if read := x.later[s]; read != nil {
		def := read()
		if err := x.Define(def); err != nil {
			diag.Bugf(def.Span, "a macro that was accepted before: %v", err)
		}
		return x.macros[s]
	}
	m = x.builtin[s.String()]
	x.macros[s] = m
	return m
}

// Later makes a macro of a definition, accepted before, that is read at its first use.
func (x *Expander) Later(s *names.Symbol, read func() *reader.Form) { x.later[s] = read }

// Apply expands a call once.
func (x *Expander) Apply(m Macro, call *reader.Form) (*reader.Form, error) {
	if !call.Expanded {
		x.origins[call.Span] = call.Head()
	}
	x.steps, x.depth = 0, 0
	return m(x, call)
}

// In tells in which package the forms to come are.
func (x *Expander) In(pkg *names.Package) { x.pkg = pkg }

// Define makes a macro of (define-expression-macro name (param*) docstring? body) or of
// another form that defines macros. It replaces one that was defined before.
func (x *Expander) Define(def *reader.Form) error {
	m, err := define(def)
	if err == nil {
		x.macros[def.Items[1].Sym] = m
	}
	return err
}

// Origin returns the macro whose call stands at a place, or nil: what has the place of a
// call was made by it, or by macros that it called.
func (x *Expander) Origin(at source.Span) *names.Symbol { return x.origins[at] }
