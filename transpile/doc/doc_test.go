package doc

import (
	"testing"

	"github.com/smelter-lang/smelter/transpile/source"
)

func TestRead(t *testing.T) {
	const text = `#!/usr/bin/env smelter
;;; Shapes and what
;;; one does with them. More of it.
(package shapes (import coalton-prelude))

;;; a heading

(declare area (Shape * (F64 -> F64) -> F64))
(define (area s f)
  "Its area."
  s)

;; What is
;; above it.
(define (plain x) x)

(declare-native root (F64 -> F64) "math.Sqrt")
(declare name String)
(define name "string")

(define-type (Box :a)
  "A box."
  (Box :a) "Full."
  Empty)
(define-class ((Eq :a) => Sized :a)
  (size "How large." (:a -> (List (Tuple UFix String)))))
(define-expression-macro unless-empty (x &rest body)
  "A macro."
  x)
(coalton-toplevel (define (inner) 1))
(broken`
	var set source.Set
	f := Read(set.Add("shapes.coal", text))
	if f.Text != "Shapes and what\none does with them. More of it." {
		t.Errorf("the text is %q", f.Text)
	}
	if s := Sentence(f.Text); s != "Shapes and what one does with them." {
		t.Errorf("its first sentence is %q", s)
	}
	want := []Entry{
		{Name: "area", Type: "Shape * (F64 -> F64) -> F64", Text: "Its area."},
		{Name: "plain", Text: "What is\nabove it."},
		{Name: "root", Type: "F64 -> F64"},
		{Name: "name", Type: "String"},
		{Name: "Box", Form: "(define-type (Box :a)\n  (Box :a)\n  Empty)", Text: "A box."},
		{Name: "Box", Of: "(Box :a)", Ctor: true, Text: "Full."},
		{Name: "Empty", Of: "(Box :a)", Ctor: true},
		{Name: "Sized", Form: "(define-class ((Eq :a) => Sized :a)\n  (size (:a -> (List (Tuple UFix String)))))"},
		{Name: "size", Type: ":a -> (List (Tuple UFix String))", Of: "((Eq :a) => Sized :a)", Text: "How large."},
		{Name: "unless-empty", Form: "(unless-empty x &rest body)", Text: "A macro."},
		{Name: "inner"},
	}
	if len(f.Entries) != len(want) {
		t.Fatalf("there are %d entries, not %d", len(f.Entries), len(want))
	}
	for i, e := range f.Entries {
		if at := text[e.At.Lo:e.At.Hi]; at != e.Name {
			t.Errorf("%s is said to stand at %q", e.Name, at)
		}
		e.At = source.Span{}
		if *e != want[i] {
			t.Errorf("got  %+v\nwant %+v", *e, want[i])
		}
	}
	if f.Find("BOX") != f.Entries[4] || f.Find("NOTHING") != nil {
		t.Error("Find finds something else")
	}
}
