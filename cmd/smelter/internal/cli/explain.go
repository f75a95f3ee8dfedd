package cli

import (
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/smelter-lang/smelter/runtime/spelling"
	"github.com/smelter-lang/smelter/transpile/diag"
)

var explainCommand = command{
	name: "explain", args: "[CODE]", short: "tell more of a diagnostic, or list their codes",
	run: func(_ *options, args []string) error {
		switch len(args) {
		case 0:
			listPages(os.Stdout)
			return nil
		case 1:
			return explain(os.Stdout, args[0])
		}
		return usage{"explain takes one code"}
	},
}

// listPages prints all codes with their titles.
func listPages(w io.Writer) {
	section := ""
	for _, p := range diag.Pages() {
		if p.Section != section {
			if section != "" {
				fmt.Fprintln(w)
			}
			section = p.Section
			fmt.Fprintln(w, section)
		}
		fmt.Fprintf(w, "  %-36s %s\n", p.Code, p.Title)
	}
}

// explain prints the page of a code.
func explain(w io.Writer, code string) error {
	code = strings.ToLower(code)
	p := diag.Explain(diag.Code(code))
	if p == nil {
		text := "there is no code " + code
		if near, ok := spelling.Closest(code, diag.Codes()); ok {
			text += "; did you mean " + strings.ToLower(near) + "?"
		}
		return usage{text + " (smelter explain lists them)"}
	}
	fmt.Fprintf(w, "%s: %s\n\n%s\n\nFor example:\n\n%s", p.Code, p.Title, p.Text, indent(p.Wrong))
	if p.Right != "" {
		fmt.Fprintf(w, "\nMended:\n\n%s", indent(p.Right))
	}
	return nil
}

func indent(text string) string { return indentBy(4, text) }

// indentBy puts blanks before each line of a text, and ends the last one.
func indentBy(n int, text string) string {
	blanks := strings.Repeat(" ", n)
	return blanks + strings.ReplaceAll(strings.TrimRight(text, "\n"), "\n", "\n"+blanks) + "\n"
}
