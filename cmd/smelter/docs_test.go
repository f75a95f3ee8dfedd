package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/smelter-lang/smelter/transpile/diag"
	"github.com/smelter-lang/smelter/transpile/reader"
	"github.com/smelter-lang/smelter/transpile/source"
)

// This file runs the examples of README.md, docs/language.md and docs/batteries. The examples of a chapter are one
// script, so later ones may use what earlier ones define:
//
//   - "```lisp" adds to the script of its chapter. `;=>` after a form says how its value
//     prints; a "```text" block after the example says what it writes.
//   - "```lisp file" is a program of its own.
//   - "```lisp error" is a program whose diagnostics begin with the block that follows.

// A fence is a fenced block of a page.
type fence struct {
	info, text string
	line       int
}

// A chapter is what stands under a heading of the first or second level.
type chapter struct {
	title  string
	fences []fence
}

func TestPages(t *testing.T) {
	docs := filepath.Join("..", "..", "docs")
	pages, err := filepath.Glob(filepath.Join(docs, "batteries", "*.md"))
	if err != nil || len(pages) == 0 {
		t.Fatalf("no pages: %v", err)
	}
	for _, path := range append(pages, filepath.Join(docs, "language.md"), filepath.Join(docs, "..", "README.md")) {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range chapters(string(text)) {
			if len(c.fences) > 0 {
				t.Run(filepath.Base(path)+"/"+c.title, func(t *testing.T) { c.run(t) })
			}
		}
	}
}

// chapters takes a page apart.
func chapters(page string) []chapter {
	var out []chapter
	var open *fence
	for i, line := range strings.Split(page, "\n") {
		switch {
		case open != nil && line == "```":
			last := &out[len(out)-1]
			last.fences = append(last.fences, *open)
			open = nil
		case open != nil:
			open.text += line + "\n"
		case strings.HasPrefix(line, "```"):
			open = &fence{info: line[3:], line: i + 1}
		case strings.HasPrefix(line, "## "), strings.HasPrefix(line, "# "):
			out = append(out, chapter{title: strings.TrimLeft(line, "# ")})
		}
	}
	return out
}

// run runs the script of a chapter, and the programs in it that stand alone.
func (c chapter) run(t *testing.T) {
	var script, want strings.Builder
	for i, f := range c.fences {
		answer := ""
		if i+1 < len(c.fences) && c.fences[i+1].info == "text" {
			answer = c.fences[i+1].text
		}
		switch f.info {
		case "lisp":
			example, values := printing(t, f)
			script.WriteString(example)
			want.WriteString(values + answer)
		case "lisp file":
			if got, errs := smelterOn(t, "run", f.text); got != answer {
				t.Errorf("line %d prints\n%s%s", f.line, got, errs)
			}
		case "lisp error":
			if _, errs := smelterOn(t, "check", f.text); !strings.HasPrefix(trimLines(errs), trimLines(answer)) {
				t.Errorf("line %d is told\n%s", f.line, errs)
			}
		case "text":
		default:
			t.Errorf("line %d: unknown kind of block %q", f.line, f.info)
		}
	}
	if script.Len() == 0 {
		return
	}
	if got, errs := smelterOn(t, "run", script.String()); got != want.String() {
		t.Errorf("the chapter prints\n%s\ninstead of\n%s\n%s", got, want.String(), errs)
	}
}

var arrow = regexp.MustCompile(`^\s*;=> (.*)`)

// printing makes an example print the value of each form that `;=>` follows, and returns
// what it is to print.
func printing(t *testing.T, f fence) (script, want string) {
	var files source.Set
	var errs diag.List
	forms := reader.Read(files.Add("example.coal", f.text), &errs)
	if errs.HasErrors() {
		t.Fatalf("line %d: the example cannot be read", f.line)
	}
	var out, values strings.Builder
	for i, form := range forms {
		end := len(f.text)
		if i+1 < len(forms) {
			end = int(forms[i+1].Span.Lo)
		}
		text := f.text[form.Span.Lo:form.Span.Hi]
		if m := arrow.FindStringSubmatch(f.text[form.Span.Hi:end]); m != nil {
			text = fmt.Sprintf("(print (show-as-string %s))", text)
			values.WriteString(m[1] + "\n")
		}
		out.WriteString(text + "\n")
	}
	return out.String(), values.String()
}

// smelterOn runs a command of smelter on a text, in a folder of its own.
func smelterOn(t *testing.T, command, text string) (out, errs string) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "example.coal"), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	bin, err := exec.LookPath("smelter") // which testscript.Main has put into PATH
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(bin, command, "example.coal")
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "SMELTER_CACHE_DIR="+cacheDir(t), "NO_COLOR=1")
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	_ = cmd.Run() // the test compares what it says
	return stdout.String(), stderr.String()
}

// trimLines drops blanks at the ends of lines.
func trimLines(s string) string {
	lines := strings.Split(strings.TrimSpace(s), "\n")
	for i, l := range lines {
		lines[i] = strings.TrimRight(l, " ")
	}
	return strings.Join(lines, "\n")
}
