package num

// InBox reports whether what is in a box is the integer n, as a number of any exact type.
func InBox(x any, n Int) bool {
	switch x := x.(type) {
	case Int:
		return Eq(x, n)
	case int8:
		return Eq(Of(int64(x)), n)
	case int16:
		return Eq(Of(int64(x)), n)
	case int32:
		return Eq(Of(int64(x)), n)
	case int64:
		return Eq(Of(x), n)
	case uint8:
		return Eq(Of(int64(x)), n)
	case uint16:
		return Eq(Of(int64(x)), n)
	case uint32:
		return Eq(Of(int64(x)), n)
	case uint64:
		return Eq(OfUint(x), n)
	case interface{ IsInt(Int) bool }: // a fraction
		return x.IsInt(n)
	}
	return false
}
