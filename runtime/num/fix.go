package num

import (
	"math/bits"

	"github.com/smelter-lang/smelter/runtime/rt"
)

// This file has the numbers that are smaller than the Go type they are kept in: IFix, of
// 63 bits, and UFix, of 62, both in an int64; and Bit, in a uint8.

const (
	maxIFix = 1<<62 - 1
	maxUFix = 1<<62 - 1
)

// ifix checks the range of a word: the first two bits of one that fits are equal.
func ifix(n int64) int64 {
	if n^n<<1 < 0 {
		overflow(63)
	}
	return n
}

// ufix checks that the first two bits are 0.
func ufix(n int64) int64 {
	if uint64(n) > maxUFix {
		ufixRange()
	}
	return n
}

//go:noinline
func ufixRange() { rt.Fail("UFix value out of range") }

// AddIFix and the following are arithmetic of 63 bits. Sums fit into a word.
func AddIFix(a, b int64) int64 { return ifix(a + b) }
func SubIFix(a, b int64) int64 { return ifix(a - b) }

func MulIFix(a, b int64) int64 {
	if uint64(a+1<<30)|uint64(b+1<<30) < 1<<31 {
		return a * b
	}
	return mulIFix(a, b)
}

func mulIFix(a, b int64) int64 {
	hi, lo := mulWords(a, b)
	if hi != lo>>63 {
		overflow(63)
	}
	return ifix(lo)
}

func QuotIFix(a, b int64) int64 { return ifix(QuotWord(a, b)) }
func DivIFix(a, b int64) int64  { return ifix(DivWord(a, b)) }

func ShiftIFix(n Int, a int64) int64 {
	k := distance(n)
	if k < 0 {
		return a >> uint(-k)
	}
	s := a << uint(k)
	if s>>uint(k) != a {
		overflow(63)
	}
	return ifix(s)
}

// AddUFix and the following are arithmetic from 0 to 2^62-1.
func AddUFix(a, b int64) int64 { return ufix(a + b) }
func SubUFix(a, b int64) int64 { return ufix(a - b) }

func MulUFix(a, b int64) int64 {
	if a|b < 1<<31 {
		return a * b
	}
	return mulUFix(a, b)
}

func mulUFix(a, b int64) int64 {
	hi, lo := bits.Mul64(uint64(a), uint64(b))
	if hi != 0 {
		ufixRange()
	}
	return ufix(int64(lo))
}

func QuotUFix(a, b int64) int64 {
	if b == 0 {
		divisionByZero()
	}
	return int64(uint64(a) / uint64(b))
}

func RemUFix(a, b int64) int64 {
	if b == 0 {
		divisionByZero()
	}
	return int64(uint64(a) % uint64(b))
}

// NotUFix changes each of the 62 bits.
func NotUFix(a int64) int64 { return a ^ maxUFix }

// ShiftUFix loses bits, as the other unsigned numbers do.
func ShiftUFix(n Int, a int64) int64 { return int64(ShiftWordU(n, uint64(a)) & maxUFix) }

// AndUFix and the following work on the bits of indices and sizes.
func AndUFix(a, b int64) int64        { return a & b }
func OrUFix(a, b int64) int64         { return a | b }
func XorUFix(a, b int64) int64        { return a ^ b }
func ShiftLeftUFix(a, n int64) int64  { return a << uint(n) }
func ShiftRightUFix(a, n int64) int64 { return a >> uint(n) }
func OnesUFix(a int64) int64          { return int64(bits.OnesCount64(uint64(a))) }
func HalfUFix(a int64) int64          { return a >> 1 }

// QuotBit and RemBit divide bits.
func QuotBit(a, b uint8) uint8 {
	if b == 0 {
		divisionByZero()
	}
	return a
}

func RemBit(a, b uint8) uint8 {
	if b == 0 {
		divisionByZero()
	}
	return 0
}

// NotBit changes a bit.
func NotBit(a uint8) uint8 { return a ^ 1 }

// ShiftBit loses a bit that is shifted.
func ShiftBit(n Int, a uint8) uint8 {
	if n == (Int{}) {
		return a
	}
	return 0
}

// ReverseUFix reverses all bits, ReverseLastUFix the lowest n and leaves the others out.
func ReverseUFix(a int64) int64        { return int64(reverse(62, uint64(a))) }
func ReverseLastUFix(n, a int64) int64 { return int64(reverse(atMost(62, n), uint64(a))) }
