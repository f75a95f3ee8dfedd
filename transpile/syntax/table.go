package syntax

import (
	"github.com/smelter-lang/smelter/transpile/names"
	"github.com/smelter-lang/smelter/transpile/reader"
)

// This file is the table of the language's forms. Forms are recognised by symbols of
// package COALTON: a local variable cannot take over the head of one.

// Core is the package whose symbols name the special forms.
const Core = "COALTON"

// A specialForm says how an expression form is parsed, and what it is for.
type specialForm struct {
	name  string
	parse func(*parser, *reader.Form) Expr
	doc   string
}

func specialForms() []specialForm {
	return []specialForm{
		{"FN", (*parser).lambda, "a function"},
		{"LET", (*parser).let, "local definitions that see one another"},
		{"LET*", (*parser).let, "local definitions, each seeing those before it"},
		{"REC", (*parser).rec, "a loop by tail calls of a local function"},
		{"DYNAMIC-BIND", (*parser).dynamicBind, "dynamic variables at other values during a body"},
		{"MATCH", (*parser).match, "the first branch whose pattern matches"},
		{"CATCH", (*parser).catch, "a value, or what a handler makes of an exception"},
		{"RESUMABLE", (*parser).resumable, "a value that a handler may replace"},
		{"THROW", (*parser).throw, "raise an exception"},
		{"RESUME-TO", (*parser).resumeTo, "go on at a resumption point"},
		{"PROGN", (*parser).progn, "several expressions in order"},
		{"VALUES", (*parser).values, "several results, or none"},
		{"THE", (*parser).the, "an expression of a given type"},
		{"TYPE-OF", (*parser).typeOf, "the type of an expression"},
		{"RETURN", (*parser).returns, "leave the function"},
		{"OR", (*parser).logic, "whether one of the operands is true"},
		{"AND", (*parser).logic, "whether all of the operands are true"},
		{"IF", (*parser).ifs, "one of two expressions"},
		{"WHEN", (*parser).when, "expressions to be done if a condition holds"},
		{"UNLESS", (*parser).when, "expressions to be done if a condition does not hold"},
		{"COND", (*parser).cond, "the first clause whose test is true"},
		{"DO", (*parser).do, "actions of a monad in order"},
		{"FOR", (*parser).loop, "a loop over variables that step at once"},
		{"FOR*", (*parser).loop, "a loop over variables that step in order"},
		{"BREAK", (*parser).breaks, "leave a loop"},
		{"CONTINUE", (*parser).continues, "go on with the next iteration of a loop"},
		{"LISP", (*parser).lisp, "an escape to Lisp, which Smelter does not have"},
		{"NATIVE", (*parser).native, "a call of a Go function"},
	}
}

// otherNames are symbols of package COALTON that forms use without being one: toplevel
// forms, attributes and markers.
var otherNames = []string{
	"PACKAGE", "COALTON-TOPLEVEL", "COALTON", "DECLARE", "DEFINE", "DEFINE-TYPE", "DEFINE-STRUCT",
	"DEFINE-TYPE-ALIAS", "DEFINE-EXCEPTION", "DEFINE-RESUMPTION", "DEFINE-CLASS", "DEFINE-INSTANCE",
	"SPECIALIZE", "LISP-TOPLEVEL", "DERIVE", "REPR", "MONOMORPHIZE", "INLINE", "NOINLINE",
	"DEFINE-EXPRESSION-MACRO", "DEFINE-TOPLEVEL-MACRO", "DEFMACRO", "DECLARE-NATIVE", "FORALL", "∀",
	"VOID", "_", "=>", "->", "<-", "=", "*", "→", "⇒", "&KEY", "&REST", "&OPTIONAL", "&BODY",
	"IMPORT", "IMPORT-FROM", "EXPORT", "SHADOW", "USE", "AS", "IN-PACKAGE",
	"NEST", "PIPE", ".<", ".>", "MAKE-LIST", "ASSERT", "TRY-AS", "UNWRAP-AS", "GENSYM", "WITH-GENSYMS",
}

// SpecialNames returns the names that package COALTON exports for its forms.
func SpecialNames() []string {
	var out []string
	for _, f := range specialForms() {
		out = append(out, f.name)
	}
	return append(out, otherNames...)
}

// specialSymbols finds the parser of a form by the symbol at its head.
type specialSymbols struct {
	forms  map[*names.Symbol]func(*parser, *reader.Form) Expr
	unsafe *names.Symbol
}

func newSpecials(w *names.World) specialSymbols {
	s := specialSymbols{forms: map[*names.Symbol]func(*parser, *reader.Form) Expr{}}
	core := w.Find(Core)
	if core == nil {
		core = w.Define(Core)
	}
	for _, name := range SpecialNames() {
		core.Export(core.Intern(name))
	}
	for _, f := range specialForms() {
		s.forms[core.Intern(f.name)] = f.parse
	}
	plus := w.Find("COALTON++")
	if plus == nil {
		plus = w.Define("COALTON++")
	}
	s.unsafe = plus.Intern("UNSAFE")
	plus.Export(s.unsafe)
	s.forms[s.unsafe] = (*parser).progn
	return s
}
