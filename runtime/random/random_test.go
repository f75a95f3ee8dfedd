package random

import (
	"math"
	"regexp"
	"slices"
	"testing"

	"github.com/smelter-lang/smelter/runtime/num"
)

// What a seed gives is promised: these numbers never change.
func TestSeeded(t *testing.T) {
	g := Seeded(num.Of(42))
	var got []string
	for range 3 {
		got = append(got, num.Text(Between(g, num.Of(1), num.Of(1000))))
	}
	got = append(got, num.Text(Between(g, num.Int{}, num.Parse("100000000000000000000000000000"))))
	want := []string{"913", "150", "108", "79643293829461875971519650754"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if f, want := Float(g), 0.5952647858409286; f != want {
		t.Errorf("got %v, want %v", f, want)
	}
	if f, want := Normal(g), -0.04120826347982979; f != want {
		t.Errorf("got %v, want %v", f, want)
	}
	if b, want := Bytes(g, 3), []byte{53, 50, 223}; !slices.Equal(b, want) {
		t.Errorf("got %v, want %v", b, want)
	}
}

// Each of few integers comes about as often as the others.
func TestBetween(t *testing.T) {
	huge := num.Parse("1000000000000000000000000000000")
	for _, r := range []struct{ lo, hi num.Int }{
		{num.Of(-3), num.Of(3)},
		{num.Of(5), num.Of(5)},
		{huge, num.Add(huge, num.Of(6))},
	} {
		g, seen := Seeded(num.Of(1)), map[string]int{}
		for range 7000 {
			seen[num.Text(Between(g, r.lo, r.hi))]++
		}
		n := int(num.Sub(r.hi, r.lo).N) + 1
		if len(seen) != n {
			t.Errorf("%d numbers, want %d", len(seen), n)
		}
		for k, times := range seen {
			if d := float64(times) - 7000/float64(n); math.Abs(d) > 200 {
				t.Errorf("%s came %d times of 7000", k, times)
			}
		}
	}
}

// A range that does not fit a word, whose upper third is hit a third of the time.
func TestBetweenLarge(t *testing.T) {
	g, hi := Seeded(num.Of(1)), num.Parse("300000000000000000000000")
	lo, third, above := num.Parse("-1"), num.Parse("200000000000000000000000"), 0
	for range 3000 {
		n := Between(g, lo, hi)
		if num.Lt(n, lo) || num.Lt(hi, n) {
			t.Fatalf("%s is out of range", num.Text(n))
		}
		if num.Lt(third, n) {
			above++
		}
	}
	if above < 850 || above > 1150 {
		t.Errorf("the upper third was hit %d times of 3000", above)
	}
	ends := map[string]bool{}
	for range 200 { // all words: the range is 2^64
		n := Between(g, num.Of(math.MinInt64), num.Of(math.MaxInt64))
		ends[num.Text(n)] = true
	}
	if len(ends) != 200 {
		t.Errorf("%d different words of 200", len(ends))
	}
}

func TestNormal(t *testing.T) {
	g, sum, squares, n := Seeded(num.Of(7)), 0.0, 0.0, 20000.0
	for range int(n) {
		x := Normal(g)
		sum, squares = sum+x, squares+x*x
	}
	if mean, variance := sum/n, squares/n; math.Abs(mean) > 0.03 || math.Abs(variance-1) > 0.05 {
		t.Errorf("mean %v, variance %v", mean, variance)
	}
}

func TestSample(t *testing.T) {
	all := []int{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}
	g, first := Seeded(num.Of(3)), make([]int, 10)
	for range 10000 {
		s := Sample(g, 4, all)
		first[s[0]]++
		slices.Sort(s)
		if len(slices.Compact(s)) != 4 {
			t.Fatalf("%v has something twice", s)
		}
	}
	for i, times := range first {
		if times < 850 || times > 1150 {
			t.Errorf("%d came first %d times of 10000", i, times)
		}
	}
	if !slices.IsSorted(all) {
		t.Error("the elements were moved")
	}
}

func TestWeighted(t *testing.T) {
	g, seen := Seeded(num.Of(5)), [4]int{}
	for range 10000 {
		i, ok := Weighted(g, []float64{1, 0, 3, 0})
		if !ok {
			t.Fatal("nothing was chosen")
		}
		seen[i]++
	}
	if seen[1]+seen[3] > 0 || seen[0] < 2300 || seen[0] > 2700 {
		t.Errorf("%v of weights 1 0 3 0", seen)
	}
	if _, ok := Weighted(g, []float64{0, 0}); ok {
		t.Error("something without weight was chosen")
	}
	for _, bad := range [][]float64{{1, -1}, {math.NaN()}, {math.Inf(1)}, {math.MaxFloat64, math.MaxFloat64}} {
		if Weights(bad) {
			t.Errorf("%v are weights", bad)
		}
	}
}

func TestUUID(t *testing.T) {
	for version, id := range map[string]string{"4": UUID4().Go(), "7": UUID7().Go()} {
		if !regexp.MustCompile(`^[0-9a-f]{8}-[0-9a-f]{4}-` + version + `[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`).MatchString(id) {
			t.Errorf("%s has not the form of version %s", id, version)
		}
	}
	last := ""
	for range 10000 {
		id := UUID7().Go()
		if id <= last {
			t.Fatalf("%s after %s", id, last)
		}
		last = id
	}
}
