// Package runtime carries the sources of the runtime packages and of the library. It is
// imported by the compiler only; programs import the packages below it.
package runtime

import "embed"

// Packages has the Go packages that programs are linked with.
//
//go:embed rt/*.go rt/*.s num/*.go str/*.go float/*.go frac/*.go format/*.go sys/*.go file/*.go script/*.go
var Packages embed.FS

// Prelude has the library, in Coalton.
//
//go:embed prelude/*.coal
var Prelude embed.FS
