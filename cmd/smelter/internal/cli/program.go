package cli

import (
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/smelter-lang/smelter/cache"
	"github.com/smelter-lang/smelter/runtime"
	"github.com/smelter-lang/smelter/transpile"
)

// This file is how commands use the pipeline: reading scripts and checking them.

// A program is a script on its way to a binary.
type program struct {
	o       *options
	path    string // as given, or that of standard input
	text    string
	shown   bool // the value of the last expression is printed
	place   cache.Place
	session *transpile.Session
	module  *transpile.Module
}

// open reads a script; "-" is standard input.
func open(o *options, path string) (*program, error) {
	p := &program{o: o, path: path}
	if path == "-" {
		return p, p.readStdin()
	}
	data, stamp, err := cache.ReadFile(path)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return nil, usage{"there is no file " + path}
	case err != nil && isDir(path):
		return nil, usage{path + " is a folder, not a script"}
	case err != nil:
		return nil, fmt.Errorf("reading the script: %w", err)
	}
	p.text = string(data)
	real, err := filepath.EvalSymlinks(path)
	if err == nil {
		real, err = filepath.Abs(real)
	}
	if err != nil {
		return nil, fmt.Errorf("finding the folder of the script: %w", err)
	}
	p.place = cache.Place{Script: real, Dir: filepath.Dir(real), Stamp: stamp}
	return p, p.findPath()
}

func (p *program) readStdin() error {
	p.path = stdin
	data, err := io.ReadAll(os.Stdin)
	if err != nil {
		return fmt.Errorf("reading the script from standard input: %w", err)
	}
	p.text = string(data)
	return p.placeHere()
}

// placeHere lets a script that is no file stand in the current folder.
func (p *program) placeHere() (err error) {
	p.place = cache.Place{Script: p.path}
	if p.place.Dir, err = os.Getwd(); err != nil {
		return fmt.Errorf("finding the current folder: %w", err)
	}
	return p.findPath()
}

// findPath makes the folders of SMELTER_PATH absolute: a relative one would mean another
// folder in each working directory.
func (p *program) findPath() error {
	var dirs []string
	for _, dir := range filepath.SplitList(os.Getenv("SMELTER_PATH")) {
		if dir == "" {
			continue
		}
		abs, err := filepath.Abs(dir)
		if err != nil {
			return fmt.Errorf("finding the folders of SMELTER_PATH: %w", err)
		}
		dirs = append(dirs, abs)
	}
	p.place.Search = strings.Join(dirs, string(filepath.ListSeparator))
	return nil
}

func isDir(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// check checks the program and prints its diagnostics; errors end with status 1.
func (p *program) check() error {
	world := transpile.World{
		Read: readFile, Prelude: runtime.Prelude(), Path: filepath.SplitList(p.place.Search),
		Lint: slices.Contains(strings.Split(os.Getenv("SMELTER_DEBUG"), ","), "lint"),
	}
	if p.isLink() {
		world.Dir = p.place.Dir
	}
	if p.shown {
		world.Shown = transpile.ShowValue
	}
	if err := p.checkIn(world); err != nil {
		return err
	}
	if p.shown && p.session.Diags.HasErrors() { // perhaps only because there is no text for the value
		world.Shown = transpile.ShowMaking
		if err := p.checkIn(world); err != nil {
			return err
		}
	}
	return p.o.report(&p.session.Files, &p.session.Diags)
}

func (p *program) checkIn(world transpile.World) (err error) {
	if p.session, err = newSession(world); err == nil {
		p.module = p.session.Check(p.path, p.text)
	}
	return err
}

// isLink reports whether the script stands in another folder than its path says.
func (p *program) isLink() bool {
	abs, err := filepath.Abs(p.path)
	return err == nil && filepath.Dir(abs) != p.place.Dir
}

func readFile(path string) (string, error) {
	data, err := os.ReadFile(path)
	return string(data), err
}

// origin returns what the program was made from besides its text.
func (p *program) origin(tool string) cache.Origin {
	o := cache.Origin{Tool: tool, Script: p.place.Script}
	for _, d := range p.session.Deps() {
		dep := cache.Dep{Path: p.depPath(d)}
		if !d.Absent {
			dep.Sum = hex.EncodeToString(d.Sum[:])
		}
		if d.Search {
			o.Search = p.place.Search
		}
		o.Deps = append(o.Deps, dep)
	}
	return o
}

// depPath returns the path of a dependency for the cache: absolute if it was found by the
// search path, relative to the script if not.
func (p *program) depPath(d transpile.Dep) string {
	abs, err := filepath.Abs(d.Path)
	if err != nil || d.Search {
		return abs
	}
	rel, err := filepath.Rel(p.place.Dir, abs)
	if err != nil {
		return abs
	}
	return rel
}
