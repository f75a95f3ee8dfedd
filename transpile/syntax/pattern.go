package syntax

// A Pattern takes a value apart.
type Pattern interface {
	Node
	pattern()
}

type (
	// A WildPat is _.
	WildPat struct{ node }
	// A VarPat is x.
	VarPat struct {
		node
		Name *Name
	}
	// A LitPat is a literal.
	LitPat struct {
		node
		Lit *Lit
	}
	// A CtorPat is (Ctor p*).
	CtorPat struct {
		node
		Ctor *Name // refers to the constructor, does not define it
		Args []Pattern
	}
	// An AsPat is (= x p).
	AsPat struct {
		node
		Name *Name
		Pat  Pattern
	}
)

func (*WildPat) pattern() {}
func (*VarPat) pattern()  {}
func (*LitPat) pattern()  {}
func (*CtorPat) pattern() {}
func (*AsPat) pattern()   {}
