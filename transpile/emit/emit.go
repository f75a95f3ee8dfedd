// Package emit prints monomorphic Core as Go.
//
// In comes a Program after mono: ground types, no instances, values in the order of
// initialisation. Out goes the source of one Go package main over the packages of
// runtime/. How values are represented is decided here and in the runtime packages
// (docs/architecture.md); building the program is left to gobuild.
package emit

import (
	"fmt"
	"slices"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/smelter-lang/smelter/transpile/core"
	"github.com/smelter-lang/smelter/transpile/source"
	"github.com/smelter-lang/smelter/typesys"
	"github.com/smelter-lang/smelter/typesys/env"
)

// Runtime is the import path of the runtime packages.
const Runtime = "github.com/smelter-lang/smelter/runtime/"

// Options say how a program is printed.
type Options struct {
	Format bool // as gofmt does; otherwise only so that Go can read it
	Lines  bool // with //line comments that lead to the script
	// Main says how the entry is called; "" runs the initialisers only.
	Main string
}

// A Program is Go source, and the packages it imports.
type Program struct {
	Source  []byte
	Imports []string // full paths, sorted
}

type emitter struct {
	prog  *core.Program
	files *source.Set
	opts  Options

	file    *jen.File
	imports map[string]bool

	// What has been declared.
	types   map[string]*repr  // by canonical type
	globals map[string]string // Go names of definitions
	taken   map[string]bool   // Go names in use
	excs    map[string]string // Go names of exception types
	shows   map[string]string // Go names of functions that show a value, by canonical type
	decls   []string          // of types and constants, in order
	next    int               // for fresh names
	top     map[string]*core.Def
}

// Emit prints a program.
func Emit(p *core.Program, files *source.Set, opts Options) (*Program, error) {
	e := &emitter{
		prog: p, files: files, opts: opts,
		file:    jen.NewFile("main"),
		imports: map[string]bool{Runtime + "rt": true},
		types:   map[string]*repr{}, globals: map[string]string{}, taken: map[string]bool{},
		excs: map[string]string{}, shows: map[string]string{}, top: p.ByName,
	}
	e.file.NoFormat = !opts.Format
	for _, d := range p.Defs {
		e.globals[d.Name] = e.fresh(d.Name)
	}
	var funcs, inits []string
	for _, d := range p.Defs {
		if lam, ok := d.Body.(*core.Lambda); ok {
			funcs = append(funcs, e.function(d, lam))
			continue
		}
		decl, init := e.value(d)
		funcs = append(funcs, decl)
		inits = append(inits, init)
	}
	main := e.entry(inits)
	for path := range e.imports {
		e.file.ImportName(path, path[strings.LastIndexByte(path, '/')+1:])
		e.file.Anon(path)
	}
	return e.render(append(funcs, main...))
}

// render puts the parts together. The imports are printed by name, which jennifer's
// qualified names would do if the parts were not text.
func (e *emitter) render(parts []string) (*Program, error) {
	paths := make([]string, 0, len(e.imports))
	for p := range e.imports {
		paths = append(paths, p)
	}
	slices.Sort(paths)
	f := jen.NewFile("main")
	f.NoFormat = !e.opts.Format
	var specs []string
	for _, p := range paths {
		specs = append(specs, fmt.Sprintf("%q", p))
	}
	f.Id("import (\n" + strings.Join(specs, "\n") + "\n)\n")
	for _, d := range e.decls {
		f.Id(d)
	}
	for _, p := range parts {
		if p != "" {
			f.Id(p)
		}
	}
	var b strings.Builder
	if err := f.Render(&b); err != nil {
		return nil, fmt.Errorf("printing the program: %w", err)
	}
	return &Program{Source: []byte(b.String()), Imports: paths}, nil
}

// use notes that a runtime package is needed and returns its name.
func (e *emitter) use(pkg string) string {
	if pkg == "unsafe" {
		e.imports["unsafe"] = true
	} else {
		e.imports[Runtime+pkg] = true
	}
	return pkg
}

// fresh makes a Go name out of a name of the script.
func (e *emitter) fresh(name string) string {
	if i := strings.LastIndexByte(strings.SplitN(name, "@", 2)[0], ':'); i >= 0 {
		name = name[i+1:]
	}
	base := mangle(strings.SplitN(name, "@", 2)[0])
	for {
		g := base
		if e.taken[g] {
			e.next++
			g = fmt.Sprintf("%s_%d", base, e.next)
		}
		if !e.taken[g] {
			e.taken[g] = true
			return g
		}
	}
}

// mangle writes a name with the letters that Go allows, in front of a letter that no
// keyword or package begins with alone.
func mangle(s string) string {
	var b strings.Builder
	b.WriteString("c_")
	for _, c := range s {
		switch {
		case c >= 'a' && c <= 'z', c >= '0' && c <= '9', c == '_':
			b.WriteRune(c)
		case c >= 'A' && c <= 'Z':
			b.WriteRune(c + 'a' - 'A')
		case c == '-':
			b.WriteByte('_')
		case c == '?':
			b.WriteString("_p")
		case c == '!':
			b.WriteString("_x")
		default:
			fmt.Fprintf(&b, "_%x", c)
		}
	}
	return b.String()
}

// function prints a toplevel function.
func (e *emitter) function(d *core.Def, lam *core.Lambda) string {
	f := newFunc(e, lam)
	f.self = d.Name
	text := f.lambda(lam, "func "+e.globals[d.Name])
	return text
}

// value prints the variable of a toplevel value and the statements that compute it.
func (e *emitter) value(d *core.Def) (decl, init string) {
	f := newFunc(e, d.Body)
	if isVoid(d.Body.Type()) {
		f.stmt(d.Body, discard)
		return "", f.out.String()
	}
	name := e.globals[d.Name]
	t := e.goType(d.Type)
	if _, pack := d.Type.(*typesys.Pack); pack {
		f.stmt(d.Body, discard)
		return "", f.out.String()
	}
	f.stmt(d.Body, dest{kind: toVars, vars: []string{name}})
	return "var " + name + " " + t, f.out.String()
}

// entry prints the initialisers and main.
func (e *emitter) entry(inits []string) []string {
	var b strings.Builder
	b.WriteString("func main() { rt.Main(func() {\n")
	var parts []string
	for i, init := range inits {
		parts = append(parts, fmt.Sprintf("func init_%d() {\n%s}\n", i, init))
		fmt.Fprintf(&b, "init_%d()\n", i)
	}
	if d := e.prog.ByName[e.prog.Main]; d != nil {
		b.WriteString(e.callMain(d))
	}
	b.WriteString("})\n}\n")
	return append(parts, b.String())
}

// callMain calls the entry and makes an exit status of what it gives (scripts.md 2).
func (e *emitter) callMain(d *core.Def) string {
	name := e.globals[d.Name]
	fn, ok := d.Type.(*typesys.Fn)
	if !ok {
		return e.finish(name, d.Type)
	}
	args := ""
	if len(fn.Params) == 1 {
		args = e.arguments(fn.Params[0])
	}
	call := name + "(" + args + ")"
	if isVoid(fn.Result) {
		return call + "\n"
	}
	if _, pack := fn.Result.(*typesys.Pack); pack {
		return call + "\n"
	}
	return "result := " + call + "\n_ = result\n" + e.finish("result", fn.Result)
}

// finish turns the result of main into the exit status.
func (e *emitter) finish(value string, t typesys.Type) string {
	con := typesys.HeadCon(t)
	if con == nil {
		return ""
	}
	switch con.Name {
	case "SMELTER/SCRIPT:EXITCODE":
		return "rt.Exit(int(" + value + "))\n"
	}
	return ""
}

// arguments makes the list of command line arguments of a type (List String).
func (e *emitter) arguments(t typesys.Type) string {
	data := e.prog.Env.Type(typesys.List.Name)
	r := e.repr(t)
	e.use("str")
	var cons *env.Ctor
	for _, c := range data.Ctors {
		if len(c.Fields) == 2 {
			cons = c
		}
	}
	return "func() " + r.text + " { var l " + r.text + "\nargs := rt.Args()\n" +
		"for i := len(args)-1; i >= 0; i-- { l = " + e.construct(r, cons, []string{"str.From(args[i])", "l"}) + " }\nreturn l }()"
}

func isVoid(t typesys.Type) bool {
	p, ok := typesys.Prune(t).(*typesys.Pack)
	return ok && len(p.Elems) == 0
}
