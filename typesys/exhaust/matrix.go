package exhaust

import (
	"strconv"
	"strings"

	"github.com/smelter-lang/smelter/transpile/syntax"
	"github.com/smelter-lang/smelter/typesys/env"
)

// This file decides by matrices of patterns, after Maranget, what a match leaves out.
//
// A row is the patterns of one branch. Specialising a matrix for a constructor keeps the
// rows whose first pattern can be that constructor and puts its parts in front; the
// default matrix keeps the rows whose first pattern is a wildcard, without it. Both
// questions, which value is missing and whether a row is useful, recurse on these.

// A pat is a pattern reduced to what matters for coverage: a wildcard (Ctor and lit
// empty), a constructor with its parts, or a literal.
type pat struct {
	ctor *env.Ctor
	args []*pat
	lit  string
}

var wild = &pat{}

func (p *pat) wild() bool { return p.ctor == nil && p.lit == "" }

type row []*pat

// reduce forgets names. A constructor that is not known, which has been reported,
// covers everything.
func (c *checker) reduce(p syntax.Pattern) *pat {
	switch p := p.(type) {
	case *syntax.AsPat:
		return c.reduce(p.Pat)
	case *syntax.LitPat:
		return &pat{lit: litKey(p.Lit)}
	case *syntax.CtorPat:
		ctor := c.ctor(p)
		if ctor == nil || len(ctor.Fields) != len(p.Args) {
			return wild
		}
		args := make([]*pat, len(p.Args))
		for i, a := range p.Args {
			args[i] = c.reduce(a)
		}
		return &pat{ctor: ctor, args: args}
	default:
		return wild
	}
}

// litKey names the value of a literal; equal values have equal keys.
func litKey(l *syntax.Lit) string {
	switch l.Kind {
	case syntax.LitInt, syntax.LitRatio:
		return "n" + l.Num.RatString()
	case syntax.LitF32, syntax.LitF64:
		return "f" + strconv.FormatFloat(l.F, 'g', -1, 64)
	case syntax.LitString:
		return "s" + l.Str
	default:
		return "c" + string(l.Char)
	}
}

// missing returns patterns for values that no row matches, n of them side by side, or
// nil, false if there are none. It names the first missing constructor in the order of
// declaration.
func missing(rows []row, n int) ([]*pat, bool) {
	if n == 0 {
		return nil, len(rows) == 0
	}
	heads := headCtors(rows)
	if len(heads) > 0 && len(heads) == len(firstCtor(rows).Data.Ctors) {
		for _, k := range firstCtor(rows).Data.Ctors {
			if w, ok := missing(specialize(rows, k), len(k.Fields)+n-1); ok {
				return append([]*pat{{ctor: k, args: w[:len(k.Fields)]}}, w[len(k.Fields):]...), true
			}
		}
		return nil, false
	}
	w, ok := missing(defaults(rows), n-1)
	if !ok {
		return nil, false
	}
	return append([]*pat{absent(rows, heads)}, w...), true
}

// absent returns a pattern for the values whose constructor heads no row.
func absent(rows []row, heads map[*env.Ctor]bool) *pat {
	first := firstCtor(rows)
	if first == nil {
		return wild
	}
	for _, k := range first.Data.Ctors {
		if !heads[k] {
			return &pat{ctor: k, args: wilds(len(k.Fields))}
		}
	}
	return wild
}

// useful reports whether some value is matched by r and by none of rows.
func useful(rows []row, r row) bool {
	if len(r) == 0 {
		return len(rows) == 0
	}
	switch p := r[0]; {
	case p.ctor != nil:
		return useful(specialize(rows, p.ctor), append(p.args[:len(p.args):len(p.args)], r[1:]...))
	case p.lit != "":
		return useful(specializeLit(rows, p.lit), r[1:])
	}
	heads := headCtors(rows)
	if len(heads) == 0 || len(heads) < len(firstCtor(rows).Data.Ctors) {
		return useful(defaults(rows), r[1:])
	}
	for _, k := range firstCtor(rows).Data.Ctors {
		if useful(specialize(rows, k), append(wilds(len(k.Fields)), r[1:]...)) {
			return true
		}
	}
	return false
}

// specialize returns the rows whose first pattern can be a value made by k, with its
// parts instead.
func specialize(rows []row, k *env.Ctor) []row {
	var out []row
	for _, r := range rows {
		switch p := r[0]; {
		case p.wild():
			out = append(out, append(wilds(len(k.Fields)), r[1:]...))
		case p.ctor == k:
			out = append(out, append(p.args[:len(p.args):len(p.args)], r[1:]...))
		}
	}
	return out
}

// specializeLit returns the rows whose first pattern matches a literal, without it.
func specializeLit(rows []row, lit string) []row {
	var out []row
	for _, r := range rows {
		if r[0].wild() || r[0].lit == lit {
			out = append(out, r[1:])
		}
	}
	return out
}

// defaults returns the rows whose first pattern matches everything, without it.
func defaults(rows []row) []row {
	var out []row
	for _, r := range rows {
		if r[0].wild() {
			out = append(out, r[1:])
		}
	}
	return out
}

// headCtors returns the constructors that stand first in some row.
func headCtors(rows []row) map[*env.Ctor]bool {
	heads := map[*env.Ctor]bool{}
	for _, r := range rows {
		if k := r[0].ctor; k != nil {
			heads[k] = true
		}
	}
	return heads
}

func firstCtor(rows []row) *env.Ctor {
	for _, r := range rows {
		if r[0].ctor != nil {
			return r[0].ctor
		}
	}
	return nil
}

func wilds(n int) []*pat {
	out := make([]*pat, n)
	for i := range out {
		out[i] = wild
	}
	return out
}

// String prints a missing case as Coalton does: (TUPLE (SOME "_") (NONE)).
func (p *pat) String() string {
	if p.ctor == nil {
		return `"_"`
	}
	var b strings.Builder
	b.WriteString("(" + p.ctor.Name[strings.LastIndexByte(p.ctor.Name, ':')+1:])
	for _, a := range p.args {
		b.WriteString(" " + a.String())
	}
	return b.String() + ")"
}
