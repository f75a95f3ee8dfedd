package programtest

import (
	"math/big"
	"strings"
)

// This file is what values are while the meaning of a program is computed: *big.Int (all
// whole numbers), *big.Rat, float64, bool, rune, string, []value (lists), data (all other data), function, *cell.

type value any

// A data is a value of a data type: its constructor's place and its fields.
type data struct {
	ctor   int
	fields []value
}

type function func(m *machine, args []value) value

type cell struct{ value value }

// A machine is the state of a computation.
type machine struct {
	out   strings.Builder
	steps int // left
	dynamic
}

// maxSteps keeps programs small; maxBits keeps numbers small.
const (
	maxSteps = 20000
	maxBits  = 4000
)

// A tooMuch is the panic of a computation that is not worth going on.
type tooMuch struct{}

func (m *machine) step() {
	m.steps--
	if m.steps < 0 {
		panic(tooMuch{})
	}
}

// A frame is a variable with those around it.
type frame struct {
	id    int
	value value
	up    *frame
}

func (f *frame) find(id int) *frame {
	for f.id != id {
		f = f.up
	}
	return f
}

// show returns how a value of a type prints.
func show(t *typ, v value) string {
	switch t.kind {
	case integer, u8, u64, ufix, i16, i64, ifix:
		return v.(*big.Int).String()
	case fraction:
		return v.(*big.Rat).RatString()
	case char:
		return showChar(v.(rune))
	case double:
		return showDouble(v.(float64))
	case boolean:
		if v.(bool) {
			return "True"
		}
		return "False"
	case text:
		return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(v.(string)) + `"`
	case list:
		var parts []string
		for _, x := range v.([]value) {
			parts = append(parts, show(t.args[0], x))
		}
		return "#<List [" + strings.Join(parts, " ") + "]>"
	}
	d := v.(data)
	c := t.ctors()[d.ctor]
	if len(c.fields) == 0 {
		return c.name
	}
	out := "(" + c.name
	for i, f := range c.fields {
		out += " " + show(f, d.fields[i])
	}
	return out + ")"
}

func showChar(c rune) string {
	if c == ' ' {
		return `#\Space`
	}
	return `#\` + string(c)
}

// equal compares values of one type.
func equal(a, b value) bool {
	switch a := a.(type) {
	case *big.Int:
		return a.Cmp(b.(*big.Int)) == 0
	case *big.Rat:
		return a.Cmp(b.(*big.Rat)) == 0
	case []value:
		b := b.([]value)
		return len(a) == len(b) && allEqual(a, b)
	case data:
		b := b.(data)
		return a.ctor == b.ctor && allEqual(a.fields, b.fields)
	}
	return a == b
}

func allEqual(as, bs []value) bool {
	for i := range as {
		if !equal(as[i], bs[i]) {
			return false
		}
	}
	return true
}
