package transpile_test

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/packages"
)

// layers lists the packages of the pipeline from the bottom up. A package may import only
// packages on lines above its own.
const layers = `
runtime/spelling
runtime/str
runtime/rt
runtime/num
runtime/float
runtime/frac
runtime/format
runtime/sys
runtime/file
runtime/script
runtime/signals
runtime/fs
runtime/test
runtime/task
runtime/datetime
runtime/zones
runtime/json
runtime/csv
runtime/cli
runtime/process
runtime/env
runtime/hash
runtime/encoding
runtime/http
runtime/httpserve
runtime/random
runtime/regex
runtime
transpile/scc
transpile/source
transpile/diag
transpile/names
transpile/reader
transpile/format
transpile/doc
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
cmd/smelter/internal/lsp
cmd/smelter/internal/cli
cmd/smelter
`

// only says who may import what few packages need.
var only = map[string]string{
	"github.com/dave/jennifer/jen": "transpile/emit",
	"github.com/spf13/pflag":       "cmd/smelter/internal/cli",
	"net/http":                     "runtime/http", // and its server
}

const module = "github.com/smelter-lang/smelter/"

func TestLayers(t *testing.T) {
	place := map[string]int{}
	for i, p := range strings.Fields(layers) {
		place[p] = i + 1
	}
	pkgs, err := packages.Load(&packages.Config{Mode: packages.NeedName | packages.NeedImports, Dir: ".."},
		"./cache/...", "./cmd/...", "./runtime/...", "./transpile/...", "./typesys/...")
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, p := range pkgs {
		name := strings.TrimPrefix(p.PkgPath, module)
		seen[name] = true
		if name == "transpile/golden" || strings.HasSuffix(name, "test") {
			continue // helpers of tests
		}
		if place[name] == 0 {
			t.Errorf("%s has no place among the layers", name)
		}
		for path := range p.Imports {
			below, ours := strings.CutPrefix(path, module)
			if ours && place[below] == 0 {
				t.Errorf("%s imports %s, which is for tests", name, below)
			}
			if ours && place[below] >= place[name] {
				t.Errorf("%s imports %s, which does not stand above it", name, below)
			}
			if user, limited := only[path]; limited && !strings.HasPrefix(name, user) {
				t.Errorf("%s imports %s, which is for %s", name, path, user)
			}
			if !ours && strings.Contains(path, ".") && standardOnly(name) {
				t.Errorf("%s imports %s: it may use the standard library only", name, path)
			}
			if slices.Contains([]string{"os", "os/exec", "net", "syscall"}, path) && pure(name) {
				t.Errorf("%s imports %s: it may not reach for the world", name, path)
			}
		}
	}
	for name := range place {
		if !seen[name] {
			t.Errorf("there is no package %s", name)
		}
	}
}

// standardOnly reports whether a package is part of programs, or of the way to one that is
// compiled already.
func standardOnly(name string) bool {
	return strings.HasPrefix(name, "runtime") || name == "cache" || name == "cmd/smelter/internal/fast"
}

// pure reports whether a package is of the compiler proper: what it needs of the world, its
// caller hands to it.
func pure(name string) bool {
	return strings.HasPrefix(name, "typesys") || strings.HasPrefix(name, "transpile") && name != "transpile/gobuild"
}
