//go:build !linux && !darwin

package cache

import (
	"io/fs"
	"time"
)

// stampOf knows nothing here, so every run looks at contents.
func stampOf(fs.FileInfo) Stamp { return Stamp{} }

func accessed(fs.FileInfo) time.Time { return time.Time{} }
