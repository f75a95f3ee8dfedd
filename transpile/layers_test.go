package transpile_test

import (
	"strings"
	"testing"

	"golang.org/x/tools/go/packages"
)

// layers lists the packages of the pipeline from the bottom up. A package may import only
// packages on lines above its own.
const layers = `
runtime/str
runtime/rt
runtime/num
runtime/float
runtime/frac
runtime/format
runtime/sys
runtime/file
runtime/script
runtime
transpile/source
transpile/diag
transpile/names
transpile/reader
transpile/expand
transpile/syntax
transpile/resolve
typesys
typesys/env
typesys/entail
typesys/kinds
typesys/infer
typesys/exhaust
transpile/core
transpile/lower
transpile/iface
transpile/mono
transpile/opt
transpile/emit
cache
transpile/gobuild
transpile
cmd/smelter/internal/fast
cmd/smelter/internal/cli
cmd/smelter
`

func TestLayers(t *testing.T) {
	const module = "github.com/smelter-lang/smelter/"
	place := map[string]int{}
	for i, p := range strings.Fields(layers) {
		place[p] = i + 1
	}
	pkgs, err := packages.Load(&packages.Config{Mode: packages.NeedName | packages.NeedImports, Dir: ".."},
		"./cache/...", "./cmd/...", "./runtime/...", "./transpile/...", "./typesys/...")
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range pkgs {
		name := strings.TrimPrefix(p.PkgPath, module)
		if name == "transpile/golden" || strings.HasSuffix(name, "test") {
			continue // helpers of tests
		}
		if place[name] == 0 {
			t.Errorf("%s has no place among the layers", name)
		}
		for path := range p.Imports {
			below, ours := strings.CutPrefix(path, module)
			if ours && place[below] >= place[name] {
				t.Errorf("%s imports %s, which stands above it", name, below)
			}
			if strings.HasSuffix(path, "dave/jennifer/jen") && name != "transpile/emit" {
				t.Errorf("%s imports jennifer, which is for transpile/emit", name)
			}
			if strings.HasSuffix(path, "spf13/pflag") && name != "cmd/smelter/internal/cli" {
				t.Errorf("%s imports pflag, which is for the command line", name)
			}
		}
	}
}
