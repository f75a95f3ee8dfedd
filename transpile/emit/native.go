package emit

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/smelter-lang/smelter/transpile/core"
	"github.com/smelter-lang/smelter/transpile/diag"
	"github.com/smelter-lang/smelter/typesys"
)

// This file prints literals, calls of natives and intrinsics.

// inline reports whether an intrinsic is printed as a Go expression.
func inline(name string) bool {
	switch name {
	case "%array-length", "%array-capacity", "%array-get", "%array-slice", "%array-append", "%array-grow",
		"%cell-read", "%same?", "%zero", "%array-make", "%array-new":
		return true
	}
	return false
}

func optionalResult(e *core.Native) bool {
	con := typesys.HeadCon(e.Ty)
	return con != nil && con.Name == typesys.Optional.Name
}

// native prints a call of a Go function or an intrinsic.
func (f *fn) native(e *core.Native) string {
	if e.Func[0] == '%' {
		return f.intrinsic(e)
	}
	args := f.nativeArgs(e)
	if op := operator(e.Func); op != "" {
		return fmt.Sprintf("(%s %s %s)", args[0], op, args[1])
	}
	pkg := e.Func[:strings.IndexByte(e.Func, '.')]
	f.e.use(pkg)
	name := e.Func
	if name == "rt.Raise" {
		name += "[" + f.e.goType(e.Ty) + "]" // which gives nothing, at any type
	}
	call := name + "(" + strings.Join(args, ", ") + ")"
	if !optionalResult(e) {
		return call
	}
	r := f.e.repr(e.Ty)
	v, ok, out := f.temp("t"), f.temp("ok"), f.temp("t")
	f.p("%s, %s := %s", v, ok, call)
	f.p("var %s %s", out, r.text)
	for _, c := range r.data.Ctors {
		if len(c.Fields) == 1 {
			f.p("if %s { %s = %s }", ok, out, f.e.construct(r, c, []string{v}))
		}
	}
	return out
}

// nativeArgs prints arguments; an Optional is passed as a value and whether it is there.
func (f *fn) nativeArgs(e *core.Native) []string {
	return f.args(e.Args)
}

// operator returns the Go operator that a native on machine words is.
func operator(name string) string {
	switch name {
	case "num.LtWord", "num.LtUFix", "float.Lt", "num.LtI64":
		return "<"
	case "num.LeWord", "float.Le":
		return "<="
	case "num.GtWord", "float.Gt":
		return ">"
	case "num.GeWord", "float.Ge":
		return ">="
	case "num.EqWord", "float.Eq":
		return "=="
	case "float.Add", "num.WrapAdd":
		return "+"
	case "float.Sub", "num.WrapSub":
		return "-"
	case "float.Mul", "num.WrapMul":
		return "*"
	case "float.Div":
		return "/"
	}
	return ""
}

func (f *fn) intrinsic(e *core.Native) string {
	if e.Func == "%zero" {
		return "*new(" + f.e.goType(e.Ty) + ")"
	}
	a := f.args(e.Args)
	elem := func(i int) string { return strings.TrimPrefix(f.e.goType(e.Args[i].Type()), "[]") }
	switch e.Func {
	case "%array-make":
		return fmt.Sprintf("make(%s, rt.Size(%s))", f.e.goType(e.Ty), a[0])
	case "%array-new":
		return fmt.Sprintf("rt.Filled(rt.Size(%s), %s)", a[0], a[1])
	case "%array-length":
		return fmt.Sprintf("int64(len(%s))", a[0])
	case "%array-capacity":
		return fmt.Sprintf("int64(cap(%s))", a[0])
	case "%array-get":
		return fmt.Sprintf("%s[rt.Index(%s, len(%s))]", f.stable(a[0]), a[1], f.stable(a[0]))
	case "%array-set":
		t := f.stable(a[0])
		f.p("%s[rt.Index(%s, len(%s))] = %s", t, a[1], t, a[2])
		return ""
	case "%array-slice":
		return fmt.Sprintf("rt.Slice(%s, %s, %s)", a[0], a[1], a[2])
	case "%array-append":
		return fmt.Sprintf("append(%s, %s)", a[0], a[1])
	case "%array-grow":
		return fmt.Sprintf("rt.Grow(%s, %s)", a[0], a[1])
	case "%array-copy":
		f.p("rt.Copy(%s)", strings.Join(a, ", "))
		return ""
	case "%cell-new":
		t := f.temp("c")
		f.p("%s := new(%s)", t, strings.TrimPrefix(f.e.goType(e.Ty), "*"))
		f.p("*%s = %s", t, a[0])
		return t
	case "%cell-read":
		return "(*" + a[0] + ")"
	case "%cell-write":
		f.p("*%s = %s", f.stable(a[0]), a[1])
		return ""
	case "%same?":
		return fmt.Sprintf("rt.Same(%s, %s)", a[0], a[1])
	case "%coerce":
		return f.coerce(e, a[0])
	case "%text":
		f.e.use("str")
		return "str.From(" + f.e.shown(a[0], e.Args[0].Type()) + ")"
	}
	_ = elem
	diag.Bugf(e.At, "emit: unknown intrinsic %s", e.Func)
	return ""
}

// stable returns an expression that can be printed twice.
func (f *fn) stable(s string) string {
	for _, c := range s {
		if c != '_' && (c < 'a' || c > 'z') && (c < '0' || c > '9') && (c < 'A' || c > 'Z') {
			t := f.temp("a")
			f.p("%s := %s", t, s)
			return t
		}
	}
	return s
}

// coerce sees a value as another type of the same representation.
func (f *fn) coerce(e *core.Native, a string) string {
	from, to := f.e.goType(e.Args[0].Type()), f.e.goType(e.Ty)
	if from == to {
		return a
	}
	f.e.use("unsafe")
	t := f.temp("t")
	f.p("%s := %s", t, a)
	return fmt.Sprintf("*(*%s)(unsafe.Pointer(&%s))", to, t)
}

// literal prints a literal.
func (e *emitter) literal(l *core.Lit) string {
	con, _ := l.Ty.(*typesys.Con)
	switch l.Kind {
	case core.LitString:
		e.use("str")
		return "str.Lit(" + strconv.QuoteToASCII(l.Str) + ")"
	case core.LitChar:
		return fmt.Sprintf("int32(%d)", l.Char)
	case core.LitFloat:
		return e.float(l.F, con)
	}
	text := l.Num.Num().String()
	switch {
	case con == nil:
		return text
	case con.Name == typesys.Integer.Name:
		e.use("num")
		if l.Num.Num().IsInt64() {
			return "num.Int{N: " + text + "}"
		}
		return "num.Parse(" + strconv.Quote(text) + ")"
	case con.Name == typesys.Fraction.Name:
		e.use("frac")
		return "frac.Parse(" + strconv.Quote(l.Num.RatString()) + ")"
	}
	return e.goType(l.Ty) + "(" + text + ")"
}

func (e *emitter) float(v float64, con *typesys.Con) string {
	t := "float64"
	if con != nil && con.Name == typesys.F32.Name {
		t = "float32"
	}
	if math.IsInf(v, 0) || math.IsNaN(v) || v == 0 && math.Signbit(v) {
		e.use("float")
		return fmt.Sprintf("%s(float.Bits(%d))", t, math.Float64bits(v))
	}
	return t + "(" + strconv.FormatFloat(v, 'g', -1, 64) + ")"
}

// equals prints the comparison of a value with a literal.
func (e *emitter) equals(v string, l *core.Lit) string {
	con, _ := l.Ty.(*typesys.Con)
	switch {
	case l.Kind == core.LitString:
		e.use("str")
		return "str.Equal(" + v + ", " + e.literal(l) + ")"
	case con != nil && con.Name == typesys.Integer.Name:
		return "num.Eq(" + v + ", " + e.literal(l) + ")"
	case con != nil && con.Name == typesys.Fraction.Name:
		return "frac.Eq(" + v + ", " + e.literal(l) + ")"
	}
	return v + " == " + e.literal(l)
}
