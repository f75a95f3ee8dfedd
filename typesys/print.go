package typesys

import (
	"strconv"
	"strings"
)

// A Printer prints types as one note of a diagnostic shows them. It remembers what it
// called each variable, so all types of a note share a Printer and each note has its own.
//
// A variable or meta is called by its declared name if nothing else is called so yet,
// otherwise by the next free of :A :B ... :Z :A1 :B1 ...
type Printer struct {
	Unicode bool                          // ∀ ⇒ → instead of forall => ->
	Class   func(qualified string) string // a class as spelled; nil for its folded name

	names []shownName
	next  int
}

type shownName struct {
	of   Type // *Var or *Meta
	name string
}

// Type prints a type.
func (p *Printer) Type(t Type) string {
	var b strings.Builder
	p.typ(&b, t, bare)
	return b.String()
}

// Pred prints a predicate: Into :A String.
func (p *Printer) Pred(q Pred) string {
	var b strings.Builder
	p.pred(&b, q)
	return b.String()
}

// Qual prints a type with its context: (Num :A) (Eq :B) => :A * :B -> :A.
func (p *Printer) Qual(preds []Pred, t Type) string {
	var b strings.Builder
	p.qual(&b, preds, t)
	return b.String()
}

// Scheme prints a scheme: forall :A. Num :A => :A -> :A. Open ends of keyword rows are not
// mentioned among the variables.
func (p *Printer) Scheme(s *Scheme) string {
	var b strings.Builder
	sep := p.pick("forall ", "∀ ")
	for _, v := range s.Vars {
		if !v.Row {
			b.WriteString(sep + p.variable(v, v.Name))
			sep = " "
		}
	}
	if b.Len() > 0 {
		b.WriteString(". ")
	}
	p.qual(&b, s.Preds, s.Type)
	return b.String()
}

// Var prints a type variable: :A.
func (p *Printer) Var(v *Var) string { return p.variable(v, v.Name) }

func (p *Printer) pick(ascii, unicode string) string {
	if p.Unicode {
		return unicode
	}
	return ascii
}

func (p *Printer) qual(b *strings.Builder, preds []Pred, t Type) {
	for i, q := range preds {
		if i > 0 {
			b.WriteByte(' ')
		}
		if len(preds) > 1 {
			b.WriteByte('(')
		}
		p.pred(b, q)
		if len(preds) > 1 {
			b.WriteByte(')')
		}
	}
	if len(preds) > 0 {
		b.WriteString(p.pick(" => ", " ⇒ "))
	}
	p.typ(b, t, bare)
}

func (p *Printer) pred(b *strings.Builder, q Pred) {
	if p.Class != nil {
		b.WriteString(p.Class(q.Class))
	} else {
		b.WriteString(q.Class[strings.LastIndexByte(q.Class, ':')+1:])
	}
	for _, t := range q.Args {
		b.WriteByte(' ')
		p.typ(b, t, argument)
	}
}

// A place says where a type stands, which decides on its parentheses.
type place uint8

const (
	bare     place = iota
	side           // of * or before ->: functions and packs are parenthesised
	argument       // of an application: applications too
)

func (p *Printer) typ(b *strings.Builder, t Type, at place) {
	switch t := Prune(t).(type) {
	case *Con:
		b.WriteString(t.Shown)
	case *Var:
		b.WriteString(p.variable(t, t.Name))
	case *Meta:
		b.WriteString(p.variable(t, t.Name))
	case *App:
		paren(b, at == argument, func() {
			head, args := Spine(t)
			p.typ(b, head, side)
			for _, a := range args {
				b.WriteByte(' ')
				p.typ(b, a, argument)
			}
		})
	case *Fn:
		paren(b, at != bare, func() { p.fn(b, t) })
	case *Pack:
		paren(b, at != bare, func() { p.pack(b, t.Elems) })
	case *Row:
		p.keys(b, &Fn{Rest: t})
	case Invalid:
		b.WriteByte('?')
	}
}

func paren(b *strings.Builder, yes bool, body func()) {
	if yes {
		b.WriteByte('(')
	}
	body()
	if yes {
		b.WriteByte(')')
	}
}

func (p *Printer) fn(b *strings.Builder, t *Fn) {
	keys, rest := t.Row()
	keyed := len(keys) > 0 || rest != nil
	if len(t.Params) > 0 || !keyed {
		p.pack(b, t.Params)
	}
	if keyed {
		if len(t.Params) > 0 {
			b.WriteByte(' ')
		}
		p.keys(b, t)
	}
	b.WriteString(p.pick(" -> ", " → "))
	p.typ(b, t.Result, bare)
}

func (p *Printer) keys(b *strings.Builder, t *Fn) {
	keys, rest := t.Row()
	b.WriteString("&key")
	for _, k := range keys {
		b.WriteString(" (:" + k.Text + " ")
		p.typ(b, k.Type, bare)
		b.WriteByte(')')
	}
	if rest != nil {
		b.WriteString(" ...")
	}
}

func (p *Printer) pack(b *strings.Builder, elems []Type) {
	if len(elems) == 0 {
		b.WriteString("Void")
	}
	for i, e := range elems {
		if i > 0 {
			b.WriteString(" * ")
		}
		p.typ(b, e, side)
	}
}

func (p *Printer) variable(t Type, declared string) string {
	for _, n := range p.names {
		if n.of == t {
			return n.name
		}
	}
	name := ":" + declared
	for declared == "" || p.taken(name) {
		declared, name = "?", ":"+string(rune('A'+p.next%26))
		if round := p.next / 26; round > 0 {
			name += strconv.Itoa(round)
		}
		p.next++
	}
	p.names = append(p.names, shownName{t, name})
	return name
}

func (p *Printer) taken(name string) bool {
	for _, n := range p.names {
		if n.name == name {
			return true
		}
	}
	return false
}
