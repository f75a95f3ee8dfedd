package lsp

import (
	"strings"

	"github.com/smelter-lang/smelter/transpile/source"
	"github.com/smelter-lang/smelter/transpile/syntax"
)

// This file is the outline of a file.

type documentSymbol struct {
	Name           string           `json:"name"`
	Detail         string           `json:"detail,omitempty"`
	Kind           int              `json:"kind"`
	Range          span             `json:"range"`
	SelectionRange span             `json:"selectionRange"`
	Children       []documentSymbol `json:"children,omitempty"`
}

// The kinds of symbols.
const (
	symbolMethod        = 6
	symbolField         = 8
	symbolEnum          = 10
	symbolInterface     = 11
	symbolFunction      = 12
	symbolVariable      = 13
	symbolEnumMember    = 22
	symbolStruct        = 23
	symbolEvent         = 24
	symbolObject        = 19
	symbolTypeParameter = 26
)

func (s *server) symbols(p documentParams) ([]documentSymbol, error) {
	out := []documentSymbol{}
	_, snap := s.fresh(p.TextDocument.URI)
	if snap == nil {
		return out, nil
	}
	for _, u := range snap.module.Syntax.Units {
		for _, d := range u.Decls {
			if d.Span().File == snap.module.Syntax.File.ID {
				out = append(out, snap.outline(d)...)
			}
		}
	}
	return out, nil
}

// outline returns the symbol of a toplevel form, if it has one.
func (snap *snapshot) outline(d syntax.Decl) []documentSymbol {
	switch d := d.(type) {
	case *syntax.Define:
		return snap.symbol(d, d.Name, functionKind(d), snap.globalType(d.Name))
	case *syntax.NativeDef:
		return snap.symbol(d, d.Name, symbolFunction, snap.globalType(d.Name))
	case *syntax.MacroDef:
		return snap.symbol(d, d.Name, symbolFunction, "macro")
	case *syntax.TypeDef:
		return snap.typeSymbol(d)
	case *syntax.AliasDef:
		return snap.symbol(d, d.Name, symbolTypeParameter, "")
	case *syntax.ClassDef:
		out := snap.symbol(d, d.Name, symbolInterface, "")
		for _, m := range d.Methods {
			out[0].Children = append(out[0].Children, snap.symbol(m, m.Name, symbolMethod, snap.globalType(m.Name))...)
		}
		return out
	case *syntax.InstanceDef:
		return snap.instanceSymbol(d)
	}
	return nil
}

func functionKind(d *syntax.Define) int {
	if d.IsFunction() {
		return symbolFunction
	}
	return symbolVariable
}

// symbol returns a symbol with a name that stands in the text.
func (snap *snapshot) symbol(n syntax.Node, name *syntax.Name, kind int, detail string) []documentSymbol {
	return []documentSymbol{snap.symbolAtSpan(n, name.Text, name.Span(), kind, detail)}
}

func (snap *snapshot) symbolAtSpan(n syntax.Node, name string, at source.Span, kind int, detail string) documentSymbol {
	all := snap.text.of(n.Span().Join(at))
	return documentSymbol{Name: name, Detail: detail, Kind: kind, Range: all, SelectionRange: snap.text.of(at)}
}

func (snap *snapshot) typeSymbol(d *syntax.TypeDef) []documentSymbol {
	kind := symbolEnum
	switch d.Flavor {
	case syntax.StructFlavor:
		kind = symbolStruct
	case syntax.ExceptionFlavor, syntax.ResumptionFlavor:
		kind = symbolEvent
	}
	out := snap.symbol(d, d.Name, kind, "")
	for _, c := range d.Ctors {
		for _, f := range c.FieldNames {
			out[0].Children = append(out[0].Children, snap.symbol(f, f, symbolField, "")...)
		}
		if c.FieldNames == nil && d.Flavor != syntax.StructFlavor {
			out[0].Children = append(out[0].Children, snap.symbol(c, c.Name, symbolEnumMember, snap.globalType(c.Name))...)
		}
	}
	return out
}

// instanceSymbol returns the symbol of an instance, which goes by its head.
func (snap *snapshot) instanceSymbol(d *syntax.InstanceDef) []documentSymbol {
	if d.Derived {
		return nil
	}
	at := d.Pred.Span()
	name := strings.Trim(strings.Join(strings.Fields(snap.session.Files.Text(at)), " "), "()")
	out := snap.symbolAtSpan(d, name, at, symbolObject, "instance")
	for _, m := range d.Methods {
		out.Children = append(out.Children, snap.symbol(m, m.Name, symbolMethod, "")...)
	}
	return []documentSymbol{out}
}

// globalType returns the type of a toplevel name.
func (snap *snapshot) globalType(n *syntax.Name) string {
	if v := snap.module.Types.Env.Value(n.Sym.String()); v != nil && v.Scheme != nil {
		return snap.session.Written(v.Scheme)
	}
	return ""
}
