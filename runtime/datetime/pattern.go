package datetime

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/smelter-lang/smelter/runtime/num"
)

// This file reads texts by the patterns of format.go. Names may be in any case; blanks in a
// pattern stand for any blanks, or none.

// by reads the whole text by a pattern. A mistake is one of the pattern.
func (r *reading) by(pattern string) (why, mistake *Failure) {
	p := &scanner{text: pattern}
	if why, mistake = r.parts(p); why != nil || mistake != nil {
		return why, mistake
	}
	if !r.done() {
		return r.fail(r.at, "the text goes on where the pattern ends"), nil
	}
	dated := r.hasYear && (r.ofYear >= 0 || r.month >= 0 && r.day >= 0)
	if r.epoch == nil && !dated {
		return nil, p.fail(len(pattern), "the pattern leaves out the year, the month or the day")
	}
	return nil, nil
}

func (r *reading) parts(p *scanner) (why, mistake *Failure) {
	for !p.done() {
		d, literal, mistake := p.directive()
		if mistake != nil {
			return nil, mistake
		}
		if d.letter == 0 {
			if why := r.literal(literal); why != nil {
				return why, nil
			}
			continue
		}
		if pattern, ok := short[d.letter]; ok {
			if why, mistake = r.parts(&scanner{text: pattern}); why != nil || mistake != nil {
				return why, mistake
			}
			continue
		}
		why, known := r.field(d.letter)
		if !known {
			return nil, p.fail(d.at, quote(p.text[d.at:p.at])+" cannot be read by a pattern")
		}
		if why != nil {
			return why, nil
		}
	}
	return nil, nil
}

// literal reads what a pattern has as it is.
func (r *reading) literal(text string) *Failure {
	for _, c := range text {
		if strings.ContainsRune(" \t\r\n", c) {
			r.blanks()
			continue
		}
		if !r.skip(string(c)) {
			return r.fail(r.at, quote(string(c))+" is missing")
		}
	}
	return nil
}

// field reads one directive.
func (r *reading) field(letter rune) (why *Failure, known bool) {
	at := r.at
	switch letter {
	case 'Y':
		r.yearAt, r.hasYear = at, true
		r.year, why = r.fullYear()
	case 'y':
		r.yearAt, r.hasYear = at, true
		if r.year, why = r.upTo(2, "year", 0, 99); r.year < 69 {
			r.year += 100
		}
		r.year += 1900
	case 'm':
		r.month, why = r.upTo(2, "month", 1, 12)
	case 'd', 'e':
		r.blanks()
		r.dayAt = r.at
		r.day, why = r.upTo(2, "day", 1, 31)
	case 'j':
		r.dayAt = at
		r.ofYear, why = r.upTo(3, "day of the year", 1, 366)
	case 'B', 'b', 'h':
		r.month, why = r.name(months[:], "month")
		r.month++
	case 'A', 'a':
		r.weekdayAt = at
		r.weekday, why = r.name(weekdays[:], "day of the week")
	case 's':
		why = r.unix()
	case 'z':
		why = r.isoOffset()
	case 'n', 't':
		r.blanks()
	case '%':
		why = r.literal("%")
	default:
		return r.clockField(letter)
	}
	return why, true
}

// clockField reads a directive of a time of the day.
func (r *reading) clockField(letter rune) (why *Failure, known bool) {
	if !r.hasTime {
		r.timeAt = r.at
	}
	switch letter {
	case 'H', 'k':
		r.blanks()
		r.hour, why = r.upTo(2, "hour", 0, 24)
	case 'I', 'l':
		r.blanks()
		r.hour, why = r.upTo(2, "hour", 1, 12)
	case 'M':
		r.minute, why = r.upTo(2, "minute", 0, 59)
	case 'S':
		r.second, why = r.upTo(2, "second", 0, 60)
	case 'L':
		why = r.decimals(3)
	case 'f', 'N':
		why = r.decimals(9)
	case 'p':
		r.half, why = r.name([]string{"AM", "PM"}, "half of a day")
	default:
		return nil, false
	}
	r.hasTime = true
	return why, true
}

// upTo reads a number of at most so many digits.
func (r *reading) upTo(most int, name string, low, high int64) (int64, *Failure) {
	n := min(r.peekDigits(), most)
	if n == 0 {
		return 0, r.fail(r.at, "the "+name+" is missing")
	}
	return r.number(n, name, low, high)
}

// fullYear reads a year of at most four digits, or of nine after a sign.
func (r *reading) fullYear() (int64, *Failure) {
	negative := r.skip("-")
	if !negative && !r.skip("+") {
		return r.upTo(4, "year", 0, 9999)
	}
	year, why := r.upTo(9, "year", 0, lastYear)
	if negative {
		year = -year
	}
	return year, why
}

// name reads one of some names, or its first three letters.
func (r *reading) name(names []string, what string) (int64, *Failure) {
	start := r.at
	for _, length := range []int{0, 3} {
		for i, name := range names {
			if length > 0 {
				name = name[:min(length, len(name))]
			}
			end := start + len(name)
			if end <= len(r.text) && strings.EqualFold(r.text[start:end], name) {
				r.at = end
				return int64(i), nil
			}
		}
	}
	end := start
	for end < len(r.text) && !strings.ContainsRune(" \t\r\n,.-/", rune(r.text[end])) {
		_, size := utf8.DecodeRuneInString(r.text[end:])
		end += size
	}
	if end == start {
		return 0, r.fail(start, "the "+what+" is missing")
	}
	return 0, r.fail(start, quote(r.text[start:end])+" is no "+what)
}

// unix reads seconds since 1970.
func (r *reading) unix() *Failure {
	start := r.at
	if !r.skip("-") {
		r.skip("+")
	}
	if r.digits(0) == "" {
		return r.fail(r.at, "the number of seconds is missing")
	}
	n := num.Parse(r.text[start:r.at])
	if num.Gt(num.Abs(n), num.Of(lastDay*day)) {
		return r.fail(start, "so many seconds are no time: "+strconv.Quote(r.text[start:r.at]))
	}
	r.epoch = &n
	return nil
}
