package num

// This file converts between integers and the sized numbers. To converts what must fit,
// or wraps; Fit converts what may not fit, and says whether it does.

// OfWord and OfWordU convert to an integer.
func OfWord[T signed](a T) Int    { return Int{N: int64(a)} }
func OfWordU[T unsigned](a T) Int { return OfUint(uint64(a)) }

func toSigned[T signed](a Int) T {
	s, ok := fitSigned[T](a)
	if !ok {
		overflowed[T]()
	}
	return s
}

func ToI8(a Int) int8   { return toSigned[int8](a) }
func ToI16(a Int) int16 { return toSigned[int16](a) }
func ToI32(a Int) int32 { return toSigned[int32](a) }

func ToI64(a Int) int64 {
	if a.B != nil {
		overflow(64)
	}
	return a.N
}

func ToIFix(a Int) int64 {
	if a.B != nil {
		overflow(63)
	}
	return ifix(a.N)
}

func ToUFix(a Int) int64 {
	if a.B != nil || uint64(a.N) > maxUFix {
		ufixRange()
	}
	return a.N
}

func ToU8(a Int) uint8   { return uint8(low(a)) }
func ToU16(a Int) uint16 { return uint16(low(a)) }
func ToU32(a Int) uint32 { return uint32(low(a)) }
func ToU64(a Int) uint64 { return low(a) }
func ToBit(a Int) uint8  { return uint8(low(a) & 1) }

func fitSigned[T signed](a Int) (T, bool) {
	s := T(a.N)
	return s, a.B == nil && int64(s) == a.N
}

func fitUnsigned[T unsigned](a Int) (T, bool) {
	s := T(a.N)
	return s, a.B == nil && a.N >= 0 && uint64(s) == uint64(a.N)
}

func FitI8(a Int) (int8, bool)    { return fitSigned[int8](a) }
func FitI16(a Int) (int16, bool)  { return fitSigned[int16](a) }
func FitI32(a Int) (int32, bool)  { return fitSigned[int32](a) }
func FitI64(a Int) (int64, bool)  { return a.N, a.B == nil }
func FitU8(a Int) (uint8, bool)   { return fitUnsigned[uint8](a) }
func FitU16(a Int) (uint16, bool) { return fitUnsigned[uint16](a) }
func FitU32(a Int) (uint32, bool) { return fitUnsigned[uint32](a) }
func FitIFix(a Int) (int64, bool) { return a.N, a.B == nil && a.N^a.N<<1 >= 0 }
func FitUFix(a Int) (int64, bool) { return a.N, a.B == nil && uint64(a.N) <= maxUFix }
func FitBit(a Int) (uint8, bool)  { return uint8(a.N), a.B == nil && uint64(a.N) <= 1 }

func FitU64(a Int) (uint64, bool) {
	if a.B != nil {
		return a.B.mag[0], !a.B.neg && len(a.B.mag) == 1
	}
	return uint64(a.N), a.N >= 0
}

// I16Of and the following convert a word that is known to fit.
func I16Of[T Word](a T) int16  { return int16(a) }
func I32Of[T Word](a T) int32  { return int32(a) }
func I64Of[T Word](a T) int64  { return int64(a) }
func U8Of[T Word](a T) uint8   { return uint8(a) }
func U16Of[T Word](a T) uint16 { return uint16(a) }
func U32Of[T Word](a T) uint32 { return uint32(a) }
func U64Of[T Word](a T) uint64 { return uint64(a) }
func I8Of[T Word](a T) int8    { return int8(a) }

// NegWord converts the negative of a word.
func NegWord(a int64) Int { return Int{N: -a} }
