package programtest

import (
	"fmt"
	"math"
	"math/big"
	"strconv"
	"strings"
)

// This file is arithmetic on numbers of limited size. Their values are *big.Int, those of
// F64 float64.

// A word is the range of a type of whole numbers.
type word struct {
	bits   uint
	signed bool
	wraps  bool // or else overflow is an error
}

var words = map[kind]word{
	u8: {bits: 8, wraps: true}, u64: {bits: 64, wraps: true}, ufix: {bits: 62},
	i16: {bits: 16, signed: true}, i64: {bits: 64, signed: true}, ifix: {bits: 63, signed: true},
}

func power(n uint) *big.Int { return new(big.Int).Lsh(big.NewInt(1), n) }

// limits returns the smallest and the largest number.
func (w word) limits() (lo, hi *big.Int) {
	one := big.NewInt(1)
	if w.signed {
		half := power(w.bits - 1)
		return new(big.Int).Neg(half), new(big.Int).Sub(half, one)
	}
	return new(big.Int), new(big.Int).Sub(power(w.bits), one)
}

// fit makes a result one of the word's numbers; ok is whether there is one.
func (w word) fit(n *big.Int) (_ *big.Int, ok bool) {
	lo, hi := w.limits()
	if w.wraps {
		n.And(n, hi)
	}
	return n, n.Cmp(lo) >= 0 && n.Cmp(hi) <= 0
}

// literal returns a number: small, next to a limit, or any.
func (w word) literal(g *generator) *big.Int {
	lo, hi := w.limits()
	small := big.NewInt(int64(g.r.IntN(20)))
	switch g.r.IntN(6) {
	case 0:
		return small.Add(lo, small)
	case 1:
		return small.Sub(hi, small)
	case 2:
		return small.Rsh(hi, uint(g.r.IntN(int(w.bits))))
	}
	return small
}

// integer returns a number of any size, often next to where words end.
func (g *generator) integer() *big.Int {
	n := big.NewInt(int64(g.r.IntN(21) - 10))
	switch g.r.IntN(12) {
	case 0:
		n.Add(n, power(63))
	case 1:
		n.Add(n, power(62))
	case 2:
		n.Sub(n, power(63))
	case 3:
		n.Mul(n, power(uint(g.r.IntN(70))))
	}
	return n
}

// sized makes arithmetic on words.
func (g *generator) sized(t *typ, env *variable, depth int) expr {
	w := words[t.kind]
	if g.r.IntN(6) == 0 {
		return g.fromInteger(t, env, depth)
	}
	k := g.r.IntN(3)
	op := [...]func(z, a, b *big.Int) *big.Int{(*big.Int).Add, (*big.Int).Sub, (*big.Int).Mul}[k]
	return g.application([...]string{"+", "-", "*"}[k], []*typ{t, t}, env, depth, func(m *machine, _ *frame, xs []value) value {
		n, ok := w.fit(op(new(big.Int), xs[0].(*big.Int), xs[1].(*big.Int)))
		if !ok {
			return m.throw(runtimeError)
		}
		return n
	})
}

// fromInteger converts an Integer, if it fits.
func (g *generator) fromInteger(t *typ, env *variable, depth int) expr {
	w := words[t.kind]
	lo, hi := w.limits()
	x, other := g.expr(tInteger, env, depth-1), g.expr(t, env, depth-1)
	code := form("with-default", other.text, form("the", optionalOf(t).String(), form("tryInto", x.text)))
	return expr{code, func(m *machine, f *frame) value {
		d := other.eval(m, f)
		if n := x.eval(m, f).(*big.Int); n.Cmp(lo) >= 0 && n.Cmp(hi) <= 0 {
			return n
		}
		return d
	}}
}

// double makes arithmetic on F64, exact as long as numbers are small.
func (g *generator) double(env *variable, depth int) expr {
	k := g.r.IntN(4)
	if k == 3 {
		return g.application("negate", []*typ{tDouble}, env, depth, func(_ *machine, _ *frame, xs []value) value {
			return -xs[0].(float64)
		})
	}
	return g.application([...]string{"+", "-", "*"}[k], []*typ{tDouble, tDouble}, env, depth, func(_ *machine, _ *frame, xs []value) value {
		a, b := xs[0].(float64), xs[1].(float64)
		x := [...]float64{a + b, a - b, a * b}[k]
		if size := math.Abs(x); size >= 1e6 || size > 0 && size < 1e-2 {
			panic(tooMuch{}) // it would print with an exponent
		}
		return x
	})
}

func showDouble(x float64) string {
	s := strconv.FormatFloat(x, 'f', -1, 64)
	if !strings.Contains(s, ".") {
		s += ".0"
	}
	return s + "d0"
}

// numberLiteral makes a literal of a type of numbers, as it stands in patterns.
func (g *generator) numberLiteral(t *typ) expr {
	switch t.kind {
	case integer:
		n := g.integer()
		return constant(n.String(), n)
	case double:
		x := float64(g.r.IntN(400)-200) / 4
		return constant(showDouble(x), x)
	}
	n := words[t.kind].literal(g)
	return constant(fmt.Sprint(n), n)
}

// compareNumbers makes a comparison of a type of numbers.
func (g *generator) compareNumbers(t *typ, env *variable, depth int) expr {
	k := g.r.IntN(4)
	return g.application([...]string{"<", "<=", ">", ">="}[k], []*typ{t, t}, env, depth, func(_ *machine, _ *frame, xs []value) value {
		c := order(xs[0], xs[1])
		return [...]bool{c < 0, c <= 0, c > 0, c >= 0}[k]
	})
}

// order compares numbers or strings.
func order(a, b value) int {
	switch a := a.(type) {
	case *big.Int:
		return a.Cmp(b.(*big.Int))
	case string:
		return strings.Compare(a, b.(string))
	}
	x, y := a.(float64), b.(float64)
	switch {
	case x < y:
		return -1
	case x > y:
		return 1
	}
	return 0
}
