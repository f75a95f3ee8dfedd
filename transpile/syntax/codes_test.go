package syntax

import (
	"go/ast"
	"go/constant"
	"go/types"
	"testing"

	"golang.org/x/tools/go/packages"

	"github.com/smelter-lang/smelter/transpile/diag"
)

// Every title that this package reports has a code with a page. Titles are what is passed
// to parameters of that name; the few that are put together belong to a family.
func TestTitlesHavePages(t *testing.T) {
	pkgs, err := packages.Load(&packages.Config{Mode: packages.LoadSyntax}, ".")
	if err != nil || len(pkgs) != 1 {
		t.Fatal(pkgs, err)
	}
	titles := 0
	for _, file := range pkgs[0].Syntax {
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			sig, ok := pkgs[0].TypesInfo.TypeOf(call.Fun).(*types.Signature)
			if !ok {
				return true
			}
			for i := range min(sig.Params().Len(), len(call.Args)) {
				v := pkgs[0].TypesInfo.Types[call.Args[i]].Value
				if sig.Params().At(i).Name() != "title" || v == nil {
					continue
				}
				titles++
				title := constant.StringVal(v)
				if p := diag.Explain(codeOf(title)); p == nil || !p.Fits(title) {
					t.Errorf("%q has the code %s, which has no page for it", title, codeOf(title))
				}
			}
			return true
		})
	}
	if titles < 50 {
		t.Errorf("only %d titles were found", titles)
	}
	for _, f := range families {
		if diag.Explain(f.code) == nil {
			t.Errorf("%s has no page", f.code)
		}
	}
}
