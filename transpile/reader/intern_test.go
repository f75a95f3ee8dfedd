package reader

import (
	"fmt"
	"strings"
	"testing"

	"github.com/smelter-lang/smelter/transpile/names"
)

func TestIntern(t *testing.T) {
	w := names.NewWorld(nil)
	str := w.Define("coalton/string")
	str.Export(str.Intern("LENGTH"))
	user := w.Define("user")
	user.AddNickname("s", "coalton/string")
	for _, test := range []struct{ text, want string }{
		{"foo", "USER:FOO"},
		{"'(Foo [λ ƒx.x] . `(,a))", ""},
		{`|foo|`, "USER:foo"},
		{`a|b|\c`, "USER:Abc"},
		{"s:length", "COALTON/STRING:LENGTH"},
		{"S:|LENGTH|", "COALTON/STRING:LENGTH"},
		{"coalton-library/string:length", "COALTON/STRING:LENGTH"},
		{"s::hidden", "COALTON/STRING:HIDDEN"},
		{"user::foo", "USER:FOO"},
		{"#:foo", "#:FOO"},
		{"s:hidden", `Symbol named "HIDDEN" is not external in the COALTON/STRING package. @2-11`},
		{"s:nosuch", `Symbol named "NOSUCH" not found in the COALTON/STRING package. @2-11`},
		{"foo:bar", `Package named "FOO" does not exist. @2-10`},
		{"(foo:bar (foo:baz s:length))", `Package named "FOO" does not exist. @2-11`},
	} {
		forms, errs, _ := read("() " + test.text)
		ok := Intern(forms[1], user, w, errs)
		got := fmt.Sprint(forms[1].Sym)
		if forms[1].Kind != Symbol {
			got = ""
		}
		if errs.HasErrors() {
			n := errs.All()[0].Notes[0]
			got = fmt.Sprintf("%s @%d-%d", strings.TrimPrefix(n.Text, "reader error: "), n.Span.Lo, n.Span.Hi)
		}
		if got != test.want || ok == errs.HasErrors() || errs.Errors() > 1 {
			t.Errorf("%s means %s with %d errors, want %s", test.text, got, errs.Errors(), test.want)
		}
	}
}
