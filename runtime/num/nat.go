package num

import "math/bits"

// A nat is the magnitude of an integer: words of 64 bits, the least significant first.
// Those of operands have no leading zeros, those of results may. Nobody changes one that
// another can see.
type nat []uint64

func (a nat) trim() nat {
	for len(a) > 0 && a[len(a)-1] == 0 {
		a = a[:len(a)-1]
	}
	return a
}

func (a nat) cmp(b nat) int {
	if len(a) != len(b) {
		if len(a) < len(b) {
			return -1
		}
		return 1
	}
	for i := len(a) - 1; i >= 0; i-- {
		if a[i] != b[i] {
			if a[i] < b[i] {
				return -1
			}
			return 1
		}
	}
	return 0
}

// bitLen returns the number of bits of a trimmed magnitude.
func (a nat) bitLen() int {
	if len(a) == 0 {
		return 0
	}
	return 64*len(a) - bits.LeadingZeros64(a[len(a)-1])
}

func (a nat) add(b nat) nat {
	if len(a) < len(b) {
		a, b = b, a
	}
	out := make(nat, len(a)+1)
	low, high := out[:len(b)], out[len(b):len(a)]
	var carry uint64
	for i, w := range b {
		low[i], carry = bits.Add64(a[i], w, carry)
	}
	for i, w := range a[len(b):] {
		high[i], carry = bits.Add64(w, 0, carry)
	}
	out[len(a)] = carry
	return out
}

// addTo adds b, which together with a fits into the words of a.
func (a nat) addTo(b nat) {
	var carry uint64
	for i, w := range b {
		a[i], carry = bits.Add64(a[i], w, carry)
	}
	for i := len(b); carry != 0 && i < len(a); i++ {
		a[i], carry = bits.Add64(a[i], 0, carry)
	}
}

// sub returns a - b for a >= b.
func (a nat) sub(b nat) nat {
	out := make(nat, len(a))
	low, high := out[:len(b)], out[len(b):]
	var borrow uint64
	for i, w := range b {
		low[i], borrow = bits.Sub64(a[i], w, borrow)
	}
	for i, w := range a[len(b):] {
		high[i], borrow = bits.Sub64(w, 0, borrow)
	}
	return out
}

// subFrom subtracts b, which is not larger than a.
func (a nat) subFrom(b nat) {
	var borrow uint64
	for i, w := range b {
		a[i], borrow = bits.Sub64(a[i], w, borrow)
	}
	for i := len(b); borrow != 0 && i < len(a); i++ {
		a[i], borrow = bits.Sub64(a[i], 0, borrow)
	}
}

// mulAdd adds x*y to the words of a that stand for x's, and returns the carry.
func (a nat) mulAdd(x nat, y uint64) (carry uint64) {
	a = a[:len(x)]
	for i, w := range x {
		hi, lo := bits.Mul64(w, y)
		lo, c := bits.Add64(lo, a[i], 0)
		hi += c
		a[i], c = bits.Add64(lo, carry, 0)
		carry = hi + c
	}
	return carry
}

// mulSub subtracts x*y from the words of a that stand for x's, and returns the borrow.
func (a nat) mulSub(x nat, y uint64) (borrow uint64) {
	a = a[:len(x)]
	for i, w := range x {
		hi, lo := bits.Mul64(w, y)
		lo, c := bits.Add64(lo, borrow, 0)
		hi += c
		a[i], c = bits.Sub64(a[i], lo, 0)
		borrow = hi + c
	}
	return borrow
}

// karatsuba is the number of words from which on Karatsuba's multiplication is faster.
const karatsuba = 40

func (a nat) mul(b nat) nat {
	if len(a) < len(b) {
		a, b = b, a
	}
	out := make(nat, len(a)+len(b))
	if len(b) < karatsuba {
		for i, y := range b {
			out[i+len(a)] = out[i:].mulAdd(a, y)
		}
		return out
	}
	if len(a) == len(b) {
		a.mulHalves(b, out)
		return out
	}
	for i := 0; i < len(a); i += len(b) { // in pieces as long as b
		piece := a[i:min(i+len(b), len(a))].trim()
		out[i:].addTo(piece.mul(b).trim())
	}
	return out
}

// mulHalves is Karatsuba's: with a = a1*w + a0 and b alike, the product is
// a1*b1*w² + ((a1+a0)*(b1+b0) - a1*b1 - a0*b0)*w + a0*b0, three products of half the length.
func (a nat) mulHalves(b, out nat) {
	h := (len(a) + 1) / 2
	a0, a1 := a[:h].trim(), a[h:]
	b0, b1 := b[:h].trim(), b[h:]
	low, high := a0.mul(b0).trim(), a1.mul(b1).trim()
	middle := a0.add(a1).trim().mul(b0.add(b1).trim())
	middle.subFrom(low)
	middle.subFrom(high)
	copy(out, low)
	copy(out[2*h:], high)
	out[h:].addTo(middle.trim())
}

// div divides by b, which is not zero and not larger than a.
func (a nat) div(b nat) (q, r nat) {
	if len(b) == 1 {
		q, rem := a.divWord(b[0])
		return q, nat{rem}
	}
	return a.divLong(b)
}

func (a nat) divWord(d uint64) (nat, uint64) {
	q := make(nat, len(a))
	var rem uint64
	for i := len(a) - 1; i >= 0; i-- {
		q[i], rem = bits.Div64(rem, a[i], d)
	}
	return q, rem
}

// divLong is long division (Knuth, The Art of Computer Programming 2, 4.3.1, algorithm D).
func (a nat) divLong(b nat) (q, r nat) {
	shift := uint(bits.LeadingZeros64(b[len(b)-1]))
	v := b.shl(shift).trim()
	u := a.shl(shift)
	n := len(v)
	u = u[:len(a)+1]
	q = make(nat, len(a)-n+1)
	for j := len(q) - 1; j >= 0; j-- {
		digit := guess(u[j+n], u[j+n-1], u[j+n-2], v[n-1], v[n-2])
		borrow := u[j:j+n].mulSub(v, digit)
		if top := u[j+n]; borrow > top { // one too many
			digit--
			u[j : j+n+1].addTo(v)
		}
		u[j+n] -= borrow
		q[j] = digit
	}
	return q, u[:n].shr(shift)
}

// guess estimates a digit of a quotient from the first three words of the dividend and
// the first two of the divisor; it is right or one too large.
func guess(u2, u1, u0, v1, v0 uint64) uint64 {
	if u2 >= v1 {
		return 1<<64 - 1
	}
	q, r := bits.Div64(u2, u1, v1)
	for {
		hi, lo := bits.Mul64(q, v0)
		if hi < r || hi == r && lo <= u0 {
			return q
		}
		q--
		if r += v1; r < v1 {
			return q
		}
	}
}

// shl shifts by any number of bits; there is one word more than the bits may need.
func (a nat) shl(n uint) nat {
	words, n := int(n/64), n%64
	out := make(nat, len(a)+words+1)
	for i, w := range a {
		out[i+words] |= w << n
		out[i+words+1] = w >> 1 >> (63 - n)
	}
	return out
}

func (a nat) shr(n uint) nat {
	words, n := int(min(n/64, uint(len(a)))), n%64
	out := make(nat, len(a)-words)
	for i := range out {
		out[i] = a[i+words] >> n
		if i+words+1 < len(a) {
			out[i] |= a[i+words+1] << 1 << (63 - n)
		}
	}
	return out
}

// scale multiplies a by y in place, adds a carry, and returns what is carried out.
func (a nat) scale(y, carry uint64) uint64 {
	for i, w := range a {
		hi, lo := bits.Mul64(w, y)
		var c uint64
		a[i], c = bits.Add64(lo, carry, 0)
		carry = hi + c
	}
	return carry
}
