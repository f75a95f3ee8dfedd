package json

import (
	"bufio"
	"errors"
	"io"
	"io/fs"
	"os"
	"strings"
	"unicode/utf8"

	"github.com/smelter-lang/smelter/runtime/str"
)

// Lines is a file that is read line by line.
type Lines struct {
	file *os.File
	in   *bufio.Reader
}

// OpenLines opens a file; problem says why that cannot be done, if it cannot.
func OpenLines(path str.String) (l *Lines, problem str.String) {
	f, err := os.Open(path.Go())
	if err != nil {
		return nil, reason(err)
	}
	return &Lines{f, bufio.NewReaderSize(f, 1<<16)}, str.String{}
}

// reason says why, without the path, which the reader knows.
func reason(err error) str.String {
	var at *fs.PathError
	if errors.As(err, &at) {
		err = at.Err
	}
	return str.From(err.Error())
}

// NextLine returns the next line without its newline, if there is one, or a problem. The file is closed behind
// the last.
func NextLine(l *Lines) (line str.String, more bool, problem str.String) {
	text, err := l.in.ReadString('\n')
	switch {
	case err != nil && err != io.EOF:
		l.file.Close()
		return str.String{}, false, reason(err)
	case text == "":
		l.file.Close()
		return str.String{}, false, str.String{}
	case !utf8.ValidString(text):
		l.file.Close()
		return str.String{}, false, str.ASCII("it is not text in UTF-8")
	}
	return str.From(strings.TrimSuffix(text, "\n")), true, str.String{}
}
