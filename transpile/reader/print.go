package reader

import (
	"bufio"
	"io"
	"strconv"
	"strings"
)

// Fprint writes forms, one to a line, so that reading gives the same forms again.
func Fprint(w io.Writer, forms []*Form) error {
	p := printer{bufio.NewWriter(w)}
	for _, f := range forms {
		p.form(f)
		p.WriteByte('\n')
	}
	return p.Flush()
}

// String returns the form as Fprint writes it.
func (f *Form) String() string {
	var b strings.Builder
	p := printer{bufio.NewWriter(&b)}
	p.form(f)
	p.Flush()
	return b.String()
}

type printer struct{ *bufio.Writer }

func (p printer) form(f *Form) {
	switch f.Kind {
	case List:
		p.list('(', f, ')')
	case Builder:
		p.list('[', f, ']')
	case Symbol:
		p.symbol(f)
	case Keyword:
		p.WriteString(":" + f.Text)
	case Integer, Ratio, Float32, Float64:
		p.WriteString(f.number())
	case Char:
		p.WriteString(`#\` + charName(f.Rune))
	case String:
		p.WriteString(`"` + stringEscapes.Replace(f.Text) + `"`)
	case ShortLambda:
		p.WriteString(lambda)
		for _, x := range f.Items[0].Items {
			p.WriteString(x.Text)
		}
		p.WriteByte('.')
		p.form(f.Items[1])
	case Quote:
		p.prefixed("'", f)
	case Function:
		p.prefixed("#'", f)
	case Quasi:
		p.prefixed("`", f)
	case Unquote:
		mark := ","
		if x := f.Items[0]; x.Kind == Symbol && strings.HasPrefix(x.Qual+x.Text, "@") {
			mark = ", " // ,@ would splice
		}
		p.prefixed(mark, f)
	case Splice:
		p.prefixed(",@", f)
	case Opaque:
		p.WriteString(f.Text)
	}
}

func (p printer) prefixed(mark string, f *Form) {
	p.WriteString(mark)
	p.form(f.Items[0])
}

func (p printer) list(open byte, f *Form, close byte) {
	p.WriteByte(open)
	for i, item := range f.Items {
		if i > 0 {
			p.WriteByte(' ')
		}
		p.form(item)
	}
	if f.Dot != nil {
		p.WriteString(" . ")
		p.form(f.Dot)
	}
	p.WriteByte(close)
}

func (p printer) symbol(f *Form) {
	switch {
	case f.Qual == "#":
		p.WriteString("#:")
	case f.Qual != "" && f.Internal:
		p.WriteString(f.Qual + "::")
	case f.Qual != "":
		p.WriteString(f.Qual + ":")
	}
	p.WriteString(f.Text)
}

// number returns a number as it was written, or, if a macro made it, as it can be.
func (f *Form) number() string {
	switch {
	case f.Text != "":
		return f.Text
	case f.Num != nil:
		return f.Num.RatString()
	case f.Kind == Float32:
		return strconv.FormatFloat(f.F, 'e', -1, 32)
	}
	return strings.Replace(strconv.FormatFloat(f.F, 'e', -1, 64), "e", "d", 1)
}

// A string's line end needs no escape, but a carriage return before one would be lost.
var stringEscapes = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\r", `\r`)

func charName(c rune) string {
	for _, known := range charNames {
		if known.char == c {
			return known.name
		}
	}
	return string(c)
}
