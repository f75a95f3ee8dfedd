package reader

import (
	"testing"
)

// Whatever a script contains: reading does not panic, every mistake has a place, and
// printed forms read back as the same forms.
func FuzzRead(f *testing.F) {
	for _, seed := range []string{
		"(define (f x) (+ x 1))", "[k => v :for x :in xs]", "ƒx.x", "#+(or a b) c #-d e", `#\Space "a\n\u{41}"`,
		"a|b c|\\d pkg:x #:y", "#| #| |# |# ; z\n`(,x ,@y , @z)", "1/2 -.5 1d0 #xF #3r21", "(a . b) #(1) ) ]",
		"\"a\r\n\xff\"", "'", "(((", "..", "#", "#5", "|", "\\", "\"\\",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		forms, errs, _ := read(text)
		for _, d := range errs.All() {
			if at := d.At(); !at.Valid() || at.Lo > at.Hi || int(at.Hi) > len(text) {
				t.Errorf("%s is at %v", d.Notes[0].Text, at)
			}
		}
		for _, f := range forms {
			again, more, _ := read(f.String())
			if len(again) != 1 || !same(f, again[0]) {
				t.Fatalf("%q is printed as %q, which reads as %q (%d errors)", text, f, again, more.Errors())
			}
		}
	})
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
