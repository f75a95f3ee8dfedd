package rt

// BoxedChar and BoxedTag are what a character, and a type whose constructors have no
// fields, are in a box: Go types that no number has.
type (
	BoxedChar int32
	BoxedTag  uint16
)
