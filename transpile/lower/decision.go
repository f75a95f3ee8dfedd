package lower

import (
	"github.com/smelter-lang/smelter/transpile/core"
	"github.com/smelter-lang/smelter/transpile/source"
	"github.com/smelter-lang/smelter/transpile/syntax"
	"github.com/smelter-lang/smelter/typesys"
	"github.com/smelter-lang/smelter/typesys/env"
)

// This file compiles pattern matching to decision trees.
//
// A row is what a branch asks of some variables: tests that must all hold, and then
// names for some of the variables. The first row of which all tests hold is taken.
// A tree asks for the constructor of one variable, and goes on with the rows that may
// still hold, in which a test has become tests of the fields. No variable is asked
// twice on one path; which one is asked first does not matter, since asking has no
// effect. A row may end up in several leaves: then its branch becomes a Join.

// A test asks that a variable has the form of a pattern.
type test struct {
	at  *core.Var
	pat syntax.Pattern
}

// A row is a branch while it is still possible.
type row struct {
	tests  []test
	names  []naming // pattern variables met on the way
	branch *branch
}

// A naming says that a pattern variable is a variable of the tree.
type naming struct{ name, is *core.Var }

// A branch is what is done when a row is taken.
type branch struct {
	body   func() core.Expr
	leaves int
	label  *core.Label
	vars   []*core.Var // parameters of the Join
	join   core.Expr   // its body
}

// A tree is a decision.
type tree interface{}

type (
	leaf    struct{ row row }
	failure struct{}
	// An unpack takes the only constructor of a type apart.
	unpack struct {
		at   *core.Var
		kind ctorCase
	}
	ctorSwitch struct {
		at    *core.Var
		cases []ctorCase
		other tree // nil if the cases are complete
	}
	ctorCase struct {
		ctor   *env.Ctor
		fields []*core.Var
		used   []bool
		then   tree
	}
	litSwitch struct {
		at    *core.Var
		cases []litCase
		other tree
	}
	litCase struct {
		lit  *syntax.Lit
		then tree
	}
)

// matchFailure is what a match without a fitting branch fails with.
const matchFailure = "Pattern match not exhaustive error."

// decide lowers one row of tests and what is done if they hold.
func (l *lowerer) decide(t typesys.Type, at source.Span, tests []test, body func() core.Expr) core.Expr {
	if len(tests) == 0 {
		return body()
	}
	return l.decideAll(t, at, []row{{tests: tests, branch: &branch{body: body}}})
}

// decideAll lowers rows to a tree of type t.
func (l *lowerer) decideAll(t typesys.Type, at source.Span, rows []row) core.Expr {
	d := &decider{l: l, at: at, typ: t}
	root := d.compile(rows)
	for _, r := range rows {
		if r.branch.leaves > 1 {
			r.branch.label = &core.Label{Name: "branch"}
		}
	}
	x := d.tree(root)
	for i := len(rows) - 1; i >= 0; i-- {
		if b := rows[i].branch; b.label != nil {
			x = &core.Join{Base: core.Base{At: at, Ty: t}, Label: b.label, Vars: b.vars, Body: b.join, In: x}
		}
	}
	return x
}

type decider struct {
	l   *lowerer
	at  source.Span
	typ typesys.Type
}

// settle moves names from a row's tests to its namings, and drops what always holds.
func (d *decider) settle(r row) row {
	out := row{names: r.names[:len(r.names):len(r.names)], branch: r.branch}
	for _, t := range r.tests {
		p := t.pat
		for {
			as, ok := p.(*syntax.AsPat)
			if !ok {
				break
			}
			out.names = append(out.names, naming{d.l.patternVar(as.Name, p), t.at})
			p = as.Pat
		}
		switch p := p.(type) {
		case *syntax.WildPat:
		case *syntax.VarPat:
			out.names = append(out.names, naming{d.l.patternVar(p.Name, p), t.at})
		default:
			out.tests = append(out.tests, test{t.at, p})
		}
	}
	return out
}

// compile builds the tree for rows.
func (d *decider) compile(rows []row) tree {
	live := make([]row, 0, len(rows))
	for _, r := range rows {
		r = d.settle(r)
		if d.impossible(r) {
			continue
		}
		live = append(live, r)
		if len(r.tests) == 0 { // later rows are never reached
			break
		}
	}
	if len(live) == 0 {
		return failure{}
	}
	if len(live[0].tests) == 0 {
		live[0].branch.leaves++
		return &leaf{live[0]}
	}
	t := choose(live)
	if p, ok := t.pat.(*syntax.CtorPat); ok {
		return d.byCtor(t.at, d.l.patternCtor(p), live)
	}
	return d.byLiteral(t.at, live)
}

// impossible reports whether a row asks for a number that its variable never is.
func (d *decider) impossible(r row) bool {
	for _, t := range r.tests {
		if p, ok := t.pat.(*syntax.LitPat); ok && p.Lit.Kind == syntax.LitInt {
			if can, known := core.CanEqual(t.at.Type, p.Lit.Num); known && !can {
				return true
			}
		}
	}
	return false
}

// choose picks the test of the first row that most rows ask too.
func choose(rows []row) test {
	best, most := 0, 0
	for i, t := range rows[0].tests {
		n := 0
		for _, r := range rows {
			if r.testOf(t.at) >= 0 {
				n++
			}
		}
		if n > most {
			best, most = i, n
		}
	}
	return rows[0].tests[best]
}

// testOf returns the index of the row's test of a variable, or -1.
func (r row) testOf(v *core.Var) int {
	for i, t := range r.tests {
		if t.at == v {
			return i
		}
	}
	return -1
}

// replace returns the row with others in the place of a test.
func (r row) replace(i int, by []test) row {
	tests := make([]test, 0, len(r.tests)-1+len(by))
	tests = append(append(append(tests, r.tests[:i]...), by...), r.tests[i+1:]...)
	return row{tests, r.names, r.branch}
}

// byCtor asks for the constructor of a variable.
func (d *decider) byCtor(at *core.Var, first *env.Ctor, rows []row) tree {
	var ctors []*env.Ctor
	for _, r := range rows {
		if i := r.testOf(at); i >= 0 {
			ctors = addCtor(ctors, d.l.patternCtor(r.tests[i].pat.(*syntax.CtorPat)))
		}
	}
	s := &ctorSwitch{at: at}
	for _, c := range ctors {
		s.cases = append(s.cases, d.ctorCase(at, c, rows))
	}
	if len(first.Data.Ctors) == 1 {
		return &unpack{at, s.cases[0]}
	}
	if len(ctors) < len(first.Data.Ctors) {
		s.other = d.compile(without(at, rows))
	}
	return s
}

func addCtor(list []*env.Ctor, c *env.Ctor) []*env.Ctor {
	for _, x := range list {
		if x.Tag == c.Tag {
			return list
		}
	}
	return append(list, c)
}

// without returns the rows that do not ask for a variable.
func without(at *core.Var, rows []row) []row {
	var out []row
	for _, r := range rows {
		if r.testOf(at) < 0 {
			out = append(out, r)
		}
	}
	return out
}

// ctorCase builds what follows once a variable is known to be made by c.
func (d *decider) ctorCase(at *core.Var, c *env.Ctor, rows []row) ctorCase {
	k := ctorCase{ctor: c, fields: make([]*core.Var, len(c.Fields)), used: make([]bool, len(c.Fields))}
	for i := range c.Fields {
		t := d.l.typ(core.FieldType(c, i, at.Type))
		k.fields[i] = &core.Var{Name: fieldName(c, i), Type: t}
	}
	var rest []row
	for _, r := range rows {
		i := r.testOf(at)
		if i < 0 {
			rest = append(rest, r)
			continue
		}
		p := r.tests[i].pat.(*syntax.CtorPat)
		if d.l.patternCtor(p).Tag != c.Tag {
			continue
		}
		by := make([]test, 0, len(p.Args))
		for j, sub := range p.Args {
			if _, wild := sub.(*syntax.WildPat); wild {
				continue
			}
			if v, ok := sub.(*syntax.VarPat); ok && !k.used[j] {
				k.fields[j].Name = v.Name.Text
			}
			k.used[j] = true
			by = append(by, test{k.fields[j], sub})
		}
		rest = append(rest, r.replace(i, by))
	}
	k.then = d.compile(rest)
	return k
}

// byLiteral compares a variable with the literals that rows ask for.
func (d *decider) byLiteral(at *core.Var, rows []row) tree {
	s := &litSwitch{at: at}
	for _, r := range rows {
		i := r.testOf(at)
		if i < 0 {
			continue
		}
		lit := r.tests[i].pat.(*syntax.LitPat).Lit
		seen := false
		for _, c := range s.cases {
			seen = seen || sameLit(c.lit, lit)
		}
		if !seen {
			s.cases = append(s.cases, litCase{lit, d.compile(withLit(at, lit, rows))})
		}
	}
	s.other = d.compile(without(at, rows))
	return s
}

// withLit returns the rows that hold or may hold if a variable equals a literal.
func withLit(at *core.Var, lit *syntax.Lit, rows []row) []row {
	var out []row
	for _, r := range rows {
		i := r.testOf(at)
		if i < 0 {
			out = append(out, r)
		} else if sameLit(r.tests[i].pat.(*syntax.LitPat).Lit, lit) {
			out = append(out, r.replace(i, nil))
		}
	}
	return out
}
