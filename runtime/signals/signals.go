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

	handlers struct {
		sync.Mutex
		all     []*func(os.Signal)
		instead []*func() // for the next signals, the latest first
	}
)

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
func Instead(f func()) (forget func()) {
	begun.Do(begin)
	handlers.Lock()
	defer handlers.Unlock()
	h := &f
	handlers.instead = append(handlers.instead, h)
	return func() {
		handlers.Lock()
		defer handlers.Unlock()
		if i := slices.Index(handlers.instead, h); i >= 0 {
			handlers.instead = slices.Delete(handlers.instead, i, i+1)
		}
	}
}

// taken returns what is to be done instead of the end, once; nil if that is nothing.
func taken() *func() {
	handlers.Lock()
	defer handlers.Unlock()
	last := len(handlers.instead) - 1
	if last < 0 {
		return nil
	}
	f := handlers.instead[last]
	handlers.instead = handlers.instead[:last]
	return f
}

// OnEnd has f called when a signal ends the program, until forget is called. The program goes on
// beside f, which therefore leaves its data alone, and does not wait for others.
func OnEnd(f func(os.Signal)) (forget func()) {
	begun.Do(begin)
	handlers.Lock()
	defer handlers.Unlock()
	h := &f
	handlers.all = append(handlers.all, h)
	return func() {
		handlers.Lock()
		defer handlers.Unlock()
		if i := slices.Index(handlers.all, h); i >= 0 {
			handlers.all = slices.Delete(handlers.all, i, i+1)
		}
	}
}

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
	handlers.Lock()
	all := slices.Clone(handlers.all)
	handlers.Unlock()
	for _, h := range slices.Backward(all) {
		(*h)(sig)
	}
	die(sig)
}
