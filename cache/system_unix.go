//go:build unix

package cache

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"syscall"
)

// Exec replaces the process by a program; it returns only if that fails.
func Exec(bin string, args []string) error {
	err := syscall.Exec(bin, args, os.Environ())
	if err == syscall.EACCES {
		return fmt.Errorf("starting %s: %w (is the cache where programs may not be run? "+
			"SMELTER_CACHE_DIR names another place)", bin, err)
	}
	return fmt.Errorf("starting %s: %w", bin, err)
}

// owned reports whether a file belongs to the user.
func owned(info fs.FileInfo) bool {
	st, ok := info.Sys().(*syscall.Stat_t)
	return ok && int(st.Uid) == os.Geteuid()
}

// notDir reports whether a file cannot exist, since one above it is not a folder.
func notDir(err error) bool { return errors.Is(err, syscall.ENOTDIR) }

// lock waits for the lock of an open file.
func lock(f *os.File) error {
	for {
		if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX); err != syscall.EINTR {
			return err
		}
	}
}
