package reader

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/smelter-lang/smelter/transpile/fuzztest"
	"github.com/smelter-lang/smelter/transpile/source"
)

// TestGarbled reads changed parts of all scripts there are.
func TestGarbled(t *testing.T) {
	texts := fuzztest.Texts(t)
	fuzztest.Run(t, 20000, fuzztest.Limit, func(r *rand.Rand) (string, func() error) {
		text := fuzztest.Garbled(texts[r.IntN(len(texts))], r)
		return text, func() error { return readable(text) }
	})
}

// FuzzRead reads what Go's fuzzing comes up with.
func FuzzRead(f *testing.F) {
	for _, seed := range []string{
		"(define (f x) (+ x 1))", "[k => v :for x :in xs]", "ƒx.x", "#+(or a b) c #-d e", `#\Space "a\n\u{41}"`,
		"a|b c|\\d pkg:x #:y", "#| #| |# |# ; z\n`(,x ,@y , @z)", "1/2 -.5 1d0 #xF #3r21", "(a . b) #(1) ) ]",
		"\"a\r\n\xff\"", "'", "(((", "..", "#", "#5", "|", "\\", "\"\\", "(f #+)", "#!x\n(a)\r\n(b", "\ufeff(a",
		"(a #\\Nul)\n(b)", "[k => v :when] (c)", "#C(1 2) #'f #.x #;", "1e99 1/0 #1rZ", "λ:Λ a::b :k ::", "ƒ_x_.ƒy.(x y)",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if err := readable(text); err != nil {
			t.Fatal(err)
		}
	})
}

// readable says what is wrong with how a text is read. Whatever it is: reading does not
// panic, every mistake and form has a place in the file, and printed forms read back as
// the same forms.
func readable(text string) error {
	forms, errs, _ := read(text)
	end := len(strings.TrimPrefix(text, "\ufeff"))
	within := func(at source.Span) bool { return at.Valid() && at.Lo <= at.Hi && int(at.Hi) <= end }
	var wrong []error
	for _, d := range errs.All() {
		if !within(d.At()) {
			wrong = append(wrong, fmt.Errorf("%s is at %v", d.Notes[0].Text, d.At()))
		}
	}
	for _, f := range forms {
		if err := misplaced(f, within); err != nil {
			wrong = append(wrong, err)
		}
		if f.Broken {
			continue // what was read of it need not be a form
		}
		again, more, _ := read(f.String())
		if len(again) != 1 || !same(f, again[0]) {
			wrong = append(wrong, fmt.Errorf("%q is printed as %q, which reads as %q (%d errors)", text, f, again, more.Errors()))
		}
	}
	return errors.Join(wrong...)
}

// misplaced finds a form that is outside of the file or of the form around it.
func misplaced(f *Form, within func(source.Span) bool) error {
	if !within(f.Span) {
		return fmt.Errorf("%s is at %v", f, f.Span)
	}
	inside := within
	if !f.Broken {
		inside = func(at source.Span) bool { return within(at) && at.Lo >= f.Span.Lo && at.Hi <= f.Span.Hi }
	}
	parts := f.Items
	if f.Dot != nil {
		parts = append(parts[:len(parts):len(parts)], f.Dot)
	}
	for _, x := range parts {
		if err := misplaced(x, inside); err != nil {
			return err
		}
	}
	return nil
}

func same(f, g *Form) bool {
	if f == nil || g == nil {
		return f == g
	}
	if f.Kind != g.Kind || f.Text != g.Text || f.Qual != g.Qual || f.Internal != g.Internal ||
		f.Rune != g.Rune || len(f.Items) != len(g.Items) || !same(f.Dot, g.Dot) {
		return false
	}
	for i := range f.Items {
		if !same(f.Items[i], g.Items[i]) {
			return false
		}
	}
	return true
}
