package core

import (
	"fmt"
	"math/big"

	"github.com/smelter-lang/smelter/transpile/source"
	"github.com/smelter-lang/smelter/typesys"
)

// This file knows the ranges of the number types: what an integer literal is at a type,
// and whether a value of a type can equal it.

// A NumberKind says how a type of numbers treats an integer.
type NumberKind uint8

const (
	NoNumber  NumberKind = iota // not a number type of the language, or not known
	Unbounded                   // Integer, Fraction
	Trapping                    // out of range is a run-time error
	Wrapping                    // modular
	Single                      // F32
	Double                      // F64
)

// NumberOf returns how a type treats integers, and its range if it has one.
func NumberOf(t typesys.Type) (kind NumberKind, bits uint, signed bool) {
	con, ok := typesys.Prune(t).(*typesys.Con)
	if !ok {
		return NoNumber, 0, false
	}
	switch con.Name {
	case "COALTON:INTEGER", "COALTON:FRACTION":
		return Unbounded, 0, true
	case "COALTON:I8":
		return Trapping, 8, true
	case "COALTON:I16":
		return Trapping, 16, true
	case "COALTON:I32":
		return Trapping, 32, true
	case "COALTON:I64":
		return Trapping, 64, true
	case "COALTON:IFIX":
		return Trapping, 63, true
	case "COALTON:UFIX":
		return Trapping, 62, false
	case "COALTON:U8":
		return Wrapping, 8, false
	case "COALTON:U16":
		return Wrapping, 16, false
	case "COALTON:U32":
		return Wrapping, 32, false
	case "COALTON:U64":
		return Wrapping, 64, false
	case "COALTON:BIT":
		return Wrapping, 1, false
	case "COALTON:F32":
		return Single, 32, true
	case "COALTON:F64":
		return Double, 64, true
	}
	return NoNumber, 0, false
}

// fits reports whether n is in a range.
func fits(n *big.Int, bits uint, signed bool) bool {
	lo, hi := new(big.Int), new(big.Int).Lsh(big.NewInt(1), bits)
	if signed {
		hi.Rsh(hi, 1)
		lo.Neg(hi)
	}
	return n.Cmp(lo) >= 0 && n.Cmp(hi) < 0
}

// Integer returns fromInt of n at a type: a literal, or the failure that it is. The
// type must be a number type of the language; else the answer is nil.
func Integer(t typesys.Type, n *big.Int, at source.Span) Expr {
	kind, bits, signed := NumberOf(t)
	lit := &Lit{Base: Base{At: at, Ty: t}, Kind: LitNumber}
	switch kind {
	case Unbounded:
	case Trapping:
		if !fits(n, bits, signed) {
			return &Fail{Base: lit.Base, Message: OverflowMessage(bits, signed)}
		}
	case Wrapping:
		mask := new(big.Int).Lsh(big.NewInt(1), bits)
		n = new(big.Int).And(n, mask.Sub(mask, big.NewInt(1)))
	case Single:
		f, _ := new(big.Float).SetInt(n).Float32()
		lit.Kind, lit.F = LitFloat, float64(f)
		return lit
	case Double:
		lit.Kind = LitFloat
		lit.F, _ = new(big.Float).SetInt(n).Float64()
		return lit
	default:
		return nil
	}
	lit.Num = new(big.Rat).SetInt(n)
	return lit
}

// OverflowMessage is what a value out of range fails with.
func OverflowMessage(bits uint, signed bool) string {
	if signed {
		return fmt.Sprintf("Signed value overflowed %d bits.", bits)
	}
	return fmt.Sprintf("Unsigned value overflowed %d bits.", bits)
}

// CanEqual reports whether a value of a type can be equal to a number written in a
// pattern: numbers are compared exactly, and floats and other types never equal one.
// Of a type that is not known yet it is not known.
func CanEqual(t typesys.Type, n *big.Rat) (can, known bool) {
	t = typesys.Prune(t)
	switch t.(type) {
	case *typesys.Var, *typesys.Meta:
		return false, false
	}
	if IsOpaque(t) {
		return false, false
	}
	kind, bits, signed := NumberOf(t)
	switch kind {
	case Unbounded:
		con := t.(*typesys.Con)
		return con.Name == typesys.Fraction.Name || n.IsInt(), true
	case Trapping, Wrapping:
		return n.IsInt() && fits(n.Num(), bits, signed), true
	}
	return false, true
}
