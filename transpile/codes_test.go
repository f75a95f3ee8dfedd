package transpile_test

import (
	"go/constant"
	"strings"
	"testing"

	"golang.org/x/tools/go/packages"

	"github.com/smelter-lang/smelter/transpile/diag"
	"github.com/smelter-lang/smelter/transpile/pipetest"
)

// Each page has an example that gives its code, and one that gives no error.
func TestPages(t *testing.T) {
	seen := map[diag.Code]bool{}
	for _, p := range diag.Pages() {
		if seen[p.Code] {
			t.Errorf("%s has two pages", p.Code)
		}
		seen[p.Code] = true
		if p.Title == "" || p.Text == "" {
			t.Errorf("%s has no title or text", p.Code)
		}
		s, _ := pipetest.Check(t, diag.Program(p.Wrong))
		all := s.Diags.Sorted()
		switch {
		case len(all) == 0:
			t.Errorf("%s: the example is not wrong", p.Code)
		case all[0].Code != p.Code || !p.Fits(all[0].Title):
			t.Errorf("%s: the example gives %s: %s", p.Code, all[0].Code, all[0].Title)
		case len(all) > 1 && all[0].Severity == diag.Error:
			t.Errorf("%s: the example gives %s too: %s", p.Code, all[1].Code, all[1].Title)
		}
		if p.Right != "" {
			s, _ := pipetest.Check(t, diag.Program(p.Right))
			for _, d := range s.Diags.All() {
				if d.Severity == diag.Error || d.Code == p.Code {
					t.Errorf("%s: the mended example gives\n%s", p.Code, pipetest.Printed(t, s, d))
				}
			}
		}
	}
}

// Every code that a phase reports has a page. Those of the parser, which are made of
// titles, have a test of their own.
func TestCodesHavePages(t *testing.T) {
	pkgs, err := packages.Load(&packages.Config{Mode: packages.LoadSyntax},
		"./reader", "./resolve", "../typesys/kinds", "../typesys/infer", "../typesys/exhaust")
	if err != nil {
		t.Fatal(err)
	}
	codes := 0
	for _, p := range pkgs {
		for x, tv := range p.TypesInfo.Types {
			if tv.Value == nil || !strings.HasSuffix(tv.Type.String(), "transpile/diag.Code") {
				continue
			}
			codes++
			if code := diag.Code(constant.StringVal(tv.Value)); code != "" && diag.Explain(code) == nil {
				t.Errorf("%s: %s has no page", p.Fset.Position(x.Pos()), code)
			}
		}
	}
	if codes < 50 {
		t.Errorf("only %d codes were found", codes)
	}
}
