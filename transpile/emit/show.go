package emit

import (
	"fmt"
	"strings"

	"github.com/smelter-lang/smelter/typesys"
)

// This file prints functions that show how a value is made, whatever its type: for
// exceptions that nobody handles, and the intrinsic %text. A value of a data type looks
// like the call of its constructor, (Failure "code" 7).

// shown prints the Go expression of a Go string that shows a value.
func (e *emitter) shown(v string, t typesys.Type) string {
	con := typesys.HeadCon(t)
	if con == nil {
		return `"..."`
	}
	switch con.Name {
	case typesys.Boolean.Name:
		return "rt.BooleanText(" + v + ")"
	case typesys.Unit.Name:
		return `"Unit"`
	case typesys.Integer.Name:
		e.use("num")
		return "num.Text(" + v + ")"
	case typesys.Fraction.Name:
		e.use("frac")
		return "frac.Text(" + v + ").Go()"
	case typesys.F32.Name:
		e.use("float")
		return "float.Text32(" + v + ").Go()"
	case typesys.F64.Name:
		e.use("float")
		return "float.Text64(" + v + ").Go()"
	case typesys.String.Name:
		e.use("str")
		return "str.Quote(" + v + ")"
	case typesys.Char.Name:
		e.use("str")
		return "str.QuoteChar(" + v + ")"
	}
	r := e.repr(t)
	switch {
	case r.text == "uint64":
		e.use("num")
		return "num.Text(num.OfUint(" + v + "))"
	case strings.HasPrefix(r.text, "int") || strings.HasPrefix(r.text, "uint"):
		if r.shape == plain {
			return "rt.Itoa(int64(" + v + "))"
		}
	}
	if r.shape == plain || r.data == nil {
		return fmt.Sprintf("%q", "#<"+con.Shown+">")
	}
	return e.showFunc(r, t) + "(" + v + ")"
}

// showFunc declares the function that shows the values of a data type.
func (e *emitter) showFunc(r *repr, t typesys.Type) string {
	key := typeKey(t)
	if n, ok := e.shows[key]; ok {
		return n
	}
	n := e.fresh("show:" + typesys.HeadCon(t).Shown)
	e.shows[key] = n
	var b strings.Builder
	fmt.Fprintf(&b, "func %s(x %s) string {\n", n, r.text)
	for i, c := range r.data.Ctors {
		text := fmt.Sprintf("%q", c.Shown)
		if len(c.Fields) > 0 {
			text = fmt.Sprintf("%q", "("+c.Shown)
			for k, field := range r.fields[i] {
				text += ` + " " + ` + e.shown(e.selectField(r, c, k, "x"), field)
			}
			text += ` + ")"`
		}
		fmt.Fprintf(&b, "if %s {\nreturn %s\n}\n", e.is(r, c, "x"), text)
	}
	b.WriteString("return \"\"\n}")
	e.decls = append(e.decls, b.String())
	return n
}
