// Package file has files and directories, for coalton/file.
//
// Calls that can fail have a last result that is empty or says what went wrong, in the
// words of the operating system.
package file

import (
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/smelter-lang/smelter/runtime/str"
)

// text is what went wrong; empty if nothing did.
func text(err error) str.String {
	if err == nil {
		return str.String{}
	}
	return str.From(err.Error())
}

// Clean writes a path with single slashes.
func Clean(path str.String) str.String {
	p := path.Go()
	for strings.Contains(p, "//") {
		p = strings.ReplaceAll(p, "//", "/")
	}
	return str.From(p)
}

// IsFile and IsDirectory report what is at a path.
func IsFile(path str.String) bool {
	info, err := os.Stat(path.Go())
	return err == nil && !info.IsDir()
}

func IsDirectory(path str.String) bool {
	info, err := os.Stat(path.Go())
	return err == nil && info.IsDir()
}

// List returns the names in a directory, in order: of directories, or of what is not. An
// absent directory has none.
func List(path str.String, directories bool) ([]str.String, str.String) {
	entries, err := os.ReadDir(path.Go())
	if os.IsNotExist(err) {
		err = nil
	}
	var names []str.String
	for _, e := range entries {
		if name := str.From(e.Name()); IsDirectory(str.From(filepath.Join(path.Go(), e.Name()))) == directories {
			names = append(names, name)
		}
	}
	return names, text(err)
}

// MakeDirectory makes a directory and those it is in.
func MakeDirectory(path str.String) str.String { return text(os.MkdirAll(path.Go(), 0o777)) }

// Remove removes a file or an empty directory.
func Remove(path str.String) str.String { return text(os.Remove(path.Go())) }

// RemoveTree removes a directory and all that is in it.
func RemoveTree(path str.String) str.String {
	if _, err := os.Lstat(path.Go()); err != nil {
		return text(err)
	}
	return text(os.RemoveAll(path.Go()))
}

// Copy makes a file like another one; what was there is lost.
func Copy(from, to str.String) str.String {
	in, err := os.Open(from.Go())
	if err != nil {
		return text(err)
	}
	defer in.Close()
	out, err := os.Create(to.Go())
	if err != nil {
		return text(err)
	}
	_, err = io.Copy(out, in)
	if e := out.Close(); err == nil {
		err = e
	}
	return text(err)
}

// ReadAll returns the contents of a file, which is in UTF-8.
func ReadAll(path str.String) (str.String, str.String) {
	data, err := os.ReadFile(path.Go())
	return str.From(string(data)), text(err)
}

// MakeTemporary makes an empty file with an extension and returns its path.
func MakeTemporary(extension str.String) (str.String, str.String) {
	pattern := "smelter-*"
	if e := strings.TrimPrefix(extension.Go(), "."); e != "" {
		pattern += "." + e
	}
	f, err := os.CreateTemp("", pattern)
	if err != nil {
		return str.String{}, text(err)
	}
	return str.From(f.Name()), text(f.Close())
}

// MakeTemporaryDirectory makes an empty directory and returns its path, which ends in a
// slash.
func MakeTemporaryDirectory() (str.String, str.String) {
	path, err := os.MkdirTemp("", "smelter-*")
	return str.From(path + "/"), text(err)
}
