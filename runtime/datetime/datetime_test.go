package datetime

import (
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/smelter-lang/smelter/runtime/num"
	"github.com/smelter-lang/smelter/runtime/str"
)

func TestCalendar(t *testing.T) {
	for n := int64(-800_000); n < 3_000_000; n += 17 {
		want := time.Unix(n*day, 0).UTC()
		year, month, d := dateOf(n)
		if int(year) != want.Year() || month != int64(want.Month()) || int(d) != want.Day() {
			t.Fatalf("dateOf(%d) = %d %d %d, want %v", n, year, month, d, want)
		}
		if dayNumber(year, month, d) != n {
			t.Fatalf("dayNumber(%d %d %d) = %d, want %d", year, month, d, dayNumber(year, month, d), n)
		}
		isoYear, week := isoWeek(n)
		if y, w := want.ISOWeek(); int(isoYear) != y || int(week) != w {
			t.Fatalf("isoWeek(%d) = %d %d, want %d %d", n, isoYear, week, y, w)
		}
		if weekStart(isoYear, week)+weekday(n) != n || int(dayOfYear(n)) != want.YearDay() {
			t.Fatalf("day %d: wrong start of the week or day of the year %d", n, dayOfYear(n))
		}
	}
	for _, n := range []int64{firstDay, lastDay} {
		if year, month, d := dateOf(n); dayNumber(year, month, d) != n || max(year, -year) != lastYear {
			t.Errorf("dateOf(%d) = %d %d %d", n, year, month, d)
		}
	}
}

// What is written is read again, in all forms.
func TestTextsAreRead(t *testing.T) {
	zone, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Skip(err)
	}
	rng := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		i := num.Of(rng.Int64N(1<<62) - 1<<61)
		if got, why := Parse(InstantText(zone, i), anInstant, nowhere); why != nil || !num.Eq(got, i) {
			t.Errorf("%s is read as %v: %v", InstantText(zone, i).Go(), got, why)
		}
		wall := less(i, -Offset(zone, i))
		if got, why := Parse(WallText(wall), aWall, nowhere); why != nil || !num.Eq(got, wall) {
			t.Errorf("%s is read as %v: %v", WallText(wall).Go(), got, why)
		}
		if got := Instants(zone, wall); len(got) == 0 || !num.Eq(got[0], i) && !num.Eq(got[len(got)-1], i) {
			t.Errorf("clocks show %s at %v, not at %v", WallText(wall).Go(), got, i)
		}
		pattern := str.ASCII("%A %d %B %Y %I:%M:%S.%N %p %z")
		text, _ := Format(pattern, zone, i)
		if got, why, mistake := ParseBy(pattern, text, anInstant, nowhere); why != nil || mistake != nil || !num.Eq(got, i) {
			t.Errorf("%s is read as %v: %v %v", text.Go(), got, why, mistake)
		}
		if got, why := ParseDuration(DurationText(i)); why != nil || !num.Eq(got, i) {
			t.Errorf("%s is read as %v: %v", DurationText(i).Go(), got, why)
		}
	}
}

// Whatever a text is, it is read or a place in it is wrong.
func TestAnyText(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	good := []string{"2026-11-26T18:30:15.5+01:00", "20261126T1830", "2026-W48-4", "+12345-06-07", "1d2h3m4.5s", "%Y-%m-%d é"}
	for range 20_000 {
		b := []rune(good[rng.IntN(len(good))])
		for range 1 + rng.IntN(3) {
			b[rng.IntN(len(b))] = []rune("0159-+:.TWZ%YmdbzsS é\x00")[rng.IntN(21)]
		}
		text := str.From(strings.Repeat(string(b), 1+rng.IntN(2)))
		place := func(why *Failure) {
			if Failed(why) && Place(why) > int64(len([]rune(why.text))) {
				t.Fatalf("%q: place %d", text.Go(), Place(why))
			}
		}
		for what := range int64(3) {
			_, why := Parse(text, what, nowhere)
			place(why)
			_, why, mistake := ParseBy(text, text, what, nowhere)
			place(why)
			place(mistake)
		}
		_, why := ParseDuration(text)
		place(why)
		_, why = FormatWall(text, UTC(), num.Int{})
		place(why)
	}
}
