package typesys

// The constructors that the language itself speaks of: literals, conditions,
// function types, results of forms.
var (
	Unit       = star("COALTON:UNIT", "Unit", 0)
	Boolean    = star("COALTON:BOOLEAN", "Boolean", 0)
	Char       = star("COALTON:CHAR", "Char", 0)
	String     = star("COALTON:STRING", "String", 0)
	Integer    = star("COALTON:INTEGER", "Integer", 0)
	Fraction   = star("COALTON:FRACTION", "Fraction", 0)
	F32        = star("COALTON:F32", "F32", 0)
	F64        = star("COALTON:F64", "F64", 0)
	UFix       = star("COALTON:UFIX", "UFix", 0)
	Arrow      = star("COALTON:ARROW", "Arrow", 2)
	List       = star("COALTON:LIST", "List", 1)
	Optional   = star("COALTON:OPTIONAL", "Optional", 1)
	Tuple      = star("COALTON/CLASSES:TUPLE", "Tuple", 2)
	Proxy      = star("COALTON/TYPES:PROXY", "Proxy", 1)
	TypeScheme = star("COALTON/TYPES:TYPESCHEME", "TypeScheme", 0)
	Seq        = star("COALTON/SEQ:SEQ", "Seq", 1)
	Iterator   = star("COALTON/ITERATOR:ITERATOR", "Iterator", 1)
)

func star(name, shown string, params int) *Con {
	return &Con{Name: name, Shown: shown, Kind: StarKind(params)}
}

// The classes that the language itself speaks of: literals, forms that imply a
// method, defaulting, deriving.
const (
	ClassEq           = "COALTON/CLASSES:EQ"
	ClassNum          = "COALTON/CLASSES:NUM"
	ClassOrd          = "COALTON/CLASSES:ORD"
	ClassHash         = "COALTON/CLASSES:HASH"
	ClassDefault      = "COALTON/CLASSES:DEFAULT"
	ClassShow         = "COALTON/SHOW:SHOW"
	ClassMonad        = "COALTON/CLASSES:MONAD"
	ClassInto         = "COALTON/CLASSES:INTO"
	ClassQuantizable  = "COALTON/MATH/REAL:QUANTIZABLE"
	ClassReciprocable = "COALTON/MATH/ARITH:RECIPROCABLE"
	ClassComplex      = "COALTON/MATH/COMPLEX:COMPLEX"
	ClassRemainder    = "COALTON/MATH/INTEGRAL:REMAINDER"
	ClassIntegral     = "COALTON/MATH/INTEGRAL:INTEGRAL"
	ClassRuntimeRepr  = "COALTON/TYPES:RUNTIMEREPR"
	ClassIntoIterator = "COALTON/ITERATOR:INTOITERATOR"

	ClassItemizedCollection       = "COALTON/CLASSES:FROMITEMIZEDCOLLECTION"
	ClassItemizedAssociation      = "COALTON/CLASSES:FROMITEMIZEDASSOCIATION"
	ClassCollectionComprehension  = "COALTON/CLASSES:FROMCOLLECTIONCOMPREHENSION"
	ClassAssociationComprehension = "COALTON/CLASSES:FROMASSOCIATIONCOMPREHENSION"
)
