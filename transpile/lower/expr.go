package lower

import (
	"math/big"

	"github.com/smelter-lang/smelter/transpile/core"
	"github.com/smelter-lang/smelter/transpile/diag"
	"github.com/smelter-lang/smelter/transpile/source"
	"github.com/smelter-lang/smelter/transpile/syntax"
	"github.com/smelter-lang/smelter/typesys"
)

// expr lowers an expression to a value of the type as which its place sees it.
func (l *lowerer) expr(e syntax.Expr) core.Expr {
	x := l.form(e)
	if v, ok := e.(*syntax.Var); ok && l.closesRow(v) {
		return l.adapt(x, l.operatorType(e), l.seen(e))
	}
	if len(l.info.Coercions) > 0 {
		if as, ok := l.info.Coercions[e.NodeID()]; ok {
			return l.adapt(x, l.own(e), as)
		}
	}
	return x
}

func (l *lowerer) exprs(es []syntax.Expr) []core.Expr {
	out := make([]core.Expr, len(es))
	for i, e := range es {
		out[i] = l.expr(e)
	}
	return out
}

// form lowers an expression to a value of its own type.
func (l *lowerer) form(e syntax.Expr) core.Expr {
	switch e := e.(type) {
	case *syntax.Lit:
		return l.literal(e, l.typ(l.own(e)))
	case *syntax.Var:
		return l.variable(e)
	case *syntax.Accessor:
		return l.accessor(e)
	case *syntax.Call:
		return l.call(e)
	case *syntax.Lambda:
		return l.function(e, e.Params, e.Keys, e.Body, !e.Transparent)
	case *syntax.Let:
		return l.let(e)
	case *syntax.Rec:
		return l.rec(e)
	case *syntax.Match:
		return l.match(e)
	case *syntax.If:
		return l.conditional(e)
	case *syntax.When:
		return l.when(e)
	case *syntax.Cond:
		return l.cond(e)
	case *syntax.Logic:
		return l.logic(e)
	case *syntax.Progn:
		return l.body(e.Body)
	case *syntax.Values:
		return l.values(e)
	case *syntax.Return:
		return l.returned(e)
	case *syntax.The:
		return l.expr(e.Value)
	case *syntax.TypeOf:
		return l.reified(e)
	case *syntax.Do:
		return l.do(e)
	case *syntax.For:
		return l.forLoop(e)
	case *syntax.Break:
		return l.exit(e, e.Label, func(loop *loop) *core.Label { return &loop.done })
	case *syntax.Continue:
		return l.exit(e, e.Label, func(loop *loop) *core.Label { return &loop.again })
	case *syntax.Throw:
		return &core.Throw{Base: l.base(e), Value: l.expr(e.Value)}
	case *syntax.ResumeTo:
		return &core.ResumeTo{Base: l.base(e), Value: l.expr(e.Value)}
	case *syntax.Catch:
		return l.catch(e)
	case *syntax.Resumable:
		return l.resumable(e)
	case *syntax.DynBind:
		return l.dynBind(e)
	case *syntax.Native:
		return l.nativeCall(e)
	case *syntax.Builder:
		return l.builder(e)
	case *syntax.Comprehension:
		return l.comprehension(e)
	}
	diag.Bugf(e.Span(), "lower: no case for %T", e)
	return nil
}

// literal lowers a literal at a type.
func (l *lowerer) literal(e *syntax.Lit, t typesys.Type) core.Expr {
	lit := &core.Lit{Base: core.Base{At: e.Span(), Ty: t}}
	switch e.Kind {
	case syntax.LitInt:
		return l.integer(e.Num.Num(), t, e.Span())
	case syntax.LitRatio:
		lit.Num = e.Num
	case syntax.LitF32, syntax.LitF64:
		lit.Kind, lit.F = core.LitFloat, e.F
	case syntax.LitString:
		lit.Kind, lit.Str = core.LitString, e.Str
	case syntax.LitChar:
		lit.Kind, lit.Char = core.LitChar, e.Char
	}
	return lit
}

// integer is an integer literal: of a type that is not one of the language's numbers, or
// not known yet, a call of fromInt.
func (l *lowerer) integer(n *big.Int, t typesys.Type, at source.Span) core.Expr {
	if x := core.Integer(t, n, at); x != nil {
		return x
	}
	return l.method(typesys.ClassNum, "COALTON/CLASSES:FROMINT", []typesys.Type{t}, at,
		core.Integer(typesys.Integer, n, at))
}

// variable lowers a use of a name.
func (l *lowerer) variable(e *syntax.Var) core.Expr {
	b := core.Base{At: e.Span()}
	if v := l.local(e); v != nil {
		b.Ty = l.typ(l.operatorType(e))
		return &core.Local{Base: b, Var: v, TypeArgs: l.args(v.Vars, l.info.Insts[e.NodeID()])}
	}
	g := l.value(e.Sym.String(), e.Span())
	b.Ty = l.typ(l.operatorType(e))
	switch args := l.info.Insts[e.NodeID()]; {
	case g.Ctor != nil:
		return l.constructor(g.Ctor, b)
	case g.Method != nil:
		return &core.Method{Base: b, Method: g.Method, TypeArgs: l.typs(args)}
	case g.Dynamic && len(g.Scheme.Vars) == 0: // of many types: see transpile/mono/dynamic.go
		return &core.DynRef{Base: b, Name: g.Name}
	default:
		return &core.Global{Base: b, Name: g.Name, TypeArgs: l.args(g.Scheme.Vars, args)}
	}
}

// local returns the local variable that a name refers to, or nil.
func (l *lowerer) local(e *syntax.Var) *core.Var {
	if n := l.names.Binder(e); n != nil {
		v := l.locals[n.NodeID()]
		if v == nil {
			diag.Bugf(e.Span(), "lower: %s is used before it is bound", e.Text)
		}
		return v
	}
	if e.Sym.Pkg == nil {
		return l.gensyms[e.Sym]
	}
	return nil
}

// bind makes the variable of a local name.
func (l *lowerer) bind(n *syntax.Name, t typesys.Type) *core.Var {
	v := &core.Var{Name: n.Text, Type: l.typ(t)}
	l.locals[n.NodeID()] = v
	if n.Sym.Pkg == nil {
		l.gensyms[n.Sym] = v
	}
	return v
}

// closesRow reports whether a variable's scheme quantifies an open end of keywords. Core
// knows it as closed, whatever it was instantiated to.
func (l *lowerer) closesRow(e *syntax.Var) bool {
	if len(l.info.Insts[e.NodeID()]) == 0 {
		return false
	}
	for _, v := range l.schemeVars(e) {
		if v.Row {
			return true
		}
	}
	return false
}

func (l *lowerer) schemeVars(e *syntax.Var) []*typesys.Var {
	if v := l.local(e); v != nil {
		return v.Vars
	}
	return l.value(e.Sym.String(), e.Span()).Scheme.Vars
}

// operatorType is the own type of an expression, with rows closed that Core closes.
func (l *lowerer) operatorType(e syntax.Expr) typesys.Type {
	v, ok := e.(*syntax.Var)
	if !ok || !l.closesRow(v) {
		return l.own(e)
	}
	vars := l.schemeVars(v)
	args := append([]typesys.Type(nil), l.info.Insts[v.NodeID()]...)
	for i, tv := range vars {
		if tv.Row {
			args[i] = &typesys.Row{}
		}
	}
	if local := l.local(v); local != nil {
		return typesys.Replace(local.Type, vars, args)
	}
	return typesys.Replace(l.value(v.Sym.String(), v.Span()).Scheme.Type, vars, args)
}

// values lowers (values e*): one is just itself.
func (l *lowerer) values(e *syntax.Values) core.Expr {
	if len(e.Elems) == 1 {
		return l.expr(e.Elems[0])
	}
	return &core.Values{Base: l.base(e), Elems: l.exprs(e.Elems)}
}

// reified lowers type-of: a constant, its operand is not computed. A TypeScheme is its
// text.
func (l *lowerer) reified(e *syntax.TypeOf) core.Expr {
	lit := &core.Lit{Base: l.base(e), Kind: core.LitString}
	if s := l.info.Reified[e.NodeID()]; s != nil {
		lit.Str = l.env.Printer(true).Scheme(s)
	}
	return lit
}

// nativeCall lowers (native (-> T) (x*) "go.Func").
func (l *lowerer) nativeCall(e *syntax.Native) core.Expr {
	args := make([]core.Expr, len(e.Args))
	for i, v := range e.Args {
		args[i] = l.expr(v)
	}
	return &core.Native{Base: l.base(e), Func: e.Func, Args: args}
}
