package transpile

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"github.com/smelter-lang/smelter/transpile/core"
	"github.com/smelter-lang/smelter/transpile/diag"
	"github.com/smelter-lang/smelter/transpile/iface"
	"github.com/smelter-lang/smelter/transpile/names"
	"github.com/smelter-lang/smelter/transpile/reader"
	"github.com/smelter-lang/smelter/transpile/source"
	"github.com/smelter-lang/smelter/transpile/syntax"
)

// This file makes the image of the library, and packages out of it.

// LibraryDir is where the sources of the library seem to be in messages and traces.
const LibraryDir = "prelude/"

// BuildLibrary checks all files of the library and returns its image.
func BuildLibrary(prelude fs.FS) ([]byte, error) {
	l, err := checkLibrary(prelude)
	if err != nil {
		return nil, err
	}
	return iface.Write(l.packages, l.s.env, l.defs(), &l.s.Files), nil
}

// A libraryBuilder checks library files in the order in which they need one another.
type libraryBuilder struct {
	s        *Session
	dir      fs.FS
	checking map[string]bool // files begun
	packages []*iface.Package
}

// checkLibrary checks all files of the library. A mistake in it is ours: the error has the
// diagnostics.
func checkLibrary(prelude fs.FS) (*libraryBuilder, error) {
	files, err := fs.Glob(prelude, "*.coal")
	if err != nil {
		return nil, err
	}
	s := newSession(World{Prelude: prelude, Read: func(string) (string, error) { return "", fs.ErrNotExist }})
	l := &libraryBuilder{s: s, dir: prelude, checking: map[string]bool{}}
	s.names.Load = l.load
	for _, f := range files {
		l.file(f)
	}
	if s.Diags.HasErrors() {
		var b strings.Builder
		err := (&diag.Printer{Files: &s.Files}).PrintAll(&b, s.Diags.Sorted())
		return nil, errors.Join(fmt.Errorf("the library does not check:\n%s", b.String()), err)
	}
	return l, nil
}

// defs returns the library as Core.
func (l *libraryBuilder) defs() []*core.Def {
	var defs []*core.Def
	for _, m := range l.s.modules {
		for _, d := range l.s.lower(m) {
			d.Library = true
			defs = append(defs, d)
		}
	}
	return defs
}

// load checks the file of a package that another one imports.
func (l *libraryBuilder) load(name string) *names.Package {
	file := libraryFile(name)
	if file == "" || l.checking[file] {
		return nil
	}
	if _, err := fs.Stat(l.dir, file); err != nil {
		return nil
	}
	return l.file(file)
}

// libraryFile returns the file of a library package (docs/architecture.md).
func libraryFile(name string) string {
	name = strings.ToLower(name)
	switch {
	case name == "coalton":
		return "coalton.coal"
	case name == "coalton-prelude":
		return "prelude.coal"
	case name == "coalton-testing":
		return "testing.coal"
	case strings.HasPrefix(name, "smelter/"):
		return strings.ReplaceAll(name, "/", "-") + ".coal"
	case strings.HasPrefix(name, "smelter.stdlib."):
		return strings.ReplaceAll(strings.TrimPrefix(name, "smelter."), ".", "-") + ".coal"
	case strings.HasPrefix(name, "coalton/"):
		return strings.ReplaceAll(strings.TrimPrefix(name, "coalton/"), "/", "-") + ".coal"
	}
	return ""
}

func (l *libraryBuilder) file(name string) *names.Package {
	if l.checking[name] {
		return nil
	}
	l.checking[name] = true
	if name != "coalton.coal" {
		l.file("coalton.coal")
	}
	text, err := fs.ReadFile(l.dir, name)
	if err != nil {
		return nil
	}
	m := l.s.check(l.s.Files.Add(path.Join(LibraryDir, name), string(text)))
	if m.Syntax.Pkg == nil {
		return nil
	}
	p := iface.Describe(m.Syntax.Pkg)
	for _, u := range m.Syntax.Units {
		for _, d := range u.Decls {
			if x, ok := d.(*syntax.MacroDef); ok {
				p.Macros = append(p.Macros, iface.Macro{
					Name: x.Name.Sym.Name, File: path.Join(LibraryDir, name), Lo: x.Span().Lo,
				})
			}
		}
	}
	l.packages = append(l.packages, p)
	return m.Syntax.Pkg
}

// libraryPackage makes a package of the image, and its macros.
func (s *Session) libraryPackage(name string) *names.Package {
	if s.lib == nil {
		return nil
	}
	rec := s.lib.Package(name)
	if rec == nil {
		return nil
	}
	p := s.names.Define(name)
	for _, u := range rec.Uses {
		p.Use(s.names.Find(u))
	}
	for _, n := range rec.Nicknames {
		p.AddNickname(n[0], n[1])
	}
	for _, x := range rec.Imported {
		if x.Home == p.Name {
			p.Shadow(x.Name)
		} else if home := s.names.Find(x.Home); home != nil {
			p.Import(home.Intern(x.Name))
		}
	}
	for _, x := range rec.Exports {
		if x.Home == p.Name {
			p.Export(p.Intern(x.Name))
		} else if home := s.names.Find(x.Home); home != nil {
			p.Export(home.Intern(x.Name))
		}
	}
	for _, m := range rec.Macros {
		s.libraryMacro(p, m)
	}
	return p
}

// libraryMacro tells of a macro of the library, whose definition is read again when it is
// first used.
func (s *Session) libraryMacro(p *names.Package, m iface.Macro) {
	s.macros.Later(p.Intern(m.Name), func() *reader.Form {
		f := reader.ReadAt(s.Files.File(s.libraryFile(m.File)), m.Lo, &s.Diags)
		if !reader.Intern(f, p, s.names, &s.Diags) {
			diag.Bugf(f.Span, "the macro %s of the library cannot be read again", m.Name)
		}
		return f
	})
}

// libraryFile makes a file of the library known to the session.
func (s *Session) libraryFile(name string) source.FileID {
	id, ok := s.libFiles[name]
	if !ok {
		text, _ := fs.ReadFile(s.world.Prelude, strings.TrimPrefix(name, LibraryDir))
		id = s.Files.Add(name, string(text)).ID
		s.libFiles[name] = id
	}
	return id
}
