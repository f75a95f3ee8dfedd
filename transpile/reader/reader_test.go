package reader

import (
	"fmt"
	"math/big"
	"strings"
	"testing"

	"github.com/smelter-lang/smelter/transpile/diag"
	"github.com/smelter-lang/smelter/transpile/source"
)

func read(text string) ([]*Form, *diag.List, *source.Set) {
	var set source.Set
	errs := &diag.List{}
	return Read(set.Add("test", text), errs), errs, &set
}

func TestAtoms(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"foo", "symbol foo"}, {"->x", "symbol ->x"}, {"1+", "symbol 1+"}, {"1-", "symbol 1-"},
		{"+", "symbol +"}, {"-", "symbol -"}, {"+->", "symbol +->"}, {".<", "symbol .<"}, {"1/x", "symbol 1/x"},
		{"1e", "symbol 1e"}, {"1.e", "symbol 1.e"}, {"1/2/3", "symbol 1/2/3"}, {"λ", "symbol λ"},
		{"|a b|c", "symbol |a b|c"}, {`a\ b`, `symbol a\ b`}, {`|a:b|`, `symbol |a:b|`}, {"ƒoo", "reader error"},
		{"str:length", "symbol str:length"}, {"str::x", "symbol str::x"}, {"#:x", "symbol #:x"},
		{":a", "keyword a"}, {":|a b|", "keyword |a b|"},
		{"5", "integer 5"}, {"+5", "integer 5"}, {"-5", "integer -5"}, {"5.", "integer 5"}, {"007", "integer 7"},
		{"123456789012345678901234567890", "integer 123456789012345678901234567890"},
		{"#xFF", "integer 255"}, {"#b101", "integer 5"}, {"#O17", "integer 15"}, {"#36rZZ", "integer 1295"},
		{"#3r-21", "integer -7"}, {"#x1/2", "ratio 1/2"}, {"1/2", "ratio 1/2"}, {"-6/4", "ratio -3/2"},
		{"4/2", "integer 2"}, {"1.5", "f32 1.5"}, {".5", "f32 0.5"}, {"-.5", "f32 -0.5"}, {"1.0e3", "f32 1000"},
		{"1e3", "f32 1000"}, {"1f0", "f32 1"}, {"1s0", "f32 1"}, {"0.1", "f32 0.10000000149011612"},
		{"1d0", "f64 1"}, {"2.5D-3", "f64 0.0025"}, {"1L0", "f64 1"}, {"1.d1", "f64 10"},
		{`#\a`, "char a"}, {`#\(`, "char ("}, {`#\space`, "char  "}, {`#\Newline`, "char \n"}, {`#\λ`, "char λ"},
		{`"a\"b\\"`, `string a"b\`}, {`"\n\t\r\0\e\u{1F600}\q"`, "string \n\t\r\x00\x1b😀q"},
		{"\"a\r\nb\"", "string a\nb"}, {"#(1 2)", "opaque #(1 2)"}, {"#C(1 2)", "opaque #C(1 2)"},
	} {
		forms, errs, _ := read(test.text)
		got := "reader error"
		if len(forms) == 1 && !errs.HasErrors() {
			got = describe(forms[0])
		}
		if got != test.want {
			t.Errorf("%s reads as %q, want %q", test.text, got, test.want)
		}
	}
}

var kindNames = [...]string{List: "list", Symbol: "symbol", Keyword: "keyword", Integer: "integer",
	Ratio: "ratio", Float32: "f32", Float64: "f64", Char: "char", String: "string", Builder: "builder",
	ShortLambda: "lambda", Quote: "quote", Function: "function", Quasi: "quasi", Unquote: "unquote", Splice: "splice", Opaque: "opaque"}

func describe(f *Form) string {
	text := f.Text
	switch f.Kind {
	case Symbol:
		text = f.String()
	case Integer, Ratio:
		text = f.Num.RatString()
	case Float32, Float64:
		text = fmt.Sprint(f.F)
	case Char:
		text = string(f.Rune)
	}
	return kindNames[f.Kind] + " " + text
}

func TestForms(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"(a (b) ())", "(a (b) ())"},
		{"(a . b)", "(a . b)"},
		{"(a .b)", "(a .b)"},
		{"x'y", "x 'y"},
		{"`(a ,b ,@c)", "`(a ,b ,@c)"},
		{"ƒx.ƒy.(+ x y)", "ƒx.ƒy.(+ x y)"},
		{"ƒ.True ƒ_x_.x", "ƒ.True ƒ_x_.x"},
		{"[] [=>] [1 2]", "[] [=>] [1 2]"},
		{"[k => v a => b]", "[k => v a => b]"},
		{"[x :for x :in xs :when p :with y = 1]", "[x :for x :in xs :when p :with y = 1]"},
		{"[k => v :for x :below 3]", "[k => v :for x :below 3]"},
		{"a ; comment\n #| nested #| comment |# |# b", "a b"},
		{"(a #+sbcl (weird #.x #'y \")\" #\\) |)| ) b)", "(a b)"},
		{"(a #-sbcl b #+(and coalton (not ccl)) c #-(or smelter x) d)", "(a b c)"},
		{"#+sbcl #+ccl a b c", "c"},
		{"#!/usr/bin/env smelter\n(a)", "(a)"},
		{"\ufeff(a)", "(a)"},
		{"(a\r\n b)", "(a b)"},
		{`"#|" #\; x`, `"#|" #\; x`},
	} {
		forms, errs, _ := read(test.text)
		var got []string
		for _, f := range forms {
			got = append(got, f.String())
		}
		if s := strings.Join(got, " "); s != test.want || errs.HasErrors() {
			t.Errorf("%q reads as %s with %d errors, want %s", test.text, s, errs.Errors(), test.want)
		}
	}
}

// Mistakes are reported from the end of the form before to where reading failed.
func TestMistakes(t *testing.T) {
	const in = "x"
	for _, test := range []struct{ text, want string }{
		{"(a", "Missing close parenthesis for form starting at offset 1 @1-4"},
		{"λ (a", "Missing close parenthesis for form starting at offset 3 @4-7"},
		{"(a 'b '", "Missing close parenthesis for form starting at offset 1 @1-9"},
		{"'", "reader error: Missing form after `'` @1-3"},
		{"(a ]", "reader error: Expected `)` but found `]` @1-6"},
		{")", "reader error: Unmatched close parenthesis @2-3"},
		{"\"a", `reader error: While reading string, expected the character " when input ended. @1-4`},
		{`"a\"`, `reader error: While reading string, expected the character " when input ended. @1-6`},
		{`"a\`, `reader error: While reading string, expected the character " when input ended. @1-5`},
		{"#| x", "reader error: While reading comment, expected the characters |# when input ended. @1-6"},
		{"|x", "reader error: While reading symbol, expected the character | when input ended. @1-4"},
		{`(f "\u{110000}")`, `reader error: Malformed escape: a character is written like \u{1F600} @1-9`},
		{`(f #\x41)`, `reader error: Unrecognized character name: "x41" @1-10`},
		{"(. a)", "reader error: A consing dot appeared in an illegal position. @1-4"},
		{"(a . )", "reader error: An object must follow a consing dot. @1-8"},
		{"(a . b c)", "reader error: Only a single object can follow a consing dot. @1-10"},
		{"(a ... b)", "reader error: Dots alone are no name: `...` @1-8"},
		{"a:b:c", "reader error: Misplaced package marker in `a:b:c` @1-7"},
		{"a:", "reader error: Misplaced package marker in `a:` @1-4"},
		{"(f\u00a0x)", "reader error: Invisible character U+00A0 in `f\u00a0x` @1-7"},
		{"1/0", "reader error: Division by zero in `1/0` @1-5"},
		{"1e99", "reader error: Floating point number out of range: `1e99` @1-6"},
		{"#xZZ", "reader error: Malformed number: `#xZZ` @1-6"},
		{"#1rZZ", "reader error: Radix 1 is not between 2 and 36 @1-7"},
		{"#'", "reader error: Missing form after `#'` @1-4"},
		{"#.f", "reader error: `#.` is not supported @1-4"},
		{"#;f", "reader error: `#;` is not supported @1-4"},
		{"(f #+)", "reader error: Missing feature after `#+` @1-7"},
		{"#+x ; a (b)", "reader error: Missing form after `#+` @1-13"},
		{"(f #-sbcl)", "reader error: Missing form after `#-` @1-11"},
		{"(f #+sbcl)", "reader error: Missing form after `#+` @1-11"},
		{"(f ƒx)", "reader error: Malformed short lambda: missing `.` @1-8"},
		{"(f ƒx.)", "reader error: Malformed short lambda: missing body expression @1-9"},
		{"(f ƒxx.x)", "reader error: Malformed short lambda: duplicate parameter `x` @1-9"},
		{"ƒx1.x", "reader error: Malformed short lambda: expected alphabetic parameter, `_`, or `.`, got `1` @1-6"},
		{"[x :for x]", "reader error: Malformed collection comprehension: missing :IN or :BELOW after :FOR binder @1-12"},
		{"[x :for x 1 2]", "reader error: Malformed collection comprehension: expected :IN or :BELOW after :FOR binder @1-16"},
		{"[x :with x]", "reader error: Malformed collection comprehension: missing = after :WITH binder @1-13"},
		{"[k => v :when]", "reader error: Malformed association comprehension: missing :WHEN predicate @1-16"},
		{"[k => v a b]", "reader error: Malformed association builder: expected => @1-14"},
		{"[k => v a]", "reader error: Malformed association builder: missing => after key expression @1-12"},
		{"[k => ]", "reader error: Malformed association builder: expected KEY => VALUE @1-9"},
		{"\xff", "the byte #xFF at offset 2 is not UTF-8 @2-3"},
	} {
		_, errs, _ := read(in + " " + test.text)
		got := "no error"
		if errs.HasErrors() {
			n := errs.All()[0].Notes[0]
			got = fmt.Sprintf("%s @%d-%d", n.Text, n.Span.Lo, n.Span.Hi)
		}
		if got != test.want {
			t.Errorf("%q:\n got %s\nwant %s", test.text, got, test.want)
		}
	}
}

func TestReadingGoesOnAfterAMistake(t *testing.T) {
	forms, errs, _ := read("(a)\n(b #\\Nul)\n c\n(d))\n(g #.x)\n(e\n(f 1)\n(h)\n")
	var whole []*Form
	broken := ""
	for _, f := range forms {
		if f.Broken {
			broken += f.String()
		} else {
			whole = append(whole, f)
		}
	}
	if got := fmt.Sprint(whole); got != "[(a) (d) (f 1) (h)]" {
		t.Errorf("forms %s", got)
	}
	if broken != "(b)(g)(e (f 1) (h))" {
		t.Errorf("of those with mistakes there is %s", broken)
	}
	if errs.Errors() != 4 {
		t.Errorf("%d errors, want 4", errs.Errors())
	}
}

func TestToplevelFormsKnowWhereTheOneBeforeEnded(t *testing.T) {
	forms, _, _ := read("(a) ; one\n#+sbcl x (b)")
	if forms[0].PrevEnd != 0 || forms[1].PrevEnd != 3 {
		t.Errorf("ends are %d and %d", forms[0].PrevEnd, forms[1].PrevEnd)
	}
}

func TestCommentsBelongToTheFormBehindThem(t *testing.T) {
	forms, _, set := read("; one\n\n(a ; two\n #|three|# b #+sbcl x\n c ; end\n)")
	var got []string
	var walk func(f *Form)
	walk = func(f *Form) {
		for _, c := range append(f.Lead, f.Tail...) {
			got = append(got, strings.TrimSpace(set.Text(c.Span)))
		}
		for _, item := range f.Items {
			walk(item)
		}
	}
	walk(forms[0])
	if s := strings.Join(got, ","); s != "; one,,; end,; two,#|three|#,#+sbcl x" {
		t.Errorf("trivia are %s", s)
	}
}

func TestDeepNestingIsAMistake(t *testing.T) {
	for _, open := range []string{"(", "[", "'", "ƒx.", "#("} {
		_, errs, _ := read(strings.Repeat(open, 1_000_000))
		if !errs.HasErrors() {
			t.Errorf("a million %s are read", open)
		}
	}
}

func TestNumbersOfMacrosPrintSoThatTheyReadBack(t *testing.T) {
	for _, f := range []*Form{
		{Kind: Float32, F: 1.5}, {Kind: Float64, F: 1.5}, {Kind: Integer, Num: big.NewRat(7, 1)},
		{Kind: Ratio, Num: big.NewRat(1, 3)},
	} {
		forms, _, _ := read(f.String())
		if len(forms) != 1 || forms[0].Kind != f.Kind || forms[0].F != f.F {
			t.Errorf("%v does not read back", f)
		}
	}
}

func BenchmarkRead(b *testing.B) {
	const define = "(declare frequencies ((List String) -> (Map String Integer)))\n" +
		"(define (frequencies words)\n  \"Counts how often each word occurs.\"\n" +
		"  (let ((table (hashtable:new)))\n    (for ((i 0 (+ i 1))) :while (< i (length words))\n" +
		"      ; one more of this word\n      (hashtable:set! table (nth i words) 1.5))\n    table))\n\n"
	text := strings.Repeat(define, 1000)
	var set source.Set
	f := set.Add("bench", text)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		Read(f, &diag.List{})
	}
}
