package format

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/smelter-lang/smelter/runtime/str"
)

// This file has the directives that arrange texts.

// atLeast returns a parameter, or what it is if it is left out.
func atLeast(n, least, missing int64) int64 {
	if n < 0 {
		return missing
	}
	return max(n, least)
}

// or returns a character parameter, or what it is if it is left out.
func or(c str.String, missing string) string {
	if s := c.Go(); s != "" {
		return s
	}
	return missing
}

// before fills a text up to a width, on its left.
func before(s string, width int64, padding string) string {
	return strings.Repeat(padding, max(0, int(width)-utf8.RuneCountInString(s))) + s
}

// missing is how much padding a text needs: minpad, and then so many times colinc that it
// has mincol columns.
func missing(s string, mincol, colinc, minpad int64) int {
	n := atLeast(minpad, 0, 0)
	step := atLeast(colinc, 1, 1)
	if left := mincol - n - int64(utf8.RuneCountInString(s)); left > 0 {
		n += (left + step - 1) / step * step
	}
	return int(n)
}

// Text is ~mincol,colinc,minpad,padchar a: filled up on the right, or on the left with at.
func Text(mincol, colinc, minpad int64, padding str.String, at bool, s str.String) str.String {
	fill := strings.Repeat(or(padding, " "), missing(s.Go(), mincol, colinc, minpad))
	if at {
		return str.From(fill + s.Go())
	}
	return str.From(s.Go() + fill)
}

// Justify is ~<: filled up on the left, with at on the right, with colon and at on both
// sides.
func Justify(mincol, colinc, minpad int64, padding str.String, colon, at bool, s str.String) str.String {
	n, c := missing(s.Go(), mincol, colinc, minpad), or(padding, " ")
	left := n
	switch {
	case colon && at:
		left = n / 2
	case at:
		left = 0
	}
	return str.From(strings.Repeat(c, left) + s.Go() + strings.Repeat(c, n-left))
}

// Case is ~(: small letters, with at and colon great ones, with colon all words beginning
// with a great one, with at only the first word.
func Case(colon, at bool, s str.String) str.String {
	if colon && at {
		return str.From(strings.ToUpper(s.Go()))
	}
	begins, words := true, 0
	return str.From(strings.Map(func(r rune) rune {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			begins = true
			return r
		}
		great := begins && (colon || at && words == 0)
		if begins {
			words++
		}
		begins = false
		if great {
			return unicode.ToUpper(r)
		}
		return unicode.ToLower(r)
	}, s.Go()))
}

// column is how many characters stand behind the last line end.
func column(s string) int64 {
	return int64(utf8.RuneCountInString(s[strings.LastIndexByte(s, '\n')+1:]))
}

// Tab is ~column,step t: what is before it, filled up to the column, or, if that has been
// passed, to the next of those that follow by steps. With at it is so many blanks, and then
// up to a multiple of the step.
func Tab(col, step int64, at bool, sofar str.String) str.String {
	s := sofar.Go()
	here, col, step := column(s), atLeast(col, 0, 1), atLeast(step, 0, 1)
	fill := int64(0)
	switch {
	case at:
		fill = col
		if step > 0 && (here+col)%step != 0 {
			fill += step - (here+col)%step
		}
	case here < col:
		fill = col - here
	case step > 0:
		fill = step - (here-col)%step
	}
	return str.From(s + strings.Repeat(" ", int(fill)))
}

// FreshLine is ~n&: what is before it, ended by a line end unless it has one, and n-1 more.
func FreshLine(n int64, sofar str.String) str.String {
	s := sofar.Go()
	times := int(atLeast(n, 0, 1))
	if times > 0 && (s == "" || strings.HasSuffix(s, "\n")) {
		times--
	}
	return str.From(s + strings.Repeat("\n", times))
}
