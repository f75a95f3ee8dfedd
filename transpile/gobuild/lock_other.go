//go:build !unix

package gobuild

// lock does nothing where there are no file locks: work may be done twice.
func lock(string) (unlock func(), err error) { return func() {}, nil }
