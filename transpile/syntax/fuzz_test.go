package syntax

import "testing"

// Whatever the text is, parsing ends with a module and diagnostics.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		"(package p (import coalton-prelude)) (define (f x &key (y 1)) (match x ((Some z) z) (_ y)))",
		"(println (str 1 2)) (define-expression-macro m (x &rest y) `(f ,x ,@y)) (m 1 2)",
		"(defpackage p (:use coalton)) (in-package p) (coalton-toplevel (define x 1))",
		"(declare f (forall (:a) (Eq :a) => :a * :a &key (:k Void) -> Void)) (repr :native) (derive Eq)",
		"(define-class (Eq :a => C :a (:a -> :b)) (m :a)) (define-instance (C T) (define (m) [1 => 2 :for x :in y]))",
		"(define x (for :l ((i 0 1)) :returns (lisp (-> A) (b) (cl:c)) (break :l)))",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, library := range []bool{false, true} {
			m, errs, _ := parse(text, library)
			for _, u := range m.Units {
				WalkUnit(u, func(Node) bool { return true })
			}
			errs.Sorted()
		}
	})
}
