// Package task has functions that run in turns, for smelter/task.
//
// In come functions; out go the tasks that run them, and gates, at which tasks wait for one
// another. What a function gives, and what is handed from one task to another, is kept by
// smelter/task; whose turn it is, is decided by runtime/rt.
package task

import (
	"math"
	"time"

	"github.com/smelter-lang/smelter/runtime/rt"
	"github.com/smelter-lang/smelter/runtime/str"
	"github.com/smelter-lang/smelter/runtime/sys"
)

// A Gate is where tasks wait until it is opened for all that wait.
type Gate struct {
	waiting []*waiter
}

type waiter struct {
	ready chan struct{}
	timed bool // it goes on by itself, too
	gone  bool
}

// NewGate returns a gate at which nobody waits.
func NewGate() *Gate { return &Gate{} }

// Open lets all go on that wait.
func Open(g *Gate) {
	for _, w := range g.waiting {
		if w.gone {
			continue // by another gate
		}
		if !w.timed {
			rt.Awake(1)
		}
		w.gone = true
		close(w.ready)
	}
	g.waiting = nil
}

// Pass waits until the gate is opened, or for some seconds.
func Pass(g *Gate, seconds float64) {
	rt.Flush()
	w := &waiter{ready: make(chan struct{}), timed: seconds < math.MaxInt64/1e9}
	g.waiting = append(g.waiting, w)
	if !w.timed {
		rt.WaitForOthers(func() { <-w.ready })
		return
	}
	timer := time.NewTimer(sys.Duration(seconds))
	defer timer.Stop()
	rt.Wait(func() {
		select {
		case <-w.ready:
		case <-timer.C:
		}
	})
}

// A Task is a function that runs, and how it ended.
type Task struct {
	done   bool
	failed *rt.Exception
	told   bool // somebody has asked how it ended
	gate   Gate
}

// failures are the tasks that have failed.
var failures []*Task

// tell says, when the program ends, which errors nobody has asked for.
func tell() {
	for _, t := range failures {
		if !t.told {
			rt.PrintError(str.From("error in a task that nobody waited for: " + t.failed.Message()))
		}
	}
}

var begun bool

// Start has f done in turns with the rest of the program.
func Start(f func()) *Task {
	if !begun {
		begun = true
		rt.AtExit(tell)
	}
	t := &Task{}
	rt.Start(func() {
		rt.Catch(func() int { f(); return 0 }, func(e *rt.Exception) (int, bool) {
			t.failed = e
			failures = append(failures, t)
			return 0, true
		})
		t.done = true
		Open(&t.gate)
	})
	return t
}

// Done reports whether a task has ended.
func Done(t *Task) bool { return t.done }

// Failed reports whether a task was ended by an exception, and Message what that was.
func Failed(t *Task) bool {
	t.told = true
	return t.failed != nil
}

func Message(t *Task) str.String { return str.From(t.failed.Message()) }

// Await waits until a task has ended, for some seconds at most. An exception that ended it
// is raised again.
func Await(t *Task, seconds float64) {
	end := sys.ElapsedSeconds() + seconds
	for !t.done && sys.ElapsedSeconds() < end {
		Pass(&t.gate, end-sys.ElapsedSeconds())
	}
	if Failed(t) {
		rt.Again(t.failed)
	}
}

// Settle is Await without the exception.
func Settle(t *Task) {
	for !t.done {
		Pass(&t.gate, math.Inf(1))
	}
}

// Any waits until one of some tasks has ended, and returns the index of the first that has.
func Any(ts []*Task) int64 {
	for {
		for i, t := range ts {
			if t.done {
				return int64(i)
			}
		}
		w := &waiter{ready: make(chan struct{})}
		for _, t := range ts {
			t.gate.waiting = append(t.gate.waiting, w)
		}
		rt.Flush()
		rt.WaitForOthers(func() { <-w.ready })
	}
}
