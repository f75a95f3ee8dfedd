package csv

import (
	"bufio"
	"bytes"
	"os"
	"strings"

	"github.com/smelter-lang/smelter/runtime/rt"
	"github.com/smelter-lang/smelter/runtime/str"
)

// A Writer writes row by row.
type Writer struct {
	out     *bufio.Writer
	text    *bytes.Buffer // where out leads to, if it is no file
	sep     string
	newline string
	begun   bool // something was written
}

func newWriter(sep rune, crlf bool) *Writer {
	if crlf {
		return &Writer{sep: string(sep), newline: "\r\n"}
	}
	return &Writer{sep: string(sep), newline: "\n"}
}

// NewWriter returns a writer of a text, and Written that text.
func NewWriter(sep rune, crlf bool) *Writer {
	w := newWriter(sep, crlf)
	w.text = &bytes.Buffer{}
	w.out = bufio.NewWriter(w.text)
	return w
}

func Written(w *Writer) str.String {
	w.out.Flush()
	return str.From(w.text.String())
}

// WithWriter calls f with a writer of a file, which is complete afterwards in any case: if f
// fails, and if the program ends there, it has the rows up to there.
func WithWriter(path str.String, appends bool, sep rune, crlf bool, f func(*Writer)) *Failure {
	flags := os.O_WRONLY | os.O_CREATE | os.O_TRUNC
	if appends {
		flags = os.O_WRONLY | os.O_CREATE | os.O_APPEND
	}
	file, err := os.OpenFile(path.Go(), flags, 0o666)
	if err != nil {
		return unusableFile(err)
	}
	w := newWriter(sep, crlf)
	w.out = bufio.NewWriterSize(file, 1<<16)
	w.begun = appends
	finish := rt.AtExit(func() {
		err = w.out.Flush()
		if e := file.Close(); err == nil {
			err = e
		}
	})
	func() {
		defer finish()
		f(w)
	}()
	return unusableFile(err)
}

// Put writes a row. Fields are in quotes where readers would take them for something else.
func Put(w *Writer, row []str.String) {
	for i, f := range row {
		if i > 0 {
			w.out.WriteString(w.sep)
		}
		field := f.Go()
		if !w.special(field, len(row) == 1) {
			w.out.WriteString(field)
			continue
		}
		w.out.WriteByte('"')
		w.out.WriteString(strings.ReplaceAll(field, `"`, `""`))
		w.out.WriteByte('"')
	}
	w.out.WriteString(w.newline)
	w.begun = true
}

// special reports whether a field needs quotes: for what is in it, as it would be an empty
// line, or begin a text with a byte order mark, which is none of it.
func (w *Writer) special(field string, only bool) bool {
	return field == "" && only || strings.ContainsAny(field, "\"\r\n") || strings.Contains(field, w.sep) ||
		!w.begun && strings.HasPrefix(field, "\ufeff")
}
