package env

import (
	"strings"

	"github.com/smelter-lang/smelter/runtime/num"
	"github.com/smelter-lang/smelter/runtime/str"
)

// This file reads texts with variables, which are called .env most often:
//
//	# a comment
//	export NAME=value      # and another
//	NAME='as it is'
//	NAME="with \n and \"; also
//	over several lines"
//
// A dollar stands for itself.

// A Mistake is why a text is no list of variables.
type Mistake struct {
	line int
	why  string
}

// The parts of a Mistake; there is none if all is well.
func IsMistake(m *Mistake) bool        { return m != nil }
func MistakeLine(m *Mistake) num.Int   { return num.Of(int64(m.line)) }
func MistakeWhy(m *Mistake) str.String { return str.From(m.why) }

// Parse returns the names and values of a text.
func Parse(text str.String) (names, values []str.String, m *Mistake) {
	p := &parser{rest: strings.ReplaceAll(strings.TrimPrefix(text.Go(), "\uFEFF"), "\r\n", "\n"), line: 1}
	for p.skip(" \t\n"); p.rest != ""; p.skip(" \t\n") {
		if p.rest[0] == '#' {
			p.toLineEnd()
			continue
		}
		name, value, why := p.variable()
		if why != "" {
			return nil, nil, &Mistake{p.line, why}
		}
		names, values = append(names, str.From(name)), append(values, str.From(value))
	}
	return names, values, nil
}

// A parser has what is left of a text, and which line that begins in.
type parser struct {
	rest string
	line int
}

// take goes on by n bytes, which it returns.
func (p *parser) take(n int) string {
	taken := p.rest[:n]
	p.rest = p.rest[n:]
	p.line += strings.Count(taken, "\n")
	return taken
}

// skip goes over characters.
func (p *parser) skip(chars string) { p.take(len(p.rest) - len(strings.TrimLeft(p.rest, chars))) }

// toLineEnd takes the rest of the line.
func (p *parser) toLineEnd() string {
	if n := strings.IndexByte(p.rest, '\n'); n >= 0 {
		return p.take(n)
	}
	return p.take(len(p.rest))
}

// variable reads a variable; why is not empty if there is a mistake.
func (p *parser) variable() (name, value, why string) {
	if after, ok := strings.CutPrefix(p.rest, "export"); ok && strings.TrimLeft(after, " \t") != after {
		p.take(len("export"))
		p.skip(" \t")
	}
	n := 0
	for n < len(p.rest) && isNamePart(p.rest[n], n) {
		n++
	}
	name = p.take(n)
	if p.skip(" \t"); name == "" || !strings.HasPrefix(p.rest, "=") {
		return "", "", "NAME=VALUE is expected"
	}
	p.take(1)
	p.skip(" \t")
	if p.rest == "" || p.rest[0] != '"' && p.rest[0] != '\'' {
		return name, strings.TrimSpace(withoutComment(p.toLineEnd())), ""
	}
	begin := p.line
	value, closed := p.quoted()
	if !closed {
		p.line = begin
		return "", "", "a quote is not closed"
	}
	p.skip(" \t")
	if p.rest != "" && p.rest[0] != '\n' && p.rest[0] != '#' {
		return "", "", "there is something behind the closing quote"
	}
	p.toLineEnd()
	return name, value, ""
}

// isNamePart reports whether a byte may be the i-th of a name.
func isNamePart(c byte, i int) bool {
	return c == '_' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || i > 0 && ('0' <= c && c <= '9' || c == '.')
}

// withoutComment cuts what follows a # that stands at the beginning or behind a blank.
func withoutComment(value string) string {
	for i := range value {
		if value[i] == '#' && (i == 0 || value[i-1] == ' ' || value[i-1] == '\t') {
			return value[:i]
		}
	}
	return value
}

// quoted reads a value in quotes.
func (p *parser) quoted() (value string, closed bool) {
	quote := p.take(1)[0]
	var b strings.Builder
	for p.rest != "" {
		c := p.take(1)[0]
		switch {
		case c == quote:
			return b.String(), true
		case c == '\\' && quote == '"' && p.rest != "":
			b.WriteString(escaped(p.take(1)[0]))
		default:
			b.WriteByte(c)
		}
	}
	return "", false
}

// escaped is what a character means behind a backslash.
func escaped(c byte) string {
	switch c {
	case 'n':
		return "\n"
	case 'r':
		return "\r"
	case 't':
		return "\t"
	case '"', '\\', '$', '\'', '`':
		return string(rune(c))
	}
	return `\` + string([]byte{c})
}
