// Package sys is the machine and the process that a program runs in: time, memory,
// environment, arguments.
package sys

import (
	"math"
	"runtime"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/smelter-lang/smelter/runtime/num"
	"github.com/smelter-lang/smelter/runtime/rt"
	"github.com/smelter-lang/smelter/runtime/str"
)

var start = time.Now()

// Elapsed returns the time since the program began, whatever is done to the clock meanwhile.
func Elapsed() time.Duration { return time.Since(start) }

// Microseconds is Elapsed in microseconds.
func Microseconds() num.Int { return num.Of(Elapsed().Microseconds()) }

// Milliseconds returns the time since 1970.
func Milliseconds() num.Int { return num.Of(time.Now().UnixMilli()) }

// Sleep waits for some microseconds; for none if they are negative.
func Sleep(microseconds int64) { Pause(time.Duration(microseconds) * time.Microsecond) }

// SleepSeconds waits for some seconds, and ElapsedSeconds is Elapsed in seconds.
func SleepSeconds(seconds float64) { Pause(Duration(seconds)) }
func ElapsedSeconds() float64      { return Elapsed().Seconds() }

// Pause waits, while other tasks have the turn; for no time if that is negative.
func Pause(d time.Duration) {
	rt.Flush()
	rt.Wait(func() { time.Sleep(d) })
}

// Duration returns some seconds, at most 290 years. What is no number is no time.
func Duration(seconds float64) time.Duration {
	switch {
	case seconds >= math.MaxInt64/1e9:
		return math.MaxInt64
	case seconds > 0:
		return time.Duration(seconds * 1e9)
	}
	return 0
}

// Collect frees what is not used any more.
func Collect() { runtime.GC() }

// Allocated returns the number of bytes that were allocated so far.
func Allocated() num.Int {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return num.OfUint(m.TotalAlloc)
}

// Getenv returns a variable of the environment, if it is set.
func Getenv(name str.String) (str.String, bool) {
	s, ok := syscall.Getenv(name.Go())
	return str.From(s), ok
}

// Setenv sets a variable of the environment, for this process and those it starts.
func Setenv(name, value str.String) {
	if err := syscall.Setenv(name.Go(), value.Go()); err != nil {
		rt.Fail("setting the environment variable " + name.Go() + ": " + err.Error())
	}
}

// Args returns the arguments of the program.
func Args() []str.String { return str.FromAll(rt.Args()) }

// Program returns the name that the program was started by.
func Program() str.String { return str.From(rt.Program()) }

// Architecture, System and Version name the processor, the operating system and the Go
// that the program was built with.
func Architecture() str.String { return str.From(runtime.GOARCH) }
func System() str.String       { return str.From(runtime.GOOS) }
func Version() str.String      { return str.From(runtime.Version()) }

var last atomic.Int64

// Serial returns another number at each call: 1, 2 ...
func Serial() int64 { return last.Add(1) }
