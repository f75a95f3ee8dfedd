// Package source holds script text and turns byte offsets into lines and columns.
//
// In come paths and texts; out go Files with Spans into them. It reads no files
// and knows nothing of what the text means.
package source

import (
	"sort"
	"strings"
	"unicode/utf8"
)

// A FileID numbers a file of a Set; 0 is no file.
type FileID uint32

// A Span is the half-open byte range [Lo,Hi) of a file. The zero Span is no position.
type Span struct {
	File   FileID
	Lo, Hi uint32
}

// Valid reports whether the span is a place in a file.
func (s Span) Valid() bool { return s.File != 0 }

// Join returns the smallest span that covers both; a zero span is neutral.
func (s Span) Join(t Span) Span {
	switch {
	case !s.Valid():
		return t
	case !t.Valid() || s.File != t.File:
		return s
	}
	return Span{s.File, min(s.Lo, t.Lo), max(s.Hi, t.Hi)}
}

// End returns the empty span just after s.
func (s Span) End() Span { return Span{s.File, s.Hi, s.Hi} }

// A Position is a place as people count: Line from 1, Col in characters from 0.
type Position struct {
	Path      string
	Line, Col int
}

// A File is a text and its line table.
type File struct {
	ID    FileID
	Path  string // as shown to users
	Text  string
	lines []uint32 // offset of the first byte of each line
}

// Position returns the line and column of a byte offset.
func (f *File) Position(at uint32) Position {
	line := sort.Search(len(f.lines), func(i int) bool { return f.lines[i] > at }) - 1
	start := f.lines[line]
	at = min(at, uint32(len(f.Text)))
	return Position{f.Path, line + 1, utf8.RuneCountInString(f.Text[start:at])}
}

// LineStart returns the offset of the first byte of line n, counted from 1.
func (f *File) LineStart(n int) uint32 { return f.lines[n-1] }

// Line returns line n, counted from 1, without its line ending.
func (f *File) Line(n int) string {
	if n < 1 || n > len(f.lines) {
		return ""
	}
	end := len(f.Text)
	if n < len(f.lines) {
		end = int(f.lines[n]) - 1
	}
	text := f.Text[f.lines[n-1]:end]
	if k := len(text); k > 0 && text[k-1] == '\r' {
		text = text[:k-1]
	}
	return text
}

// A Set is the files of one session, in the order they were added.
type Set struct {
	files []*File
}

// Add appends a file to the set. A byte order mark is not part of its text.
func (s *Set) Add(path, text string) *File {
	text = strings.TrimPrefix(text, "\ufeff")
	f := &File{ID: FileID(len(s.files) + 1), Path: path, Text: text}
	f.lines = make([]uint32, 1, 1+strings.Count(text, "\n"))
	for at := 0; ; {
		i := strings.IndexByte(text[at:], '\n')
		if i < 0 {
			break
		}
		at += i + 1
		f.lines = append(f.lines, uint32(at))
	}
	s.files = append(s.files, f)
	return f
}

// File returns the file of an ID, or nil.
func (s *Set) File(id FileID) *File {
	if id == 0 || int(id) > len(s.files) {
		return nil
	}
	return s.files[id-1]
}

// Position returns where a span begins; the zero Position if it is nowhere.
func (s *Set) Position(at Span) Position {
	f := s.File(at.File)
	if f == nil {
		return Position{}
	}
	return f.Position(at.Lo)
}

// Text returns the source text of a span.
func (s *Set) Text(at Span) string {
	f := s.File(at.File)
	if f == nil {
		return ""
	}
	return f.Text[at.Lo:at.Hi]
}
