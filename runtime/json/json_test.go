package json

import (
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/smelter-lang/smelter/runtime/frac"
	"github.com/smelter-lang/smelter/runtime/num"
	"github.com/smelter-lang/smelter/runtime/str"
)

// String writes a node, to compare.
func (n *node) String() string {
	if n == nil {
		return "null"
	}
	var b strings.Builder
	list := func(open, close string) string {
		b.WriteString(open)
		for m := n.members; m != nil; m = m.next {
			if open == "{" {
				b.WriteString(Quoted(m.name) + ":")
			}
			b.WriteString(m.node.String())
			if m.next != nil {
				b.WriteString(",")
			}
		}
		return b.String() + close
	}
	switch n.kind {
	case 3:
		return num.Text(n.whole)
	case 4:
		return n.text.Go()
	case 5:
		return Quoted(n.text)
	case 6:
		return list("[", "]")
	case 7:
		return list("{", "}")
	}
	return []string{1: "true", 2: "false"}[n.kind]
}

func TestParse(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{" null\r\n\t", "null"},
		{"[true,false]", "[true,false]"},
		{"\ufeff[]", "[]"},
		{`{"b":1,"a":{"":[[],{}]}}`, `{"b":1,"a":{"":[[],{}]}}`},
		{"[0,-0,-1,999999999999999999,-12345678901234567890123]", "[0,-0,-1,999999999999999999,-12345678901234567890123]"},
		{"[1.10,1e400,1E+2,-0.0e-0]", "[1.10,1e400,1E+2,-0.0e-0]"},
		{`"a\"\\\/\b\f\n\r\té\u00e9\u0000"`, "\"a\\\"\\\\/\\b\\f\\n\\r\\téé\\u0000\""},
		{`"\ud83d\ude00😀"`, `"😀😀"`},
		{"\"\u007f\u2028\"", "\"\u007f\u2028\""},
		{strings.Repeat("[", 100) + strings.Repeat("]", 100), strings.Repeat("[", 100) + strings.Repeat("]", 100)},
		{"[" + strings.Repeat(`{"a":1},`, 20) + `{"b":2}]`, "[" + strings.Repeat(`{"a":1},`, 20) + `{"b":2}]`},
	} {
		n, why := parseNodes(str.From(c.text), 100)
		if why != nil || n.String() != c.want {
			t.Errorf("%s is %v %+v", c.text, n, why)
		}
	}
}

func TestFailures(t *testing.T) {
	many := func(last string) string {
		var b strings.Builder
		for i := range 30 {
			fmt.Fprintf(&b, `"k%d":0,`, i)
		}
		return "{" + b.String() + last + "}"
	}
	for _, c := range []struct{ text, want string }{
		{"", "1:1: expected a value, found the end of the text"},
		{"[1,\n 2,]", "2:4: expected a value, found ]"},
		{"[1 2]", "1:4: expected , or ], found 2"},
		{"[1}", "1:3: expected , or ], found }"},
		{`{"a":1]`, "1:7: expected , or }, found ]"},
		{`{"a":1,}`, "1:8: expected a name, found }"},
		{"{", "1:2: expected a name or }, found the end of the text"},
		{"{a:1}", "1:2: expected a name or }, found a"},
		{`{"a" 1}`, "1:6: expected :, found 1"},
		{"[1] x", "1:5: expected the end of the text, found x"},
		{"[é]", "1:2: expected a value, found é"},
		{"\"é\" \u0001", "1:5: expected the end of the text, found the character U+0001"},
		{"\u00a0[]", "1:1: expected a value, found the character U+00A0"},
		{"nul", "1:1: expected a value, found nul"},
		{"nullx", "1:1: expected a value, found nullx"},
		{"[NaN]", "1:2: expected a value, found NaN"},
		{"[-Infinity]", "1:3: expected a digit, found Infinity"},
		{"[+1]", "1:2: expected a value, found +1"},
		{"01", "1:1: a number does not begin with 0: 01"},
		{"-01", "1:1: a number does not begin with 0: -01"},
		{"1.", "1:3: expected a digit, found the end of the text"},
		{".5", "1:1: expected a value, found .5"},
		{"1.e5", "1:3: expected a digit, found e5"},
		{"1e", "1:3: expected a digit, found the end of the text"},
		{"1e+]", "1:4: expected a digit, found ]"},
		{"1x", "1:2: expected the end of a number, found x"},
		{"0x10", "1:1: a number does not begin with 0: 0x10"},
		{`["abc]`, `1:2: a string without its closing "`},
		{"[\"abc\n\"]", `1:2: a string without its closing " in the same line`},
		{"\"a\tb\"", `1:3: the character U+0009 in a string, which has to be written \u0009 there`},
		{"\"\\n\tb\"", `1:4: the character U+0009 in a string, which has to be written \u0009 there`},
		{`"\x"`, `1:2: there is no escape \x`},
		{`"\é"`, `1:2: there is no escape \é`},
		{`"\u12g4"`, `1:2: \u needs four hexadecimal digits`},
		{`"\u+123"`, `1:2: \u needs four hexadecimal digits`},
		{`"\u12`, `1:2: \u needs four hexadecimal digits`},
		{`"\`, `1:1: a string without its closing "`},
		{`"\ud800"`, `1:2: half of a surrogate pair, \ud800, is no character`},
		{`"\ud800\u0041"`, `1:2: half of a surrogate pair, \ud800, is no character`},
		{`"\udc00\ud800"`, `1:2: half of a surrogate pair, \udc00, is no character`},
		{`{"a":1, "a":2}`, `1:9: the name "a" is there twice in one object`},
		{`{"a":1, "\u0061":2}`, `1:9: the name "a" is there twice in one object`},
		{many(`"k7":1`), `1:232: the name "k7" is there twice in one object`},
		{strings.Repeat("[", 101), "1:101: more than 100 arrays and objects inside one another"},
		{"/* no */ 1", "1:1: expected a value, found /"},
		{"'a'", "1:1: expected a value, found '"},
	} {
		n, why := parseNodes(str.From(c.text), 100)
		if why == nil {
			t.Errorf("%s is %v", c.text, n)
		} else if got := fmt.Sprintf("%d:%d: %s", why.line, why.column, why.text); got != c.want {
			t.Errorf("%s fails with\n%s\nnot\n%s", c.text, got, c.want)
		}
	}
	_, why := parseNodes(str.OfRunes([]rune{'\n', '"', 0xd801, '"'}), 100)
	if why == nil || why.line != 2 || why.column != 2 {
		t.Errorf("half of a surrogate pair: %+v", why)
	}
}

// TestDepth: no depth uses up the stack.
func TestDepth(t *testing.T) {
	const n = 2_000_000
	_, why := parseNodes(str.From(strings.Repeat("[", n)+strings.Repeat("]", n)), n)
	if why != nil {
		t.Error(why)
	}
}

// TestPrefixes: no part of a text makes the parser fail otherwise than with a Failure.
func TestPrefixes(t *testing.T) {
	for _, text := range []string{records(2, "Ann").Go(), records(2, "Zoë 😀").Go()} {
		for i := range len(text) {
			if _, why := parseNodes(str.From(text[:i]), 100); why == nil {
				t.Errorf("%s is a value", text[:i])
			}
			parseNodes(str.From(text[i:]), 100)
		}
	}
}

func TestQuoted(t *testing.T) {
	for in, want := range map[string]string{
		"":               `""`,
		"a/b\u007f":      "\"a/b\u007f\"",
		"\"\\\n\x00\x1f": `"\"\\\n\u0000\u001f"`,
		"é\b\f\r\t\"":    `"é\b\f\r\t\""`,
	} {
		if got := Quoted(str.From(in)); got != want {
			t.Errorf("%q is %s", in, got)
		}
	}
	if got := Quoted(str.OfRunes([]rune{'a', 0xdc00})); got != `"a\udc00"` {
		t.Errorf("half of a surrogate pair is %s", got)
	}
}

func TestNumbers(t *testing.T) {
	same := func(a, b string, want bool) {
		if got := Same(str.From(a), str.From(b)); got != want {
			t.Errorf("%s and %s: %v", a, b, got)
		}
	}
	same("1", "1.0", true)
	same("100", "1e2", true)
	same("-0", "0", true)
	same("0e5", "0.000", true)
	same("0.0012", "12E-4", true)
	same("1.5", "-1.5", false)
	same("1e999999999", "10e999999998", true)
	same("1e999999999", "1e999999998", false)
	same("1e99999999999999999999", "1e99999999999999999998", false)
	same("1e99999999999999999999", "1e99999999999999999999", true)

	for _, c := range []struct{ text, want string }{
		{"1.0", "1"}, {"-12e3", "-12000"}, {"0.5e1", "5"}, {"-0", "0"}, {"1.5", "none"},
		{"1e-5", "none"}, {"1e999999999", "none"}, {"0e999999999", "0"},
	} {
		n, ok := ToWhole(str.From(c.text))
		if got := num.Text(n); ok != (c.want != "none") || ok && got != c.want {
			t.Errorf("%s is the integer %s %v", c.text, got, ok)
		}
	}
	for _, c := range []struct{ fraction, want string }{
		{"1/2", "0.5"}, {"-1/8", "-0.125"}, {"7/1", "7"}, {"1/3", "none"}, {"-5/4", "-1.25"},
		{"1/1000", "0.001"}, {"0/1", "0"}, {"123/50", "2.46"}, {"1/7000", "none"},
	} {
		s, ok := OfFraction(frac.Parse(c.fraction))
		if ok != (c.want != "none") || ok && s.Go() != c.want {
			t.Errorf("%s is %s %v", c.fraction, s.Go(), ok)
		}
	}
	for _, c := range []struct {
		x    float64
		want string
	}{
		{0.1, "0.1"}, {3, "3.0"}, {1e20, "100000000000000000000.0"}, {1e21, "1e21"}, {1.5e-7, "1.5e-7"},
		{math.Copysign(0, -1), "-0.0"}, {5e-324, "5e-324"}, {math.Inf(1), ""}, {math.NaN(), ""},
	} {
		s, ok := Of64(c.x)
		if s.Go() != c.want || ok != (c.want != "") || ok && !IsNumber(s) {
			t.Errorf("%v is %s %v", c.x, s.Go(), ok)
		}
	}
	for text, want := range map[string]bool{"1": true, "-1.5e+3": true, "": false, "1 ": false, "01": false, "1.": false, "--1": false} {
		if IsNumber(str.From(text)) != want {
			t.Errorf("%q: %v", text, !want)
		}
	}
	for text, want := range map[string]bool{"1/3": true, "-1/3": true, "1": false, "1/0": false, "/": false, "1/-3": true, "--1/3": false, "a/b": false, "-/3": false} {
		if _, ok := ReadFraction(str.From(text)); ok != want {
			t.Errorf("%q: %v", text, ok)
		}
	}
}

// TestLikeGo: what is JSON for Go is for us, and the other way round, but for what we decide
// otherwise.
func TestLikeGo(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	seed := []byte(`{"a":[1,-2.5e+3,"x\u00e9\n",null],"b":{"c":true,"":[]}, "d" : false}`)
	const letters = `{}[]",:\u0e1-+.tn a` + "\n\x01\u00e9"
	ours := []string{"twice in one object", "half of a surrogate pair", "inside one another"}
	for range 200_000 {
		text := slices.Clone(seed)
		for range 1 + random.IntN(4) {
			i := random.IntN(len(text))
			switch c := letters[random.IntN(len(letters))]; random.IntN(3) {
			case 0:
				text[i] = c
			case 1:
				text = slices.Delete(text, i, i+1)
			default:
				text = slices.Insert(text, i, c)
			}
		}
		if !utf8.Valid(text) {
			continue
		}
		_, why := parseNodes(str.From(string(text)), 100)
		decided := why != nil && slices.ContainsFunc(ours, func(s string) bool { return strings.Contains(why.text, s) })
		if (why == nil) != json.Valid(text) && !decided {
			t.Fatalf("%s: %+v", text, why)
		}
	}
}
