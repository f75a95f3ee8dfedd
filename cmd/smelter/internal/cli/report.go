package cli

import (
	"errors"
	"fmt"
	"io"
	"os"
	"slices"

	"github.com/spf13/pflag"

	"github.com/smelter-lang/smelter/transpile/diag"
	"github.com/smelter-lang/smelter/transpile/source"
)

// This file prints diagnostics: for people on standard error, or as JSON.

// stdin is the path of a script that is read from standard input.
const stdin = "<stdin>"

// maxErrors bounds how many errors of a script are shown at once.
const maxErrors = 20

// reportOptions say how diagnostics are shown.
type reportOptions struct {
	json      bool
	jsonOut   io.Writer
	werror    bool
	color     colorWhen
	maxErrors int
}

// defaultReport shows diagnostics to people. If JSON is asked for it goes to standard
// error too, since standard output belongs to the script.
func defaultReport() reportOptions {
	return reportOptions{jsonOut: os.Stderr, color: colorAuto, maxErrors: maxErrors}
}

// diagnosticFlags are the flags of commands that check a script.
func diagnosticFlags(f *pflag.FlagSet, o *options) {
	f.BoolVar(&o.json, "json", false, "diagnostics as JSON, one object a line (docs/diagnostics.md)")
	f.BoolVar(&o.werror, "werror", false, "warnings are errors")
}

// report prints diagnostics; errors end with status 1.
func (o *options) report(files *source.Set, list *diag.List) error {
	if o.werror {
		list.PromoteWarnings()
	}
	shown := list.Sorted()
	var err error
	if o.json {
		err = diag.WriteJSON(o.jsonOut, files, shown)
	} else {
		err = o.print(files, shown)
	}
	if err == nil && list.HasErrors() {
		err = status(1)
	}
	return err
}

// print shows diagnostics to people, and where to read more about errors.
func (o *options) print(files *source.Set, list []*diag.Diagnostic) error {
	left := 0
	if n := o.maxErrors; n > 0 && len(list) > n && list[0].Severity == diag.Error {
		list, left = list[:n], len(list)-n
	}
	pr := &diag.Printer{Files: files, Color: o.color.on(os.Stderr)}
	if err := pr.PrintAll(os.Stderr, list); err != nil {
		return err
	}
	if left > 0 {
		fmt.Fprintf(os.Stderr, "\nMore errors: %d; `smelter check --max-errors 0` shows them all\n", left)
	}
	if code := explainable(list); code != "" {
		fmt.Fprintf(os.Stderr, "\nhelp: `smelter explain %s` tells more\n", code)
	}
	return nil
}

// explainable returns the code of the first error that has a page.
func explainable(list []*diag.Diagnostic) diag.Code {
	i := slices.IndexFunc(list, func(d *diag.Diagnostic) bool {
		return d.Severity == diag.Error && diag.Explain(d.Code) != nil
	})
	if i < 0 {
		return ""
	}
	return list[i].Code
}

// A colorWhen says when diagnostics are coloured.
type colorWhen string

const (
	colorAuto   colorWhen = "auto"
	colorAlways colorWhen = "always"
	colorNever  colorWhen = "never"
)

func (c *colorWhen) String() string { return string(*c) }
func (c *colorWhen) Type() string   { return "WHEN" }

func (c *colorWhen) Set(s string) error {
	switch when := colorWhen(s); when {
	case colorAuto, colorAlways, colorNever:
		*c = when
		return nil
	}
	return errors.New("must be auto, always or never")
}

// on decides whether what goes to a file is coloured. The option comes before the
// environment: NO_COLOR (no-color.org), then CLICOLOR_FORCE, then the terminal.
func (c colorWhen) on(f *os.File) bool {
	force := os.Getenv("CLICOLOR_FORCE")
	switch {
	case c != colorAuto:
		return c == colorAlways
	case os.Getenv("NO_COLOR") != "":
		return false
	case force != "" && force != "0":
		return true
	case os.Getenv("TERM") == "dumb":
		return false
	}
	return isTerminal(f)
}
