package lsp

import (
	"fmt"
	"slices"
	"strings"

	"github.com/smelter-lang/smelter/transpile/names"
	"github.com/smelter-lang/smelter/transpile/syntax"
)

// This file proposes names.

type completionItem struct {
	Label    string    `json:"label"`
	Kind     int       `json:"kind"`
	Detail   string    `json:"detail,omitempty"`
	SortText string    `json:"sortText,omitempty"`
	Docs     *markup   `json:"documentation,omitempty"`
	Edit     *textEdit `json:"textEdit,omitempty"`
	Data     *itemData `json:"data,omitempty"`
}

// itemData says what an item is about, for when more is asked of it.
type itemData struct {
	URI  string `json:"uri"`
	Name string `json:"name"` // qualified
	Type bool   `json:"type,omitempty"`
}

type completionList struct {
	Incomplete bool             `json:"isIncomplete"`
	Items      []completionItem `json:"items"`
}

// The kinds of items.
const (
	itemText      = 1
	itemFunction  = 3
	itemCtor      = 4
	itemField     = 5
	itemVariable  = 6
	itemClass     = 7
	itemInterface = 8
	itemModule    = 9
	itemKeyword   = 14
)

// A completer collects items.
type completer struct {
	*snapshot
	uri    string
	edit   span // what is replaced
	prefix string
	values bool // names of values are wanted
	types  bool // names of types and classes are
	ctors  bool // of values, constructors only
	items  []completionItem
	seen   map[string]bool
}

func (s *server) completion(p placeParams) (*completionList, error) {
	d, snap := s.fresh(p.TextDocument.URI)
	if snap == nil {
		return nil, nil
	}
	offset := d.text.offset(p.Position)
	at := scan(d.text.string, offset)
	word := d.text.string[at.lo:offset]
	c := &completer{
		snapshot: snap, uri: d.uri, edit: d.text.span(at.lo, offset), values: true, types: true,
		items: []completionItem{}, seen: map[string]bool{},
	}
	prefix, _, qualified := strings.Cut(word, ":")
	switch {
	case at.inside, strings.HasPrefix(word, "#"):
	case strings.HasPrefix(word, ":"):
		c.keywords(s, d, at)
	case strings.HasPrefix(word, "."):
		c.fields()
	case qualified:
		c.exports(offset, prefix)
	default:
		c.names(s, d, at, offset)
	}
	return &completionList{Items: c.items}, nil
}

// add adds an item, unless one of that name comes before.
func (c *completer) add(item completionItem, rank string) {
	item.Label = c.prefix + item.Label
	if key := names.Fold(item.Label); !c.seen[key] {
		c.seen[key] = true
		item.SortText = rank + key
		item.Edit = &textEdit{c.edit, item.Label}
		c.items = append(c.items, item)
	}
}

// names proposes names without a prefix.
func (c *completer) names(s *server, d *document, at place, offset int) {
	p := s.probe(d, at)
	if p == nil {
		c.words(d.text.string, at)
	} else {
		c.snapshot = p.snapshot // in which the form around may have a meaning
		switch p.node.(type) {
		case *syntax.Name: // a new one
			return
		case *syntax.TypeName:
			c.values = false
		case *syntax.CtorPat:
			c.types, c.ctors = false, true
		default:
			c.types = false
		}
		for _, n := range p.locals() {
			c.add(completionItem{Label: n.Text, Kind: itemVariable, Detail: p.localType(n)}, "0")
		}
	}
	pkg := c.packageAt(offset)
	if pkg == nil {
		return
	}
	for _, x := range pkg.Own() {
		c.symbol(x, "1")
	}
	for _, x := range pkg.Imported() {
		c.symbol(x, "1")
	}
	for _, used := range pkg.Uses() {
		for _, x := range used.Exports() {
			c.symbol(x, "2")
		}
	}
	if c.values && !c.ctors {
		c.forms(len(at.open) <= 1)
	}
	for _, nick := range pkg.Nicknames() {
		c.add(completionItem{Label: strings.ToLower(nick[0]) + ":", Kind: itemModule, Detail: strings.ToLower(nick[1])}, "4")
	}
}

// forms proposes the forms of the language.
func (c *completer) forms(top bool) {
	for _, f := range formTable {
		if f.top && !top {
			continue
		}
		c.add(completionItem{
			Label: f.name, Kind: itemKeyword, Detail: f.usage, Docs: &markup{"markdown", f.text},
		}, "3")
	}
}

// words proposes the names in the toplevel form around, where nothing better is known.
func (c *completer) words(t string, at place) {
	if len(at.open) == 0 {
		return
	}
	notInWord := func(r rune) bool { return !inWord(string(r), false) }
	for _, w := range strings.FieldsFunc(t[at.open[0]:at.lo], notInWord) {
		if r := w[0]; r > '9' && r != ':' && r != '|' && r != '\\' && w != "" {
			c.add(completionItem{Label: w, Kind: itemText}, "0")
		}
	}
}

// exports proposes what a package exports.
func (c *completer) exports(offset int, prefix string) {
	from := c.packageAt(offset)
	if from == nil {
		return
	}
	pkg := c.module.Syntax.World.FindFrom(from, prefix)
	if pkg == nil {
		return
	}
	c.prefix = prefix + ":"
	for _, x := range pkg.Exports() {
		c.symbol(x, "1")
	}
}

// symbol proposes a symbol as each kind of thing that is wanted.
func (c *completer) symbol(x *names.Symbol, rank string) {
	e, name := c.module.Types.Env, x.String()
	lower := strings.ToLower(x.Name)
	v, t, class, alias := e.Value(name), e.Type(name), e.Class(name), e.Alias(name)
	switch {
	case c.values && v != nil && v.Ctor != nil:
		c.add(completionItem{
			Label: v.Ctor.Shown, Kind: itemCtor, Detail: c.session.Written(v.Ctor.Scheme()), Data: &itemData{c.uri, name, false},
		}, rank)
	case c.values && !c.ctors && v != nil && v.Scheme != nil:
		kind := itemVariable
		if v.Function || v.Method != nil {
			kind = itemFunction
		}
		c.add(completionItem{
			Label: c.spelled(x, lower), Kind: kind, Detail: c.session.Written(v.Scheme), Data: &itemData{c.uri, name, false},
		}, rank)
	case c.types && t != nil:
		c.add(completionItem{Label: t.Con.Shown, Kind: itemClass, Data: &itemData{c.uri, name, true}}, rank)
	case c.types && class != nil:
		c.add(completionItem{Label: class.Shown, Kind: itemInterface, Data: &itemData{c.uri, name, true}}, rank)
	case c.types && alias != nil:
		c.add(completionItem{Label: alias.Shown, Kind: itemClass, Data: &itemData{c.uri, name, true}}, rank)
	case c.values && !c.ctors && v == nil && t == nil && class == nil && alias == nil && c.isMacro(x):
		c.add(completionItem{Label: lower, Kind: itemKeyword, Detail: "macro", Data: &itemData{c.uri, name, false}}, rank)
	}
}

// isMacro reports whether a symbol that names nothing else names a macro: one that the program
// defines, or that the library exports.
func (c *completer) isMacro(x *names.Symbol) bool {
	if m := c.home(x); m != nil {
		return c.defined(m, global(x, aValue)).Valid()
	}
	_, isForm := formOf(x)
	return !isForm && x.Pkg.Name != syntax.Core && x.Pkg.FindExported(x.Name) == x
}

// spelled returns a name as it is written where the program defines it.
func (c *completer) spelled(x *names.Symbol, lower string) string {
	m := c.home(x)
	if m == nil {
		return lower
	}
	if at := c.defined(m, global(x, aValue)); at.Valid() {
		return c.session.Files.Text(at)
	}
	return lower
}

// fields proposes the fields of the structs of the program.
func (c *completer) fields() {
	for _, m := range c.session.Modules() {
		for _, u := range m.Syntax.Units {
			for _, d := range u.Decls {
				t, ok := d.(*syntax.TypeDef)
				if !ok || t.Flavor != syntax.StructFlavor {
					continue
				}
				for _, ctor := range t.Ctors {
					for i, f := range ctor.FieldNames {
						c.add(completionItem{
							Label: "." + f.Text, Kind: itemField,
							Detail: t.Name.Text + " -> " + c.session.Files.Text(ctor.Fields[i].Span()),
						}, "0")
					}
				}
			}
		}
	}
}

// keywords proposes the keywords of the function that is called.
func (c *completer) keywords(s *server, d *document, at place) {
	f := s.called(d, c.snapshot, at)
	if f == nil || f.typ == nil {
		return
	}
	keys, _ := f.typ.Row()
	for _, k := range keys {
		c.add(completionItem{Label: ":" + strings.ToLower(k.Text), Kind: itemField, Detail: c.written(k.Type)}, "0")
	}
}

// resolveItem adds the documentation of an item.
func (s *server) resolveItem(item completionItem) (completionItem, error) {
	if item.Data == nil {
		return item, nil
	}
	d := s.docs[item.Data.URI]
	pkg, name, ok := strings.Cut(item.Data.Name, ":")
	if d == nil || d.snap == nil || !ok {
		return item, nil
	}
	p := d.snap.module.Syntax.World.Find(pkg)
	if p == nil {
		return item, fmt.Errorf("there is no package %s", strings.ToLower(pkg))
	}
	e := entity{sym: p.Lookup(name)}
	if item.Data.Type {
		e.space = aType
	}
	if about := s.document(d.snap, e); e.sym != nil && slices.Max([]int{len(about.head), len(about.text)}) > 0 {
		m := markdown(about)
		item.Docs = &m
	}
	return item, nil
}
