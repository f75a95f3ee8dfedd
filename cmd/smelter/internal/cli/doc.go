package cli

import (
	"bufio"
	"fmt"
	"os"
	"strings"

	"github.com/smelter-lang/smelter/runtime"
	"github.com/smelter-lang/smelter/transpile"
	"github.com/smelter-lang/smelter/transpile/doc"
)

var docCommand = command{
	name: "doc", args: "[PACKAGE|NAME|PACKAGE:NAME|FILE]", short: "show what a package or a script has",
	long: `Without an operand: the packages of the library, a line each. A package goes by its full name or,
as in scripts, by the last part of it. Of a script it is what it defines, or exports.

  smelter doc list         the package coalton/list
  smelter doc list:sort    one name of it
  smelter doc sort         all packages that have a name
  smelter doc util.coal    a script`,
	run: func(o *options, args []string) error {
		if len(args) > 1 {
			return usage{"doc is about one thing"}
		}
		w := bufio.NewWriter(os.Stdout)
		defer w.Flush()
		if len(args) == 1 && looksLikeFile(args[0]) {
			return o.docScript(w, args[0])
		}
		s, err := newSession(transpile.World{Prelude: runtime.Prelude()})
		if err != nil {
			return err
		}
		if len(args) == 0 {
			docPackages(w, s)
			return nil
		}
		return docName(w, s, args[0])
	},
}

// looksLikeFile reports whether an operand is a file rather than a package.
func looksLikeFile(arg string) bool {
	info, err := os.Stat(arg)
	return arg == "-" || err == nil && !info.IsDir() || strings.HasSuffix(arg, ".coal")
}

func (o *options) docScript(w *bufio.Writer, path string) error {
	p, err := open(o, path)
	if err != nil {
		return err
	}
	if err := p.check(); err != nil {
		return err
	}
	docPackage(w, p.session.DocumentScript(p.module))
	return nil
}

// docPackages lists the packages of the library.
func docPackages(w *bufio.Writer, s *transpile.Session) {
	for _, name := range s.LibraryPackages() {
		fmt.Fprintf(w, "%-44s %s\n", name, doc.Sentence(s.DocumentPackage(name).Text))
	}
}

// docName shows a package, a name of one, or a name of all packages that have it.
func docName(w *bufio.Writer, s *transpile.Session, arg string) error {
	if d := s.DocumentPackage(arg); d != nil {
		docPackage(w, d)
		return nil
	}
	pkg, name, qualified := strings.Cut(arg, ":")
	packages := []string{pkg}
	if !qualified {
		name, packages = arg, s.LibraryPackages()
	}
	found := false
	seen := map[string]bool{} // packages export what others define
	for _, pkg := range packages {
		d := s.DocumentPackage(pkg)
		if d == nil {
			return usage{"there is no package " + pkg + " (smelter doc lists them)"}
		}
		for _, e := range d.Entries {
			if text := entryText(e); strings.EqualFold(e.Name, name) && !seen[text] {
				seen[text], found = true, true
				fmt.Fprintf(w, "%s\n%s", d.Name, text)
			}
		}
	}
	if !found {
		return usage{"nothing is called " + arg + " (smelter doc lists packages, smelter doc PACKAGE their names)"}
	}
	return nil
}

func docPackage(w *bufio.Writer, d *transpile.Document) {
	fmt.Fprintf(w, "%s\n%s\n", d.Name, indent(d.Text))
	for _, e := range d.Entries {
		if e.Of == "" { // methods stand in their class, constructors in their type
			fmt.Fprint(w, entryText(e))
		}
	}
}

// entryText is what there is to say of a name.
func entryText(e *doc.Entry) string {
	head := e.Form
	switch {
	case head == "" && e.Type == "":
		head = e.Name
	case head == "":
		head = e.Name + " : " + e.Type
	}
	switch {
	case e.Ctor:
		head += ", a constructor of " + e.Of
	case e.Of != "":
		head += ", a method of " + e.Of
	}
	if e.Text == "" {
		return indentBy(2, head)
	}
	return indentBy(2, head) + indentBy(6, e.Text)
}
