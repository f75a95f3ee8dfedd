package cache

import (
	"io/fs"
	"syscall"
	"time"
)

func stampOf(info fs.FileInfo) Stamp {
	st, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return Stamp{}
	}
	return Stamp{
		Dev: uint64(st.Dev), Ino: st.Ino, Size: st.Size, links: uint64(st.Nlink),
		Mtime: st.Mtim.Nano(), Ctime: st.Ctim.Nano(),
	}
}

// accessed is when a file was last read, as far as the system keeps that.
func accessed(info fs.FileInfo) time.Time {
	if st, ok := info.Sys().(*syscall.Stat_t); ok {
		return time.Unix(0, st.Atim.Nano())
	}
	return time.Time{}
}
