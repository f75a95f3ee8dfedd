package lsp

import (
	"path/filepath"
	"strings"
)

// This file keeps the documents that are open in the editor.

// A document is an open file. Its snapshot may be of an older text, if checking the present
// one failed.
type document struct {
	uri     string
	path    string
	version int
	text    *text
	changed int // the number of its last change that was not checked; 0 is none
	snap    *snapshot
}

type documentID struct {
	URI string `json:"uri"`
}

type documentParams struct {
	TextDocument documentID `json:"textDocument"`
}

// A placeParams is about a place in a document.
type placeParams struct {
	TextDocument documentID `json:"textDocument"`
	Position     position   `json:"position"`
}

type openParams struct {
	TextDocument struct {
		URI     string `json:"uri"`
		Version int    `json:"version"`
		Text    string `json:"text"`
	} `json:"textDocument"`
}

func (s *server) didOpen(p openParams) {
	doc := p.TextDocument
	d := &document{uri: doc.URI, path: pathOf(doc.URI)}
	s.docs[doc.URI] = d
	s.change(d, doc.Text, doc.Version)
}

type changeParams struct {
	TextDocument struct {
		URI     string `json:"uri"`
		Version int    `json:"version"`
	} `json:"textDocument"`
	ContentChanges []struct {
		Text string `json:"text"`
	} `json:"contentChanges"`
}

func (s *server) didChange(p changeParams) {
	d := s.docs[p.TextDocument.URI]
	if n := len(p.ContentChanges); d != nil && n > 0 {
		s.change(d, p.ContentChanges[n-1].Text, p.TextDocument.Version)
	}
}

// change gives a document another text. It is to be checked, and before it documents that
// changed earlier; then those that import it.
func (s *server) change(d *document, text string, version int) {
	d.text, d.version = newText(text, s.enc), version
	s.fileChanged(d.path)
	s.touch(d)
}

// touch notes that a document is to be checked.
func (s *server) touch(d *document) {
	s.changes++
	d.changed = s.changes
}

// fileChanged notes that documents which import a file are to be checked.
func (s *server) fileChanged(path string) {
	for _, d := range s.documents() {
		if d.path != path && d.snap.dependsOn(path) {
			s.touch(d)
		}
	}
}

func (s *server) didSave(p documentParams) { s.fileChanged(pathOf(p.TextDocument.URI)) }

func (s *server) didClose(p documentParams) {
	delete(s.docs, p.TextDocument.URI)
	s.fileChanged(pathOf(p.TextDocument.URI)) // what counts is on disk again
	s.publish()
}

func (s *server) watchedFiles(p struct {
	Changes []documentID `json:"changes"`
}) {
	for _, c := range p.Changes {
		s.fileChanged(pathOf(c.URI))
	}
}

// read returns the text of a file for a session: that of an open document comes before
// what is on disk.
func (s *server) read(path string) (string, error) {
	if d := s.opened(path); d != nil {
		return d.text.string, nil
	}
	return s.ReadFile(path)
}

// opened returns the open document of a file, or nil.
func (s *server) opened(path string) *document {
	path = filepath.Clean(path)
	for _, d := range s.docs {
		if d.path == path {
			return d
		}
	}
	return nil
}

// uriOf returns the URI of a file as the editor spells it, if it has the file open.
func (s *server) uriOf(path string) string {
	if d := s.opened(path); d != nil {
		return d.uri
	}
	return uriOf(path)
}

// ofLibrary reports whether a document is a file of the library, which is not checked.
func (s *server) ofLibrary(d *document) bool {
	return s.Sources != "" && strings.HasPrefix(d.path, s.Sources+string(filepath.Separator))
}
