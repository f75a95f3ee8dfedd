package transpile_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/smelter-lang/smelter/transpile/diag"
	"github.com/smelter-lang/smelter/transpile/pipetest"
)

//go:generate env SMELTER_UPDATE=1 go test -run TestErrorsDoc .

// docs/errors.md has all pages, with what is printed for their examples.
func TestErrorsDoc(t *testing.T) {
	const path = "../docs/errors.md"
	want := errorsDoc(t)
	if os.Getenv("SMELTER_UPDATE") != "" {
		if err := os.WriteFile(path, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := os.ReadFile(path); err != nil || string(got) != want {
		t.Errorf("docs/errors.md is not up to date: run make generate (%v)", err)
	}
}

func errorsDoc(t *testing.T) string {
	var b strings.Builder
	b.WriteString(`# Errors and warnings

<!-- Generated from transpile/diag/pages.txt by make generate. -->

What each diagnostic means, by its code: ` + "`smelter explain CODE`" + ` prints the same. An example that
does not begin with a package form stands behind ` + "`(package example (import coalton-prelude))`" + `.
`)
	section := ""
	for _, p := range diag.Pages() {
		if p.Section != section {
			section = p.Section
			fmt.Fprintf(&b, "\n## %s\n", section)
		}
		fmt.Fprintf(&b, "\n### %s\n\n**%s**. %s\n", p.Code, p.Title, p.Text)
		fmt.Fprintf(&b, "\n```lisp\n%s\n```\n\n```\n%s```\n", strings.TrimSpace(p.Wrong), printedFirst(t, p))
		if p.Right != "" {
			fmt.Fprintf(&b, "\nMended:\n\n```lisp\n%s\n```\n", strings.TrimSpace(p.Right))
		}
	}
	return b.String()
}

// printedFirst returns what is printed first for the example of a page.
func printedFirst(t *testing.T, p *diag.Page) string {
	const file = "example.coal"
	s, _ := pipetest.CheckFiles(t, file, func(path string) (string, bool) { return diag.Program(p.Wrong), path == file })
	d := *s.Diags.Sorted()[0]
	d.Helps = nil // advice changes more often than what Coalton says
	return pipetest.Printed(t, s, &d)
}
