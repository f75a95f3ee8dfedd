package programtest

import (
	"fmt"
	"slices"
	"strings"
)

// This file is what all programs define: types, classes, functions.

const imports = `
  (import coalton-prelude (coalton/math as math) (coalton/cell as cell) (coalton/list as list)
    (coalton/string as string) (coalton/vector as vector) (coalton/hashtable as hashtable)
    (coalton/ordmap as ordmap) (coalton/iterator as iter) (coalton/monad/state as state))
  (import-from coalton/vector Vector)
  (import-from coalton/hashtable HashTable)
  (import-from coalton/ordmap OrdMap)`

// exports are the names that a second file needs of the definitions.
const exports = `Mark Hollow Act run tag Runner go Action Filler filler fill-or *twin* wrapped Colour Red Green Blue Wrap Both Tree Leaf Node Shape Dot Line Box Gap Group Nested Bottom Level
    Trouble Boom Oops Enough Carry-On Weigh weigh Ranked rank heavier Holds first-of
    *depth* said pair-of keyed with-keys bump heaviest rank-others levels weigh-levels mapped-twice summed woven`

// definitions are used by the expressions of a program. There is a data type for each way
// of laying one out: small numbers, the field alone, a struct, nil and a pointer, a tag;
// and one whose instances have no end.
const definitions = `
(derive Eq Show)
(define-type Colour Red Green Blue)

(derive Eq Show)
(define-type Mark Mark)

(derive Eq)
(define-type Hollow (Hollow Unit))

(define-instance (Show Hollow)
  (define (show-to write _) (write "(Hollow Unit)")))

(define-struct (Act :a)
  (run (:a -> :a))
  (tag String))

(define-struct Runner
  (go (Integer &key (:plus Integer) (:times Integer) -> Integer)))

(derive Eq Show)
(define-type (Wrap :a) (Wrap :a))

(derive Eq Show)
(define-type (Both :a :b) (Both :a :b))

(derive Eq Show)
(define-type (Tree :a) Leaf (Node (Tree :a) :a (Tree :a)))

(derive Eq Show)
(define-type (Shape :a) Dot (Line :a) (Box :a :a) Gap (Group (List (Shape :a))))

(derive Eq Show)
(define-type (Nested :a) Bottom (Level :a (Nested (Both :a :a))))

(define-exception Trouble (Boom Integer) (Oops String Integer) Enough (Action (Integer -> Integer)))

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

(define-instance ((Weigh :a) (Weigh :b) => Weigh (Both :a :b))
  (define (weigh b) (match b ((Both x y) (+ (weigh x) (weigh y))))))

(define-class (Weigh :a => Ranked :a)
  (rank (:a -> Integer))
  (heavier (:a * :a -> Boolean)))

(define-instance (Ranked Integer)
  (define (rank n) (* 2 n))
  (define (heavier a b) (> a b)))

(define-instance (Ranked String)
  (define (rank _) 1)
  (define (heavier a b) (> (weigh a) (weigh b))))

(define-instance (Ranked :a => Ranked (List :a))
  (define (rank xs) (fold (fn (n x) (+ n (rank x))) 1 xs))
  (define (heavier a b) (> (weigh a) (weigh b))))

(define-class (Holds :all :one (:all -> :one))
  (first-of (:all -> Optional :one)))

(define-instance (Holds (List :a) :a)
  (define (first-of xs) (match xs ((Cons x _) (Some x)) ((Nil) None))))

(define-instance (Holds (Tree :a) :a)
  (define (first-of t) (match t ((Node _ x _) (Some x)) ((Leaf) None))))

(define-class (Filler :a)
  (filler :a)
  (fill-or (Boolean * :a -> :a)))

(define-instance (Filler Integer)
  (define filler 7)
  (define (fill-or fills n) (if fills filler n)))

(define-instance (Filler String)
  (define filler "fill")
  (define (fill-or fills s) (if fills filler s)))

(define-instance (Filler Unit)
  (define filler Unit)
  (define (fill-or _ u) u))

(define-instance (Filler Mark)
  (define filler Mark)
  (define (fill-or _ _) filler))

(define-instance (Filler :a => Filler (List :a))
  (define filler (make-list filler filler))
  (define (fill-or fills xs) (map (fn (x) (fill-or fills x)) xs)))

(define-instance (Filler :a => Filler (Optional :a))
  (define filler (Some filler))
  (define (fill-or fills o)
    (match o
      ((Some x) (Some (fill-or fills x)))
      ((None) (if fills filler None)))))

(define-instance ((Filler :a) (Filler :b) => Filler (Both :a :b))
  (define filler (Both filler filler))
  (define (fill-or fills b) (match b ((Both x y) (Both (fill-or fills x) (fill-or (not fills) y))))))

(define-instance (Filler :b => Filler (:a -> :b))
  (define filler (fn (_) filler))
  (define (fill-or fills f) (fn (x) (fill-or fills (f x)))))

(define *twin* (fn (x) (Both x x)))

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

(declare with-keys ((Integer &key (:plus Integer) -> Integer) * Integer -> Integer))
(define (with-keys f n)
  (- (f n :plus 3) (f n)))

(declare bump (Integer -> Integer))
(define (bump n)
  (when (> n 1000000) (throw Enough))
  (+ n *depth*))

(declare heaviest (Ranked :a => List :a * :a -> :a))
(define (heaviest xs best)
  (fold (fn (b x) (if (heavier x b) x b)) best xs))

(declare rank-others ((Ranked :a) (Eq :a) => :a * List :a -> Integer))
(define (rank-others x ys)
  (fold (fn (n y) (if (== x y) n (+ n (rank y)))) 0 ys))

(declare levels (Nested :a -> Integer))
(define (levels n)
  (match n
    ((Bottom) 0)
    ((Level _ rest) (+ 1 (levels rest)))))

(declare weigh-levels (Weigh :a => Nested :a -> Integer))
(define (weigh-levels n)
  (match n
    ((Bottom) 0)
    ((Level x rest) (+ (weigh x) (weigh-levels rest)))))

(declare mapped-twice (Functor :f => (:a -> :a) * :f :a -> :f :a))
(define (mapped-twice f xs)
  (map f (map f xs)))

(declare wrapped (Show :a => UFix * :a -> String))
(define (wrapped n x)
  (if (== n 0) (show-as-string x) (wrapped (- n 1) (Wrap x))))

(declare summed (Integer * Integer * Integer -> Integer))
(define (summed n acc by)
  (if (== n 0) acc (summed (- n 1) (+ acc by) by)))

(declare woven (Integer * Integer * Integer -> Integer))
(define (woven n a b)
  (if (== n 0) a (woven (- n 1) b (+ a b))))
`

// assemble puts a program together: of one file, or of two with the definitions in the second.
func (g *generator) assemble(shared, own, calls string, names []string) (text, library string) {
	own += fmt.Sprintf("\n(declare main (Void -> Void))\n(define (main)\n%s  (values))\n", calls)
	if !g.apart {
		return "(package generated" + imports + "\n  (export main))\n" + definitions + shared + own, ""
	}
	all := strings.Join(slices.Concat([]string{exports}, names), " ")
	return "(package generated" + imports + "\n  (import " + Library + ")\n  (export main))\n" + own,
		"(package " + Library + imports + "\n  (export " + all + "))\n" + definitions + shared
}
