// Package runtime carries the sources of the runtime packages and of the library. It is
// imported by the compiler only; programs import the packages below it.
package runtime

import (
	"embed"
	"io/fs"
)

// Packages has the Go packages that programs are linked with.
//
//go:embed rt/*.go rt/*.s
//go:embed num/*.go
//go:embed str/*.go
//go:embed float/*.go
//go:embed frac/*.go
//go:embed format/*.go
//go:embed sys/*.go
//go:embed signals/*.go
//go:embed file/*.go
//go:embed script/*.go
//go:embed fs/*.go
//go:embed test/*.go
//go:embed task/*.go
//go:embed spelling/*.go
//go:embed json/*.go
//go:embed csv/*.go
//go:embed datetime/*.go
//go:embed zones/*.go
//go:embed cli/*.go
//go:embed process/*.go
//go:embed env/*.go
//go:embed hash/*.go
//go:embed encoding/*.go
//go:embed http/*.go
//go:embed httpserve/*.go
//go:embed random/*.go
//go:embed regex/*.go
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
