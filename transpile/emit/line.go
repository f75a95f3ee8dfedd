package emit

import (
	"fmt"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/smelter-lang/smelter/transpile/core"
	"github.com/smelter-lang/smelter/transpile/source"
)

// This file leads from Go back to the script, with //line comments.
//
// Go's traces have lines but no columns, so a "line" is both: line*1000 + column+1, or
// + 0 if the column is not known or too large. runtime/rt takes it apart when it reports
// an error. Every line of Go after a //line comment counts on from it, so each statement
// that may appear in a trace has a comment of its own, and a call inside an expression one
// of the form /*line ...*/; a statement of no place in a script says that it is in main.go,
// and so belongs to Go.

// maxLine is beyond what Go allows in a //line comment.
const maxLine = 1 << 30

// libraryDir is what runtime/rt knows files of the library by.
const libraryDir = "$/"

// nowhere is said of code that has no place in a script.
const nowhere = "main.go:1"

// position returns what a //line comment says of a span.
func (e *emitter) position(at source.Span) string {
	pos := e.files.Position(at)
	if pos.Line == 0 || pos.Line >= maxLine/1000 {
		return nowhere
	}
	col := pos.Col + 1
	if col >= 1000 {
		col = 0
	}
	path := pos.Path
	if e.library[at.File] {
		path = libraryDir + path[strings.LastIndexByte(path, '/')+1:]
	}
	return fmt.Sprintf("%s:%d", path, pos.Line*1000+col)
}

// line adds the statement that print returns, if any, after a comment for its place.
func (f *fn) line(at source.Span, print func() code) {
	outer := f.at
	f.at = at
	if c := print(); c != nil {
		f.mark(at)
		*f.out = append(*f.out, c)
	}
	f.at = outer
}

// head prints an expression with which the next statement begins.
func (f *fn) head(e core.Expr) code {
	outer := f.at
	f.at = e.Span()
	c := f.expr(e)
	f.mark(e.Span())
	f.at = outer
	return c
}

// mark adds the comment for a place.
func (f *fn) mark(at source.Span) {
	if f.e.opts.Lines {
		*f.out = append(*f.out, jen.Comment("//line "+f.e.position(at)))
	}
}

// here is the comment in front of a call inside a statement, if that is at another place.
func (f *fn) here(at source.Span) code {
	if !f.e.opts.Lines || at == f.at || !at.Valid() {
		return jen.Null()
	}
	f.at = at
	return jen.Comment("/*line " + f.e.position(at) + "*/")
}
