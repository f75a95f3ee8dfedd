package opt_test

import (
	"math/rand/v2"
	"testing"

	"github.com/smelter-lang/smelter/transpile/opt"
	"github.com/smelter-lang/smelter/transpile/programtest"
)

const hello = `(package hello (import coalton-prelude) (export main))
(declare main (Void -> Void))
(define (main) (print "Hello, world!"))
`

// BenchmarkOpt measures the passes alone, on a program that says hello and on one whose
// every line is a large expression.
func BenchmarkOpt(b *testing.B) {
	for _, c := range []struct{ name, text string }{
		{"hello", hello},
		{"generated", programtest.New(rand.New(rand.NewPCG(7, 1)), 40, false).Text},
	} {
		b.Run(c.name, func(b *testing.B) {
			size := 0
			for b.Loop() {
				b.StopTimer()
				p := program(b, c.text)
				size = len(p.Defs)
				b.StartTimer()
				opt.Run(p, nil)
			}
			b.ReportMetric(float64(size), "defs")
		})
	}
}
