package cli

import (
	"os"
	"unsafe"

	"github.com/smelter-lang/smelter/cache"
	"github.com/smelter-lang/smelter/cmd/smelter/internal/fast"
	"github.com/smelter-lang/smelter/runtime"
	"github.com/smelter-lang/smelter/transpile"
	"github.com/smelter-lang/smelter/transpile/diag"
	"github.com/smelter-lang/smelter/transpile/source"
)

// This file finds the checked library, whose image is made once per build of smelter.

// openStore returns the cache.
func openStore() (*cache.Store, error) {
	dir, err := cache.DefaultDir()
	if err != nil {
		return nil, err
	}
	return cache.Open(dir)
}

// newSession returns a session over the library.
func newSession(world transpile.World) (*transpile.Session, error) {
	s, _, err := librarySession(world)
	return s, err
}

// librarySession returns a session over the library, and its image. That is in the cache;
// without a cache it is made anew, which takes a moment and is no reason to fail.
func librarySession(world transpile.World) (s *transpile.Session, image string, err error) {
	store, err := openStore()
	if err != nil {
		image = newImage()
		s, err = transpile.NewSession(world, image)
		return s, image, err
	}
	build, err := fast.BuildID()
	if err != nil {
		return nil, "", err
	}
	path := store.Path("lib", cache.SumOf([]byte(build))[:24])
	if s, image, err = sessionOf(world, path); err == nil {
		return s, image, nil
	}
	defer startProgress("checking the library, this once")()
	defer store.Lock("lib")()
	if s, image, err = sessionOf(world, path); err == nil {
		return s, image, nil
	}
	image = newImage()
	_ = cache.WriteFile(path, []byte(image)) // a full disk does not matter here
	s, err = transpile.NewSession(world, image)
	return s, image, err
}

// sessionOf returns a session over the image in a file, if that is whole.
func sessionOf(world transpile.World, path string) (*transpile.Session, string, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, "", err
	}
	// The bytes are not changed any more, and a megabyte is worth not copying.
	image := unsafe.String(unsafe.SliceData(data), len(data))
	s, err := transpile.NewSession(world, image)
	return s, image, err
}

func newImage() string {
	image, err := transpile.BuildLibrary(runtime.Prelude())
	if err != nil {
		diag.Bugf(source.Span{}, "%v", err)
	}
	return string(image)
}
