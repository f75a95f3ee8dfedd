//go:build unix

package process

import (
	"os"
	"os/signal"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"unsafe"

	"github.com/smelter-lang/smelter/runtime/signals"
)

// This file has process groups, signals, and the terminal, which belongs to one group at a
// time.

// group says which process group the i-th command of p is in.
func (p *Process) group(i int, detached bool) {
	attr := &syscall.SysProcAttr{}
	switch {
	case detached:
		attr.Setsid = true // the terminal, if it goes, takes its session with it
	case p.own && i == 0:
		attr.Setpgid, attr.Foreground = true, p.terminal
	case p.own:
		attr.Setpgid, attr.Pgid = true, p.children[0].Process.Pid
	}
	p.children[i].SysProcAttr = attr
}

// signal sends a signal to all that is left of p, and to what that started in its group.
func (p *Process) signal(sig syscall.Signal) {
	if p.own {
		syscall.Kill(-p.children[0].Process.Pid, sig)
		return
	}
	for _, child := range p.children {
		child.Process.Signal(sig)
	}
}

// readTerminal is for commands that may ask the user something: a group of its own has to be
// the one that the terminal belongs to.
func (p *Process) readTerminal(inherits bool) {
	p.terminal = p.own && inherits && terminalGroup() == syscall.Getpgrp()
}

// terminalGroup returns the process group that the terminal belongs to which is standard
// input, or 0.
func terminalGroup() int {
	var group int32
	_, _, e := syscall.Syscall(syscall.SYS_IOCTL, 0, syscall.TIOCGPGRP, uintptr(unsafe.Pointer(&group)))
	if e != 0 {
		return 0
	}
	return int(group)
}

// takeTerminal makes the terminal belong to us. That is something that stops who does it
// from the background, unless the signal is ignored.
func takeTerminal() {
	if !signal.Ignored(syscall.SIGTTOU) {
		signal.Ignore(syscall.SIGTTOU)
		defer signal.Reset(syscall.SIGTTOU)
	}
	group := int32(syscall.Getpgrp())
	syscall.Syscall(syscall.SYS_IOCTL, 0, syscall.TIOCSPGRP, uintptr(unsafe.Pointer(&group)))
}

// settle is for when nothing of p is left.
func (p *Process) settle() {
	watched.Lock()
	delete(watched.all, p)
	watched.Unlock()
	if p.terminal {
		takeTerminal()
	}
}

// passOn ends the script if the user ended what the terminal belonged to: the keys reached
// it alone, and were meant for both.
func (p *Process) passOn(name string) {
	if sig, ok := signalNamed(name); ok && p.terminal && (sig == syscall.SIGINT || sig == syscall.SIGQUIT) {
		signals.End(syscall.SIGINT)
	}
}

// watched are the groups of their own that are to end when a signal ends the script.
var watched = struct {
	sync.Mutex
	all   map[*Process]bool
	begun sync.Once
}{all: map[*Process]bool{}}

// startWatched starts the first command of p, and has p get the signals that end the script.
// There is no moment in which it runs and would not get them.
func startWatched(p *Process) error {
	watched.begun.Do(func() {
		signals.OnEnd(func(sig os.Signal) { passSignal(sig.(syscall.Signal)) })
	})
	watched.Lock()
	defer watched.Unlock()
	err := p.children[0].Start()
	if err == nil {
		watched.all[p] = true
	}
	return err
}

// passSignal hands a signal on to the groups.
func passSignal(sig syscall.Signal) {
	watched.Lock()
	for p := range watched.all {
		p.signal(sig)
	}
	watched.Unlock()
}

// fate tells how a command ended: by which signal, or with which status.
func fate(state *os.ProcessState) (status int, signal string) {
	if state == nil {
		return -1, "" // somebody else waited for it, so nobody knows
	}
	if w, ok := state.Sys().(syscall.WaitStatus); ok && w.Signaled() {
		return 0, signalName(w.Signal())
	}
	return state.ExitCode(), ""
}

// known are the signals that programs are commonly sent, or end by.
var known = []struct {
	name string
	sig  syscall.Signal
}{
	{"HUP", syscall.SIGHUP}, {"INT", syscall.SIGINT}, {"QUIT", syscall.SIGQUIT}, {"ILL", syscall.SIGILL},
	{"TRAP", syscall.SIGTRAP}, {"ABRT", syscall.SIGABRT}, {"BUS", syscall.SIGBUS}, {"FPE", syscall.SIGFPE},
	{"KILL", syscall.SIGKILL}, {"USR1", syscall.SIGUSR1}, {"SEGV", syscall.SIGSEGV}, {"USR2", syscall.SIGUSR2},
	{"PIPE", syscall.SIGPIPE}, {"ALRM", syscall.SIGALRM}, {"TERM", syscall.SIGTERM}, {"CHLD", syscall.SIGCHLD},
	{"CONT", syscall.SIGCONT}, {"STOP", syscall.SIGSTOP}, {"TSTP", syscall.SIGTSTP}, {"TTIN", syscall.SIGTTIN},
	{"TTOU", syscall.SIGTTOU}, {"XCPU", syscall.SIGXCPU}, {"XFSZ", syscall.SIGXFSZ}, {"WINCH", syscall.SIGWINCH},
	{"SYS", syscall.SIGSYS},
}

func signalName(sig syscall.Signal) string {
	for _, s := range known {
		if s.sig == sig {
			return s.name
		}
	}
	return strconv.Itoa(int(sig))
}

// signalNamed is the inverse; SIG may stand before a name.
func signalNamed(name string) (syscall.Signal, bool) {
	name = strings.TrimPrefix(name, "SIG")
	for _, s := range known {
		if s.name == name {
			return s.sig, true
		}
	}
	n, err := strconv.Atoi(name)
	return syscall.Signal(n), err == nil && 0 < n && n < 65
}
