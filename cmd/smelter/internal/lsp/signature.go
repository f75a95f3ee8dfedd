package lsp

import (
	"strings"

	"github.com/smelter-lang/smelter/transpile"
	"github.com/smelter-lang/smelter/transpile/syntax"
	"github.com/smelter-lang/smelter/typesys"
)

// This file shows which arguments a function takes while its call is written.

type signatureHelp struct {
	Signatures []signature `json:"signatures"`
	Active     int         `json:"activeSignature"`
	Parameter  int         `json:"activeParameter"`
}

type signature struct {
	Label      string      `json:"label"`
	Docs       *markup     `json:"documentation,omitempty"`
	Parameters []parameter `json:"parameters"`
}

type parameter struct {
	Label [2]int `json:"label"` // where it is in that of the signature
}

// A callee is a function whose call is being written.
type callee struct {
	name string
	typ  *typesys.Fn // nil if it is a macro or form
	description
	preds []typesys.Pred
}

func (s *server) signatureHelp(p placeParams) (*signatureHelp, error) {
	d, snap := s.fresh(p.TextDocument.URI)
	if snap == nil {
		return nil, nil
	}
	offset := d.text.offset(p.Position)
	at := scan(d.text.string, offset)
	if len(at.open) == 0 {
		return nil, nil
	}
	f := s.called(d, snap, at)
	if f == nil {
		return nil, nil
	}
	sig := snap.signature(f)
	if f.text != "" {
		sig.Docs = &markup{"markdown", f.text}
	}
	before := d.text.string[at.open[len(at.open)-1]+1 : at.lo]
	active := max(0, formsIn(before)-1)
	if n := len(sig.Parameters); active >= n {
		active = max(0, n-1)
	}
	return &signatureHelp{[]signature{sig}, 0, active}, nil
}

// called returns the function of the innermost list around a place, or nil.
func (s *server) called(d *document, snap *snapshot, at place) *callee {
	if len(at.open) == 0 {
		return nil
	}
	t := d.text.string
	lo := at.open[len(at.open)-1] + 1
	hi := lo
	for hi < len(t) && inWord(t[hi:], false) {
		hi++
	}
	word := t[lo:hi]
	if word == "" || at.lo <= lo { // the cursor is at the function itself
		return nil
	}
	f := &callee{name: word}
	if o := snap.indexed(snap.module).at(lo); o != nil && int(o.at.Hi) == hi {
		f.description = s.describe(snap, o)
		f.typ, f.preds = snap.functionType(o)
		return f.ifKnown()
	}
	x := snap.symbolAt(lo, word)
	if x == nil {
		return nil
	}
	if v := snap.module.Types.Env.Value(x.String()); v != nil && v.Scheme != nil {
		f.description = s.document(snap, global(x, aValue))
		f.typ, _ = typesys.Prune(v.Scheme.Type).(*typesys.Fn)
		f.preds = v.Scheme.Preds
		return f.ifKnown()
	}
	f.description = s.aboutWord(snap, lo, word)
	return f.ifKnown()
}

// ifKnown returns a callee if there is something to say of it.
func (f *callee) ifKnown() *callee {
	if f.typ == nil && !strings.HasPrefix(f.head, "(") {
		return nil
	}
	return f
}

// functionType returns the type of an occurrence if it is a function: that of the
// definition for what is global, since the arguments that are there may be wrong.
func (snap *snapshot) functionType(o *occurrence) (*typesys.Fn, []typesys.Pred) {
	var t typesys.Type
	var preds []typesys.Pred
	if o.local == nil {
		if v := snap.module.Types.Env.Value(o.sym.String()); v != nil && v.Scheme != nil {
			t, preds = v.Scheme.Type, v.Scheme.Preds
		}
	} else if v, ok := o.node.(*syntax.Var); ok {
		t = snap.module.Types.Types[v.NodeID()]
	}
	if t == nil {
		return nil, nil
	}
	f, _ := typesys.Prune(typesys.Zonk(t)).(*typesys.Fn)
	return f, preds
}

// signature writes a callee with the places of its parameters.
func (snap *snapshot) signature(f *callee) signature {
	if f.typ == nil {
		head, _, _ := strings.Cut(f.head, "\n")
		return signature{Label: head, Parameters: []parameter{}}
	}
	printer := snap.module.Types.Env.Printer(false)
	show := func(t typesys.Type) string { return transpile.Lower(printer.Type(t)) }
	out := signature{Parameters: []parameter{}}
	label := f.name + " : "
	if len(f.preds) > 0 {
		context := transpile.Lower(printer.Qual(f.preds, typesys.MkPack()))
		label += strings.TrimSuffix(context, "Void")
	}
	add := func(text string) {
		start := snap.text.count(label)
		label += text
		out.Parameters = append(out.Parameters, parameter{[2]int{start, snap.text.count(label)}})
	}
	for i, p := range f.typ.Params {
		if i > 0 {
			label += " * "
		}
		text := show(p)
		if _, fn := typesys.Prune(p).(*typesys.Fn); fn {
			text = "(" + text + ")"
		}
		add(text)
	}
	keys, _ := f.typ.Row()
	for i, k := range keys {
		switch {
		case i > 0:
			label += " "
		case len(f.typ.Params) > 0:
			label += " &key "
		default:
			label += "&key "
		}
		add("(:" + strings.ToLower(k.Text) + " " + show(k.Type) + ")")
	}
	if len(f.typ.Params)+len(keys) == 0 {
		label += "Void"
	}
	out.Label = label + " -> " + show(f.typ.Result)
	return out
}

// written returns a type as one would write it.
func (snap *snapshot) written(t typesys.Type) string {
	return transpile.Lower(snap.module.Types.Env.Printer(false).Type(t))
}
