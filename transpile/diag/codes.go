package diag

import (
	_ "embed"
	"iter"
	"strings"
	"sync"
)

// This file has what can be told of a kind of diagnostic beyond its words: pages.txt, one
// page for each Code.

//go:embed pages.txt
var pageText string

// A Page explains a Code.
type Page struct {
	Code    Code
	Title   string // of the diagnostic, with "..." for what varies
	Section string
	Text    string
	Wrong   string // an example
	Right   string // how it is mended; may be empty
}

// Pages returns all pages, in the order of pages.txt.
var Pages = sync.OnceValue(func() []*Page {
	_, rest, _ := strings.Cut(pageText, "\n## ")
	var pages []*Page
	for section := range strings.SplitSeq(rest, "\n## ") {
		name, rest, _ := strings.Cut(section, "\n")
		for text := range strings.SplitSeq(rest, "\n# ") {
			if text = strings.Trim(text, "\n"); text != "" {
				pages = append(pages, page(name, text))
			}
		}
	}
	return pages
})

// page takes a page apart; text begins with CODE: TITLE.
func page(section, text string) *Page {
	head, body, _ := strings.Cut(text, "\n")
	code, title, _ := strings.Cut(head, ": ")
	body, right, _ := strings.Cut(body, "\n-- right --\n")
	body, wrong, _ := strings.Cut(body, "\n-- wrong --\n")
	return &Page{Code(code), title, section, strings.Trim(body, "\n"), wrong, right}
}

// Explain returns the page of a code, or nil.
func Explain(code Code) *Page {
	for _, p := range Pages() {
		if p.Code == code {
			return p
		}
	}
	return nil
}

// Codes yields the codes that have pages.
func Codes() iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, p := range Pages() {
			if !yield(string(p.Code)) {
				return
			}
		}
	}
}

// oneByte stands for a byte in an example that would not be text with it.
var oneByte = strings.NewReplacer("⟦E9⟧", "\xe9")

// Program returns an example as a whole file.
func Program(example string) string {
	example = oneByte.Replace(example)
	if strings.HasPrefix(example, "(package") || strings.HasPrefix(example, "(defpackage") ||
		strings.HasPrefix(example, "(in-package") || strings.HasPrefix(example, "; script") {
		return example
	}
	return "(package example (import coalton-prelude))\n\n" + example + "\n"
}

// Fits reports whether the title of a diagnostic is that of the page.
func (p *Page) Fits(title string) bool {
	parts := strings.Split(p.Title, "...")
	rest, ok := strings.CutPrefix(title, strings.TrimSpace(parts[0]))
	for _, part := range parts[1:] {
		i := strings.Index(rest, strings.TrimSpace(part))
		ok = ok && i >= 0
		if ok {
			rest = rest[i+len(strings.TrimSpace(part)):]
		}
	}
	return ok && (rest == "" || strings.HasSuffix(p.Title, "..."))
}
