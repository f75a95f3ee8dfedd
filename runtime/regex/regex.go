// Package regex finds what regular expressions describe in texts, for smelter/regex.
//
// In come patterns and texts; out go matches, whose places are counted in characters, and a
// Failure where a pattern is none, nil if it is one. The expressions are those of Go (RE2):
// the time a search takes is linear in the length of the text.
package regex

import (
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/smelter-lang/smelter/runtime/str"
)

// A Regex is a pattern that has been compiled.
type Regex struct {
	re      *regexp.Regexp
	pattern str.String
}

// A Failure is why a pattern, or what is to take the place of a match, is none.
type Failure struct {
	at      int64 // in characters
	problem string
}

// Failed reports whether there is a failure; the others are its parts.
func Failed(f *Failure) bool        { return f != nil }
func Position(f *Failure) int64     { return f.at }
func Problem(f *Failure) str.String { return str.From(f.problem) }

// Compile returns a pattern, for which capitals are the same as small letters, ^ and $ are
// ends of lines, and . is also a newline, as is said.
func Compile(pattern str.String, ignoreCase, multiline, dotAll bool) (*Regex, *Failure) {
	p := pattern.Go()
	if _, err := syntax.Parse(p, syntax.Perl); err != nil {
		return nil, failure(p, err)
	}
	re, err := regexp.Compile(flags(ignoreCase, multiline, dotAll) + p)
	if err != nil {
		return nil, failure(p, err)
	}
	if name := twice(re.SubexpNames()); name != "" {
		at := strings.LastIndex(p, "<"+name+">") + 1
		return nil, &Failure{int64(utf8.RuneCountInString(p[:at])), "two groups have the name " + name}
	}
	return &Regex{re, pattern}, nil
}

// twice returns a name that two groups have. Go takes them, and finds the first only.
func twice(names []string) string {
	for i, name := range names {
		if name != "" && slices.Contains(names[:i], name) {
			return name
		}
	}
	return ""
}

func flags(ignoreCase, multiline, dotAll bool) string {
	f := ""
	for _, flag := range []struct {
		on     bool
		letter string
	}{{ignoreCase, "i"}, {multiline, "m"}, {dotAll, "s"}} {
		if flag.on {
			f += flag.letter
		}
	}
	if f != "" {
		f = "(?" + f + ")"
	}
	return f
}

// Pattern returns what a Regex was made of.
func Pattern(r *Regex) str.String { return r.pattern }

// Names returns the names of the groups from 1 on, empty for those without.
func Names(r *Regex) []str.String {
	var names []str.String
	for _, name := range r.re.SubexpNames()[1:] {
		names = append(names, str.From(name))
	}
	return names
}

// Escape returns a pattern for exactly this text.
func Escape(text str.String) str.String { return str.From(regexp.QuoteMeta(text.Go())) }

// failure says where in a pattern an error is.
func failure(pattern string, err error) *Failure {
	e, ok := err.(*syntax.Error)
	if !ok {
		return &Failure{0, err.Error()}
	}
	problem := string(e.Code)
	switch e.Code {
	case syntax.ErrMissingParen, syntax.ErrUnexpectedParen, syntax.ErrTrailingBackslash,
		syntax.ErrLarge, syntax.ErrNestingDepth: // with the whole pattern
	default:
		problem += ": " + e.Expr
	}
	at := min(place(pattern, e), len(pattern))
	return &Failure{int64(utf8.RuneCountInString(pattern[:at])), problem}
}

// place returns where in a pattern an error is, in bytes. Go's parser reads from the left and
// tells the first error, together with the text at fault, but not where that text stands. So
// it is asked about the beginnings of the pattern: the shortest one that has the same error
// ends with that text. A parenthesis that is never closed is the one behind the longest
// beginning that is a pattern.
func place(pattern string, e *syntax.Error) int {
	if e.Code == syntax.ErrTrailingBackslash {
		return len(pattern) - 1
	}
	if len(pattern) > longest {
		return max(0, strings.Index(pattern, e.Expr))
	}
	ends := []int{}
	for i := range pattern {
		ends = append(ends, i)
	}
	ends = append(ends, len(pattern))
	if e.Code == syntax.ErrMissingParen {
		slices.Reverse(ends)
	}
	for _, end := range ends {
		err := parse(pattern[:end])
		switch {
		case e.Code == syntax.ErrMissingParen:
			if err == nil {
				return end
			}
		case err == nil || err.Code != e.Code:
		case e.Code == syntax.ErrUnexpectedParen:
			return end - 1
		case err.Expr == e.Expr:
			return max(0, strings.LastIndex(pattern[:end], e.Expr))
		}
	}
	return 0
}

// longest is the length of patterns whose beginnings are tried.
const longest = 2000

func parse(pattern string) *syntax.Error {
	_, err := syntax.Parse(pattern, syntax.Perl)
	e, _ := err.(*syntax.Error)
	return e
}
