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

// Microseconds returns the time since the program began.
func Microseconds() num.Int { return num.Of(time.Since(start).Microseconds()) }

// Milliseconds returns the time since 1970.
func Milliseconds() num.Int { return num.Of(time.Now().UnixMilli()) }

// Sleep waits for some microseconds; for none if they are negative.
func Sleep(microseconds int64) {
	rt.Flush()
	rt.Wait(func() { time.Sleep(time.Duration(microseconds) * time.Microsecond) })
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

// Args returns the number of arguments of the program, and Arg one of them.
func Args() int64            { return int64(len(rt.Args())) }
func Arg(i int64) str.String { return str.From(rt.Args()[i]) }

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
