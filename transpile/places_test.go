package transpile_test

import (
	"testing"

	"github.com/smelter-lang/smelter/transpile/pipetest"
)

// Places are right whatever the bytes of a file are like.
func TestPlacesInOddText(t *testing.T) {
	for _, test := range []struct{ rule, text, want string }{
		{"CRLF is one line ending and not shown", "(package p)\r\n(define (f x)\r\n  (if x))\r\n", `
error: Malformed if expression
  --> in.coal:3:7
   |
 3 |    (if x))
   |         ^ expected a form
`},
		{"a byte order mark takes no column", "\ufeff(package p) (define x)\n", `
error: Malformed definition
  --> in.coal:1:12
   |
 1 |  (package p) (define x)
   |              ^^^^^^^^^^ expected value
`},
		{"a tab is one column", "(package p)\n\t(define\tx)\n", `
error: Malformed definition
  --> in.coal:2:1
   |
 2 |  	(define	x)
   |   ^^^^^^^^^^ expected value
`},
		{"characters of several bytes, wide ones too, are one column", "(package p)\n(define λ日本 \"日本語😀\" 1 (if))\n", `
error: Malformed if expression
  --> in.coal:2:24
   |
 2 |  (define λ日本 "日本語😀" 1 (if))
   |                          ^ expected a predicate
`},
		{"a byte that is not UTF-8", "(package p)\n(define x \"a\xffb\")\n", `
error: Invalid UTF-8
  --> in.coal:2:12
   |
 2 |  (define x "a�b")
   |              ^ the byte #xFF at offset 24 is not UTF-8
`},
		{"a form without end, after an empty line of CRLF", "(package p)\r\n\r\n(define x (f\r\n", `
error: Unterminated form
  --> in.coal:1:11
   |
 1 |   (package p)
   |  ____________^
 2 | | 
 3 | | (define x (f
 4 | | 
   | |^ Missing close parenthesis for form starting at offset 11
`},
		{"a mistake in the operand of a macro is at the operand", "(package p (import coalton-prelude))\n(define x (make-list 1 (if)))\n", `
error: Malformed if expression
  --> in.coal:2:26
   |
 2 |  (define x (make-list 1 (if)))
   |                            ^ expected a predicate
note: Error occurs within macro context. Source locations may be imprecise
`},
		{"a mistake in what a macro makes is at the call",
			"(defmacro twice (x) `(+ ,x \"a\"))\n(define (f y) (twice (the Integer y)))\n", `
error: Type mismatch
  --> in.coal:2:14
   |
 1 |  (defmacro twice (x) ` + "`" + `(+ ,x "a"))
   |            ----- in what this macro makes
 2 |  (define (f y) (twice (the Integer y)))
   |                ^^^^^^^^^^^^^^^^^^^^^^^ Expected type 'Integer' but got 'String'
`},
		{"an empty file is an empty script", "", ""},
		{"a line of #! is no part of the script", "#!/usr/bin/env smelter\n(define x)\n", `
error: Malformed definition
  --> in.coal:2:0
   |
 2 |  (define x)
   |  ^^^^^^^^^^ expected value
`},
	} {
		s, _ := pipetest.Check(t, test.text)
		got := ""
		all := s.Diags.Sorted()
		if len(all) > 0 {
			d := *all[0]
			d.Helps = nil // of no interest here
			got = "\n" + pipetest.Printed(t, s, &d)
		}
		if len(all) > 1 {
			t.Errorf("%s: %d errors, the second is %s", test.rule, len(all), all[1].Title)
		}
		if got != test.want {
			t.Errorf("%s:\ngot%s\nwant%s", test.rule, got, test.want)
		}
	}
}
