package lower

import (
	"math/big"

	"github.com/smelter-lang/smelter/transpile/core"
	"github.com/smelter-lang/smelter/transpile/diag"
	"github.com/smelter-lang/smelter/transpile/syntax"
	"github.com/smelter-lang/smelter/typesys"
	"github.com/smelter-lang/smelter/typesys/env"
)

// expr lowers an expression.
func (l *lowerer) expr(e syntax.Expr) core.Expr {
	switch e := e.(type) {
	case *syntax.Lit:
		return l.literal(e, l.typ(e))
	case *syntax.Var:
		return l.variable(e)
	case *syntax.Accessor:
		return l.accessor(e)
	case *syntax.Call:
		return l.call(e)
	case *syntax.Lambda:
		return l.lambda(e)
	case *syntax.Let:
		return l.let(e)
	case *syntax.Rec:
		return l.rec(e)
	case *syntax.Match:
		return l.match(e)
	case *syntax.If:
		return &core.If{Base: l.base(e, l.typ(e)), Cond: l.expr(e.Cond), Then: l.expr(e.Then), Else: l.expr(e.Else)}
	case *syntax.When:
		return l.when(e)
	case *syntax.Cond:
		return l.cond(e, e.Clauses)
	case *syntax.Logic:
		return l.logic(e, e.Args)
	case *syntax.Progn:
		return l.body(e.Body)
	case *syntax.Values:
		if len(e.Elems) == 1 {
			return l.expr(e.Elems[0])
		}
		return &core.Values{Base: l.base(e, l.typ(e)), Elems: l.exprs(e.Elems)}
	case *syntax.The:
		return l.expr(e.Value)
	case *syntax.TypeOf:
		p := &typesys.Printer{Unicode: true}
		return &core.Lit{Base: l.base(e, l.typ(e)), Kind: core.LitString, Str: p.Scheme(l.info.Reified[e.NodeID()])}
	case *syntax.Do:
		return l.do(e, e.Stmts)
	case *syntax.Builder:
		return l.builder(e)
	case *syntax.Comprehension:
		return l.comprehension(e)
	}
	return l.control(e)
}

func (l *lowerer) exprs(es []syntax.Expr) []core.Expr {
	out := make([]core.Expr, len(es))
	for i, e := range es {
		out[i] = l.expr(e)
	}
	return out
}

// body lowers the statements of a body and its last expression.
func (l *lowerer) body(b *syntax.Body) core.Expr {
	return l.stmts(b.Stmts, func() core.Expr { return l.expr(b.Last) })
}

// stmts lowers statements before what last gives.
func (l *lowerer) stmts(ss []syntax.Stmt, last func() core.Expr) core.Expr {
	if len(ss) == 0 {
		return last()
	}
	rest := func() core.Expr { return l.stmts(ss[1:], last) }
	switch s := ss[0].(type) {
	case *syntax.ExprStmt:
		value := l.expr(s.Value)
		return then(value, rest())
	case *syntax.LetStmt:
		value := l.expr(s.Value)
		return l.destructure(s, value, s.Pattern, rest)
	case *syntax.ValuesStmt:
		return l.letValues(s, rest)
	case *syntax.DynStmt:
		value := l.expr(s.Value)
		body := rest()
		return &core.DynBind{Base: l.base(s, body.Type()), Names: []string{s.Var.Sym.String()}, Values: []core.Expr{value}, Body: body}
	}
	diag.Bugf(ss[0].Span(), "lower: no case for %T", ss[0])
	return nil
}

func (l *lowerer) letValues(s *syntax.ValuesStmt, rest func() core.Expr) core.Expr {
	out := &core.LetValues{Value: l.expr(s.Value)}
	types := []typesys.Type{out.Value.Type()}
	if pack, ok := out.Value.Type().(*typesys.Pack); ok {
		types = pack.Elems
	}
	for i, p := range s.Names {
		if v, ok := p.(*syntax.VarPat); ok {
			out.Vars = append(out.Vars, l.bind(v.Name, types[i]))
		} else {
			out.Vars = append(out.Vars, nil)
		}
	}
	out.Body = rest()
	out.Base = l.base(s, out.Body.Type())
	if len(types) == 1 && len(out.Vars) == 1 {
		return &core.Let{Base: out.Base, Var: out.Vars[0], Value: out.Value, Body: out.Body}
	}
	return out
}

// A numeric says how a number type takes literals.
type numeric struct {
	bits   uint
	signed bool
	traps  bool
}

func numerics(con string) (numeric, bool) {
	switch con {
	case "COALTON:I8":
		return numeric{8, true, true}, true
	case "COALTON:I16":
		return numeric{16, true, true}, true
	case "COALTON:I32":
		return numeric{32, true, true}, true
	case "COALTON:I64":
		return numeric{64, true, true}, true
	case "COALTON:IFIX":
		return numeric{63, true, true}, true
	case "COALTON:UFIX":
		return numeric{62, false, true}, true
	case "COALTON:U8":
		return numeric{8, false, false}, true
	case "COALTON:U16":
		return numeric{16, false, false}, true
	case "COALTON:U32":
		return numeric{32, false, false}, true
	case "COALTON:U64":
		return numeric{64, false, false}, true
	case "COALTON:BIT":
		return numeric{1, false, false}, true
	}
	return numeric{}, false
}

// literal lowers a literal at a type.
func (l *lowerer) literal(e *syntax.Lit, t typesys.Type) core.Expr {
	b := l.base(e, t)
	switch e.Kind {
	case syntax.LitString:
		return &core.Lit{Base: b, Kind: core.LitString, Str: e.Str}
	case syntax.LitChar:
		return &core.Lit{Base: b, Kind: core.LitChar, Char: e.Char}
	case syntax.LitF32, syntax.LitF64:
		return &core.Lit{Base: b, Kind: core.LitFloat, F: e.F}
	case syntax.LitRatio:
		return &core.Lit{Base: b, Kind: core.LitNumber, Num: e.Num}
	}
	con, _ := t.(*typesys.Con)
	if con == nil {
		return l.fromInt(e, t)
	}
	switch con.Name {
	case typesys.Integer.Name, typesys.Fraction.Name:
		return &core.Lit{Base: b, Kind: core.LitNumber, Num: e.Num}
	case typesys.F32.Name, typesys.F64.Name:
		f, _ := e.Num.Float64()
		return &core.Lit{Base: b, Kind: core.LitFloat, F: f}
	}
	if n, ok := numerics(con.Name); ok {
		return sized(b, e.Num, n)
	}
	return l.fromInt(e, t)
}

// sized lowers a literal of a sized type: reduced if the type wraps, a failure if it
// traps and the literal is outside.
func sized(b core.Base, num *big.Rat, n numeric) core.Expr {
	v := new(big.Int).Set(num.Num())
	lo, hi := new(big.Int), new(big.Int).Lsh(big.NewInt(1), n.bits)
	if n.signed {
		hi.Rsh(hi, 1)
		lo.Neg(hi)
	}
	if v.Cmp(lo) < 0 || v.Cmp(hi) >= 0 {
		if n.traps {
			return &core.Fail{Base: b, Message: "Signed value overflowed " + big.NewInt(int64(n.bits)).String() + " bits."}
		}
		v.Mod(v, hi)
	}
	return &core.Lit{Base: b, Kind: core.LitNumber, Num: new(big.Rat).SetInt(v)}
}

// fromInt lowers a number literal at a type of class Num.
func (l *lowerer) fromInt(e *syntax.Lit, t typesys.Type) core.Expr {
	lit := &core.Lit{Base: l.base(e, typesys.Integer), Kind: core.LitNumber, Num: e.Num}
	return call(l.method("COALTON/CLASSES:FROMINT", e.Span(), []typesys.Type{t}), lit)
}

// variable lowers the use of a name as a value.
func (l *lowerer) variable(e *syntax.Var) core.Expr {
	f := l.name(e)
	if want, ok := l.info.Coercions[e.NodeID()]; ok {
		return l.subsume(f, typesys.Zonk(want))
	}
	if ctor := l.ctorOf(e); ctor != nil && len(ctor.Fields) > 0 {
		return l.construct(ctor, f)
	}
	return f
}

// ctorOf returns the constructor that a name means, or nil.
func (l *lowerer) ctorOf(e *syntax.Var) *env.Ctor {
	if l.lookup(e) != nil {
		return nil
	}
	if v := l.env.Value(e.Sym.String()); v != nil {
		return v.Ctor
	}
	return nil
}

// construct makes a function of a constructor; f carries its type.
func (l *lowerer) construct(c *env.Ctor, f core.Expr) core.Expr {
	fn := f.Type().(*typesys.Fn)
	lam := &core.Lambda{Base: core.Base{At: f.Span(), Ty: fn}}
	mk := &core.Make{Base: core.Base{At: f.Span(), Ty: fn.Result}, Ctor: c}
	for _, p := range fn.Params {
		v := &core.Var{Name: "x", Type: p}
		lam.Params = append(lam.Params, v)
		mk.Args = append(mk.Args, use(v, f.Span()))
	}
	lam.Body = mk
	return lam
}

// name lowers the use of a name; a constructor with fields is given as a Global, which
// construct or call replace.
func (l *lowerer) name(e *syntax.Var) core.Expr {
	b := l.base(e, l.typ(e))
	args := l.info.Insts[e.NodeID()]
	if v := l.lookup(e); v != nil {
		if len(args) == 0 && len(v.Vars) > 0 {
			args = varArgs(v.Vars) // inside its own group
		}
		return &core.Local{Base: b, Var: v, TypeArgs: zonkAll(args)}
	}
	name := e.Sym.String()
	v := l.env.Value(name)
	if v == nil {
		diag.Bugf(e.Span(), "lower: nothing is known of %s", name)
	}
	if len(args) == 0 && len(v.Scheme.Vars) > 0 {
		args = varArgs(v.Scheme.Vars)
	}
	switch {
	case v.Method != nil:
		return &core.Method{Base: b, Method: v.Method, TypeArgs: zonkAll(args)}
	case v.Ctor != nil && len(v.Ctor.Fields) == 0:
		return &core.Make{Base: b, Ctor: v.Ctor}
	case v.Dynamic:
		return &core.DynRef{Base: b, Name: name}
	}
	return &core.Global{Base: b, Name: name, TypeArgs: zonkAll(args)}
}

func varArgs(vars []*typesys.Var) []typesys.Type {
	out := make([]typesys.Type, len(vars))
	for i, v := range vars {
		out[i] = v
	}
	return out
}

func zonkAll(ts []typesys.Type) []typesys.Type {
	out := make([]typesys.Type, len(ts))
	for i, t := range ts {
		out[i] = typesys.Zonk(t)
	}
	return out
}

// accessor lowers .field as a value.
func (l *lowerer) accessor(e *syntax.Accessor) core.Expr {
	fn := l.typ(e).(*typesys.Fn)
	v := &core.Var{Name: "s", Type: fn.Params[0]}
	return &core.Lambda{Base: l.base(e, fn), Params: []*core.Var{v}, Body: l.field(e, use(v, e.Span()), fn.Result)}
}

func (l *lowerer) field(e *syntax.Accessor, value core.Expr, t typesys.Type) core.Expr {
	f := l.info.Fields[e.NodeID()]
	return &core.Field{Base: l.base(e, t), Value: value, Ctor: f.Ctor, Index: f.Index}
}

// call lowers an application.
func (l *lowerer) call(e *syntax.Call) core.Expr {
	b := l.base(e, l.typ(e))
	switch f := e.Fun.(type) {
	case *syntax.Accessor:
		return l.field(f, l.expr(e.Args[0]), b.Ty)
	case *syntax.Var:
		if n := l.names.Binder(f); n != nil && l.recs[n.NodeID()] != nil {
			return &core.Next{Base: b, Label: l.recs[n.NodeID()], Args: l.exprs(e.Args)}
		}
		if ctor := l.ctorOf(f); ctor != nil {
			return &core.Make{Base: b, Ctor: ctor, Args: l.exprs(e.Args)}
		}
	}
	var fun core.Expr
	if v, ok := e.Fun.(*syntax.Var); ok {
		fun = l.name(v)
	} else {
		fun = l.expr(e.Fun)
	}
	out := &core.Call{Base: b, Fun: fun, Args: l.exprs(e.Args)}
	if fn, ok := fun.Type().(*typesys.Fn); ok {
		if keys, _ := fn.Row(); len(keys) > 0 {
			return l.keyed(e, out, keys)
		}
	}
	return out
}

// do lowers statements of a do form and its last expression.
func (l *lowerer) do(e *syntax.Do, ss []syntax.Stmt) core.Expr {
	if len(ss) == 0 {
		return l.expr(e.Last)
	}
	rest := func() core.Expr { return l.do(e, ss[1:]) }
	s := ss[0]
	var value core.Expr
	var pattern syntax.Pattern
	switch s := s.(type) {
	case *syntax.BindStmt:
		value, pattern = l.expr(s.Value), s.Pattern
	case *syntax.ExprStmt:
		value = l.expr(s.Value)
	default:
		return l.stmts([]syntax.Stmt{s}, rest)
	}
	args := zonkAll(l.info.Extra[s.NodeID()][0])
	bind := l.method("COALTON/CLASSES:>>=", s.Span(), args)
	fn := &typesys.Fn{Params: []typesys.Type{args[1]}, Result: typesys.MkApp(args[0], args[2])}
	v := &core.Var{Name: "_", Type: args[1]}
	lam := &core.Lambda{Base: core.Base{At: s.Span(), Ty: fn}, Params: []*core.Var{v}}
	if pattern != nil {
		lam.Body = l.destructure(s, use(v, s.Span()), pattern, rest)
	} else {
		lam.Body = rest()
	}
	return call(bind, value, lam)
}
