package programtest

import (
	"slices"
	"strings"
)

// This file is the types of generated programs.

type kind int

const (
	integer kind = iota
	u8
	u64
	ufix
	i16
	i64
	ifix
	double
	boolean
	text
	char
	fraction
	list
	optional
	colour
	mark
	unit
	hollow
	act
	wrap
	both
	tree
	shape
	nested
	fun // args[0] to args[1]
)

// A typ is a ground type.
type typ struct {
	kind kind
	args []*typ
}

var (
	tInteger = &typ{kind: integer}
	tBoolean = &typ{kind: boolean}
	tString  = &typ{kind: text}
	tDouble  = &typ{kind: double}
	tChar    = &typ{kind: char}
	tUnit    = &typ{kind: unit}
)

func listOf(t *typ) *typ      { return &typ{list, []*typ{t}} }
func optionalOf(t *typ) *typ  { return &typ{optional, []*typ{t}} }
func treeOf(t *typ) *typ      { return &typ{tree, []*typ{t}} }
func shapeOf(t *typ) *typ     { return &typ{shape, []*typ{t}} }
func nestedOf(t *typ) *typ    { return &typ{nested, []*typ{t}} }
func actOf(t *typ) *typ       { return &typ{act, []*typ{t}} }
func bothOf(t, u *typ) *typ   { return &typ{both, []*typ{t, u}} }
func funOf(a, b *typ) *typ    { return &typ{fun, []*typ{a, b}} }
func (t *typ) is(u *typ) bool { return t.String() == u.String() }

var names = [...]string{integer: "Integer", u8: "U8", u64: "U64", ufix: "UFix",
	i16: "I16", i64: "I64", ifix: "IFix", double: "F64", boolean: "Boolean", text: "String", char: "Char",
	fraction: "Fraction", list: "List", optional: "Optional", colour: "Colour", mark: "Mark", unit: "Unit",
	hollow: "Hollow", act: "Act", wrap: "Wrap", both: "Both", tree: "Tree", shape: "Shape", nested: "Nested"}

func (t *typ) String() string {
	if t.kind == fun {
		return "(" + t.args[0].String() + " -> " + t.args[1].String() + ")"
	}
	if len(t.args) == 0 {
		return names[t.kind]
	}
	parts := []string{names[t.kind]}
	for _, a := range t.args {
		parts = append(parts, a.String())
	}
	return "(" + strings.Join(parts, " ") + ")"
}

// A ctor is a constructor of a data type, its fields at the type's arguments.
type ctor struct {
	name   string
	fields []*typ
}

// ctors returns the constructors of a data type other than lists.
func (t *typ) ctors() []ctor {
	switch t.kind {
	case optional:
		return []ctor{{"Some", t.args}, {"None", nil}}
	case colour:
		return []ctor{{"Red", nil}, {"Green", nil}, {"Blue", nil}}
	case mark:
		return []ctor{{"Mark", nil}}
	case unit:
		return []ctor{{"Unit", nil}}
	case hollow:
		return []ctor{{"Hollow", []*typ{tUnit}}}
	case act:
		return []ctor{{"Act", []*typ{funOf(t.args[0], t.args[0]), tString}}}
	case wrap:
		return []ctor{{"Wrap", t.args}}
	case both:
		return []ctor{{"Both", t.args}}
	case tree:
		return []ctor{{"Leaf", nil}, {"Node", []*typ{t, t.args[0], t}}}
	case nested:
		a := t.args[0]
		return []ctor{{"Bottom", nil}, {"Level", []*typ{a, nestedOf(bothOf(a, a))}}}
	case shape:
		a := t.args[0]
		return []ctor{{"Dot", nil}, {"Line", []*typ{a}}, {"Box", []*typ{a, a}}, {"Gap", nil}, {"Group", []*typ{listOf(t)}}}
	}
	return nil
}

// shownType makes a type of the class Show.
func (g *generator) shownType(depth int) *typ {
	n := 13
	if depth == 0 {
		n = 7
	}
	switch g.r.IntN(n) {
	case 0, 1, 2:
		return tInteger
	case 3:
		return tBoolean
	case 4:
		return tString
	case 5:
		return g.number()
	case 6:
		return &typ{kind: [...]kind{colour, colour, mark, hollow, char, fraction}[g.r.IntN(6)]}
	case 7, 8:
		return listOf(g.shownType(depth - 1))
	case 9:
		return optionalOf(g.shownType(depth - 1))
	case 10:
		return &typ{both, []*typ{g.shownType(depth - 1), g.shownType(depth - 1)}}
	case 11:
		return &typ{wrap, []*typ{g.shownType(depth - 1)}}
	}
	switch g.r.IntN(5) {
	case 0, 1:
		return treeOf(g.shownType(0))
	case 2:
		return nestedOf(g.shownType(0))
	}
	return shapeOf(g.shownType(0))
}

// number makes a type of numbers other than Integer.
func (g *generator) number() *typ { return &typ{kind: u8 + kind(g.r.IntN(int(double-u8)+1))} }

// isWord reports whether a type is one of whole numbers of limited size.
func (t *typ) isWord() bool { return t.kind >= u8 && t.kind <= ifix }

// anyType makes a type, perhaps one without Show: that of a function, of what holds one,
// or Unit.
func (g *generator) anyType(depth int) *typ {
	if depth > 0 {
		switch g.r.IntN(18) {
		case 0, 1, 2:
			return funOf(g.shownType(1), g.shownType(1))
		case 3:
			return actOf(g.shownType(1))
		case 4:
			return tUnit
		}
	}
	return g.shownType(depth)
}

// shown reports whether a type is of the class Show.
func (t *typ) shown() bool {
	without := func(t *typ) bool { return !t.shown() }
	return t.kind != fun && t.kind != act && t.kind != unit && !slices.ContainsFunc(t.args, without)
}
