package opt

import (
	"github.com/smelter-lang/smelter/transpile/core"
	"github.com/smelter-lang/smelter/typesys"
	"github.com/smelter-lang/smelter/typesys/env"
)

// This file gives functions that return functions all their parameters at once:
//
//	(define (tick k) (make ST (fn (s) ...)))
//
// becomes a worker, and a wrapper that takes the place of its calls:
//
//	(define (tick%all k s) ...)
//	(define (tick k) (make ST (fn (s) (call tick%all k s))))
//
// So a monad that is a function, or several of them around one another, is no closure
// where its computations are run as they are made. What is computed before the function
// is returned is computed in each call then: it must be pure and little.

const (
	maxLevels = 5  // functions in functions
	maxPrefix = 12 // nodes that may be computed again
)

type raiser struct {
	prog    *core.Program
	off     bool // what types say is not how values are represented
	changed bool
}

// isWrapper reports whether a definition only calls its worker.
func isWrapper(d *core.Def) bool {
	e := d.Body
	for {
		switch x := e.(type) {
		case *core.Lambda:
			e = x.Body
			continue
		case *core.Make:
			if len(x.Args) == 1 {
				e = x.Args[0]
				continue
			}
		case *core.Call:
			g, ok := x.Fun.(*core.Global)
			return ok && g.Name == d.Name+"%all"
		}
		return false
	}
}

// locals raises the local functions of a definition.
func (r *raiser) locals(d *core.Def) bool {
	r.changed = false
	if !r.off {
		d.Body = core.Rewrite(d.Body, r.local)
	}
	return r.changed
}

// A level is a function that is returned: the newtypes around it, its type.
type level struct {
	wraps []wrap
	fn    *typesys.Fn
}

type wrap struct {
	ctor *env.Ctor
	ty   typesys.Type
}

// level returns what a type is as a function, if it is one but for newtypes.
func (r *raiser) level(t typesys.Type) (level, bool) {
	var l level
	for range 8 {
		if fn, ok := core.Positional(t).(*typesys.Fn); ok {
			l.fn = fn
			return l, true
		}
		con := typesys.HeadCon(t)
		if con == nil {
			return l, false
		}
		d := r.prog.Env.Type(con.Name)
		if d == nil || d.Native != "" || len(d.Ctors) != 1 || len(d.Ctors[0].Fields) != 1 {
			return l, false
		}
		l.wraps = append(l.wraps, wrap{d.Ctors[0], t})
		t = core.Positional(core.FieldType(d.Ctors[0], 0, t))
	}
	return l, false
}

// levels returns the functions in functions that an expression of a type returns.
func (r *raiser) levels(e core.Expr, t typesys.Type, self func(core.Expr) bool) []level {
	var all []level
	for len(all) < maxLevels {
		l, ok := r.level(t)
		if !ok {
			break
		}
		all = append(all, l)
		t = l.fn.Result
	}
	for n := len(all); n > 0; n-- {
		c := &arityCheck{levels: all[:n], self: self, lambdas: make([]int, n), budget: maxPrefix}
		if c.ok(e, 0) && c.lambdas[n-1] > 0 {
			return all[:n]
		}
	}
	return nil
}

// An arityCheck checks that an expression returns functions at each level, and computes
// only little before it does so.
type arityCheck struct {
	levels  []level
	self    func(core.Expr) bool
	lambdas []int // functions seen at each level
	budget  int
}

func (c *arityCheck) ok(e core.Expr, depth int) bool {
	if depth == len(c.levels) {
		return true
	}
	switch e := e.(type) {
	case *core.Make:
		return len(e.Args) == 1 && c.ok(e.Args[0], depth)
	case *core.Lambda:
		c.lambdas[depth]++
		return c.ok(e.Body, depth+1)
	case *core.Local:
		return !e.Var.Mutable
	case *core.Global:
		return true
	case *core.Call:
		return c.self(e.Fun) && c.pure(e.Args...)
	case *core.Let:
		return e.Var != nil && !e.Var.Mutable && c.pure(e.Value) && c.ok(e.Body, depth)
	case *core.If:
		return c.pure(e.Cond) && c.ok(e.Then, depth) && c.ok(e.Else, depth)
	case *core.Switch:
		if !c.pure(e.Value) || e.Default != nil && !c.ok(e.Default, depth) {
			return false
		}
		for _, k := range e.Cases {
			if !c.ok(k.Body, depth) {
				return false
			}
		}
		return true
	case *core.LitSwitch:
		for _, k := range e.Cases {
			if !c.ok(k.Body, depth) {
				return false
			}
		}
		return c.pure(e.Value) && c.ok(e.Default, depth)
	}
	return false
}

// pure reports whether expressions may be computed once more, at the expense of what may
// be.
func (c *arityCheck) pure(es ...core.Expr) bool {
	for _, e := range es {
		if _, lambda := e.(*core.Lambda); lambda {
			continue
		}
		c.budget -= core.Size(e)
		if c.budget < 0 || !core.Pure(e) {
			return false
		}
	}
	return true
}

// def raises a definition; it returns the worker, or nil.
func (r *raiser) def(d *core.Def) *core.Def {
	if r.off || d.Body == nil || d.Dynamic {
		return nil
	}
	lam, function := d.Body.(*core.Lambda)
	body, params := d.Body, []*core.Var(nil)
	if function {
		body, params = lam.Body, lam.Params
	}
	levels := r.levels(body, body.Type(), func(f core.Expr) bool {
		g, ok := f.(*core.Global)
		return ok && function && g.Name == d.Name
	})
	if function && len(levels) == 0 || !function && !wrapped(levels) {
		return nil
	}
	name := d.Name + "%all"
	if r.prog.ByName[name] != nil {
		return nil // raised before
	}
	worker, wrapper := r.split(body, params, levels, func(b core.Base) core.Expr {
		return &core.Global{Base: b, Name: name}
	})
	d.Body = wrapper
	if function {
		d.Body = core.Function(lam.At, worker.Params[:len(params):len(params)], wrapper)
		renew(d.Body.(*core.Lambda), worker)
	}
	return &core.Def{Name: name, Type: worker.Ty, Body: worker, Span: d.Span, Pure: true, Library: d.Library}
}

// wrapped reports whether the first level of a value is in a newtype: a value that is a
// function itself is a definition of a function already.
func wrapped(levels []level) bool {
	return len(levels) > 1 || len(levels) == 1 && len(levels[0].wraps) > 0
}

// renew gives a wrapper parameters of its own.
func renew(wrapper, worker *core.Lambda) {
	n := len(wrapper.Params)
	fresh := freshVars(wrapper.Params)
	to := map[*core.Var]*core.Var{}
	for i := range n {
		to[wrapper.Params[i]] = fresh[i]
	}
	substitute(wrapper.Body, to)
	wrapper.Params = fresh
}

// local raises a local function.
func (r *raiser) local(e core.Expr) core.Expr {
	switch e := e.(type) {
	case *core.Let:
		lam, ok := e.Value.(*core.Lambda)
		if !ok || e.Var == nil || e.Var.Mutable {
			return e
		}
		levels := r.levels(lam.Body, resultOf(lam), func(core.Expr) bool { return false })
		if len(levels) == 0 {
			return e
		}
		r.changed = true
		w := &core.Var{Name: e.Var.Name}
		worker, wrap := r.localSplit(lam, levels, w)
		return core.Bound(w, worker, core.Bound(e.Var, wrap(), e.Body))
	case *core.LetRec:
		if len(e.Binds) != 1 {
			return e
		}
		b := e.Binds[0]
		lam, ok := b.Value.(*core.Lambda)
		if !ok {
			return e
		}
		levels := r.levels(lam.Body, resultOf(lam), func(f core.Expr) bool {
			u, ok := f.(*core.Local)
			return ok && u.Var == b.Var
		})
		if len(levels) == 0 {
			return e
		}
		r.changed = true
		f, w := b.Var, &core.Var{Name: b.Var.Name}
		inner := &core.Var{Name: f.Name, Type: f.Type}
		substitute(lam.Body, map[*core.Var]*core.Var{f: inner})
		worker, wrap := r.localSplit(lam, levels, w)
		worker.Body = core.Bound(inner, wrap(), worker.Body)
		return &core.LetRec{Base: e.Base, Binds: []*core.Bind{{Var: w, Value: worker}}, Body: core.Bound(f, wrap(), e.Body)}
	}
	return e
}

// localSplit splits a local function into a worker, to be bound to w, and wrappers.
func (r *raiser) localSplit(lam *core.Lambda, levels []level, w *core.Var) (*core.Lambda, func() core.Expr) {
	worker, wrapper := r.split(lam.Body, lam.Params, levels, func(b core.Base) core.Expr {
		return &core.Local{Base: b, Var: w}
	})
	w.Type = worker.Ty
	outer := core.Function(lam.At, worker.Params[:len(lam.Params):len(lam.Params)], wrapper)
	renew(outer, worker)
	return worker, func() core.Expr { return core.CloneExpr(outer, nil, nil) }
}

// split returns a worker, which applies a body to the parameters of all levels, and a
// wrapper of the type of the body, which mentions the worker's first parameters.
func (r *raiser) split(body core.Expr, params []*core.Var, levels []level, name func(core.Base) core.Expr) (*core.Lambda, core.Expr) {
	at := body.Span()
	all := append([]*core.Var(nil), params...)
	own := make([][]*core.Var, len(levels))
	x := body
	for i, l := range levels {
		for _, t := range l.fn.Params {
			own[i] = append(own[i], &core.Var{Name: "a", Type: t})
		}
		all = append(all, own[i]...)
		for k, w := range l.wraps {
			t := typesys.Type(l.fn)
			if k+1 < len(l.wraps) {
				t = l.wraps[k+1].ty
			}
			x = &core.Field{Base: core.Base{At: at, Ty: t}, Value: x, Ctor: w.ctor}
		}
		x = &core.Call{Base: core.Base{At: at, Ty: l.fn.Result}, Fun: x, Args: core.Uses(own[i], at)}
	}
	worker := core.Function(at, all, x)
	fresh := append([]*core.Var(nil), params...)
	for i := range own {
		own[i] = freshVars(own[i])
		fresh = append(fresh, own[i]...)
	}
	var y core.Expr = &core.Call{
		Base: core.Base{At: at, Ty: levels[len(levels)-1].fn.Result},
		Fun:  name(core.Base{At: at, Ty: worker.Ty}), Args: core.Uses(fresh, at),
	}
	for i := len(levels) - 1; i >= 0; i-- {
		l := levels[i]
		y = &core.Lambda{Base: core.Base{At: at, Ty: l.fn}, Params: own[i], Body: y}
		for k := len(l.wraps) - 1; k >= 0; k-- {
			y = &core.Make{Base: core.Base{At: at, Ty: l.wraps[k].ty}, Ctor: l.wraps[k].ctor, Args: []core.Expr{y}}
		}
	}
	return worker, y
}
