//go:build unix

package signals

import (
	"os"
	"os/signal"
	"syscall"
)

// die ends the program as a signal does that it does not handle.
func die(sig os.Signal) {
	signal.Reset(sig)
	syscall.Kill(os.Getpid(), sig.(syscall.Signal))
	select {}
}
