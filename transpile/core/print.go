package core

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/smelter-lang/smelter/typesys"
)

// This file prints Core as forms. Types are shown where they decide something: of
// definitions, parameters and type arguments. Variables of the same name are told apart
// by a number.

// Fprint writes a program, a definition after the other.
func Fprint(w io.Writer, p *Program) error {
	b := bufio.NewWriter(w)
	for i, d := range p.Defs {
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(d.String())
	}
	return b.Flush()
}

// String is the definition as Fprint writes it.
func (d *Def) String() string {
	p := newPrinter()
	head := "define"
	if d.Dynamic {
		head = "define-dynamic"
	}
	items := []form{atom(d.Name), atom(": " + p.types.Scheme(&typesys.Scheme{Vars: d.Vars, Preds: d.Preds, Type: d.Type}))}
	if d.Pure {
		items = append(items, atom(":pure"))
	}
	if d.Body != nil {
		items = append(items, p.expr(d.Body))
	}
	return layout(list(head, len(items)-1, items...), 0) + "\n"
}

// Text is an expression as Fprint writes it.
func Text(e Expr) string { return layout(newPrinter().expr(e), 0) }

type printer struct {
	types  *typesys.Printer
	vars   map[*Var]string
	labels map[*Label]string
	used   map[string]int
}

func newPrinter() *printer {
	return &printer{&typesys.Printer{}, map[*Var]string{}, map[*Label]string{}, map[string]int{}}
}

// A form is an atom, or a list whose first items stay on the line of its head.
type form struct {
	text  string
	items []form
	hang  int // so many items follow the head on its line
	width int // on one line
}

func atom(s string) form { return form{text: s, width: utf8.RuneCountInString(s)} }

func list(head string, hang int, items ...form) form {
	return group(hang+1, append([]form{atom(head)}, items...)...)
}

// group is a list of which the first hang items stay together.
func group(hang int, items ...form) form {
	f := form{items: items, hang: hang, width: 1}
	for _, x := range items {
		f.width += x.width + 1
	}
	if len(items) == 0 {
		f.width = 2
	}
	return f
}

const lineWidth = 96

// layout prints a form that begins at a column.
func layout(f form, col int) string {
	if f.items == nil && f.text != "" {
		return f.text
	}
	if col+f.width <= lineWidth {
		return flat(f)
	}
	var b strings.Builder
	b.WriteByte('(')
	at := col + 1
	for i, x := range f.items {
		switch {
		case i == 0:
		case i < f.hang:
			b.WriteByte(' ')
			at++
		default:
			at = col + 2
			b.WriteString("\n" + strings.Repeat(" ", at))
		}
		s := layout(x, at)
		b.WriteString(s)
		if nl := strings.LastIndexByte(s, '\n'); nl >= 0 {
			at = utf8.RuneCountInString(s[nl+1:])
		} else {
			at += utf8.RuneCountInString(s)
		}
	}
	b.WriteByte(')')
	return b.String()
}

func flat(f form) string {
	if f.items == nil && f.text != "" {
		return f.text
	}
	parts := make([]string, len(f.items))
	for i, x := range f.items {
		parts[i] = flat(x)
	}
	return "(" + strings.Join(parts, " ") + ")"
}

func (p *printer) unique(name string) string {
	if name == "" {
		name = "_"
	}
	name = strings.ToLower(name)
	p.used[name]++
	if n := p.used[name]; n > 1 {
		return name + "." + strconv.Itoa(n)
	}
	return name
}

func (p *printer) name(v *Var) string {
	if v == nil {
		return "_"
	}
	s, ok := p.vars[v]
	if !ok {
		s = p.unique(v.Name)
		p.vars[v] = s
	}
	return s
}

func (p *printer) label(l *Label) string {
	s, ok := p.labels[l]
	if !ok {
		s = p.unique(l.Name)
		p.labels[l] = s
	}
	return s
}

// param is a variable where it is bound, with its type.
func (p *printer) param(v *Var) form {
	if v == nil {
		return atom("_")
	}
	name := p.name(v)
	if v.Mutable {
		name = "mutable " + name
	}
	return atom("(" + name + " " + p.types.Scheme(&typesys.Scheme{Vars: v.Vars, Preds: v.Preds, Type: v.Type}) + ")")
}

func (p *printer) params(vs []*Var) form {
	items := make([]form, len(vs))
	for i, v := range vs {
		items[i] = p.param(v)
	}
	return group(len(items), items...)
}

func (p *printer) exprs(es []Expr) []form {
	items := make([]form, len(es))
	for i, e := range es {
		items[i] = p.expr(e)
	}
	return items
}

// at shows type arguments.
func (p *printer) at(name string, args []typesys.Type) form {
	for i, a := range args {
		if i == 0 {
			name += "@"
		} else {
			name += ","
		}
		s := p.types.Type(a)
		if strings.Contains(s, " ") {
			s = "(" + s + ")"
		}
		name += s
	}
	return atom(name)
}

func (p *printer) expr(e Expr) form {
	switch e := e.(type) {
	case nil:
		return atom("nil")
	case *Lit:
		return atom(p.literal(e))
	case *Local:
		return p.at(p.name(e.Var), e.TypeArgs)
	case *Global:
		return p.at(e.Name, e.TypeArgs)
	case *Method:
		return p.at("method "+e.Method.Name, e.TypeArgs)
	case *DynRef:
		return atom(e.Name)
	case *Lambda:
		return list("fn", 1, p.params(e.Params), p.expr(e.Body))
	case *Call:
		return list("call", 1, append([]form{p.expr(e.Fun)}, p.exprs(e.Args)...)...)
	case *Native:
		return list("native", 1, append([]form{atom(e.Func)}, p.exprs(e.Args)...)...)
	case *Make:
		return list("make", 1, append([]form{atom(e.Ctor.Shown)}, p.exprs(e.Args)...)...)
	case *Field:
		return list("field", 1, atom(e.Ctor.Shown), atom(strconv.Itoa(e.Index)), p.expr(e.Value))
	case *Let:
		value := p.expr(e.Value)
		return list("let", 2, p.param(e.Var), value, p.expr(e.Body))
	case *LetRec:
		binds := make([]form, len(e.Binds))
		for i, b := range e.Binds {
			binds[i] = group(1, p.param(b.Var), p.expr(b.Value))
		}
		return list("letrec", 1, group(1, binds...), p.expr(e.Body))
	case *LetValues:
		value := p.expr(e.Value)
		return list("let-values", 2, p.params(e.Vars), value, p.expr(e.Body))
	case *Values:
		return list("values", 1, p.exprs(e.Elems)...)
	case *If:
		return list("if", 1, p.exprs([]Expr{e.Cond, e.Then, e.Else})...)
	case *Switch:
		items := []form{p.expr(e.Value)}
		for _, c := range e.Cases {
			items = append(items, group(1, atom(c.Ctor.Shown), p.expr(c.Body)))
		}
		if e.Default != nil {
			items = append(items, group(1, atom("_"), p.expr(e.Default)))
		}
		return list("switch", 1, items...)
	case *LitSwitch:
		items := []form{p.expr(e.Value)}
		for _, c := range e.Cases {
			items = append(items, group(1, p.expr(c.Lit), p.expr(c.Body)))
		}
		return list("switch-literal", 1, append(items, group(1, atom("_"), p.expr(e.Default)))...)
	default:
		return p.control(e)
	}
}

func (p *printer) control(e Expr) form {
	switch e := e.(type) {
	case *Block:
		return list("block", 1, atom(p.label(e.Label)), p.expr(e.Body))
	case *Exit:
		return list("exit", 1, atom(p.label(e.Label)), p.expr(e.Value))
	case *Loop:
		binds := make([]form, len(e.Vars))
		for i, v := range e.Vars {
			binds[i] = group(1, p.param(v), p.expr(e.Inits[i]))
		}
		return list("loop", 2, atom(p.label(e.Label)), group(1, binds...), p.expr(e.Body))
	case *Next:
		return list("next", 1, append([]form{atom(p.label(e.Label))}, p.exprs(e.Args)...)...)
	case *Join:
		head := group(1, atom(p.label(e.Label)), p.params(e.Vars))
		return list("join", 1, head, p.expr(e.Body), p.expr(e.In))
	case *Jump:
		return list("jump", 1, append([]form{atom(p.label(e.Label))}, p.exprs(e.Args)...)...)
	case *Assign:
		return list("assign", 1, atom(p.name(e.Var)), p.expr(e.Value))
	case *Throw:
		return list("throw", 1, p.expr(e.Value))
	case *Fail:
		return list("fail", 1, atom(strconv.Quote(e.Message)))
	case *Catch:
		items := append([]form{p.expr(e.Value)}, p.handlers(e.Cases)...)
		if e.Other != nil {
			items = append(items, group(1, atom("_"), p.expr(e.Other)))
		}
		return list("catch", 0, items...)
	case *Resumable:
		return list("resumable", 0, append([]form{p.expr(e.Value)}, p.handlers(e.Cases)...)...)
	case *ResumeTo:
		return list("resume-to", 1, p.expr(e.Value))
	case *DynBind:
		binds := make([]form, len(e.Names))
		for i, n := range e.Names {
			binds[i] = group(1, atom(n), p.expr(e.Values[i]))
		}
		return list("dynamic-bind", 1, group(1, binds...), p.expr(e.Body))
	case *Box:
		return list("box", 1, p.expr(e.Value))
	case *Unbox:
		return list("unbox", 1, p.expr(e.Value))
	}
	return atom(fmt.Sprintf("?%T", e))
}

func (p *printer) handlers(hs []*Handler) []form {
	items := make([]form, len(hs))
	for i, h := range hs {
		items[i] = group(2, atom(h.Ctor.Shown), p.params(h.Vars), p.expr(h.Body))
	}
	return items
}

// literal shows a literal; a number says its type unless it is an Integer.
func (p *printer) literal(e *Lit) string {
	switch e.Kind {
	case LitString:
		return strconv.Quote(e.Str)
	case LitChar:
		return `#\` + string(e.Char)
	case LitFloat:
		return strconv.FormatFloat(e.F, 'g', -1, 64) + ":" + p.types.Type(e.Ty)
	}
	if con, ok := typesys.Prune(e.Ty).(*typesys.Con); ok && con.Name == typesys.Integer.Name {
		return e.Num.RatString()
	}
	return e.Num.RatString() + ":" + p.types.Type(e.Ty)
}
