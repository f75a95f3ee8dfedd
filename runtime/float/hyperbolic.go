package float

import "math"

// This file has the hyperbolic functions and their inverses, as functions on F64.

// sinhCosh returns both, for |x| below 300; of small x with all precision.
func sinhCosh(x double64) (s, c double64) {
	m := expm1Double(x)
	e := m.plus(1)
	s = m.add(m.div(e)).scaled(0.5) // with m = e - 1: (e - 1/e)/2
	c = e.add(exactly(1).div(e)).scaled(0.5)
	return s, c
}

// halfExp returns exp(x)/2 for large x, where it may be that only exp(x) is infinite.
func halfExp(x float64) float64 { return expRounded(exactly(x).sub(timesLn2(1))) }

func sinh(x float64) float64 {
	switch {
	case special(x):
		return x
	case math.Abs(x) > 40:
		return math.Copysign(halfExp(math.Abs(x)), x)
	}
	s, _ := sinhCosh(exactly(x))
	return s.float()
}

func cosh(x float64) float64 {
	switch {
	case special(x):
		return math.Cosh(x)
	case math.Abs(x) > 40:
		return halfExp(math.Abs(x))
	}
	_, c := sinhCosh(exactly(x))
	return c.float()
}

func tanh(x float64) float64 {
	if special(x) || math.Abs(x) > 40 {
		return math.Tanh(x)
	}
	m := expm1Double(exactly(2 * x))
	return m.div(m.plus(2)).float()
}

// correctArea corrects what Go gives, as correctAngle does: if y is near the result for
// the point (c, s) of the hyperbola c² - s² = 1, the difference is s*cosh(y) - c*sinh(y).
// That is precise near the vertex of the hyperbola only; elsewhere a logarithm is.
func correctArea(y float64, s, c double64) float64 {
	sy, cy := sinhCosh(exactly(y))
	return exactly(y).plus(s.mul(cy).sub(c.mul(sy)).hi).float()
}

// far is where the square root of x² ± 1 can be left out: it is x.
const far = 1 << 56

func asinh(x float64) float64 {
	if special(x) {
		return x
	}
	a := math.Abs(x)
	if a > far {
		return math.Copysign(logTwice(a), x)
	}
	c := product(a, a).plus(1).sqrt()
	if a < 1 {
		return math.Copysign(correctArea(math.Asinh(a), exactly(a), c), x)
	}
	return math.Copysign(logDouble(c.plus(a), enough).float(), x)
}

func acosh(x float64) float64 {
	switch {
	case special(x) || x <= 1:
		return math.Acosh(x)
	case x > far:
		return logTwice(x)
	}
	s := sum(x, 1).mul(sum(x, -1)).sqrt()
	if x < 1.5 {
		return correctArea(math.Acosh(x), s, exactly(x))
	}
	return logDouble(s.plus(x), enough).float()
}

// logTwice returns the logarithm of 2x.
func logTwice(x float64) float64 { return logDouble(exactly(x), enough).add(timesLn2(1)).float() }

func atanh(x float64) float64 {
	if special(x) || math.Abs(x) >= 1 {
		return math.Atanh(x)
	}
	if math.Abs(x) > 0.25 {
		return logDouble(sum(1, x).div(sum(1, -x)), enough).scaled(0.5).float()
	}
	y := math.Atanh(x)
	m := expm1Double(exactly(2 * y))
	t := m.div(m.plus(2))
	return exactly(y).plus(exactly(x).sub(t).hi / (1 - x*t.hi)).float()
}
