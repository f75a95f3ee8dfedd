package cache

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// This file defines the index: for a script, by device and inode, and a build of smelter, a
// record of what was looked at when its program was last found by contents. While all of
// it has the same stamps, the program is still the right one.
//
// cmd/smelter/internal/fast reads records before the Go runtime has started, so the
// layout is simple. Numbers are 8 bytes, little endian; a text is its length, its bytes
// and a zero:
//
//	magic, checksum of all that follows
//	build, search path ("" if it does not matter), stamp of the script
//	name of the binary, its stamp
//	n, then n files: kind, path, stamp
//
// A stamp is device, inode, size, time of modification, time of change.

// IndexMagic begins every record; change it with the layout.
const IndexMagic = "smeltix1"

// IndexMax is the size of the longest record. A program of more files is found by contents.
const IndexMax = 32 << 10

// Kinds of files in a record.
const (
	IndexAbsent = iota // there is none
	IndexFile          // with this stamp
	IndexFolder        // with this device and inode
)

// A file is one that was looked at.
type file struct {
	kind  int
	path  string
	stamp Stamp
}

// record is what the index says of a script.
type record struct {
	build  string
	search string
	script Stamp
	binary string // name
	stamp  Stamp  // of the binary
	files  []file
}

// indexName is the name of a script's record.
func indexName(build string, s Stamp) string {
	return fmt.Sprintf("%016x%016x%016x", checksum([]byte(build)), s.Dev, s.Ino)
}

// Remember enters a hit in the index, if every stamp is one to rely on. It is only a
// hint: what goes wrong is not reported.
func (s *Store) Remember(build string, p Place, h *Hit) {
	if p.Stamp == (Stamp{}) || h.binary == (Stamp{}) {
		return
	}
	r := record{build: build, search: h.Entry.Search, script: p.Stamp, binary: filepath.Base(h.Binary), stamp: h.binary}
	relative := false
	for i, f := range h.files {
		if f.kind == IndexFile && f.stamp == (Stamp{}) {
			return
		}
		r.files = append(r.files, f)
		relative = relative || !filepath.IsAbs(h.Entry.Deps[i].Path)
	}
	if relative {
		// What the paths mean depends on the folder: it must not have been moved, and
		// the script must not have a name in another one.
		dir, _, err := stampFile(p.Dir)
		if err != nil || p.Stamp.links != 1 {
			return
		}
		r.files = append(r.files, file{IndexFolder, p.Dir, dir})
	}
	if data := r.encode(); len(data) <= IndexMax {
		_ = WriteFile(s.Path("index", indexName(build, p.Stamp)), data)
	}
}

// Recall returns the program that the index has for a script.
func (s *Store) Recall(build, search, script string) (string, error) {
	stamp, info, err := stampFile(script)
	if err != nil || stamp == (Stamp{}) || !info.Mode().IsRegular() {
		return "", errors.Join(err, errors.New("not a file with a stamp"))
	}
	path := s.Path("index", indexName(build, stamp))
	_, info, err = stampFile(path)
	if err != nil || !owned(info) {
		return "", errors.Join(err, errors.New("there is no record that is ours"))
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return "", err
	}
	r, err := decode(data)
	if err != nil {
		return "", err
	}
	if r.build != build || r.search != "" && r.search != search || r.script.key() != stamp.key() {
		return "", errors.New("the record is of another state of the script, of smelter or of the search path")
	}
	for _, f := range r.files {
		if !f.holds() {
			return "", fmt.Errorf("%s has changed", f.path)
		}
	}
	binary := file{IndexFile, s.Path("bin", r.binary), r.stamp}
	if _, info, err = stampFile(binary.path); err != nil || !owned(info) || !binary.holds() {
		return "", errors.New("the compiled program is absent or damaged")
	}
	return binary.path, nil
}

// holds reports whether a file is as it was.
func (f file) holds() bool {
	stamp, _, err := stampFile(f.path)
	switch f.kind {
	case IndexAbsent:
		return absent(err)
	case IndexFolder:
		return err == nil && stamp.Dev == f.stamp.Dev && stamp.Ino == f.stamp.Ino
	}
	return err == nil && stamp.key() == f.stamp.key()
}

// key is the stamp as far as records have it.
func (s Stamp) key() Stamp {
	s.links = 0
	return s
}

func (r *record) encode() []byte {
	var b []byte
	num := func(n uint64) { b = binary.LittleEndian.AppendUint64(b, n) }
	text := func(s string) {
		num(uint64(len(s)))
		b = append(append(b, s...), 0)
	}
	stamp := func(s Stamp) {
		num(s.Dev)
		num(s.Ino)
		num(uint64(s.Size))
		num(uint64(s.Mtime))
		num(uint64(s.Ctime))
	}
	b = append(b, IndexMagic...)
	num(0) // the checksum, below
	text(r.build)
	text(r.search)
	stamp(r.script)
	text(r.binary)
	stamp(r.stamp)
	num(uint64(len(r.files)))
	for _, f := range r.files {
		num(uint64(f.kind))
		text(f.path)
		stamp(f.stamp)
	}
	binary.LittleEndian.PutUint64(b[len(IndexMagic):], checksum(b[len(IndexMagic)+8:]))
	return b
}

// checksum is FNV-1a, which is easily computed without a runtime.
func checksum(data []byte) uint64 {
	h := uint64(14695981039346656037)
	for _, c := range data {
		h = (h ^ uint64(c)) * 1099511628211
	}
	return h
}

// decode reads a record; what is cut or altered is an error.
func decode(data []byte) (*record, error) {
	const head = len(IndexMagic) + 8
	if len(data) < head || len(data) > IndexMax || string(data[:len(IndexMagic)]) != IndexMagic ||
		binary.LittleEndian.Uint64(data[len(IndexMagic):]) != checksum(data[head:]) {
		return nil, errors.New("not a whole record of the index")
	}
	d := decoder{rest: data[head:]}
	r := &record{build: d.text(), search: d.text(), script: d.stamp(), binary: d.text(), stamp: d.stamp()}
	for n := d.num(); n > 0 && !d.bad; n-- {
		r.files = append(r.files, file{int(d.num()), d.text(), d.stamp()})
	}
	if d.bad || len(d.rest) > 0 {
		return nil, errors.New("the record of the index does not end where it should")
	}
	return r, nil
}

// A decoder reads numbers and texts; after the first that is cut it is bad.
type decoder struct {
	rest []byte
	bad  bool
}

func (d *decoder) num() uint64 {
	if len(d.rest) < 8 {
		d.bad, d.rest = true, nil
		return 0
	}
	n := binary.LittleEndian.Uint64(d.rest)
	d.rest = d.rest[8:]
	return n
}

func (d *decoder) text() string {
	n := d.num()
	if n >= uint64(len(d.rest)) || bytes.IndexByte(d.rest[:n+1], 0) != int(n) {
		d.bad, d.rest = true, nil
		return ""
	}
	s := string(d.rest[:n])
	d.rest = d.rest[n+1:]
	return s
}

func (d *decoder) stamp() Stamp {
	return Stamp{Dev: d.num(), Ino: d.num(), Size: int64(d.num()), Mtime: int64(d.num()), Ctime: int64(d.num())}
}
