package transpile

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"

	"github.com/smelter-lang/smelter/transpile/core"
	"github.com/smelter-lang/smelter/transpile/diag"
	"github.com/smelter-lang/smelter/transpile/expand"
	"github.com/smelter-lang/smelter/transpile/iface"
	"github.com/smelter-lang/smelter/transpile/names"
	"github.com/smelter-lang/smelter/transpile/source"
	"github.com/smelter-lang/smelter/transpile/syntax"
	"github.com/smelter-lang/smelter/typesys/env"
	"github.com/smelter-lang/smelter/typesys/infer"
)

// A Session is what is remembered while one program is checked and compiled: its files,
// its packages, and what is known of all their types.
type Session struct {
	Files source.Set
	Diags diag.List

	// Given by the caller.
	world World
	lib   *iface.Library // nil while the library itself is made

	names  *names.World
	macros *expand.Expander
	env    *env.Env // of the library, then of all modules of the program

	modules []*Module          // in the order of initialisation
	byPath  map[string]*Module // files that were loaded, by cleaned path
	deps    []Dep
	root    string // folder of the main script
	dirs    map[source.FileID]dir

	owners map[string]*source.File // by package: the file that defines it

	libFiles map[string]source.FileID // files of the library that are known
}

// A World is how a Session reaches the outside.
type World struct {
	// Read returns the text of a file. The error of an absent file is fs.ErrNotExist.
	Read func(path string) (string, error)
	// Prelude has the sources of the library.
	Prelude fs.FS
	// Path has the folders in which packages are searched for after that of the
	// main script (SMELTER_PATH).
	Path []string
	// Lint checks Core after every pass of the back half.
	Lint bool
	// Shown names a function of smelter/script that is given the value of the main
	// script's last expression; "" if the value is not asked for.
	Shown string
	// Dir is the folder that the imports of the main script are relative to, if that
	// is not the folder of its path (the script is a symbolic link).
	Dir string
}

// A Dep is a file that the program depends on: one that was read, or one that was
// looked for and is absent.
type Dep struct {
	Path   string
	Search bool // it was found by Path, or from a file that was
	Absent bool
	Sum    [sha256.Size]byte // of the text
}

// A dir is the folder that a file's imports are relative to.
type dir struct {
	path   string
	search bool   // the file was found by the search path
	script string // the package of the file, if it does not name one
}

// Deps returns what was read and looked for, in order, the main script left out.
func (s *Session) Deps() []Dep { return s.deps }

// Modules returns the files of the program that were checked, those that others import first.
func (s *Session) Modules() []*Module { return s.modules }

// read returns the text of an imported file and remembers it as a dependency. Absent
// files are remembered too: one that appears later may change what an import means.
func (s *Session) read(path string, search bool) (text string, ok bool, err error) {
	text, err = s.world.Read(path)
	if errors.Is(err, fs.ErrNotExist) {
		s.deps = append(s.deps, Dep{Path: path, Search: search, Absent: true})
		return "", false, nil
	}
	if err != nil {
		return "", false, err
	}
	s.deps = append(s.deps, Dep{Path: path, Search: search, Sum: sha256.Sum256([]byte(text))})
	return text, true, nil
}

// candidates returns where the file of a package may be: my/util is my/util.coal below
// the main script's folder or one of the search path.
func (s *Session) candidates(pkg string) []Dep {
	file := filepath.FromSlash(strings.ToLower(pkg)) + ".coal"
	out := []Dep{{Path: filepath.Join(s.root, file)}}
	for _, dir := range s.world.Path {
		out = append(out, Dep{Path: filepath.Join(dir, file), Search: true})
	}
	return out
}

// Find returns the Core of a library definition, or nil.
func (s *Session) Find(name string) *core.Def {
	if s.lib == nil {
		return nil
	}
	return s.lib.Def(name)
}

// NewSession returns a session over the image of a checked library; an error means that
// the image is damaged.
func NewSession(w World, image string) (*Session, error) {
	s := newSession(w)
	lib, err := iface.Open(image, s.libraryFile)
	if err != nil {
		return nil, err
	}
	s.lib = lib
	s.names.Loadable = lib.Packages
	s.env = env.New(lib.Env())
	return s, nil
}

// newSession returns a session without a library.
func newSession(w World) *Session {
	s := &Session{world: w, byPath: map[string]*Module{}, owners: map[string]*source.File{}, libFiles: map[string]source.FileID{}}
	s.names = names.NewWorld(s.libraryPackage)
	s.macros = expand.New(s.names)
	s.env = env.New(nil)
	return s
}

// Check checks the main file of a program and what it imports.
func (s *Session) Check(path, text string) *Module {
	if s.root = s.world.Dir; s.root == "" {
		s.root = filepath.Dir(path)
	}
	main := s.Files.Add(path, text)
	s.dirs = map[source.FileID]dir{main.ID: {path: s.root}}
	s.byPath[filepath.Clean(path)] = nil
	m := s.check(main)
	s.byPath[filepath.Clean(path)] = m
	if !s.Diags.HasErrors() {
		s.checkEntry(m)
	}
	return m
}

// checkEntry decides at which types the main function is called, if there is one.
func (s *Session) checkEntry(m *Module) {
	name := s.mainName(m.Syntax)
	for _, u := range m.Syntax.Units {
		for _, d := range u.Decls {
			if d, ok := d.(*syntax.Define); ok && d.Name.Sym.String() == name {
				m.entry = infer.Entry(s.env.Value(name), d.Name.Span(), m.Syntax, s.env, &s.Diags)
			}
		}
	}
}

func (s *Session) options(file *source.File, read *diag.List) *syntax.Options {
	return &syntax.Options{
		World: s.names, Macros: s.macros, Library: s.lib == nil, Read: read, Package: s.dirs[file.ID].script,
		Load:   func(i *syntax.Import) (*names.Package, error) { return s.load(file, i) },
		Define: func(name string) (*names.Package, error) { return s.define(file, name) },
	}
}

// define makes a package of a file.
func (s *Session) define(file *source.File, name string) (*names.Package, error) {
	switch owner := s.owners[name]; {
	case owner != nil && owner != file:
		return nil, fmt.Errorf("%s defines package %s too", owner.Path, strings.ToLower(name))
	case s.lib != nil && s.lib.Package(name) != nil:
		return nil, fmt.Errorf("%s is a package of the library", strings.ToLower(name))
	}
	s.owners[name] = file
	return s.names.Define(name), nil
}

// errCycle says why a package cannot be had.
var errCycle = errors.New("this import leads back to a file that is being loaded")

// load finds the package of an import: one that is known, a library package, or a file.
func (s *Session) load(from *source.File, i *syntax.Import) (*names.Package, error) {
	if i.Path != "" {
		at := s.dirs[from.ID]
		path := filepath.Join(at.path, filepath.FromSlash(i.Path))
		return s.loadFile(path, at.search, s.packageOf(path))
	}
	if p := s.names.Find(i.Name); p != nil {
		if owner := s.owners[p.Name]; owner != nil && owner != from && s.loading(owner) {
			return nil, errCycle
		}
		return p, nil
	}
	for _, c := range s.candidates(i.Name) {
		if p, err := s.loadFile(c.Path, c.Search, i.Name); p != nil || err != nil {
			if named := s.names.Find(i.Name); named != nil {
				return named, err // perhaps one of several, in a Lisp-wrapped file
			}
			if err == nil && !p.Incomplete() {
				err = s.rename(c.Path, p, i.Name)
			}
			if err != nil {
				return nil, err
			}
			return p, nil
		}
	}
	return nil, nil
}

// rename lets the package of a file that was found by its name have that name. Only scripts
// can: those that were imported by their paths before.
func (s *Session) rename(path string, p *names.Package, name string) error {
	if m := s.byPath[filepath.Clean(path)]; m == nil || !m.Syntax.Script {
		return fmt.Errorf("%s defines package %s, not %s", path, strings.ToLower(p.Name), strings.ToLower(name))
	}
	s.names.Alias(name, p.Name)
	return nil
}

// loading reports whether a file is not checked yet: it imports what is being loaded.
func (s *Session) loading(file *source.File) bool {
	m, begun := s.byPath[filepath.Clean(file.Path)]
	return begun && m == nil
}

// packageOf names the package of a script that is imported by its path.
func (s *Session) packageOf(path string) string {
	if rel, err := filepath.Rel(s.root, path); err == nil {
		path = rel
	}
	return syntax.ScriptPackage + "/" + names.Fold(strings.TrimSuffix(filepath.ToSlash(path), ".coal"))
}

// loadFile checks an imported file, once, and returns its package; nil if it is absent.
// Script is its package if it does not name one.
func (s *Session) loadFile(path string, search bool, script string) (*names.Package, error) {
	path = filepath.Clean(path)
	if m, ok := s.byPath[path]; ok {
		if m == nil {
			return nil, errCycle
		}
		if m.Syntax.Pkg == nil {
			return names.Broken(path), nil
		}
		return m.Syntax.Pkg, nil
	}
	text, ok, err := s.read(path, search)
	if !ok {
		return nil, err
	}
	s.byPath[path] = nil
	file := s.Files.Add(path, text)
	s.dirs[file.ID] = dir{path: filepath.Dir(path), search: search, script: script}
	m := s.check(file)
	s.byPath[path] = m
	if m.Syntax.Pkg == nil {
		return names.Broken(path), nil // why was reported
	}
	return m.Syntax.Pkg, nil
}

// envOf returns what is known to a module: instances of smelter/script are for scripts only.
func (s *Session) envOf(m *syntax.Module) *env.Env {
	if m.Script || m.Pkg != nil && m.Pkg.Name == syntax.ScriptLibrary {
		return s.env
	}
	return s.env.Plain()
}

// breakExports marks what a module with mistakes exports and does not define, so that
// modules that import it are silent about it.
func (s *Session) breakExports(pkg *names.Package) {
	if pkg == nil {
		return
	}
	for _, x := range pkg.Exports() {
		if name := x.String(); s.env.Value(name) == nil && s.env.Type(name) == nil && s.env.Class(name) == nil {
			x.Break(true)
		}
	}
}

// pointAtMacros tells of diagnostics about a macro call as a whole which macro made what is
// wrong, if it is one of the program's own.
func (s *Session) pointAtMacros(ds []*diag.Diagnostic) {
	for _, d := range ds {
		if macro := s.macros.Origin(d.At()); macro != nil {
			if def := s.macroDef(macro); def != nil {
				d.Notes = append(d.Notes, diag.Secondary(def.Name.Span(), "in what this macro makes"))
			}
		}
	}
}

// macroDef returns the definition of one of the program's macros, or nil.
func (s *Session) macroDef(macro *names.Symbol) *syntax.MacroDef {
	for _, m := range s.modules {
		for _, u := range m.Syntax.Units {
			for _, d := range u.Decls {
				if def, ok := d.(*syntax.MacroDef); ok && def.Name.Sym == macro {
					return def
				}
			}
		}
	}
	return nil
}

// mainName returns the qualified name of the main function: that of the last unit that has
// one.
func (s *Session) mainName(m *syntax.Module) string {
	if m.Pkg == nil {
		return ""
	}
	for i := len(m.Units) - 1; i >= 0; i-- {
		if name := m.Units[i].Pkg.Name + ":MAIN"; s.env.Value(name) != nil {
			return name
		}
	}
	return m.Pkg.Name + ":MAIN"
}

// Link puts the modules of a checked program together, in the order of initialisation.
func (s *Session) Link(main *Module) *core.Program {
	p := &core.Program{Env: s.env, ByName: map[string]*core.Def{}}
	p.Main, p.MainArgs = s.mainName(main.Syntax), main.entry
	for _, m := range s.modules {
		for _, d := range s.lower(m) {
			p.Defs = append(p.Defs, d)
			p.ByName[d.Name] = d
		}
		for i, u := range m.Syntax.Units {
			for _, d := range u.Decls {
				if def, ok := d.(*syntax.TypeDef); ok {
					p.Data = append(p.Data, m.Decls[i].Data[def])
				}
			}
		}
	}
	return p
}
