package num

import (
	"math/bits"

	"github.com/smelter-lang/smelter/runtime/rt"
)

// This file sees integers as bits: two's complement with as many sign bits as one likes.

// And and the following combine two integers bit by bit.
func And(a, b Int) Int {
	if a.B == nil && b.B == nil {
		return Int{N: a.N & b.N}
	}
	return bitwise(a, b, func(x, y uint64) uint64 { return x & y })
}

func Or(a, b Int) Int {
	if a.B == nil && b.B == nil {
		return Int{N: a.N | b.N}
	}
	return bitwise(a, b, func(x, y uint64) uint64 { return x | y })
}

func Xor(a, b Int) Int {
	if a.B == nil && b.B == nil {
		return Int{N: a.N ^ b.N}
	}
	return bitwise(a, b, func(x, y uint64) uint64 { return x ^ y })
}

// Not returns a with each bit changed: -a-1.
func Not(a Int) Int {
	if a.B == nil {
		return Int{N: ^a.N}
	}
	return Sub(Int{N: -1}, a)
}

func bitwise(a, b Int, op func(x, y uint64) uint64) Int {
	x, y := complement(a), complement(b)
	if len(x) < len(y) {
		x, y = y, x // the operations commute
	}
	sign := -(y[len(y)-1] >> 63)
	for i, w := range x {
		other := sign
		if i < len(y) {
			other = y[i]
		}
		x[i] = op(w, other)
	}
	return ofComplement(x)
}

// complement returns the words of an integer in two's complement, with a sign bit.
func complement(a Int) nat {
	if a.B == nil {
		return nat{uint64(a.N)}
	}
	out := make(nat, len(a.B.mag)+1)
	copy(out, a.B.mag)
	if a.B.neg {
		out.negate()
	}
	return out
}

// ofComplement is the inverse; it takes over its argument.
func ofComplement(w nat) Int {
	neg := w[len(w)-1]>>63 != 0
	if neg {
		w.negate()
	}
	return norm(neg, w)
}

// negate negates a number in two's complement, in place.
func (a nat) negate() {
	carry := uint64(1)
	for i := range a {
		a[i], carry = bits.Add64(^a[i], 0, carry)
	}
}

// longest is the largest number of bits that a shift may make.
const longest = 1 << 36

// Shift shifts a by n bits to the left or, if n is negative, to the right, where it rounds
// downwards.
func Shift(n, a Int) Int {
	if n.B == nil && a.B == nil && n.N < 63 {
		if n.N <= 0 {
			return Int{N: a.N >> uint64(-n.N)}
		}
		if s := a.N << uint64(n.N); s>>uint64(n.N) == a.N {
			return Int{N: s}
		}
	}
	var buf [1]uint64
	neg, m := magnitude(a, &buf)
	switch {
	case len(m) == 0:
		return Int{}
	case Sign(n) >= 0:
		if n.B != nil || n.N > longest {
			rt.Fail("a shift by " + Text(n) + " bits is too far")
		}
		return norm(neg, m.shl(uint(n.N)))
	case neg: // rounds downwards: -m >> k is ^((m-1) >> k)
		return Not(Shift(n, Not(a)))
	case n.B != nil:
		return Int{}
	}
	return norm(false, m.shr(uint(-n.N)))
}

// ShiftLeft is Shift with its arguments the other way round.
func ShiftLeft(a, n Int) Int { return Shift(n, a) }

// BitLen returns the number of bits of the absolute value of a.
func BitLen(a Int) int {
	var buf [1]uint64
	_, m := magnitude(a, &buf)
	return m.bitLen()
}
