//go:build unix

package fs

import (
	"errors"
	"syscall"
)

// otherDisk reports whether a file could not be moved because the path is on another disk.
func otherDisk(err error) bool { return errors.Is(err, syscall.EXDEV) }
