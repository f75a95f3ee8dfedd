package resolve

import (
	"github.com/smelter-lang/smelter/transpile/diag"
	"github.com/smelter-lang/smelter/transpile/names"
	"github.com/smelter-lang/smelter/transpile/syntax"
)

// expr walks an expression; tail says whether its value is that of the rec around.
func (r *resolver) expr(e syntax.Expr, tail bool) {
	switch e := e.(type) {
	case *syntax.Var:
		r.recUse(r.variable(e), e)
	case *syntax.Call:
		r.call(e, tail)
	case *syntax.Lambda:
		r.note(r.function(e.NodeID(), e.Params, e.Keys, e.Body))
	case *syntax.Let:
		r.let(e, tail)
	case *syntax.Rec:
		r.rec(e)
	case *syntax.Match:
		r.expr(e.Value, false)
		r.branches(e.Branches, tail)
	case *syntax.If:
		r.expr(e.Cond, false)
		r.expr(e.Then, tail)
		r.expr(e.Else, tail)
	case *syntax.When:
		r.expr(e.Cond, false)
		r.body(e.Body, tail)
	case *syntax.Cond:
		for _, c := range e.Clauses {
			r.expr(c.Test, false)
			r.body(c.Body, tail)
		}
	case *syntax.Logic:
		for i, a := range e.Args {
			r.expr(a, tail && i == len(e.Args)-1)
		}
	case *syntax.Progn:
		r.body(e.Body, tail)
	case *syntax.The:
		r.expr(e.Value, tail)
	case *syntax.Do:
		height := len(r.scope)
		for _, s := range e.Stmts {
			r.stmt(s)
		}
		r.expr(e.Last, tail)
		r.cut(height)
	case *syntax.Catch:
		r.expr(e.Value, tail)
		r.handlers(e.Branches, tail)
	case *syntax.Resumable:
		r.expr(e.Value, false)
		r.handlers(e.Branches, tail)
	case *syntax.For:
		r.loop(e)
	case *syntax.DynBind:
		repeated(r, e.NodeID(), "Duplicate binding in dynamic-bind", e.Binds, dynName)
		for _, b := range e.Binds {
			r.variable(b.Var)
			r.expr(b.Value, false)
		}
		r.body(e.Body, tail)
	case *syntax.Return:
		r.returns(e)
	case *syntax.Comprehension:
		r.comprehension(e)
	default:
		r.parts(e)
	}
}

// parts walks forms whose parts are plain operands.
func (r *resolver) parts(e syntax.Expr) {
	switch e := e.(type) {
	case *syntax.Values:
		r.all(e.Elems)
	case *syntax.TypeOf:
		r.expr(e.Value, false)
	case *syntax.Throw:
		r.expr(e.Value, false)
	case *syntax.ResumeTo:
		r.expr(e.Value, false)
	case *syntax.Builder:
		for i, v := range e.Values {
			if e.Assoc {
				r.expr(e.Keys[i], false)
			}
			r.expr(v, false)
		}
	case *syntax.Native:
		for _, a := range e.Args {
			r.variable(a)
		}
	case *syntax.Lisp:
		for _, a := range e.Args {
			r.variable(a)
		}
	}
}

func (r *resolver) all(es []syntax.Expr) {
	for _, e := range es {
		r.expr(e, false)
	}
}

func (r *resolver) call(e *syntax.Call, tail bool) {
	if v, ok := e.Fun.(*syntax.Var); ok {
		if n := r.variable(v); !tail || n != r.tailRec {
			r.recUse(n, v)
		}
	} else {
		r.expr(e.Fun, false)
	}
	r.all(e.Args)
	for _, k := range e.Keys {
		r.expr(k.Value, false)
	}
}

// recUse reports the use of a rec's operator that is no direct tail call.
func (r *resolver) recUse(n *syntax.Name, v *syntax.Var) {
	if n == nil {
		return
	}
	for _, rec := range r.recAll {
		if rec == n {
			r.errs.Add(notTailCall(v, n))
			r.info.misused[v.NodeID()] = true
		}
	}
}

func (r *resolver) branches(bs []*syntax.Branch, tail bool) {
	for _, b := range bs {
		height := len(r.scope)
		r.pattern(b.Pattern)
		r.body(b.Body, tail)
		r.leave(height)
	}
}

// handlers walks the branches of catch and resumable, whose unused variables are not
// reported.
func (r *resolver) handlers(bs []*syntax.Branch, tail bool) {
	for _, b := range bs {
		height := len(r.scope)
		r.pattern(b.Pattern)
		r.body(b.Body, tail)
		r.cut(height)
	}
}

func (r *resolver) returns(e *syntax.Return) {
	switch {
	case r.functions == 0:
		r.errs.Add(unexpectedReturn(e))
	case r.bindRHS:
		r.errs.Add(invalidReturn(e))
	}
	if e.Value != nil {
		r.expr(e.Value, false)
	}
}

// declares reports declarations among bindings that fit none or repeat one, and returns
// which bindings have one.
func (r *resolver) declares(id syntax.ID, where, what string, bound []*syntax.Name, list []*syntax.LocalDeclare) map[*names.Symbol]bool {
	has := map[*names.Symbol]bool{}
	for _, n := range bound {
		has[n.Sym] = true
	}
	first := map[*names.Symbol]*syntax.LocalDeclare{}
	for _, d := range list {
		switch f := first[d.Name.Sym]; {
		case f != nil:
			r.late(id, diag.Twice("duplicate-declaration", "Duplicate declaration in "+where, "declaration", f.Span(), d.Span()))
		case !has[d.Name.Sym]:
			r.late(id, orphanDeclare(d, where, what))
		}
		if first[d.Name.Sym] == nil {
			first[d.Name.Sym] = d
		}
	}
	out := map[*names.Symbol]bool{}
	for s := range first {
		out[s] = true
	}
	return out
}

func (r *resolver) let(e *syntax.Let, tail bool) {
	height := len(r.scope)
	if e.Sequential {
		bound := make([]*syntax.Name, len(e.Binds))
		l := &bindings{}
		for i, b := range e.Binds {
			r.expr(b.Value, false)
			r.bind(b.Name)
			bound[i] = b.Name
			l.groups = append(l.groups, []int32{int32(i)})
		}
		l.order = l.groups
		r.info.lets[e.NodeID()] = l
		r.declares(e.NodeID(), "let", "definition", bound, e.Declares)
		r.body(e.Body, tail)
		r.leave(height)
		return
	}
	bound := make([]*syntax.Name, len(e.Binds))
	values := make([]syntax.Expr, len(e.Binds))
	for i, b := range e.Binds {
		bound[i], values[i] = b.Name, b.Value
	}
	repeated(r, e.NodeID(), "Duplicate definition in let", e.Binds, letName)
	r.parallel(e.NodeID(), "let", "definition", bound, values, e.Declares)
	r.body(e.Body, tail)
	r.leave(height)
}

// repeated reports a name bound twice: over the whole bindings, the first one first
// (errata 11).
func repeated[B syntax.Node](r *resolver, id syntax.ID, title string, binds []B, name func(B) *names.Symbol) {
	for i, b := range binds {
		for _, a := range binds[:i] {
			if name(a) == name(b) {
				r.late(id, diag.Twice("duplicate-definition", title, "definition", a.Span(), b.Span()))
				return
			}
		}
	}
}

func letName(b *syntax.LetBind) *names.Symbol    { return b.Name.Sym }
func forName(b *syntax.ForBind) *names.Symbol    { return b.Name.Sym }
func dynName(b *syntax.DynBinding) *names.Symbol { return b.Var.Sym }

// parallel walks bindings that see one another, which stay in scope.
func (r *resolver) parallel(id syntax.ID, where, what string, bound []*syntax.Name, values []syntax.Expr, decl []*syntax.LocalDeclare) {
	l := &bindings{deps: make([][]int32, len(bound))}
	for i, n := range bound {
		r.bind(n)
		r.member[n] = letMember{l, int32(i)}
	}
	has := r.declares(id, where, what, bound, decl)
	declared := make([]bool, len(bound))
	for i, v := range values {
		declared[i] = has[bound[i].Sym]
		r.inside = append(r.inside, letMember{l, int32(i)})
		r.expr(v, false)
		r.inside = r.inside[:len(r.inside)-1]
	}
	l.groups, l.order = arrange(l.deps, declared)
	for _, g := range l.order {
		for _, i := range g {
			self := len(g) > 1
			for _, d := range l.deps[i] {
				self = self || d == i
			}
			r.info.recursive[bound[i].NodeID()] = self
		}
	}
	r.info.lets[id] = l
}

func (r *resolver) rec(e *syntax.Rec) {
	height := len(r.scope)
	for _, b := range e.Binds {
		r.recInit(e, b)
	}
	bound := make([]*syntax.Name, len(e.Binds))
	for i, b := range e.Binds {
		bound[i] = b.Name
	}
	r.declares(e.NodeID(), "rec", "definition", bound, e.Declares)
	repeated(r, e.NodeID(), "Duplicate definition in rec", e.Binds, letName)
	r.bind(e.Name)
	r.used[e.Name.NodeID()] = true
	for _, n := range bound {
		r.bind(n)
	}
	r.recAll = append(r.recAll, e.Name)
	outer := r.tailRec
	r.tailRec = e.Name
	r.body(e.Body, true)
	r.tailRec = outer
	r.recAll = r.recAll[:len(r.recAll)-1]
	r.leave(height)
}

// recInit walks the initial value of a rec variable. Only as a bare variable may it be the
// one of the same name outside.
func (r *resolver) recInit(e *syntax.Rec, b *syntax.LetBind) {
	if v, ok := b.Value.(*syntax.Var); ok && v.Sym == b.Name.Sym {
		r.expr(v, false)
		return
	}
	height := len(r.scope)
	r.bind(b.Name)
	r.expr(b.Value, false)
	r.cut(height)
	if r.used[b.Name.NodeID()] {
		d := recursiveInit(b.Name)
		r.info.HelpItself(d, b.Name, b.Value)
		r.late(e.NodeID(), d)
		r.used[b.Name.NodeID()] = false
	}
}

func (r *resolver) loop(e *syntax.For) {
	height := len(r.scope)
	bound := make([]*syntax.Name, len(e.Binds))
	values := make([]syntax.Expr, len(e.Binds))
	for i, b := range e.Binds {
		bound[i], values[i] = b.Name, b.Init
	}
	if e.Sequential {
		for i, v := range values {
			r.expr(v, false)
			r.bind(bound[i])
		}
		r.declares(e.NodeID(), "loop", "loop binding", bound, e.Declares)
	} else {
		repeated(r, e.NodeID(), "Duplicate binding in loop", e.Binds, forName)
		r.parallel(e.NodeID(), "loop", "loop binding", bound, values, e.Declares)
	}
	for _, b := range e.Binds {
		r.expr(b.Step, false)
	}
	if e.Returns != nil {
		r.expr(e.Returns, false)
	}
	if e.Limit != nil {
		r.expr(e.Limit, false)
	}
	for _, s := range e.Body {
		r.stmt(s)
	}
	r.cut(height)
}

func (r *resolver) comprehension(e *syntax.Comprehension) {
	height := len(r.scope)
	for _, c := range e.Clauses {
		r.expr(c.Value, false)
		if c.Name != nil {
			r.bind(c.Name)
		}
	}
	if e.Key != nil {
		r.expr(e.Key, false)
	}
	r.expr(e.Value, false)
	r.leave(height)
}
