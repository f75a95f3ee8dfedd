package format

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/smelter-lang/smelter/transpile/diag"
	"github.com/smelter-lang/smelter/transpile/fuzztest"
	"github.com/smelter-lang/smelter/transpile/golden"
	"github.com/smelter-lang/smelter/transpile/source"
)

// laid returns a text laid out.
func laid(text string) (string, bool) {
	var set source.Set
	return File(set.Add("test.coal", text), &diag.List{})
}

func TestRules(t *testing.T) {
	for _, test := range []struct{ rule, in, out string }{
		{"the body of a form stands two columns to the right", `
(define (f x)
      "What it does."
         (when (> x 1)
      (g x)
      x))`, `
(define (f x)
  "What it does."
  (when (> x 1)
    (g x)
    x))`},
		{"operands before the body stand four columns to the right", `
(define-instance
(Eq T)
(define (== a b) True))`, `
(define-instance
    (Eq T)
  (define (== a b) True))`},
		{"operands of a call stand below the first", `
(foo  a
b
 (bar c
 d))`, `
(foo a
     b
     (bar c
          d))`},
		{"or below the name, if the first begins a line", `
(foo
    a
 b)`, `
(foo
 a
 b)`},
		{"a form of a body only has it below its first part, or two columns to the right", `
(do (x <- f)
(g x))
(do
(x <- f)
(g x))`, `
(do (x <- f)
    (g x))
(do
  (x <- f)
  (g x))`},
		{"clauses and bindings stand below one another", `
(match x
((Some y)
y)
((None)
(let ((a 1)
(b 2))
a)))`, `
(match x
  ((Some y)
   y)
  ((None)
   (let ((a 1)
         (b 2))
     a)))`},
		{"parts of types stand below one another", `
(declare f (Ord :a =>
:a
-> List :a))`, `
(declare f (Ord :a =>
            :a
            -> List :a))`},
		{"a name with a prefix is a name", `
(fs:with-temporary-folder f
g)`, `
(fs:with-temporary-folder f
  g)`},
		{"closing parentheses follow what they close, but not a comment", `
(foo (bar a
 )
 )
(foo a ; why
)`, `
(foo (bar a))
(foo a ; why
     )`},
		{"opening ones have nothing behind them", `
( foo
a)
(
  foo)`, `
(foo
 a)
(foo)`},
		{"one blank between forms, and one blank line", `
(foo   a	b)



(bar

a)`, `
(foo a b)

(bar

 a)`},
		{"toplevel forms begin lines", `
(foo) (bar)`, `
(foo)
(bar)`},
		{"comments stay where they are, and stand as what follows", `
;;; top
(foo ; beside
        ;; above a
a   ; in a column
bc  ; in a column
;; last
)
; end`, `
;;; top
(foo ; beside
 ;; above a
 a   ; in a column
 bc  ; in a column
 ;; last
 )
; end`},
		{"block comments keep their lines", `
(foo
  #| one
two |# a)`, `
(foo
 #| one
two |# a)`},
		{"texts keep their lines, and what follows stands where it is then", `
(foo "one
  two" (bar a
 b))`, `
(foo "one
  two" (bar a
            b))`},
		{"marks stay before their forms", "\n(foo '(a\nb) `(c\n,d ,@(e\nf)))", "\n(foo '(a\n       b) `(c\n            ,d ,@(e\n                  f)))"},
		{"builders are lists", `
[a
b
(c => d)]`, `
[a
 b
 (c => d)]`},
		{"short functions, dotted lists and what is left out are kept", `
(foo  ƒx.(bar x
 y) (a  . b) #+sbcl (left  out) #-sbcl   (kept  in))`, `
(foo ƒx.(bar x
             y) (a  . b) #+sbcl (left  out) #-sbcl (kept in))`},
		{"blanks at the ends of lines, tabs and carriage returns go", "\n(foo \r\n\ta)\t\r\n", "\n(foo\n a)"},
	} {
		got, ok := laid(strings.TrimPrefix(test.in, "\n"))
		if want := strings.TrimPrefix(test.out, "\n") + "\n"; !ok || got != want {
			t.Errorf("%s:\n%s\ninstead of\n%s", test.rule, got, want)
		}
	}
}

func TestTheFirstLineMayNameSmelter(t *testing.T) {
	got, _ := laid("#!/usr/bin/env smelter  \n\n\n\n(f)")
	if got != "#!/usr/bin/env smelter\n\n(f)\n" {
		t.Errorf("got %q", got)
	}
}

// TestFormattingAgainChangesNothing, on every script there is. File itself makes sure that
// forms and comments stay.
func TestFormattingAgainChangesNothing(t *testing.T) {
	n := 0
	for _, text := range fuzztest.Texts(t) {
		once, ok := laid(text)
		if !ok {
			continue
		}
		n++
		if twice, _ := laid(once); twice != once {
			t.Errorf("formatting again changes\n%s\nto\n%s", once, twice)
		}
	}
	if n < 100 {
		t.Errorf("only %d scripts were formatted", n)
	}
}

func TestOurScriptsAreFormatted(t *testing.T) {
	root := golden.Root(t)
	var paths []string
	for _, pattern := range []string{"runtime/prelude/*.coal", "docs/examples/*.coal"} {
		found, err := filepath.Glob(filepath.Join(root, pattern))
		if err != nil || len(found) == 0 {
			t.Fatalf("%s finds nothing: %v", pattern, err)
		}
		paths = append(paths, found...)
	}
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if got, ok := laid(string(text)); !ok || got != string(text) {
			t.Errorf("smelter fmt %s has something to do", path)
		}
	}
}

func TestBrokenScriptsHaveNoFormat(t *testing.T) {
	for _, text := range []string{"(f", "f)", `"`, "#| "} {
		if _, ok := laid(text); ok {
			t.Errorf("%q is formatted", text)
		}
	}
}

// TestGarbled formats changed parts of all scripts there are.
func TestGarbled(t *testing.T) {
	texts := fuzztest.Texts(t)
	fuzztest.Run(t, 5000, fuzztest.Limit, func(r *rand.Rand) (string, func() error) {
		text := fuzztest.Garbled(texts[r.IntN(len(texts))], r)
		return text, func() error {
			if once, ok := laid(text); ok {
				if twice, _ := laid(once); twice != once {
					return fmt.Errorf("formatting again changes\n%s\nto\n%s", once, twice)
				}
			}
			return nil
		}
	})
}
