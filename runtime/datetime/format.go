package datetime

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/smelter-lang/smelter/runtime/num"
	"github.com/smelter-lang/smelter/runtime/str"
)

// This file writes times: by ISO 8601, and by the patterns of C's strftime.

var months = [12]string{"January", "February", "March", "April", "May", "June", "July",
	"August", "September", "October", "November", "December"}

var weekdays = [7]string{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}

// A moment is a time on the wall, taken apart.
type moment struct {
	number           int64 // of the day
	year, month, day int64
	nanos            int64 // since midnight
	wall             num.Int
	offset           int64 // from UTC, in seconds
	zone             string
}

func momentOf(wall num.Int) *moment {
	d, nanos := num.DivMod(wall, num.Of(dayNanos))
	m := &moment{number: word(d), nanos: nanos.N, wall: wall}
	m.year, m.month, m.day = dateOf(m.number)
	return m
}

func (m *moment) hour() int64     { return m.nanos / 3600e9 }
func (m *moment) minute() int64   { return m.nanos / 60e9 % 60 }
func (m *moment) second() int64   { return m.nanos / 1e9 % 60 }
func (m *moment) fraction() int64 { return m.nanos % 1e9 }

func pad(n int64, width int, with byte) string {
	s := strconv.FormatInt(n, 10)
	if strings.HasPrefix(s, "-") {
		return "-" + pad(-n, width, with)
	}
	return strings.Repeat(string(with), max(width-len(s), 0)) + s
}

func (m *moment) isoDate() string {
	year := pad(m.year, 4, '0')
	if m.year > 9999 {
		year = "+" + year
	}
	return year + "-" + pad(m.month, 2, '0') + "-" + pad(m.day, 2, '0')
}

func (m *moment) clock() string {
	return fmt.Sprintf("%02d:%02d:%02d", m.hour(), m.minute(), m.second())
}

// DateText writes a date by ISO 8601, WallText a time without a zone.
func DateText(number num.Int) str.String {
	return str.ASCII(momentOf(num.Mul(number, num.Of(dayNanos))).isoDate())
}

func WallText(wall num.Int) str.String { return str.ASCII(momentOf(wall).iso()) }

func (m *moment) iso() string {
	text := m.isoDate() + "T" + m.clock()
	if f := m.fraction(); f != 0 {
		text += decimal(f, 9)[1:]
	}
	return text
}

// InstantText writes an instant as clocks in a zone show it, by RFC 3339.
func InstantText(zone *Zone, instant num.Int) str.String {
	offset := Offset(zone, instant)
	text := momentOf(less(instant, -offset)).iso()
	if zone == UTC() {
		return str.ASCII(text + "Z")
	}
	return str.ASCII(text + offsetText(offset, ":"))
}

// offsetText writes an offset as +hh:mm, and the seconds if there are any.
func offsetText(offset int64, colon string) string {
	sign := "+"
	if offset < 0 {
		sign, offset = "-", -offset
	}
	text := sign + pad(offset/3600, 2, '0') + colon + pad(offset/60%60, 2, '0')
	if s := offset % 60; s != 0 {
		text += colon + pad(s, 2, '0')
	}
	return text
}

// Format writes a time by a pattern: what clocks in a zone show at an instant.
func Format(pattern str.String, zone *Zone, instant num.Int) (str.String, *Failure) {
	offset := Offset(zone, instant)
	m := momentOf(less(instant, -offset))
	m.offset, m.zone = offset, Abbreviation(zone, instant).Go()
	return m.format(pattern)
}

// FormatWall is Format for what clocks in a zone show.
func FormatWall(pattern str.String, zone *Zone, wall num.Int) (str.String, *Failure) {
	m := momentOf(wall)
	instant := Instant(zone, wall)
	m.offset, m.zone = Offset(zone, instant), Abbreviation(zone, instant).Go()
	return m.format(pattern)
}

func (m *moment) format(pattern str.String) (str.String, *Failure) {
	var b strings.Builder
	s := &scanner{text: pattern.Go()}
	for !s.done() {
		d, literal, why := s.directive()
		switch {
		case why != nil:
			return str.String{}, why
		case d.letter == 0:
			b.WriteString(literal)
		default:
			text, ok := m.field(d)
			if !ok {
				return str.String{}, s.fail(d.at, quote(s.text[d.at:s.at])+" means nothing in a pattern")
			}
			b.WriteString(text)
		}
	}
	return str.From(b.String()), nil
}

// A directive is a part of a pattern such as %d; %-d writes no padding, %_d blanks, %:z colons.
type directive struct {
	at     int
	flag   byte // "-", "_", ":" or 0
	letter rune
}

// directive reads the next part of a pattern: a directive, or text that stands for itself.
func (s *scanner) directive() (d directive, literal string, why *Failure) {
	d.at = s.at
	if !s.skip("%") {
		n := strings.IndexByte(s.text[s.at:], '%')
		if n < 0 {
			n = len(s.text) - s.at
		}
		s.at += n
		return d, s.text[d.at:s.at], nil
	}
	for _, flag := range []string{"-", "_", ":"} {
		if d.flag == 0 && s.skip(flag) {
			d.flag = flag[0]
		}
	}
	if s.done() {
		return d, "", s.fail(d.at, "nothing follows the % (a % itself is written %%)")
	}
	d.letter = s.rune()
	s.at += utf8.RuneLen(d.letter)
	if (d.flag == ':') && d.letter != 'z' {
		return d, "", s.fail(d.at, quote(s.text[d.at:s.at])+" means nothing in a pattern")
	}
	return d, "", nil
}

// short has the directives that stand for several others.
var short = map[rune]string{
	'F': "%Y-%m-%d", 'T': "%H:%M:%S", 'R': "%H:%M", 'D': "%m/%d/%y",
	'c': "%a %b %e %H:%M:%S %Y", 'x': "%m/%d/%y", 'X': "%H:%M:%S", 'r': "%I:%M:%S %p",
}

// field writes one directive.
func (m *moment) field(d directive) (string, bool) {
	if pattern, ok := short[d.letter]; ok {
		text, _ := m.format(str.ASCII(pattern))
		return text.Go(), true
	}
	if n, width, with, ok := m.numeric(d.letter); ok {
		switch d.flag {
		case '-':
			width = 0
		case '_':
			with = ' '
		}
		return pad(n, width, with), true
	}
	switch d.letter {
	case 'B':
		return months[m.month-1], true
	case 'b', 'h':
		return months[m.month-1][:3], true
	case 'A':
		return weekdays[weekday(m.number)], true
	case 'a':
		return weekdays[weekday(m.number)][:3], true
	case 'p':
		return [2]string{"AM", "PM"}[m.hour()/12], true
	case 's':
		return num.Text(seconds(less(m.wall, m.offset))), true
	case 'z':
		if d.flag == ':' {
			return offsetText(m.offset, ":"), true
		}
		return offsetText(m.offset, ""), true
	case 'Z':
		return m.zone, true
	case 'n':
		return "\n", true
	case 't':
		return "\t", true
	case '%':
		return "%", true
	}
	return "", false
}

// numeric returns the number that a directive is, and how it is padded.
func (m *moment) numeric(letter rune) (n int64, width int, with byte, ok bool) {
	weekYear, week := isoWeek(m.number)
	day := weekday(m.number)
	switch letter {
	case 'Y':
		return m.year, 4, '0', true
	case 'C':
		return floorDiv(m.year, 100), 2, '0', true
	case 'y':
		return num.ModWord(m.year, 100), 2, '0', true
	case 'm':
		return m.month, 2, '0', true
	case 'd':
		return m.day, 2, '0', true
	case 'e':
		return m.day, 2, ' ', true
	case 'j':
		return dayOfYear(m.number), 3, '0', true
	case 'H':
		return m.hour(), 2, '0', true
	case 'k':
		return m.hour(), 2, ' ', true
	case 'I':
		return (m.hour()+11)%12 + 1, 2, '0', true
	case 'l':
		return (m.hour()+11)%12 + 1, 2, ' ', true
	case 'M':
		return m.minute(), 2, '0', true
	case 'S':
		return m.second(), 2, '0', true
	case 'L':
		return m.fraction() / 1e6, 3, '0', true
	case 'f':
		return m.fraction() / 1e3, 6, '0', true
	case 'N':
		return m.fraction(), 9, '0', true
	case 'u':
		return day + 1, 1, '0', true
	case 'w':
		return (day + 1) % 7, 1, '0', true
	case 'G':
		return weekYear, 4, '0', true
	case 'V':
		return week, 2, '0', true
	case 'W': // weeks begin on Monday; days before the first are in week 0
		return (dayOfYear(m.number) + 6 - day) / 7, 2, '0', true
	case 'U': // weeks begin on Sunday
		return (dayOfYear(m.number) + 6 - (day+1)%7) / 7, 2, '0', true
	}
	return 0, 0, 0, false
}
