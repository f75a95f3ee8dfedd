package syntax

import (
	"github.com/smelter-lang/smelter/transpile/names"
	"github.com/smelter-lang/smelter/transpile/reader"
)

// pattern parses _, a variable, a literal, (Ctor p*) or (= x p).
func (p *parser) pattern(f *reader.Form) Pattern {
	const title = "Invalid pattern"
	switch f.Kind {
	case reader.Symbol:
		if names.Fold(f.Text) == "_" {
			return &WildPat{p.new(f)}
		}
		return &VarPat{p.new(f), p.patternName(f)}
	case reader.Integer, reader.Ratio, reader.Float32, reader.Float64, reader.String, reader.Char:
		return &LitPat{p.new(f), p.literal(f)}
	case reader.List:
	default:
		p.failAt(title, p.at(f), "unknown pattern literal")
	}
	p.proper(title, f)
	if len(f.Items) == 0 {
		p.failAt(title, p.at(f), "invalid constructor in pattern")
	}
	head := f.Items[0]
	if !isSymbol(head) {
		p.failAt(title, p.at(head), "invalid constructor in pattern")
	}
	if head.Sym == p.core("=") {
		return p.asPattern(f)
	}
	c := &CtorPat{node: p.new(f), Ctor: p.name(head)}
	for _, x := range f.Items[1:] {
		c.Args = append(c.Args, p.pattern(x))
	}
	return c
}

func (p *parser) patternName(f *reader.Form) *Name {
	const title = "Invalid pattern"
	switch name := names.Fold(f.Text); {
	case name == "_":
		p.failAt(title, p.at(f), "invalid variable name '_'")
	case isEarmuffed(name):
		p.failAt(title, p.at(f), "pattern variables cannot use dynamic-variable earmuffs")
	case name[0] == '.':
		p.failAt("Invalid variable", p.at(f), "variables cannot start with '.'")
	}
	return p.name(f)
}

func (p *parser) asPattern(f *reader.Form) Pattern {
	const title = "Invalid pattern"
	switch n := len(f.Items); {
	case n < 2:
		p.failAt(title, p.end(f.Items[0]), "body expected")
	case !isSymbol(f.Items[1]):
		p.failAt(title, p.at(f.Items[1]), "pattern variable expected")
	case n < 3:
		p.failAt(title, p.end(f.Items[1]), "bound pattern expected")
	case n > 3:
		p.failAt(title, p.at(f.Items[3]), "unexpected expression after bound pattern")
	}
	return &AsPat{p.new(f), p.patternName(f.Items[1]), p.pattern(f.Items[2])}
}
