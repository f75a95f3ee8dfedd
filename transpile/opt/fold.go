package opt

import (
	"math/big"

	"github.com/smelter-lang/smelter/transpile/core"
	"github.com/smelter-lang/smelter/typesys"
)

// This file computes natives whose arguments are literals.

// native simplifies a call of a native whose arguments are simplified.
func (s *simplifier) native(e *core.Native) core.Expr {
	if x := s.fold(e); x != nil {
		s.changed = true
		return x
	}
	return e
}

// fold returns what a native gives, or a simpler one, or nil.
func (s *simplifier) fold(e *core.Native) core.Expr {
	switch len(e.Args) {
	case 1:
		return foldConversion(e)
	case 2:
		if a, b := integer(e.Args[0]), integer(e.Args[1]); a != nil && b != nil {
			return s.foldNumbers(e, a, b)
		}
		if a, b := float(e.Args[0]), float(e.Args[1]); a != nil && b != nil {
			return s.foldFloats(e, a.F, b.F)
		}
		if e.Func == "num.Eq" {
			return narrowed(e, e.Args[0], e.Args[1])
		}
	}
	return nil
}

// integer returns the value of an integer literal.
func integer(e core.Expr) *big.Int {
	lit, ok := e.(*core.Lit)
	if !ok || lit.Kind != core.LitNumber || !lit.Num.IsInt() {
		return nil
	}
	return lit.Num.Num()
}

// literal returns an integer at a type that has it, or nil.
func literal(t typesys.Type, n *big.Int, place core.Expr) core.Expr {
	lit, ok := core.Integer(t, n, place.Span()).(*core.Lit)
	if ok && lit.Kind == core.LitNumber && lit.Num.IsInt() && lit.Num.Num().Cmp(n) == 0 {
		return lit
	}
	return nil
}

// foldConversion converts a literal from or to Integer. One that does not fit is left for
// run time.
func foldConversion(e *core.Native) core.Expr {
	n := integer(e.Args[0])
	if n == nil {
		return nil
	}
	switch e.Func {
	case "num.OfWord", "num.OfWordU",
		"num.ToI8", "num.ToI16", "num.ToI32", "num.ToI64", "num.ToIFix", "num.ToUFix",
		"num.ToU8", "num.ToU16", "num.ToU32", "num.ToU64", "frac.OfInt":
		return literal(e.Ty, n, e)
	}
	return nil
}

func (s *simplifier) foldNumbers(e *core.Native, a, b *big.Int) core.Expr {
	switch e.Func {
	case "num.Add", "num.AddSigned", "num.AddIFix", "num.AddUFix":
		return literal(e.Ty, new(big.Int).Add(a, b), e)
	case "num.Sub", "num.SubSigned", "num.SubIFix", "num.SubUFix":
		return literal(e.Ty, new(big.Int).Sub(a, b), e)
	case "num.Mul", "num.MulSigned", "num.MulI64", "num.MulIFix", "num.MulUFix":
		if a.BitLen()+b.BitLen() > 256 {
			return nil
		}
		return literal(e.Ty, new(big.Int).Mul(a, b), e)
	case "num.WrapAdd":
		return core.Integer(e.Ty, new(big.Int).Add(a, b), e.At)
	case "num.WrapSub":
		return core.Integer(e.Ty, new(big.Int).Sub(a, b), e.At)
	case "num.WrapMul":
		return core.Integer(e.Ty, new(big.Int).Mul(a, b), e.At)
	case "num.Eq", "num.EqWord":
		return s.boolean(a.Cmp(b) == 0, e)
	case "num.Lt", "num.LtWord":
		return s.boolean(a.Cmp(b) < 0, e)
	case "num.Le", "num.LeWord":
		return s.boolean(a.Cmp(b) <= 0, e)
	case "num.Gt", "num.GtWord":
		return s.boolean(a.Cmp(b) > 0, e)
	case "num.Ge", "num.GeWord":
		return s.boolean(a.Cmp(b) >= 0, e)
	}
	return nil
}

// float returns an expression that is a literal of a float.
func float(e core.Expr) *core.Lit {
	if lit, ok := e.(*core.Lit); ok && lit.Kind == core.LitFloat {
		return lit
	}
	return nil
}

// foldFloats computes as the program would: at the precision of the type.
func (s *simplifier) foldFloats(e *core.Native, a, b float64) core.Expr {
	var r float64
	switch e.Func {
	case "float.Add":
		r = a + b
	case "float.Sub":
		r = a - b
	case "float.Mul":
		r = a * b
	case "float.Div":
		r = a / b
	case "float.Eq":
		return s.boolean(a == b, e)
	case "float.Lt":
		return s.boolean(a < b, e)
	case "float.Le":
		return s.boolean(a <= b, e)
	case "float.Gt":
		return s.boolean(a > b, e)
	case "float.Ge":
		return s.boolean(a >= b, e)
	default:
		return nil
	}
	if kind, _, _ := core.NumberOf(e.Ty); kind == core.Single {
		r = float64(float32(r))
	}
	return &core.Lit{Base: e.Base, Kind: core.LitFloat, F: r}
}

func (s *simplifier) boolean(b bool, place core.Expr) core.Expr {
	c := s.in.boolean(b)
	if c == nil {
		return nil
	}
	return &core.Make{Base: core.Base{At: place.Span(), Ty: typesys.Boolean}, Ctor: c}
}

// narrowed compares a machine word that was made an Integer with a literal as words.
func narrowed(e *core.Native, x, y core.Expr) core.Expr {
	w, ok := y.(*core.Native)
	if !ok {
		if w, ok = x.(*core.Native); !ok {
			return nil
		}
		y, x = x, y
	}
	n := integer(x)
	if n == nil || w.Func != "num.OfWord" && w.Func != "num.OfWordU" {
		return nil
	}
	lit := literal(w.Args[0].Type(), n, x)
	if lit == nil {
		return nil
	}
	return &core.Native{Base: e.Base, Func: "num.EqWord", Args: []core.Expr{lit, w.Args[0]}}
}

// equalLits reports whether two literals of one type are the same value.
func equalLits(a, b *core.Lit) bool {
	switch {
	case a.Kind != b.Kind:
		return false
	case a.Kind == core.LitString:
		return a.Str == b.Str
	case a.Kind == core.LitChar:
		return a.Char == b.Char
	}
	return a.Num.Cmp(b.Num) == 0
}
