package emit

import (
	"math"

	"github.com/dave/jennifer/jen"

	"github.com/smelter-lang/smelter/transpile/core"
	"github.com/smelter-lang/smelter/typesys"
)

// This file prints choices by constructor and by literal.
//
// The constructor that is nil has no tag to look at, so it is asked for first; where it is
// one of those that the default is for, the tag is put into a variable with the answer.

func (f *fn) switchOn(e *core.Switch, to dest) (ends bool) {
	r := f.e.repr(e.Value.Type())
	switch {
	case r.shape == newtype, r.shape == value, r.shape == pointer, r.shape == plain && r.words == 0:
		if len(e.Cases) == 0 {
			return f.stmt(e.Default, to)
		}
		return f.stmt(e.Cases[0].Body, to)
	case len(e.Cases) == 0:
		return f.stmt(e.Default, to)
	case len(e.Cases) == 1 && e.Default == nil:
		return f.stmt(e.Cases[0].Body, to)
	case len(e.Cases) == 1 || len(e.Cases) == 2 && e.Default == nil:
		return f.twoWay(e, r, to)
	}
	return f.tagSwitch(e, r, to)
}

// twoWay prints a switch with two branches as an if.
func (f *fn) twoWay(e *core.Switch, r *repr, to dest) (ends bool) {
	yes, no := e.Cases[0], e.Default
	if no == nil {
		no = e.Cases[1].Body
		if len(e.Cases[1].Ctor.Fields) == 0 && (r.first == e.Cases[1].Ctor.Tag) {
			yes, no = e.Cases[1], e.Cases[0].Body
		}
	}
	v := f.operand(e.Value)
	return f.branch(f.e.is(r, yes.Ctor, v),
		func() bool { return f.stmt(yes.Body, to) }, func() bool { return f.stmt(no, to) })
}

// tagSwitch prints a switch on the tag.
func (f *fn) tagSwitch(e *core.Switch, r *repr, to dest) (ends bool) {
	v := f.operand(e.Value)
	cases := e.Cases
	if r.shape == enum {
		return f.cases(v, cases, e.Default, to)
	}
	if r.first < 0 {
		return f.cases(jen.Add(v).Dot("Tag"), cases, e.Default, to)
	}
	for i, c := range cases {
		if c.Ctor.Tag == r.first {
			rest := append(append([]*core.Case{}, cases[:i]...), cases[i+1:]...)
			return f.branch(jen.Add(v).Op("==").Nil(), func() bool { return f.stmt(c.Body, to) },
				func() bool { return f.cases(jen.Add(v).Dot("Tag"), rest, e.Default, to) })
		}
	}
	tag := f.temp("tag")
	f.add(jen.Id(tag).Op(":=").Uint32().Call(jen.Lit(r.first)))
	f.add(jen.If(jen.Add(v).Op("!=").Nil()).Block(jen.Id(tag).Op("=").Add(v).Dot("Tag")))
	return f.cases(jen.Id(tag), cases, e.Default, to)
}

// cases prints a Go switch. Without a default the last case is it.
func (f *fn) cases(tag code, cases []*core.Case, other core.Expr, to dest) (ends bool) {
	ends = true
	var out []jen.Code
	for i, c := range cases {
		head := jen.Case(jen.Lit(c.Ctor.Tag))
		if i == len(cases)-1 && other == nil {
			head = jen.Default()
		}
		out = append(out, f.caseOf(head, c.Body, to, &ends))
	}
	if other != nil {
		out = append(out, f.caseOf(jen.Default(), other, to, &ends))
	}
	f.add(jen.Switch(tag).Block(out...))
	return ends
}

// caseOf prints a case. A label may stand before the } of a block, but not before a case.
func (f *fn) caseOf(head code, body core.Expr, to dest, ends *bool) code {
	stmts := f.block(func() { *ends = f.stmt(body, to) && *ends })
	if n := len(stmts); n > 0 {
		if _, last := stmts[n-1].(label); last {
			stmts = append(stmts, jen.Op(";"))
		}
	}
	return head.Block(stmts...)
}

// litSwitch prints a choice between literals: a Go switch where Go compares them so.
func (f *fn) litSwitch(e *core.LitSwitch, to dest) (ends bool) {
	v := f.stables([]core.Expr{e.Value})[0]
	f.mark(e.At)
	ends = true
	words, integers := true, true
	for _, c := range e.Cases {
		_, integer := word(c.Lit)
		words, integers = words && isWord(c.Lit), integers && integer
	}
	if integers && !f.twin {
		v = jen.Add(v).Dot("N")
	}
	words = words || integers
	var out []jen.Code
	for _, c := range e.Cases {
		head := jen.Case(f.e.equals(v, c.Lit))
		if words {
			head = jen.Case(f.e.bare(c.Lit))
		}
		out = append(out, f.caseOf(head, c.Body, to, &ends))
	}
	out = append(out, f.caseOf(jen.Default(), e.Default, to, &ends))
	if words {
		f.add(jen.Switch(v).Block(out...))
	} else {
		f.add(jen.Switch().Block(out...))
	}
	return ends
}

// isWord reports whether a literal is a machine word, which Go compares by itself.
func isWord(l *core.Lit) bool {
	switch l.Kind {
	case core.LitChar:
		return true
	case core.LitNumber:
		kind, _, _ := core.NumberOf(l.Ty)
		return kind == core.Trapping || kind == core.Wrapping
	}
	return false
}

// equals compares a value with a literal. Floats are compared by representation: 0.0 is
// not -0.0 here.
func (e *emitter) equals(v code, l *core.Lit) code {
	switch {
	case l.Kind == core.LitString:
		return e.qual("str", "Equal").Call(v, e.literal(l))
	case l.Kind == core.LitFloat && isCon(l.Ty, typesys.F32.Name):
		return e.qual("math", "Float32bits").Call(v).Op("==").Id(hex(uint64(math.Float32bits(float32(l.F)))))
	case l.Kind == core.LitFloat:
		return e.qual("math", "Float64bits").Call(v).Op("==").Id(hex(math.Float64bits(l.F)))
	case isCon(l.Ty, typesys.Integer.Name):
		return e.integerEquals(v, l)
	case isCon(l.Ty, typesys.Fraction.Name):
		return e.qual("frac", "Eq").Call(v, e.literal(l))
	case isCon(l.Ty, core.Boxed.Name):
		return e.qual("num", "InBox").Call(v, e.integer(l))
	}
	return jen.Add(v).Op("==").Add(e.bare(l))
}
