package lsp

import (
	"net/url"
	"path/filepath"
	"runtime"
	"strings"
)

// This file converts between URIs of documents and paths.

// pathOf returns the path of a document: that of a file, or something like one for a
// document that is no file yet.
func pathOf(uri string) string {
	u, err := url.Parse(uri)
	if err != nil || u.Scheme != "file" {
		return uri
	}
	path := u.Path
	if runtime.GOOS == "windows" {
		path = strings.TrimPrefix(path, "/")
	}
	return filepath.Clean(filepath.FromSlash(path))
}

// uriOf returns the URI of a path.
func uriOf(path string) string {
	if !filepath.IsAbs(path) {
		return path // of no file: it is the URI
	}
	path = filepath.ToSlash(path)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path
	}
	return (&url.URL{Scheme: "file", Path: path}).String()
}
