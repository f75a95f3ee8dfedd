package expand

import (
	"fmt"
	"math/big"
	"strings"

	"github.com/smelter-lang/smelter/transpile/names"
	"github.com/smelter-lang/smelter/transpile/reader"
)

// This file makes forms. Each has the place of the macro call it is made for.

// made gives a form the place of a call.
func made(call *reader.Form, f reader.Form) *reader.Form {
	f.Span, f.Expanded, f.Lead, f.Tail = call.Span, true, nil, nil
	return &f
}

func list(call *reader.Form, items ...*reader.Form) *reader.Form {
	return made(call, reader.Form{Kind: reader.List, Items: items})
}

func text(call *reader.Form, s string) *reader.Form {
	return made(call, reader.Form{Kind: reader.String, Text: s})
}

func integer(call *reader.Form, n int64) *reader.Form {
	return made(call, reader.Form{Kind: reader.Integer, Num: new(big.Rat).SetInt64(n)})
}

// number makes a number.
func number(call *reader.Form, n *big.Rat) *reader.Form {
	kind := reader.Integer
	if !n.IsInt() {
		kind = reader.Ratio
	}
	return made(call, reader.Form{Kind: kind, Num: n})
}

// core makes a symbol of package COALTON.
func (x *Expander) core(call *reader.Form, name string) *reader.Form {
	return x.symbol(call, "COALTON", name)
}

// symbol makes a symbol of another package.
func (x *Expander) symbol(call *reader.Form, pkg, name string) *reader.Form {
	sym := &names.Symbol{Name: name}
	if p := x.world.Find(pkg); p != nil {
		sym = p.Intern(name)
	}
	return made(call, reader.Form{Kind: reader.Symbol, Text: strings.ToLower(name), Sym: sym})
}

// gensym makes a symbol that no text contains. Its name says, by the underscore, that it
// need not be used.
func (x *Expander) gensym(call *reader.Form, prefix string) *reader.Form {
	x.fresh++
	name := fmt.Sprintf("_%s%d", prefix, x.fresh)
	return made(call, reader.Form{Kind: reader.Symbol, Text: strings.ToLower(name), Sym: &names.Symbol{Name: name}})
}

// fold returns the folded name of a symbol or keyword, "" of anything else.
func fold(f *reader.Form) string {
	switch {
	case f.Kind == reader.Symbol && f.Sym != nil:
		return f.Sym.Name
	case f.Kind == reader.Symbol || f.Kind == reader.Keyword:
		return names.Fold(f.Text)
	}
	return ""
}

// isNil reports whether a form is () or nil: false, for a macro.
func isNil(f *reader.Form) bool {
	return f.IsNil() || f.Kind == reader.Symbol && fold(f) == "NIL"
}

// equal reports whether two forms are written alike.
func equal(a, b *reader.Form) bool {
	if a.Kind != b.Kind || len(a.Items) != len(b.Items) || (a.Dot == nil) != (b.Dot == nil) {
		return isNil(a) && isNil(b)
	}
	for i, item := range a.Items {
		if !equal(item, b.Items[i]) {
			return false
		}
	}
	if a.Dot != nil && !equal(a.Dot, b.Dot) {
		return false
	}
	switch a.Kind {
	case reader.Symbol:
		return a.Sym == b.Sym
	case reader.Keyword:
		return fold(a) == fold(b)
	case reader.Integer, reader.Ratio:
		return a.Num.Cmp(b.Num) == 0
	case reader.Float32, reader.Float64:
		return a.F == b.F
	case reader.Char:
		return a.Rune == b.Rune
	}
	return a.Text == b.Text
}

// lisp returns a form as Lisp prints it: symbols in upper case, without packages.
func lisp(f *reader.Form) string {
	switch f.Kind {
	case reader.Symbol:
		return fold(f)
	case reader.Keyword:
		return ":" + fold(f)
	case reader.List, reader.Builder:
		var parts []string
		for _, item := range f.Items {
			parts = append(parts, lisp(item))
		}
		if f.Dot != nil {
			parts = append(parts, ".", lisp(f.Dot))
		}
		if f.Kind == reader.Builder {
			return "[" + strings.Join(parts, " ") + "]"
		}
		return "(" + strings.Join(parts, " ") + ")"
	}
	return f.String()
}
