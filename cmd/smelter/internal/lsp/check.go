package lsp

import (
	"maps"
	"os"
	"path/filepath"
	"slices"

	"github.com/smelter-lang/smelter/transpile"
	"github.com/smelter-lang/smelter/transpile/doc"
	"github.com/smelter-lang/smelter/transpile/source"
)

// This file checks documents.

// A snapshot is what is known of a text that was checked.
type snapshot struct {
	session *transpile.Session
	module  *transpile.Module
	text    *text

	deps    map[string]bool // paths that were read or looked for
	indexes map[*transpile.Module]*index
	docs    map[*transpile.Module]*doc.File
}

// check checks a text as that of a file.
func (s *server) check(path string, t *text) (*snapshot, error) {
	world := transpile.World{Read: s.read, Prelude: s.Prelude, Path: s.Path}
	world.Dir = folderOf(path)
	snap := &snapshot{
		text: t, deps: map[string]bool{},
		indexes: map[*transpile.Module]*index{}, docs: map[*transpile.Module]*doc.File{},
	}
	_, err := s.guarded(func() (_ any, err error) {
		if snap.session, err = s.Session(world); err == nil {
			snap.module = snap.session.Check(path, t.string)
		}
		return nil, err
	})
	if err != nil {
		return nil, err
	}
	for _, d := range snap.session.Deps() {
		snap.deps[filepath.Clean(d.Path)] = true
	}
	return snap, nil
}

// folderOf returns the folder that the imports of a script are relative to: that of the file
// itself if the path is a link, the current one for a document that is no file.
func folderOf(path string) string {
	if !filepath.IsAbs(path) {
		dir, _ := os.Getwd() // without one nothing can be imported
		return dir
	}
	if real, err := filepath.EvalSymlinks(path); err == nil {
		return filepath.Dir(real)
	}
	return filepath.Dir(path)
}

func (snap *snapshot) dependsOn(path string) bool { return snap != nil && snap.deps[path] }

// refresh checks a document if it has changed.
func (s *server) refresh(d *document) error {
	if d.changed == 0 {
		return nil
	}
	d.changed = 0
	if s.ofLibrary(d) {
		return nil
	}
	snap, err := s.check(d.path, d.text)
	if err == nil {
		d.snap, s.unpublished = snap, true
	}
	return err
}

// checkNext checks the document that has changed last and publishes what is wrong, also with
// those that were checked for a request. It reports whether there was something to do.
func (s *server) checkNext() bool {
	var next *document
	for _, d := range s.docs {
		if d.changed > 0 && (next == nil || d.changed > next.changed) {
			next = d
		}
	}
	if next != nil {
		if err := s.refresh(next); err != nil {
			s.logFailure(err)
		}
	} else if !s.unpublished {
		return false
	}
	s.publish()
	return true
}

// logFailure tells of a check that could not be done; of a mistake of Smelter's own was told.
func (s *server) logFailure(err error) {
	if f, ok := err.(*failure); !ok || f.Code != codeInternal {
		s.log(logError, err.Error())
	}
}

// fresh returns the snapshot of the present text of a document; nil if there is none, since
// it is not open, or of the library, or a mistake of Smelter's own lies in the way.
func (s *server) fresh(uri string) (*document, *snapshot) {
	d := s.docs[uri]
	if d == nil {
		return nil, nil
	}
	if err := s.refresh(d); err != nil {
		s.logFailure(err)
	}
	if d.snap == nil || d.snap.text != d.text {
		return d, nil
	}
	return d, d.snap
}

// documents returns the open documents in the order of their URIs.
func (s *server) documents() []*document {
	var out []*document
	for _, uri := range slices.Sorted(maps.Keys(s.docs)) {
		out = append(out, s.docs[uri])
	}
	return out
}

// file returns a file of a snapshot and its text; nil for one of the library.
func (s *server) file(snap *snapshot, id source.FileID) (*source.File, *text) {
	f := snap.session.Files.File(id)
	switch {
	case f == nil || ofLibrary(f):
		return nil, nil
	case f == snap.module.Syntax.File:
		return f, snap.text
	}
	return f, newText(f.Text, s.enc)
}
