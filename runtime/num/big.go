package num

// This file has arithmetic on integers of which one or the result may be large.

// A Big is an integer that does not fit into 64 bits, as sign and magnitude.
type Big struct {
	neg bool
	mag nat
}

func (b *Big) sign() int64 {
	if b.neg {
		return -1
	}
	return 1
}

// magnitude returns the sign and the words of an integer; buf is where those of a small
// one may be put.
func magnitude(a Int, buf *[1]uint64) (bool, nat) {
	if a.B != nil {
		return a.B.neg, a.B.mag
	}
	neg, u := a.N < 0, uint64(a.N)
	if neg {
		u = -u
	}
	buf[0] = u
	return neg, nat(buf[:]).trim()
}

// norm makes an integer of a sign and words.
func norm(neg bool, m nat) Int {
	m = m.trim()
	switch len(m) {
	case 0:
		return Int{}
	case 1:
		if !neg && m[0]>>63 == 0 {
			return Int{N: int64(m[0])}
		}
		if neg && m[0] <= 1<<63 {
			return Int{N: -int64(m[0])}
		}
	}
	return large(&Big{neg, m})
}

func addBig(a, b Int, minus bool) Int {
	var x, y [1]uint64
	an, am := magnitude(a, &x)
	bn, bm := magnitude(b, &y)
	bn = bn != minus
	if an == bn {
		return norm(an, am.add(bm))
	}
	if am.cmp(bm) >= 0 {
		return norm(an, am.sub(bm))
	}
	return norm(bn, bm.sub(am))
}

func mulBig(a, b Int) Int {
	var x, y [1]uint64
	an, am := magnitude(a, &x)
	bn, bm := magnitude(b, &y)
	return norm(an != bn, am.mul(bm))
}

func cmpBig(a, b Int) int64 {
	var x, y [1]uint64
	an, am := magnitude(a, &x)
	bn, bm := magnitude(b, &y)
	switch {
	case an && !bn:
		return -1
	case !an && bn:
		return 1
	case an:
		return int64(bm.cmp(am))
	}
	return int64(am.cmp(bm))
}

func quotRemBig(a, b Int) (Int, Int) {
	var x, y [1]uint64
	an, am := magnitude(a, &x)
	bn, bm := magnitude(b, &y)
	if am.cmp(bm) < 0 {
		return Int{}, a
	}
	q, r := am.div(bm)
	return norm(an != bn, q), norm(an, r)
}

// low returns the lowest 64 bits of an integer in two's complement.
func low(a Int) uint64 {
	switch {
	case a.B == nil:
		return uint64(a.N)
	case a.B.neg:
		return -a.B.mag[0]
	}
	return a.B.mag[0]
}
