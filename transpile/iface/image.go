// Package iface keeps the checked library as an image: an indexed file from which
// each package, type, class, instance, scheme and definition is decoded when it is
// first asked for.
//
// In come the packages, the Env and the Core of a checked library; out goes a text.
// From such a text comes a Library: an env.Source, a loader of packages and a finder
// of definitions. It is written once per smelter build; where it is kept, and that it
// is written again when damaged, is the caller's business.
package iface

import (
	"encoding/binary"
	"errors"
	"hash/crc32"
	"sort"
	"unsafe"

	"github.com/smelter-lang/smelter/transpile/core"
	"github.com/smelter-lang/smelter/transpile/source"
	"github.com/smelter-lang/smelter/typesys"
	"github.com/smelter-lang/smelter/typesys/env"
)

// This file defines the layout of an image:
//
//	magic, checksum of all that follows
//	n, then n+1 offsets into the string bytes; the string bytes
//	for each section: n, then n pairs (string number of the name, offset of the entry),
//	sorted by name
//	the entries
//
// Fixed-size numbers are 4 bytes, little endian. Change magic with the encoding.

const magic = "smelter library 2\n"

// A section is one space of names.
type section int

const (
	secPackage section = iota
	secType
	secAlias
	secClass
	secValue
	secInstances // by class
	secSpecs     // by the value they specialize
	secDef
	secFile // library files, by number
	sections
)

// An entry is what a section says of a name.
type entry struct {
	name string
	text []byte
}

// A builder collects an image.
type builder struct {
	strings []string
	numbers map[string]int
	entries [sections][]entry
	files   []string // paths of library files; numbers count from 1
	fileOf  map[source.FileID]int
	set     *source.Set
}

func (b *builder) intern(s string) int {
	n, ok := b.numbers[s]
	if !ok {
		n = len(b.strings)
		b.strings = append(b.strings, s)
		b.numbers[s] = n
	}
	return n
}

// fileNumber returns the number of a file in the image; 0 for no file.
func (b *builder) fileNumber(id source.FileID) int {
	f := b.set.File(id)
	if f == nil {
		return 0
	}
	n, ok := b.fileOf[id]
	if !ok {
		b.files = append(b.files, f.Path)
		n = len(b.files)
		b.fileOf[id] = n
	}
	return n
}

// add writes an entry with f.
func (b *builder) add(s section, name string, f func(*encoder)) {
	e := &encoder{img: b}
	f(e)
	b.entries[s] = append(b.entries[s], entry{name, e.buf})
}

// Write returns the image of a library: its packages, the one layer of its Env, and
// its definitions. files has the texts the spans point into.
func Write(pkgs []*Package, layer *env.Env, defs []*core.Def, files *source.Set) []byte {
	b := &builder{numbers: map[string]int{}, fileOf: map[source.FileID]int{}, set: files}
	for _, p := range pkgs {
		b.add(secPackage, p.Name, func(e *encoder) { e.pkg(p) })
	}
	l := layer.Layer()
	for _, t := range l.Types {
		b.add(secType, t.Con.Name, func(e *encoder) { e.dataType(t) })
	}
	for _, a := range l.Aliases {
		b.add(secAlias, a.Name, func(e *encoder) { e.alias(a) })
	}
	for _, c := range l.Classes {
		b.add(secClass, c.Name, func(e *encoder) { e.class(c) })
		b.add(secInstances, c.Name, func(e *encoder) { list(e, l.Instances[c.Name], e.instance) })
	}
	for _, v := range l.Values {
		b.add(secValue, v.Name, func(e *encoder) { e.value(v) })
		if specs := l.Specs[v.Name]; len(specs) > 0 {
			b.add(secSpecs, v.Name, func(e *encoder) { list(e, specs, e.specialization) })
		}
	}
	for _, d := range defs {
		b.add(secDef, d.Name, func(e *encoder) { e.def(d) })
	}
	for i, path := range b.files {
		b.add(secFile, path, func(e *encoder) { e.int(i + 1) })
	}
	return b.layout()
}

// layout puts strings, indexes and entries into one text.
func (b *builder) layout() []byte {
	size := 0
	for s := range b.entries {
		entries := b.entries[s]
		sort.Slice(entries, func(i, j int) bool { return entries[i].name < entries[j].name })
		for _, e := range entries {
			b.intern(e.name)
			size += len(e.text)
		}
	}
	var out []byte
	u32 := func(n int) { out = binary.LittleEndian.AppendUint32(out, uint32(n)) }
	out = append(out, magic...)
	u32(0) // the checksum, below
	u32(len(b.strings))
	at := 0
	for _, s := range b.strings {
		u32(at)
		at += len(s)
	}
	u32(at)
	for _, s := range b.strings {
		out = append(out, s...)
	}
	at = len(out)
	for s := range b.entries {
		at += 4 + 8*len(b.entries[s])
	}
	for s := range b.entries {
		u32(len(b.entries[s]))
		for _, e := range b.entries[s] {
			u32(b.intern(e.name))
			u32(at)
			at += len(e.text)
		}
	}
	for s := range b.entries {
		for _, e := range b.entries[s] {
			out = append(out, e.text...)
		}
	}
	body := out[len(magic)+4:]
	binary.LittleEndian.PutUint32(out[len(magic):], crc32.Checksum(body, castagnoli()))
	return out
}

func castagnoli() *crc32.Table { return crc32.MakeTable(crc32.Castagnoli) }

// A Library answers from an image.
type Library struct {
	text    string
	strings int // offset of the table of string offsets
	bytes   int // offset of the string bytes
	index   [sections]int
	env     *env.Env
	cons    map[string]*typesys.Con
	files   map[int]source.FileID
	addFile func(path string) source.FileID
	defs    map[string]*core.Def
}

// Open reads the index of an image; an error means that it is damaged or was written
// in another layout. addFile makes a file known when a span in it is first decoded.
func Open(text string, addFile func(path string) source.FileID) (*Library, error) {
	if len(text) < len(magic)+8 || text[:len(magic)] != magic {
		return nil, errors.New("not a library image of this version")
	}
	l := &Library{
		text: text, addFile: addFile,
		cons:  map[string]*typesys.Con{},
		files: map[int]source.FileID{},
		defs:  map[string]*core.Def{},
	}
	body := text[len(magic)+4:] // a megabyte, which is not copied to be summed up
	if uint32(l.u32(len(magic))) != crc32.Checksum(unsafe.Slice(unsafe.StringData(body), len(body)), castagnoli()) {
		return nil, errors.New("the library image is damaged")
	}
	at := len(magic) + 4
	n := l.u32(at)
	l.strings = at + 4
	l.bytes = l.strings + 4*(n+1)
	at = l.bytes + l.u32(l.strings+4*n)
	for s := range l.index {
		l.index[s] = at
		at += 4 + 8*l.u32(at)
	}
	l.env = env.FromSource(l)
	return l, nil
}

// Env returns the bottom layer that decodes from this library.
func (l *Library) Env() *env.Env { return l.env }

func (l *Library) u32(at int) int {
	t := l.text[at : at+4]
	return int(t[0]) | int(t[1])<<8 | int(t[2])<<16 | int(t[3])<<24
}

func (l *Library) string(n int) string {
	at := l.strings + 4*n
	return l.text[l.bytes+l.u32(at) : l.bytes+l.u32(at+4)]
}

// find returns a decoder at the entry of a name, or nil.
func (l *Library) find(s section, name string) *decoder {
	at := l.index[s]
	n := l.u32(at)
	i := sort.Search(n, func(i int) bool { return l.string(l.u32(at+4+8*i)) >= name })
	if i == n || l.string(l.u32(at+4+8*i)) != name {
		return nil
	}
	return &decoder{lib: l, pos: l.u32(at + 8 + 8*i)}
}

// names returns the names of a section, sorted.
func (l *Library) names(s section) []string {
	at := l.index[s]
	out := make([]string, l.u32(at))
	for i := range out {
		out[i] = l.string(l.u32(at + 4 + 8*i))
	}
	return out
}

// fileID returns the session's file for a number of the image.
func (l *Library) fileID(n int) source.FileID {
	id, ok := l.files[n]
	if !ok {
		for _, path := range l.names(secFile) {
			if d := l.find(secFile, path); d.int() == n {
				id = l.addFile(path)
			}
		}
		l.files[n] = id
	}
	return id
}

// Type and the following implement env.Source.
func (l *Library) Type(name string) *env.DataType {
	if d := l.find(secType, name); d != nil {
		return d.dataType()
	}
	return nil
}

func (l *Library) Alias(name string) *env.Alias {
	if d := l.find(secAlias, name); d != nil {
		return d.alias()
	}
	return nil
}

func (l *Library) Class(name string) *env.Class {
	if d := l.find(secClass, name); d != nil {
		return d.class()
	}
	return nil
}

func (l *Library) Value(name string) *env.Value {
	if d := l.find(secValue, name); d != nil {
		return d.value()
	}
	return nil
}

func (l *Library) Instances(class string) []*env.Instance {
	if d := l.find(secInstances, class); d != nil {
		return unlist(d, d.instance)
	}
	return nil
}

func (l *Library) Specializations(from string) []*env.Specialization {
	if d := l.find(secSpecs, from); d != nil {
		return unlist(d, d.specialization)
	}
	return nil
}

// Def returns the Core of a library definition, or nil. One name is decoded once.
func (l *Library) Def(name string) *core.Def {
	def, ok := l.defs[name]
	if !ok {
		if d := l.find(secDef, name); d != nil {
			def = d.def()
		}
		l.defs[name] = def
	}
	return def
}
