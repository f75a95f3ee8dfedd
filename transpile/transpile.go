// Package transpile turns scripts into Go: the pipe from text to source, and the session
// that remembers what its phases learn.
//
// In come a path and a text; out go diagnostics, or the Go source of the program and what
// it depends on. Building and running the source is left to gobuild and cache.
package transpile

import (
	"github.com/smelter-lang/smelter/transpile/core"
	"github.com/smelter-lang/smelter/transpile/diag"
	"github.com/smelter-lang/smelter/transpile/emit"
	"github.com/smelter-lang/smelter/transpile/lower"
	"github.com/smelter-lang/smelter/transpile/mono"
	"github.com/smelter-lang/smelter/transpile/opt"
	"github.com/smelter-lang/smelter/transpile/reader"
	"github.com/smelter-lang/smelter/transpile/resolve"
	"github.com/smelter-lang/smelter/transpile/source"
	"github.com/smelter-lang/smelter/transpile/syntax"
	"github.com/smelter-lang/smelter/typesys"
	"github.com/smelter-lang/smelter/typesys/exhaust"
	"github.com/smelter-lang/smelter/typesys/infer"
	"github.com/smelter-lang/smelter/typesys/kinds"
)

// A Module is a source file with what the phases learnt of it.
type Module struct {
	Syntax *syntax.Module
	Names  []*resolve.Info // by unit
	Decls  []*kinds.Info   // by unit
	Types  *infer.Info

	entry []typesys.Type // of the main file: at which types main is called
	core  []*core.Def    // of a module without mistakes, once it is asked for
}

// check runs the front half of the pipe on one file, units in order: a unit sees what
// those before it defined.
func (s *Session) check(file *source.File) *Module {
	var read diag.List // reported by Parse, each in its place
	forms := s.shown(file, reader.Read(file, &read))
	before, reported := s.Diags.Errors(), len(s.Diags.All())
	m := &Module{Syntax: syntax.Parse(file, forms, s.options(file, &read), &s.Diags)}
	e := s.envOf(m.Syntax)
	m.Types = infer.NewInfo(e)
	for _, u := range m.Syntax.Units {
		syntax.DeriveAll(u, m.Syntax, s.names)
		names := resolve.Unit(u, m.Syntax, &s.Diags)
		m.Names = append(m.Names, names)
		decls := kinds.Declare(u, m.Syntax, e, &s.Diags)
		m.Decls = append(m.Decls, decls)
		infer.Unit(u, m.Syntax, names, decls, e, m.Types, &s.Diags)
		exhaust.Check(u, m.Syntax, names, m.Types, e, &s.Diags)
	}
	s.inUnits(m.Syntax, reported)
	if s.Diags.Errors() > before {
		s.breakExports(m.Syntax.Pkg)
	}
	s.modules = append(s.modules, m)
	s.pointAtMacros(s.Diags.All()[reported:])
	return m
}

// inUnits puts what was reported of a Lisp-wrapped file since n into the order of its units:
// a unit is compiled before the next form is read. What is wrong with imports comes first.
func (s *Session) inUnits(m *syntax.Module, n int) {
	if len(m.Units) == 0 || m.Units[0].End == 0 {
		return // it is one unit
	}
	s.Diags.Group(n, func(d *diag.Diagnostic) int {
		if at := d.At(); at.File == m.File.ID {
			return m.UnitAt(at.Lo)
		}
		return -1
	})
}

// lower makes Core of a module without mistakes.
func (s *Session) lower(m *Module) []*core.Def {
	if m.core == nil {
		for i, u := range m.Syntax.Units {
			m.core = append(m.core, lower.Unit(u, m.Syntax, m.Names[i], m.Decls[i], m.Types, s.env)...)
		}
	}
	return m.core
}

// Go runs the back half of the pipe on a checked program.
func (s *Session) Go(main *Module, opts emit.Options) (*emit.Program, error) {
	p := s.Link(main) // main and the modules it imports; the library is asked as needed
	mono.Specialize(p, s.Find)
	opt.Run(p, s.lint(p))
	return emit.Emit(p, &s.Files, opts)
}

// lint returns what checks the program after a pass, or nil.
func (s *Session) lint(p *core.Program) func(string) {
	if !s.world.Lint {
		return nil
	}
	check := func(pass string) {
		if err := core.Lint(p, true); err != nil {
			diag.Bugf(source.Span{}, "after %s: %v", pass, err)
		}
	}
	check("mono")
	return check
}
