package infer

import (
	"github.com/smelter-lang/smelter/transpile/diag"
	"github.com/smelter-lang/smelter/transpile/syntax"
	"github.com/smelter-lang/smelter/typesys"
)

// expr types an expression against what its place expects, records its own type and
// returns the type as which its place sees it.
func (in *inferer) expr(e syntax.Expr, want Expect) typesys.Type {
	id := e.NodeID()
	in.names.Report(id, in.errs)
	t := in.form(e, want)
	in.info.Types[id] = t
	if len(in.info.Coercions) > 0 {
		if as, ok := in.info.Coercions[id]; ok {
			return as
		}
	}
	return t
}

func (in *inferer) form(e syntax.Expr, want Expect) typesys.Type {
	switch e := e.(type) {
	case *syntax.Var:
		return in.meetFunction(e, want, in.variable(e))
	case *syntax.Lit:
		return in.literal(e, want)
	case *syntax.Call:
		return in.call(e, want)
	case *syntax.Accessor:
		return in.meet(e, want, in.accessor(e))
	case *syntax.Lambda:
		return in.lambda(e, want)
	case *syntax.Let:
		return in.let(e, want)
	case *syntax.Rec:
		return in.rec(e, want)
	case *syntax.Match:
		return in.match(e, want)
	case *syntax.If:
		return in.ifExpr(e, want)
	case *syntax.When:
		return in.when(e, want)
	case *syntax.Cond:
		return in.cond(e, want)
	case *syntax.Logic:
		return in.logic(e, want)
	case *syntax.Progn:
		return in.body(e.Body, want)
	case *syntax.Values:
		return in.values(e, want)
	case *syntax.Return:
		return in.returnExpr(e, want)
	case *syntax.The:
		return in.the(e, want)
	case *syntax.TypeOf:
		return in.typeOf(e, want)
	case *syntax.Do:
		return in.doExpr(e, want)
	case *syntax.For:
		return in.forLoop(e, want)
	case *syntax.Break, *syntax.Continue:
		return in.meet(e, want, void)
	case *syntax.Throw:
		return in.throw(e, want)
	case *syntax.Catch:
		return in.catch(e, want)
	case *syntax.Resumable:
		return in.resumable(e, want)
	case *syntax.ResumeTo:
		return in.resumeTo(e, want)
	case *syntax.DynBind:
		return in.dynBind(e, want)
	case *syntax.Native:
		return in.native(e, want)
	case *syntax.Lisp:
		return in.lisp(e, want)
	case *syntax.Builder:
		return in.builder(e, want)
	case *syntax.Comprehension:
		return in.comprehension(e, want)
	default:
		diag.Bugf(e.Span(), "infer: no case for %T", e)
		return typesys.Invalid{}
	}
}

// meet compares what a form is with what its place asks for, and returns what it is.
func (in *inferer) meet(node syntax.Node, want Expect, got typesys.Type) typesys.Type {
	if in.unify(want.Type, got) || in.coerce(node, want.Type, got) {
		return got
	}
	in.mismatch(node, want, got)
	return typesys.Invalid{}
}

// meetFunction is meet for variables and functions: a function with more keywords
// than its place asks for is used as one without them.
func (in *inferer) meetFunction(node syntax.Node, want Expect, got typesys.Type) typesys.Type {
	if f, ok := got.(*typesys.Fn); !ok || want.exact || f.Keys == nil && f.Rest == nil {
		return in.meet(node, want, got)
	}
	less, hidden := typesys.Subsume(got, want.Type)
	if !hidden {
		return in.meet(node, want, got)
	}
	if !in.unify(want.Type, less) {
		in.mismatch(node, want, got)
		return typesys.Invalid{}
	}
	in.info.Coercions[node.NodeID()] = less
	return got
}

// literal types a literal. An integer has every type that has Num.
func (in *inferer) literal(e *syntax.Lit, want Expect) typesys.Type {
	if e.Kind != syntax.LitInt {
		return in.meet(e, want, in.litType(e.Kind))
	}
	if con, ok := typesys.Prune(want.Type).(*typesys.Con); ok && con.Name == typesys.Integer.Name {
		return con
	}
	t := in.fresh()
	in.want(e.Span(), typesys.Pred{Class: typesys.ClassNum, Args: []typesys.Type{t}})
	return in.meet(e, want, t)
}

// litType returns the type of a literal that is not an integer.
func (in *inferer) litType(k syntax.LitKind) typesys.Type {
	switch k {
	case syntax.LitRatio:
		return typesys.Fraction
	case syntax.LitF32:
		return typesys.F32
	case syntax.LitF64:
		return typesys.F64
	case syntax.LitString:
		return typesys.String
	default:
		return typesys.Char
	}
}

// the types an annotation. The annotation may not say more than is known of the
// expression: (the :a n) with n an Integer is refused although the two unify. A
// function under it takes its parameters' types from it.
func (in *inferer) the(e *syntax.The, want Expect) typesys.Type {
	note := in.scope.Annotate(e.Type, in.level)
	outer, declared := in.scope, note.Type
	in.scope = note.Scope
	defer func() { in.scope = outer }()
	if _, ok := e.Value.(*syntax.Lambda); ok {
		in.expr(e.Value, Expect{Type: declared, exact: true})
		return in.meet(e, want, declared)
	}
	got := in.expr(e.Value, of(in.freshPack()))
	fits := typesys.AsGeneral(got, declared)
	switch {
	case !in.unify(declared, got):
		if !in.coerce(e.Value, declared, got) {
			in.annotationMismatch(e, declared, got)
			return typesys.Invalid{}
		}
	case !fits && !typesys.Broken(got):
		in.annotationTooGeneral(e, declared, got)
		return typesys.Invalid{}
	}
	return in.meet(e, want, declared)
}

// typeOf records the scheme that its operand would have as a definition.
func (in *inferer) typeOf(e *syntax.TypeOf, want Expect) typesys.Type {
	if s := in.generalized(e.Value, false); s != nil {
		in.info.Reified[e.NodeID()] = s
	}
	return in.meet(e, want, typesys.TypeScheme)
}

// native trusts the type that a call of Go is said to have.
func (in *inferer) native(e *syntax.Native, want Expect) typesys.Type {
	return in.meet(e, want, in.escape(e.Args, e.Type))
}

// lisp types the header of a Lisp escape, which is then refused.
func (in *inferer) lisp(e *syntax.Lisp, want Expect) typesys.Type {
	t := in.escape(e.Args, e.Type)
	in.lispUnsupported(e)
	return in.meet(e, want, t)
}

func (in *inferer) escape(args []*syntax.Var, result *syntax.QualType) typesys.Type {
	for _, v := range args {
		in.expr(v, of(in.fresh()))
	}
	return in.scope.Annotate(result, in.level).Type
}
