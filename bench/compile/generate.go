package main

import (
	"fmt"
	"io/fs"
	"regexp"
	"strings"

	"github.com/smelter-lang/smelter/runtime"
)

var packageName = regexp.MustCompile(`\(package ([^\s()]+)`)

// everything writes a program that imports each package of the library.
func everything() (string, error) {
	files, err := fs.Glob(runtime.Prelude(), "*.coal")
	if err != nil {
		return "", err
	}
	var b strings.Builder
	b.WriteString("(package everything\n  (import coalton-prelude")
	for _, f := range files {
		text, err := fs.ReadFile(runtime.Prelude(), f)
		if err != nil {
			return "", err
		}
		m := packageName.FindSubmatch(text)
		if m == nil || strings.Contains(string(m[1]), "/internal/") {
			continue
		}
		fmt.Fprintf(&b, "\n    (%s as %s)", m[1], strings.ReplaceAll(string(m[1]), "/", "-"))
	}
	b.WriteString("))\n")
	return b.String(), nil
}

// largeLines is about how long large.coal is.
const largeLines = 10000

// large writes a program of many parts of one kind, as a big script has them: types, a
// class with instances, functions with and without declarations, matches, loops, folds.
func large() string {
	var b strings.Builder
	b.WriteString("(package large\n  (import coalton-prelude (coalton/list as list) (coalton/cell as cell))\n  (export main))\n")
	parts := 0
	for strings.Count(b.String(), "\n") < largeLines-10 {
		b.WriteString(strings.ReplaceAll(part, "@", fmt.Sprint(parts)))
		parts++
	}
	b.WriteString("\n(declare main (Void -> Void))\n(define (main)\n")
	fmt.Fprintf(&b, "  (print (show-as-string (total-%d 10))))\n", parts-1)
	return b.String()
}

// longBody writes a program of one function with many statements.
func longBody() string {
	var b strings.Builder
	b.WriteString("(package long\n  (import coalton-prelude)\n  (export main))\n\n(declare main (Void -> Void))\n(define (main)\n")
	for i := range 2000 {
		fmt.Fprintf(&b, "  (print (show-as-string (+ 1 %d)))\n", i)
	}
	b.WriteString("  (values))\n")
	return b.String()
}

// part is one of many: @ is its number.
const part = `
(derive Eq Show)
(define-type (Term-@ :a)
  (Number-@ Integer)
  (Name-@ :a)
  (Sum-@ (Term-@ :a) (Term-@ :a))
  (Product-@ (Term-@ :a) (Term-@ :a)))

(define-struct Account-@
  (owner String)
  (balance Integer))

(define-class (Measured-@ :t)
  (measure-@ (:t -> Integer)))

(define-instance (Measured-@ (Term-@ :a))
  (define (measure-@ t)
    (match t
      ((Number-@ n) n)
      ((Name-@ _) 1)
      ((Sum-@ a b) (+ (measure-@ a) (measure-@ b)))
      ((Product-@ a b) (* (measure-@ a) (measure-@ b))))))

(define-instance (Measured-@ Account-@)
  (define (measure-@ a) (.balance a)))

(define-instance (Measured-@ :t => Measured-@ (List :t))
  (define (measure-@ ts)
    (fold (fn (n t) (+ n (measure-@ t))) 0 ts)))

(declare evaluate-@ (List (Tuple String Integer) * Term-@ String -> Optional Integer))
(define (evaluate-@ env t)
  (match t
    ((Number-@ n) (Some n))
    ((Name-@ s) (list:lookup s env))
    ((Sum-@ a b)
     (do
       (x <- (evaluate-@ env a))
       (y <- (evaluate-@ env b))
       (pure (+ x y))))
    ((Product-@ a b)
     (do
       (x <- (evaluate-@ env a))
       (y <- (evaluate-@ env b))
       (pure (* x y))))))

(declare deposit-@ (Integer * Account-@ -> Account-@))
(define (deposit-@ amount account)
  (Account-@ (.owner account) (+ amount (.balance account))))

(define (count-to-@ limit)
  (rec next ((i 0) (found Nil))
    (cond
      ((>= i limit) (reverse found))
      ((even? i) (next (+ i 1) (Cons i found)))
      (True (next (+ i 1) found)))))

(declare collatz-@ (Integer -> Integer))
(define (collatz-@ n)
  (let steps = (cell:new 0))
  (for ((k n (if (even? k) (lsh-@ k) (+ 1 (* 3 k)))))
    :until (== k 1)
    (cell:increment! steps))
  (cell:read steps))

(declare lsh-@ (Integer -> Integer))
(define (lsh-@ k)
  (rec halve ((k k) (h 0))
    (if (< k 2) h (halve (- k 2) (+ h 1)))))

(declare total-@ (Integer -> Integer))
(define (total-@ n)
  "A bit of everything."
  (let ((terms (map (fn (i) (Sum-@ (Number-@ i) (Name-@ "x"))) (count-to-@ n)))
        (value (fn (t) (match (evaluate-@ (make-list (Tuple "x" 2)) t)
                         ((Some v) v)
                         ((None) 0)))))
    (+ (measure-@ (the (List (Term-@ String)) terms))
       (+ (fold + 0 (map value terms))
          (+ (collatz-@ 7) (.balance (deposit-@ 5 (Account-@ "me" 1))))))))
`
