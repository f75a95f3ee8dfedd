// Package diag holds the shape of everything Smelter tells its user about a script.
//
// Phases add Diagnostics to a List; printers render them for people (Coalton's
// exact layout) or as JSON. The words of a diagnostic belong to the phase that
// reports it; how it looks belongs here.
package diag

import (
	"slices"
	"sort"

	"github.com/smelter-lang/smelter/transpile/source"
)

// Severity ranks a diagnostic.
type Severity uint8

const (
	Error        Severity = iota
	Warning               // printed "warn"
	StyleWarning          // printed "style-warning"
)

// A Code names a kind of diagnostic for `smelter explain`, such as "type-mismatch".
type Code string

// A Note points at a place and says something of it.
type Note struct {
	Span      source.Span
	Text      string
	Secondary bool // drawn with - instead of ^
}

// A Help proposes a change of one place: Replacement instead of the text of Span.
// With an invalid Span it is a sentence of its own.
type Help struct {
	Span        source.Span
	Text        string
	Replacement string
}

// A Diagnostic is one thing that is wrong with, or odd about, a script.
// The first of Notes gives the location line, even if another begins earlier.
type Diagnostic struct {
	Severity Severity
	Code     Code
	Title    string
	Notes    []Note
	Helps    []Help
	Context  []string // closing "note:" lines
}

// Primary and Secondary build notes.
func Primary(at source.Span, text string) Note   { return Note{Span: at, Text: text} }
func Secondary(at source.Span, text string) Note { return Note{Span: at, Text: text, Secondary: true} }

// Twice returns the error that there are two of what there may be one: the earlier one is
// told first.
func Twice(code Code, title, what string, a, b source.Span) *Diagnostic {
	if b.File == a.File && b.Lo < a.Lo {
		a, b = b, a
	}
	return &Diagnostic{Code: code, Title: title, Notes: []Note{
		Primary(a, "first "+what+" here"), Primary(b, "second "+what+" here"),
	}}
}

// At returns the place of the diagnostic's location line.
func (d *Diagnostic) At() source.Span {
	if len(d.Notes) == 0 {
		return source.Span{}
	}
	return d.Notes[0].Span
}

// A List collects diagnostics in order of discovery.
type List struct {
	all    []*Diagnostic
	errors int
}

// Add appends a diagnostic.
func (l *List) Add(d *Diagnostic) {
	l.all = append(l.all, d)
	if d.Severity == Error {
		l.errors++
	}
}

// Error adds the usual diagnostic, an error that says one thing of one place, and returns it.
func (l *List) Error(code Code, title string, at source.Span, text string) *Diagnostic {
	d := &Diagnostic{Code: code, Title: title, Notes: []Note{Primary(at, text)}}
	l.Add(d)
	return d
}

// HasErrors reports whether any diagnostic is an error.
func (l *List) HasErrors() bool { return l.errors > 0 }

// Errors returns the number of errors.
func (l *List) Errors() int { return l.errors }

// PromoteWarnings makes all warnings errors.
func (l *List) PromoteWarnings() {
	for _, d := range l.all {
		if d.Severity != Error {
			d.Severity = Error
			l.errors++
		}
	}
}

// Group puts the diagnostics after the first n into the order of a key, and leaves those
// with the same key in the order of their discovery.
func (l *List) Group(n int, key func(*Diagnostic) int) {
	slices.SortStableFunc(l.all[n:], func(a, b *Diagnostic) int { return key(a) - key(b) })
}

// All returns the diagnostics in order of discovery.
func (l *List) All() []*Diagnostic { return l.all }

// Sorted returns what is shown: the first error as it was discovered (it is the
// one Coalton would report), then the other errors by position without
// repetitions; if there is no error, the warnings in order of discovery.
func (l *List) Sorted() []*Diagnostic {
	var first *Diagnostic
	var rest []*Diagnostic
	for _, d := range l.all {
		switch {
		case l.errors > 0 && d.Severity != Error:
		case first == nil:
			first = d
		default:
			rest = append(rest, d)
		}
	}
	if first == nil {
		return nil
	}
	if l.errors > 0 {
		sort.SliceStable(rest, func(i, j int) bool {
			a, b := rest[i].At(), rest[j].At()
			return a.File < b.File || a.File == b.File && a.Lo < b.Lo
		})
	}
	out := []*Diagnostic{first}
	type key struct {
		at    source.Span
		title string
	}
	seen := map[key]bool{{first.At(), first.Title}: true}
	for _, d := range rest {
		k := key{d.At(), d.Title}
		if d.Severity != Error || !seen[k] {
			seen[k] = true
			out = append(out, d)
		}
	}
	return out
}
