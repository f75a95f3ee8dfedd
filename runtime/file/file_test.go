package file

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/smelter-lang/smelter/runtime/str"
)

// open opens a file or ends the test.
func open(t *testing.T, path string, reads, writes bool, exists, size int64) *Stream {
	t.Helper()
	s, why := Open(str.From(path), reads, writes, exists, size)
	if why.Go() != "" {
		t.Fatal(why.Go())
	}
	return s
}

func ok(t *testing.T, outcomes ...int64) {
	t.Helper()
	for i, o := range outcomes {
		if o != done {
			t.Fatalf("call %d came to %d", i, o)
		}
	}
}

func contents(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestWhatExists(t *testing.T) {
	for _, test := range []struct {
		name   string
		exists int64
		want   string
	}{
		{"overwrite", overwrite, "Zbc"},
		{"append", appending, "abcZ"},
		{"supersede", supersede, "Z"},
	} {
		path := filepath.Join(t.TempDir(), "a")
		os.WriteFile(path, []byte("abc"), 0o666)
		s := open(t, path, false, true, test.exists, 1)
		ok(t, WriteString(s, str.From("Z")), Close(s))
		if got := contents(t, path); got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
		if _, why := Open(str.From(path), false, true, complain, 1); why.Go() == "" {
			t.Errorf("%s: an error was not reported", test.name)
		}
	}
}

func TestReadingAndWritingShareAPosition(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a")
	os.WriteFile(path, []byte("abcdef"), 0o666)
	s := open(t, path, true, true, overwrite, 1)
	a, o := ReadChar(s)
	ok(t, o, WriteString(s, str.From("XY")))
	d, o := ReadChar(s)
	ok(t, o)
	at, o := Position(s)
	ok(t, o, SetPosition(s, 1), WriteString(s, str.From("é")), Close(s))
	if a != 'a' || d != 'd' || at != 4 {
		t.Errorf("read %c and %c, then was at %d", a, d, at)
	}
	if got := contents(t, path); got != "aédef" {
		t.Errorf("the file is %q", got)
	}
}

func TestLines(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a")
	os.WriteFile(path, []byte("one\n\nlast"), 0o666)
	s := open(t, path, true, false, complain, 1)
	for _, want := range []string{"one", "", "last"} {
		line, o := ReadLine(s)
		ok(t, o)
		if line.Go() != want {
			t.Errorf("line %q, want %q", line.Go(), want)
		}
	}
	if _, o := ReadLine(s); o != atEnd {
		t.Errorf("after the last line: %d", o)
	}
}

func TestWords(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a")
	s := open(t, path, false, true, complain, 4)
	ok(t, WriteWord(s, Word(int32(-1))), WriteWord(s, Word(int32(258))), Close(s))
	if got := contents(t, path); got != "\xff\xff\xff\xff\x02\x01\x00\x00" {
		t.Errorf("the file is %q", got)
	}
	s = open(t, path, true, false, complain, 4)
	ok(t, SetPosition(s, 1))
	w, o := ReadWord(s)
	ok(t, o)
	if at, _ := Position(s); I32(w) != 258 || at != 2 {
		t.Errorf("read %d, then was at %d", I32(w), at)
	}
	if _, o := ReadWord(s); o != atEnd {
		t.Errorf("behind the last word: %d", o)
	}
	s = open(t, path, true, false, complain, 3)
	ReadWord(s)
	ReadWord(s)
	if _, o := ReadWord(s); o != failed {
		t.Errorf("half a word: %d", o)
	}
}

func TestAbort(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a")
	s := open(t, path, false, true, supersede, 1)
	ok(t, WriteString(s, str.From("lost")), Abort(s))
	if IsFile(str.From(path)) {
		t.Error("what was made is still there")
	}
	os.WriteFile(path, []byte("kept"), 0o666)
	s = open(t, path, false, true, overwrite, 1)
	ok(t, WriteString(s, str.From("lost")), Abort(s))
	if got := contents(t, path); got != "kept" {
		t.Errorf("the file is %q", got)
	}
	if Close(s) != failed || Failure(s).Go() == "" {
		t.Error("closing twice is not reported")
	}
}

func TestClean(t *testing.T) {
	for in, want := range map[string]string{
		"": "", "/": "/", "a/b": "a/b", "//a///b//": "/a/b/", "./a/../b": "./a/../b",
	} {
		if got := Clean(str.From(in)).Go(); got != want {
			t.Errorf("Clean(%q) = %q, want %q", in, got, want)
		}
	}
}
