// Package programtest makes programs for tests: well-typed, terminating, and each with the
// output that it must have.
//
// In comes a source of random numbers; out go the text of a package file and what it
// prints. An expression is made together with its meaning, a Go function over values of
// this package, so that the expected output owes nothing to the checker, to Core or to
// emitted code. Running the program and comparing is left to the test.
package programtest

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// A Program is a program and what it must print.
type Program struct {
	Text   string
	Output string
}

// header declares what the expressions of a program use. There is a data type for each way
// of laying one out: small numbers, the field alone, a struct, nil and a pointer, a tag.
const header = `(package generated
  (import coalton-prelude (coalton/math as math) (coalton/cell as cell) (coalton/list as list)
    (coalton/string as string) (coalton/vector as vector) (coalton/hashtable as hashtable)
    (coalton/ordmap as ordmap) (coalton/iterator as iter))
  (import-from coalton/vector Vector)
  (import-from coalton/hashtable HashTable)
  (import-from coalton/ordmap OrdMap)
  (export main))

(derive Eq Show)
(define-type Colour Red Green Blue)

(derive Eq Show)
(define-type (Wrap :a) (Wrap :a))

(derive Eq Show)
(define-type (Both :a :b) (Both :a :b))

(derive Eq Show)
(define-type (Tree :a) Leaf (Node (Tree :a) :a (Tree :a)))

(derive Eq Show)
(define-type (Shape :a) Dot (Line :a) (Box :a :a) Gap (Group (List (Shape :a))))

(define-exception Trouble (Boom Integer) (Oops String Integer) Enough)

(define-resumption (Carry-On Integer))

(define-class (Weigh :a)
  (weigh (:a -> Integer)))

(define-instance (Weigh Integer)
  (define (weigh n) n))

(define-instance (Weigh Boolean)
  (define (weigh b) (if b 1 0)))

(define-instance (Weigh String)
  (define (weigh s) (fold (fn (n _) (+ n 1)) 0 (the (List Char) (into s)))))

(define-instance (Weigh :a => Weigh (List :a))
  (define (weigh xs) (fold (fn (n x) (+ n (weigh x))) 0 xs)))

(define-instance (Weigh :a => Weigh (Optional :a))
  (define (weigh o) (match o ((Some x) (+ 1 (weigh x))) ((None) 0))))

(define *depth* (the Integer 0))

(declare said (String * :a -> :a))
(define (said text x)
  (print text)
  x)

(declare pair-of (:a * :b -> :a * :b))
(define (pair-of a b)
  (values a b))

(declare keyed (Integer &key (:plus Integer) (:times Integer) -> Integer))
(define (keyed n &key (plus (+ n 1)) (times (- plus 2)))
  (+ plus (* n times)))

(declare bump (Integer -> Integer))
(define (bump n)
  (when (> n 1000000) (throw Enough))
  (+ n *depth*))
`

// New makes a program of some functions and cases. Its meaning is computed on the way, so
// cases that would take too long or grow too big are left out.
func New(r *rand.Rand, cases int) Program {
	g := &generator{r: r}
	var text strings.Builder
	text.WriteString(header)
	var calls, output strings.Builder
	for i := range cases {
		if g.r.IntN(2) == 0 {
			text.WriteString(g.function())
		}
		for {
			code, out, ok := g.testCase(i)
			if ok {
				text.WriteString(code)
				fmt.Fprintf(&calls, "  (case-%d)\n", i)
				output.WriteString(out)
				break
			}
		}
	}
	fmt.Fprintf(&text, "\n(declare main (Void -> Void))\n(define (main)\n%s  (values))\n", calls.String())
	return Program{text.String(), output.String()}
}

// testCase makes a function that prints a value, and what it prints.
func (g *generator) testCase(i int) (code, out string, ok bool) {
	t := g.shownType(2)
	x := g.expr(t, nil, 4)
	m := &machine{steps: maxSteps}
	defer func() {
		switch e := recover().(type) {
		case nil:
		case tooMuch:
			code, out, ok = "", "", false
		default:
			panic(e)
		}
	}()
	result := m.try(func() string { return show(t, x.eval(m, nil)) })
	code = fmt.Sprintf(`
(declare case-%d (Void -> Void))
(define (case-%d)
  (print (catch (show-as-string %s)
           ((Boom n) (<> "boom " (into n)))
           ((Oops s n) (mconcat (make-list "oops " s " " (into n))))
           ((Enough) "enough")
           (_ "error"))))
`, i, i, x.text)
	return code, m.out.String() + result + "\n", true
}

// try computes a text and says what the handler of a case does.
func (m *machine) try(f func() string) string {
	return m.catch(func() value { return f() }, func(e thrown) (value, bool) { return e.handled(), true }).(string)
}
