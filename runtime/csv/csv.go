// Package csv reads and writes rows of fields, for smelter/csv.
//
// In come texts and files in the format of RFC 4180, with any separator; out go rows and a
// Failure, nil if all went well. Go's own package is of no use here: it makes \n of \r\n
// inside of fields. How a failure is told is left to smelter/csv.
package csv

import (
	"fmt"
	"os"
	"strings"
	"unicode/utf8"

	"github.com/smelter-lang/smelter/runtime/str"
)

// A Failure is why something could not be read or written.
type Failure struct {
	kind       int64
	line       int64 // from 1; 0 if the file is to blame
	text       string
	have, want int64 // fields
}

// The kinds, as smelter/csv knows them.
const (
	malformed = iota
	wrongCount
	unusable // the file
)

// Failed reports whether there is a failure; the others are its parts.
func Failed(f *Failure) bool        { return f != nil }
func Kind(f *Failure) int64         { return f.kind }
func Line(f *Failure) int64         { return f.line }
func Problem(f *Failure) str.String { return str.From(f.text) }
func Have(f *Failure) int64         { return f.have }
func Want(f *Failure) int64         { return f.want }

func unusableFile(err error) *Failure {
	if err == nil {
		return nil
	}
	if at, ok := err.(*os.PathError); ok {
		err = at.Err // the path is known
	}
	return &Failure{kind: unusable, text: err.Error()}
}

// IsSeparator reports whether a character can stand between fields.
func IsSeparator(r rune) bool { return r != '"' && r != '\r' && r != '\n' && utf8.ValidRune(r) }

// OpenText returns a reader of a text, and OpenFile of a file.
func OpenText(text str.String, sep rune, ragged bool) *Reader {
	return newReader(strings.NewReader(text.Go()), sep, ragged)
}

func OpenFile(path str.String, sep rune, ragged bool) (*Reader, *Failure) {
	f, err := os.Open(path.Go())
	if err != nil {
		return nil, unusableFile(err)
	}
	r := newReader(f, sep, ragged)
	r.file = f
	return r, nil
}

// WithFile calls f with a reader of a file, which is closed in any case.
func WithFile[T any](path str.String, sep rune, ragged bool, f func(*Reader) T) (result T, why *Failure) {
	r, why := OpenFile(path, sep, ragged)
	if why != nil {
		return result, why
	}
	defer r.close()
	return f(r), nil
}

// Columns are the names in the first row.
type Columns struct {
	names []str.String
	at    map[string]int64
}

// MakeColumns makes columns of a row, in which no name may be twice.
func MakeColumns(r *Reader, names []str.String) (*Columns, *Failure) {
	c := &Columns{names, map[string]int64{}}
	for i, n := range names {
		name := n.Go()
		if _, twice := c.at[name]; twice {
			return nil, &Failure{kind: malformed, line: r.start, text: fmt.Sprintf("two columns have the name %q", name)}
		}
		c.at[name] = int64(i)
	}
	return c, nil
}

// Names returns the names, and Find the place of one.
func Names(c *Columns) []str.String { return c.names }
func Find(c *Columns, name str.String) (int64, bool) {
	i, ok := c.at[name.Go()]
	return i, ok
}

// Quote returns a name as messages have it.
func Quote(s str.String) str.String { return str.From(fmt.Sprintf("%q", s.Go())) }
