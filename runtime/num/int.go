// Package num has Coalton's numbers but for fractions and floats: Integer, which has no
// limits, and the sized ones, which wrap or trap.
//
// Large integers keep their magnitude in 32-bit digits. Addition, subtraction,
// multiplication and division are the schoolbook's (Knuth, The Art of Computer
// Programming 2, 4.3.1); math/big is not linked.
package num

import (
	"math/bits"

	"github.com/smelter-lang/smelter/runtime/rt"
	"github.com/smelter-lang/smelter/runtime/str"
)

// An Int is an integer: N if B is nil, else the large number B.
type Int struct {
	N int64
	B *Big
}

// A Big is an integer that does not fit into 64 bits.
type Big struct {
	neg bool
	mag []uint32 // least significant first, without leading zeros
}

// Of returns a small integer.
func Of(n int64) Int { return Int{N: n} }

// OfUint returns an unsigned word as an integer.
func OfUint(n uint64) Int {
	if n <= 1<<63-1 {
		return Int{N: int64(n)}
	}
	return norm(false, []uint32{uint32(n), uint32(n >> 32)})
}

// magnitude returns the sign and the digits of an integer.
func magnitude(a Int) (bool, []uint32) {
	if a.B != nil {
		return a.B.neg, a.B.mag
	}
	neg, u := a.N < 0, uint64(a.N)
	if neg {
		u = -u
	}
	return neg, trim([]uint32{uint32(u), uint32(u >> 32)})
}

func trim(m []uint32) []uint32 {
	for len(m) > 0 && m[len(m)-1] == 0 {
		m = m[:len(m)-1]
	}
	return m
}

// norm makes an integer of a sign and digits.
func norm(neg bool, m []uint32) Int {
	m = trim(m)
	if len(m) <= 2 {
		var u uint64
		for i, d := range m {
			u |= uint64(d) << (32 * i)
		}
		if !neg && u <= 1<<63-1 {
			return Int{N: int64(u)}
		}
		if neg && u <= 1<<63 {
			return Int{N: -int64(u)}
		}
	}
	return Int{B: &Big{neg, m}}
}

// Add returns a + b.
func Add(a, b Int) Int {
	if a.B == nil && b.B == nil {
		if s := a.N + b.N; (s^a.N)&(s^b.N) >= 0 {
			return Int{N: s}
		}
	}
	return addSlow(a, b, false)
}

// Sub returns a - b.
func Sub(a, b Int) Int {
	if a.B == nil && b.B == nil {
		if s := a.N - b.N; (a.N^b.N)&(a.N^s) >= 0 {
			return Int{N: s}
		}
	}
	return addSlow(a, b, true)
}

func addSlow(a, b Int, minus bool) Int {
	an, am := magnitude(a)
	bn, bm := magnitude(b)
	if minus {
		bn = !bn
	}
	if an == bn {
		return norm(an, addMag(am, bm))
	}
	if cmpMag(am, bm) >= 0 {
		return norm(an, subMag(am, bm))
	}
	return norm(bn, subMag(bm, am))
}

func addMag(a, b []uint32) []uint32 {
	if len(a) < len(b) {
		a, b = b, a
	}
	out := make([]uint32, len(a)+1)
	var carry uint64
	for i := range a {
		s := uint64(a[i]) + carry
		if i < len(b) {
			s += uint64(b[i])
		}
		out[i], carry = uint32(s), s>>32
	}
	out[len(a)] = uint32(carry)
	return out
}

// subMag returns a - b for a >= b.
func subMag(a, b []uint32) []uint32 {
	out := make([]uint32, len(a))
	var borrow uint64
	for i := range a {
		s := uint64(a[i]) - borrow
		if i < len(b) {
			s -= uint64(b[i])
		}
		out[i], borrow = uint32(s), s>>63
	}
	return out
}

func cmpMag(a, b []uint32) int {
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

// Mul returns a * b.
func Mul(a, b Int) Int {
	if a.B == nil && b.B == nil {
		hi, lo := bits.Mul64(uint64(a.N), uint64(b.N))
		// Signed high word from the unsigned one.
		h := int64(hi) - (a.N >> 63 & b.N) - (b.N >> 63 & a.N)
		if h == int64(lo)>>63 {
			return Int{N: int64(lo)}
		}
	}
	an, am := magnitude(a)
	bn, bm := magnitude(b)
	return norm(an != bn, mulMag(am, bm))
}

func mulMag(a, b []uint32) []uint32 {
	out := make([]uint32, len(a)+len(b))
	for i, x := range a {
		var carry uint64
		for j, y := range b {
			s := uint64(x)*uint64(y) + uint64(out[i+j]) + carry
			out[i+j], carry = uint32(s), s>>32
		}
		out[i+len(b)] = uint32(carry)
	}
	return out
}

// Neg returns -a.
func Neg(a Int) Int { return Sub(Int{}, a) }

// Cmp returns -1, 0 or 1.
func Cmp(a, b Int) int64 {
	if a.B == nil && b.B == nil {
		switch {
		case a.N < b.N:
			return -1
		case a.N > b.N:
			return 1
		}
		return 0
	}
	an, am := magnitude(a)
	bn, bm := magnitude(b)
	switch {
	case an && !bn:
		return -1
	case !an && bn:
		return 1
	case an:
		return int64(cmpMag(bm, am))
	}
	return int64(cmpMag(am, bm))
}

// Eq and the following compare.
func Eq(a, b Int) bool {
	if a.B == nil && b.B == nil {
		return a.N == b.N
	}
	return Cmp(a, b) == 0
}

func Lt(a, b Int) bool {
	if a.B == nil && b.B == nil {
		return a.N < b.N
	}
	return Cmp(a, b) < 0
}

func Le(a, b Int) bool { return !Lt(b, a) }
func Gt(a, b Int) bool { return Lt(b, a) }
func Ge(a, b Int) bool { return !Lt(a, b) }

// QuotRem divides, rounding towards zero.
func QuotRem(a, b Int) (Int, Int) {
	if b.B == nil && b.N == 0 {
		rt.Fail("division by zero")
	}
	if a.B == nil && b.B == nil && b.N != -1 {
		return Int{N: a.N / b.N}, Int{N: a.N % b.N}
	}
	an, am := magnitude(a)
	bn, bm := magnitude(b)
	q, r := divMag(am, bm)
	return norm(an != bn, q), norm(an, r)
}

// Quot and the following give one result of a division; Div and Mod round downwards.
func Quot(a, b Int) Int { q, _ := QuotRem(a, b); return q }
func Rem(a, b Int) Int  { _, r := QuotRem(a, b); return r }

func Div(a, b Int) Int {
	q, r := QuotRem(a, b)
	if Sign(r) != 0 && Sign(r) != Sign(b) {
		return Sub(q, Int{N: 1})
	}
	return q
}

func Mod(a, b Int) Int {
	_, r := QuotRem(a, b)
	if Sign(r) != 0 && Sign(r) != Sign(b) {
		return Add(r, b)
	}
	return r
}

// Sign returns -1, 0 or 1.
func Sign(a Int) int64 { return Cmp(a, Int{}) }

// divMag divides magnitudes (Knuth's algorithm D).
func divMag(a, b []uint32) (q, r []uint32) {
	if cmpMag(a, b) < 0 {
		return nil, a
	}
	if len(b) == 1 {
		q, rem := divSmall(a, b[0])
		return q, []uint32{rem}
	}
	shift := uint(bits.LeadingZeros32(b[len(b)-1]))
	v := shiftLeft(b, shift)[:len(b)]
	u := shiftLeft(a, shift)
	n, m := len(v), len(u)-len(v)-1
	q = make([]uint32, m+1)
	for j := m; j >= 0; j-- {
		top := uint64(u[j+n])<<32 | uint64(u[j+n-1])
		qh, rh := top/uint64(v[n-1]), top%uint64(v[n-1])
		for qh >= 1<<32 || qh*uint64(v[n-2]) > rh<<32|uint64(u[j+n-2]) {
			qh--
			if rh += uint64(v[n-1]); rh >= 1<<32 {
				break
			}
		}
		var borrow, carry uint64
		for i := 0; i < n; i++ {
			p := qh*uint64(v[i]) + carry
			carry = p >> 32
			s := uint64(u[i+j]) - borrow - p&0xffffffff
			u[i+j], borrow = uint32(s), s>>63
		}
		s := uint64(u[j+n]) - borrow - carry
		u[j+n] = uint32(s)
		if s>>63 != 0 {
			qh--
			carry = 0
			for i := 0; i < n; i++ {
				t := uint64(u[i+j]) + uint64(v[i]) + carry
				u[i+j], carry = uint32(t), t>>32
			}
			u[j+n] += uint32(carry)
		}
		q[j] = uint32(qh)
	}
	return q, shiftRight(u[:n], shift)
}

func divSmall(a []uint32, d uint32) ([]uint32, uint32) {
	q := make([]uint32, len(a))
	var rem uint64
	for i := len(a) - 1; i >= 0; i-- {
		cur := rem<<32 | uint64(a[i])
		q[i], rem = uint32(cur/uint64(d)), cur%uint64(d)
	}
	return q, uint32(rem)
}

// shiftLeft returns one digit more than a has.
func shiftLeft(a []uint32, n uint) []uint32 {
	out := make([]uint32, len(a)+1)
	for i, d := range a {
		out[i] |= d << n
		out[i+1] = uint32(uint64(d) << n >> 32)
	}
	return out
}

func shiftRight(a []uint32, n uint) []uint32 {
	out := make([]uint32, len(a))
	for i := range a {
		out[i] = a[i] >> n
		if i+1 < len(a) {
			out[i] |= uint32(uint64(a[i+1]) << 32 >> n)
		}
	}
	return out
}

// Text returns the decimal digits of an integer.
func Text(a Int) string {
	if a.B == nil {
		return rt.Itoa(a.N)
	}
	var groups []string
	for m := a.B.mag; len(m) > 0; {
		q, r := divSmall(m, 1000000000)
		m = trim(q)
		g := rt.Itoa(int64(r))
		if len(m) > 0 {
			g = "000000000"[len(g):] + g
		}
		groups = append(groups, g)
	}
	out := ""
	if a.B.neg {
		out = "-"
	}
	for i := len(groups) - 1; i >= 0; i-- {
		out += groups[i]
	}
	return out
}

// String is Text for programs.
func String(a Int) str.String { return str.From(Text(a)) }

// Parse reads decimal digits with an optional sign; it is used for literals.
func Parse(s string) Int {
	neg := s[0] == '-'
	if neg || s[0] == '+' {
		s = s[1:]
	}
	out := Int{}
	for i := 0; i < len(s); i++ {
		out = Add(Mul(out, Int{N: 10}), Int{N: int64(s[i] - '0')})
	}
	if neg {
		return Neg(out)
	}
	return out
}
