//go:build !linux

package rt

import "os"

// This file asks other systems what system_linux.go asks Linux.

func isTerminal(fd int) bool {
	info, err := standard(fd).Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// standard returns standard output or standard error.
func standard(fd int) *os.File {
	if fd == 2 {
		return os.Stderr
	}
	return os.Stdout
}

func writeSome(fd int, b []byte) (int, error) { return standard(fd).Write(b) }

// waitToWrite has nothing to do: package os waits.
func waitToWrite(int) {}

func memorySize() uint64 { return 0 }

func isOtherFile(path string) bool {
	other, err := os.Stat(path)
	if err != nil {
		return false
	}
	exe, err := os.Executable()
	if err != nil {
		return false
	}
	self, err := os.Stat(exe)
	return err == nil && !os.SameFile(other, self)
}
