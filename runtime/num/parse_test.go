package num

import (
	"testing"

	"github.com/smelter-lang/smelter/runtime/str"
)

func TestParse(t *testing.T) {
	for _, test := range []struct{ in, prefix, whole string }{
		{"12", "12", "12"},
		{"-12", "-12", "-12"},
		{"+12", "12", "12"},
		{" 12", "12", "12"},
		{"12 \n", "12", "12"},
		{"12a", "12", ""},
		{"4 2", "4", ""},
		{"1.5", "1", ""},
		{"- 1", "", ""},
		{"", "", ""},
		{"-", "", ""},
		{"  ", "", ""},
		{"a1", "", ""},
		{"٣٤", "34", "34"},
		{"123456789012345678901234567890", "123456789012345678901234567890", "123456789012345678901234567890"},
	} {
		prefix, whole := "", ""
		if n, ok := ParseInt(str.From(test.in)); ok {
			prefix = Text(n)
		}
		if n, ok := ParseWhole(str.From(test.in)); ok {
			whole = Text(n)
		}
		if prefix != test.prefix || whole != test.whole {
			t.Errorf("%q: prefix %q, whole %q; want %q, %q", test.in, prefix, whole, test.prefix, test.whole)
		}
	}
}
