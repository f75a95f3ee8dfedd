package spelling

import (
	"slices"
	"testing"
)

func TestClosest(t *testing.T) {
	names := []string{"LENGTH", "LIST", "MAP", "LAST", "reverse", "STRING->NUMBER"}
	for _, test := range []struct{ name, want string }{
		{"lenght", "LENGTH"}, {"lengt", "LENGTH"}, {"lits", "LIST"}, {"lasst", "LAST"}, {"mpa", "MAP"},
		{"revrese", "reverse"}, {"string->nubmers", "STRING->NUMBER"},
		{"m", ""}, {"ma", ""}, {"frobnicate", ""}, {"length", ""}, {"tail", ""},
	} {
		if got, ok := Closest(test.name, slices.Values(names)); got != test.want || ok != (test.want != "") {
			t.Errorf("closest to %s is %q, want %q", test.name, got, test.want)
		}
	}
}

func TestDistance(t *testing.T) {
	for _, test := range []struct {
		a, b string
		want int
	}{
		{"", "", 0}, {"", "abc", 3}, {"abc", "", 3}, {"abc", "ABC", 0}, {"abc", "acb", 1}, {"abc", "abxc", 1},
		{"abc", "ac", 1}, {"é", "e", 1}, {"kitten", "sitting", 3},
	} {
		if got := Distance(test.a, test.b); got != test.want {
			t.Errorf("%q and %q: %d, want %d", test.a, test.b, got, test.want)
		}
	}
}
