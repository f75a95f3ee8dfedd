package emit

import (
	"math"

	"github.com/dave/jennifer/jen"

	"github.com/smelter-lang/smelter/transpile/core"
	"github.com/smelter-lang/smelter/typesys"
)

// This file prints arithmetic on Integer.
//
// An Integer is a word N and, if it is too large for one, a pointer B; then N is the word
// next to it, the largest or the smallest. So a comparison with a literal looks at N only.
// A sum is that of the words, unless one of them is not the number or the sum overflows:
//
//	t := num.Int{N: a.N + b.N}
//	if a.B != nil || b.B != nil || (t.N^a.N)&(t.N^b.N) < 0 {
//		t = num.Add(a, b)
//	}
//
// Go does not inline functions of that size, and printing it costs time to compile, which
// grows faster than the function: so it is done where it may run often, for a limited
// number of operations in a function (scan.go), which call a function elsewhere.
//
// In a twin (twin.go) an Integer is a word; an operation that overflows gives up.

// An operation is an operation on Integers that is printed inline.
type operation struct {
	op      string
	compare bool // it gives a Boolean
	divide  bool // the second operand is a positive literal
	floor   bool // it rounds downwards
}

var operations = map[string]operation{
	"num.Add": {op: "+"}, "num.Sub": {op: "-"}, "num.Mul": {op: "*"},
	"num.Lt": {op: "<", compare: true}, "num.Le": {op: "<=", compare: true},
	"num.Gt": {op: ">", compare: true}, "num.Ge": {op: ">=", compare: true},
	"num.Eq":   {op: "==", compare: true},
	"num.Quot": {op: "/", divide: true}, "num.Rem": {op: "%", divide: true},
	"num.Div": {op: "/", divide: true, floor: true}, "num.Mod": {op: "%", divide: true, floor: true},
}

// inlines reports whether a native is an operation on Integers that can be inline.
func inlines(e *core.Native) bool {
	op, ok := operations[e.Func]
	switch {
	case !ok || op.compare || literal(e.Args[0]) && literal(e.Args[1]):
		return false
	case op.divide:
		return positive(e.Args[1]) && !literal(e.Args[0])
	case op.op == "*":
		return !large(e.Args[0]) && !large(e.Args[1])
	}
	return true
}

// word returns the value of a literal Integer between the largest and the smallest word.
func word(e core.Expr) (n int64, ok bool) {
	l, ok := e.(*core.Lit)
	if !ok || !isCon(l.Ty, typesys.Integer.Name) || !l.Num.Num().IsInt64() {
		return 0, false
	}
	n = l.Num.Num().Int64()
	return n, n != math.MaxInt64 && n != math.MinInt64
}

// bordering reports whether a literal Integer is the largest or the smallest word: then it
// is printed as a struct, which Go does not allow in the head of an if.
func bordering(l *core.Lit) bool {
	n := l.Num.Num()
	return n.IsInt64() && (n.Int64() == math.MaxInt64 || n.Int64() == math.MinInt64)
}

func literal(e core.Expr) bool { _, ok := e.(*core.Lit); return ok }

func positive(e core.Expr) bool { n, ok := word(e); return ok && n > 0 }

// large reports whether a literal does not fit into half a word.
func large(e core.Expr) bool { n, ok := word(e); return ok && n != int64(int32(n)) }

// lifts reports whether a native is printed with statements before it.
func (f *fn) lifts(e *core.Native) bool { return f.twin || f.scan.inline[e] }

// arithmetic prints an operation inline; it is nil if that is not the way.
func (f *fn) arithmetic(e *core.Native) code {
	op, ok := operations[e.Func]
	switch {
	case f.twin:
		return f.twinNative(e, op)
	case !ok:
		return nil
	case op.compare:
		return f.compare(e, op)
	case !f.scan.inline[e]:
		return nil
	case op.divide:
		return f.divide(e, op)
	}
	return f.operate(e, op)
}

// n is the word of an Integer.
func n(v code, e core.Expr) code {
	if c, ok := word(e); ok {
		return jen.Lit(int(c))
	}
	return jen.Add(v).Dot("N")
}

// compare prints a comparison as an expression; it is nil if the operands would have to
// be printed twice.
func (f *fn) compare(e *core.Native, op operation) code {
	_, left := word(e.Args[0])
	_, right := word(e.Args[1])
	switch {
	case left && right:
		return nil
	case left:
		return jen.Parens(n(nil, e.Args[0]).Op(op.op).Add(f.operand(e.Args[1])).Dot("N"))
	case right:
		return jen.Parens(f.operand(e.Args[0]).Dot("N").Op(op.op).Add(n(nil, e.Args[1])))
	case !f.scan.inline[e] || !printable(e.Args[0]) || !printable(e.Args[1]):
		return nil
	}
	a, b := f.operand(e.Args[0]), f.operand(e.Args[1])
	call := f.e.qual("num", e.Func[len("num."):]).Call(a, b)
	same := jen.Add(a).Dot("B").Op("==").Add(b).Dot("B")
	if op.op == "==" {
		return jen.Parens(jen.Add(a).Dot("N").Op("==").Add(b).Dot("N").Op("&&").Parens(same.Op("||").Add(call)))
	}
	words := jen.Add(a).Dot("N").Op(op.op).Add(b).Dot("N")
	if op.op == "<" || op.op == ">" {
		differ := jen.Add(a).Dot("B").Op("!=").Add(b).Dot("B")
		return jen.Parens(words.Op("||").Add(differ).Op("&&").Add(call))
	}
	return jen.Parens(words.Op("&&").Parens(same.Op("||").Add(call)))
}

// words starts the printing of an operation: the result in words, in a fresh variable.
func (f *fn) words(e *core.Native, op operation, args []code) code {
	value := n(args[0], e.Args[0]).Op(op.op).Add(n(args[1], e.Args[1]))
	return f.made(e, "t", f.e.qual("num", "Int").Values(jen.Id("N").Op(":").Add(value)))
}

// slow is the call that gives the result where words do not.
func (f *fn) slow(e *core.Native, t code, args []code) code {
	return jen.Add(t).Op("=").Add(f.e.qual("num", e.Func[len("num."):]).Call(args[0], args[1]))
}

// operate prints a sum, difference or product.
func (f *fn) operate(e *core.Native, op operation) code {
	args := f.stables(e.Args)
	t := f.words(e, op, args)
	var wrong code
	for i, a := range e.Args {
		if _, literal := word(a); !literal {
			wrong = or(wrong, jen.Add(args[i]).Dot("B").Op("!=").Nil())
		}
	}
	a, b := n(args[0], e.Args[0]), n(args[1], e.Args[1])
	wrong = or(wrong, overflows(op.op, e, jen.Add(t).Dot("N"), a, b))
	f.add(jen.If(wrong).Block(f.slow(e, t, args)))
	return t
}

func or(a, b code) code {
	switch {
	case a == nil:
		return b
	case b == nil:
		return a
	}
	return jen.Add(a).Op("||").Add(b)
}

// overflows is the condition that t is not a op b, in words.
func overflows(op string, e *core.Native, t, a, b code) code {
	c, literal := word(e.Args[1])
	switch {
	case op == "*":
		return or(wide(a, e.Args[0]), wide(b, e.Args[1]))
	case literal && (op == "+") == (c >= 0):
		return jen.Add(t).Op("<").Add(a)
	case literal:
		return jen.Add(t).Op(">").Add(a)
	case op == "+":
		return sign(t, a, t, b)
	}
	return sign(a, b, a, t)
}

// sign is the condition that the signs of a and b differ, and those of c and d.
func sign(a, b, c, d code) code {
	return jen.Parens(jen.Add(a).Op("^").Add(b)).Op("&").Parens(jen.Add(c).Op("^").Add(d)).Op("<").Lit(0)
}

// wide is the condition that a word does not fit into half a word; nil if it does.
func wide(v code, e core.Expr) code {
	switch _, ok := word(e); {
	case large(e):
		return jen.True()
	case ok:
		return nil
	}
	return jen.Add(v).Op("!=").Int64().Call(jen.Int32().Call(v))
}

// divide prints a division by a positive literal.
func (f *fn) divide(e *core.Native, op operation) code {
	args := f.stables(e.Args)
	t := f.words(e, op, args)
	wrong := jen.Add(args[0]).Dot("B").Op("!=").Nil()
	if op.floor {
		wrong.Op("||").Add(args[0]).Dot("N").Op("<").Lit(0)
	}
	f.add(jen.If(wrong).Block(f.slow(e, t, args)))
	return t
}

// integerEquals compares an Integer with a literal.
func (e *emitter) integerEquals(v code, l *core.Lit) code {
	if c, ok := word(l); ok {
		return jen.Add(v).Dot("N").Op("==").Lit(int(c))
	}
	return e.qual("num", "Eq").Call(v, e.literal(l))
}
