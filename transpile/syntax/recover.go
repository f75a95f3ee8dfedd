package syntax

import (
	"strings"

	"github.com/smelter-lang/smelter/transpile/reader"
)

// This file takes care that a form with a mistake is told of once. What it would define is
// marked as broken, so that nobody calls it unknown or its declaration an orphan.

// lose marks what a toplevel form would have defined. Of a form that could not be read
// only the beginning may be there.
func (u *unit) lose(f *reader.Form) {
	if f == nil || u.out.Pkg == nil {
		return
	}
	if f.Broken {
		for _, x := range f.Items {
			eachSymbol(x, func(x *reader.Form) {
				if x.Sym == nil && x.Qual == "" {
					x.Sym = u.out.Pkg.Intern(text(x))
				}
			})
		}
	}
	eachDefined(f, func(name string, _ space) {
		if s := u.out.Pkg.Intern(name); s.Pkg == u.out.Pkg {
			s.Break(isMacroDefinition(f))
		}
	})
	if !isCons(f) || len(f.Items) < 2 {
		return
	}
	switch head := text(f.Items[0]); {
	case head == "DEFINE-INSTANCE":
		u.loseInstance(f.Items[1])
	case strings.HasPrefix(head, "DEF") && u.p.known.tops[f.Head()] == nil:
		u.loseName(f.Items[1]) // of another Lisp, or a macro
	}
}

// loseName marks the symbol that a definition begins with.
func (u *unit) loseName(x *reader.Form) {
	if isCons(x) {
		x = x.Items[0]
	}
	if isSymbol(x) && x.Sym != nil && x.Sym.Pkg == u.out.Pkg {
		x.Sym.Break(true)
	}
}

// loseInstance takes note of the class of an instance.
func (u *unit) loseInstance(head *reader.Form) {
	if !isCons(head) {
		return
	}
	items := head.Items[index(head.Items, isDouble)+1:]
	for len(items) > 0 && isCons(items[0]) {
		items = items[0].Items
	}
	if len(items) > 0 && isSymbol(items[0]) && items[0].Sym != nil {
		u.out.Lost = append(u.out.Lost, items[0].Sym)
	}
}

func eachSymbol(f *reader.Form, visit func(*reader.Form)) {
	if isSymbol(f) {
		visit(f)
	}
	for _, x := range f.Items {
		eachSymbol(x, visit)
	}
}

// isMissing reports whether a form is a symbol that could not be found, which was reported.
func isMissing(f *reader.Form) bool { return isSymbol(f) && f.Sym != nil && f.Sym.Missing() }
