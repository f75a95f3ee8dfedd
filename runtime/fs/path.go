package fs

import (
	"errors"
	"os"
	"path/filepath"

	"github.com/smelter-lang/smelter/runtime/str"
)

// This file has paths as texts. They are written in the shortest way: without "." and
// doubled slashes, and ".." only in front.

// Join returns what a path means below another one; an absolute one stays as it is.
func Join(dir, path str.String) str.String {
	if filepath.IsAbs(path.Go()) {
		return Clean(path)
	}
	return str.From(filepath.Join(dir.Go(), path.Go()))
}

// Clean returns the shortest way to write a path.
func Clean(path str.String) str.String { return str.From(filepath.Clean(path.Go())) }

// Parent returns the folder of a path, and Name what it is called there.
func Parent(path str.String) str.String { return str.From(filepath.Dir(path.Go())) }
func Name(path str.String) str.String   { return str.From(filepath.Base(path.Go())) }

// Extension returns the end of a name from its last dot; a dot in front is none.
func Extension(path str.String) str.String {
	name := filepath.Base(path.Go())
	ext := filepath.Ext(name)
	if ext == name {
		return str.String{}
	}
	return str.From(ext)
}

// IsAbsolute reports whether a path begins at the root.
func IsAbsolute(path str.String) bool { return filepath.IsAbs(path.Go()) }

// Absolute returns a path from the root.
func Absolute(path str.String) (str.String, *Failure) {
	abs, err := filepath.Abs(path.Go())
	return str.From(abs), failure(path.Go(), err)
}

var errRelative = errors.New("one path is absolute and the other is not")

// Relative returns how to get to a path from a folder.
func Relative(dir, path str.String) (str.String, *Failure) {
	rel, err := filepath.Rel(dir.Go(), path.Go())
	if err != nil {
		err = errRelative
	}
	return str.From(rel), failure(path.Go(), err)
}

// Real returns the absolute path without links of something that exists.
func Real(path str.String) (str.String, *Failure) {
	real, err := filepath.EvalSymlinks(path.Go())
	if err == nil {
		real, err = filepath.Abs(real)
	}
	return str.From(real), failure(path.Go(), err)
}

// Current returns the folder that relative paths are relative to, and Enter makes it another.
func Current() (str.String, *Failure) {
	dir, err := os.Getwd()
	return str.From(dir), failure(".", err)
}

func Enter(path str.String) *Failure { return failure(path.Go(), os.Chdir(path.Go())) }

// Home returns the user's folder.
func Home() (str.String, *Failure) {
	dir, err := os.UserHomeDir()
	return str.From(dir), failure("~", err)
}
