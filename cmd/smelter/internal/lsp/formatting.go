package lsp

import (
	"strings"

	"github.com/smelter-lang/smelter/transpile/diag"
	"github.com/smelter-lang/smelter/transpile/format"
	"github.com/smelter-lang/smelter/transpile/source"
)

// This file lays documents out.

// formatting returns one edit, from the first line that changes to the last; none if the
// text cannot be read, or is laid out already.
func (s *server) formatting(p documentParams) ([]textEdit, error) {
	d := s.docs[p.TextDocument.URI]
	if d == nil {
		return nil, nil
	}
	var files source.Set
	var errs diag.List
	out, ok := format.File(files.Add(d.path, d.text.string), &errs)
	if !ok {
		return nil, nil
	}
	if hasCRLF(d.text.string) {
		out = strings.ReplaceAll(strings.ReplaceAll(out, "\r\n", "\n"), "\n", "\r\n")
	}
	return d.text.edits(out), nil
}

// hasCRLF reports whether all lines of a text end with \r\n, which is kept then.
func hasCRLF(text string) bool {
	n := strings.Count(text, "\r\n")
	return n > 0 && n == strings.Count(text, "\n")
}

// edits returns what makes a text another one: at most one edit, of whole lines.
func (t *text) edits(to string) []textEdit {
	from := t.string
	if from == to {
		return []textEdit{}
	}
	lo := 0
	for i := 0; i < len(from) && i < len(to) && from[i] == to[i]; i++ {
		if from[i] == '\n' {
			lo = i + 1
		}
	}
	hi := 0 // how much at the end stays
	for i := 1; i <= len(from)-lo && i <= len(to)-lo && from[len(from)-i] == to[len(to)-i]; i++ {
		if i < len(from)-lo && i < len(to)-lo && from[len(from)-i-1] == '\n' && to[len(to)-i-1] == '\n' {
			hi = i
		}
	}
	return []textEdit{{t.span(lo, len(from)-hi), to[lo : len(to)-hi]}}
}
