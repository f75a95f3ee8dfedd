// Package emit prints monomorphic Core as Go.
//
// In comes a Program after mono: ground types, no instances, values in the order of
// initialisation. Out goes the source of one Go package main over the packages of
// runtime/. How values are represented is decided here and in the runtime packages
// (docs/architecture.md); building the program is left to gobuild.
//
// Each construct of Core has a statement form, which says where its value goes (a dest),
// and where Go has one an expression form. An expression whose parts need statements puts
// these before the statement that it stands in; what that means for the order of
// evaluation is the matter of order.go.
package emit

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/smelter-lang/smelter/transpile/core"
	"github.com/smelter-lang/smelter/transpile/source"
	"github.com/smelter-lang/smelter/typesys"
)

// Runtime is the import path of the runtime packages.
const Runtime = "github.com/smelter-lang/smelter/runtime/"

// Options say how a program is printed.
type Options struct {
	Format bool // as gofmt does; otherwise only so that Go can read it
	Lines  bool // with //line comments that lead to the script
}

// A Program is Go source, and the packages it imports.
type Program struct {
	Source  []byte
	Imports []string // full paths, sorted
}

// code is a piece of Go. It may stand in several places: nobody adds to a piece that
// somebody else has made.
type code = *jen.Statement

type emitter struct {
	// Given by the caller.
	prog  *core.Program
	files *source.Set
	opts  Options

	// What is known from the start.
	graph   *graph
	library map[source.FileID]bool // files of the library
	script  string                 // path of the main script

	// The answer, in the order of the file: declarations first.
	decls   []jen.Code
	funcs   []jen.Code
	imports map[string]bool

	// What has been declared.
	names   scope
	types   map[string]*repr  // by canonical type
	globals map[string]string // Go names of definitions
	excs    map[string]string // Go names of exception types
	consts  map[string]string // Go names of literals that are computed once
	shows   map[string]string // Go names of the functions that show values
	twin    map[string]*twin  // by definition
}

// Emit prints a program.
func Emit(p *core.Program, files *source.Set, opts Options) (*Program, error) {
	e := &emitter{
		prog: p, files: files, opts: opts, graph: newGraph(p), library: map[source.FileID]bool{},
		imports: map[string]bool{}, names: scope{},
		types: map[string]*repr{}, globals: map[string]string{}, excs: map[string]string{},
		consts: map[string]string{}, shows: map[string]string{}, twin: map[string]*twin{},
	}
	for _, d := range p.Defs {
		if d.Library {
			e.library[d.Span.File] = true
		} else if file := files.File(d.Span.File); file != nil {
			e.script = file.Path // what is imported comes first
		}
		e.globals[d.Name] = e.names.take(packageName(d.Name))
	}
	e.twins()
	var first, inits []jen.Code
	for _, d := range p.Defs {
		_, lambda := d.Body.(*core.Lambda)
		if lam := d.Function(); lam != nil {
			e.function(d, lam)
		} else if init := e.value(d); init != nil && lambda {
			first = append(first, init) // there before all values, as other functions are
		} else if init != nil {
			inits = append(inits, init)
		}
	}
	e.entry(append(first, inits...))
	return e.render()
}

// render prints the file.
func (e *emitter) render() (*Program, error) {
	f := jen.NewFile("main")
	f.NoFormat = !e.opts.Format
	paths := make([]string, 0, len(e.imports))
	for p := range e.imports {
		paths = append(paths, p)
		base := p[strings.LastIndexByte(p, '/')+1:]
		if reserved[base] {
			f.ImportName(p, base)
		} else {
			f.ImportAlias(p, "go"+camel(base, true))
		}
	}
	slices.Sort(paths)
	for _, c := range append(e.decls, e.funcs...) {
		f.Add(c)
	}
	var b bytes.Buffer
	if err := f.Render(&b); err != nil {
		return nil, fmt.Errorf("printing the program: %w", err)
	}
	return &Program{Source: b.Bytes(), Imports: paths}, nil
}

// qual is a name of a package of the runtime, of unsafe, or of Go's library.
func (e *emitter) qual(pkg, name string) code {
	path := pkg
	if runtimePackage(pkg) {
		path = Runtime + pkg
	}
	e.imports[path] = true
	return jen.Qual(path, name)
}

// rt calls a function of runtime/rt.
func (e *emitter) rt(name string, args ...jen.Code) code { return e.qual("rt", name).Call(args...) }

// decl declares something before all functions.
func (e *emitter) decl(c code) { e.decls = append(e.decls, c) }

// fun adds a function; what of it has no place in the script is nowhere.
func (e *emitter) fun(c code) {
	if e.opts.Lines {
		e.funcs = append(e.funcs, jen.Comment("//line "+nowhere))
	}
	e.funcs = append(e.funcs, c)
}

// function prints a toplevel function.
func (e *emitter) function(d *core.Def, lam *core.Lambda) {
	f := newFunc(e, lam, e.graph.recursive[d.Name])
	name := e.globals[d.Name]
	if t := e.twin[d.Name]; t != nil {
		e.twinFunction(d, lam, t)
		if t.exact != "" {
			e.entryOf(d, lam, t)
			f.exact, name = t, t.exact
		}
	}
	e.fun(f.function(lam, jen.Func().Id(name), e.graph.descends(d.Name)))
}

// value declares the variable of a toplevel value; it returns the call that computes it,
// or nil if there is nothing to do.
func (e *emitter) value(d *core.Def) code {
	f := newFunc(e, d.Body, false)
	to := discard
	if _, pack := d.Type.(*typesys.Pack); !pack {
		name := e.globals[d.Name]
		e.decl(jen.Var().Id(name).Add(e.goType(d.Type)))
		to = dest{kind: toVars, vars: []string{name}}
	}
	if f.stmt(d.Body, to); len(*f.out) == 0 {
		return nil
	}
	init := e.names.take("Init" + e.globals[d.Name])
	e.fun(jen.Func().Id(init).Params().Block(f.body()...))
	return jen.Id(init).Call()
}
