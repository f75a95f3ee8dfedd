package transpile

import (
	"fmt"
	"io"

	"github.com/smelter-lang/smelter/transpile/core"
	"github.com/smelter-lang/smelter/transpile/diag"
	"github.com/smelter-lang/smelter/transpile/emit"
	"github.com/smelter-lang/smelter/transpile/mono"
	"github.com/smelter-lang/smelter/transpile/opt"
	"github.com/smelter-lang/smelter/transpile/reader"
	"github.com/smelter-lang/smelter/transpile/resolve"
	"github.com/smelter-lang/smelter/transpile/syntax"
	"github.com/smelter-lang/smelter/typesys"
)

// This file prints what the phases make of a module, for `smelter emit --dump=PHASE`.

// A Phase is a step of the pipe whose result can be printed.
type Phase struct {
	Name, Result string
	Front        bool // what it makes of a module with mistakes can be printed too
	Dump         func(*Session, *Module, io.Writer) error
}

// Phases returns the phases in their order.
func Phases() []Phase {
	return []Phase{
		{"forms", "what the reader read", true, (*Session).dumpForms},
		{"syntax", "the tree, with places", true, (*Session).dumpSyntax},
		{"names", "what names refer to, and the order of definitions", true, (*Session).dumpNames},
		{"types", "the scheme of each definition", true, (*Session).dumpTypes},
		{"core", "the typed core language", false, (*Session).dumpCore},
		{"mono", "one copy per type, without what nothing uses", false, (*Session).dumpMono},
		{"opt", "mono, after all passes", false, (*Session).dumpOpt},
		{"go", "the Go source", false, (*Session).dumpGo},
	}
}

func (s *Session) dumpForms(m *Module, w io.Writer) error {
	return reader.Fprint(w, reader.Read(m.Syntax.File, &diag.List{}))
}

func (s *Session) dumpSyntax(m *Module, w io.Writer) error { return syntax.Fprint(w, m.Syntax) }

func (s *Session) dumpNames(m *Module, w io.Writer) error {
	for i, u := range m.Syntax.Units {
		if err := resolve.Fprint(w, u, m.Names[i], m.Syntax.File); err != nil {
			return err
		}
	}
	return nil
}

// dumpTypes prints the scheme of each toplevel definition of a module, in source order:
// NAME :: SCHEME.
func (s *Session) dumpTypes(m *Module, w io.Writer) error {
	for _, u := range m.Syntax.Units {
		for _, d := range u.Decls {
			def, ok := d.(*syntax.Define)
			if !ok {
				continue
			}
			v := s.env.Value(def.Name.Sym.String())
			if v == nil {
				continue
			}
			p := &typesys.Printer{}
			if _, err := fmt.Fprintf(w, "%s :: %s\n", def.Name.Text, p.Scheme(v.Scheme)); err != nil {
				return err
			}
		}
	}
	return nil
}

func (s *Session) dumpCore(m *Module, w io.Writer) error {
	return core.Fprint(w, &core.Program{Defs: s.lower(m)})
}

func (s *Session) dumpMono(m *Module, w io.Writer) error {
	p := s.Link(m)
	mono.Specialize(p, s.Find)
	return core.Fprint(w, p)
}

func (s *Session) dumpOpt(m *Module, w io.Writer) error {
	p := s.Link(m)
	mono.Specialize(p, s.Find)
	opt.Run(p, s.lint(p))
	return core.Fprint(w, p)
}

func (s *Session) dumpGo(m *Module, w io.Writer) error {
	p, err := s.Go(m, emit.Options{Format: true})
	if err != nil {
		return err
	}
	_, err = w.Write(p.Source)
	return err
}
