package lsp

import (
	"fmt"
	"strings"
	"testing"
)

func TestScan(t *testing.T) {
	for _, test := range []struct{ text, want string }{ // the offset is that of the cursor, ‸
		{`‸`, `[] ""`},
		{`(foo ba‸r 1)`, `[0] "bar"`},
		{`(foo (b‸`, `[0 5] "b" close "))"`},
		{`(foo [1 ‸`, `[0 5] "" close "])"`},
		{`(foo "a (‸b")`, `[0] inside`},
		{`(foo "a" ‸)`, `[0] ""`},
		{`(foo "a‸`, `[0] inside close ")"`},
		{`(foo ; (‸` + "\n)", `[0] inside`},
		{"(foo ; (\n‸)", `[0] ""`},
		{`(foo #| ( |# ‸)`, `[0] ""`},
		{`(foo #| #| |# ( ‸ |#)`, `[0] inside`},
		{`(foo #\( ‸)`, `[0] ""`},
		{`(foo list:so‸)`, `[0] "list:so"`},
		{`(foo é😀‸x)`, `[0] "é😀x"`},
		{"(foo (\n(bar ‸)", `[7] ""`},
		{"(foo (b‸)\n\n(bar)", `[0 5] "b" close ")"`},
		{"(define (f)\n  (g ‸\n\n(define (h) 1)", `[0 14] "" close "))"`},
		{`(f)‸`, `[] ""`},
		{`(f)(g ‸)`, `[3] ""`},
	} {
		offset := strings.Index(test.text, "‸")
		text := strings.Replace(test.text, "‸", "", 1)
		p := scan(text, offset)
		got := fmt.Sprint(p.open)
		if p.inside {
			got += " inside"
		} else {
			got += fmt.Sprintf(" %q", text[p.lo:p.hi])
		}
		if p.close != "" {
			got += fmt.Sprintf(" close %q", p.close)
		}
		if got != test.want {
			t.Errorf("%s\n got %s\nwant %s", test.text, got, test.want)
		}
	}
}

func TestFormsIn(t *testing.T) {
	for text, want := range map[string]int{
		"": 0, "a": 1, "a b ": 2, "a (b c) d": 3, `a "b c" #\( `: 3, "a ; b\n c": 2, "(a)(b)": 2, "'a `(b)": 2,
		"a #| b |# c": 2, "[1 2] x": 2, "(a (b": 1,
	} {
		if got := formsIn(text); got != want {
			t.Errorf("%q has %d forms, want %d", text, got, want)
		}
	}
}

func TestCloseOf(t *testing.T) {
	for text, want := range map[string]int{"(a (b) \")\") c": 11, "((": 2, "[a]": 3} {
		if got := closeOf(text, 0); got != want {
			t.Errorf("%q is closed at %d, want %d", text, got, want)
		}
	}
}
