package opt_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/smelter-lang/smelter/transpile/core"
	"github.com/smelter-lang/smelter/transpile/opt"
)

// TestBig sees that the passes do not take much longer for one long definition than for many
// short ones.
func TestBig(t *testing.T) {
	repeat := func(n int, format string) string {
		var b strings.Builder
		for i := range n {
			b.WriteString(strings.ReplaceAll(format, "#", fmt.Sprint(i)) + "\n")
		}
		return b.String()
	}
	head := "(package big (import coalton-prelude))\n"
	for name, make := range map[string]func(n int) string{
		"list": func(n int) string {
			return "(declare f (Integer -> List Integer))\n(define (f x) (make-list " + repeat(n, "(+ x #)") + "))"
		},
		"lets": func(n int) string {
			return "(declare f (Integer -> Integer))\n(define (f x)\n" + repeat(n, "(let x = (* (+ x #) x))") + "x)"
		},
		"cond": func(n int) string {
			return "(declare f (Integer -> Integer))\n(define (f x) (cond " + repeat(n, "((== x #) (+ x #))") + "(True 0)))"
		},
		"match": func(n int) string {
			return "(declare f (String -> Integer))\n(define (f s) (match s " + repeat(n, `("s#" #)`) + "(_ 0)))"
		},
		"prints": func(n int) string {
			return "(declare f (Integer -> Void))\n(define (f x)\n" + repeat(n, "(when (== x #) (print x))") + ")"
		},
		"optionals": func(n int) string {
			return "(declare f (Optional Integer -> Optional Integer))\n(define (f m) (do " +
				repeat(n, "(x <- (if (== m (Some #)) m None))") + "(pure 1)))"
		},
	} {
		t.Run(name, func(t *testing.T) {
			took := func(n int) time.Duration {
				p := program(t, head+make(n))
				start := time.Now()
				opt.Run(p, nil)
				return time.Since(start)
			}
			if d := took(400); d > time.Second { // it is a few milliseconds, on a quiet machine
				t.Errorf("%v for 400 parts", d)
			}
		})
	}
}

// TestEndless sees that a function which reaches itself through a value that holds it is
// not put into itself until there is no room left.
func TestEndless(t *testing.T) {
	p := program(t, `(package endless (import coalton-prelude))
(define-type (Self :a) (Self (Self :a -> :a)))
(define (unself (Self f)) f)
(declare fixed (((:a -> :b) -> :a -> :b) -> :a -> :b))
(define (fixed f) (let g = (fn (x) (f (fn (v) (((unself x) x) v))))) (g (Self g)))
(declare fact (Integer -> Integer))
(define (fact n) ((fixed (fn (self) (fn (n) (if (== n 0) 1 (* n (self (- n 1))))))) n))
`)
	opt.Run(p, nil)
	size := 0
	for _, d := range p.Defs {
		size += core.Size(d.Body)
	}
	if size > 600 {
		t.Errorf("%d nodes", size)
	}
}
