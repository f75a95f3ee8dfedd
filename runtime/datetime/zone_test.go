package datetime

import (
	"strings"
	"testing"
	"time"

	"github.com/smelter-lang/smelter/runtime/num"
	"github.com/smelter-lang/smelter/runtime/str"
)

// When clocks show a time, and which of these instants is meant.
func TestInstants(t *testing.T) {
	for _, test := range []struct{ zone, wall, instants, meant string }{
		{"UTC", "2026-03-29T02:30", "2026-03-29T02:30:00Z", "2026-03-29T02:30:00Z"},
		// set forward, set back
		{"America/New_York", "2026-03-08T02:30", "", "2026-03-08T07:30:00Z"},
		{"America/New_York", "2026-11-01T01:30", "2026-11-01T05:30:00Z 2026-11-01T06:30:00Z", "2026-11-01T05:30:00Z"},
		// by half an hour
		{"Australia/Lord_Howe", "2026-10-04T02:15", "", "2026-10-03T15:45:00Z"},
		{"Australia/Lord_Howe", "2026-04-05T01:45", "2026-04-04T14:45:00Z 2026-04-04T15:15:00Z", "2026-04-04T14:45:00Z"},
		// a day that was left out, since the date line was moved, and one that was there twice
		{"Pacific/Apia", "2011-12-30T12:00", "", "2011-12-30T22:00:00Z"},
		{"Pacific/Apia", "2011-12-29T23:59", "2011-12-30T09:59:00Z", "2011-12-30T09:59:00Z"},
		{"Pacific/Apia", "2011-12-31T00:00", "2011-12-30T10:00:00Z", "2011-12-30T10:00:00Z"},
		{"Pacific/Kwajalein", "1969-09-30T22:00", "1969-09-30T11:00:00Z 1969-10-01T10:00:00Z", "1969-09-30T11:00:00Z"},
		// beyond the years that Go counts, by the same rules
		{"Europe/Berlin", "+12345-07-01T12:00", "+12345-07-01T10:00:00Z", "+12345-07-01T10:00:00Z"},
	} {
		zone, err := time.LoadLocation(test.zone)
		if err != nil {
			t.Skip(err)
		}
		wall, why := Parse(str.ASCII(test.wall), aWall, nowhere)
		if why != nil {
			t.Fatal(why)
		}
		write := func(i num.Int) string { return InstantText(UTC(), i).Go() }
		var all []string
		for _, i := range Instants(zone, wall) {
			all = append(all, write(i))
		}
		if got := strings.Join(all, " "); got != test.instants {
			t.Errorf("in %s clocks show %s at %q, want %q", test.zone, test.wall, got, test.instants)
		}
		if got := write(Instant(zone, wall)); got != test.meant {
			t.Errorf("in %s %s is %s, want %s", test.zone, test.wall, got, test.meant)
		}
	}
}
