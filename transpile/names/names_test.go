package names

import (
	"fmt"
	"testing"
)

func world() (*World, *Package, *Package) {
	w := NewWorld(nil)
	lists, strings := w.Define("coalton/list"), w.Define("coalton/string")
	for _, name := range []string{"LENGTH", "SORT"} {
		lists.Export(lists.Intern(name))
	}
	for _, name := range []string{"LENGTH", "UPCASE", "SPLIT"} {
		strings.Export(strings.Intern(name))
	}
	return w, lists, strings
}

func TestNamesAreFoundInTheOrderOfUse(t *testing.T) {
	w, lists, strings := world()
	p := w.Define("user")
	if c := p.Use(lists); len(c) != 0 {
		t.Errorf("first use has conflicts: %v", c)
	}
	if c := fmt.Sprint(p.Use(strings)); c != "[{COALTON/LIST:LENGTH COALTON/STRING:LENGTH}]" {
		t.Errorf("conflicts are %v", c)
	}
	if again := p.Use(strings); again != nil {
		t.Errorf("using a package again has conflicts: %v", again)
	}
	for name, want := range map[string]string{
		"LENGTH": "COALTON/LIST:LENGTH",
		"UPCASE": "COALTON/STRING:UPCASE",
		"MINE":   "USER:MINE",
	} {
		if got := p.Intern(name); got.String() != want || p.Intern(name) != got {
			t.Errorf("%s is read as %s, want %s", name, got, want)
		}
	}
}

func TestShadowedAndImportedNamesHaveNoConflict(t *testing.T) {
	w, lists, strings := world()
	p := w.Define("user")
	p.Import(strings.FindExported("LENGTH"))
	p.Shadow("SORT")
	p.Use(lists)
	if c := p.Use(strings); len(c) != 0 {
		t.Errorf("conflicts: %v", c)
	}
	if got := p.Intern("LENGTH").String(); got != "COALTON/STRING:LENGTH" {
		t.Errorf("imported name is %s", got)
	}
	if got := p.Intern("SORT").String(); got != "USER:SORT" {
		t.Errorf("shadowed name is %s", got)
	}
	if c := p.Import(lists.FindExported("SORT")); len(c) != 1 {
		t.Errorf("importing over a symbol of one's own has %d conflicts", len(c))
	}
}

func TestSameSymbolExportedTwiceIsNoConflict(t *testing.T) {
	w, lists, _ := world()
	prelude := w.Define("coalton-prelude")
	prelude.Use(lists)
	prelude.Export(prelude.Intern("SORT"))
	p := w.Define("user")
	p.Use(prelude)
	if c := p.Use(lists); len(c) != 0 {
		t.Errorf("conflicts: %v", c)
	}
	if got := fmt.Sprint(prelude.Exports()); got != "[COALTON/LIST:SORT]" {
		t.Errorf("exports are %s", got)
	}
}

func TestPackagesAreLoadedOnDemand(t *testing.T) {
	var asked []string
	w := NewWorld(nil)
	w.Load = func(name string) *Package {
		asked = append(asked, name)
		if name == "COALTON/LIST" {
			return w.Define(name)
		}
		return nil
	}
	p := w.Define("user")
	p.AddNickname("l", "coalton-library/list")
	if len(asked) != 0 {
		t.Errorf("a nickname loads %v", asked)
	}
	list := w.FindFrom(p, "L")
	if list == nil || list.Name != "COALTON/LIST" || w.Find("coalton-library/list") != list {
		t.Errorf("the legacy name finds %v", list)
	}
	if w.Find("nowhere") != nil {
		t.Error("a package out of nothing")
	}
}

func TestGlobalAlias(t *testing.T) {
	w, lists, _ := world()
	w.Alias("lists", "coalton/list")
	if w.Find("LISTS") != lists {
		t.Error("alias does not find its package")
	}
}

func TestExportersArePackagesForPrograms(t *testing.T) {
	w, lists, _ := world()
	prelude, internal := w.Define("coalton-prelude"), w.Define("coalton/internal/sorting")
	prelude.Export(lists.FindExported("SORT"))
	internal.Export(internal.Intern("SORT"))
	pkgs, symbols := w.Exporters("sort")
	if got := fmt.Sprint(pkgs[0].Name, " ", symbols); len(pkgs) != 1 || got != "COALTON-PRELUDE [COALTON/LIST:SORT]" {
		t.Errorf("exporters are %s", got)
	}
}
