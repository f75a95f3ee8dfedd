package lsp

import (
	"github.com/smelter-lang/smelter/transpile"
	"github.com/smelter-lang/smelter/transpile/source"
)

// This file finds where things are defined, and where in a file they are used.

func (s *server) definition(p placeParams) (*location, error) {
	d, snap := s.fresh(p.TextDocument.URI)
	if snap == nil {
		return nil, nil
	}
	offset := d.text.offset(p.Position)
	if o := snap.indexed(snap.module).at(offset); o != nil {
		return s.definitionOf(snap, o.entity)
	}
	at := scan(d.text.string, offset)
	if at.inside || at.lo == at.hi {
		return nil, nil
	}
	if x := snap.symbolAt(offset, d.text.string[at.lo:at.hi]); x != nil { // of a macro
		return s.definitionOf(snap, entity{sym: x})
	}
	return nil, nil
}

// definitionOf returns where an entity is defined; nil if nobody wrote that.
func (s *server) definitionOf(snap *snapshot, e entity) (*location, error) {
	if e.local != nil {
		if at, ok := s.place(snap, e.local.Span()); ok {
			return &at, nil
		}
		return nil, nil
	}
	if e.sym.Pkg == nil {
		return nil, nil
	}
	if m := snap.home(e.sym); m != nil {
		if at, ok := s.place(snap, snap.defined(m, e)); ok {
			return &at, nil
		}
		return nil, nil
	}
	return s.libraryDefinition(snap, e)
}

// defined returns where a file defines an entity.
func (snap *snapshot) defined(m *transpile.Module, e entity) source.Span {
	for _, o := range snap.indexed(m).of(e) {
		if o.defines {
			return o.at
		}
	}
	return source.Span{}
}

// libraryDefinition finds a definition in the sources of the library.
func (s *server) libraryDefinition(snap *snapshot, e entity) (*location, error) {
	entry, f := s.entry(snap, e), s.library.file(e.sym.Pkg.Name)
	if entry == nil || f == nil {
		return nil, nil
	}
	path, err := s.library.path(f)
	if err != nil {
		return nil, err
	}
	return &location{s.uriOf(path), newText(f.Text, s.enc).of(entry.At)}, nil
}

type referenceParams struct {
	placeParams
	Context struct {
		IncludeDeclaration bool `json:"includeDeclaration"`
	} `json:"context"`
}

// references returns where the file names what is under the cursor.
func (s *server) references(p referenceParams) ([]location, error) {
	d, list := s.named(p.placeParams)
	out := []location{}
	for _, o := range list {
		if !o.defines || p.Context.IncludeDeclaration {
			out = append(out, location{d.uri, d.text.of(o.at)})
		}
	}
	return out, nil
}

// named returns the occurrences of what a place names.
func (s *server) named(p placeParams) (*document, []occurrence) {
	d, snap := s.fresh(p.TextDocument.URI)
	if snap == nil {
		return d, nil
	}
	x := snap.indexed(snap.module)
	o := x.at(d.text.offset(p.Position))
	if o == nil {
		return d, nil
	}
	return d, x.of(o.entity)
}

type highlight struct {
	Range span `json:"range"`
	Kind  int  `json:"kind"`
}

// The kinds of highlights.
const (
	highlightRead  = 2
	highlightWrite = 3
)

func (s *server) highlights(p placeParams) ([]highlight, error) {
	d, list := s.named(p)
	out := []highlight{}
	for _, o := range list {
		kind := highlightRead
		if o.defines {
			kind = highlightWrite
		}
		out = append(out, highlight{d.text.of(o.at), kind})
	}
	return out, nil
}
