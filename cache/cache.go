// Package cache keeps compiled scripts under the hash of what they were made from, and
// runs them.
//
// In come the text of a script and who compiles it; out comes the path of a binary, if
// one was made of the same texts before. An entry names the other files that the program
// depends on, absent ones too; it holds as long as they are as they were. Entries appear
// complete or not at all.
package cache

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// A Key identifies what is compiled: the compiler, the script's text, and where it
// stands, since imports are relative to that.
type Key [sha256.Size]byte

// KeyOf returns the key of a script for a build of the compiler.
func KeyOf(tool, text string) Key {
	h := sha256.New()
	fmt.Fprintf(h, "smelter 1\n%s\n%d\n%s", tool, len(text), text)
	return Key(h.Sum(nil))
}

// A Dep is another file that a program was made from, by a path relative to the script;
// an empty sum means that it is absent.
type Dep struct {
	Path string
	Sum  string
}

// SumOf returns the sum of a dependency's text.
func SumOf(text []byte) string {
	s := sha256.Sum256(text)
	return hex.EncodeToString(s[:])
}

// An entry is what the store says of a key.
type entry struct {
	Deps   []Dep
	Binary string // name of the file
	Size   int64
	Sum    string
}

// A Store is a folder of compiled scripts.
type Store struct{ Dir string }

// DefaultDir returns the folder of the cache: SMELTER_CACHE_DIR, or smelter in the user's.
func DefaultDir() (string, error) {
	if d := os.Getenv("SMELTER_CACHE_DIR"); d != "" {
		return filepath.Abs(d)
	}
	d, err := os.UserCacheDir()
	if err != nil {
		return "", fmt.Errorf("finding a place for compiled scripts (set SMELTER_CACHE_DIR): %w", err)
	}
	return filepath.Join(d, "smelter"), nil
}

func (s *Store) path(k Key) string {
	return filepath.Join(s.Dir, "v1", "entries", hex.EncodeToString(k[:]))
}

// Lookup returns the binary of a key if nothing it was made from has changed. dir is the
// folder of the script.
func (s *Store) Lookup(k Key, dir string) (string, bool) {
	data, err := os.ReadFile(s.path(k))
	if err != nil {
		return "", false
	}
	var list []entry
	if json.Unmarshal(data, &list) != nil {
		return "", false
	}
	for _, e := range list {
		if s.holds(e, dir) {
			return filepath.Join(s.Dir, "v1", "bin", e.Binary), true
		}
	}
	return "", false
}

// holds reports whether an entry's dependencies are as they were and its binary is whole.
func (s *Store) holds(e entry, dir string) bool {
	for _, d := range e.Deps {
		text, err := os.ReadFile(resolve(dir, d.Path))
		switch {
		case errors.Is(err, fs.ErrNotExist):
			if d.Sum != "" {
				return false
			}
		case err != nil || SumOf(text) != d.Sum:
			return false
		}
	}
	info, err := os.Stat(filepath.Join(s.Dir, "v1", "bin", e.Binary))
	return err == nil && info.Size() == e.Size && info.Mode()&0o100 != 0
}

func resolve(dir, path string) string {
	if filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(dir, path)
}

// Put builds a binary and enters it. If others build the same at that moment, one does
// and the rest wait and use what it made.
func (s *Store) Put(k Key, dir string, build func(out string) ([]Dep, error)) (string, error) {
	unlock, err := s.lock(k)
	if err != nil {
		return "", err
	}
	defer unlock()
	if bin, ok := s.Lookup(k, dir); ok {
		return bin, nil
	}
	bins := filepath.Join(s.Dir, "v1", "bin")
	if err := os.MkdirAll(bins, 0o700); err != nil {
		return "", fmt.Errorf("making the cache: %w", err)
	}
	tmp, err := os.MkdirTemp(bins, ".tmp-")
	if err != nil {
		return "", fmt.Errorf("making room in the cache: %w", err)
	}
	defer os.RemoveAll(tmp)
	out := filepath.Join(tmp, "program")
	deps, err := build(out)
	if err != nil {
		return "", err
	}
	data, err := os.ReadFile(out)
	if err != nil {
		return "", fmt.Errorf("reading the compiled program: %w", err)
	}
	e := entry{Deps: deps, Sum: SumOf(data), Size: int64(len(data))}
	e.Binary = e.Sum[:32]
	bin := filepath.Join(bins, e.Binary)
	if err := os.Rename(out, bin); err != nil {
		return "", fmt.Errorf("entering the compiled program in the cache: %w", err)
	}
	return bin, s.write(k, e)
}

// write enters an entry before those of the same key, of which a few are kept.
func (s *Store) write(k Key, e entry) error {
	list := []entry{e}
	var old []entry
	if data, err := os.ReadFile(s.path(k)); err == nil && json.Unmarshal(data, &old) == nil {
		list = append(list, old[:min(len(old), 7)]...)
	}
	data, err := json.Marshal(list)
	if err != nil {
		return err
	}
	return WriteFile(s.path(k), data)
}

// WriteFile writes a file that others see only when it is complete.
func WriteFile(path string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".tmp-")
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if e := f.Close(); err == nil {
		err = e
	}
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		os.Remove(f.Name())
		return fmt.Errorf("writing %s: %w", path, err)
	}
	return nil
}
