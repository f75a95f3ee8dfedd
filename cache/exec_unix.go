//go:build unix

package cache

import (
	"fmt"
	"os"
	"path/filepath"
	"syscall"
)

// Exec replaces the process by a program; it returns only if that fails.
func Exec(bin string, args []string) error {
	return fmt.Errorf("starting %s: %w", bin, syscall.Exec(bin, args, os.Environ()))
}

// lock waits until nobody else builds the same.
func (s *Store) lock(k Key) (func(), error) {
	path := s.path(k) + ".lock"
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, fmt.Errorf("making the cache: %w", err)
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, fmt.Errorf("opening a lock of the cache: %w", err)
	}
	for {
		if err = syscall.Flock(int(f.Fd()), syscall.LOCK_EX); err != syscall.EINTR {
			break
		}
	}
	return func() { f.Close() }, err
}
