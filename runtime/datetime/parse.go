package datetime

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/smelter-lang/smelter/runtime/num"
	"github.com/smelter-lang/smelter/runtime/str"
)

// This file reads dates and times: by ISO 8601, which RFC 3339 is a part of, and by patterns.

// A scanner reads a text from left to right.
type scanner struct {
	text string
	at   int // in bytes
}

func (s *scanner) done() bool { return s.at >= len(s.text) }
func (s *scanner) rune() rune { r, _ := utf8.DecodeRuneInString(s.text[s.at:]); return r }

// fail says what is wrong, and where.
func (s *scanner) fail(at int, why string) *Failure { return &Failure{at, s.text, why} }

// skip goes over what comes next, if it is that.
func (s *scanner) skip(text string) bool {
	if !strings.HasPrefix(s.text[s.at:], text) {
		return false
	}
	s.at += len(text)
	return true
}

func (s *scanner) blanks() {
	rest := s.text[s.at:]
	s.at += len(rest) - len(strings.TrimLeft(rest, " \t\r\n"))
}

// digits goes over at most that many digits; 0 is any number of them.
func (s *scanner) digits(most int) string {
	start := s.at
	for !s.done() && '0' <= s.text[s.at] && s.text[s.at] <= '9' && (most == 0 || s.at-start < most) {
		s.at++
	}
	return s.text[start:s.at]
}

// peekDigits returns how many digits come next.
func (s *scanner) peekDigits() int {
	at := s.at
	n := len(s.digits(0))
	s.at = at
	return n
}

func quote(s string) string {
	if rs := []rune(s); len(rs) > 60 {
		s = string(rs[:57]) + "..."
	}
	return strconv.Quote(s)
}

// Quote returns a text as one writes it, cut if it is long.
func Quote(s str.String) str.String { return str.From(quote(s.Go())) }

// what a text is asked for
const (
	aDate = iota
	aWall
	anInstant
)

// A reading is what was found in a text. Numbers are -1 and places 0 until they are found.
type reading struct {
	*scanner
	year, month, day, ofYear int64
	week, ofWeek             int64 // by ISO 8601, of year
	hour, minute, second     int64
	nanos                    int64
	half                     int64 // 0 before noon, 1 after it
	weekday                  int64
	epoch                    *num.Int // seconds since 1970

	yearAt, dayAt, timeAt, offsetAt, weekdayAt int // where they are in the text
	signed, hasYear, hasTime, hasOffset        bool
	offset                                     int64
}

func newReading(text str.String) *reading {
	return &reading{
		scanner: &scanner{text: text.Go()}, month: -1, day: -1, ofYear: -1, week: -1, ofWeek: -1,
		hour: -1, minute: -1, second: -1, half: -1, weekday: -1,
	}
}

// Parse reads a date, a time on the wall or an instant, and gives its number. The zone is that
// of instants that do not say by how much they differ from UTC.
func Parse(text str.String, what int64, zone *Zone) (num.Int, *Failure) {
	r := newReading(text)
	if why := r.iso(); why != nil {
		return num.Int{}, why
	}
	return r.result(what, zone)
}

// ParseBy is Parse for texts that were written by a pattern. A mistake of the pattern is the
// third result.
func ParseBy(pattern, text str.String, what int64, zone *Zone) (num.Int, *Failure, *Failure) {
	r := newReading(text)
	if why, mistake := r.by(pattern.Go()); why != nil || mistake != nil {
		return num.Int{}, why, mistake
	}
	n, why := r.result(what, zone)
	return n, why, nil
}

// number reads a number of so many digits that is not too large.
func (r *reading) number(n int, name string, low, high int64) (int64, *Failure) {
	at := r.at
	digits := r.digits(n)
	if len(digits) < n {
		return 0, r.fail(r.at, "a digit of the "+name+" is missing")
	}
	v, _ := strconv.ParseInt(digits, 10, 64) // n is small
	if v < low || v > high {
		return 0, r.fail(at, "there is no "+name+" "+digits)
	}
	return v, nil
}

// iso reads a text by ISO 8601.
func (r *reading) iso() *Failure {
	if why := r.isoDate(); why != nil {
		return why
	}
	if r.done() {
		return nil
	}
	at := r.at
	if !r.skip("T") && !r.skip("t") && !r.skip(" ") {
		return r.fail(at, "neither the end nor a T with a time follows the date")
	}
	if why := r.isoTime(); why != nil {
		return why
	}
	if !r.done() {
		if why := r.isoOffset(); why != nil {
			return why
		}
	}
	if !r.done() {
		return r.fail(r.at, "the text goes on where the time ends")
	}
	return nil
}

// isoDate reads a date: 2026-11-26, 20261126, 2026-330, 2026330, 2026-W48-4 or 2026W484.
func (r *reading) isoDate() (why *Failure) {
	if why := r.isoYear(); why != nil {
		return why
	}
	dashes := r.skip("-")
	separator := func() *Failure {
		if dashes && !r.skip("-") {
			return r.fail(r.at, "a - is missing")
		}
		return nil
	}
	r.dayAt = r.at
	switch {
	case r.skip("W"):
		if r.week, why = r.number(2, "week", 1, weeksIn(r.year)); why == nil {
			why = separator()
		}
		if why == nil {
			r.ofWeek, why = r.number(1, "day of the week", 1, 7)
		}
	case r.peekDigits() == 3:
		last := int64(365)
		if isLeap(r.year) {
			last = 366
		}
		r.ofYear, why = r.number(3, "day of the year", 1, last)
	default:
		if r.month, why = r.number(2, "month", 1, 12); why == nil {
			why = separator()
		}
		r.dayAt = r.at
		if why == nil {
			r.day, why = r.number(2, "day", 0, 99)
		}
	}
	return why
}

// isoYear reads a year: four digits, or a sign and up to nine.
func (r *reading) isoYear() *Failure {
	r.yearAt, r.hasYear = r.at, true
	negative := r.skip("-")
	if !negative && !r.skip("+") {
		var why *Failure
		r.year, why = r.number(4, "year", 0, 9999)
		return why
	}
	digits := r.digits(0)
	if len(digits) < 4 || len(digits) > 9 || r.done() || r.text[r.at] != '-' {
		return r.fail(r.yearAt, "a year with a sign has 4 to 9 digits, and a - after it")
	}
	r.year, _ = strconv.ParseInt(digits, 10, 64) // so many digits fit
	if negative {
		r.year = -r.year
	}
	return nil
}

// isoTime reads a time: 18:19, 18:19:30, 18:19:30.5, or the same without colons.
func (r *reading) isoTime() (why *Failure) {
	r.timeAt, r.hasTime = r.at, true
	if r.hour, why = r.number(2, "hour", 0, 24); why != nil {
		return why
	}
	colons := r.skip(":")
	if r.minute, why = r.number(2, "minute", 0, 59); why != nil {
		return why
	}
	if colons && r.skip(":") || !colons && r.peekDigits() > 0 {
		if r.second, why = r.number(2, "second", 0, 60); why != nil {
			return why
		}
		if r.skip(".") || r.skip(",") {
			return r.decimals(0)
		}
	}
	return nil
}

// decimals reads the digits behind the seconds' point.
func (r *reading) decimals(most int) *Failure {
	digits := r.digits(most)
	if digits == "" {
		return r.fail(r.at, "the decimals of the second are missing")
	}
	r.nanos, _ = strconv.ParseInt((digits + "00000000")[:9], 10, 64) // nine digits fit
	return nil
}

// isoOffset reads how far clocks are ahead of UTC: Z, +01:00, +0100 or +01; and +00:53:28, as
// it was before there were zones.
func (r *reading) isoOffset() (why *Failure) {
	r.offsetAt, r.hasOffset = r.at, true
	if r.skip("Z") || r.skip("z") {
		return nil
	}
	sign := int64(1)
	if r.skip("-") {
		sign = -1
	} else if !r.skip("+") {
		return r.fail(r.at, "neither the end nor an offset (Z, +01:00) follows the time")
	}
	hours, why := r.number(2, "hour", 0, 23)
	if why != nil {
		return why
	}
	rest := [2]int64{}
	for i, name := range []string{"minute", "second"} {
		if !r.skip(":") && r.peekDigits() == 0 {
			break
		}
		if rest[i], why = r.number(2, name, 0, 59); why != nil {
			return why
		}
	}
	r.offset = sign * (hours*3600 + rest[0]*60 + rest[1])
	return nil
}

// result makes a number of what was read.
func (r *reading) result(what int64, zone *Zone) (num.Int, *Failure) {
	if r.epoch != nil {
		return r.fromEpoch(what, zone)
	}
	number, why := r.dayNumber()
	if why != nil {
		return num.Int{}, why
	}
	if r.weekday >= 0 && r.weekday != weekday(number) {
		return num.Int{}, r.fail(r.weekdayAt, "the day is a "+weekdays[weekday(number)])
	}
	if what == aDate {
		switch {
		case r.hasTime:
			return num.Int{}, r.fail(r.timeAt, "a date has no time")
		case r.hasOffset:
			return num.Int{}, r.fail(r.offsetAt, "a date has no offset")
		}
		return num.Of(number), nil
	}
	nanos, why := r.time()
	if why != nil {
		return num.Int{}, why
	}
	wall := num.Add(num.Mul(num.Of(number), num.Of(dayNanos)), num.Of(nanos))
	switch {
	case what == aWall && r.hasOffset:
		return num.Int{}, r.fail(r.offsetAt, "it has an offset, so it is an instant")
	case what == aWall:
		return wall, nil
	case r.hasOffset:
		return less(wall, r.offset), nil
	case zone == nowhere:
		return num.Int{}, r.fail(len(r.text), "an offset (Z, +01:00) is missing, and no zone is given")
	}
	return Instant(zone, wall), nil
}

// fromEpoch makes a number of seconds since 1970.
func (r *reading) fromEpoch(what int64, zone *Zone) (num.Int, *Failure) {
	instant := num.Add(num.Mul(*r.epoch, num.Of(second)), num.Of(r.nanos))
	if what == anInstant {
		return instant, nil
	}
	if zone == nowhere {
		zone = UTC()
	}
	wall := less(instant, -Offset(zone, instant))
	if what == aWall {
		return wall, nil
	}
	return num.Div(wall, num.Of(dayNanos)), nil
}

// dayNumber returns the day that was read.
func (r *reading) dayNumber() (int64, *Failure) {
	switch {
	case r.week >= 0:
		return weekStart(r.year, r.week) + r.ofWeek - 1, nil
	case r.ofYear >= 0:
		if r.ofYear == 366 && !isLeap(r.year) {
			return 0, r.fail(r.dayAt, "there is no day of the year 366")
		}
		return dayNumber(r.year, 1, 1) + r.ofYear - 1, nil
	}
	if r.day < 1 || r.day > daysIn(r.year, r.month) {
		return 0, r.fail(r.dayAt, noDay(r.year, r.month, strconv.FormatInt(r.day, 10)))
	}
	return dayNumber(r.year, r.month, r.day), nil
}

// time returns the nanoseconds since midnight. A second 60, which is one that was inserted,
// is the first of the next minute.
func (r *reading) time() (int64, *Failure) {
	hour := max(r.hour, 0)
	if r.half >= 0 {
		hour = hour%12 + 12*r.half
	}
	nanos := (hour*3600+max(r.minute, 0)*60+max(r.second, 0))*second + r.nanos
	if nanos > dayNanos && hour == 24 {
		return 0, r.fail(r.timeAt, "the day ends at 24:00")
	}
	return nanos, nil
}
