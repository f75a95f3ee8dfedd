package transpile_test

import (
	"fmt"
	"io"
	"math/rand/v2"
	"testing"

	"github.com/smelter-lang/smelter/transpile/diag"
	"github.com/smelter-lang/smelter/transpile/emit"
	"github.com/smelter-lang/smelter/transpile/fuzztest"
	"github.com/smelter-lang/smelter/transpile/pipetest"
)

// corpus is where the programs come from.
var corpus = []string{"run", "check", "core", "derive", "emit", "opt"}

// TestMutants checks changed programs of testdata.
func TestMutants(t *testing.T) {
	programs := fuzztest.Programs(t, corpus...)
	fuzztest.Run(t, 300, fuzztest.Limit, func(r *rand.Rand) (string, func() error) {
		text := fuzztest.Mutant(programs[r.IntN(len(programs))], 4, r)
		return text, func() error { return checkable(t, text) }
	})
}

// FuzzCheck checks what Go's fuzzing comes up with.
func FuzzCheck(f *testing.F) {
	for _, text := range fuzztest.Programs(f, corpus...) {
		f.Add(text, uint64(0))
	}
	f.Fuzz(func(t *testing.T, text string, change uint64) {
		mutant := fuzztest.Mutant(text, 4, rand.New(rand.NewPCG(change, 1)))
		if err := checkable(t, mutant); err != nil {
			t.Fatalf("%v\n%s", err, mutant)
		}
	})
}

// checkable says what is wrong with how a program is checked. Whatever it is, that ends
// without a mistake of ours, and every diagnostic has a place and a page and can be drawn.
// What has no errors becomes Go, with all that core.Lint demands on the way.
func checkable(t testing.TB, text string) (err error) {
	defer func() {
		if p := recover(); p != nil {
			bug, ok := p.(*diag.Bug)
			if !ok {
				panic(p)
			}
			err = fmt.Errorf("mistake of ours: %s", bug.Msg)
		}
	}()
	s, m := pipetest.Check(t, text)
	if !s.Diags.HasErrors() {
		if _, err := s.Go(m, emit.Options{}); err != nil {
			return err
		}
	}
	for _, d := range s.Diags.Sorted() {
		if !d.At().Valid() || d.Title == "" || diag.Explain(d.Code) == nil {
			return fmt.Errorf("%q has no place, no title or no page", d.Title)
		}
	}
	return (&diag.Printer{Files: &s.Files}).PrintAll(io.Discard, s.Diags.Sorted())
}
