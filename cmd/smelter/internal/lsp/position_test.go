package lsp

import "testing"

func TestPositions(t *testing.T) {
	const face = "😀" // four bytes, two units
	for _, test := range []struct {
		text   string
		enc    encoding
		offset int
		want   position
	}{
		{"", utf16Units, 0, position{0, 0}},
		{"ab\ncd", utf16Units, 1, position{0, 1}},
		{"ab\ncd", utf16Units, 2, position{0, 2}},
		{"ab\ncd", utf16Units, 3, position{1, 0}},
		{"ab\ncd", utf16Units, 5, position{1, 2}},
		{"ab\n", utf16Units, 3, position{1, 0}},
		{"é=1", utf16Units, 2, position{0, 1}},
		{"é=1", utf8Units, 2, position{0, 2}},
		{"→x", utf16Units, 3, position{0, 1}},
		{face + "x", utf16Units, 4, position{0, 2}},
		{face + "x", utf16Units, 5, position{0, 3}},
		{face + "x", utf8Units, 4, position{0, 4}},
		{"a" + face + "\n" + face + "b", utf16Units, 10, position{1, 2}},
		{"ab\r\ncd", utf16Units, 2, position{0, 2}},
		{"ab\r\ncd", utf16Units, 4, position{1, 0}},
		{"ab\r\ncd\r\n", utf16Units, 8, position{2, 0}},
		{"ab\rcd", utf16Units, 3, position{1, 0}},
		{"\r\r\n\n", utf16Units, 4, position{3, 0}},
		{face + "\r\n" + face + "é!", utf16Units, 12, position{1, 3}},
		{"a\xffb", utf16Units, 2, position{0, 2}},
		{"a\xffb", utf8Units, 2, position{0, 2}},
	} {
		x := newText(test.text, test.enc)
		if got := x.position(test.offset); got != test.want {
			t.Errorf("%q: offset %d is %v in %s, want %v", test.text, test.offset, got, test.enc, test.want)
		}
		if got := x.offset(test.want); got != test.offset {
			t.Errorf("%q: %v is offset %d in %s, want %d", test.text, test.want, got, test.enc, test.offset)
		}
	}
}

func TestPositionsThatAreNone(t *testing.T) {
	const text = "a😀\r\nbc"
	for _, test := range []struct {
		at   position
		enc  encoding
		want int
	}{
		{position{0, 2}, utf16Units, 1}, // inside the surrogates
		{position{0, 3}, utf8Units, 1},  // inside the bytes
		{position{0, 99}, utf16Units, 5},
		{position{1, 99}, utf16Units, 9},
		{position{9, 0}, utf16Units, 9},
		{position{-1, 3}, utf16Units, 0},
		{position{1, -3}, utf16Units, 7},
	} {
		if got := newText(text, test.enc).offset(test.at); got != test.want {
			t.Errorf("%v is offset %d in %s, want %d", test.at, got, test.enc, test.want)
		}
	}
}

func TestAByteOrderMarkIsNoCharacter(t *testing.T) {
	if x := newText("\ufeffab", utf16Units); x.string != "ab" {
		t.Errorf("the text is %q", x.string)
	}
}
