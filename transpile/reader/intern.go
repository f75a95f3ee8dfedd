package reader

import (
	"fmt"
	"iter"
	"strings"
	"unicode"

	"github.com/smelter-lang/smelter/runtime/spelling"
	"github.com/smelter-lang/smelter/transpile/diag"
	"github.com/smelter-lang/smelter/transpile/names"
)

// Intern gives every symbol in a toplevel form the names.Symbol that it means in a
// package, and reports whether all have one.
func Intern(f *Form, pkg *names.Package, w *names.World, errs *diag.List) bool {
	before := errs.Errors()
	NewInterner(pkg, w, errs).Form(f)
	return errs.Errors() == before
}

// An Interner gives the symbols of forms the names.Symbols that they mean in a package. A
// prefix is a local nickname of that package or the name of another one. A symbol that
// cannot be found is reported once, and gets a broken symbol.
type Interner struct {
	pkg      *names.Package
	world    *names.World
	errs     *diag.List
	reported map[string]bool // packages and symbols that do not exist
	buf      [64]byte
	// The last prefix and what it meant: prefixes come in runs.
	prefix string
	prefer *names.Package
	// The toplevel form, and whether something of it was reported.
	top   *Form
	wrong bool
}

// NewInterner returns an interner for the forms of a package.
func NewInterner(pkg *names.Package, w *names.World, errs *diag.List) *Interner {
	return &Interner{pkg: pkg, world: w, errs: errs, reported: map[string]bool{}}
}

// Form interns the symbols of a toplevel form.
func (in *Interner) Form(f *Form) {
	in.top, in.wrong = f, false
	in.form(f)
}

func (in *Interner) form(f *Form) {
	if f.Kind == Symbol {
		if f.Sym == nil {
			f.Sym = in.symbol(f)
		}
		return
	}
	for _, item := range f.Items {
		in.form(item)
	}
	if f.Dot != nil {
		in.form(f.Dot)
	}
}

func (in *Interner) symbol(f *Form) *names.Symbol {
	name := foldInto(in.buf[:0], f.Text)
	switch f.Qual {
	case "":
		return in.pkg.InternBytes(name)
	case "#":
		return &names.Symbol{Name: string(name)}
	}
	pkg := in.find(f.Qual)
	if pkg == nil {
		in.noPackage(f)
		return names.MissingSymbol(string(name))
	}
	if f.Internal {
		return pkg.InternBytes(name)
	}
	if s := pkg.FindExported(string(name)); s != nil {
		return s
	}
	in.noSymbol(f, pkg, string(name))
	return names.MissingSymbol(string(name))
}

func (in *Interner) find(prefix string) *names.Package {
	if in.prefer == nil || in.prefix != prefix {
		in.prefix = prefix
		in.prefer = in.world.FindFrom(in.pkg, unescaped(prefix))
	}
	return in.prefer
}

func (in *Interner) noPackage(f *Form) {
	name := unescaped(f.Qual)
	d := in.missing(f, name, fmt.Sprintf("Package named %q does not exist.", name))
	if d == nil {
		return
	}
	if near, ok := spelling.Closest(name, in.prefixes()); ok {
		d.Helps = append(d.Helps, respell(f, near, f.Text))
	} else if pkg := in.library(name); pkg != "" {
		d.Helps = append(d.Helps, diag.Help{Text: fmt.Sprintf(
			"(import (%s as %s)) in the package form introduces it", pkg, strings.ToLower(name))})
	}
}

func (in *Interner) noSymbol(f *Form, pkg *names.Package, name string) {
	text := "Symbol named %q not found in the %s package."
	if pkg.Lookup(name) != nil {
		text = "Symbol named %q is not external in the %s package."
	}
	d := in.missing(f, pkg.Name+":"+name, fmt.Sprintf(text, name, pkg.Name))
	if d == nil {
		return
	}
	if near, ok := spelling.Closest(name, Exports(pkg)); ok {
		d.Helps = append(d.Helps, respell(f, f.Qual, near))
	}
}

// missing reports what cannot be found. The first report of a toplevel form stands over
// what Coalton would have read before it met the symbol, others at the symbol.
func (in *Interner) missing(f *Form, key, text string) *diag.Diagnostic {
	if in.reported[key] {
		return nil
	}
	in.reported[key] = true
	at := f.Span
	if !in.wrong {
		at.Lo = in.top.PrevEnd
	}
	in.wrong = true
	return in.errs.Error(codeReader, titleReader, at, "reader error: "+text)
}

// respell proposes another prefix or name of a symbol.
func respell(f *Form, prefix, name string) diag.Help {
	return DidYouMean(f, prefix+":"+name)
}

// DidYouMean proposes another symbol.
func DidYouMean(f *Form, near string) diag.Help {
	near = strings.ToLower(near)
	return diag.Help{Span: f.Span, Text: "did you mean `" + near + "`?", Replacement: near}
}

// prefixes yields the packages that symbols can be qualified with.
func (in *Interner) prefixes() iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, n := range in.pkg.Nicknames() {
			if !yield(n[0]) {
				return
			}
		}
		for _, name := range in.world.Known() {
			if !yield(name) {
				return
			}
		}
	}
}

// library returns the library package whose last segment is a name, in lower case.
func (in *Interner) library(name string) string {
	if alias, ok := usualNicknames[name]; ok {
		name = alias
	}
	if in.world.Find(libraryPrefix+name) == nil {
		return ""
	}
	return strings.ToLower(libraryPrefix + name)
}

const libraryPrefix = "COALTON/"

// usualNicknames are short names that programs give to packages of the library.
var usualNicknames = map[string]string{"STR": "STRING", "VEC": "VECTOR", "ITER": "ITERATOR", "HT": "HASHTABLE",
	"HM": "HASHMAP", "OM": "ORDMAP", "OPT": "OPTIONAL", "SYS": "SYSTEM", "Q": "QUEUE", "ARR": "LISPARRAY"}

// Exports yields the names that a package exports.
func Exports(p *names.Package) iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, s := range p.Exports() {
			if !yield(s.Name) {
				return
			}
		}
	}
}

// unescaped returns a name as symbols are compared.
func unescaped(text string) string { return string(foldInto(nil, text)) }

// foldInto appends a name as symbols are compared: folded, but for what is escaped.
func foldInto(b []byte, text string) []byte {
	for i := 0; i < len(text); i++ {
		c := text[i]
		switch {
		case c >= 0x80 || class[c]&escape != 0:
			return foldSlowly(b, text[i:])
		case 'a' <= c && c <= 'z':
			c -= 'a' - 'A'
		}
		b = append(b, c)
	}
	return b
}

func foldSlowly(b []byte, text string) []byte {
	if !strings.ContainsAny(text, `|\`) {
		return append(b, names.Fold(text)...)
	}
	bars, quoted := false, false
	for _, c := range text {
		switch {
		case quoted:
			quoted = false
		case c == '|':
			bars = !bars
			continue
		case bars:
		case c == '\\':
			quoted = true
			continue
		default:
			c = unicode.ToUpper(c)
		}
		b = append(b, string(c)...)
	}
	return b
}
