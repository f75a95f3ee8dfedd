package str

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestRepresentation(t *testing.T) {
	for _, test := range []struct {
		in    string
		len   int64
		ascii bool
	}{
		{"", 0, true},
		{"abc", 3, true},
		{"héllo", 5, false},
		{"a😀b", 3, false},
	} {
		s := From(test.in)
		if Len(s) != test.len || (s.n >= 0) != test.ascii || s.Go() != test.in {
			t.Errorf("From(%q) is %d characters, ASCII %t: %q", test.in, Len(s), s.n >= 0, s.Go())
		}
	}
}

// What can be ASCII is, however it was made.
func TestCanonical(t *testing.T) {
	wide, ascii := From("héy"), From("hy")
	b := NewBuilder()
	b.AddChar('h')
	b.Add(From("y"))
	for name, s := range map[string]String{
		"substring":  Concat(Sub(wide, 0, 1), Sub(wide, 2, 3)),
		"characters": OfRunes([]rune("hy")),
		"single":     Concat(OfChar('h'), OfChar('y')),
		"builder":    b.Text(),
		"case":       Downcase(From("HY")),
		"reverse":    Reverse(From("yh")),
		"empty":      Concat(Sub(wide, 1, 1), ascii),
	} {
		if !Equal(s, ascii) || Hash(s) != Hash(ascii) || s.n != ascii.n {
			t.Errorf("%s: %q is not as %q is", name, s.Go(), ascii.Go())
		}
	}
}

func TestSearch(t *testing.T) {
	for _, test := range []struct {
		part, in       string
		index          int64
		prefix, suffix bool
	}{
		{"", "abc", 0, true, true},
		{"abc", "abc", 0, true, true},
		{"bc", "abc", 1, false, true},
		{"ab", "abc", 0, true, false},
		{"abcd", "abc", -1, false, false},
		{"é", "aéb", 1, false, false},
		{"b", "éb", 1, false, true},
		{"éa", "aaéa", 2, false, true},
		{"é", "abc", -1, false, false},
	} {
		part, in := From(test.part), From(test.in)
		i, ok := Index(part, in)
		if !ok {
			i = -1
		}
		if i != test.index {
			t.Errorf("Index(%q, %q) = %d, want %d", test.part, test.in, i, test.index)
		}
		if p, s := HasPrefix(part, in), HasSuffix(part, in); p != test.prefix || s != test.suffix {
			t.Errorf("%q begins %q: %t; ends it: %t", test.part, test.in, p, s)
		}
	}
	for _, in := range []string{"a,b", "é,b"} {
		if i := Find(',', From(in), 1); i != 1 {
			t.Errorf("Find in %q from 1 = %d", in, i)
		}
		if i := Find(',', From(in), 2); i != 3 {
			t.Errorf("Find in %q from 2 = %d, want the length", in, i)
		}
	}
}

func TestCompare(t *testing.T) {
	ordered := []string{"", "B", "a", "ab", "b", "é", "é!", "中", "😀"}
	for i, a := range ordered {
		for k, b := range ordered {
			want := int64(0)
			if i < k {
				want = -1
			} else if i > k {
				want = 1
			}
			if got := Compare(From(a), From(b)); got != want {
				t.Errorf("Compare(%q, %q) = %d, want %d", a, b, got, want)
			}
		}
	}
}

// Strings stay what they are, whoever adds to them.
func TestConcatShares(t *testing.T) {
	for _, unit := range []string{"ab", "é", "aé"} {
		var made []String
		var want []string
		s, text := From(""), ""
		for i := range 300 {
			s, text = Concat(s, From(unit)), text+unit
			made, want = append(made, s), append(want, text)
			fork := Concat(s, From("x")) // takes the room that s might have next
			again := Concat(s, From("y"))
			made, want = append(made, fork, again), append(want, text+"x", text+"y")
			if i%7 == 0 {
				s = again
				text += "y"
			}
		}
		for i, s := range made {
			if s.Go() != want[i] {
				t.Fatalf("%q became %q", want[i], s.Go())
			}
		}
	}
}

func TestConcatInThreads(t *testing.T) {
	base := From(strings.Repeat("a", 200))
	base = Concat(Concat(base, From("b")), From("c")) // has room now
	done := make(chan string)
	for i := range 8 {
		go func() {
			s, want := base, base.Go()
			for k := range 500 {
				piece := fmt.Sprint(i, k)
				s, want = Concat(s, From(piece)), want+piece
			}
			if s.Go() != want {
				done <- "a string has characters of another thread"
				return
			}
			done <- ""
		}()
	}
	for range 8 {
		if m := <-done; m != "" {
			t.Error(m)
		}
	}
}

// Adding to a string again and again takes time in proportion to what is added.
func TestConcatIsLinear(t *testing.T) {
	allocated := testing.Benchmark(func(b *testing.B) {
		s := From("")
		for range b.N {
			s = Concat(s, From("0123456789"))
			_ = Concat(From("key "), From("value, a string of the same kind but made on the way"))
		}
	}).AllocedBytesPerOp()
	if allocated > 400 {
		t.Errorf("adding 10 characters allocates %d bytes", allocated)
	}
}

func TestBuilder(t *testing.T) {
	b := NewBuilder()
	for _, part := range []string{"", "ab", "é", "cd", "😀"} {
		b.Add(From(part))
	}
	b.AddChar('!')
	if got := b.Text().Go(); got != "abécd😀!" {
		t.Errorf("the text is %q", got)
	}
	if got := b.Text().Go(); got != "" {
		t.Errorf("after the text was taken there is %q", got)
	}
}

func TestCase(t *testing.T) {
	for _, test := range []struct {
		c            rune
		up, down     rune
		upper, lower bool
	}{
		{'a', 'A', 'a', false, true},
		{'Z', 'Z', 'z', true, false},
		{'1', '1', '1', false, false},
		{'é', 'É', 'é', false, true},
		{'Σ', 'Σ', 'σ', true, false},
		{'ς', 'ς', 'ς', false, false}, // whose upper case is that of σ
		{'ß', 'ß', 'ß', false, false},
		{'ẞ', 'ẞ', 'ẞ', false, false},
		{'İ', 'İ', 'İ', false, false},
		{'ÿ', 'Ÿ', 'ÿ', false, true},
		{'中', '中', '中', false, false},
	} {
		if up, down := UpcaseChar(test.c), DowncaseChar(test.c); up != test.up || down != test.down {
			t.Errorf("%c: up %c, down %c", test.c, up, down)
		}
		if u, l := IsUpper(test.c), IsLower(test.c); u != test.upper || l != test.lower {
			t.Errorf("%c: upper %t, lower %t", test.c, u, l)
		}
	}
	if got := Upcase(From("straße, a1")).Go(); got != "STRAßE, A1" {
		t.Errorf("Upcase gives %q", got)
	}
}

func TestDigitValue(t *testing.T) {
	for c, want := range map[rune]int64{'0': 0, '9': 9, '٣': 3, '९': 9, '７': 7, '𝟘': 0, '𝟡': 9, '𝟙': 1, '𝟿': 9} {
		if got, ok := DigitValue(c); got != want || !ok {
			t.Errorf("DigitValue(%c) = %d, %t; want %d", c, got, ok, want)
		}
	}
	for _, c := range "a/:½Ⅷ中" {
		if _, ok := DigitValue(c); ok {
			t.Errorf("%c counts as a digit", c)
		}
	}
}

func TestQuote(t *testing.T) {
	for in, want := range map[string]string{
		`a`: `"a"`, `a"b`: `"a\"b"`, `a\b`: `"a\\b"`, "é\n": "\"é\n\"",
	} {
		if got := Quote(From(in)); got != want {
			t.Errorf("Quote(%q) = %s, want %s", in, got, want)
		}
	}
	for in, want := range map[rune]string{
		'a': `#\a`, ' ': `#\Space`, '\n': `#\Newline`, 0x7f: `#\Rubout`, '\\': `#\\`, '中': `#\中`,
	} {
		if got := QuoteChar(in); got != want {
			t.Errorf("QuoteChar(%q) = %s, want %s", in, got, want)
		}
	}
}

func TestCharOf(t *testing.T) {
	for n, want := range map[int64]bool{0: true, 97: true, 0xdfff: true, utf8.MaxRune: true, utf8.MaxRune + 1: false} {
		if c, ok := CharOf(n); ok != want || ok && Code(c) != n {
			t.Errorf("CharOf(%#x) = %q, %t", n, c, ok)
		}
	}
}
