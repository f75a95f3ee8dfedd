// Package names holds packages and their symbols: the names of a program before
// anything is known of what they mean.
//
// As in Common Lisp, a name is read as a symbol of a package; two occurrences are
// the same name when they are the same *Symbol. One symbol may name a value, a
// type, a class and a macro at once. Names are folded to upper case.
package names

import "strings"

// A Symbol is a name in its home package. Symbols are compared by identity.
type Symbol struct {
	Name   string   // folded to upper case
	Pkg    *Package // home package; nil for a symbol made by gensym
	broken breakage
}

// A breakage says why nothing is to be said of what a symbol stands for.
type breakage uint8

const (
	whole   breakage = iota
	lost             // its definition has a mistake
	missing          // it could not be found; for all we know it is a macro
)

// Break marks a symbol whose definition has a mistake that was reported. What follows
// from it, say that the name is unknown where it is used, is no news.
func (s *Symbol) Break(macro bool) {
	s.broken = lost
	if macro {
		s.broken = missing
	}
}

// Broken reports whether nothing is to be said of what a symbol stands for.
func (s *Symbol) Broken() bool { return s.broken != whole || s.Missing() }

// Missing reports whether a symbol may stand for anything, even for a macro.
func (s *Symbol) Missing() bool { return s.broken == missing || s.Pkg != nil && s.Pkg.broken }

// MissingSymbol returns a symbol for a name that could not be found.
func MissingSymbol(name string) *Symbol { return &Symbol{Name: name, broken: missing} }

// String returns the qualified name PKG:NAME, the key under which typesys/env and
// core know what the symbol stands for.
func (s *Symbol) String() string {
	if s.Pkg == nil {
		return "#:" + s.Name
	}
	return s.Pkg.Name + ":" + s.Name
}

// Fold returns a name as symbols are compared.
func Fold(s string) string { return strings.ToUpper(s) }
