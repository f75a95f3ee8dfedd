package cli

import (
	"strconv"
	"strings"

	"github.com/smelter-lang/smelter/runtime/str"
)

// This file finds what was probably meant.

// quote returns a text as one writes it, cut if it is long.
func quote(s string) string {
	if rs := []rune(s); len(rs) > 60 {
		s = string(rs[:57]) + "..."
	}
	return strconv.Quote(s)
}

func has(names []string, name string) bool {
	for _, n := range names {
		if n == name {
			return true
		}
	}
	return false
}

// enumerate writes names as "a, b or c".
func enumerate(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " or " + names[last]
}

// Unknown says that a value is none of some, and which was probably meant.
func Unknown(value str.String, choices []str.String) str.String {
	names := texts(choices)
	return str.From(quote(value.Go()) + " is none of " + enumerate(names) + near(value.Go(), names))
}

// near suggests the name that differs least from what was written, if there is one like it.
func near(written string, names []string) string {
	best, least := "", 1+len([]rune(strings.TrimLeft(written, "-")))/3
	for _, name := range names {
		if len(name) == 2 && name[0] == '-' {
			continue // any two letters differ little
		}
		d := distance(written, name)
		if long := strings.TrimLeft(written, "-"); len(long) > 2 && strings.HasPrefix(name, "--"+long) {
			d = min(d, 1)
		}
		if d < least || best == "" && d == least {
			best, least = name, d
		}
	}
	if best == "" {
		return ""
	}
	return "; did you mean " + best + "?"
}

// distance returns how many letters must be changed, added, left out or exchanged with the
// next one to make one word of another.
func distance(a, b string) int {
	x, y := []rune(strings.ToLower(a)), []rune(strings.ToLower(b))
	rows := make([][]int, len(x)+1)
	for i := range rows {
		rows[i] = make([]int, len(y)+1)
		for j := range rows[i] {
			switch {
			case i == 0 || j == 0:
				rows[i][j] = i + j
				continue
			case x[i-1] == y[j-1]:
				rows[i][j] = rows[i-1][j-1]
			default:
				rows[i][j] = 1 + min(rows[i-1][j], rows[i][j-1], rows[i-1][j-1])
			}
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				rows[i][j] = min(rows[i][j], rows[i-2][j-2]+1)
			}
		}
	}
	return rows[len(x)][len(y)]
}
