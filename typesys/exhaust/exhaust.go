// Package exhaust finds what is legal but probably not meant: matches that leave out
// values, branches that are never taken, results that are functions and are dropped,
// variables that are not used.
//
// In come a checked module and what inference learnt of it; out go warnings, and
// errors for patterns of parameters and lets that do not cover their type. What is a
// type error has been reported by infer.
package exhaust

import (
	"slices"

	"github.com/smelter-lang/smelter/transpile/diag"
	"github.com/smelter-lang/smelter/transpile/resolve"
	"github.com/smelter-lang/smelter/transpile/syntax"
	"github.com/smelter-lang/smelter/typesys"
	"github.com/smelter-lang/smelter/typesys/env"
	"github.com/smelter-lang/smelter/typesys/infer"
)

// checker is the state for one unit.
type checker struct {
	names *resolve.Info
	info  *infer.Info
	env   *env.Env
	errs  *diag.List
}

// Check analyses a unit that has no type errors. Warnings come in Coalton's order: those
// about patterns for all definitions in the order in which they were inferred, then
// those about methods; then variables that are not used and statements that are
// functions, definition by definition.
func Check(u *syntax.Unit, m *syntax.Module, uses *resolve.Info, info *infer.Info, e *env.Env, errs *diag.List) {
	c := &checker{names: uses, info: info, env: e, errs: errs}
	defs := slices.Concat(slices.Concat(uses.Groups...), uses.Declared)
	for _, d := range defs {
		c.definition(d)
	}
	for _, decl := range u.Decls {
		switch decl := decl.(type) {
		case *syntax.InstanceDef:
			for _, method := range decl.Methods {
				c.definition(method)
			}
		case *syntax.TopExpr:
			v := &visitor{expr: c.expr, stmt: c.stmt}
			v.visit(decl.Value)
		}
	}
	for _, d := range defs {
		c.unused(d)
		c.underapplied(d)
	}
	for _, decl := range u.Decls {
		if x, ok := decl.(*syntax.TopExpr); ok {
			c.unused(x)
			c.underappliedTop(x)
		}
	}
	if !m.Script {
		c.exports(u)
	}
}

// unused warns of local names that nothing refers to.
func (c *checker) unused(d syntax.Decl) {
	unused := c.names.Unused(d)
	for _, n := range slices.Concat(unused.Body, unused.Params) {
		c.unusedVariable(n)
	}
}

// exports warns of exported definitions whose type is not declared, in the order of the
// text: it takes no inference to see them.
func (c *checker) exports(u *syntax.Unit) {
	for _, decl := range u.Decls {
		d, ok := decl.(*syntax.Define)
		if !ok || u.Pkg.FindExported(d.Name.Sym.Name) != d.Name.Sym {
			continue
		}
		if !slices.Contains(c.names.Declared, d) {
			c.undeclaredExport(d.Name)
		}
	}
}

// definition analyses the matches and parameters of a definition.
func (c *checker) definition(d *syntax.Define) {
	v := &visitor{expr: c.expr, stmt: c.stmt}
	v.keys(d.Keys)
	v.body(d.Body)
	c.params(d.Params)
}

func (c *checker) expr(e syntax.Expr) {
	switch e := e.(type) {
	case *syntax.Match:
		c.match(e)
	case *syntax.Lambda:
		c.params(e.Params)
	}
}

func (c *checker) stmt(s syntax.Stmt, _ bool) {
	if s, ok := s.(*syntax.LetStmt); ok {
		c.irrefutable(s.Pattern)
	}
}

// match warns of values that no branch takes, and of branches that no value reaches.
func (c *checker) match(e *syntax.Match) {
	rows := make([]row, len(e.Branches))
	for i, b := range e.Branches {
		rows[i] = row{c.reduce(b.Pattern)}
	}
	if w, ok := missing(rows, 1); ok {
		c.nonExhaustive(e, w[0])
	}
	for i, b := range e.Branches {
		if !useful(rows[:i], rows[i]) {
			c.useless(b.Pattern, e)
		}
	}
	for _, b := range e.Branches {
		c.variables(b.Pattern)
	}
}

func (c *checker) params(list []syntax.Pattern) {
	for _, p := range list {
		c.irrefutable(p)
	}
}

// irrefutable reports a pattern that does not match every value of its type.
func (c *checker) irrefutable(p syntax.Pattern) {
	switch p.(type) {
	case *syntax.VarPat, *syntax.WildPat:
		return
	}
	if w, ok := missing([]row{{c.reduce(p)}}, 1); ok {
		c.refutable(p, w[0])
	}
}

// variables warns of variables that are spelled like a constructor.
func (c *checker) variables(p syntax.Pattern) {
	switch p := p.(type) {
	case *syntax.VarPat:
		c.variable(p.Name)
	case *syntax.AsPat:
		c.variable(p.Name)
		c.variables(p.Pat)
	case *syntax.CtorPat:
		for _, a := range p.Args {
			c.variables(a)
		}
	}
}

func (c *checker) variable(n *syntax.Name) {
	if v := c.env.Value(n.Sym.String()); v != nil && v.Ctor != nil {
		c.likeConstructor(n)
	}
}

// ctor returns the constructor of a pattern, or nil.
func (c *checker) ctor(p *syntax.CtorPat) *env.Ctor {
	if v := c.env.Value(p.Ctor.Sym.String()); v != nil {
		return v.Ctor
	}
	return nil
}

// underapplied warns of statements whose dropped value is a function: probably an
// argument is missing.
func (c *checker) underapplied(d *syntax.Define) {
	v := c.statements()
	v.keys(d.Keys)
	v.body(d.Body)
}

// underappliedTop is underapplied for a toplevel expression, which is a statement itself.
func (c *checker) underappliedTop(x *syntax.TopExpr) {
	c.statements().visit(x.Value)
	c.discarded(x.Value)
}

// statements returns a visitor that looks at statements whose values are thrown away.
func (c *checker) statements() *visitor {
	return &visitor{expr: func(syntax.Expr) {}, stmt: func(s syntax.Stmt, last bool) {
		if e, ok := s.(*syntax.ExprStmt); ok && !last {
			c.discarded(e.Value)
		}
	}}
}

func (c *checker) discarded(e syntax.Expr) {
	if _, fn := typesys.Prune(c.info.Types[e.NodeID()]).(*typesys.Fn); fn {
		c.underappliedValue(e)
	}
}
