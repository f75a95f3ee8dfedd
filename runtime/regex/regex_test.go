package regex

import (
	"fmt"
	"strings"
	"testing"

	"github.com/smelter-lang/smelter/runtime/str"
)

func compiled(t *testing.T, pattern string) *Regex {
	t.Helper()
	r, why := Compile(str.From(pattern), false, false, false)
	if why != nil {
		t.Fatalf("%s at %d: %s", pattern, why.at, why.problem)
	}
	return r
}

func TestCompile(t *testing.T) {
	for pattern, want := range map[string]string{
		"":               "",
		"é(b)":           "",
		"é(b":            "1: missing closing )",
		"(a)(b(c)":       "3: missing closing )",
		"a)b":            "1: unexpected )",
		`\(é)`:           "3: unexpected )",
		"é[a-":           "1: missing closing ]: [a-",
		`\[[z-a]`:        "3: invalid character class range: z-a",
		"*a":             "0: missing argument to repetition operator: *",
		`\**?a(**)`:      "6: missing argument to repetition operator: *",
		"ab**":           "2: invalid nested repetition operator: **",
		`\*\*|a**`:       "6: invalid nested repetition operator: **",
		"a{1001}":        "1: invalid repeat count: {1001}",
		`é\y`:            `1: invalid escape sequence: \y`,
		`\\\`:            "2: trailing backslash at end of expression",
		"(?<a>b)(?<a>c)": "10: two groups have the name a",
		"(?<a b>c)":      "0: invalid named capture: (?<a b>",
		"a(?!b)":         "1: invalid or unsupported Perl syntax: (?!",
		`\pX`:            `0: invalid character class range: \pX`,
	} {
		got := ""
		if _, why := Compile(str.From(pattern), true, false, false); why != nil {
			got = fmt.Sprintf("%d: %s", why.at, why.problem)
		}
		if got != want {
			t.Errorf("%s: got %q, want %q", pattern, got, want)
		}
	}
}

func TestFlags(t *testing.T) {
	for _, c := range []struct {
		pattern        string
		text           string
		ignore, m, s   bool
		plain, flagged bool
	}{
		{"É", "é", true, false, false, false, true},
		{"^b", "a\nb", false, true, false, false, true},
		{"a.b", "a\nb", false, false, true, false, true},
		{"^A.b$", "x\na\nb\nx", true, true, true, false, true},
		{"(?i)A|B", "b", true, false, false, true, true},
	} {
		plain := Matches(compiled(t, c.pattern), str.From(c.text))
		r, _ := Compile(str.From(c.pattern), c.ignore, c.m, c.s)
		if flagged := Matches(r, str.From(c.text)); plain != c.plain || flagged != c.flagged {
			t.Errorf("%s: %v, with flags %v", c.pattern, plain, flagged)
		}
	}
}

// shown returns where the matches of a pattern and their groups are.
func shown(matches []*Match) string {
	var all []string
	for _, m := range matches {
		s := fmt.Sprintf("%d-%d %s", m.start, m.end, Text(m).Go())
		for g := int64(1); g <= Groups(m.regex); g++ {
			lo, hi, ok := Span(m, g)
			text, _ := Group(m, g)
			if ok {
				s += fmt.Sprintf(" %d-%d %s", lo, hi, text.Go())
			} else {
				s += " none"
			}
		}
		all = append(all, s)
	}
	return strings.Join(all, "; ")
}

func TestFindAll(t *testing.T) {
	for _, c := range []struct {
		pattern, text string
		limit         int64
		want          string
	}{
		{"b", "", 0, ""},
		{"", "", 0, "0-0 "},
		{"", "né", 0, "0-0 ; 1-1 ; 2-2 "},
		{"a*", "baac", 0, "0-0 ; 1-3 aa; 4-4 "},
		{"é+", "aéébé", 0, "1-3 éé; 4-5 é"},
		{"é+", "aéébé", 1, "1-3 éé"},
		{"(b)|(.)", "€b😀", 0, "0-1 € none 0-1 €; 1-2 b 1-2 b none; 2-3 😀 none 2-3 😀"},
		{"(x(é*))(z)?", "éxééxz", 0, "1-4 xéé 1-4 xéé 2-4 éé none; 4-6 xz 4-5 x 5-5  5-6 z"},
		{`\r\n`, "a\r\nb\r\n", 0, "1-3 \r\n; 4-6 \r\n"},
	} {
		if got := shown(FindAll(compiled(t, c.pattern), str.From(c.text), c.limit)); got != c.want {
			t.Errorf("%s in %s: got %q, want %q", c.pattern, c.text, got, c.want)
		}
	}
}

func TestFind(t *testing.T) {
	m, ok := Find(compiled(t, "(é)(x)?"), str.From("😀éé"))
	if got := shown([]*Match{m}); !ok || got != "1-2 é 1-2 é none" {
		t.Errorf("got %q", got)
	}
	if _, ok := Find(compiled(t, "x"), str.From("😀éé")); ok {
		t.Error("found x")
	}
}

func TestSplit(t *testing.T) {
	for _, c := range []struct {
		pattern, text string
		limit         int64
		want          string
	}{
		{",", "", 0, ""},
		{",", "a,é,,b,", 0, "a|é||b|"},
		{",", ",a", 0, "|a"},
		{",", "a,b,c", 2, "a|b,c"},
		{",", "a,b,c", 1, "a,b,c"},
		{",", "a,b,c", 9, "a|b|c"},
		{"", "aéb", 0, "a|é|b"},
		{"x*", "axxb", 0, "a|b"},
		{" *, *", "é , 😀,b", 0, "é|😀|b"},
	} {
		var got []string
		for _, s := range Split(compiled(t, c.pattern), str.From(c.text), c.limit) {
			got = append(got, s.Go())
		}
		if got := strings.Join(got, "|"); got != c.want {
			t.Errorf("%q at %q: got %q, want %q", c.text, c.pattern, got, c.want)
		}
	}
}

func TestReplace(t *testing.T) {
	for _, c := range []struct {
		pattern, text, template string
		limit                   int64
		want                    string
	}{
		{"b", "abcb", "é", 0, "aécé"},
		{"b", "abcb", "", 1, "acb"},
		{"x", "né", "y", 0, "né"},
		{"(a)(b)?", "ab a", "$2$1x$0", 0, "baxab axa"},
		{"(?P<k>[a-z]+)=(?<v>.)", "é=1 a=€", "${v}:${k}${1}$$1", 0, "é=1 €:aa$1"},
		{"", "né", "-", 0, "-n-é-"},
		{"a", "a", "${é", 0, "!0: $ without a group: $1, ${name}, or $$ for a dollar"},
		{"a", "a", "é$x", 0, "!1: $ without a group: $1, ${name}, or $$ for a dollar"},
		{"a", "a", "$", 0, "!0: $ without a group: $1, ${name}, or $$ for a dollar"},
		{"(a)", "a", "$$$2", 0, "!2: there is no group 2: the pattern has 1"},
		{"(?<n>a)()", "a", "${m}", 0, "!0: there is no group m: the pattern has 2, of which these have names: n"},
		{"a", "a", "$99999999999999999999", 0, "!0: there is no group 99999999999999999999: the pattern has 0"},
	} {
		r, got := compiled(t, c.pattern), ""
		if template, why := Parse(r, str.From(c.template)); why != nil {
			got = fmt.Sprintf("!%d: %s", why.at, why.problem)
		} else {
			got = Replace(r, str.From(c.text), template, c.limit).Go()
		}
		if got != c.want {
			t.Errorf("%s by %s in %s: got %q, want %q", c.pattern, c.template, c.text, got, c.want)
		}
	}
	if got := Replace(compiled(t, "a"), str.From("a"), Literal(str.From("$1")), 0).Go(); got != "$1" {
		t.Errorf("got %q", got)
	}
}

// Ten times the text takes about ten times as long, also where it is not ASCII.
func BenchmarkFindAll(b *testing.B) {
	r, _ := Compile(str.From(`(\w+)@(\w+)`), false, false, false)
	for _, line := range []string{"some words, then ann@example, and bob@example\n", "é words, then ann@example, and bob@example\n"} {
		for _, n := range []int{1, 10} {
			text := str.From(strings.Repeat(line, n*1_000_000/len(line)))
			b.Run(fmt.Sprintf("%q/%dMB", line[:2], n), func(b *testing.B) {
				b.SetBytes(int64(n) * 1_000_000)
				for b.Loop() {
					FindAll(r, text, 0)
				}
			})
		}
	}
}
