package cli

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/smelter-lang/smelter/cache"
	"github.com/smelter-lang/smelter/runtime"
	"github.com/smelter-lang/smelter/transpile"
	"github.com/smelter-lang/smelter/transpile/diag"
	"github.com/smelter-lang/smelter/transpile/emit"
	"github.com/smelter-lang/smelter/transpile/gobuild"
	"github.com/smelter-lang/smelter/transpile/source"
)

// This file is how commands use the pipeline: reading scripts, checking, building.

// A program is a script on its way to a binary.
type program struct {
	o       *options
	path    string // as given
	text    string
	dir     string // absolute folder of the script
	session *transpile.Session
	module  *transpile.Module
}

// open reads a script; "-" is standard input.
func open(o *options, path string) (*program, error) {
	p := &program{o: o, path: path}
	if path == "-" {
		data, err := io.ReadAll(os.Stdin)
		if err != nil {
			return nil, fmt.Errorf("reading the script from standard input: %w", err)
		}
		p.text, p.path = string(data), stdin
		p.dir, err = os.Getwd()
		return p, err
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("reading the script: %w", err)
	}
	p.text = string(data)
	real, err := filepath.EvalSymlinks(path)
	if err == nil {
		real, err = filepath.Abs(real)
	}
	p.dir = filepath.Dir(real)
	return p, err
}

// prelude is the sources of the library.
func prelude() fs.FS {
	sub, err := fs.Sub(runtime.Prelude, "prelude")
	if err != nil {
		diag.Bugf(source.Span{}, "the library is not embedded: %v", err)
	}
	return sub
}

// identity names this build of smelter, by the executable itself.
func identity() (string, error) {
	exe, err := os.Executable()
	if err != nil {
		return "", fmt.Errorf("finding smelter's own executable: %w", err)
	}
	info, err := os.Stat(exe)
	if err != nil {
		return "", fmt.Errorf("looking at smelter's own executable: %w", err)
	}
	return fmt.Sprintf("%s %d %d", version, info.Size(), info.ModTime().UnixNano()), nil
}

// library returns the image of the checked library, which is made once per build.
func library(dir string) (string, error) {
	id, err := identity()
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256([]byte(id))
	path := filepath.Join(dir, "v1", "lib", hex.EncodeToString(sum[:12]))
	if data, err := os.ReadFile(path); err == nil {
		return string(data), nil
	}
	data, err := transpile.BuildLibrary(prelude())
	if err != nil {
		diag.Bugf(source.Span{}, "%v", err)
	}
	return string(data), cache.WriteFile(path, data)
}

// check checks the program and prints its diagnostics; errors end with status 1.
func (p *program) check() error {
	dir, err := cache.DefaultDir()
	if err != nil {
		return err
	}
	image, err := library(dir)
	if err != nil {
		return err
	}
	world := transpile.World{
		Read: readFile, Prelude: prelude(), Path: filepath.SplitList(os.Getenv("SMELTER_PATH")),
		Lint: slices.Contains(strings.Split(os.Getenv("SMELTER_DEBUG"), ","), "lint"),
	}
	if p.session, err = transpile.NewSession(world, image); err != nil {
		return err
	}
	p.module = p.session.Check(p.path, p.text)
	return p.report()
}

func readFile(path string) (string, error) {
	data, err := os.ReadFile(path)
	return string(data), err
}

// build compiles a checked program to out.
func (p *program) build(out string) error {
	dir, err := cache.DefaultDir()
	if err != nil {
		return err
	}
	src, err := p.session.Go(p.module, emit.Options{Lines: true})
	if err != nil {
		return err
	}
	chain, err := gobuild.Find(filepath.Join(dir, "v1", "tc"))
	if err != nil {
		return err
	}
	b, err := gobuild.Prepare(chain, runtime.Packages, filepath.Join(dir, "v1", "tc"), os.Stderr)
	if err != nil {
		return err
	}
	return b.Build(src.Source, out)
}

// deps returns what else the program was made from.
func (p *program) deps() []cache.Dep {
	var out []cache.Dep
	for _, d := range p.session.Deps() {
		dep := cache.Dep{Path: d.Path}
		if rel, err := filepath.Rel(p.dir, d.Path); err == nil && !strings.HasPrefix(rel, "..") {
			dep.Path = rel
		}
		if !d.Absent {
			dep.Sum = hex.EncodeToString(d.Sum[:])
		}
		out = append(out, dep)
	}
	return out
}
