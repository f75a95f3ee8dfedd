package rt

import (
	"syscall"
	"unsafe"
)

// This file asks Linux, without package os, which every program would pay for.

// isTerminal reports whether a file descriptor is a terminal (TCGETS).
func isTerminal(fd int) bool {
	var termios [256]byte
	_, _, e := syscall.Syscall(syscall.SYS_IOCTL, uintptr(fd), 0x5401, uintptr(unsafe.Pointer(&termios)))
	return e == 0
}

// writeSome writes some of b.
func writeSome(fd int, b []byte) (int, error) { return syscall.Write(fd, b) }

// waitToWrite waits until something can be written to a file descriptor that does not
// wait itself.
func waitToWrite(fd int) {
	const pollOut = 4
	poll := struct {
		fd             int32
		events, result int16
	}{fd: int32(fd), events: pollOut}
	syscall.Syscall6(syscall.SYS_PPOLL, uintptr(unsafe.Pointer(&poll)), 1, 0, 0, 0, 0)
}

// memorySize returns the size of the machine's memory, or 0 if it is not known.
func memorySize() uint64 {
	var info syscall.Sysinfo_t
	if syscall.Sysinfo(&info) != nil {
		return 0
	}
	return uint64(info.Totalram) * uint64(info.Unit)
}

// isOtherFile reports whether there is a file at a path that is not this program.
func isOtherFile(path string) bool {
	var other, self syscall.Stat_t
	return syscall.Stat(path, &other) == nil && syscall.Stat("/proc/self/exe", &self) == nil &&
		(other.Ino != self.Ino || other.Dev != self.Dev)
}
