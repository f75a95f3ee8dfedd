package cli

import (
	"strconv"
	"strings"

	"github.com/smelter-lang/smelter/runtime/spelling"
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
	names := str.GoAll(choices)
	return str.From(quote(value.Go()) + " is none of " + enumerate(names) + suggestion(value.Go(), names))
}

// suggestion names the name that differs least from what was written, if there is one like it.
func suggestion(written string, names []string) string {
	best, least := "", 1+len([]rune(strings.TrimLeft(written, "-")))/3
	for _, name := range names {
		if len(name) == 2 && name[0] == '-' {
			continue // any two letters differ little
		}
		d := spelling.Distance(written, name)
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
