package infer

import (
	"github.com/smelter-lang/smelter/transpile/syntax"
	"github.com/smelter-lang/smelter/typesys"
)

// An Expect is the type that an expression's place asks for, and why it does. The
// words for the reason are made in errors.go, and only when something is wrong.
type Expect struct {
	Type  typesys.Type
	Why   Why
	exact bool // keywords may not be hidden here: the operand of `the`
}

// A Why is the reason for an expectation.
type Why struct {
	Kind WhyKind
	At   syntax.Node // the form that asks: a call, a condition's form
	N    int         // which argument or branch, from 1
}

// A WhyKind says what kind of place an expression stands in.
type WhyKind uint8

const (
	// Anywhere is a place about which there is nothing to say.
	Anywhere WhyKind = iota
	// Argument is argument N of the Call At.
	Argument
	// Keyword is the argument of the KeyArg At.
	Keyword
	// Condition is the test of If, When, Cond or a loop.
	Condition
	// BranchOf is branch N of At, whose earlier branches gave the type.
	BranchOf
	// Operand is an operand of `and` or `or`.
	Operand
	// StepOf is the step of a loop variable.
	StepOf
	// Monadic is a statement of a do form.
	Monadic
	// Declared is a definition with a declared type.
	Declared
)

// of is an expectation without a reason worth telling.
func of(t typesys.Type) Expect { return Expect{Type: t} }

// because is an expectation with a reason.
func because(t typesys.Type, kind WhyKind, at syntax.Node, n int) Expect {
	return Expect{Type: t, Why: Why{kind, at, n}}
}
