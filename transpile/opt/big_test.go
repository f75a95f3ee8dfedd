package opt_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/smelter-lang/smelter/transpile/core"
	"github.com/smelter-lang/smelter/transpile/opt"
)

// BenchmarkBig tells the time for each part of long definitions, which should not grow much
// with the number of parts.
func BenchmarkBig(b *testing.B) {
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
		for _, n := range []int{100, 400} {
			b.Run(fmt.Sprintf("%s/%d", name, n), func(b *testing.B) {
				for b.Loop() {
					b.StopTimer()
					p := program(b, head+make(n))
					b.StartTimer()
					opt.Run(p, nil)
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*n), "ns/part")
			})
		}
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
