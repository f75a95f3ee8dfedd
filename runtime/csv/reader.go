package csv

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"strings"
	"unicode/utf8"

	"github.com/smelter-lang/smelter/runtime/str"
)

// A Reader reads row by row and keeps one row.
type Reader struct {
	in     *bufio.Reader
	file   *os.File // nil of a text
	sep    string
	width  int    // the number of fields of a row; 0 before the first, -1 if they may differ
	text   string // the current line, with what ends it
	pos    int    // in text
	end    int    // of text, without what ends the line
	line   int64  // its number
	start  int64  // number of the line in which the last row began
	failed bool
}

func newReader(in io.Reader, sep rune, ragged bool) *Reader {
	r := &Reader{in: bufio.NewReaderSize(in, 1<<16), sep: string(sep)}
	if ragged {
		r.width = -1
	}
	return r
}

func (r *Reader) close() {
	if r.file != nil {
		r.file.Close()
		r.file = nil
	}
}

// Start returns the number of the line in which the last row began.
func Start(r *Reader) int64 { return r.start }

// Next returns the next row; an empty one after the last, and after a failure. Then the
// file is closed.
func Next(r *Reader) ([]str.String, *Failure) {
	if r.failed {
		return nil, nil
	}
	row, why := r.row()
	if why != nil || row == nil {
		r.failed = true
		r.close()
	}
	return row, why
}

// advance reads the next line.
func (r *Reader) advance() (ok bool, why *Failure) {
	text, err := r.in.ReadString('\n')
	if err != nil && err != io.EOF {
		return false, unusableFile(err)
	}
	if text == "" {
		return false, nil
	}
	r.line++
	if r.line == 1 {
		text = strings.TrimPrefix(text, "\ufeff")
	}
	content := strings.TrimSuffix(text, "\n")
	r.text, r.pos, r.end = text, 0, len(strings.TrimSuffix(content, "\r"))
	if !utf8.ValidString(text) {
		for i, c := range text {
			if c == utf8.RuneError && !strings.HasPrefix(text[i:], "\ufffd") {
				return false, r.fail(i, "it is not text in UTF-8")
			}
		}
	}
	return true, nil
}

// fail makes a failure at a place of the current line.
func (r *Reader) fail(at int, text string) *Failure {
	column := utf8.RuneCountInString(r.text[:at]) + 1
	return &Failure{kind: malformed, line: r.line, text: fmt.Sprintf("column %d: %s", column, text)}
}

// row reads a row. Lines without anything are none.
func (r *Reader) row() ([]str.String, *Failure) {
	for r.end = 0; r.end == 0; {
		if ok, why := r.advance(); !ok {
			return nil, why
		}
	}
	r.start = r.line
	row := make([]str.String, 0, max(r.width, 4))
	for more := true; more; {
		field, why := r.field()
		if why != nil {
			return nil, why
		}
		row = append(row, str.From(field))
		if more = r.pos < r.end; more {
			r.pos += len(r.sep)
		}
	}
	switch r.width {
	case 0:
		r.width = len(row)
	case -1, len(row):
	default:
		return nil, &Failure{kind: wrongCount, line: r.start, have: int64(len(row)), want: int64(r.width)}
	}
	return row, nil
}

// field reads a field, up to the separator behind it or the end of the line.
func (r *Reader) field() (string, *Failure) {
	if r.pos < r.end && r.text[r.pos] == '"' {
		return r.quoted()
	}
	field := r.text[r.pos:r.end]
	if i := strings.Index(field, r.sep); i >= 0 {
		field = field[:i]
	}
	if i := strings.IndexAny(field, "\"\r"); i >= 0 {
		if field[i] == '\r' {
			return "", r.fail(r.pos+i, "a carriage return inside a field without quotes")
		}
		return "", r.fail(r.pos+i, `a " inside a field that does not begin with one`)
	}
	r.pos += len(field)
	return field, nil
}

// quoted reads a field in quotes, which may go over several lines.
func (r *Reader) quoted() (string, *Failure) {
	begin := *r
	r.pos++
	var out []byte
	for {
		i := strings.IndexByte(r.text[r.pos:], '"')
		if i < 0 {
			out = append(out, r.text[r.pos:]...)
			ok, why := r.advance()
			switch {
			case why != nil:
				return "", why
			case !ok:
				return "", begin.fail(begin.pos, `a " without the closing one`)
			}
			continue
		}
		out = append(out, r.text[r.pos:r.pos+i]...)
		r.pos += i + 1
		if !strings.HasPrefix(r.text[r.pos:], `"`) {
			break
		}
		out = append(out, '"')
		r.pos++
	}
	if r.pos < r.end && !strings.HasPrefix(r.text[r.pos:r.end], r.sep) {
		return "", r.fail(r.pos, `text behind the closing "`)
	}
	return string(out), nil
}
