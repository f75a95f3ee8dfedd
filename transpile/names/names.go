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
	Name string   // folded to upper case
	Pkg  *Package // home package; nil for a symbol made by gensym
}

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
