package cache

import (
	"bytes"
	"io/fs"
	"os"
	"time"
)

// A Stamp is what the system says of a file without reading it. A file that is written
// to, moved or replaced gets another one: the time of change (ctime) is the kernel's, and
// no program can set it back. The zero Stamp says nothing.
type Stamp struct {
	Dev, Ino     uint64
	Size         int64
	Mtime, Ctime int64 // nanoseconds
	links        uint64
}

// ReadFile reads a file, with the stamp it had before if that is one to rely on.
func ReadFile(path string) ([]byte, Stamp, error) {
	text, stamp, err := read(path)
	return text, settled(stamp, time.Now()), err
}

// read reads a file, with the stamp it had before.
func read(path string) ([]byte, Stamp, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, Stamp{}, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, Stamp{}, err
	}
	var text bytes.Buffer
	text.Grow(int(min(info.Size(), 1<<30)) + bytes.MinRead) // all at once, unless it grows
	_, err = text.ReadFrom(f)
	return text.Bytes(), stampOf(info), err
}

// stampFile returns the stamp of a file.
func stampFile(path string) (Stamp, fs.FileInfo, error) {
	info, err := os.Stat(path)
	if err != nil {
		return Stamp{}, nil, err
	}
	return stampOf(info), info, nil
}

// settled returns a stamp if a later change of the file is sure to lead to another one.
// Clocks of file systems tick: what was changed just now may be changed again within
// the same tick. Times in whole seconds come from one that counts seconds.
func settled(s Stamp, now time.Time) Stamp {
	tick := 20 * time.Millisecond
	if s.Ctime%int64(time.Second) == 0 {
		tick = 3 * time.Second
	}
	if now.UnixNano()-s.Ctime < int64(tick) {
		return Stamp{}
	}
	return s
}
