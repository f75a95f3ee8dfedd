package process

import (
	"bytes"
	"io"
	"os"
	"os/exec"
	"sync"
	"syscall"
	"time"

	"github.com/smelter-lang/smelter/runtime/num"
	"github.com/smelter-lang/smelter/runtime/rt"
	"github.com/smelter-lang/smelter/runtime/str"
)

// This file starts commands and follows them. A pipeline is one Process; of a single
// command it is a pipeline of one.
//
// What commands write into our pipes is read by goroutines from the beginning, so it does
// not matter how much that is, nor in which order. It is read until nobody holds the other
// end any more, as a shell does for $(...). What goes between the commands of a pipeline
// does not pass through us.

// A Process is commands that were started.
type Process struct {
	commands []*Command
	children []*exec.Cmd
	own      bool // a process group of its own, that of the first command
	terminal bool // which the terminal belongs to

	out  kept
	errs []*kept // by command

	ours    []*os.File // our ends of pipes that are read
	feed    *os.File   // our end of the one that the first command reads, or nil
	stdout  *os.File   // our end of the one that the last command writes, or nil
	readers sync.WaitGroup
	done    chan struct{} // closed when all have ended and all is read
	ended   func()        // forgets what would have been done at exit; nil if nothing
}

// kept is what was written so far.
type kept struct {
	sync.Mutex
	bytes.Buffer
}

func (k *kept) Write(b []byte) (int, error) {
	k.Lock()
	defer k.Unlock()
	return k.Buffer.Write(b)
}

// text returns a copy.
func (k *kept) text() []byte {
	k.Lock()
	defer k.Unlock()
	return bytes.Clone(k.Buffer.Bytes())
}

// Where output goes.
const (
	captured = iota
	shown    // where that of the script goes
	nowhere
	followed // the standard output is read by Each
)

// inherited is the text that stands for the standard input of the script. Only itself is
// it, and no text that is equal to it.
var inherited = str.From("the standard input of the script")

// Inherited returns inherited.
func Inherited() str.String { return inherited }

// Start starts commands, each of which reads what the one before it writes, and the first
// one a text, or standard input. If one cannot be started, none is left running.
func Start(commands []*Command, input str.String, output int64, own, detached bool) (*Process, *Ended) {
	if input == inherited {
		return start(commands, nil, output, own, detached)
	}
	return start(commands, []byte(input.Go()), output, own, detached)
}

// start is Start with an input of bytes; none, not even of no bytes, means that of the script.
func start(commands []*Command, input []byte, output int64, own, detached bool) (*Process, *Ended) {
	p := &Process{commands: commands, own: own || detached, done: make(chan struct{})}
	for _, c := range commands {
		child, err := c.prepare()
		if err != nil {
			return nil, notStarted(commands, c, err)
		}
		p.children = append(p.children, child)
		p.errs = append(p.errs, new(kept))
	}
	rt.Flush()
	theirs, err := p.connect(input, output)
	defer closeAll(theirs)
	if err != nil {
		p.abandon()
		return nil, notStarted(commands, commands[0], err)
	}
	p.readTerminal(input == nil)
	for i, child := range p.children {
		p.group(i, detached)
		launch := child.Start
		if i == 0 && p.own && !detached {
			launch = func() error { return startWatched(p) }
		}
		if err := launch(); err != nil {
			p.abandon()
			return nil, notStarted(commands, commands[i], err)
		}
	}
	closeAll(theirs) // before we wait for the end of what is written there
	go p.follow(input)
	return p, nil
}

func closeAll(files []*os.File) {
	for _, f := range files {
		f.Close() // a second time is no harm
	}
}

// connect says what the children read and write. It returns the ends of pipes that are
// theirs.
func (p *Process) connect(input []byte, output int64) (theirs []*os.File, err error) {
	pipe := func() (r, w *os.File) {
		if err != nil {
			return nil, nil
		}
		if r, w, err = os.Pipe(); err == nil {
			theirs = append(theirs, r, w)
		}
		return r, w
	}
	ours := func(f *os.File) *os.File { // takes one back
		for i := range theirs {
			if theirs[i] == f && f != nil {
				theirs = append(theirs[:i], theirs[i+1:]...)
				p.ours = append(p.ours, f)
				break
			}
		}
		return f
	}
	first, last := p.children[0], p.children[len(p.children)-1]
	switch {
	case input == nil:
		first.Stdin = os.Stdin
	case len(input) > 0: // else there is nothing to read
		r, w := pipe()
		first.Stdin, p.feed = r, ours(w)
	}
	for i, child := range p.children[1:] {
		r, w := pipe()
		p.children[i].Stdout, child.Stdin = w, r
	}
	switch output {
	case shown:
		last.Stdout = os.Stdout
	case captured, followed:
		r, w := pipe()
		last.Stdout, p.stdout = w, ours(r)
		if output == captured {
			p.read(&p.out, r)
		}
	}
	for i, child := range p.children {
		switch output {
		case shown:
			child.Stderr = os.Stderr
		case captured, followed:
			r, w := pipe()
			child.Stderr = w
			p.read(p.errs[i], ours(r))
		}
	}
	return theirs, err
}

// read keeps what comes through a pipe. If it is closed on our side, that is the end too.
func (p *Process) read(into *kept, from *os.File) {
	if from == nil {
		return
	}
	p.readers.Go(func() {
		io.Copy(into, from)
		from.Close()
	})
}

// abandon ends what was started of a Process that cannot be as a whole.
func (p *Process) abandon() {
	closeAll(p.ours)
	p.readers.Wait()
	for _, child := range p.children {
		if child.Process != nil {
			child.Process.Kill()
			child.Wait()
		}
	}
	p.settle()
}

// follow feeds the first command and waits for all of them, so none stays a zombie. A
// command that does not read what it is given has its reasons.
func (p *Process) follow(input []byte) {
	if p.feed != nil {
		go func() {
			p.feed.Write(input)
			p.feed.Close()
		}()
	}
	for _, child := range p.children {
		child.Wait()
	}
	if p.feed != nil {
		p.feed.Close()
	}
	p.readers.Wait()
	p.settle()
	close(p.done)
}

// running reports whether something of it is left.
func (p *Process) running() bool {
	select {
	case <-p.done:
		return false
	default:
		return true
	}
}

// within waits for the end, for some time at most, and reports whether it came.
func (p *Process) within(d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-p.done:
		return true
	case <-timer.C:
		return false
	}
}

// How long commands may take to end when they are asked to, and to be gone when they are
// not asked any more.
const (
	grace = time.Second
	gone  = time.Second
)

// stop ends it: first by a signal that a program may handle, then by one that it cannot.
// What it started outside its group may still hold our pipes; it is not waited for.
func (p *Process) stop() {
	p.signal(syscall.SIGTERM)
	if p.within(grace) {
		return
	}
	p.signal(syscall.SIGKILL)
	if p.within(gone) {
		return
	}
	closeAll(p.ours)
	p.within(gone)
}

// IsRunning reports whether a process has not ended.
func IsRunning(p *Process) bool { return p.running() }

// ID returns the number that the system gave to a process; to the last one of a pipeline.
func ID(p *Process) num.Int { return num.Of(int64(p.children[len(p.children)-1].Process.Pid)) }

// Signal sends a signal to a process, if it still runs. It reports whether there is a
// signal of that name.
func Signal(p *Process, name str.String) bool {
	sig, ok := signalNamed(name.Go())
	if ok && p.running() {
		p.signal(sig)
	}
	return ok
}

// Stop ends a process.
func Stop(p *Process) {
	if p.running() {
		p.stop()
	}
}
