package cache

import (
	"os"
	"path/filepath"
	"time"
)

// patience is how long a lock is waited for. Preparing the toolchain on a slow machine
// takes less; who holds a lock for longer is stopped or stuck.
const patience = 3 * time.Minute

// Lock waits until nobody else has the lock of a name, and returns what releases it.
// Locks save work done twice, and nothing depends on them: where there are none, or after
// a long wait, the work is done all the same.
func (s *Store) Lock(name string) (unlock func()) {
	path := s.Path("lock", name)
	if os.MkdirAll(filepath.Dir(path), 0o700) != nil {
		return func() {}
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return func() {}
	}
	done := make(chan error, 1)
	go func() { done <- lock(f) }()
	select {
	case <-done:
	case <-time.After(patience):
	}
	return func() { f.Close() }
}
