package num

import (
	"math/bits"
	"unsafe"

	"github.com/smelter-lang/smelter/runtime/rt"
	"github.com/smelter-lang/smelter/runtime/str"
)

// This file has the numbers that are Go's: I8 to I64, which fail when they overflow, and
// U8 to U64, which wrap. What compiles to one instruction is meant to be inlined; the
// errors are functions of their own, so that it is.

type signed interface {
	~int8 | ~int16 | ~int32 | ~int64
}

type unsigned interface {
	~uint8 | ~uint16 | ~uint32 | ~uint64
}

// A Word is a number of a fixed size.
type Word interface{ signed | unsigned }

// overflow fails for a signed type of a number of bits.
func overflow(width int64) { rt.Fail("Signed value overflowed " + rt.Itoa(width) + " bits.") }

// overflowed fails for a type.
//
//go:noinline
func overflowed[T signed]() { var x T; overflow(int64(unsafe.Sizeof(x)) * 8) }

// AddSigned and the following are checked arithmetic.
func AddSigned[T signed](a, b T) T {
	s := a + b
	if (s < a) != (b < 0) {
		overflowed[T]()
	}
	return s
}

func SubSigned[T signed](a, b T) T {
	s := a - b
	if (s > a) != (b < 0) {
		overflowed[T]()
	}
	return s
}

// MulSigned is for up to 32 bits: the product is a word.
func MulSigned[T signed](a, b T) T {
	p := int64(a) * int64(b)
	if int64(T(p)) != p {
		overflowed[T]()
	}
	return T(p)
}

func MulI64(a, b int64) int64 {
	if short(a, b) {
		return a * b
	}
	return mulI64(a, b)
}

// short reports whether two words have no more than 32 bits, so that their product is a
// word.
func short(a, b int64) bool { return uint64(a+1<<31)|uint64(b+1<<31) < 1<<32 }

func mulI64(a, b int64) int64 {
	hi, lo := mulWords(a, b)
	if hi != lo>>63 {
		overflow(64)
	}
	return lo
}

// WrapAdd and the following are printed as operators.
func WrapAdd[T unsigned](a, b T) T { return a + b }
func WrapSub[T unsigned](a, b T) T { return a - b }
func WrapMul[T unsigned](a, b T) T { return a * b }

// EqWord and the following compare words.
func EqWord[T Word](a, b T) bool { return a == b }
func LtWord[T Word](a, b T) bool { return a < b }
func LeWord[T Word](a, b T) bool { return a <= b }
func GtWord[T Word](a, b T) bool { return a > b }
func GeWord[T Word](a, b T) bool { return a >= b }

// QuotWord and RemWord divide, rounding towards zero; DivWord and ModWord downwards.
func QuotWord[T signed](a, b T) T {
	if uint64(b+1) <= 1 {
		return quotSpecial(a, b)
	}
	return a / b
}

// quotSpecial divides by 0 or -1.
func quotSpecial[T signed](a, b T) T {
	if b == 0 {
		divisionByZero()
	}
	return SubSigned(0, a)
}

func RemWord[T signed](a, b T) T {
	if b == 0 {
		divisionByZero()
	}
	return a % b // 0 for -1, also of the smallest number: Go says so
}

func DivWord[T signed](a, b T) T {
	if a >= 0 && b > 0 {
		return a / b
	}
	return divSpecial(a, b)
}

func divSpecial[T signed](a, b T) T {
	q := QuotWord(a, b)
	if r := a - q*b; r != 0 && r^b < 0 {
		return q - 1
	}
	return q
}

func ModWord[T signed](a, b T) T {
	if a >= 0 && b > 0 {
		return a % b
	}
	return modSpecial(a, b)
}

func modSpecial[T signed](a, b T) T {
	r := RemWord(a, b)
	if r != 0 && r^b < 0 {
		return r + b
	}
	return r
}

func QuotWordU[T unsigned](a, b T) T {
	if b == 0 {
		divisionByZero()
	}
	return a / b
}

func RemWordU[T unsigned](a, b T) T {
	if b == 0 {
		divisionByZero()
	}
	return a % b
}

// AndWord and the following work on the bits of words.
func AndWord[T Word](a, b T) T { return a & b }
func OrWord[T Word](a, b T) T  { return a | b }
func XorWord[T Word](a, b T) T { return a ^ b }
func NotWord[T Word](a T) T    { return ^a }

// distance makes the size of a shift a word; one that is too far is as good as 255.
func distance(n Int) int64 {
	if n.B != nil {
		return 255 * n.B.sign()
	}
	return max(-255, min(n.N, 255))
}

// ShiftWord shifts to the left or, if n is negative, to the right. Bits that leave on the
// left are an overflow.
func ShiftWord[T signed](n Int, a T) T {
	k := distance(n)
	if k < 0 {
		return a >> uint(-k)
	}
	s := a << uint(k)
	if s>>uint(k) != a {
		overflowed[T]()
	}
	return s
}

// ShiftWordU shifts an unsigned word; bits that leave are lost.
func ShiftWordU[T unsigned](n Int, a T) T {
	k := distance(n)
	if k < 0 {
		return a >> uint(-k)
	}
	return a << uint(k)
}

// Reverse reverses all bits, ReverseLast the lowest n and leaves the others out.
func Reverse[T unsigned](a T) T { return T(reverse(int64(unsafe.Sizeof(a))*8, uint64(a))) }

func ReverseLast[T unsigned](n int64, a T) T {
	return T(reverse(atMost(int64(unsafe.Sizeof(a))*8, n), uint64(a)))
}

// atMost checks a number of bits.
func atMost(most, n int64) int64 {
	if n < 1 || n > most {
		rt.Fail("the number of bits to reverse must be from 1 to " + rt.Itoa(most))
	}
	return n
}

func reverse(n int64, a uint64) uint64 { return bits.Reverse64(a << uint(64-n)) }

// TextWord and TextWordU are decimal digits.
func TextWord[T signed](a T) str.String    { return str.From(rt.Itoa(int64(a))) }
func TextWordU[T unsigned](a T) str.String { return String(OfUint(uint64(a))) }
