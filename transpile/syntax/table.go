package syntax

import (
	"github.com/smelter-lang/smelter/transpile/names"
	"github.com/smelter-lang/smelter/transpile/reader"
)

// This file is the table of the language's forms. Forms are recognised by symbols of
// package COALTON: a local variable cannot take over the head of one.

// Core is the package whose symbols name the special forms.
const Core = "COALTON"

// A specialForm says how an expression form is parsed.
type specialForm struct {
	name  string
	parse func(*parser, *reader.Form) Expr
}

func specialForms() []specialForm {
	return []specialForm{
		{"FN", (*parser).lambda},                // a function
		{"LET", (*parser).let},                  // local definitions that see one another
		{"LET*", (*parser).let},                 // local definitions, each seeing those before it
		{"REC", (*parser).rec},                  // a loop by tail calls of a local function
		{"DYNAMIC-BIND", (*parser).dynamicBind}, // dynamic variables at other values during a body
		{"MATCH", (*parser).match},              // the first branch whose pattern matches
		{"CATCH", (*parser).catch},              // a value, or what a handler makes of an exception
		{"RESUMABLE", (*parser).resumable},      // a value that a handler may replace
		{"THROW", (*parser).throw},              // raise an exception
		{"RESUME-TO", (*parser).resumeTo},       // go on at a resumption point
		{"PROGN", (*parser).progn},              // several expressions in order
		{"VALUES", (*parser).values},            // several results, or none
		{"THE", (*parser).the},                  // an expression of a given type
		{"TYPE-OF", (*parser).typeOf},           // the type of an expression
		{"RETURN", (*parser).returns},           // leave the function
		{"OR", (*parser).logic},                 // whether one of the operands is true
		{"AND", (*parser).logic},                // whether all of the operands are true
		{"IF", (*parser).ifs},                   // one of two expressions
		{"WHEN", (*parser).when},                // expressions to be done if a condition holds
		{"UNLESS", (*parser).when},              // expressions to be done if a condition does not hold
		{"COND", (*parser).cond},                // the first clause whose test is true
		{"DO", (*parser).do},                    // actions of a monad in order
		{"FOR", (*parser).loop},                 // a loop over variables that step at once
		{"FOR*", (*parser).loop},                // a loop over variables that step in order
		{"BREAK", (*parser).breaks},             // leave a loop
		{"CONTINUE", (*parser).continues},       // go on with the next iteration of a loop
		{"LISP", (*parser).lisp},                // an escape to Lisp, which Smelter does not have
		{"NATIVE", (*parser).native},            // a call of a Go function
	}
}

// A toplevelForm says how a toplevel form is parsed.
type toplevelForm struct {
	name  string
	parse func(*unit, *reader.Form)
}

func toplevelForms() []toplevelForm {
	return []toplevelForm{
		{"DECLARE", (*unit).declare},                     // the type of a definition
		{"DEFINE", (*unit).define},                       // a function or value
		{"DEFINE-TYPE", (*unit).defineType},              // a type by its constructors
		{"DEFINE-STRUCT", (*unit).defineStruct},          // a type by its fields
		{"DEFINE-TYPE-ALIAS", (*unit).defineAlias},       // another name for a type
		{"DEFINE-EXCEPTION", (*unit).defineException},    // what can be thrown
		{"DEFINE-RESUMPTION", (*unit).defineResumption},  // a point where a handler can go on
		{"DEFINE-CLASS", (*unit).defineClass},            // a class of types
		{"DEFINE-INSTANCE", (*unit).defineInstance},      // the methods of a class for a type
		{"SPECIALIZE", (*unit).specialize},               // a faster function for some types
		{"LISP-TOPLEVEL", (*unit).lispToplevel},          // Lisp, which Smelter does not have
		{"REPR", (*unit).attribute},                      // the representation of the next type
		{"DERIVE", (*unit).attribute},                    // instances for the next type
		{"MONOMORPHIZE", (*unit).attribute},              // advice about the next definition
		{"INLINE", (*unit).attribute},                    // advice about the next definition
		{"DECLARE-NATIVE", (*unit).declareNative},        // a Go function under a Coalton name
		{"DEFINE-EXPRESSION-MACRO", (*unit).defineMacro}, // a macro
		{"DEFINE-TOPLEVEL-MACRO", (*unit).defineMacro},   // a macro that makes toplevel forms
		{"DEFMACRO", (*unit).defineMacro},                // a macro
	}
}

// markers are the other symbols that package COALTON exports for its forms.
var markers = [...]string{
	"&KEY", "->", "→", "<-", "=", "=>", "⇒", "FORALL", "∀", "_", "COALTON", "COALTON-TOPLEVEL", "DEFPACKAGE", "IN-PACKAGE",
	".<", ".>", "AS", "ASSERT", "MAKE-LIST", "NEST", "PIPE", "TRY-AS", "UNWRAP-AS",
}

// extensions are symbols of package COALTON that it does not export: library files and
// scripts import them.
var extensions = [...]string{"NATIVE", "DECLARE-NATIVE"}

// SpecialNames returns the names that package COALTON exports for its forms.
func SpecialNames() []string {
	var out []string
	add := func(name string) {
		for _, x := range extensions {
			if x == name {
				return
			}
		}
		out = append(out, name)
	}
	for _, f := range specialForms() {
		add(f.name)
	}
	for _, f := range toplevelForms() {
		add(f.name)
	}
	return append(out, markers[:]...)
}

// knownForms finds the parser of a form by the symbol at its head.
type knownForms struct {
	core  *names.Package
	exprs map[*names.Symbol]func(*parser, *reader.Form) Expr
	tops  map[*names.Symbol]func(*unit, *reader.Form)

	declare, define, inline, let, progn, values, equals, unsafe, toplevel *names.Symbol
}

// newKnownForms makes the symbols of the forms in package COALTON, and exports them.
func newKnownForms(w *names.World) *knownForms {
	core := findOrDefine(w, Core)
	k := &knownForms{
		core:  core,
		exprs: map[*names.Symbol]func(*parser, *reader.Form) Expr{},
		tops:  map[*names.Symbol]func(*unit, *reader.Form){},
	}
	for _, name := range SpecialNames() {
		core.Export(core.Intern(name))
	}
	for _, f := range specialForms() {
		k.exprs[core.Intern(f.name)] = f.parse
	}
	for _, f := range toplevelForms() {
		k.tops[core.Intern(f.name)] = f.parse
	}
	k.declare, k.define, k.inline = core.Intern("DECLARE"), core.Intern("DEFINE"), core.Intern("INLINE")
	k.let, k.progn, k.values = core.Intern("LET"), core.Intern("PROGN"), core.Intern("VALUES")
	k.equals, k.toplevel = core.Intern("="), core.Intern("COALTON-TOPLEVEL")

	plus := findOrDefine(w, "COALTON++")
	k.unsafe = plus.Intern("UNSAFE")
	plus.Export(k.unsafe)
	k.exprs[k.unsafe] = (*parser).progn
	return k
}

func findOrDefine(w *names.World, name string) *names.Package {
	if p := w.Find(name); p != nil {
		return p
	}
	return w.Define(name)
}

// special reports whether a symbol is the head of a form of the language.
func (k *knownForms) special(s *names.Symbol) bool {
	return k.exprs[s] != nil || k.tops[s] != nil || s == k.toplevel
}

// extend makes the forms that only scripts and library files have visible in a package.
func (k *knownForms) extend(p *names.Package) {
	if p == k.core {
		return
	}
	for _, name := range extensions {
		p.Import(k.core.Intern(name))
	}
}
