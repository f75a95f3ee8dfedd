package lsp

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/smelter-lang/smelter/cache"
	"github.com/smelter-lang/smelter/transpile"
	"github.com/smelter-lang/smelter/transpile/doc"
	"github.com/smelter-lang/smelter/transpile/source"
)

// This file knows the sources of the library, which are the same for all sessions.

// A library has files of the library that were asked for, by package.
type library struct {
	prelude fs.FS
	dir     string // where editors find them
	files   map[string]*libraryFile
}

type libraryFile struct {
	*source.File
	doc *doc.File
}

// file returns the file of a package, or nil.
func (l *library) file(pkg string) *libraryFile {
	if f, ok := l.files[pkg]; ok {
		return f
	}
	var f *libraryFile
	if src := transpile.LibrarySource(l.prelude, pkg); src != nil {
		f = &libraryFile{src, doc.Read(src)}
	}
	if l.files == nil {
		l.files = map[string]*libraryFile{}
	}
	l.files[pkg] = f
	return f
}

// path returns where an editor finds a file of the library. It is written when it is first
// asked for, read-only, since changing it would change nothing.
func (l *library) path(f *libraryFile) (string, error) {
	if l.dir == "" {
		return "", fmt.Errorf("there is no cache to show the sources of the library in")
	}
	path := filepath.Join(l.dir, strings.TrimPrefix(f.Path, transpile.LibraryDir))
	if _, err := os.Stat(path); err == nil {
		return path, nil
	}
	if err := cache.WriteFile(path, []byte(f.Text)); err != nil {
		return "", err
	}
	return path, os.Chmod(path, 0o400)
}

// ofLibrary reports whether a file of a session is one of the library.
func ofLibrary(f *source.File) bool { return strings.HasPrefix(f.Path, transpile.LibraryDir) }
