//go:build !unix

package rt

import "syscall"

// endByPipe ends the process, since nobody reads what it writes.
func endByPipe() { syscall.Exit(1) }
