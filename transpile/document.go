package transpile

import (
	"io/fs"
	"path"
	"regexp"
	"strings"

	"github.com/smelter-lang/smelter/transpile/doc"
	"github.com/smelter-lang/smelter/transpile/names"
	"github.com/smelter-lang/smelter/transpile/source"
	"github.com/smelter-lang/smelter/typesys"
)

// This file documents packages: what they export, and what the files that define it say.

// A Document is what is known of a package.
type Document struct {
	Name    string // in lower case
	Text    string
	Entries []*doc.Entry // of what it exports, in the order of definition
}

// LibraryPackages returns the names of the packages of the library that are for programs,
// sorted, in lower case.
func (s *Session) LibraryPackages() []string {
	var out []string
	for _, name := range s.lib.Packages() {
		if !names.Internal(name) {
			out = append(out, strings.ToLower(name))
		}
	}
	return out
}

// DocumentPackage returns what is known of a package of the library, or nil. A package goes
// by its full name, or by what it is called in scripts.
func (s *Session) DocumentPackage(name string) *Document {
	p := s.names.Find(name)
	for _, known := range s.LibraryPackages() {
		if p == nil && strings.HasSuffix(known, "/"+strings.ToLower(name)) {
			p = s.names.Find(known)
		}
	}
	if p == nil || s.lib.Package(p.Name) == nil {
		return nil
	}
	d := &Document{Name: strings.ToLower(p.Name), Text: s.documented(p.Name).Text}
	homes := map[string][]*names.Symbol{}
	var order []string
	for _, x := range p.Exports() {
		if homes[x.Pkg.Name] == nil {
			order = append(order, x.Pkg.Name)
		}
		homes[x.Pkg.Name] = append(homes[x.Pkg.Name], x)
	}
	for _, home := range order {
		d.Entries = append(d.Entries, s.entries(s.documented(home), homes[home])...)
	}
	return d
}

// documented returns what the file of a library package says.
func (s *Session) documented(pkg string) *doc.File {
	if f := LibrarySource(s.world.Prelude, pkg); f != nil {
		return doc.Read(f)
	}
	return &doc.File{}
}

// LibrarySource returns the file that defines a package of the library, or nil.
func LibrarySource(prelude fs.FS, pkg string) *source.File {
	file := libraryFile(pkg)
	if file == "" {
		return nil
	}
	text, err := fs.ReadFile(prelude, file)
	if err != nil {
		return nil
	}
	var set source.Set
	return set.Add(path.Join(LibraryDir, file), string(text))
}

// DocumentScript returns what is known of a checked script.
func (s *Session) DocumentScript(m *Module) *Document {
	d := &Document{}
	if m.Syntax.Pkg == nil {
		return d
	}
	said := doc.Read(m.Syntax.File)
	d.Name, d.Text = strings.ToLower(m.Syntax.Pkg.Name), said.Text
	d.Entries = s.entries(said, m.Syntax.Pkg.Exports())
	return d
}

// entries returns what a file says of symbols, in its order. Types that nobody wrote are
// those that were inferred.
func (s *Session) entries(said *doc.File, symbols []*names.Symbol) []*doc.Entry {
	wanted := map[string]*names.Symbol{}
	for _, x := range symbols {
		wanted[x.Name] = x
	}
	var out []*doc.Entry
	for _, e := range said.Entries {
		x := wanted[names.Fold(e.Name)]
		if x == nil {
			continue
		}
		if v := s.env.Value(x.String()); e.Form == "" && e.Type == "" && v != nil && v.Scheme != nil {
			e.Type = s.Written(v.Scheme)
		}
		out = append(out, e)
	}
	return out
}

var variables = regexp.MustCompile(`:[A-Z][A-Z0-9]*`)

// Written returns a scheme as one would declare it.
func (s *Session) Written(scheme *typesys.Scheme) string {
	return Lower(s.env.Printer(false).Qual(scheme.Preds, scheme.Type))
}

// Lower spells the variables of a printed type as one would write them.
func Lower(printed string) string { return variables.ReplaceAllStringFunc(printed, strings.ToLower) }
