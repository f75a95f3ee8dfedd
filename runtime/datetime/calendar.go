package datetime

import (
	"strconv"

	"github.com/smelter-lang/smelter/runtime/num"
	"github.com/smelter-lang/smelter/runtime/rt"
	"github.com/smelter-lang/smelter/runtime/str"
)

// This file has the calendar, which is the Gregorian one at all times. Year 0 is the one
// before year 1.
//
// A year is counted from March, so that the day that is there or not is its last one. The
// calendar repeats after 400 years, which are an era.

const (
	daysOfEra = 146097
	epoch     = 719468 // days from 1 March of year 0 to 1970
	dayNanos  = 86400 * 1_000_000_000

	lastYear = 999_999_999
	firstDay = -365_243_219_162 // 1 January of the year -lastYear
	lastDay  = 365_241_780_471  // 31 December of lastYear
)

// far ends the program for a time that no calendar is made for.
func far() { rt.Fail("the year would have more than 9 digits") }

// word returns the number of a day.
func word(day num.Int) int64 {
	if day.B != nil || day.N < firstDay || day.N > lastDay {
		far()
	}
	return day.N
}

func floorDiv(a, b int64) int64 { return num.DivWord(a, b) }

// dayNumber returns the number of a day whose year and month exist.
func dayNumber(year, month, day int64) int64 {
	if month < 3 {
		year, month = year-1, month+12
	}
	era := floorDiv(year, 400)
	y := year - era*400
	ofYear := (153*(month-3)+2)/5 + day - 1
	return era*daysOfEra + y*365 + y/4 - y/100 + ofYear - epoch
}

// dateOf is the inverse of dayNumber.
func dateOf(n int64) (year, month, day int64) {
	n += epoch
	era := floorDiv(n, daysOfEra)
	d := n - era*daysOfEra
	y := (d - d/1460 + d/36524 - d/146096) / 365
	ofYear := d - (365*y + y/4 - y/100)
	m := (5*ofYear + 2) / 153
	day = ofYear - (153*m+2)/5 + 1
	year, month = era*400+y, m+3
	if month > 12 {
		year, month = year+1, month-12
	}
	return year, month, day
}

func isLeap(year int64) bool { return year%4 == 0 && (year%100 != 0 || year%400 == 0) }

func daysIn(year, month int64) int64 {
	switch {
	case month == 2 && isLeap(year):
		return 29
	case month == 2:
		return 28
	case month == 4 || month == 6 || month == 9 || month == 11:
		return 30
	}
	return 31
}

// weekday returns the day of the week, from 0 for Monday.
func weekday(n int64) int64 { return n + 3 - 7*floorDiv(n+3, 7) }

func dayOfYear(n int64) int64 {
	year, _, _ := dateOf(n)
	return n - dayNumber(year, 1, 1) + 1
}

// isoWeek returns the week of a day by ISO 8601, and the year to which that week belongs:
// that of its Thursday.
func isoWeek(n int64) (year, week int64) {
	thursday := n - weekday(n) + 3
	year, _, _ = dateOf(thursday)
	return year, (dayOfYear(thursday)-1)/7 + 1
}

// weekStart returns the Monday of a week of ISO 8601.
func weekStart(year, week int64) int64 {
	fourth := dayNumber(year, 1, 4) // is always in the first week
	return fourth - weekday(fourth) + 7*(week-1)
}

func weeksIn(year int64) int64 {
	_, week := isoWeek(dayNumber(year, 12, 28))
	return week
}

// DayNumber returns the number of a day, or what is wrong with it.
func DayNumber(year, month, day num.Int) (num.Int, str.String) {
	if year.B != nil || year.N > lastYear || year.N < -lastYear {
		return num.Int{}, str.From("the year " + num.Text(year) + " has more than 9 digits")
	}
	if month.B != nil || month.N < 1 || month.N > 12 {
		return num.Int{}, str.From(noMonth(num.Text(month)))
	}
	if day.B != nil || day.N < 1 || day.N > daysIn(year.N, month.N) {
		return num.Int{}, str.From(noDay(year.N, month.N, num.Text(day)))
	}
	return num.Of(dayNumber(year.N, month.N, day.N)), str.String{}
}

func noMonth(month string) string { return "there is no month " + month }

func noDay(year, month int64, day string) string {
	return "there is no " + day + " " + months[month-1] + " " + strconv.FormatInt(year, 10)
}

// Year, Month, Day, DayOfYear, WeekYear and Week return parts of a date.
func Year(day num.Int) num.Int {
	year, _, _ := dateOf(word(day))
	return num.Of(year)
}

func Month(day num.Int) num.Int {
	_, month, _ := dateOf(word(day))
	return num.Of(month)
}

func Day(day num.Int) num.Int {
	_, _, d := dateOf(word(day))
	return num.Of(d)
}

func DayOfYear(day num.Int) num.Int { return num.Of(dayOfYear(word(day))) }

func WeekYear(day num.Int) num.Int {
	year, _ := isoWeek(word(day))
	return num.Of(year)
}

func Week(day num.Int) num.Int {
	_, week := isoWeek(word(day))
	return num.Of(week)
}

// AddMonths returns the date some months later; where that month is too short, its last day.
func AddMonths(day, months num.Int) num.Int {
	year, month, d := dateOf(word(day))
	if months.B != nil || months.N > 12*2*lastYear || months.N < -12*2*lastYear {
		far()
	}
	m := year*12 + month - 1 + months.N
	year, month = floorDiv(m, 12), m-12*floorDiv(m, 12)+1
	if year > lastYear || year < -lastYear {
		far()
	}
	return num.Of(dayNumber(year, month, min(d, daysIn(year, month))))
}
