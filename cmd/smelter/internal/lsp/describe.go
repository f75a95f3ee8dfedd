package lsp

import (
	"slices"
	"strings"

	"github.com/smelter-lang/smelter/transpile"
	"github.com/smelter-lang/smelter/transpile/doc"
	"github.com/smelter-lang/smelter/transpile/names"
	"github.com/smelter-lang/smelter/transpile/syntax"
	"github.com/smelter-lang/smelter/typesys"
)

// This file says what is known of a name: its type, and what the file that defines it says.

// A description is what there is to say of a name.
type description struct {
	head string // in Coalton
	text string
}

// describe describes what stands at a place of the main file.
func (s *server) describe(snap *snapshot, o *occurrence) description {
	name := snap.session.Files.Text(o.at)
	if o.local != nil {
		return description{head: typed(name, snap.localType(o.local))}
	}
	e := snap.module.Types.Env
	switch o.space {
	case aField:
		return description{head: typed("."+name, snap.fieldType(o))}
	case aType, aClass:
		if d := s.document(snap, o.entity); d.head != "" {
			return d
		}
		if t := e.Type(o.sym.String()); t != nil {
			return description{head: name + " : " + typesys.KindString(t.Con.Kind)}
		}
	}
	d := s.document(snap, o.entity)
	if v := e.Value(o.sym.String()); v != nil && v.Scheme != nil {
		d.head = snap.usedAs(o, name, snap.session.Written(v.Scheme))
	}
	return d
}

func typed(name, typ string) string {
	if typ == "" {
		return name
	}
	return name + " : " + typ
}

// usedAs shows a value with the type that it has where it is used, and, if that is another
// one, its general type.
func (snap *snapshot) usedAs(o *occurrence, name, general string) string {
	if v, ok := o.node.(*syntax.Var); ok {
		if here := snap.typeOf(v.NodeID()); here != "" && here != general && !strings.HasSuffix(general, "=> "+here) {
			return name + " : " + here + "\n\n; in general\n" + name + " : " + general
		}
	}
	return name + " : " + general
}

// typeOf returns the type of a node, "" if it is not known.
func (snap *snapshot) typeOf(id syntax.ID) string {
	types := snap.module.Types.Types
	if int(id) >= len(types) || types[id] == nil || typesys.IsInvalid(typesys.Prune(types[id])) {
		return ""
	}
	return transpile.Lower(snap.module.Types.Env.Printer(false).Type(typesys.Zonk(types[id])))
}

// localType returns the type of a local name.
func (snap *snapshot) localType(n *syntax.Name) string {
	if schemes := snap.module.Types.Locals; int(n.NodeID()) < len(schemes) {
		if scheme := schemes[n.NodeID()]; scheme != nil {
			return snap.session.Written(scheme)
		}
	}
	return snap.typeOf(snap.indexed(snap.module).types[n])
}

// fieldType returns the type of a field of a struct.
func (snap *snapshot) fieldType(o *occurrence) string {
	e := snap.module.Types.Env
	v := e.Value(o.sym.String())
	if v == nil || v.Ctor == nil {
		return ""
	}
	i := v.Ctor.Field(o.field)
	if i < 0 {
		return ""
	}
	return transpile.Lower(e.Printer(false).Type(typesys.MkFn(v.Ctor.Fields[i], v.Ctor.Data.Type())))
}

// document returns what the file that defines a name says of it.
func (s *server) document(snap *snapshot, e entity) description {
	entry := s.entry(snap, e)
	if entry == nil {
		return description{}
	}
	d := description{head: entry.Form, text: entry.Text}
	if d.head == "" {
		d.head = typed(entry.Name, entry.Type)
	}
	return d
}

// entry returns the entry of a global name, or nil.
func (s *server) entry(snap *snapshot, e entity) *doc.Entry {
	if e.sym == nil || e.sym.Pkg == nil {
		return nil
	}
	if m := snap.home(e.sym); m != nil {
		return pick(snap.said(m), e)
	}
	if f := s.library.file(e.sym.Pkg.Name); f != nil {
		return pick(f.doc, e)
	}
	return nil
}

// home returns the file of the program that defines a symbol, or nil.
func (snap *snapshot) home(x *names.Symbol) *transpile.Module {
	for _, m := range snap.session.Modules() {
		if slices.ContainsFunc(m.Syntax.Units, func(u *syntax.Unit) bool { return u.Pkg == x.Pkg }) {
			return m
		}
	}
	return nil
}

// said returns what a file of the program says.
func (snap *snapshot) said(m *transpile.Module) *doc.File {
	d := snap.docs[m]
	if d == nil {
		d = doc.Read(m.Syntax.File)
		snap.docs[m] = d
	}
	return d
}

// pick returns the entry of a name in its space.
func pick(f *doc.File, e entity) *doc.Entry {
	var out *doc.Entry
	for _, x := range f.Entries {
		if names.Fold(x.Name) != e.sym.Name {
			continue
		}
		if isType := !x.Ctor && strings.HasPrefix(x.Form, "(define-"); isType == (e.space != aValue) {
			return x
		}
		out = x
	}
	return out
}

// packageAt returns the package of a place of the main file, or nil.
func (snap *snapshot) packageAt(offset int) *names.Package {
	m := snap.module.Syntax
	if len(m.Units) == 0 {
		return m.Pkg
	}
	if m.Units[0].End == 0 {
		return m.Pkg
	}
	return m.Units[min(m.UnitAt(uint32(offset)), len(m.Units)-1)].Pkg
}

// symbolAt returns the symbol that a word means at a place, or nil.
func (snap *snapshot) symbolAt(offset int, word string) *names.Symbol {
	pkg := snap.packageAt(offset)
	if pkg == nil {
		return nil
	}
	prefix, name, qualified := strings.Cut(names.Fold(word), ":")
	if !qualified {
		return pkg.Lookup(prefix)
	}
	if p := snap.module.Syntax.World.FindFrom(pkg, prefix); p != nil && prefix != "" {
		return p.Lookup(strings.TrimPrefix(name, ":"))
	}
	return nil
}
