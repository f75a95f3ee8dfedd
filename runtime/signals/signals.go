// Package signals has done what must be done when a signal ends the program: SIGINT, SIGTERM
// or SIGHUP. Afterwards the program ends by that signal, so that whoever started it sees it.
//
// A program pays for this from the first time it asks for something. What programs do when they
// end by themselves is of runtime/rt.
package signals

import (
	"os"
	"os/signal"
	"slices"
	"sync"
	"syscall"

	"github.com/smelter-lang/smelter/runtime/rt"
)

var (
	begun sync.Once

	lock    sync.Mutex
	all     hooks[func(os.Signal)]
	instead hooks[func()] // for the next signals, the latest first
)

// hooks are functions that are to be called, as long as they are not forgotten.
type hooks[F any] []*F

func (hs *hooks[F]) add(f F) (forget func()) {
	begun.Do(begin)
	lock.Lock()
	defer lock.Unlock()
	h := &f
	*hs = append(*hs, h)
	return func() {
		lock.Lock()
		defer lock.Unlock()
		if i := slices.Index(*hs, h); i >= 0 {
			*hs = slices.Delete(*hs, i, i+1)
		}
	}
}

// begin has the signals come to us that are not ignored already.
func begin() {
	come := make(chan os.Signal, 1)
	for _, sig := range []os.Signal{syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP} {
		if !signal.Ignored(sig) {
			signal.Notify(come, sig)
		}
	}
	go func() {
		for sig := range come {
			if f := taken(); f != nil {
				(*f)()
			} else {
				End(sig)
			}
		}
	}()
}

// Instead has f called in the place of the end by the next signal, until forget is called. The
// signal after that ends the program, if it still runs.
func Instead(f func()) (forget func()) { return instead.add(f) }

// taken returns what is to be done instead of the end, once; nil if that is nothing.
func taken() *func() {
	lock.Lock()
	defer lock.Unlock()
	last := len(instead) - 1
	if last < 0 {
		return nil
	}
	f := instead[last]
	instead = instead[:last]
	return f
}

// OnEnd has f called when a signal ends the program, until forget is called. The program goes on
// beside f, which therefore leaves its data alone, and does not wait for others.
func OnEnd(f func(os.Signal)) (forget func()) { return all.add(f) }

// AtExit is rt.AtExit where f is called also when a signal ends the program. What is said of
// OnEnd holds for f.
func AtExit(f func()) (now func()) {
	f = sync.OnceFunc(f)
	forget := OnEnd(func(os.Signal) { f() })
	end := rt.AtExit(f)
	return func() {
		end()
		forget()
	}
}

// End ends the program by a signal, after all that is to be done then, the latest first.
func End(sig os.Signal) {
	lock.Lock()
	now := slices.Clone(all)
	lock.Unlock()
	for _, h := range slices.Backward(now) {
		(*h)(sig)
	}
	die(sig)
}
