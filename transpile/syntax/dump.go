package syntax

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/smelter-lang/smelter/transpile/source"
)

// Fprint writes a module's tree: a line for each node with its kind, what it says by
// itself and where it is, nodes below it indented.
func Fprint(w io.Writer, m *Module) error {
	d := &dumper{out: bufio.NewWriter(w), file: m.File}
	for i, u := range m.Units {
		if i > 0 {
			fmt.Fprintln(d.out)
		}
		for _, decl := range u.Decls {
			d.node(decl)
		}
	}
	return d.out.Flush()
}

type dumper struct {
	out   *bufio.Writer
	file  *source.File
	depth int
}

func (d *dumper) node(n Node) {
	kind := strings.TrimPrefix(fmt.Sprintf("%T", n), "*syntax.")
	parts := append([]string{kind}, detail(n)...)
	line := strings.Repeat("  ", d.depth) + strings.Join(parts, " ")
	if at := n.Span(); at.Valid() && at.File == d.file.ID {
		from, to := d.file.Position(at.Lo), d.file.Position(at.Hi)
		line += fmt.Sprintf(" @%d:%d-%d:%d", from.Line, from.Col, to.Line, to.Col)
	}
	fmt.Fprintln(d.out, line)
	d.depth++
	walker{func(child Node) bool { d.node(child); return false }}.children(n)
	d.depth--
}

// detail returns what a node says by itself.
func detail(n Node) []string {
	switch n := n.(type) {
	case *Name:
		return []string{n.Text}
	case *Var:
		return []string{n.Sym.String()}
	case *Lit:
		return []string{n.text()}
	case *Accessor:
		return []string{"." + n.Field}
	case *TypeName:
		return []string{n.Sym.String()}
	case *TypeVar:
		return []string{":" + n.Name}
	case *TypeKey:
		return []string{":" + n.Name}
	case *KeyArg:
		return []string{":" + n.Name}
	case *Break:
		return label(n.Label)
	case *Continue:
		return label(n.Label)
	case *Native:
		return []string{strconv.Quote(n.Func)}
	case *NativeDef:
		return []string{strconv.Quote(n.Func)}
	case *Clause:
		return []string{[...]string{ForIn: "in", ForBelow: "below", With: "with", WhenTrue: "when"}[n.Kind]}
	case *For:
		return n.clauses()
	case *TypeDef:
		return n.attributes()
	}
	return flags(n)
}

// flags returns the marks of a node that tell variants of a form apart.
func flags(n Node) []string {
	flag := func(set bool, name string) []string {
		if set {
			return []string{name}
		}
		return nil
	}
	switch n := n.(type) {
	case *Let:
		return flag(n.Sequential, "sequential")
	case *When:
		return flag(n.Unless, "unless")
	case *Logic:
		return flag(n.Or, "or")
	case *Progn:
		return flag(n.Unsafe, "unsafe")
	case *Lambda:
		return flag(n.Transparent, "transparent")
	case *Builder:
		return flag(n.Assoc, "association")
	case *QualType:
		return flag(n.Explicit, "forall")
	case *Declare:
		return append(flag(n.Monomorphize, "monomorphize"), flag(n.Inline, "inline")...)
	case *Define:
		out := append(flag(n.Function, "function"), flag(n.Monomorphize, "monomorphize")...)
		return append(out, flag(n.Inline, "inline")...)
	}
	return nil
}

func (n *TypeDef) attributes() []string {
	out := []string{[...]string{
		DataFlavor: "data", StructFlavor: "struct", ExceptionFlavor: "exception", ResumptionFlavor: "resumption",
	}[n.Flavor]}
	if n.Repr != ReprNone {
		out = append(out, [...]string{
			ReprLisp: "lisp", ReprEnum: "enum", ReprTransparent: "transparent", ReprNative: "native",
		}[n.Repr])
	}
	if n.Native != "" {
		out = append(out, strconv.Quote(n.Native))
	}
	return out
}

// clauses returns which of the expressions of a loop there are.
func (n *For) clauses() []string {
	out := label(n.Label)
	if n.Sequential {
		out = append(out, "sequential")
	}
	if n.Returns != nil {
		out = append(out, "returns")
	}
	if n.Term != Forever {
		out = append(out, [...]string{While: "while", Until: "until", Repeat: "repeat"}[n.Term])
	}
	return out
}

func label(s string) []string {
	if s == "" {
		return nil
	}
	return []string{":" + s}
}

// text returns a literal in a form that tells its kind.
func (l *Lit) text() string {
	switch l.Kind {
	case LitInt, LitRatio:
		return l.Num.RatString()
	case LitF32:
		return strconv.FormatFloat(l.F, 'g', -1, 32)
	case LitF64:
		return strconv.FormatFloat(l.F, 'g', -1, 64) + "d0"
	case LitString:
		return strconv.Quote(l.Str)
	}
	return strconv.QuoteRune(l.Char)
}
