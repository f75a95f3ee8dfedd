package cli

import (
	"syscall"
	"unsafe"
)

// terminalWidth returns the width of the terminal that standard output is, or 0 if it is none.
func terminalWidth() int {
	var size struct{ rows, columns, x, y uint16 }
	_, _, e := syscall.Syscall(syscall.SYS_IOCTL, 1, syscall.TIOCGWINSZ, uintptr(unsafe.Pointer(&size)))
	if e != 0 {
		return 0
	}
	return int(size.columns)
}
