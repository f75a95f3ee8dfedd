package opt_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

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
