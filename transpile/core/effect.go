package core

import (
	"strings"

	"github.com/smelter-lang/smelter/typesys"
)

// Pure reports whether computing an expression does nothing but give a value, always
// the same one: it may be done later, elsewhere, twice or not at all.
func Pure(e Expr) bool {
	switch e := e.(type) {
	case *Lit, *Lambda:
		return true
	case *Local:
		return !e.Var.Mutable
	case *Global:
		return len(e.TypeArgs) == 0 || isFn(e.Ty)
	case *Method:
		return isFn(e.Ty)
	case *Make:
		return allPure(e.Args)
	case *Values:
		return allPure(e.Elems)
	case *Field:
		return Pure(e.Value)
	case *Native:
		return PureNative(e) && allPure(e.Args)
	case *Let:
		return Pure(e.Value) && Pure(e.Body)
	case *LetRec:
		for _, b := range e.Binds {
			if !Pure(b.Value) {
				return false
			}
		}
		return Pure(e.Body)
	case *If:
		return Pure(e.Cond) && Pure(e.Then) && Pure(e.Else)
	case *Box:
		return Pure(e.Value)
	case *Unbox:
		return Pure(e.Value)
	}
	return false
}

// pureNatives are the natives and intrinsics that only give a value, whatever they are
// given. What can fail (machine words that overflow) is not among them.
var pureNatives = func() map[string]bool {
	set := map[string]bool{}
	for _, name := range strings.Fields(`
		%coerce %zero
		num.Add num.Sub num.Mul num.Lt num.Le num.Gt num.Ge num.Eq num.HashInt
		num.EqWord num.LtWord num.LeWord num.GtWord num.GeWord num.HashWord
		num.OfWord num.OfWordU num.WrapAdd num.WrapSub num.WrapMul
		num.AndUFix num.OrUFix num.XorUFix num.HalfUFix num.Combine
		float.Add float.Sub float.Mul float.Div float.Lt float.Le float.Gt float.Ge float.Eq
		float.Widen float.OfInt32 float.OfInt64
		frac.Add frac.Sub frac.Mul frac.Lt frac.Eq frac.OfInt
		str.Len str.Equal str.Less str.Hash str.Code str.IsDigit str.IsLetter`) {
		set[name] = true
	}
	return set
}()

// divisions are the natives that only give a value if the second operand is positive.
var divisions = map[string]bool{
	"num.Div": true, "num.Mod": true, "num.Quot": true, "num.Rem": true,
	"num.DivWord": true, "num.ModWord": true, "num.QuotWord": true, "num.RemWord": true,
	"num.QuotWordU": true, "num.RemWordU": true, "num.QuotUFix": true, "num.RemUFix": true,
	"num.DivIFix": true, "num.QuotIFix": true, "num.QuotBit": true, "num.RemBit": true,
}

// PureNative reports whether a native only gives a value, once it has its operands.
func PureNative(e *Native) bool {
	if pureNatives[e.Func] {
		return true
	}
	if !divisions[e.Func] {
		return false
	}
	divisor, ok := e.Args[1].(*Lit)
	return ok && divisor.Num != nil && divisor.Num.Sign() > 0
}

func allPure(es []Expr) bool {
	for _, e := range es {
		if !Pure(e) {
			return false
		}
	}
	return true
}

func isFn(t typesys.Type) bool {
	_, ok := typesys.Prune(t).(*typesys.Fn)
	return ok
}

// Atomic reports whether an expression costs nothing to compute again: a literal that is
// a number or character, an unchanging variable, a global.
func Atomic(e Expr) bool {
	switch e := e.(type) {
	case *Lit:
		return e.Kind != LitString
	case *Local:
		return !e.Var.Mutable
	case *Global, *Method:
		return Pure(e)
	case *Make:
		return len(e.Args) == 0
	}
	return false
}
