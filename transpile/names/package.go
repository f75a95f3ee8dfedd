package names

import (
	"slices"
	"strings"
)

// A Package is a set of symbols, some exported, with the packages it uses.
//
// A name is looked up among the symbols that are present (made here, imported or made
// by Shadow), then among the exports of the used packages in the order of use. What
// was found there is remembered, so that each name is searched for once; using a
// package copies nothing.
type Package struct {
	Name      string             // folded
	symbols   map[string]*Symbol // present, or inherited and remembered
	present   map[string]bool    // imported or shadowing: hides what is used
	exported  map[string]*Symbol
	order     []*Symbol // exported symbols in order of export
	uses      []*Package
	nicknames map[string]string // local nicknames; names of packages, folded
	broken    bool              // its symbols are not all known
	lost      map[string]bool   // prefixes, folded, of packages that could not be had
}

// Break marks a package of which something could not be had: itself, or what it imports.
// All that is unknown of its symbols may be there.
func (p *Package) Break() { p.broken = true }

// Incomplete reports whether a package is marked by Break, or stands for one that could not
// be had.
func (p *Package) Incomplete() bool { return p.broken }

// Lose makes a prefix stand for a package that could not be had, which was reported.
func (p *Package) Lose(prefix string) {
	if p.lost == nil {
		p.lost = map[string]bool{}
	}
	p.lost[Fold(prefix)] = true
}

// Broken returns a package that stands for one that could not be had: it exports whatever
// is asked for.
func Broken(name string) *Package {
	p := newPackage(name)
	p.broken = true
	return p
}

func newPackage(name string) *Package {
	return &Package{
		Name:     Fold(name),
		symbols:  map[string]*Symbol{},
		exported: map[string]*Symbol{},
	}
}

// Intern returns the symbol that a folded name is read as; if there is none, a new one.
func (p *Package) Intern(name string) *Symbol {
	if s := p.Lookup(name); s != nil {
		return s
	}
	return p.add(name)
}

// InternBytes is Intern for a name in a buffer, which is copied only for a new symbol.
func (p *Package) InternBytes(name []byte) *Symbol {
	if s := p.symbols[string(name)]; s != nil {
		return s
	}
	return p.Intern(string(name))
}

func (p *Package) add(name string) *Symbol {
	s := &Symbol{Name: name, Pkg: p}
	p.symbols[name] = s
	return s
}

// Lookup returns the symbol that a folded name is read as, or nil.
func (p *Package) Lookup(name string) *Symbol {
	if s := p.symbols[name]; s != nil {
		return s
	}
	for _, u := range p.uses {
		if s := u.exported[name]; s != nil {
			p.symbols[name] = s
			return s
		}
	}
	return nil
}

// FindExported returns the exported symbol of a folded name, or nil: what pkg:name means.
func (p *Package) FindExported(name string) *Symbol {
	if s := p.exported[name]; s != nil || !p.broken {
		return s
	}
	return p.Intern(name)
}

// FindAny returns the symbol of a folded name whether it is exported or not, making it
// if need be: what pkg::name means.
func (p *Package) FindAny(name string) *Symbol { return p.Intern(name) }

// Export makes symbols visible to packages that use p. A symbol of another package is
// exported again, and becomes present.
func (p *Package) Export(symbols ...*Symbol) {
	for _, s := range symbols {
		if p.exported[s.Name] == s {
			continue
		}
		if p.exported[s.Name] != nil {
			p.order = slices.DeleteFunc(p.order, func(o *Symbol) bool { return o.Name == s.Name })
		}
		p.symbols[s.Name] = s
		p.exported[s.Name] = s
		p.order = append(p.order, s)
	}
}

// Exports returns the exported symbols in order of export.
func (p *Package) Exports() []*Symbol { return p.order }

// Own returns the symbols whose home is this package, in the order of names: those that
// something is defined as, and those that were only mentioned.
func (p *Package) Own() []*Symbol {
	var own []*Symbol
	for _, s := range p.symbols {
		if s.Pkg == p {
			own = append(own, s)
		}
	}
	slices.SortFunc(own, func(a, b *Symbol) int { return strings.Compare(a.Name, b.Name) })
	return own
}

// Uses returns the used packages in order of use.
func (p *Package) Uses() []*Package { return p.uses }

// A Conflict is one name for which two used packages export different symbols. Old is
// what the name means.
type Conflict struct {
	Old, New *Symbol
}

// Use makes the exports of q visible in p. It returns the names that would be ambiguous:
// neither imported nor shadowed by p, and different in a package used before. They keep
// the meaning they had.
func (p *Package) Use(q *Package) []Conflict {
	if p == q || slices.Contains(p.uses, q) {
		return nil
	}
	var conflicts []Conflict
	for _, u := range p.uses {
		conflicts = p.clashes(conflicts, u, q)
	}
	p.uses = append(p.uses, q)
	p.broken = p.broken || q.broken
	return conflicts
}

// clashes appends the conflicts between two packages, walking the one with fewer exports.
func (p *Package) clashes(out []Conflict, old, new *Package) []Conflict {
	small, large, swapped := new, old, false
	if len(old.order) < len(new.order) {
		small, large, swapped = old, new, true
	}
	for _, s := range small.order {
		t := large.exported[s.Name]
		if t == nil || t == s || p.present[s.Name] {
			continue
		}
		if swapped {
			s, t = t, s
		}
		out = append(out, Conflict{Old: t, New: s})
	}
	return out
}

// Import makes symbols of other packages present: they come before what is used. It
// returns those whose name already is another present symbol, which stays.
func (p *Package) Import(symbols ...*Symbol) []Conflict {
	var conflicts []Conflict
	for _, s := range symbols {
		if old := p.symbols[s.Name]; old != nil && old != s && (old.Pkg == p || p.present[s.Name]) {
			conflicts = append(conflicts, Conflict{Old: old, New: s})
			continue
		}
		p.symbols[s.Name] = s
		p.hide(s.Name)
	}
	return conflicts
}

// Shadow makes a folded name a symbol of p's own, whatever the used packages export.
func (p *Package) Shadow(name string) *Symbol {
	p.hide(name)
	if s := p.symbols[name]; s != nil && s.Pkg == p {
		return s
	}
	return p.add(name)
}

func (p *Package) hide(name string) {
	if p.present == nil {
		p.present = map[string]bool{}
	}
	p.present[name] = true
}

// AddNickname lets symbols read in p be qualified by nick instead of the name of a
// package, which need not be loaded yet.
func (p *Package) AddNickname(nick, pkg string) {
	if p.nicknames == nil {
		p.nicknames = map[string]string{}
	}
	p.nicknames[Fold(nick)] = Fold(pkg)
}
