package cache

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// This file keeps the cache small and tells what is in it.
//
// A run from the index writes nothing, so when a program was last used is known from the
// time of access that the system keeps, which is up to a day late, or not kept at all:
// then from when it was made. What is removed too early is made again.

// Limit is the size that binaries may have together.
const Limit = 512 << 20

// old is the age of what is no longer used: other builds' libraries, archives of other
// toolchains, files left in the making by processes that were killed.
const old = 30 * 24 * time.Hour

// A Program is a binary in the store.
type Program struct {
	Binary string
	Script string // where a script with it was when it was made
	Size   int64
	Used   time.Time
}

// List returns the programs, the last used first.
func (s *Store) List() ([]Program, error) {
	scripts := map[string]string{}
	err := s.each("entries", func(path string, _ fs.FileInfo) {
		for _, e := range entriesIn(path) {
			scripts[e.Binary] = e.Script
		}
	})
	if err != nil {
		return nil, err
	}
	var list []Program
	err = s.each("bin", func(path string, info fs.FileInfo) {
		list = append(list, Program{path, scripts[info.Name()], info.Size(), used(info)})
	})
	slices.SortFunc(list, func(a, b Program) int {
		if c := b.Used.Compare(a.Used); c != 0 {
			return c
		}
		return slices.Compare([]byte(a.Binary), []byte(b.Binary))
	})
	return list, err
}

// each calls f for the files of one of the store's folders, but not for those that another
// process may be about to rename.
func (s *Store) each(dir string, f func(path string, info fs.FileInfo)) error {
	list, err := os.ReadDir(s.Path(dir))
	if err != nil && !absent(err) {
		return fmt.Errorf("reading the cache: %w", err)
	}
	for _, d := range list {
		info, err := d.Info()
		if err == nil && !(strings.HasPrefix(d.Name(), making) && time.Since(info.ModTime()) < old) {
			f(s.Path(dir, d.Name()), info)
		}
	}
	return nil
}

func entriesIn(path string) (list []Entry) {
	if data, err := os.ReadFile(path); err == nil && json.Unmarshal(data, &list) != nil {
		return nil
	}
	return list
}

// used is when a file was last read or written.
func used(info fs.FileInfo) time.Time {
	if at := accessed(info); at.After(info.ModTime()) {
		return at
	}
	return info.ModTime()
}

// Trim removes the binaries that were not used for longest until the rest fits into
// limit, and what is left over: entries without a binary, old libraries and archives.
// It returns the number of bytes freed.
func (s *Store) Trim(limit int64) (freed int64, err error) {
	list, err := s.List()
	if err != nil {
		return 0, err
	}
	total := int64(0)
	for _, p := range list {
		if total += p.Size; total > limit && os.Remove(p.Binary) == nil {
			freed += p.Size
		}
	}
	err = s.each("entries", func(path string, _ fs.FileInfo) {
		if !slices.ContainsFunc(entriesIn(path), s.hasBinary) {
			os.Remove(path)
		}
	})
	for _, dir := range []string{"index", "lib", "tc", "tmp", "lock"} {
		err = errors.Join(err, s.each(dir, func(path string, info fs.FileInfo) {
			if cfg, err := os.Stat(filepath.Join(path, "importcfg")); err == nil {
				info = cfg // each compilation reads it
			}
			if time.Since(used(info)) > old {
				freed += sizeOf(path)
				os.RemoveAll(path)
			}
		}))
	}
	return freed, err
}

func (s *Store) hasBinary(e Entry) bool {
	_, err := os.Stat(s.Path("bin", filepath.Base(e.Binary)))
	return err == nil
}

// sizeOf returns the size of a file or of all files of a folder.
func sizeOf(path string) (size int64) {
	_ = filepath.WalkDir(path, func(_ string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			if info, err := d.Info(); err == nil {
				size += info.Size()
			}
		}
		return nil
	})
	return size
}

// tidy trims once a day. It runs after a compilation, where its time does not matter, and
// a failure of it does not either.
func (s *Store) tidy() {
	mark := s.Path("trimmed")
	if info, err := os.Stat(mark); err == nil && time.Since(info.ModTime()) < 24*time.Hour {
		return
	}
	if WriteFile(mark, nil) == nil {
		_, _ = s.Trim(Limit)
	}
}

// Verify checks the sum of every binary that an entry names, removes what is damaged, and
// returns the number of programs and of those removed.
func (s *Store) Verify() (programs, damaged int, err error) {
	seen := map[string]bool{}
	err = s.each("entries", func(path string, _ fs.FileInfo) {
		list := entriesIn(path)
		if list == nil {
			damaged++
			os.Remove(path)
		}
		for _, e := range list {
			bin := s.Path("bin", filepath.Base(e.Binary))
			if seen[bin] {
				continue
			}
			seen[bin] = true
			programs++
			if _, sum, err := look(bin); err != nil || sum != e.Sum {
				damaged++
				os.Remove(bin)
			}
		}
	})
	return programs, damaged, err
}

// Clear removes everything.
func (s *Store) Clear() error {
	if err := os.RemoveAll(s.root); err != nil {
		return fmt.Errorf("clearing the cache: %w", err)
	}
	return nil
}

// Size returns the size of all files.
func (s *Store) Size() int64 { return sizeOf(s.root) }
