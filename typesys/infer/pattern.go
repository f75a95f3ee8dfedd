package infer

import (
	"github.com/smelter-lang/smelter/transpile/syntax"
	"github.com/smelter-lang/smelter/typesys"
)

// pattern types a pattern against the type of what it takes apart. Its variables
// are monomorphic.
func (in *inferer) pattern(p syntax.Pattern, t typesys.Type) {
	in.names.Report(p.NodeID(), in.errs)
	in.info.Types[p.NodeID()] = t
	switch p := p.(type) {
	case *syntax.VarPat:
		in.bindMono(p.Name, t)
	case *syntax.AsPat:
		in.bindMono(p.Name, t)
		in.pattern(p.Pat, t)
	case *syntax.LitPat:
		in.litPattern(p, t)
	case *syntax.CtorPat:
		in.ctorPattern(p, t)
	}
}

// litPattern types a literal. An integer literal fits every type and asks for no
// instance: it is compared by value, and where it cannot be equal it is not.
func (in *inferer) litPattern(p *syntax.LitPat, t typesys.Type) {
	in.info.Types[p.Lit.NodeID()] = t
	if p.Lit.Kind == syntax.LitInt {
		return
	}
	if got := in.litType(p.Lit.Kind); !in.unify(t, got) {
		in.litPatternMismatch(p, t, got)
	}
}

// ctorPattern types the parts before the whole is compared with the subject, so that
// a disagreement is the fault of the whole pattern.
func (in *inferer) ctorPattern(p *syntax.CtorPat, t typesys.Type) {
	v := in.constructor(p)
	if v == nil {
		in.unknownConstructor(p)
		in.skipPatterns(p.Args)
		return
	}
	if len(v.Ctor.Fields) != len(p.Args) {
		in.constructorArity(p, v.Ctor)
		in.skipPatterns(p.Args)
		return
	}
	got, _, args := in.supply.Instantiate(v.Scheme, in.level)
	in.info.Insts[p.Ctor.NodeID()] = args
	if f, ok := got.(*typesys.Fn); ok && len(p.Args) > 0 {
		for i, sub := range p.Args {
			in.pattern(sub, f.Params[i])
		}
		got = f.Result
	}
	if !in.unify(t, got) {
		in.patternMismatch(p, t, got)
	}
}

// skipPatterns gives the variables of patterns that make no sense a type that makes
// no further trouble.
func (in *inferer) skipPatterns(list []syntax.Pattern) {
	for _, p := range list {
		in.pattern(p, typesys.Invalid{})
	}
}
