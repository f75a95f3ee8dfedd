// Package expand applies macros to forms.
//
// In comes a form whose head names a macro; out goes the form it stands for, one step at
// a time. What a form means is left to the parser, which asks for each head whether it is
// a macro after it has tried the special forms. Forms taken from the call keep their
// places; what a macro makes is marked as expanded.
package expand

import (
	"fmt"

	"github.com/smelter-lang/smelter/transpile/names"
	"github.com/smelter-lang/smelter/transpile/reader"
)

// Limit is how deep expansions may nest.
const Limit = 500

// A Macro makes a form out of a call.
type Macro func(x *Expander, call *reader.Form) (*reader.Form, error)

// An Expander knows the macros of a session.
type Expander struct {
	world    *names.World
	builtin  map[string]Macro // by qualified name
	template map[*names.Symbol]*Template
	fresh    int
}

// New returns an expander with the macros that are part of Smelter.
func New(w *names.World) *Expander {
	return &Expander{world: w, builtin: builtins(), template: map[*names.Symbol]*Template{}}
}

// Lookup returns the macro of a symbol, or nil.
func (x *Expander) Lookup(s *names.Symbol) Macro {
	if t := x.template[s]; t != nil {
		return t.apply
	}
	if s.Pkg == nil {
		return nil
	}
	return x.builtin[s.String()]
}

// Apply expands a call once.
func (x *Expander) Apply(m Macro, call *reader.Form) (*reader.Form, error) { return m(x, call) }

// Define makes a macro of a definition: (define-expression-macro name lambda-list body).
func (x *Expander) Define(def *reader.Form) error {
	t, err := newTemplate(def)
	if err != nil {
		return err
	}
	x.template[def.Items[1].Sym] = t
	return nil
}

// symbol makes a form of a symbol of the core package.
func (x *Expander) symbol(call *reader.Form, name string) *reader.Form {
	return made(call, reader.Form{Kind: reader.Symbol, Text: lower(name), Sym: x.world.Find("COALTON").Intern(name)})
}

// symbolOf makes a form of a symbol of a library package.
func (x *Expander) symbolOf(call *reader.Form, pkg, name string) (*reader.Form, error) {
	p := x.world.Find(pkg)
	if p == nil {
		return nil, fmt.Errorf("package %s is not part of this library", lower(pkg))
	}
	return made(call, reader.Form{Kind: reader.Symbol, Text: lower(name), Sym: p.Intern(name)}), nil
}

// gensym makes a form of a symbol that no text contains.
func (x *Expander) gensym(call *reader.Form, prefix string) *reader.Form {
	x.fresh++
	name := fmt.Sprintf("%s%d", prefix, x.fresh)
	return made(call, reader.Form{Kind: reader.Symbol, Text: lower(name), Sym: &names.Symbol{Name: name}})
}

// made gives a form the place of a call.
func made(call *reader.Form, f reader.Form) *reader.Form {
	f.Span, f.Expanded = call.Span, true
	return &f
}

// list makes a list.
func list(call *reader.Form, items ...*reader.Form) *reader.Form {
	return made(call, reader.Form{Kind: reader.List, Items: items})
}

func lower(s string) string {
	b := []byte(s)
	for i, c := range b {
		if 'A' <= c && c <= 'Z' {
			b[i] = c + 'a' - 'A'
		}
	}
	return string(b)
}
