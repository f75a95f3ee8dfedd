package sys

import (
	"math"
	"testing"
	"time"
)

func TestDuration(t *testing.T) {
	for seconds, want := range map[float64]time.Duration{
		0.5: time.Second / 2, 0: 0, -1: 0, 1e300: math.MaxInt64, math.Inf(1): math.MaxInt64, math.Inf(-1): 0,
	} {
		if got := Duration(seconds); got != want {
			t.Errorf("%v: %v", seconds, got)
		}
	}
	if Duration(math.NaN()) != 0 {
		t.Error("what is no number is some time")
	}
}
