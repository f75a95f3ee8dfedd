package lsp

import (
	"strings"

	"github.com/smelter-lang/smelter/transpile/names"
	"github.com/smelter-lang/smelter/transpile/syntax"
)

// This file has what there is to say of the forms of the language, which are not defined
// anywhere.

// A form is one of the language's.
type form struct {
	name  string
	top   bool // it stands at toplevel
	usage string
	text  string
}

// formTable has all forms with a name of their own.
var formTable = []form{
	{"fn", false, "(fn (param...) body...)", "A function."},
	{"let", false, "(let ((name value)...) body...)", "Local definitions that see one another. `(let pattern = value)` in a body is for the rest of it."},
	{"let*", false, "(let* ((name value)...) body...)", "Local definitions, each of which sees those before it."},
	{"rec", false, "(rec name ((var init)...) body...)", "A loop: tail calls of the name go on with other values."},
	{"dynamic-bind", false, "(dynamic-bind ((*name* value)...) body...)", "Gives dynamic variables other values during the body."},
	{"match", false, "(match value (pattern body...)...)", "The first branch whose pattern matches the value."},
	{"catch", false, "(catch value (pattern body...)...)", "The value, or what a handler makes of an exception."},
	{"resumable", false, "(resumable value (pattern body...)...)", "The value, or what is to be resumed with in its place."},
	{"throw", false, "(throw exception)", "Raises an exception."},
	{"resume-to", false, "(resume-to resumption)", "Goes on at a point of resumption."},
	{"progn", false, "(progn body...)", "Several expressions in order."},
	{"values", false, "(values expr...)", "Several results, or none."},
	{"the", false, "(the type expr)", "An expression of a given type."},
	{"type-of", false, "(type-of expr)", "The type of an expression."},
	{"return", false, "(return [expr])", "Leaves the function."},
	{"or", false, "(or expr...)", "Whether one of the operands is true; those behind it are not evaluated."},
	{"and", false, "(and expr...)", "Whether all operands are true; those behind one that is not are not evaluated."},
	{"if", false, "(if condition then else)", "One of two expressions."},
	{"when", false, "(when condition body...)", "Does something if a condition holds."},
	{"unless", false, "(unless condition body...)", "Does something if a condition does not hold."},
	{"cond", false, "(cond (test body...)...)", "The first clause whose test is true."},
	{"do", false, "(do (pattern <- action)... action)", "Actions of a monad in order."},
	{"for", false, "(for ((var init [step])...) [:while test] body...)", "A loop over variables that step at once."},
	{"for*", false, "(for* ((var init [step])...) [:while test] body...)", "A loop over variables that step in order."},
	{"break", false, "(break [label])", "Leaves a loop."},
	{"continue", false, "(continue [label])", "Goes on with the next iteration of a loop."},
	{"as", false, "(as type expr)", "A value converted by `into`. Without the expression, a function that does it."},
	{"try-as", false, "(try-as type expr)", "A value converted by `tryInto`, as an Optional. Without the expression, a function that does it."},
	{"unwrap-as", false, "(unwrap-as type expr)", "A value converted by `tryInto`, which has to succeed. Without the expression, a function that does it."},
	{"make-list", false, "(make-list expr...)", "A list of the values."},
	{"assert", false, "(assert condition [format arg...])", "Fails if a condition does not hold."},
	{"nest", false, "(nest f g... x)", "Calls of functions, one inside the other: `(f (g x))`."},
	{"pipe", false, "(pipe x f g...)", "Calls of functions, one after the other: `(g (f x))`."},
	{".<", false, "(.< f g...)", "Functions composed, the last one first."},
	{".>", false, "(.> f g...)", "Functions composed, the first one first."},
	{"declare", true, "(declare name type)", "Says which type a definition has."},
	{"define", true, "(define (name param...) body...)", "A function; or, `(define name value)`, a value."},
	{"define-type", true, "(define-type (Name :var...) (Constructor field...)...)", "A type by its constructors."},
	{"define-struct", true, "(define-struct Name (field type)...)", "A type by its fields."},
	{"define-type-alias", true, "(define-type-alias Name type)", "Another name for a type."},
	{"define-exception", true, "(define-exception Name (Constructor field...)...)", "What can be thrown."},
	{"define-resumption", true, "(define-resumption (Name field...))", "A point where a handler can go on."},
	{"define-class", true, "(define-class (Name :var...) (method type)...)", "A class of types."},
	{"define-instance", true, "(define-instance (Class type) (define (method param...) body...)...)", "The methods of a class for a type."},
	{"specialize", true, "(specialize function faster type)", "A faster function for some types."},
	{"repr", true, "(repr :enum|:transparent)", "How the type that follows is represented."},
	{"derive", true, "(derive Class...)", "Instances for the type that follows."},
	{"monomorphize", true, "(monomorphize)", "Advice about the definition that follows: a copy for each type."},
	{"inline", true, "(inline)", "Advice about the definition that follows: to take the place of its calls."},
	{"define-expression-macro", true, "(define-expression-macro name (param...) body...)", "A macro that makes an expression."},
	{"define-toplevel-macro", true, "(define-toplevel-macro name (param...) body...)", "A macro that makes toplevel forms."},
	{"defmacro", true, "(defmacro name (param...) body...)", "A macro."},
	{"package", true, "(package name (import package...) (export name...))", "Begins a package file."},
	{"import", true, "(import package (package as nickname) ...)", "Imports packages, or files by their paths."},
	{"import-from", true, "(import-from package name...)", "Imports names from a package."},
	{"export", true, "(export name...)", "What those who import this file may use."},
}

// formOf returns the form that a symbol names.
func formOf(x *names.Symbol) (form, bool) {
	if x.Pkg == nil || x.Pkg.Name != syntax.Core {
		return form{}, false
	}
	for _, f := range formTable {
		if strings.EqualFold(f.name, x.Name) {
			return f, true
		}
	}
	return form{}, false
}
