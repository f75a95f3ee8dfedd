// Package typetest reads types for tests, in Coalton's notation with three additions:
// :a is an unknown, :a? an unknown that may be a pack, $a a bound variable. A function
// type may end its keywords in ... for an open row.
//
// In come strings; out go types whose names stand for the same things as long as the
// same Reader reads them. It is not used outside tests.
package typetest

import (
	"strings"

	"github.com/smelter-lang/smelter/typesys"
)

// A Reader remembers what names stand for.
type Reader struct {
	Cons   map[string]*typesys.Con
	Metas  map[string]*typesys.Meta
	Vars   map[string]*typesys.Var
	Level  int // of new unknowns
	supply typesys.Supply
	words  []string
}

// New returns a reader that knows the constructors of the language and two of its own:
// Flag and (Pair a b).
func New() *Reader {
	r := &Reader{Cons: map[string]*typesys.Con{}, Metas: map[string]*typesys.Meta{}, Vars: map[string]*typesys.Var{}}
	for _, c := range []*typesys.Con{
		typesys.Unit, typesys.Boolean, typesys.Char, typesys.String, typesys.Integer, typesys.Fraction,
		typesys.F32, typesys.F64, typesys.UFix, typesys.Arrow, typesys.List, typesys.Optional, typesys.Tuple,
		typesys.Proxy, typesys.Seq, typesys.Iterator,
		{Name: "TEST:FLAG", Shown: "Flag", Kind: typesys.Star{}},
		{Name: "TEST:PAIR", Shown: "Pair", Kind: typesys.StarKind(2)},
	} {
		r.Cons[c.Shown] = c
	}
	return r
}

// Type reads a type. A name that nothing stands for is a bug of the test and panics.
func (r *Reader) Type(s string) typesys.Type {
	r.words = strings.Fields(strings.NewReplacer("(", " ( ", ")", " ) ").Replace(s))
	return r.arrow()
}

// Pred reads a predicate: a class, taken as its qualified name, and types.
func (r *Reader) Pred(s string) typesys.Pred {
	class, rest, _ := strings.Cut(s, " ")
	r.words = strings.Fields(strings.NewReplacer("(", " ( ", ")", " ) ").Replace(rest))
	p := typesys.Pred{Class: class}
	for len(r.words) > 0 {
		p.Args = append(p.Args, r.atom(0))
	}
	return p
}

func (r *Reader) peek() string {
	if len(r.words) == 0 {
		return ""
	}
	return r.words[0]
}

func (r *Reader) take() string {
	w := r.words[0]
	r.words = r.words[1:]
	return w
}

// arrow reads inputs -> outputs, a pack, or a type.
func (r *Reader) arrow() typesys.Type {
	elems := r.pack()
	f := &typesys.Fn{Params: elems}
	if r.peek() == "&key" {
		r.take()
		r.keys(f)
	}
	if r.peek() != "->" {
		return typesys.MkPack(elems...)
	}
	r.take()
	f.Result = r.arrow()
	return f
}

func (r *Reader) keys(f *typesys.Fn) {
	for r.peek() == "(" {
		r.take()
		text := r.take()[1:]
		f.Keys = append(f.Keys, typesys.Key{Name: strings.ToUpper(text), Text: text, Type: r.arrow()})
		r.take()
	}
	if r.peek() == "..." {
		r.take()
		f.Rest = r.supply.Row(r.Level)
	}
	typesys.SortKeys(f.Keys)
}

func (r *Reader) pack() []typesys.Type {
	if r.peek() == "Void" {
		r.take()
		return nil
	}
	var elems []typesys.Type
	for r.peek() != "&key" {
		elems = append(elems, r.apply())
		if r.peek() != "*" {
			break
		}
		r.take()
	}
	return elems
}

func (r *Reader) apply() typesys.Type {
	var parts []string
	n := 0
	for _, w := range r.words {
		if w == "(" {
			n++
		} else if w == ")" {
			n--
		}
		if n < 0 || n == 0 && (w == "*" || w == "->" || w == "&key") {
			break
		}
		if n == 0 || n == 1 && w == "(" {
			parts = append(parts, w)
		}
	}
	args := 0
	for _, w := range parts {
		if w != "(" {
			args++ // an atom, or the end of a list
		}
	}
	t := r.atom(args - 1)
	for range args - 1 {
		t = typesys.MkApp(t, r.atom(0))
	}
	return t
}

// atom reads a name or a list; a new name is of the kind that takes n arguments.
func (r *Reader) atom(n int) typesys.Type {
	w := r.take()
	switch {
	case w == "(":
		t := r.arrow()
		r.take()
		return t
	case strings.HasPrefix(w, ":"):
		return r.meta(w, n)
	case strings.HasPrefix(w, "$"):
		v := r.Vars[w]
		if v == nil {
			v = &typesys.Var{Name: strings.ToUpper(w[1:]), Kind: typesys.StarKind(n)}
			r.Vars[w] = v
		}
		return v
	}
	c := r.Cons[w]
	if c == nil {
		panic("typetest: unknown type " + w)
	}
	return c
}

func (r *Reader) meta(w string, n int) *typesys.Meta {
	name := strings.TrimSuffix(w, "?")
	m := r.Metas[name]
	if m == nil {
		m = r.supply.Meta(typesys.StarKind(n), r.Level)
		m.Name = strings.ToUpper(name[1:])
		m.Pack = strings.HasSuffix(w, "?")
		r.Metas[name] = m
	}
	return m
}
