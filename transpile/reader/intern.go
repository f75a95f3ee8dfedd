package reader

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/smelter-lang/smelter/transpile/diag"
	"github.com/smelter-lang/smelter/transpile/names"
	"github.com/smelter-lang/smelter/transpile/source"
)

// Intern gives every symbol in a toplevel form the names.Symbol that it means in a
// package, and reports whether all have one. A prefix is a local nickname of that package
// or the name of another one. A symbol that cannot be found is reported, over what Coalton
// would have read before it met it, and gets a symbol of no package.
func Intern(f *Form, pkg *names.Package, w *names.World, errs *diag.List) bool {
	in := interner{pkg: pkg, world: w, errs: errs, top: f}
	in.form(f)
	return in.reported == nil
}

type interner struct {
	pkg      *names.Package
	world    *names.World
	errs     *diag.List
	top      *Form
	reported map[string]bool // messages
	buf      [64]byte
	// The last prefix and what it meant: prefixes come in runs.
	prefix string
	prefer *names.Package
}

func (in *interner) form(f *Form) {
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

func (in *interner) symbol(f *Form) *names.Symbol {
	name := foldInto(in.buf[:0], f.Text)
	switch f.Qual {
	case "":
		return in.pkg.InternBytes(name)
	case "#":
		return &names.Symbol{Name: string(name)}
	}
	pkg := in.find(f.Qual)
	if pkg == nil {
		in.missing(f, "Package named %q does not exist.", unescaped(f.Qual))
		return &names.Symbol{Name: string(name)}
	}
	if f.Internal {
		return pkg.InternBytes(name)
	}
	if s := pkg.FindExported(string(name)); s != nil {
		return s
	}
	in.missing(f, "Symbol named %q not found in the %s package.", string(name), pkg.Name)
	return &names.Symbol{Name: string(name)}
}

func (in *interner) find(prefix string) *names.Package {
	if in.prefer == nil || in.prefix != prefix {
		in.prefix = prefix
		in.prefer = in.world.FindFrom(in.pkg, unescaped(prefix))
	}
	return in.prefer
}

// missing reports a symbol that cannot be found, each once in a toplevel form.
func (in *interner) missing(f *Form, format string, args ...any) {
	text := "reader error: " + fmt.Sprintf(format, args...)
	if in.reported[text] {
		return
	}
	if in.reported == nil {
		in.reported = map[string]bool{}
	}
	in.reported[text] = true
	at := source.Span{File: f.Span.File, Lo: in.top.PrevEnd, Hi: f.Span.Hi}
	in.errs.Error(codeReader, titleReader, at, text)
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
