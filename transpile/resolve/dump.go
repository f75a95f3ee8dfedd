package resolve

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/smelter-lang/smelter/transpile/source"
	"github.com/smelter-lang/smelter/transpile/syntax"
)

// Fprint writes what was learnt of a unit: the groups in which its definitions are
// inferred, those that are checked against declarations, the order in which values are
// computed, and what each variable refers to.
func Fprint(w io.Writer, u *syntax.Unit, in *Info, file *source.File) error {
	b := bufio.NewWriter(w)
	fmt.Fprintf(b, "package  %s\n", u.Pkg.Name)
	fmt.Fprintf(b, "infer    %s\n", groupNames(in.Groups))
	fmt.Fprintf(b, "declared %s\n", groupNames([][]*syntax.Define{in.Declared}))
	fmt.Fprintf(b, "compute  %s\n", groupNames(in.Order))
	syntax.WalkUnit(u, func(n syntax.Node) bool {
		v, ok := n.(*syntax.Var)
		if !ok || v.Span().File != file.ID {
			return true
		}
		at := file.Position(v.Span().Lo)
		fmt.Fprintf(b, "%d:%d %s is ", at.Line, at.Col, v.Text)
		if local := in.Binder(v); local != nil {
			at := file.Position(local.Span().Lo)
			fmt.Fprintf(b, "that of %d:%d\n", at.Line, at.Col)
		} else {
			fmt.Fprintln(b, v.Sym)
		}
		return true
	})
	return b.Flush()
}

// groupNames returns the names of definitions, with bars between groups.
func groupNames(groups [][]*syntax.Define) string {
	var out []string
	for _, g := range groups {
		var names []string
		for _, d := range g {
			names = append(names, d.Name.Text)
		}
		out = append(out, strings.Join(names, " "))
	}
	return strings.Join(out, " | ")
}
