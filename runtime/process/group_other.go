//go:build !unix

package process

import (
	"os"
	"syscall"
)

// This file is for systems without process groups and signals: a command can be ended, and
// that is all.

func (p *Process) group(int, bool) {}

func (p *Process) signal(sig syscall.Signal) {
	for _, child := range p.children {
		child.Process.Kill()
	}
}

func (p *Process) readTerminal(bool) {}
func (p *Process) settle()           {}
func (p *Process) passOn(string)     {}

func startWatched(p *Process) error { return p.children[0].Start() }

func fate(state *os.ProcessState) (status int, signal string) {
	if state == nil {
		return -1, ""
	}
	return state.ExitCode(), ""
}

func signalNamed(name string) (syscall.Signal, bool) {
	return syscall.SIGKILL, name == "KILL" || name == "TERM" || name == "INT"
}
