package expand

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode"
)

// This file parses control strings of format:
//
//	~ [param {, param}] [:] [@] char      param = integer | 'character
//
// ~{ ~( ~< have a body up to ~} ~) ~>.

// A directive is one step of a control string: text if char is 0.
type directive struct {
	char      rune // lower case
	text      string
	params    []param
	colon, at bool
	body      []directive
}

// A param is a number, a character, or left out.
type param struct {
	kind rune // 'n', 'c' or 0
	n    int64
	c    rune
}

// closers are the directives that end a body.
func closer(open rune) rune {
	switch open {
	case '{':
		return '}'
	case '(':
		return ')'
	case '<':
		return '>'
	}
	return 0
}

// parseControl parses a control string.
func parseControl(control string) ([]directive, error) {
	c := &controlParser{in: []rune(control)}
	out, err := c.until(0)
	return out, err
}

type controlParser struct {
	in  []rune
	pos int
}

// until parses up to a closing directive, or to the end if that is 0.
func (c *controlParser) until(end rune) ([]directive, error) {
	var out []directive
	var text strings.Builder
	flush := func() {
		if text.Len() > 0 {
			out = append(out, directive{text: text.String()})
			text.Reset()
		}
	}
	for c.pos < len(c.in) {
		r := c.in[c.pos]
		c.pos++
		if r != '~' {
			text.WriteRune(r)
			continue
		}
		d, err := c.directive()
		if err != nil {
			return nil, err
		}
		if d.char == '\n' {
			c.skipBlank()
			continue
		}
		flush()
		switch d.char {
		case end:
			return out, nil
		case '}', ')', '>':
			return nil, fmt.Errorf("~%c closes nothing", d.char)
		}
		if to := closer(d.char); to != 0 {
			if d.body, err = c.until(to); err != nil {
				return nil, err
			}
		}
		out = append(out, d)
	}
	flush()
	if end != 0 {
		return nil, fmt.Errorf("~%c is missing", end)
	}
	return out, nil
}

// skipBlank passes the blanks at the beginning of a line.
func (c *controlParser) skipBlank() {
	for c.pos < len(c.in) && unicode.IsSpace(c.in[c.pos]) {
		c.pos++
	}
}

// directive parses what follows a tilde.
func (c *controlParser) directive() (directive, error) {
	var d directive
	for {
		p, ok, err := c.param()
		if err != nil {
			return d, err
		}
		comma := c.peek() == ','
		if ok || comma {
			d.params = append(d.params, p)
		}
		if !comma {
			break
		}
		c.pos++
	}
	for c.peek() == ':' || c.peek() == '@' {
		d.colon, d.at = d.colon || c.peek() == ':', d.at || c.peek() == '@'
		c.pos++
	}
	if c.pos == len(c.in) {
		return d, errors.New("the control string ends within a directive")
	}
	d.char = unicode.ToLower(c.peek())
	c.pos++
	return d, nil
}

func (c *controlParser) peek() rune {
	if c.pos < len(c.in) {
		return c.in[c.pos]
	}
	return 0
}

// param parses a parameter if there is one.
func (c *controlParser) param() (param, bool, error) {
	start := c.pos
	switch r := c.peek(); {
	case r == '\'':
		c.pos += 2
		if c.pos > len(c.in) {
			return param{}, false, errors.New("the control string ends within a directive")
		}
		return param{kind: 'c', c: c.in[c.pos-1]}, true, nil
	case r == 'v' || r == 'V' || r == '#':
		return param{}, false, fmt.Errorf("parameter %c of a directive is not supported", r)
	case r != '-' && r != '+' && (r < '0' || r > '9'):
		return param{}, false, nil
	}
	for c.pos++; c.peek() >= '0' && c.peek() <= '9'; c.pos++ {
	}
	n, err := strconv.ParseInt(string(c.in[start:c.pos]), 10, 32)
	if err != nil {
		return param{}, false, fmt.Errorf("%s is no parameter of a directive", string(c.in[start:c.pos]))
	}
	return param{kind: 'n', n: n}, true, nil
}
