package names

import (
	"maps"
	"slices"
)

// Nicknames returns the local nicknames in order, each with the package it means.
func (p *Package) Nicknames() [][2]string {
	out := make([][2]string, 0, len(p.nicknames))
	for _, nick := range slices.Sorted(maps.Keys(p.nicknames)) {
		out = append(out, [2]string{nick, p.nicknames[nick]})
	}
	return out
}

// Imported returns the symbols that hide what is used, in order of name: those of
// import-from and shadow.
func (p *Package) Imported() []*Symbol {
	out := make([]*Symbol, 0, len(p.present))
	for _, name := range slices.Sorted(maps.Keys(p.present)) {
		out = append(out, p.symbols[name])
	}
	return out
}
