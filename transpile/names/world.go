package names

import (
	"maps"
	"slices"
	"strings"
)

// A World is all packages of a session.
type World struct {
	// Load makes a package that is asked for by its folded name for the first time,
	// or returns nil if there is no such package. It may be nil. While it runs,
	// finding the same package again returns what it has registered by Define.
	Load func(name string) *Package

	// Loadable returns the names that Load makes packages of. It may be nil.
	Loadable func() []string

	packages map[string]*Package
	aliases  map[string]string
}

// NewWorld returns a world without packages.
func NewWorld(load func(name string) *Package) *World {
	return &World{Load: load, packages: map[string]*Package{}, aliases: map[string]string{}}
}

// Define makes a new package without symbols. It takes the place of one of that name.
func (w *World) Define(name string) *Package {
	p := newPackage(name)
	w.packages[p.Name] = p
	return p
}

// Alias gives a package another name everywhere.
func (w *World) Alias(alias, name string) { w.aliases[Fold(alias)] = Fold(name) }

// Known returns the names of packages in order: those that are loaded, and those that
// could be.
func (w *World) Known() []string {
	known := slices.Collect(maps.Keys(w.packages))
	if w.Loadable != nil {
		known = append(known, w.Loadable()...)
	}
	slices.Sort(known)
	return slices.Compact(known)
}

// Exporters returns the packages that export a name and the symbols that it is in them,
// one package for each symbol: the prelude if it can, else the symbol's own package. Those
// that only the library itself is to use are left out.
func (w *World) Exporters(name string) (pkgs []*Package, symbols []*Symbol) {
	name = Fold(name)
	for _, known := range w.Known() {
		p := w.Find(known)
		if p == nil || Internal(p.Name) || p.exported[name] == nil {
			continue
		}
		s := p.exported[name]
		switch i := slices.Index(symbols, s); {
		case i < 0:
			pkgs, symbols = append(pkgs, p), append(symbols, s)
		case p.Name == prelude || p == s.Pkg && pkgs[i].Name != prelude:
			pkgs[i] = p
		}
	}
	return pkgs, symbols
}

// Internal reports whether a package is one that only the library uses.
func Internal(pkg string) bool { return strings.HasPrefix(pkg, library+"INTERNAL/") }

const prelude = "COALTON-PRELUDE"

// legacy is how packages of the library were once called.
const legacy, library = "COALTON-LIBRARY/", "COALTON/"

// Find returns the package of a name, loading it if need be, or nil.
func (w *World) Find(name string) *Package {
	name = Fold(name)
	if p := w.packages[name]; p != nil {
		return p
	}
	if to, ok := w.aliases[name]; ok {
		return w.Find(to)
	}
	if w.Load != nil {
		if p := w.Load(name); p != nil {
			w.packages[p.Name] = p
			return p
		}
	}
	if rest, ok := strings.CutPrefix(name, legacy); ok {
		return w.Find(library + rest)
	}
	return nil
}

// FindFrom returns the package that a prefix means inside another one, whose local
// nicknames come first; nil if there is none.
func (w *World) FindFrom(p *Package, prefix string) *Package {
	if p.lost[Fold(prefix)] {
		return Broken(prefix)
	}
	if to, ok := p.nicknames[Fold(prefix)]; ok {
		return w.Find(to)
	}
	return w.Find(prefix)
}
