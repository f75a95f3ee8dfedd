// Package fuzztest makes fuzz tests repeatable: texts to start from, changes of them that a
// seed decides, and runs of as many executions as one asks for.
//
// In come the programs of testdata and docs, and a source of random numbers; out go texts
// that nobody has thought of. What is tried with a text, and what would be wrong with the
// result, is left to the tests. Well-typed programs are made by programtest.
package fuzztest

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/smelter-lang/smelter/transpile/golden"
)

// Programs returns the programs of folders of testdata, in order; * is any folder.
func Programs(t testing.TB, dirs ...string) []string {
	t.Helper()
	var out []string
	for _, dir := range dirs {
		paths, err := filepath.Glob(filepath.Join(golden.Root(t), "testdata", dir, "*.txtar"))
		if err != nil || len(paths) == 0 {
			t.Fatalf("no programs in testdata/%s", dir)
		}
		for _, path := range paths {
			a, err := txtar.ParseFile(path)
			if err != nil {
				t.Fatal(err)
			}
			out = append(out, sources(a)...)
		}
	}
	return out
}

// sources returns the scripts of an archive. A file without a package form follows the
// file "common".
func sources(a *txtar.Archive) []string {
	var out []string
	common := ""
	for _, file := range a.Files {
		text := string(file.Data)
		switch {
		case file.Name == "common":
			common = text
		case !strings.HasSuffix(file.Name, ".coal"):
		case strings.HasPrefix(text, "(package"):
			out = append(out, text)
		default:
			out = append(out, common+text)
		}
	}
	return out
}

// Texts returns all scripts there are: those of testdata, of docs, and the library.
func Texts(t testing.TB) []string {
	t.Helper()
	out := Programs(t, "*")
	for _, dir := range []string{"docs", "runtime/prelude"} {
		err := filepath.WalkDir(filepath.Join(golden.Root(t), dir), func(path string, _ fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			switch filepath.Ext(path) {
			case ".coal", ".md":
				data, err := os.ReadFile(path)
				out = append(out, scripts(path, string(data))...)
				return err
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return slices.DeleteFunc(out, func(s string) bool { return s == "" })
}

// scripts returns a file, or of a page the examples.
func scripts(path, text string) []string {
	if filepath.Ext(path) != ".md" {
		return []string{text}
	}
	var out []string
	for i, part := range strings.Split(text, "\n```") {
		if info, example, _ := strings.Cut(part, "\n"); i%2 == 1 && strings.HasPrefix(info, "lisp") {
			out = append(out, example)
		}
	}
	return out
}
