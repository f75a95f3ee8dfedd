// Package lowertest runs the front half of the pipe for tests of what comes after it.
//
// In comes the text of a file that imports packages of the library; out goes the Core of
// that file and of the library files that it needs. It is not used outside tests.
package lowertest

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/smelter-lang/smelter/transpile/core"
	"github.com/smelter-lang/smelter/transpile/diag"
	"github.com/smelter-lang/smelter/transpile/expand"
	"github.com/smelter-lang/smelter/transpile/lower"
	"github.com/smelter-lang/smelter/transpile/names"
	"github.com/smelter-lang/smelter/transpile/reader"
	"github.com/smelter-lang/smelter/transpile/resolve"
	"github.com/smelter-lang/smelter/transpile/source"
	"github.com/smelter-lang/smelter/transpile/syntax"
	"github.com/smelter-lang/smelter/typesys/env"
	"github.com/smelter-lang/smelter/typesys/infer"
	"github.com/smelter-lang/smelter/typesys/kinds"
)

// A Result is a program, and the part of it that is the file's own.
type Result struct {
	*core.Program
	Own []*core.Def
}

type session struct {
	t       testing.TB
	files   source.Set
	names   *names.World
	macros  *expand.Expander
	env     *env.Env
	prog    *core.Program
	checked map[string]bool
}

// Program checks and lowers a file. A diagnostic fails the test.
func Program(t testing.TB, text string) Result {
	t.Helper()
	s := &session{t: t, env: env.New(nil), prog: &core.Program{ByName: map[string]*core.Def{}}, checked: map[string]bool{}}
	s.prog.Env = s.env
	s.names = names.NewWorld(s.load)
	s.macros = expand.New(s.names)
	s.library("coalton.coal")
	first := len(s.prog.Defs)
	pkg := s.check("in.coal", text, false)
	own := s.prog.Defs[first:]
	for i := len(own) - 1; i >= 0; i-- { // library files that it imported come before
		if own[i].Library {
			own = own[i+1:]
			break
		}
	}
	if pkg != nil {
		s.prog.Main = pkg.Name + ":MAIN"
	}
	return Result{s.prog, own}
}

// load checks the library file of a package.
func (s *session) load(name string) *names.Package {
	name = strings.ToLower(name)
	switch {
	case name == "coalton":
		return nil
	case name == "smelter/script":
		return s.library("script.coal")
	case name == "coalton-prelude":
		return s.library("prelude.coal")
	case strings.HasPrefix(name, "coalton/"):
		return s.library(strings.ReplaceAll(strings.TrimPrefix(name, "coalton/"), "/", "-") + ".coal")
	}
	return nil
}

func (s *session) library(file string) *names.Package {
	_, here, _, _ := runtime.Caller(0)
	path := filepath.Join(filepath.Dir(here), "../../../runtime/prelude", file)
	text, err := os.ReadFile(path)
	if err != nil || s.checked[file] {
		return nil
	}
	s.checked[file] = true
	return s.check("prelude/"+file, string(text), true)
}

// check runs the phases on one file and adds what it lowers to.
func (s *session) check(path, text string, library bool) *names.Package {
	errs := &diag.List{}
	file := s.files.Add(path, text)
	m := syntax.Parse(file, reader.Read(file, errs), &syntax.Options{
		World: s.names, Macros: s.macros, Library: library,
		Load: func(i *syntax.Import) (*names.Package, error) { return s.names.Find(i.Name), nil },
	}, errs)
	info := infer.NewInfo(s.env)
	for _, u := range m.Units {
		syntax.DeriveAll(u, m, s.names)
		uses := resolve.Unit(u, m, errs)
		decls := kinds.Declare(u, m, s.env, errs)
		infer.Unit(u, m, uses, decls, s.env, info, errs)
		if errs.HasErrors() {
			continue
		}
		for _, d := range lower.Unit(u, m, uses, decls, info, s.env) {
			d.Library = library
			s.prog.Defs = append(s.prog.Defs, d)
			s.prog.ByName[d.Name] = d
		}
	}
	for _, d := range errs.All() {
		if d.Severity == diag.Error {
			at := s.files.Position(d.At())
			s.t.Errorf("%s:%d:%d: %s: %v", at.Path, at.Line, at.Col, d.Title, d.Notes)
		}
	}
	return m.Pkg
}
