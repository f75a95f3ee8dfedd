package diag

import (
	"fmt"

	"github.com/smelter-lang/smelter/transpile/source"
)

// A Bug is the panic value of Bugf: a mistake of Smelter's own, never of the script.
// cmd/smelter recovers it once and says how to report it.
type Bug struct {
	At  source.Span
	Msg string
}

func (b *Bug) Error() string { return b.Msg }

// Bugf reports that Smelter itself is wrong, met while working on the code at a span.
func Bugf(at source.Span, format string, args ...any) {
	panic(&Bug{at, fmt.Sprintf(format, args...)})
}
