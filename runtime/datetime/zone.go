package datetime

import (
	"time"

	"github.com/smelter-lang/smelter/runtime/num"
	"github.com/smelter-lang/smelter/runtime/str"
)

// This file has zones. Those with names of the IANA are in package zones, since programs that
// ask for them carry a copy.

// A Zone says how far clocks are ahead of UTC.
type Zone = time.Location

// nowhere is the zone of what must say by itself where it is.
var nowhere = time.FixedZone("", 0)

func UTC() *Zone                     { return time.UTC }
func Local() *Zone                   { return time.Local }
func Nowhere() *Zone                 { return nowhere }
func ZoneName(zone *Zone) str.String { return str.From(zone.String()) }

const (
	second = 1_000_000_000
	day    = 86400
)

// at returns a time of the calendar that Go can find in a zone. Beyond the year 9999 the rules
// of a zone are those of a year that has the same calendar.
func at(zone *Zone, seconds num.Int) time.Time {
	const last = 253402300799
	s := seconds.N
	if seconds.B != nil || s < -last || s > last {
		const era = daysOfEra * day
		s = last - era + num.Mod(num.Sub(seconds, num.Of(last)), num.Of(era)).N
		if num.Sign(seconds) < 0 {
			s = -last
		}
	}
	return time.Unix(s, 0).In(zone)
}

func seconds(ns num.Int) num.Int { return num.Div(ns, num.Of(second)) }

// Offset returns how far clocks in a zone are ahead of UTC at an instant, in seconds, and
// Abbreviation what the zone is called then.
func Offset(zone *Zone, instant num.Int) int64 {
	_, offset := at(zone, seconds(instant)).Zone()
	return int64(offset)
}

func Abbreviation(zone *Zone, instant num.Int) str.String {
	name, _ := at(zone, seconds(instant)).Zone()
	return str.From(name)
}

// Instants returns when clocks in a zone show a time: once, twice (when they are set back), or
// never (when they are set forward).
//
// Clocks are not set twice within two days, so what they show then depends on the offset a day
// before and that a day after.
func Instants(zone *Zone, wall num.Int) []num.Int {
	var out []num.Int
	before, after := around(zone, wall)
	for i, offset := range []int64{before, after} {
		t := less(wall, offset)
		if Offset(zone, t) == offset && (i == 0 || before != after) {
			out = append(out, t)
		}
	}
	if len(out) == 2 && num.Lt(out[1], out[0]) {
		out[0], out[1] = out[1], out[0]
	}
	return out
}

// Instant returns when clocks in a zone show a time. If they do so twice, it is the first time.
// If they never do, since they are set forward, it is what would have been without that: as much
// later as they are set forward.
func Instant(zone *Zone, wall num.Int) num.Int {
	if ts := Instants(zone, wall); len(ts) > 0 {
		return ts[0]
	}
	before, _ := around(zone, wall)
	return less(wall, before)
}

// around returns the offsets a day before and a day after what clocks show a time.
func around(zone *Zone, wall num.Int) (before, after int64) {
	return Offset(zone, less(wall, day)), Offset(zone, less(wall, -day))
}

func less(ns num.Int, seconds int64) num.Int { return num.Sub(ns, num.Of(seconds*second)) }
