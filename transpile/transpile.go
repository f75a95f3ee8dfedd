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
	"github.com/smelter-lang/smelter/transpile/names"
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

	entry []typesys.Type // at which main is called, of the main file

	core []*core.Def // of a module without mistakes, once it is asked for
}

// check runs the front half of the pipe on one file, units in order: a unit sees what
// those before it defined.
func (s *Session) check(file *source.File) *Module {
	var read diag.List // reported by Parse, each in its place
	forms := reader.Read(file, &read)
	before, reported := s.Diags.Errors(), len(s.Diags.All())
	m := &Module{Syntax: syntax.Parse(file, forms, s.options(file, &read), &s.Diags)}
	e := s.env
	if pkg := m.Syntax.Pkg; !m.Syntax.Script && (pkg == nil || pkg.Name != syntax.ScriptLibrary) {
		e = e.Plain()
	}
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
	if s.Diags.Errors() > before {
		s.breakExports(m.Syntax.Pkg)
	}
	s.modules = append(s.modules, m)
	for _, d := range s.Diags.All()[reported:] {
		s.pointAtMacro(d)
	}
	return m
}

// pointAtMacro tells of a diagnostic about a macro call as a whole which macro made what is
// wrong, if it is one of the program's own.
func (s *Session) pointAtMacro(d *diag.Diagnostic) {
	macro := s.macros.Origin(d.At())
	if macro == nil {
		return
	}
	for _, m := range s.modules {
		for _, u := range m.Syntax.Units {
			for _, decl := range u.Decls {
				if def, ok := decl.(*syntax.MacroDef); ok && def.Name.Sym == macro {
					d.Notes = append(d.Notes, diag.Secondary(def.Name.Span(), "in what this macro makes"))
					return
				}
			}
		}
	}
}

// breakExports marks what a module with mistakes exports and does not define, so that
// modules that import it are silent about it.
func (s *Session) breakExports(pkg *names.Package) {
	if pkg == nil {
		return
	}
	for _, x := range pkg.Exports() {
		if name := x.String(); s.env.Value(name) == nil && s.env.Type(name) == nil && s.env.Class(name) == nil {
			x.Break(true)
		}
	}
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
