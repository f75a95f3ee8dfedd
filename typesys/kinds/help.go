package kinds

import (
	"github.com/smelter-lang/smelter/transpile/diag"
	"github.com/smelter-lang/smelter/transpile/names"
	"github.com/smelter-lang/smelter/transpile/syntax"
)

// This file has what Smelter adds to Coalton's texts: what may have been meant.

func (s *shared) helpType(d *diag.Diagnostic, sym *names.Symbol) {
	if class := s.env.Class(sym.String()); class != nil {
		d.Helps = append(d.Helps, diag.Help{Text: class.Shown +
			" is a class; a context of several is one list: ((A :a) (B :b) => TYPE)"})
		return
	}
	if known := syntax.TypeHabit(sym.Name); known != "" {
		s.module.Spell(d, sym, known)
		return
	}
	s.module.Suggest(d, sym, s.shownType, noLocals)
}

func (s *shared) helpClass(d *diag.Diagnostic, sym *names.Symbol) {
	s.module.Suggest(d, sym, s.shownClass, noLocals)
}

// shownType spells a symbol that names a type.
func (s *shared) shownType(x *names.Symbol) string {
	if t := s.env.Type(x.String()); t != nil {
		return t.Con.Shown
	}
	if a := s.env.Alias(x.String()); a != nil {
		return a.Shown
	}
	return ""
}

// shownClass spells a symbol that names a class.
func (s *shared) shownClass(x *names.Symbol) string {
	if c := s.env.Class(x.String()); c != nil {
		return c.Shown
	}
	return ""
}

func noLocals(func(*names.Symbol) bool) {}
