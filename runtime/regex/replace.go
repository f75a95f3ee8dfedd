package regex

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/smelter-lang/smelter/runtime/str"
)

// This file has what takes the place of matches: texts with groups in them, and functions.
//
// In a template $1 is group 1, ${12} group 12, ${name} the group of a name, $0 the match, $$
// a dollar. Anything else behind a dollar is a mistake, and so is a group that is not there.

// A Template is a text with groups in it: texts and groups in turns, first a text.
type Template struct {
	texts  []str.String
	groups []int64
}

// Literal returns the template of a text that is as it is.
func Literal(text str.String) *Template { return &Template{texts: []str.String{text}} }

// Parse returns the template of a text, for the groups of a pattern.
func Parse(r *Regex, text str.String) (*Template, *Failure) {
	t, rest := new(Template), text.Go()
	var b strings.Builder
	for {
		before, after, dollar := strings.Cut(rest, "$")
		b.WriteString(before)
		if !dollar {
			break
		}
		at := utf8.RuneCountInString(text.Go()) - utf8.RuneCountInString(after) - 1
		if strings.HasPrefix(after, "$") {
			b.WriteByte('$')
			rest = after[1:]
			continue
		}
		name, behind := reference(after)
		group, problem := r.group(name)
		if problem != "" {
			return nil, &Failure{int64(at), problem}
		}
		t.texts, t.groups = append(t.texts, str.From(b.String())), append(t.groups, group)
		b.Reset()
		rest = behind
	}
	t.texts = append(t.texts, str.From(b.String()))
	return t, nil
}

// reference returns the name or number at the beginning of what stands behind a dollar, and
// what comes after it.
func reference(text string) (name, rest string) {
	if inner, ok := strings.CutPrefix(text, "{"); ok {
		if name, rest, ok := strings.Cut(inner, "}"); ok {
			return name, rest
		}
		return "", text
	}
	n := 0
	for n < len(text) && '0' <= text[n] && text[n] <= '9' {
		n++
	}
	return text[:n], text[n:]
}

// group returns the number of a group, or what is wrong.
func (r *Regex) group(name string) (n int64, problem string) {
	if name == "" {
		return 0, "$ without a group: $1, ${name}, or $$ for a dollar"
	}
	if n, err := strconv.ParseUint(name, 10, 31); err == nil && int64(n) <= Groups(r) {
		return int64(n), ""
	}
	if n := r.re.SubexpIndex(name); n > 0 {
		return int64(n), ""
	}
	return 0, NoGroup(r, str.From(name)).Go()
}

// NoGroup says that a pattern has no group of a name or number.
func NoGroup(r *Regex, name str.String) str.String {
	var names []string
	for _, n := range r.re.SubexpNames() {
		if n != "" {
			names = append(names, n)
		}
	}
	has := "the pattern has " + strconv.Itoa(r.re.NumSubexp())
	if len(names) > 0 {
		has += ", of which these have names: " + strings.Join(names, ", ")
	}
	return str.From(fmt.Sprintf("there is no group %s: %s", name.Go(), has))
}

// Replace puts what a template makes of them in the place of at most limit matches, or of all
// if that is 0.
func Replace(r *Regex, text str.String, t *Template, limit int64) str.String {
	return ReplaceBy(r, text, limit, t.fill)
}

// fill returns the text of a template for a match. A group that did not match is empty.
func (t *Template) fill(m *Match) str.String {
	if len(t.groups) == 0 {
		return t.texts[0]
	}
	b := str.NewBuilder()
	for i, text := range t.texts {
		b.Add(text)
		if i < len(t.groups) {
			group, _ := Group(m, t.groups[i])
			b.Add(group)
		}
	}
	return b.Text()
}

// ReplaceBy puts what a function makes of them in the place of matches.
func ReplaceBy(r *Regex, text str.String, limit int64, f func(*Match) str.String) str.String {
	b, from := str.NewBuilder(), int64(0)
	for _, m := range FindAll(r, text, limit) {
		b.Add(str.Sub(text, from, m.start))
		b.Add(f(m))
		from = m.end
	}
	b.Add(str.Sub(text, from, str.Len(text)))
	return b.Text()
}
