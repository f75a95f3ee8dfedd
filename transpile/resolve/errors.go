package resolve

import (
	"github.com/smelter-lang/smelter/transpile/diag"
	"github.com/smelter-lang/smelter/transpile/source"
	"github.com/smelter-lang/smelter/transpile/syntax"
)

// This file has the words of all that this package reports.

func problem(code diag.Code, title string, at source.Span, text string) *diag.Diagnostic {
	return &diag.Diagnostic{Code: code, Title: title, Notes: []diag.Note{diag.Primary(at, text)}}
}

func orphanDeclaration(d *syntax.Declare) *diag.Diagnostic {
	return problem("orphan-declaration", "Orphan declaration", d.Name.Span(),
		"declaration does not have an associated definition")
}

func orphanDeclare(d *syntax.LocalDeclare, where, what string) *diag.Diagnostic {
	return problem("orphan-declare", "Orphan declare in "+where, d.Name.Span(),
		"declaration does not have an associated "+what)
}

func unexpectedReturn(e *syntax.Return) *diag.Diagnostic {
	return problem("unexpected-return", "Unexpected return", e.Span(), "returns must be inside a lambda")
}

func invalidReturn(e *syntax.Return) *diag.Diagnostic {
	return problem("invalid-return", "Invalid return", e.Span(), "returns cannot be in a do expression")
}

// notTailCall reports a use of a rec's operator; n is where the rec binds it.
func notTailCall(v *syntax.Var, n *syntax.Name) *diag.Diagnostic {
	d := problem("invalid-rec", "Invalid rec", v.Span(),
		"this use of recursive operator "+n.Text+" is not a direct tail call")
	d.Notes = append(d.Notes, diag.Secondary(n.Span(), "`rec` binds "+n.Text+" here"))
	d.Helps = []diag.Help{{Span: v.Span(), Replacement: v.Text, Text: "Use `let` + `fn` instead if you need " +
		"non-tail recursion or want to pass the recursive function around."}}
	return d
}

func recursiveInit(n *syntax.Name) *diag.Diagnostic {
	return problem("invalid-recursive-bindings", "Invalid recursive bindings", n.Span(),
		"invalid recursive variable bindings")
}

// HelpItself adds why the value of a binding means the binding itself.
func (in *Info) HelpItself(d *diag.Diagnostic, n *syntax.Name, value syntax.Expr) {
	var use *syntax.Var
	syntax.Walk(value, func(x syntax.Node) bool {
		if v, ok := x.(*syntax.Var); ok && use == nil && in.Binder(v) == n {
			use = v
		}
		return use == nil
	})
	if use != nil && !syntax.SayCase(d, use.Text, n.Text) {
		d.Helps = append(d.Helps, diag.Help{Text: "a binding sees itself, and no other " + n.Text +
			" outside of it: give one of them another name"})
	}
}

// recursiveValue reports a toplevel value of a group that refers to itself.
func recursiveValue(value *syntax.Name, group []*syntax.Define, mixed bool) *diag.Diagnostic {
	text := "top-level values cannot be defined recursively"
	if mixed {
		text = "top-level recursive definitions must all be functions, but " + value.Sym.Name + " is a value"
	}
	d := problem("invalid-recursive-bindings", "Invalid recursive bindings", value.Span(), text)
	for _, o := range group {
		if o.Name != value {
			d.Notes = append(d.Notes, diag.Secondary(o.Name.Span(), "recursive dependency here"))
		}
	}
	d.Helps = []diag.Help{{Span: value.Span(), Replacement: value.Text, Text: "Top-level definitions are " +
		"initialized in order. Turn one definition into a function, or build the cyclic value inside a local `let`."}}
	return d
}
