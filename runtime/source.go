// Package runtime carries the sources of the runtime packages and of the library. It is
// imported by the compiler only; programs import the packages below it.
package runtime

import (
	"embed"
	"io/fs"
)

// Packages has the Go packages that programs are linked with.
//
//go:embed rt/*.go rt/*.s num/*.go str/*.go float/*.go frac/*.go format/*.go sys/*.go file/*.go script/*.go fs/*.go json/*.go csv/*.go datetime/*.go zones/*.go
var Packages embed.FS

//go:embed prelude/*.coal
var prelude embed.FS

// Common names the packages that programs use whatever they do, or often. The others are
// compiled for those who need them.
func Common() []string {
	return []string{"rt", "num", "str", "float", "frac", "format", "sys", "file", "script"}
}

// Prelude returns the files of the library, in Coalton.
func Prelude() fs.FS {
	files, err := fs.Sub(prelude, "prelude")
	if err != nil {
		panic(err) // the name is not a path
	}
	return files
}
