// Package cache keeps compiled scripts under the hash of what they were made from, and
// runs them.
//
// In come the text of a script and who compiles it; out comes the path of a binary, if
// one was made of the same texts before. What counts is contents: an entry names the
// other files that the program was made from, absent ones too, and holds as long as their
// texts are the same and the binary is whole. Beside it stands an index by inodes, which
// answers without reading a text; it is a hint, and any doubt leads back to the contents.
//
// Everything appears complete or not at all; locks only save work done twice. What a
// program is made from, and how, is the caller's business.
package cache

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// This file is about folders and files of the cache:
//
//	v1/entries/KEY   what programs were made of the text with that key (entry.go)
//	v1/bin/SUM       binaries
//	v1/index/...     what to run for a script, without reading it (index.go)
//	v1/lib, v1/tc    the checked library; archives of the Go toolchain
//	v1/lock, v1/tmp  locks; files in the making
//
// The layout has a version: a smelter that needs another one uses v2.

// A Store is a folder of compiled scripts.
type Store struct {
	root string // the folder of this layout
}

// DefaultDir returns the folder of the cache: SMELTER_CACHE_DIR, or smelter in the user's.
func DefaultDir() (string, error) {
	if d := os.Getenv("SMELTER_CACHE_DIR"); d != "" {
		return filepath.Abs(d)
	}
	d, err := os.UserCacheDir()
	if err != nil {
		return "", fmt.Errorf("there is no place for compiled scripts: %w (set SMELTER_CACHE_DIR to a folder)", err)
	}
	return filepath.Join(d, "smelter"), nil
}

// At returns the store in a folder, for looking something up in it.
func At(dir string) *Store { return &Store{filepath.Join(dir, "v1")} }

// Open returns the store in a folder, which it makes if it is absent. Programs are run
// from there, so it must be the user's own, and others get no rights in it.
func Open(dir string) (*Store, error) {
	s := At(dir)
	info, err := os.Lstat(s.root)
	if errors.Is(err, fs.ErrNotExist) {
		if err = os.MkdirAll(s.root, 0o700); err == nil {
			info, err = os.Lstat(s.root)
		}
	}
	if err != nil {
		return nil, cannot("making the cache", err)
	}
	if !info.IsDir() || !owned(info) {
		return nil, fmt.Errorf("the cache %s is not a folder of yours, and others could place programs there; "+
			"set SMELTER_CACHE_DIR to a folder of your own", s.root)
	}
	if info.Mode()&0o077 != 0 {
		if err := os.Chmod(s.root, 0o700); err != nil {
			return nil, fmt.Errorf("making the cache private: %w", err)
		}
	}
	return s, nil
}

// Path returns the path of a file of the store.
func (s *Store) Path(elem ...string) string {
	return filepath.Join(append([]string{s.root}, elem...)...)
}

// cannot is the error of a cache that cannot be used.
func cannot(doing string, err error) error {
	return fmt.Errorf("%s: %w (SMELTER_CACHE_DIR names another place)", doing, err)
}

// Temp makes a folder for files in the making, on the file system of the store, so that
// they can be moved in.
func (s *Store) Temp() (string, error) {
	tmp := s.Path("tmp")
	if err := os.MkdirAll(tmp, 0o700); err != nil {
		return "", cannot("making the cache", err)
	}
	dir, err := os.MkdirTemp(tmp, "")
	if err != nil {
		return "", cannot("writing to the cache", err)
	}
	return dir, nil
}

// A Key identifies a program by what is compiled: who compiles it, and the script's text.
// Where the script stands is not part of it, so a copy has the same key.
type Key [sha256.Size]byte

// KeyOf returns the key of a script for a build of the compiler.
func KeyOf(build, text string) Key {
	h := sha256.New()
	fmt.Fprintf(h, "smelter 1\n%d\n%s%d\n%s", len(build), build, len(text), text)
	return Key(h.Sum(nil))
}

func (k Key) String() string { return hex.EncodeToString(k[:]) }

// SumOf returns the sum of a text.
func SumOf(text []byte) string {
	s := sha256.Sum256(text)
	return hex.EncodeToString(s[:])
}

// making begins the names of files in the making.
const making = ".tmp-"

// WriteFile writes a file that others see only when it is complete.
func WriteFile(path string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(path), making)
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
