// Package datetime has clocks, the calendar, zones and texts of times, for smelter/datetime.
//
// An instant is a number of nanoseconds since the beginning of 1970 in UTC. A time on the
// wall (civil time) is the same number as if the wall were in UTC, and a date is a number of
// days since then. What these numbers are wrapped in is left to smelter/datetime.
package datetime

import (
	"time"

	"github.com/smelter-lang/smelter/runtime/num"
	"github.com/smelter-lang/smelter/runtime/str"
	"github.com/smelter-lang/smelter/runtime/sys"
)

// A Failure is what is wrong with a text.
type Failure struct {
	at   int // in bytes
	text string
	why  string
}

// Failed reports whether there is a failure; Place, in characters, and Why are parts of it.
func Failed(f *Failure) bool    { return f != nil }
func Place(f *Failure) int64    { return int64(len([]rune(f.text[:f.at]))) }
func Why(f *Failure) str.String { return str.From(f.why) }

// Now returns the time since the beginning of 1970, in nanoseconds.
func Now() num.Int { return num.Of(time.Now().UnixNano()) }

// Elapsed returns the time since the program began, in nanoseconds.
func Elapsed() num.Int { return num.Of(int64(sys.Elapsed())) }

// Sleep waits for some nanoseconds; for none if they are negative.
func Sleep(ns num.Int) {
	for ns.B != nil && num.Sign(ns) > 0 {
		sys.Pause(1 << 62)
		ns = num.Sub(ns, num.Of(1<<62))
	}
	if ns.B == nil {
		sys.Pause(time.Duration(ns.N))
	}
}
