package iface

import "github.com/smelter-lang/smelter/transpile/names"

// A Package is what an image knows of a library package: enough to read the names of
// those who import it, and to read its own macros again.
type Package struct {
	Name      string
	Exports   []Symbol
	Imported  []Symbol // that hide what is used
	Uses      []string
	Nicknames [][2]string
	Macros    []Macro
}

// A Symbol is a name and its home package.
type Symbol struct{ Name, Home string }

// A Macro says where in its library file a macro is defined.
type Macro struct {
	Name string
	File string
	Lo   uint32
}

// Describe returns the record of a package; macros are the caller's to add.
func Describe(p *names.Package) *Package {
	out := &Package{Name: p.Name, Nicknames: p.Nicknames()}
	out.Exports, out.Imported = symbols(p.Exports()), symbols(p.Imported())
	for _, u := range p.Uses() {
		out.Uses = append(out.Uses, u.Name)
	}
	return out
}

func symbols(in []*names.Symbol) []Symbol {
	out := make([]Symbol, len(in))
	for i, s := range in {
		out[i] = Symbol{s.Name, s.Pkg.Name}
	}
	return out
}

func (e *encoder) pkg(p *Package) {
	e.string(p.Name)
	list(e, p.Exports, e.symbol)
	list(e, p.Imported, e.symbol)
	list(e, p.Uses, e.string)
	list(e, p.Nicknames, func(n [2]string) { e.string(n[0]); e.string(n[1]) })
	list(e, p.Macros, func(m Macro) {
		e.string(m.Name)
		e.string(m.File)
		e.int(int(m.Lo))
	})
}

func (d *decoder) pkg() *Package {
	return &Package{
		Name: d.string(), Exports: unlist(d, d.symbol), Imported: unlist(d, d.symbol), Uses: unlist(d, d.string),
		Nicknames: unlist(d, func() [2]string { return [2]string{d.string(), d.string()} }),
		Macros: unlist(d, func() Macro {
			return Macro{Name: d.string(), File: d.string(), Lo: uint32(d.int())}
		}),
	}
}

func (e *encoder) symbol(s Symbol) { e.string(s.Name); e.string(s.Home) }
func (d *decoder) symbol() Symbol  { return Symbol{d.string(), d.string()} }

// Package returns the record of a library package, or nil.
func (l *Library) Package(name string) *Package {
	if d := l.find(secPackage, name); d != nil {
		return d.pkg()
	}
	return nil
}

// Packages returns the names of all library packages, sorted.
func (l *Library) Packages() []string { return l.names(secPackage) }
