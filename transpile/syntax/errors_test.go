package syntax

import "testing"

func TestMistakesInPackageForms(t *testing.T) {
	const bad = "Malformed package declaration"
	const cannot = "unable to evaluate package definition"
	expectMistakesIn(t, "%\n(define x 1)", []mistakeTest{
		{"(package⟦⟧)", bad, "missing package name"},
		{"(package ⟦\"p\"⟧)", bad, "package name must be a symbol"},
		{"(package ⟦(p)⟧)", bad, "package name must be a symbol"},
		{"⟦(package . p)⟧", bad, "unexpected dotted list"},
		{"(package p ⟦import⟧)", bad, "malformed package clause"},
		{"(package p \"doc\" ⟦\"more\"⟧)", bad, "malformed package clause"},
		{"(package p ⟦()⟧)", bad, "malformed package clause"},
		{"(package p (⟦5⟧))", bad, "not a symbol"},
		{"(package p (⟦(import)⟧))", bad, "not a symbol"},
		{"(package p (⟦imports⟧ coalton))", bad, "Unknown package clause"},
		{"(package p (⟦use⟧ coalton-prelude))", bad, "Unknown package clause"},
		{"(package p (import⟦⟧))", bad, "empty IMPORT form"},
		{"(package p (import ⟦\"x\"⟧))", bad, "expected PACKAGE or (PACKAGE as NICK)"},
		{"(package p (import ⟦()⟧))", bad, "expected PACKAGE or (PACKAGE as NICK)"},
		{"(package p (import (coalton/string⟦⟧)))", bad, "expected AS"},
		{"(package p (import (coalton/string ⟦s⟧)))", bad, "expected AS"},
		{"(package p (import (coalton/string as⟦⟧)))", bad, "missing package nickname"},
		{"(package p (import (coalton/string as ⟦5⟧)))", bad, "expected symbol"},
		{"(package p (import (coalton/string as s ⟦t⟧)))", bad, "unexpected value"},
		{"(package p (import-from⟦⟧))", bad, "missing package name"},
		{"(package p (import-from ⟦\"coalton\"⟧))", bad, "expected symbol"},
		{"(package p (import-from coalton/string ⟦5⟧))", bad, "expected symbol"},
		{"(package p (export ⟦\"x\"⟧))", bad, "expected symbol"},
		{"(package p (shadow ⟦(x)⟧))", bad, "expected symbol"},
		{"⟦(package p (import nowhere))⟧", bad, cannot},
		{"⟦(package p (import (nowhere as n)))⟧", bad, cannot},
		{"⟦(package p (import (coalton/string as s) (coalton/classes as S)))⟧", bad, cannot},
		{"⟦(package p (import-from nowhere x))⟧", bad, cannot},
		{"⟦(package p (import-from coalton/string frobnicate))⟧", bad, cannot},
		{"⟦(package p (import coalton-prelude coalton/string))⟧", bad, cannot},
		{"⟦(package p (import-from coalton/string length) (import-from coalton/classes length))⟧", bad, cannot},
		{"⟦(package p (import-from coalton/string length) (import coalton-prelude))⟧", bad, cannot},
	})
	for _, text := range []string{
		"(package p)", "(package p \"doc\")", "(package p (export x) (export y))", "(PACKAGE P (IMPORT COALTON-PRELUDE))",
		"(package p (import coalton-prelude coalton/string) (shadow length))",
		"(package p (import coalton-prelude) (import-from coalton/string upcase) (import (coalton/string as s)))",
		"(package p (import coalton-library/string))", "(package p (import-from coalton/string))",
	} {
		if _, errs, _ := parse(text, false); errs.HasErrors() {
			t.Errorf("%s: %s", text, errs.All()[0].Notes[0].Text)
		}
	}
}

func TestMisnamedPackageForms(t *testing.T) {
	const text = "package declarations must start with `package`"
	expectMistakesIn(t, "%\n(define x 1)", []mistakeTest{
		{"(⟦pakage⟧ p (import coalton))", "Malformed package declaration", text},
		{"(⟦module⟧ p \"doc\" (import coalton) (export x))", "Malformed package declaration", text},
	})
	for _, script := range []string{"(pakage p)", "(pakage p (f x))", "(println p (export x))"} {
		if m, _, _ := parse(script, false); !m.Script {
			t.Errorf("%s is not the first form of a script", script)
		}
	}
}

func TestMistakesInLispWrappedFiles(t *testing.T) {
	const unsupported = "Unsupported Lisp form"
	expectMistakesIn(t, "(defpackage p (:use coalton coalton-prelude))\n(in-package p)\n%\n(coalton-toplevel (define ok 1))", []mistakeTest{
		{"(⟦defvar⟧ x 1)", unsupported, "`defvar` forms need Common Lisp, which Smelter does not have"},
		{"(⟦cl:format⟧ t \"x\")", unsupported, "`cl:format` forms need Common Lisp, which Smelter does not have"},
		{"⟦x⟧", unsupported, "Lisp forms need Common Lisp, which Smelter does not have"},
		{"(⟦define⟧ x 1)", unsupported, "`define` forms need Common Lisp, which Smelter does not have"},
		{"⟦(in-package)⟧", "Malformed in-package", "expected a package name"},
		{"(in-package ⟦nowhere⟧)", "Malformed in-package", "package nowhere does not exist"},
		{"⟦(defpackage)⟧", "Malformed defpackage", "expected a package name"},
		{"⟦(defpackage (q))⟧", "Malformed defpackage", "expected a package name"},
		{"(defpackage q ⟦use⟧)", "Malformed defpackage", "expected an option"},
		{"(defpackage q ⟦(use coalton)⟧)", "Malformed defpackage", "expected an option"},
		{"(defpackage q (⟦:using⟧ coalton))", "Malformed defpackage", "unknown option :using"},
		{"(defpackage q (:local-nicknames ⟦(s)⟧))", "Malformed defpackage", "expected a nickname and a package"},
		{"⟦(defpackage q (:use nowhere))⟧", "Malformed package declaration", "unable to evaluate package definition"},
		{"⟦(defpackage q (:import-from nowhere x))⟧", "Malformed package declaration", "unable to evaluate package definition"},
		{"⟦(defpackage q (:local-nicknames (n nowhere)))⟧", "Malformed package declaration", "unable to evaluate package definition"},
		{"⟦(defpackage q (:use coalton-prelude) (:import-from coalton/string length))⟧", "Malformed package declaration",
			"unable to evaluate package definition"},
		{"(coalton-toplevel ⟦(define x)⟧)", "Malformed definition", "expected value"},
		{"(coalton-toplevel (define x 1) ⟦(inline)⟧)", "Orphan attribute", "attribute must be attached to another form"},
		{"(coalton-toplevel (⟦f⟧ x))", "Invalid toplevel form", "unknown toplevel form"},
		{"(coalton-toplevel ⟦5⟧)", "Malformed toplevel form", "Unexpected atom"},
	})
}

func TestMistakesAtToplevel(t *testing.T) {
	expectMistakes(t, "%", []mistakeTest{
		{"⟦42⟧", "Malformed toplevel form", "Unexpected atom"},
		{"(⟦(f)⟧ x)", "Malformed toplevel form", "unexpected list"},
		{"⟦'x⟧", "Invalid toplevel form", "unknown toplevel form"},
		{"⟦ƒx.x⟧", "Invalid toplevel form", "unknown toplevel form"},
		{"(⟦f⟧ x)", "Invalid toplevel form", "unknown toplevel form"},
		{"(⟦declare-native⟧ f (Integer -> Integer) \"num.Neg\")", "Invalid toplevel form", "unknown toplevel form"},
		{"(⟦coalton-toplevel⟧ (define x 1))", "Invalid toplevel form", "unknown toplevel form"},
		{"(coalton-toplevel ⟦(define x)⟧)", "Malformed definition", "expected value"},
		{"⟦(lisp-toplevel () (print 1))⟧", "Invalid lisp-toplevel form",
			"lisp-toplevel is only allowed in library source code. To enable elsewhere, (pushnew :coalton-lisp-toplevel *features*)"},

		{"⟦(define)⟧", "Malformed definition", "expected define body"},
		{"⟦(define x)⟧", "Malformed definition", "expected value"},
		{"(define ⟦\"x\"⟧ 1)", "Invalid variable", "expected identifier"},
		{"(define (⟦1⟧ x) 2)", "Malformed function definition", "expected symbol"},
		{"⟦(declare)⟧", "Malformed declaration", "expected body"},
		{"⟦(declare x)⟧", "Malformed declaration", "expected declared type"},
		{"(declare x Integer ⟦1⟧)", "Malformed declaration", "unexpected trailing form"},
		{"(declare ⟦1⟧ Integer)", "Malformed declaration", "expected symbol"},
		{"(declare x ⟦Void⟧)", "Malformed declaration",
			"cannot declare a binding as Void; declarations must have a single-value or function type"},

		{"(specialize⟦⟧)", "Malformed specialize declaration", "missing from name"},
		{"(specialize f⟦⟧)", "Malformed specialize declaration", "missing to name"},
		{"(specialize f g⟦⟧)", "Malformed specialize declaration", "missing type"},
		{"(specialize f g Integer ⟦1⟧)", "Malformed specialize declaration", "unexpected form"},
	})
}

func TestMistakesInAttributes(t *testing.T) {
	expectMistakes(t, "%", []mistakeTest{
		{"⟦(inline)⟧", "Orphan attribute", "attribute must be attached to another form"},
		{"(define x 1) ⟦(derive Eq)⟧", "Orphan attribute", "attribute must be attached to another form"},
		{"(repr :enum) ⟦(repr :lisp)⟧ (define-type T A)", "Duplicate repr attribute", "repr attribute here"},
		{"⟦(repr :enum)⟧ (define x 1)", "Invalid target for repr attribute", "repr must be attached to a define-type"},
		{"⟦(derive Eq)⟧ (declare x Integer)", "Invalid target for derive attribute",
			"derive must be attached to a define-type or define-struct"},
		{"⟦(inline)⟧ (define-type T)", "Invalid target for inline attribute",
			"inline must be attached to a define or declare form"},
		{"⟦(inline)⟧ (define-class (C :a))", "Invalid attribute for define-class", "define-class cannot have attributes"},
		{"⟦(inline)⟧ (progn (define x 1))", "Invalid attribute for progn", "progn cannot have attributes"},
		{"(progn (define x 1) ⟦(inline)⟧)", "Trailing attributes in progn", "progn cannot have trailing attributes"},
		{"⟦(monomorphize 1)⟧ (define x 1)", "Malformed monomophize attribute", "unexpected form"},
		{"⟦(inline 1)⟧ (define x 1)", "Malformed inline attribute", "unexpected form"},
		{"⟦(derive)⟧ (define-type T A)", "Malformed derive attribute", "expected class arguments"},
		{"(derive ⟦(Eq)⟧) (define-type T A)", "Unexpected list", "expected an identifier"},
		{"(derive Eq ⟦:hash⟧) (define-type T A)", "Unexpected form", "expected an identifier"},
		{"⟦(repr)⟧ (define-type T A)", "Malformed repr attribute", "expected keyword symbol"},
		{"(repr :enum ⟦1⟧) (define-type T A)", "Malformed repr attribute", "unexpected form"},
		{"(repr :native⟦⟧) (define-type T)", "Malformed repr :native attribute", "expected a lisp type"},
		{"(repr :native x ⟦y⟧) (define-type T)", "Malformed repr :native attribute", "unexpected form"},
		{"(repr ⟦:packed⟧) (define-type T A)", "Unknown repr attribute",
			"expected one of :lisp, :transparent, :enum, or :native"},
		{"⟦(repr :enum)⟧ (define-struct T (x Integer))", "Invalid repr attribute", "structs can only be repr transparent"},
		{"⟦(repr :enum)⟧ (repr :lisp) (define-struct T (x Integer))", "Invalid repr attribute", "structs can only be repr transparent"},
	})
}

func TestMistakesInTypeDefinitions(t *testing.T) {
	expectMistakes(t, "%", []mistakeTest{
		{"⟦(define-type)⟧", "Malformed type definition", "expected body"},
		{"(define-type ⟦1⟧)", "Malformed type definition", "expected symbol"},
		{"(define-type (⟦(T)⟧ :a))", "Malformed type definition", "expected symbol"},
		{"(define-type ⟦(T)⟧ A)", "Malformed type definition", "nullary constructors should not have parentheses"},
		{"(define-type (T ⟦a⟧))", "Invalid type variable", "expected keyword symbol"},
		{"(define-type T \"one\" ⟦\"two\"⟧ A)", "Malformed type definition", "only one docstring allowed."},
		{"(define-type T A \"one\" ⟦\"two\"⟧)", "Malformed type definition", "only one docstring allowed per constructor"},
		{"(define-type T (⟦1⟧ Integer))", "Malformed constructor", "expected symbol"},
		{"(define-type T (A ⟦\"doc\"⟧))", "Malformed type", "expected identifier"},
		{"⟦(define-exception (E :a) (E :a))⟧", "Invalid define-exception", "Exception types do not accept type variables."},
		{"⟦(define-resumption)⟧", "Malformed resumption definition", "expected body"},
		{"(define-resumption ⟦1⟧)", "Malformed resumption definition", "constructor expected"},
		{"(define-resumption R ⟦1⟧)", "Malformed resumption definition", "string expected."},
		{"(define-resumption R \"doc\" ⟦1⟧)", "Malformed resumption definition", "unexpected form"},
		{"⟦(define-type-alias A)⟧", "Malformed type alias definition", "expected type"},
		{"(define-type-alias ⟦(A)⟧ Integer)", "Malformed type alias definition",
			"nullary type aliases should not have parentheses"},
		{"(define-type-alias A Integer \"doc\" ⟦1⟧)", "Malformed type alias definition", "unexpected trailing form"},
		{"⟦(define-struct)⟧", "Malformed struct definition", "expected body"},
		{"(define-struct ⟦(P)⟧ (x Integer))", "Malformed type definition", "nullary constructors should not have parentheses"},
		{"(define-struct ⟦\"P\"⟧ (x Integer))", "Malformed type definition", "expected symbol"},
		{"(define-struct S ⟦x⟧)", "Malformed struct field", "unexpected form"},
		{"(define-struct S ⟦()⟧)", "Malformed struct field", "missing field name"},
		{"(define-struct S (⟦1⟧ Integer))", "Malformed struct field", "invalid field name (must be a symbol)"},
		{"(define-struct S (x⟦⟧))", "Malformed struct field", "expected field type"},
		{"(define-struct S (x Integer ⟦1⟧))", "Malformed struct field", "unexpected trailing form"},
	})
}

func TestMistakesInClassesAndInstances(t *testing.T) {
	expectMistakes(t, "%", []mistakeTest{
		{"⟦(define-class)⟧", "Malformed class definition", "expected body"},
		{"(define-class ⟦C⟧)", "Malformed class definition", "expected class type variable(s)"},
		{"(define-class (⟦C⟧))", "Malformed class definition", "expected class type variable(s)"},
		{"(define-class ⟦(C . :a)⟧)", "Malformed class definition", "unexpected dotted list"},
		{"(define-class (⟦=>⟧ C :a))", "Malformed class definition", "unnecessary `=>`"},
		{"(define-class ⟦(Eq :a =>)⟧)", "Malformed class definition", "missing class name"},
		{"(define-class (Eq :a => (C :a) ⟦:b⟧))", "Malformed class definition", "unexpected form"},
		{"(define-class (⟦(C)⟧ :a))", "Malformed class definition", "unnecessary parentheses"},
		{"(define-class (⟦1⟧ :a))", "Malformed class definition", "expected symbol"},
		{"(define-class (C :a (:a -> :b) ⟦:b⟧))", "Malformed functional dependency", "expected a list"},
		{"(define-class (C :a (:a ->⟦⟧)))", "Malformed functional dependency", "expected one or more type variables"},
		{"(define-class (C :a) ⟦(m)⟧)", "Malformed method definition", "missing method type"},
		{"(define-class (C :a) (m :a ⟦:b⟧))", "Malformed method definition", "unexpected trailing form"},
		{"(define-class (C :a) (⟦1⟧ :a))", "Malformed method definition", "expected symbol"},
		{"(define-instance⟦⟧)", "Malformed instance definition", "expected an instance head"},
		{"(define-instance ⟦Eq⟧)", "Malformed instance definition", "expected a list"},
		{"(define-instance (⟦=>⟧ Eq T))", "Malformed instance head", "unexpected `=>`"},
		{"(define-instance (Eq T) ⟦x⟧)", "Malformed method definition", "expected list"},
		{"(define-instance (Eq T) (⟦declare⟧ x))", "Malformed method definition", "expected method definition"},
		{"(define-instance (Eq T) ⟦(define)⟧)", "Malformed method definition", "expected definition name"},
		{"(define-instance (Eq T) (define ⟦*m*⟧ 1))", "Malformed method definition",
			"method names cannot use dynamic-variable earmuffs"},
		{"(define-instance (Eq T) ⟦(inline)⟧)", "Inline attribute must be attached to a method definition",
			"inline attribute here"},
	})
}

func TestMistakesInTypes(t *testing.T) {
	expectMistakes(t, "(declare f %)", []mistakeTest{
		{"(⟦=>⟧ Integer)", "Malformed type", "unnecessary `=>`"},
		{"⟦(Integer)⟧", "Malformed type", "unexpected nullary type"},
		{"⟦1⟧", "Malformed type", "expected identifier"},
		{"(List ⟦()⟧)", "Malformed type", "zero-value type syntax must be written as `Void`"},
		{"(Integer * ⟦(A * B)⟧ -> C)", "Malformed type",
			"Void and multi-value types cannot appear as components of a multi-value type"},
		{"(⟦Void⟧ Integer)", "Malformed type", "Void and multi-value types cannot be applied as ordinary types"},
		{"(List ⟦Void⟧)", "Malformed type", "Void and multi-value types cannot be used as type arguments"},
		{"((Eq :a) ⟦:b⟧ => :a)", "Malformed type predicate", "expected predicate"},
		{"((⟦(Eq :a)⟧ (Eq :b)) => :a)", "Malformed type predicate", "expected class name"},
		{"(⟦1⟧ :a => :a)", "Malformed type predicate", "expected identifier"},
		{"(⟦->⟧ Integer)", "Malformed function type", "invalid function syntax"},
		{"(Integer ⟦->⟧)", "Malformed function type", "missing return type"},
		{"(⟦*⟧ A -> B)", "Malformed function type", "unexpected `*` in function input"},
		{"(A -> ⟦*⟧ B)", "Malformed function type", "unexpected `*` in function output"},
		{"(A * ⟦*⟧ B)", "Malformed function type", "unexpected `*` in output pack"},
		{"(A *⟦⟧ -> B)", "Malformed function type", "missing type after `*` in function input"},
		{"(⟦()⟧ -> A)", "Malformed function type", "nullary function inputs must be written as `Void`"},
		{"(A * ⟦Void⟧ -> B)", "Malformed function type", "unexpected `Void` in function input"},
		{"(⟦Void⟧ &key (:x A) -> B)", "Malformed function type",
			"nullary input syntax `Void` cannot be combined with `&key`"},
		{"(A -> ⟦()⟧)", "Malformed function type", "zero-value outputs must be written as `Void`"},
		{"(A ⟦&key⟧ (:x B))", "Malformed function type", "`&key` type syntax is only valid in function signatures"},
		{"(A -> B ⟦&key⟧ (:x B))", "Malformed function type",
			"keyword type tail must appear inside function input before `->`"},
		{"(A &key (:x B) ⟦&key⟧ -> C)", "Malformed function type", "invalid `&key` placement"},
		{"(A &key ⟦:x⟧ -> B)", "Malformed keyword type entry", "expected `(:keyword Type)`"},
		{"(A &key ⟦(:x)⟧ -> B)", "Malformed keyword type entry", "expected key and type"},
		{"(A &key (⟦x⟧ B) -> C)", "Malformed keyword type entry", "expected keyword"},
		{"(A &key (:x B ⟦C⟧) -> D)", "Malformed keyword type entry", "unexpected trailing form"},
		{"(forall⟦⟧)", "Malformed forall type", "expected quantified variables"},
		{"(forall (:a)⟦⟧)", "Malformed forall type", "expected quantified type"},
		{"(forall ⟦:a⟧ :a)", "Malformed forall type", "expected list of quantified variables"},
		{"(forall ⟦(:a . :b)⟧ :a)", "Malformed forall type", "unexpected dotted list"},
		{"(forall (⟦a⟧) a)", "Invalid type variable", "expected keyword symbol"},
	})
}

func TestMistakesInExpressions(t *testing.T) {
	expectMistakes(t, "(define (f x) %)", []mistakeTest{
		{"⟦()⟧", "Malformed expression", "unexpected `nil` or `()`"},
		{"⟦(f . x)⟧", "Malformed expression", "unexpected dotted list"},
		{"⟦#(1 2)⟧", "Invalid literal", "unknown literal type"},
		{"⟦_⟧", "Invalid variable", "invalid variable name '_'"},
		{"⟦:x⟧", "Invalid variable", "expected identifier"},
		{"(f :k⟦⟧)", "Malformed function application", "keyword argument value is missing"},
		{"(f :k 1 ⟦2⟧)", "Malformed function application", "positional argument after keyword argument"},

		{"(fn⟦⟧)", "Malformed function", "expected function arguments"},
		{"(fn (x)⟦⟧)", "Malformed function", "expected function body"},
		{"(fn ⟦x⟧ 1)", "Malformed function", "malformed argument list"},
		{"(fn (x &key (a 1) ⟦&key⟧) 1)", "Malformed function", "invalid `&key` placement"},
		{"(fn (&key ⟦a⟧) 1)", "Malformed function keyword parameter", "expected `(name init-expr)`"},
		{"(fn (&key ⟦(a)⟧) 1)", "Malformed function keyword parameter", "expected identifier and default expression"},
		{"(fn (&key (⟦1⟧ 1)) 1)", "Malformed function keyword parameter", "expected identifier"},
		{"(fn (&key (a 1 ⟦2⟧)) 1)", "Malformed function keyword parameter", "unexpected trailing form"},
		{"(progn⟦⟧)", "Malformed function", "expected body"},
		{"(when x⟦⟧)", "Malformed function", "expected body"},

		{"(let⟦⟧)", "Malformed let", "expected let binding list"},
		{"(let ()⟦⟧)", "Malformed let", "expected let body"},
		{"(let ⟦x⟧ 1)", "Malformed let", "expected binding list"},
		{"(let (⟦x⟧) 1)", "Malformed let binding", "expected list"},
		{"(let ((x⟦⟧)) 1)", "Malformed let binding", "let bindings must have a value"},
		{"(let ((x 1 ⟦2⟧)) 1)", "Malformed let binding", "unexpected trailing form"},
		{"(let ((⟦.x⟧ 1)) 1)", "Invalid variable", "variables cannot start with '.'"},
		{"(let ((⟦*x*⟧ 1)) 1)", "Invalid variable", "ordinary variables cannot use dynamic-variable earmuffs"},
		{"(progn (let x = 1 ⟦2⟧) x)", "Malformed shorthand let", "unexpected trailing form"},
		{"⟦(let x = 1)⟧", "Malformed body expression", "body forms cannot be terminated by a shorthand let"},
		{"(progn (let (values ⟦(a)⟧) = 1) 2)", "Invalid values binding pattern",
			"`values` bindings only support variables and `_`"},
		{"(dynamic-bind⟦⟧)", "Malformed dynamic-bind", "expected dynamic binding list"},
		{"(dynamic-bind ((⟦x⟧ 1)) 1)", "Invalid dynamic variable",
			"dynamic variables must begin and end with '*' and contain at least one non-'*' character"},
		{"(dynamic-bind ((*x*⟦⟧)) 1)", "Malformed dynamic binding", "dynamic bindings must have a value"},
		{"(rec⟦⟧)", "Malformed rec", "expected function name"},
		{"(rec go⟦⟧)", "Malformed rec", "expected binding list"},
		{"(rec go ()⟦⟧)", "Malformed rec", "expected rec body"},
		{"(rec ⟦1⟧ () 1)", "Malformed rec", "expected function name"},
		{"(rec go ⟦x⟧ 1)", "Malformed rec", "expected binding list"},
		{"(rec go ⟦((x 1) . y)⟧ 1)", "Malformed rec", "expected binding list"},
		{"(rec go ((x⟦⟧)) 1)", "Malformed rec binding", "rec bindings must have a value"},
	})
}

func TestMistakesInControlFlow(t *testing.T) {
	expectMistakes(t, "(define (f x) %)", []mistakeTest{
		{"(match⟦⟧)", "Malformed match expression", "expected expression"},
		{"(match x ⟦y⟧)", "Malformed match branch", "expected list"},
		{"(match x (y⟦⟧))", "Malformed match branch", "expected body"},
		{"(catch⟦⟧)", "Malformed catch expression", "expected expression"},
		{"(catch x⟦⟧)", "Malformed catch expression", "expected catch cases"},
		{"(catch x (⟦e⟧ 1))", "Malformed catch branch", "Not Yet Allowed: Catching an exception with a pattern variable"},
		{"(catch x (⟦1⟧ 1))", "Malformed catch branch", "branch must be either an exception type constructor or a wildcard."},
		{"(resumable x⟦⟧)", "Malformed resumable expression", "expected resumeable cases"},
		{"(resumable x (⟦e⟧ 1))", "Malformed resumable branch", "pattern must match a resumption constructor."},
		{"(⟦throw⟧)", "Malformed throw expression", "expression expected"},
		{"(resume-to⟦⟧)", "Malformed resume-to expression", "expression expected"},
		{"(throw x ⟦y⟧)", "Malformed throw expression", "unexpected trailing form"},
		{"(the⟦⟧)", "Malformed the expression", "expected type"},
		{"(the Integer⟦⟧)", "Malformed the expression", "expected value"},
		{"(if⟦⟧)", "Malformed if expression", "expected a predicate"},
		{"(if x⟦⟧)", "Malformed if expression", "expected a form"},
		{"(if x 1 2 ⟦3⟧)", "Malformed if expression", "unexpected trailing form"},
		{"(unless⟦⟧)", "Malformed unless expression", "expected a predicate"},
		{"(cond⟦⟧)", "Malformed cond expression", "expected one or more clauses"},
		{"(cond ⟦x⟧)", "Malformed cond clause", "expected list"},
		{"(return 1 ⟦2⟧)", "Malformed return expression", "unexpected trailing form"},
		{"(do⟦⟧)", "Malformed do expression", "expected one or more forms"},
		{"(do ⟦(y <- x)⟧)", "Malformed do expression", "do expression cannot be terminated by a bind"},
		{"(do ⟦(let y = x)⟧)", "Malformed do expression", "do expressions cannot be terminated by a shorthand let"},
		{"(do (y <- x ⟦1⟧) y)", "Malformed bind form", "unexpected trailing form"},
		{"(for⟦⟧)", "Malformed for expression", "expected binding list"},
		{"(for :a⟦⟧)", "Malformed for expression", "expected binding list"},
		{"(for () :while⟦⟧)", "Malformed for expression", "expected expression after :while"},
		{"(for () :while x ⟦:returns⟧ x)", "Malformed for expression",
			":returns clause must appear immediately after the binding list"},
		{"(for (⟦()⟧) x)", "Malformed for binding", "expected list"},
		{"(for ((i⟦⟧)) x)", "Malformed for binding", "for bindings must have an initializer"},
		{"(for ((i 0⟦⟧)) x)", "Malformed for binding", "for bindings must have a step expression"},
		{"(for ((i 0 1) ⟦j⟧) x)", "Malformed for binding", "expected list"},
		{"⟦(break)⟧", "Invalid break", "break does not appear in an enclosing for"},
		{"(for () (fn () ⟦(break)⟧))", "Invalid break", "break does not appear in an enclosing for"},
		{"(for () (for :a () (continue ⟦:b⟧)))", "Invalid label in continue", "label not found in any enclosing for"},
		{"(for :a () :while (break ⟦:a⟧))", "Invalid label in break", "label not found in any enclosing for"},
		{"(for () (break 1)⟦⟧)", "Invalid argument in break", "expected a keyword"},
		{"(for :a () ⟦(continue :a 1)⟧)", "Invalid argument in continue", "unexpected argument after label"},
		{"(lisp⟦⟧)", "Malformed lisp expression", "expected expression type"},
		{"(lisp ⟦Integer⟧ (x) x)", "Malformed lisp return type", "use `(-> ...)` return type syntax in `lisp` forms"},
		{"(lisp (-> ⟦()⟧) (x) x)", "Malformed lisp return type",
			"zero-value `lisp` return types must be written as `(-> Void)`"},
		{"(lisp (⟦A⟧ -> B) (x) x)", "Malformed lisp return type",
			"nothing may appear to the left of `->` in a `lisp` return type"},
		{"(lisp (-> Integer) (⟦1⟧) x)", "Invalid lisp binding", "expected identifier or (identifier identifier)"},
		{"⟦(lisp (-> Integer) (x) x)⟧", "Unsupported lisp expression",
			"`lisp` forms need Common Lisp, which Smelter does not have"},
	})
}

func TestMistakesInPatterns(t *testing.T) {
	expectMistakes(t, "(define (f x) (match x (% 1)))", []mistakeTest{
		{"(=⟦⟧)", "Invalid pattern", "body expected"},
		{"(= ⟦1⟧ x)", "Invalid pattern", "pattern variable expected"},
		{"(= x⟦⟧)", "Invalid pattern", "bound pattern expected"},
		{"(= x y ⟦z⟧)", "Invalid pattern", "unexpected expression after bound pattern"},
		{"(= ⟦_⟧ y)", "Invalid pattern", "invalid variable name '_'"},
		{"⟦*x*⟧", "Invalid pattern", "pattern variables cannot use dynamic-variable earmuffs"},
		{"⟦:x⟧", "Invalid pattern", "unknown pattern literal"},
		{"⟦()⟧", "Invalid pattern", "unknown pattern literal"},
		{"(⟦1⟧ x)", "Invalid pattern", "invalid constructor in pattern"},
		{"⟦(Some . x)⟧", "Invalid pattern", "unexpected dotted list"},
	})
}

func TestMistakesInMacroCalls(t *testing.T) {
	expectMistakes(t, "(define (f x) %)", []mistakeTest{
		{"⟦(nest f)⟧", "Error during macro expansion", "nest needs two or more operands"},
		{"⟦(assert)⟧", "Error during macro expansion", "assert needs a condition"},
		{"(make-list (if x⟦⟧))", "Malformed if expression", "expected a form"},
	})
	_, errs, _ := parse("(package test) (define x (make-list (if)))", false)
	if got := errs.All()[0].Context; len(got) != 1 || got[0] != inMacro {
		t.Errorf("a mistake inside of a macro call has context %q", got)
	}
}
