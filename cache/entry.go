package cache

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// This file is the truth about contents: entries, and whether they hold.

// A Dep is another file that a program was made from. A relative path is relative to the
// script, so that a copy of a folder with scripts finds its own files; what was found by
// the search path is absolute. An empty sum means that the file is absent.
type Dep struct {
	Path string
	Sum  string `json:",omitempty"`
}

// An Origin is what a program was made from besides the script's text.
type Origin struct {
	Deps   []Dep
	Search string // the search path; "" if no file was searched by it
	Tool   string // the toolchain, for people: it takes no part in decisions
	Script string // where the script was, likewise
}

// An Entry is what the store says of a key: one program that was made of it.
type Entry struct {
	Origin
	Binary string // name of the file, from its sum
	Size   int64
	Sum    string
	Made   time.Time
}

// keep is how many programs of one key are remembered: one text in several folders may
// import different files.
const keep = 8

// A Place is where a script stands and what surrounds it.
type Place struct {
	Script string // its path, for people
	Dir    string // absolute folder that its imports are relative to
	Search string // search path, of absolute folders
	Stamp  Stamp  // of the script before its text was read; none for standard input
}

func (p Place) resolve(path string) string {
	if filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(p.Dir, path)
}

// A Hit is a program that was found by contents.
type Hit struct {
	Binary string // path
	Entry  Entry
	files  []file // what was looked at, for the index
	binary Stamp
}

// read returns the entries of a key. What cannot be read is as good as absent.
func (s *Store) read(k Key) []Entry {
	data, err := os.ReadFile(s.Path("entries", k.String()))
	if err != nil {
		return nil
	}
	var list []Entry
	if json.Unmarshal(data, &list) != nil {
		return nil
	}
	return list
}

// Lookup returns the program of a key if nothing it was made from has changed and the
// binary is what was entered. If there is none, why says what is in the way.
func (s *Store) Lookup(k Key, p Place) (hit *Hit, why string) {
	why = "no program was made of this text by this smelter"
	for _, e := range s.read(k) {
		h, w := s.holds(e, p)
		if h != nil {
			return h, ""
		}
		why = w
	}
	return nil, why
}

// holds returns an entry as a hit if its dependencies and its binary are as they were.
func (s *Store) holds(e Entry, p Place) (*Hit, string) {
	h, why := s.unchanged(e, p)
	if h == nil {
		return nil, why
	}
	// Nobody but us writes binaries, so the stamp of one that was entered just now will do.
	text, stamp, err := read(h.Binary)
	if err != nil || SumOf(text) != e.Sum {
		return nil, "the compiled program is absent or damaged"
	}
	h.binary = stamp
	return h, ""
}

// unchanged returns an entry as a hit if its dependencies are as they were.
func (s *Store) unchanged(e Entry, p Place) (*Hit, string) {
	if e.Search != "" && e.Search != p.Search {
		return nil, "the search path is another one"
	}
	h := &Hit{Binary: s.Path("bin", filepath.Base(e.Binary)), Entry: e}
	for _, d := range e.Deps {
		path := p.resolve(d.Path)
		f, sum, err := look(path)
		switch {
		case err != nil:
			return nil, fmt.Sprintf("%s cannot be read: %v", path, err)
		case d.Sum == "" && sum != "":
			return nil, path + " has appeared"
		case d.Sum != "" && sum == "":
			return nil, path + " is gone"
		case d.Sum != sum:
			return nil, path + " has changed"
		}
		h.files = append(h.files, f)
	}
	return h, ""
}

// look returns the sum of a file's text, "" if it is absent, and the stamp that the file
// had before it was read.
func look(path string) (file, string, error) {
	text, stamp, err := ReadFile(path)
	if absent(err) {
		return file{IndexAbsent, path, Stamp{}}, "", nil
	}
	return file{IndexFile, path, stamp}, SumOf(text), err
}

func absent(err error) bool {
	return errors.Is(err, fs.ErrNotExist) || notDir(err)
}

// Put makes a program and enters it. If others make the same at that moment, one does and
// the rest wait and use what it made.
func (s *Store) Put(k Key, p Place, build func(out string) (Origin, error)) (*Hit, error) {
	unlock := s.Lock("key-" + k.String()[:2])
	defer unlock()
	if hit, _ := s.Lookup(k, p); hit != nil {
		return hit, nil
	}
	tmp, err := s.Temp()
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(tmp)
	out := filepath.Join(tmp, "program")
	origin, err := build(out)
	if err != nil {
		return nil, err
	}
	e, err := s.enter(out, origin)
	if err != nil {
		return nil, cannot("entering the program in the cache", err)
	}
	if err := s.write(k, e); err != nil {
		return nil, cannot("entering the program in the cache", err)
	}
	s.tidy()
	hit, _ := s.unchanged(e, p)
	if hit == nil {
		// A file changed while we compiled. This run was asked for with the old one.
		return &Hit{Binary: s.Path("bin", e.Binary), Entry: e}, nil
	}
	hit.binary, _, err = stampFile(hit.Binary)
	return hit, err
}

// enter moves a binary into the store.
func (s *Store) enter(out string, origin Origin) (Entry, error) {
	data, err := os.ReadFile(out)
	if err != nil {
		return Entry{}, err
	}
	e := Entry{Origin: origin, Sum: SumOf(data), Size: int64(len(data)), Made: time.Now().UTC().Truncate(time.Second)}
	e.Binary = e.Sum[:32]
	if err := os.MkdirAll(s.Path("bin"), 0o700); err != nil {
		return e, err
	}
	if err := os.Chmod(out, 0o500); err != nil {
		return e, err
	}
	return e, os.Rename(out, s.Path("bin", e.Binary))
}

// write enters an entry before those of the same key.
func (s *Store) write(k Key, e Entry) error {
	list := []Entry{e}
	for _, old := range s.read(k) {
		if len(list) < keep && !sameOrigin(old, e) {
			list = append(list, old)
		}
	}
	data, err := json.Marshal(list)
	if err != nil {
		return err
	}
	return WriteFile(s.Path("entries", k.String()), data)
}

// sameOrigin reports whether two entries hold under the same conditions.
func sameOrigin(a, b Entry) bool {
	if a.Search != b.Search || len(a.Deps) != len(b.Deps) {
		return false
	}
	for i, d := range a.Deps {
		if d != b.Deps[i] {
			return false
		}
	}
	return true
}
