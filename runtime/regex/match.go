package regex

import (
	"unicode/utf8"

	"github.com/smelter-lang/smelter/runtime/str"
)

// This file has searches. Go's regexp reads UTF-8 and counts bytes; strings are ASCII, where
// that is the same, or characters of 32 bits, which are converted once for a search, or for
// several of the same text in a row.

// A subject is a text that is searched.
type subject struct {
	text str.String
	utf8 string
}

// recent is the last subject that had to be converted.
var recent subject

func subjectOf(text str.String) subject {
	if _, wide := text.Chars(); wide == nil {
		return subject{text, text.Go()}
	}
	if recent.text != text {
		recent = subject{text, text.Go()}
	}
	return recent
}

// A Match is a place where a pattern matches.
type Match struct {
	in         subject
	regex      *Regex
	start, end int64 // in characters
	at         []int // where the groups begin and end, in bytes; -1 if they did not match
}

// Start and End are the places of a match in characters, and Text is what is there.
func Start(m *Match) int64     { return m.start }
func End(m *Match) int64       { return m.end }
func Text(m *Match) str.String { return str.Sub(m.in.text, m.start, m.end) }

// OfMatch returns the pattern that was looked for.
func OfMatch(m *Match) *Regex { return m.regex }

// Span returns the places of a group, if it matched; group 0 is the whole.
func Span(m *Match, group int64) (lo, hi int64, matched bool) {
	i, j := m.at[2*group], m.at[2*group+1]
	if i < 0 {
		return 0, 0, false
	}
	lo = m.start + m.in.count(m.at[0], i)
	return lo, lo + m.in.count(i, j), true
}

// Group returns what a group matched.
func Group(m *Match, group int64) (str.String, bool) {
	lo, hi, matched := Span(m, group)
	return str.Sub(m.in.text, lo, hi), matched
}

// Named returns the number of the group that has a name.
func Named(r *Regex, name str.String) (int64, bool) {
	i := r.re.SubexpIndex(name.Go())
	return int64(i), i > 0
}

// Groups returns how many groups a pattern has.
func Groups(r *Regex) int64 { return int64(r.re.NumSubexp()) }

// count returns the number of characters between two bytes.
func (s subject) count(i, j int) int64 {
	if int64(len(s.utf8)) == str.Len(s.text) {
		return int64(j - i)
	}
	return int64(utf8.RuneCountInString(s.utf8[i:j]))
}

// Matches reports whether a pattern matches anywhere.
func Matches(r *Regex, text str.String) bool { return r.re.MatchString(subjectOf(text).utf8) }

// Find returns the first match.
func Find(r *Regex, text str.String) (*Match, bool) {
	s := subjectOf(text)
	at := r.re.FindStringSubmatchIndex(s.utf8)
	if at == nil {
		return nil, false
	}
	start := s.count(0, at[0])
	return &Match{s, r, start, start + s.count(at[0], at[1]), at}, true
}

// FindAll returns the matches from the left, none of which overlap; at most limit, unless
// that is 0.
func FindAll(r *Regex, text str.String, limit int64) []*Match {
	n := int(limit)
	if n == 0 {
		n = -1
	}
	s := subjectOf(text)
	found := r.re.FindAllStringSubmatchIndex(s.utf8, n)
	out, all := make([]*Match, len(found)), make([]Match, len(found))
	end, chars := 0, int64(0)
	for i, at := range found {
		start := chars + s.count(end, at[0])
		chars = start + s.count(at[0], at[1])
		end = at[1]
		all[i] = Match{s, r, start, chars, at}
		out[i] = &all[i]
	}
	return out
}

// Split returns what is between matches; at most limit pieces, unless that is 0. An empty
// match at either end of the text separates nothing.
func Split(r *Regex, text str.String, limit int64) []str.String {
	var out []str.String
	from := int64(0)
	for _, m := range FindAll(r, text, 0) {
		if limit > 0 && int64(len(out)) == limit-1 {
			break
		}
		if m.start == m.end && (m.start == 0 || m.end == str.Len(text)) {
			continue
		}
		out = append(out, str.Sub(text, from, m.start))
		from = m.end
	}
	return append(out, str.Sub(text, from, str.Len(text)))
}
