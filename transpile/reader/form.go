// Package reader turns text into Forms, the nested lists and atoms of which a script is
// made, and resolves the symbols among them.
//
// In comes a file; out go its toplevel forms. Reading knows no packages: a symbol is
// text and a prefix. Once the package of a file is known, Intern gives each symbol form
// its names.Symbol. What is wrong with the text is reported, and reading goes on with
// the next toplevel form. What a list means is left to the parser.
package reader

import (
	"math/big"

	"github.com/smelter-lang/smelter/transpile/names"
	"github.com/smelter-lang/smelter/transpile/source"
)

// A Kind says what was read.
type Kind uint8

const (
	List        Kind = iota // ( Items ), with Dot if it is dotted
	Symbol                  // Text, Qual; Sym after interning
	Keyword                 // Text without the colon
	Integer                 // Num
	Ratio                   // Num
	Float32                 // F
	Float64                 // F
	Char                    // Rune
	String                  // Text, escapes resolved
	Builder                 // [ Items ]
	ShortLambda             // ƒab.body: Items[0] is a List of parameter Symbols, Items[1] the body
	Quote                   // 'x       Items[0]
	Function                // #'x      Items[0]; only in bodies of macros
	Quasi                   // `x       Items[0]; only in macro templates
	Unquote                 // ,x       Items[0]
	Splice                  // ,@x      Items[0]
	Opaque                  // read, but no literal of the language: #(...) #C(...)
)

// A Trivia is a comment, a blank line or a form left out by #+ or #- before a form; kept
// for the formatter.
type Trivia struct {
	Span source.Span
}

// A Form is what the reader returns: an atom or a list, with its place.
// Forms are not changed after interning; macro expansion builds new ones.
type Form struct {
	Kind     Kind
	Span     source.Span
	Text     string        // symbol or keyword name as written, string contents, number or Opaque as written
	Qual     string        // package prefix of a Symbol as written, "" if none, "#" of #:name
	Internal bool          // pkg::sym
	Sym      *names.Symbol // of a Symbol, set by Intern
	Num      *big.Rat      // exact value of Integer and Ratio
	F        float64       // value of Float32 and Float64
	Rune     rune          // of a Char
	Items    []*Form
	Dot      *Form    // tail of a dotted list
	Lead     []Trivia // comments before the form
	Tail     []Trivia // comments before the closing parenthesis
	PrevEnd  uint32   // of a toplevel form: where the form before it ended
	Expanded bool     // made by a macro: Span is the span of the call
	Broken   bool     // a toplevel form with a mistake: Items is what was read before it
}

// IsNil reports whether f is ().
func (f *Form) IsNil() bool {
	return f != nil && f.Kind == List && len(f.Items) == 0 && f.Dot == nil
}

// Head returns the head symbol of a list, or nil.
func (f *Form) Head() *names.Symbol {
	if f != nil && f.Kind == List && len(f.Items) > 0 && f.Items[0].Kind == Symbol {
		return f.Items[0].Sym
	}
	return nil
}
