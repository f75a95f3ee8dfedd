package encoding

import (
	"fmt"
	"strings"
	"testing"

	"github.com/smelter-lang/smelter/runtime/str"
)

// told returns what a decoder comes to as one text.
func told(data []byte, why *Failure) string {
	if why != nil {
		return fmt.Sprintf("%s %d: %s", why.format, why.at, why.problem)
	}
	return string(data)
}

func TestBase64(t *testing.T) {
	for data, want := range map[string][4]string{ // standard, without padding, for URLs, so without padding
		"":             {"", "", "", ""},
		"f":            {"Zg==", "Zg", "Zg==", "Zg"},
		"fo":           {"Zm8=", "Zm8", "Zm8=", "Zm8"},
		"foo":          {"Zm9v", "Zm9v", "Zm9v", "Zm9v"},
		"\xfb\xff\x00": {"+/8A", "+/8A", "-_8A", "-_8A"},
	} {
		for i, w := range want {
			url, padding := i >= 2, i%2 == 0
			if got := Base64([]byte(data), url, padding).Go(); got != w {
				t.Errorf("%q is %s, want %s", data, got, w)
			}
			if got := told(FromBase64(str.From(w), url)); got != data {
				t.Errorf("%s is %q, want %q", w, got, data)
			}
		}
	}
}

func TestFromBase64(t *testing.T) {
	for text, want := range map[string]string{
		"Zm\r\n9v\n": "foo",
		"Zm-v":       "base64 2: '-' is not one of its digits",
		"éZm9":       "base64 0: 'é' is not one of its digits",
		"Z":          "base64 0: a digit is missing after it",
		"Zm9vZ":      "base64 4: a digit is missing after it",
		"Zh":         "base64 1: the last digit has bits that no byte gets",
		"Zg=":        "base64 2: the padding does not fill up four digits",
		"Zm9v=":      "base64 4: the padding does not fill up four digits",
		"Zm9v====":   "base64 4: the padding does not fill up four digits",
		"Zg==Zg==":   "base64 2: padding before the end",
		"=":          "base64 0: the padding does not fill up four digits",
	} {
		if got := told(FromBase64(str.From(text), false)); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestFromHex(t *testing.T) {
	for text, want := range map[string]string{
		"":       "",
		"00fFA1": "\x00\xff\xa1",
		"0g":     "hex 1: 'g' is not one of its digits",
		"abé0":   "hex 2: 'é' is not one of its digits",
		"abc":    "hex 3: a digit is missing",
	} {
		if got := told(FromHex(str.From(text))); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestURL(t *testing.T) {
	for data, want := range map[string][2]string{ // a part of a URL, a field of a form
		"a b+c":     {"a%20b%2Bc", "a+b%2Bc"},
		"né/?&=~*":  {"n%C3%A9%2F%3F%26%3D~%2A", "n%C3%A9%2F%3F%26%3D%7E*"},
		"\x00\xffZ": {"%00%FFZ", "%00%FFZ"},
	} {
		for i, w := range want {
			if got := URL([]byte(data), i == 1).Go(); got != w {
				t.Errorf("%q is %s, want %s", data, got, w)
			}
			if got := told(FromURL(str.From(w), i == 1)); got != data {
				t.Errorf("%s is %q, want %q", w, got, data)
			}
		}
	}
}

func TestTextFromURL(t *testing.T) {
	for text, want := range map[string]string{
		"a+b%c3%a9": "a+bé",
		"é%41":      "éA",
		"é%4":       "a part of a URL 1: % without two hexadecimal digits",
		"%%41":      "a part of a URL 0: % without two hexadecimal digits",
		"ab%zz":     "a part of a URL 2: % without two hexadecimal digits",
		"%41%ff%41": "UTF-8 3: the byte ff cannot stand here",
		"%41%c3":    "UTF-8 3: the last character is not complete",
	} {
		s, why := TextFromURL(str.From(text), false)
		if got := told([]byte(s.Go()), why); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestQuery(t *testing.T) {
	for text, want := range map[string]string{
		"":             "",
		"?a=1&b=x+%26": "a|1|b|x &",
		"a&b=&=c&&d==": "a||b|||c|d|=",
		"a=1&b=%f":     "a form 6: % without two hexadecimal digits",
		"?é=%ff":       "UTF-8 3: the byte ff cannot stand here",
	} {
		parts, why := FromQuery(str.From(text))
		var all []string
		for _, p := range parts {
			all = append(all, p.Go())
		}
		if got := told([]byte(strings.Join(all, "|")), why); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
	in := []str.String{str.From("q"), str.From("é & b"), str.From(""), str.From("x")}
	if got, want := Query(in).Go(), "q=%C3%A9+%26+b&=x"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestText(t *testing.T) {
	for data, want := range map[string]string{
		"né\x00":       "né\x00",
		"ab\xffc":      "UTF-8 2: the byte ff cannot stand here",
		"a\xc3":        "UTF-8 1: the last character is not complete",
		"\xed\xa0\x80": "UTF-8 0: the byte ed cannot stand here", // a surrogate
		"\xc0\x80":     "UTF-8 0: the byte c0 cannot stand here", // too long
		"\ufffd":       "\ufffd",
	} {
		s, why := Text([]byte(data))
		if got := told([]byte(s.Go()), why); got != want {
			t.Errorf("%q: %q, want %q", data, got, want)
		}
	}
}
