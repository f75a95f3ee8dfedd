package emit

import (
	"github.com/dave/jennifer/jen"

	"github.com/smelter-lang/smelter/transpile/core"
	"github.com/smelter-lang/smelter/typesys"
)

// This file prints functions that show how a value is made, whatever its type: for
// exceptions that nobody handles, and the intrinsic %text. A value of a data type looks
// like the call of its constructor, (Failure "code" 7).

// show returns a Go string that shows a value.
func (e *emitter) show(v code, t typesys.Type) code {
	t = typesys.Prune(t)
	con := typesys.HeadCon(t)
	if text := e.opaque(t); text != "" {
		return quoted(text)
	}
	if c := e.showNumber(v, t); c != nil {
		return c
	}
	switch con.Name {
	case typesys.String.Name:
		return e.qual("str", "Quote").Call(v)
	case typesys.Char.Name:
		return e.qual("str", "QuoteChar").Call(v)
	case typesys.Boolean.Name:
		return e.rt("BooleanText", v)
	}
	return jen.Id(e.shower(t)).Call(v)
}

// opaque is what all values of a type show as, if nothing can be said of one; or "".
func (e *emitter) opaque(t typesys.Type) string {
	if _, ok := t.(*typesys.Fn); ok {
		return "#<function>"
	}
	con := typesys.HeadCon(t)
	switch data := e.prog.Env.Type(con.Name); {
	case con.Name == typesys.String.Name, con.Name == typesys.Char.Name:
		return ""
	case con.Name == typesys.Unit.Name:
		return "Unit"
	case data == nil, con.Name == core.Boxed.Name:
		return "#<" + con.Shown + ">"
	case data.Native != "":
		if kind, _, _ := core.NumberOf(t); kind == core.NoNumber {
			return "#<" + con.Shown + ">"
		}
	}
	return ""
}

// showNumber shows a number; it is nil for other types.
func (e *emitter) showNumber(v code, t typesys.Type) code {
	switch kind, bits, signed := core.NumberOf(t); {
	case isCon(t, typesys.Integer.Name):
		return e.qual("num", "Text").Call(v)
	case isCon(t, typesys.Fraction.Name):
		return e.qual("frac", "Text").Call(v).Dot("Go").Call()
	case kind == core.Single:
		return e.qual("float", "Text32").Call(v).Dot("Go").Call()
	case kind == core.Double:
		return e.qual("float", "Text64").Call(v).Dot("Go").Call()
	case kind == core.NoNumber:
		return nil
	case signed || bits < 64:
		return e.rt("Itoa", jen.Int64().Call(v))
	}
	return e.qual("num", "Text").Call(e.qual("num", "OfUint").Call(v))
}

// shower returns the name of the function that shows the values of a data type.
func (e *emitter) shower(t typesys.Type) string {
	key := typeKey(t)
	if n, ok := e.shows[key]; ok {
		return n
	}
	n := e.names.take("Show" + packageName(typesys.HeadCon(t).Shown))
	e.shows[key] = n
	r := e.repr(t)
	var body []jen.Code
	x := jen.Id("x")
	for i, c := range r.data.Ctors {
		text := quoted(c.Shown)
		if len(c.Fields) > 0 {
			text = quoted("(" + c.Shown)
			for k := range c.Fields {
				text.Op("+").Lit(" ").Op("+").Add(e.show(e.field(r, c, k, x), r.fields[i][k]))
			}
			text.Op("+").Lit(")")
		}
		if i == len(r.data.Ctors)-1 {
			body = append(body, jen.Return(text))
		} else {
			body = append(body, jen.If(e.is(r, c, x)).Block(jen.Return(text)))
		}
	}
	e.fun(jen.Func().Id(n).Params(jen.Id("x").Add(r.typ)).String().Block(body...))
	return n
}
