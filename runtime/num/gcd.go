package num

import "math/bits"

// Gcd returns the greatest common divisor, which is not negative.
func Gcd(a, b Int) Int {
	for a.B != nil || b.B != nil {
		switch {
		case b == Int{}:
			return Abs(a)
		case a.B != nil && b.B != nil:
			a, b = lehmer(Abs(a), Abs(b))
		default:
			a, b = b, Rem(a, b)
		}
	}
	return OfUint(gcdWord(unsignedAbs(a.N), unsignedAbs(b.N)))
}

// lehmer makes several steps of Euclid's algorithm on large positive numbers (Knuth, The Art
// of Computer Programming 2, 4.5.2, algorithm L). As long as the first bits show what the
// quotients are, the steps are made on these bits and collected as the matrix x0 y0, x1 y1;
// then it is applied to the numbers.
func lehmer(a, b Int) (Int, Int) {
	if cmpBig(a, b) < 0 {
		a, b = b, a
	}
	const window = 62
	lowest := BitLen(a) - window
	u, v := a.B.mag.window(lowest), b.B.mag.window(lowest)
	x0, y0, x1, y1 := int64(1), int64(0), int64(0), int64(1)
	for v+x1 != 0 && v+y1 != 0 {
		q := (u + x0) / (v + x1)
		if q != (u+y0)/(v+y1) {
			break
		}
		x0, x1 = x1, x0-q*x1
		y0, y1 = y1, y0-q*y1
		u, v = v, u-q*v
	}
	if y0 == 0 { // they do not even show one
		return b, Rem(a, b)
	}
	return combine(a, x0, b, y0), combine(a, x1, b, y1)
}

// combine returns a*x + b*y.
func combine(a Int, x int64, b Int, y int64) Int {
	return Add(Mul(a, Int{N: x}), Mul(b, Int{N: y}))
}

// window returns the bits of a magnitude from a place on.
func (a nat) window(lowest int) int64 {
	i, n := lowest/64, uint(lowest%64)
	var w uint64
	if i < len(a) {
		w = a[i] >> n
	}
	if i+1 < len(a) {
		w |= a[i+1] << 1 << (63 - n)
	}
	return int64(w)
}

func unsignedAbs(n int64) uint64 {
	if n < 0 {
		return -uint64(n)
	}
	return uint64(n)
}

// gcdWord is Stein's: it shifts and subtracts.
func gcdWord(a, b uint64) uint64 {
	if a == 0 || b == 0 {
		return a | b
	}
	shift := bits.TrailingZeros64(a | b)
	a >>= uint(bits.TrailingZeros64(a))
	for b != 0 {
		b >>= uint(bits.TrailingZeros64(b))
		if a > b {
			a, b = b, a
		}
		b -= a
	}
	return a << uint(shift)
}

// Lcm returns the least common multiple, which is not negative.
func Lcm(a, b Int) Int {
	if a == (Int{}) || b == (Int{}) {
		return Int{}
	}
	return Abs(Mul(Quot(a, Gcd(a, b)), b))
}
