package cli

import (
	"strings"
	"testing"

	"github.com/smelter-lang/smelter/runtime/num"
	"github.com/smelter-lang/smelter/runtime/str"
)

func TestNear(t *testing.T) {
	names := []string{"--help", "--verbose", "--output", "--no-color", "-v", "list", "add"}
	for _, test := range []struct{ written, want string }{
		{"--verbos", "--verbose"},
		{"--vrebose", "--verbose"}, // exchanged letters
		{"--verb", "--verbose"},    // the beginning of a name
		{"--OUTPUT", "--output"},
		{"--no-colour", "--no-color"},
		{"lsit", "list"},
		{"ad", "add"},
		{"-w", ""}, // any other letter is as near
		{"--frobnicate", ""},
		{"", ""},
		{"xyz", ""},
	} {
		want := ""
		if test.want != "" {
			want = "; did you mean " + test.want + "?"
		}
		if got := suggestion(test.written, names); got != want {
			t.Errorf("suggestion(%q) = %q, want %q", test.written, got, want)
		}
	}
}

func TestWhole(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"0", "0"}, {"-12", "-12"}, {"+7", "7"}, {"1_000", "1000"}, {"007", "7"},
		{"123456789012345678901234567890", "123456789012345678901234567890"},
		{"", ""}, {"-", ""}, {"_1", ""}, {"1_", ""}, {"1__0", ""}, {"1.0", ""}, {" 1", ""}, {"-+1", ""}, {"٣", ""},
	} {
		got := ""
		if n, ok := Whole(str.From(test.text)); ok {
			got = num.Text(n)
		}
		if got != test.want {
			t.Errorf("Whole(%q) = %q, want %q", test.text, got, test.want)
		}
	}
}

// Help is no wider than it may be, unless a word is.
func TestHelpIsWrapped(t *testing.T) {
	text := str.From(strings.Repeat("größer als ", 20))
	item := func(kind int64, names string) *Item {
		return NewItem(kind, str.From(names), text, str.From("TEXT"), str.From("VAR"), str.From("x"), nil, 0, 1)
	}
	g := &Given{command: NewCommand(str.From("wide"), text, str.From("1"), text, []*Item{
		item(option, "-a --all"), item(flag, "--a-flag-of-a-long-name"), item(argument, "FILE"),
	})}
	for _, width := range []int{40, 60, 80, 100} {
		longest := 0
		for line := range strings.Lines(g.help(width)) {
			longest = max(longest, len([]rune(strings.TrimSuffix(line, "\n"))))
		}
		if longest > width || longest < width-20 {
			t.Errorf("the longest line for %d has %d characters:\n%s", width, longest, g.help(width))
		}
	}
}

// Whatever is given, it is read or there is a message.
func TestAnyArguments(t *testing.T) {
	item := func(kind int64, names string, least, most int64) *Item {
		return NewItem(kind, str.From(names), str.String{}, str.String{}, str.String{}, str.String{}, nil, least, most)
	}
	inner := NewCommand(str.From("in"), str.String{}, str.String{}, str.String{}, []*Item{
		item(option, "-o", 0, 1), item(argument, "A", 1, 1), item(argument, "B", 0, 0), item(argument, "C", 2, 2),
	})
	root := NewCommand(str.From("root"), str.String{}, str.String{}, str.String{}, []*Item{
		item(flag, "-f --flag", 0, 0), item(toggle, "--on", 0, 0), NewChoice([]*Command{inner}),
	})
	Check(root)
	words := []string{"in", "-f", "--flag", "--no-on", "-o", "-fo", "-fox", "x", "-1", "--", "-", "", "--flag=1", "--é"}
	read := 0
	for n := range 14 * 14 * 14 * 14 {
		arguments := []str.String{str.From("in"), str.From("y"), str.From("z")}
		for ; n > 0; n /= len(words) {
			arguments = append(arguments, str.From(words[n%len(words)]))
		}
		g, p := Read(root, arguments)
		if Failed(p) != (g == nil) || Failed(p) && p.text == "" {
			t.Fatalf("%v: %v %v", arguments, g, p)
		}
		if g != nil {
			read++
			if in := g.inner; len(in.values[inner.items[1]]) != 1 || len(in.values[inner.items[3]]) != 2 {
				t.Fatalf("%v: %v", arguments, in.values)
			}
		}
	}
	if read == 0 {
		t.Error("nothing was read")
	}
}
