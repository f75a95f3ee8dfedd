package num

import (
	"math/bits"
	"unsafe"

	"github.com/smelter-lang/smelter/runtime/rt"
	"github.com/smelter-lang/smelter/runtime/str"
)

// This file has the sized numbers. Signed ones fail when they overflow, unsigned ones wrap;
// IFix has 63 bits and UFix 62, both in a word.

type signed interface {
	~int8 | ~int16 | ~int32 | ~int64
}

type unsigned interface {
	~uint8 | ~uint16 | ~uint32 | ~uint64
}

// overflow fails for a signed type of a number of bits.
func overflow(n int64) { rt.Fail("Signed value overflowed " + rt.Itoa(n) + " bits.") }

func overflowed[T signed](T) { var x T; overflow(int64(unsafe.Sizeof(x)) * 8) }

// AddSigned and the following are checked arithmetic.
func AddSigned[T signed](a, b T) T {
	s := a + b
	if (s^a)&(s^b) < 0 {
		overflowed(s)
	}
	return s
}

func SubSigned[T signed](a, b T) T {
	s := a - b
	if (a^b)&(a^s) < 0 {
		overflowed(s)
	}
	return s
}

func MulSigned[T signed](a, b T) T {
	hi, lo := bits.Mul64(uint64(int64(a)), uint64(int64(b)))
	h := int64(hi) - (int64(a) >> 63 & int64(b)) - (int64(b) >> 63 & int64(a))
	s := T(lo)
	if h != int64(lo)>>63 || int64(s) != int64(lo) {
		overflowed(s)
	}
	return s
}

// OfIntSigned converts an integer, which must fit.
func OfIntSigned[T signed](a Int, proxy T) T {
	s := T(a.N)
	if a.B != nil || int64(s) != a.N {
		overflowed(s)
	}
	return s
}

func ToI8(a Int) int8   { return OfIntSigned[int8](a, 0) }
func ToI16(a Int) int16 { return OfIntSigned[int16](a, 0) }
func ToI32(a Int) int32 { return OfIntSigned[int32](a, 0) }
func ToI64(a Int) int64 { return OfIntSigned[int64](a, 0) }

// low returns the lowest 64 bits of an integer in two's complement.
func low(a Int) uint64 {
	if a.B == nil {
		return uint64(a.N)
	}
	var u uint64
	for i, d := range a.B.mag[:2] {
		u |= uint64(d) << (32 * i)
	}
	if a.B.neg {
		return -u
	}
	return u
}

func ToU8(a Int) uint8   { return uint8(low(a)) }
func ToU16(a Int) uint16 { return uint16(low(a)) }
func ToU32(a Int) uint32 { return uint32(low(a)) }
func ToU64(a Int) uint64 { return low(a) }

// WrapAdd and the following are printed as operators.
func WrapAdd[T unsigned](a, b T) T { return a + b }
func WrapSub[T unsigned](a, b T) T { return a - b }
func WrapMul[T unsigned](a, b T) T { return a * b }

// EqWord and the following compare words.
func EqWord[T signed | unsigned](a, b T) bool { return a == b }
func LtWord[T signed | unsigned](a, b T) bool { return a < b }
func LeWord[T signed | unsigned](a, b T) bool { return a <= b }
func GtWord[T signed | unsigned](a, b T) bool { return a > b }
func GeWord[T signed | unsigned](a, b T) bool { return a >= b }

// OfWord and OfWordU convert to an integer.
func OfWord[T signed](a T) Int    { return Int{N: int64(a)} }
func OfWordU[T unsigned](a T) Int { return OfUint(uint64(a)) }

const (
	maxIFix = 1<<62 - 1
	maxUFix = 1<<62 - 1
)

func ifix(n int64) int64 {
	if n > maxIFix || n < -maxIFix-1 {
		overflow(63)
	}
	return n
}

// AddIFix and the following are arithmetic of 63 bits.
func AddIFix(a, b int64) int64 { return ifix(a + b) }
func SubIFix(a, b int64) int64 { return ifix(a - b) }
func MulIFix(a, b int64) int64 { return ifix(MulSigned(a, b)) }

func ToIFix(a Int) int64 {
	if a.B != nil {
		overflow(63)
	}
	return ifix(a.N)
}

func ufix(n int64) int64 {
	if uint64(n) > maxUFix {
		rt.Fail("UFix value out of range")
	}
	return n
}

// AddUFix and the following are arithmetic from 0 to 2^62-1.
func AddUFix(a, b int64) int64 { return ufix(a + b) }
func SubUFix(a, b int64) int64 { return ufix(a - b) }
func MulUFix(a, b int64) int64 { return ufix(MulSigned(a, b)) }
func LtUFix(a, b int64) bool   { return a < b }

func ToUFix(a Int) int64 {
	if a.B != nil {
		rt.Fail("UFix value out of range")
	}
	return ufix(a.N)
}

// DivWord and the following divide, rounding downwards; Quot and Rem towards zero.
func DivWord[T signed](a, b T) T {
	q := QuotWord(a, b)
	if r := a - q*b; r != 0 && (r < 0) != (b < 0) {
		q--
	}
	return q
}

func ModWord[T signed](a, b T) T {
	r := RemWord(a, b)
	if r != 0 && (r < 0) != (b < 0) {
		r += b
	}
	return r
}

func QuotWord[T signed](a, b T) T {
	if b == 0 {
		rt.Fail("division by zero")
	}
	if b == -1 {
		return SubSigned(0, a)
	}
	return a / b
}

func RemWord[T signed](a, b T) T {
	if b == 0 {
		rt.Fail("division by zero")
	}
	if b == -1 {
		return 0
	}
	return a % b
}

func QuotWordU[T unsigned](a, b T) T {
	if b == 0 {
		rt.Fail("division by zero")
	}
	return a / b
}

func RemWordU[T unsigned](a, b T) T {
	if b == 0 {
		rt.Fail("division by zero")
	}
	return a % b
}

// AndUFix and the following work on the bits of words.
func AndUFix(a, b int64) int64        { return a & b }
func OrUFix(a, b int64) int64         { return a | b }
func XorUFix(a, b int64) int64        { return a ^ b }
func ShiftLeftUFix(a, n int64) int64  { return a << uint(n) }
func ShiftRightUFix(a, n int64) int64 { return a >> uint(n) }
func OnesUFix(a int64) int64          { return int64(bits.OnesCount64(uint64(a))) }
func HalfUFix(a int64) int64          { return a >> 1 }

// HashWord is the hash of a word, which mixes all bits (Stafford's variant 13).
func HashWord[T signed | unsigned](a T) int64 {
	z := uint64(a)
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return int64((z ^ z>>31) >> 2)
}

// HashInt is the hash of an integer, that of the word if it is small.
func HashInt(a Int) int64 {
	if a.B == nil {
		return HashWord(a.N)
	}
	h := int64(0)
	for _, d := range a.B.mag {
		h = HashWord(h*31 + int64(d))
	}
	return h
}

// Combine mixes two hashes.
func Combine(a, b int64) int64 { return HashWord(a*31 + b) }

// CombineAny mixes two hashes in any order.
func CombineAny(a, b int64) int64 { return int64(uint64(a+b) << 2 >> 2) }

// TextWord and TextWordU are decimal digits.
func TextWord[T signed](a T) str.String    { return str.From(rt.Itoa(int64(a))) }
func TextWordU[T unsigned](a T) str.String { return String(OfUint(uint64(a))) }
