package num

// This file has hashes. Numbers that are equal as integers have the same hash, whatever
// their types are.

// HashWord is the hash of a word, which mixes all bits (Stafford's variant 13).
func HashWord[T Word](a T) int64 {
	z := uint64(a)
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return int64((z ^ z>>31) >> 2)
}

// HashUint is the hash of an unsigned word, which may be a large integer.
func HashUint[T unsigned](a T) int64 { return HashInt(OfUint(uint64(a))) }

// HashInt is the hash of an integer, that of the word if it is small.
func HashInt(a Int) int64 {
	if a.B == nil {
		return HashWord(a.N)
	}
	h := a.B.sign()
	for _, d := range a.B.mag {
		h = HashWord(h*31 + int64(d))
	}
	return h
}

// Combine mixes two hashes.
func Combine(a, b int64) int64 { return HashWord(a*31 + b) }

// CombineAny mixes two hashes in any order.
func CombineAny(a, b int64) int64 { return int64(uint64(a+b) << 2 >> 2) }
