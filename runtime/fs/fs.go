// Package fs has files and folders, for smelter/fs.
//
// In come paths and texts; out go what was asked for and a Failure, which is nil if all
// went well. How a failure is told is left to smelter/fs.
package fs

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"unicode/utf8"

	"github.com/smelter-lang/smelter/runtime/num"
	"github.com/smelter-lang/smelter/runtime/signals"
	"github.com/smelter-lang/smelter/runtime/str"
)

// A Failure is why something could not be done.
type Failure struct {
	reason int64 // the number of a constructor of fs:Reason
	path   string
	text   string // in the words of the operating system
}

// The reasons, in the order of smelter/fs.
const (
	notFound = iota
	alreadyExists
	notPermitted
	notEmpty
	notAFolder
	isAFolder
	notText
	other
)

// Failed reports whether there is a failure; Reason, Path and Text are parts of it.
func Failed(f *Failure) bool        { return f != nil }
func Reason(f *Failure) int64       { return f.reason }
func Path(f *Failure) str.String    { return str.From(f.path) }
func Because(f *Failure) str.String { return str.From(f.text) }

// failure makes a Failure of an error; nil of none. The error may know better which path is
// to blame.
func failure(path string, err error) *Failure {
	if err == nil {
		return nil
	}
	f := &Failure{other, path, err.Error()}
	var at *fs.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &at):
		f.path, f.text = at.Path, at.Err.Error()
	case errors.As(err, &link):
		f.path, f.text = link.Old, link.Err.Error()
	}
	for _, r := range []struct {
		err    error
		reason int64
	}{
		{syscall.ENOTEMPTY, notEmpty}, // which Go takes for "exists" too
		{fs.ErrNotExist, notFound},
		{fs.ErrExist, alreadyExists},
		{fs.ErrPermission, notPermitted},
		{syscall.ENOTDIR, notAFolder},
		{syscall.EISDIR, isAFolder},
	} {
		if errors.Is(err, r.err) {
			f.reason = r.reason
			break
		}
	}
	return f
}

// ReadText returns the contents of a file, which must be UTF-8.
func ReadText(path str.String) (str.String, *Failure) {
	data, err := os.ReadFile(path.Go())
	if err == nil && !utf8.Valid(data) {
		return str.String{}, &Failure{notText, path.Go(), "it is not text in UTF-8"}
	}
	return str.From(string(data)), failure(path.Go(), err)
}

// ReadBytes returns the contents of a file.
func ReadBytes(path str.String) ([]uint8, *Failure) {
	data, err := os.ReadFile(path.Go())
	return data, failure(path.Go(), err)
}

// WriteText makes a file of a text, in the place of one that was there, and WriteBytes one
// of bytes.
func WriteText(path, text str.String) *Failure { return WriteBytes(path, []byte(text.Go())) }
func WriteBytes(path str.String, data []uint8) *Failure {
	return failure(path.Go(), os.WriteFile(path.Go(), data, 0o666))
}

// AppendText adds a text to a file, which is made if need be.
func AppendText(path, text str.String) *Failure {
	f, err := os.OpenFile(path.Go(), os.O_WRONLY|os.O_APPEND|os.O_CREATE, 0o666)
	if err == nil {
		_, err = f.WriteString(text.Go())
		if e := f.Close(); err == nil {
			err = e
		}
	}
	return failure(path.Go(), err)
}

// Replace is WriteText for a file that others never see half written: they see what was
// there before or the whole text, even if the machine stops.
func Replace(path, text str.String) *Failure {
	return failure(path.Go(), ReplaceWith(path.Go(), func(w io.Writer) error {
		_, err := io.WriteString(w, text.Go())
		return err
	}))
}

// ReplaceWith makes a file of what write writes, in the place of one that was there, once all
// is written. If that fails nothing changes.
func ReplaceWith(name string, write func(io.Writer) error) error {
	mode := fs.FileMode(0o644)
	if real, err := filepath.EvalSymlinks(name); err == nil {
		name = real // the link stays
	}
	if info, err := os.Stat(name); err == nil {
		mode = info.Mode().Perm()
	}
	f, err := os.CreateTemp(filepath.Dir(name), ".tmp-*")
	if err != nil {
		return at(name, err)
	}
	defer signals.AtExit(func() { os.Remove(f.Name()) })() // if it is still there
	err = write(f)
	for _, step := range []func() error{f.Sync, func() error { return f.Chmod(mode) }} {
		if err == nil {
			err = step()
		}
	}
	if e := f.Close(); err == nil {
		err = e
	}
	if err == nil {
		err = os.Rename(f.Name(), name)
	}
	return at(name, err)
}

// at makes an error about a temporary file one about the file that it was to become.
func at(name string, err error) error {
	var path *fs.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &path):
		return &fs.PathError{Op: path.Op, Path: name, Err: path.Err}
	case errors.As(err, &link):
		return &fs.PathError{Op: link.Op, Path: name, Err: link.Err}
	}
	return err
}

// Exists reports whether there is something at a path, IsFile and IsFolder what it is, where
// a link is what it leads to, and IsLink whether it is a link.
func Exists(path str.String) bool {
	_, err := os.Lstat(path.Go())
	return err == nil
}

func IsFile(path str.String) bool {
	info, err := os.Stat(path.Go())
	return err == nil && info.Mode().IsRegular()
}

func IsFolder(path str.String) bool {
	info, err := os.Stat(path.Go())
	return err == nil && info.IsDir()
}

func IsLink(path str.String) bool {
	info, err := os.Lstat(path.Go())
	return err == nil && info.Mode()&fs.ModeSymlink != 0
}

// Size returns the number of bytes of a file.
func Size(path str.String) (num.Int, *Failure) {
	info, err := os.Stat(path.Go())
	if err != nil {
		return num.Int{}, failure(path.Go(), err)
	}
	return num.Of(info.Size()), nil
}

// Modified returns when a file was last written, in nanoseconds since the beginning of 1970.
func Modified(path str.String) (num.Int, *Failure) {
	info, err := os.Stat(path.Go())
	if err != nil {
		return num.Int{}, failure(path.Go(), err)
	}
	return num.Of(info.ModTime().UnixNano()), nil
}

// Executable reports whether a file may be run, and SetExecutable says whether.
func Executable(path str.String) bool {
	info, err := os.Stat(path.Go())
	return err == nil && info.Mode().IsRegular() && info.Mode()&0o111 != 0
}

func SetExecutable(path str.String, may bool) *Failure {
	info, err := os.Stat(path.Go())
	if err == nil {
		mode := info.Mode().Perm() &^ 0o111
		if may {
			mode |= mode >> 2 & 0o111 // for those who may read it
		}
		err = os.Chmod(path.Go(), mode)
	}
	return failure(path.Go(), err)
}

// Lines returns the lines of a text without the ends of lines, which are "\n" or "\r\n". A
// newline ends a line: there is none after the last one.
func Lines(text str.String) []str.String {
	var out []str.String
	for line := range strings.Lines(text.Go()) {
		line = strings.TrimSuffix(line, "\n")
		out = append(out, str.From(strings.TrimSuffix(line, "\r")))
	}
	return out
}

// Unlines returns a text of lines.
func Unlines(lines []str.String) str.String {
	var b strings.Builder
	for _, line := range lines {
		b.WriteString(line.Go())
		b.WriteByte('\n')
	}
	return str.From(b.String())
}
