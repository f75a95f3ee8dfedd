package float

import "math"

// This file has arithmetic on numbers of twice the precision of F64: pairs of floats whose
// exact sum is meant. With it the elementary functions are computed to 65 bits and more, so
// that, but for one argument in thousands, what they return is the exact result rounded
// once. Go's own functions are off by one in the last digit for a quarter of all arguments.
//
// The algorithms are Dekker's and Knuth's. FMA gives the error of a product.

// A double64 is hi + lo, where |lo| is at most half of the last bit of hi.
type double64 struct{ hi, lo float64 }

func exactly(x float64) double64 { return double64{x, 0} }

func (a double64) float() float64 { return a.hi + a.lo }
func (a double64) neg() double64  { return double64{-a.hi, -a.lo} }

// scaled multiplies by a power of two, exactly.
func (a double64) scaled(p float64) double64 { return double64{a.hi * p, a.lo * p} }

// normal makes a double64 of a sum in which the first is the larger one, or zero.
func normal(a, b float64) double64 {
	s := a + b
	return double64{s, b - (s - a)}
}

// sum returns a + b exactly.
func sum(a, b float64) double64 {
	s := a + b
	t := s - a
	return double64{s, (a - (s - t)) + (b - t)}
}

// product returns a * b exactly.
func product(a, b float64) double64 {
	p := a * b
	return double64{p, math.FMA(a, b, -p)}
}

func (a double64) add(b double64) double64 {
	s, t := sum(a.hi, b.hi), sum(a.lo, b.lo)
	s = normal(s.hi, s.lo+t.hi)
	return normal(s.hi, s.lo+t.lo)
}

func (a double64) sub(b double64) double64 { return a.add(b.neg()) }

func (a double64) plus(b float64) double64 {
	s := sum(a.hi, b)
	return normal(s.hi, s.lo+a.lo)
}

func (a double64) mul(b double64) double64 {
	p := product(a.hi, b.hi)
	return normal(p.hi, p.lo+math.FMA(a.hi, b.lo, a.lo*b.hi))
}

func (a double64) times(b float64) double64 {
	p := product(a.hi, b)
	return normal(p.hi, math.FMA(a.lo, b, p.lo))
}

func (a double64) div(b double64) double64 {
	q := a.hi / b.hi
	r := a.sub(b.times(q))
	q2 := r.hi / b.hi
	r = r.sub(b.times(q2))
	return normal(q, q2).plus(r.hi / b.hi)
}

func (a double64) sqrt() double64 {
	if a.hi == 0 {
		return double64{}
	}
	s := math.Sqrt(a.hi)
	r := a.sub(product(s, s))
	return normal(s, r.hi/(2*s))
}

// polynomial evaluates c[0] + c[1]*x + c[2]*x² ... for small x: each term is larger than
// the sum of those after it. Of the terms from the n-th on, the precision of a float is
// enough.
func polynomial(c []double64, n int, x double64) double64 {
	tail := 0.0
	for i := len(c) - 1; i >= n; i-- {
		tail = math.FMA(tail, x.hi, c[i].hi)
	}
	hi, lo := tail, 0.0
	for i := n - 1; i >= 0; i-- {
		p := hi * x.hi
		lo = math.FMA(hi, x.hi, -p) + math.FMA(hi, x.lo, lo*x.hi)
		hi = c[i].hi + p
		lo += c[i].hi - hi + p + c[i].lo
	}
	return normal(hi, lo)
}
