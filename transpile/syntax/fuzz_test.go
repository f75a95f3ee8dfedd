package syntax

import (
	"fmt"
	"io"
	"math/rand/v2"
	"testing"

	"github.com/smelter-lang/smelter/transpile/diag"
	"github.com/smelter-lang/smelter/transpile/fuzztest"
)

// TestMutants parses changed scripts, of all there are.
func TestMutants(t *testing.T) {
	texts := fuzztest.Texts(t)
	fuzztest.Run(t, 500, fuzztest.Limit, func(r *rand.Rand) (string, func() error) {
		text := fuzztest.Mutant(texts[r.IntN(len(texts))], 4, r)
		return text, func() error { return parsable(text) }
	})
}

// FuzzParse parses what Go's fuzzing comes up with.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		"(package p (import coalton-prelude)) (define (f x &key (y 1)) (match x ((Some z) z) (_ y)))",
		"(println (str 1 2)) (define-expression-macro m (x &rest y) `(f ,x ,@y)) (m 1 2)",
		"(defpackage p (:use coalton)) (in-package p) (coalton-toplevel (define x 1))",
		"(named-readtables:in-readtable coalton:coalton) (defpackage #:p (:use #:coalton) (:local-nicknames (#:s #:coalton/string))) (in-package #:p)",
		"(declare f (forall (:a) (Eq :a) => :a * :a &key (:k Void) -> Void)) (repr :native) (derive Eq)",
		"(define-class (Eq :a => C :a (:a -> :b)) (m :a)) (define-instance (C T) (define (m) [1 => 2 :for x :in y]))",
		"(define x (for :l ((i 0 1)) :returns (lisp (-> A) (b) (cl:c)) (break :l)))",
		"(package p (import (coalton/string as s) nowhere) (import-from q r)) (define x (s:nosuch (t:u v)))",
		"(define (f x) (if x #\\Nul)) (define-type T (A #.x)) (define-instance (Eq T) (define",
		"(import nowhere) (nowhere:f (let (x 1) x)) (defun f) (let x = 1) (rec f (x 1) x)",
		"(define-struct (S :a) (x \"doc\" :a)) (define-resumption (R Integer)) (define-exception E (F)) (specialize a b C)",
		"(define f ƒx.[x ƒ_.()]) (progn (inline)) (dynamic-bind ((*x* 1)) (catch 1 (_ (throw 2))))",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if err := parsable(text); err != nil {
			t.Fatal(err)
		}
	})
}

// parsable says what is wrong with how a text is parsed. Whatever it is, parsing ends with
// a module whose tree can be walked and printed, and with diagnostics that have a code, a
// place and can be drawn.
func parsable(text string) error {
	for _, library := range []bool{false, true} {
		m, errs, files := parse(text, library)
		for _, u := range m.Units {
			WalkUnit(u, func(Node) bool { return true })
		}
		if err := Fprint(io.Discard, m); err != nil {
			return err
		}
		for _, d := range errs.Sorted() {
			if d.Code == "" || !d.At().Valid() || diag.Explain(d.Code) == nil {
				return fmt.Errorf("%q has the code %q and is at %v", d.Title, d.Code, d.At())
			}
			(&diag.Printer{Files: files}).Print(io.Discard, d)
		}
	}
	return nil
}
