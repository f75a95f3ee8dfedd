package fs

import (
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/smelter-lang/smelter/runtime/signals"
	"github.com/smelter-lang/smelter/runtime/str"
)

// This file has folders and whole trees of files.

// List returns the names in a folder, in order.
func List(path str.String) ([]str.String, *Failure) {
	entries, err := os.ReadDir(path.Go())
	names := make([]str.String, len(entries))
	for i, e := range entries {
		names[i] = str.From(e.Name())
	}
	return names, failure(path.Go(), err)
}

// Walk returns the paths of what is below a folder, in order; links are not followed.
func Walk(path str.String) ([]str.String, *Failure) {
	var out []str.String
	err := filepath.WalkDir(path.Go(), func(p string, _ fs.DirEntry, err error) error {
		if err == nil && p != path.Go() {
			out = append(out, str.From(p))
		}
		return err
	})
	return out, failure(path.Go(), err)
}

// Glob returns the paths that a pattern describes, in order. In it * stands for any text
// without a slash, ? for a character, [a-z] for one of some, ** for any folders or none, and
// {a,b} for a or b. A name that begins with a dot is found only by a pattern that says so.
func Glob(pattern str.String) ([]str.String, *Failure) {
	var found []string
	for _, p := range alternatives(pattern.Go()) {
		if _, err := filepath.Match(p, ""); err != nil {
			return nil, &Failure{other, pattern.Go(), "it is no pattern: [ without ]"}
		}
		root := "."
		if rest, ok := strings.CutPrefix(p, "/"); ok {
			root, p = "/", rest
		}
		found = match(found, root, strings.Split(p, "/"))
	}
	slices.Sort(found)
	found = slices.Compact(found)
	return str.FromAll(found), nil
}

// alternatives writes the braces of a pattern out.
func alternatives(pattern string) []string {
	open := strings.IndexByte(pattern, '{')
	if open < 0 {
		return []string{pattern}
	}
	depth, start := 0, open+1
	var parts []string
	for i := open; i < len(pattern); i++ {
		switch c := pattern[i]; {
		case c == '{':
			depth++
		case c == '}':
			depth--
		}
		if depth == 1 && pattern[i] == ',' || depth == 0 {
			parts = append(parts, pattern[start:i])
			start = i + 1
		}
		if depth == 0 {
			break
		}
	}
	if depth > 0 {
		return []string{pattern} // a brace that is not closed stands for itself
	}
	var out []string
	for _, part := range parts {
		out = append(out, alternatives(pattern[:open]+part+pattern[start:])...)
	}
	return out
}

// match adds the paths below dir that the segments of a pattern describe.
func match(found []string, dir string, segments []string) []string {
	if len(segments) == 0 {
		return append(found, dir)
	}
	first, rest := segments[0], segments[1:]
	if first == "" || first == "." {
		return match(found, dir, rest)
	}
	if first == "**" && len(rest) > 0 {
		found = match(found, dir, rest)
	}
	if first == ".." {
		return match(found, filepath.Join(dir, ".."), rest)
	}
	entries, _ := os.ReadDir(dir) // what cannot be read has nothing to be found
	for _, e := range entries {
		name := e.Name()
		path := filepath.Join(dir, name)
		hidden := name[0] == '.' && first[0] != '.'
		if first == "**" {
			if !hidden && e.IsDir() {
				found = match(found, path, segments)
			}
			if !hidden && len(rest) == 0 {
				found = append(found, path)
			}
			continue
		}
		if ok, _ := filepath.Match(first, name); !ok || hidden {
			continue
		}
		if len(rest) == 0 || IsFolder(str.From(path)) {
			found = match(found, path, rest)
		}
	}
	return found
}

// Make makes a folder and those it is in.
func Make(path str.String) *Failure { return failure(path.Go(), os.MkdirAll(path.Go(), 0o777)) }

// Copy copies a file, or a folder with all that is in it, to a path where there is nothing or
// a file. Links are copied as links.
func Copy(from, to str.String) *Failure {
	source, target := from.Go(), to.Go()
	info, err := os.Lstat(source)
	if err != nil {
		return failure(source, err)
	}
	if info.IsDir() && within(target, source) {
		return &Failure{other, target, "it would be a copy of a folder inside that folder"}
	}
	return failure(source, copyAll(source, target, info))
}

// within reports whether a path is a folder or below it.
func within(path, dir string) bool {
	p, err := filepath.Abs(path)
	d, err2 := filepath.Abs(dir)
	return err == nil && err2 == nil && (p == d || strings.HasPrefix(p, strings.TrimSuffix(d, "/")+"/"))
}

func copyAll(from, to string, info fs.FileInfo) error {
	switch {
	case info.IsDir():
		entries, err := os.ReadDir(from)
		if err != nil {
			return err
		}
		if err := os.Mkdir(to, info.Mode().Perm()|0o700); err != nil {
			return err
		}
		for _, e := range entries {
			info, err := e.Info()
			if err == nil {
				err = copyAll(filepath.Join(from, e.Name()), filepath.Join(to, e.Name()), info)
			}
			if err != nil {
				return err
			}
		}
		return os.Chmod(to, info.Mode().Perm())
	case info.Mode()&fs.ModeSymlink != 0:
		target, err := os.Readlink(from)
		if err != nil {
			return err
		}
		return os.Symlink(target, to)
	}
	return copyFile(from, to, info.Mode().Perm())
}

func copyFile(from, to string, mode fs.FileMode) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	if a, err := in.Stat(); err == nil {
		if b, err := os.Stat(to); err == nil && os.SameFile(a, b) {
			return &fs.PathError{Op: "copy", Path: to, Err: fs.ErrExist} // opening it would empty it
		}
	}
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, mode)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	if e := out.Close(); err == nil {
		err = e
	}
	return err
}

// Move gives a file or folder another path, on another disk too.
func Move(from, to str.String) *Failure {
	source, target := from.Go(), to.Go()
	err := os.Rename(source, target)
	if err == nil || !otherDisk(err) {
		return failure(source, err)
	}
	if f := Copy(from, to); f != nil {
		return f
	}
	return failure(source, os.RemoveAll(source))
}

// Remove removes a file, a link or an empty folder, and RemoveAll a folder with all that is
// in it.
func Remove(path str.String) *Failure { return failure(path.Go(), os.Remove(path.Go())) }
func RemoveAll(path str.String) *Failure {
	if _, err := os.Lstat(path.Go()); err != nil {
		return failure(path.Go(), err)
	}
	return failure(path.Go(), os.RemoveAll(path.Go()))
}

// Link makes a link to a path, which is relative to where the link is.
func Link(target, path str.String) *Failure {
	return failure(path.Go(), os.Symlink(target.Go(), path.Go()))
}

// Target returns where a link leads.
func Target(path str.String) (str.String, *Failure) {
	target, err := os.Readlink(path.Go())
	return str.From(target), failure(path.Go(), err)
}

// WithTemporary makes an empty file, or a folder, calls f with its path, and removes it in
// any case: if f fails, and if the program ends there.
func WithTemporary[T any](folder bool, suffix str.String, f func(str.String) T) (result T, why *Failure) {
	path, err := temporary(folder, suffix.Go())
	if err != nil {
		return result, failure(os.TempDir(), err)
	}
	defer signals.AtExit(func() { os.RemoveAll(path) })()
	return f(str.From(path)), nil
}

func temporary(folder bool, suffix string) (string, error) {
	if folder {
		return os.MkdirTemp("", "smelter-*"+suffix)
	}
	f, err := os.CreateTemp("", "smelter-*"+suffix)
	if err != nil {
		return "", err
	}
	return f.Name(), f.Close()
}
