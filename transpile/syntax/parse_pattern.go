package syntax

import "github.com/smelter-lang/smelter/transpile/reader"

const badPattern = "Invalid pattern"

// pattern parses _, a variable, a literal, (Ctor p*) or (= x p).
func (p *parser) pattern(f *reader.Form) Pattern {
	switch f.Kind {
	case reader.Symbol:
		if text(f) == "_" {
			return &WildPat{p.new(f)}
		}
		return &VarPat{p.new(f), p.local(p.patternName(f))}
	case reader.Integer, reader.Ratio, reader.Float32, reader.Float64, reader.String, reader.Char:
		return &LitPat{p.new(f), p.literal(f)}
	}
	if f = p.spelled(f); !isCons(f) {
		p.failAt(badPattern, f.Span, "unknown pattern literal")
	}
	p.proper(badPattern, f)
	head := f.Items[0]
	switch {
	case !isSymbol(head):
		p.failAt(badPattern, head.Span, "invalid constructor in pattern")
	case p.isEquals(head):
		return p.asPattern(f)
	}
	c := &CtorPat{node: p.new(f), Ctor: p.name(head)}
	c.Ctor.Sym = p.valueOf(head)
	for _, x := range f.Items[1:] {
		c.Args = append(c.Args, p.pattern(x))
	}
	return c
}

func (p *parser) patternName(f *reader.Form) *Name {
	switch name := text(f); {
	case name == "_":
		p.failAt(badPattern, f.Span, "invalid variable name '_'")
	case name[0] == '.':
		p.failAt("Invalid variable", f.Span, "variables cannot start with '.'")
	case isEarmuffed(name):
		p.failAt(badPattern, f.Span, "pattern variables cannot use dynamic-variable earmuffs")
	}
	return p.name(f)
}

// asPattern parses (= x p).
func (p *parser) asPattern(f *reader.Form) Pattern {
	switch n := len(f.Items); {
	case n < 2:
		p.failAt(badPattern, f.Items[0].Span.End(), "body expected")
	case !isSymbol(f.Items[1]):
		p.failAt(badPattern, f.Items[1].Span, "pattern variable expected")
	case n < 3:
		p.failAt(badPattern, f.Items[1].Span.End(), "bound pattern expected")
	case n > 3:
		p.failAt(badPattern, f.Items[3].Span, "unexpected expression after bound pattern")
	}
	return &AsPat{p.new(f), p.local(p.patternName(f.Items[1])), p.pattern(f.Items[2])}
}
