package syntax

import (
	"slices"

	"github.com/smelter-lang/smelter/transpile/names"
	"github.com/smelter-lang/smelter/transpile/reader"
)

// This file knows which local names are in scope, in scripts only. Macros come before local
// names in Coalton; those that Smelter adds do not, or a program would change its meaning
// that has a local function str.
//
// The parser's list of locals is cut back where a form ends; a name that the rest of a body
// sees is there until the body ends.

// local takes note of a name that is in scope from here on.
func (p *parser) local(n *Name) *Name {
	if p.mod.Script {
		p.locals = append(p.locals, n.Sym)
	}
	return n
}

func (p *parser) isLocal(s *names.Symbol) bool { return slices.Contains(p.locals, s) }

// takenApart parses a pattern and the value that it takes apart, which does not see the
// names in it.
func (p *parser) takenApart(pat, value *reader.Form) (Pattern, Expr) {
	outer := p.locals
	pattern := p.pattern(pat)
	inner := p.locals
	p.locals = slices.Clip(outer)
	e := p.expr(value)
	p.locals = inner
	return pattern, e
}

// boundTo parses the value that a let or rec binds to a name. Functions see their own name.
func (p *parser) boundTo(n *Name, value *reader.Form) Expr {
	if value.Kind == reader.ShortLambda || headIs(value, "FN") {
		p.local(n)
		return p.expr(value)
	}
	e := p.expr(value)
	p.local(n)
	return e
}

// valueOf returns the symbol of the value or macro that a name of an expression means.
func (p *parser) valueOf(f *reader.Form) *names.Symbol {
	if s := p.valueSyms[f.Sym]; s != nil && f.Qual == "" && !p.isLocal(f.Sym) {
		return s
	}
	return f.Sym
}

// typeOrClass returns the symbol of the type or class that a name means.
func (p *parser) typeOrClass(f *reader.Form) *names.Symbol {
	if s := p.typeSyms[f.Sym]; s != nil && f.Qual == "" {
		return s
	}
	return f.Sym
}
