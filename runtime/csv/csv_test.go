package csv

import (
	"fmt"
	"strings"
	"testing"

	"github.com/smelter-lang/smelter/runtime/str"
)

// all reads a text and writes what it finds: rows as Go has lists, then a failure.
func all(text string, sep rune, ragged bool) string {
	r := OpenText(str.From(text), sep, ragged)
	var b strings.Builder
	for {
		row, why := Next(r)
		switch {
		case why != nil && why.kind == wrongCount:
			return fmt.Sprintf("%s%d: %d fields, not %d", b.String(), why.line, why.have, why.want)
		case why != nil:
			return fmt.Sprintf("%s%d: %s", b.String(), why.line, why.text)
		case row == nil:
			return b.String()
		}
		var fields []string
		for _, f := range row {
			fields = append(fields, f.Go())
		}
		fmt.Fprintf(&b, "%q", fields)
	}
}

func TestRead(t *testing.T) {
	for _, c := range []struct {
		text   string
		sep    rune
		ragged bool
		want   string
	}{
		{"", ',', false, ``},
		{"a,b\nc,d", ',', false, `["a" "b"]["c" "d"]`},
		{"a,b\r\nc,d\r\n", ',', false, `["a" "b"]["c" "d"]`},
		{"a,b\r", ',', false, `["a" "b"]`},
		{"\ufeff\"a\",b", ',', false, `["a" "b"]`},
		{"a,\n,b\n,\n", ',', false, `["a" ""]["" "b"]["" ""]`},
		{"\n\r\na\n\n\"\"\n", ',', false, `["a"][""]`},
		{`"a ""b"" ","c,d"`, ',', false, `["a \"b\" " "c,d"]`},
		{"\"a\r\nb\n\n\",c\nd,e", ',', false, `["a\r\nb\n\n" "c"]["d" "e"]`},
		{" a , b ", ',', false, `[" a " " b "]`},
		{"é;日本\nx;", ';', false, `["é" "日本"]["x" ""]`},
		{"a→b→\"c→\"", '→', false, `["a" "b" "c→"]`},
		{"a\tb", '\t', false, `["a" "b"]`},
		{"a,b\nc\n", ',', true, `["a" "b"]["c"]`},
		{"\ufffd", ',', false, `["�"]`},

		{"a,b\n\nc\n", ',', false, `["a" "b"]3: 1 fields, not 2`},
		{"a\n\"b\n\n", ',', false, `["a"]2: column 1: a " without the closing one`},
		{"é,\"", ',', false, `1: column 3: a " without the closing one`},
		{"a\nb\"c", ',', false, `["a"]2: column 2: a " inside a field that does not begin with one`},
		{"\"a\n\"b,c", ',', false, `2: column 2: text behind the closing "`},
		{"a\rb\rc", ',', false, `1: column 2: a carriage return inside a field without quotes`},
	} {
		if got := all(c.text, c.sep, c.ragged); got != c.want {
			t.Errorf("%q is\n%s\nnot\n%s", c.text, got, c.want)
		}
	}
}

func TestRoundTrip(t *testing.T) {
	rows := [][]string{
		{""}, {"a"}, {"a", ""}, {"", ""}, {`"`}, {"a,b", ";"}, {"\n"}, {"\r\n", "\r"}, {" x "}, {"é→"}, {"\ufeff"}, {"\ufeffx", "y"},
	}
	for _, sep := range []rune{',', ';', '\t', '→'} {
		for _, crlf := range []bool{false, true} {
			w := NewWriter(sep, crlf)
			var want strings.Builder
			for _, row := range append(rows[10:], rows...) {
				var fields []str.String
				for _, f := range row {
					fields = append(fields, str.From(f))
				}
				Put(w, fields)
				fmt.Fprintf(&want, "%q", row)
			}
			if got := all(Written(w).Go(), sep, true); got != want.String() {
				t.Errorf("%q is read back as\n%s", Written(w).Go(), got)
			}
		}
	}
}

// TestQuotes: there are none without need.
func TestQuotes(t *testing.T) {
	w := NewWriter(';', false)
	Put(w, []str.String{str.From("a,b c"), str.From(""), str.From("x;y")})
	if got := Written(w).Go(); got != "a,b c;;\"x;y\"\n" {
		t.Error(got)
	}
}

func BenchmarkRead(b *testing.B) {
	text := strings.Repeat("12345,Some Name,\"a quoted, field\",user@example.com,3.1415,\n", 10_000)
	source := str.From(text)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		r := OpenText(source, ',', false)
		for {
			row, why := Next(r)
			if why != nil {
				b.Fatal(why)
			}
			if row == nil {
				break
			}
		}
	}
}
