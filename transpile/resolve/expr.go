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
		for _, n := range r.function(e.Params, e.Keys, e.Body) {
			if !r.used[n.NodeID()] && n.Sym.Pkg != nil && n.Text[0] != '_' {
				r.unusedIn = append(r.unusedIn, n)
			}
		}
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
		r.leave(height, true)
	case *syntax.Catch:
		r.expr(e.Value, tail)
		r.handlers(e.Branches, tail)
	case *syntax.Resumable:
		r.expr(e.Value, false)
		r.handlers(e.Branches, tail)
	case *syntax.For:
		r.loop(e)
	case *syntax.DynBind:
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
			r.errs.Add(&diag.Diagnostic{
				Code: "invalid-rec", Title: "Invalid rec",
				Notes: []diag.Note{
					diag.Primary(v.Span(), "this use of recursive operator "+n.Text+" is not a direct tail call"),
					diag.Secondary(n.Span(), "`rec` binds "+n.Text+" here"),
				},
				Helps: []diag.Help{{Span: v.Span(), Replacement: v.Text,
					Text: "Use `let` + `fn` instead if you need non-tail recursion or want to pass the recursive function around."}},
			})
		}
	}
}

func (r *resolver) branches(bs []*syntax.Branch, tail bool) {
	for _, b := range bs {
		height := len(r.scope)
		r.pattern(b.Pattern)
		r.body(b.Body, tail)
		r.leave(height, true)
	}
}

// handlers walks the branches of catch and resumable, whose unused variables are not
// reported.
func (r *resolver) handlers(bs []*syntax.Branch, tail bool) {
	for _, b := range bs {
		height := len(r.scope)
		r.pattern(b.Pattern)
		r.body(b.Body, tail)
		r.leave(height, false)
	}
}

func (r *resolver) returns(e *syntax.Return) {
	switch {
	case r.functions == 0:
		r.errs.Error("unexpected-return", "Unexpected return", e.Span(), "returns must be inside a lambda")
	case r.bindRHS:
		r.errs.Error("invalid-return", "Invalid return", e.Span(), "returns cannot be in a do expression")
	}
	if e.Value != nil {
		r.expr(e.Value, false)
	}
}

// declares reports declarations among bindings that fit none, and returns which bindings
// have one.
func (r *resolver) declares(where, what string, bound []*syntax.Name, list []*syntax.LocalDeclare) map[*names.Symbol]bool {
	out := map[*names.Symbol]bool{}
	has := map[*names.Symbol]bool{}
	for _, n := range bound {
		has[n.Sym] = true
	}
	for _, d := range list {
		if !has[d.Name.Sym] {
			r.errs.Error("orphan-declare", "Orphan declare in "+where, d.Name.Span(),
				"declaration does not have an associated "+what)
		}
		out[d.Name.Sym] = true
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
		r.declares("let", "definition", bound, e.Declares)
		r.body(e.Body, tail)
		r.leave(height, true)
		return
	}
	bound := make([]*syntax.Name, len(e.Binds))
	values := make([]syntax.Expr, len(e.Binds))
	for i, b := range e.Binds {
		bound[i], values[i] = b.Name, b.Value
	}
	r.repeated(e.Binds)
	r.parallel(e.NodeID(), "let", "definition", bound, values, e.Declares)
	r.body(e.Body, tail)
	r.leave(height, true)
}

// repeated reports a name bound twice in a let: over the whole bindings, the first one
// first (errata 11).
func (r *resolver) repeated(bs []*syntax.LetBind) {
	for i, b := range bs {
		for _, a := range bs[:i] {
			if a.Name.Sym == b.Name.Sym {
				r.twice("duplicate-definition", "Duplicate definition in let", "definition", a.Span(), b.Span())
				return
			}
		}
	}
}

// parallel walks bindings that see one another, which stay in scope.
func (r *resolver) parallel(id syntax.ID, where, what string, bound []*syntax.Name, values []syntax.Expr, decl []*syntax.LocalDeclare) {
	l := &bindings{deps: make([][]int32, len(bound))}
	for i, n := range bound {
		r.bind(n)
		r.member[n] = letMember{l, int32(i)}
	}
	has := r.declares(where, what, bound, decl)
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
		r.expr(b.Value, false)
	}
	bound := make([]*syntax.Name, len(e.Binds))
	for i, b := range e.Binds {
		bound[i] = b.Name
	}
	r.declares("rec", "definition", bound, e.Declares)
	r.distinct(bound, "Duplicate binding in rec", "definition")
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
	r.leave(height, true)
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
		r.declares("loop", "loop binding", bound, e.Declares)
	} else {
		r.distinct(bound, "Duplicate binding in loop", "definition")
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
	inner := len(r.scope)
	for _, s := range e.Body {
		r.stmt(s)
	}
	r.leave(inner, true)
	r.leave(height, false)
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
	r.leave(height, true)
}
