package core

import (
	"github.com/smelter-lang/smelter/transpile/diag"
	"github.com/smelter-lang/smelter/typesys"
)

// CloneExpr copies an expression with variables and labels of its own, putting types for
// type variables. Free variables are replaced by vars, which learns the bound ones; it
// may be nil.
func CloneExpr(e Expr, types typesys.Subst, vars map[*Var]*Var) Expr {
	if vars == nil {
		vars = map[*Var]*Var{}
	}
	c := &cloner{types: types, vars: vars, labels: map[*Label]*Label{}}
	return c.expr(e)
}

type cloner struct {
	types  typesys.Subst
	vars   map[*Var]*Var
	labels map[*Label]*Label
}

func (c *cloner) typ(t typesys.Type) typesys.Type { return c.types.Apply(t) }

func (c *cloner) typs(ts []typesys.Type) []typesys.Type {
	if len(c.types) == 0 || len(ts) == 0 {
		return ts
	}
	out := make([]typesys.Type, len(ts))
	for i, t := range ts {
		out[i] = c.typ(t)
	}
	return out
}

func (c *cloner) base(b Base) Base { return Base{b.At, c.typ(b.Ty)} }

func (c *cloner) bind(v *Var) *Var {
	if v == nil {
		return nil
	}
	w := *v
	w.Type = c.typ(v.Type)
	if len(v.Preds) > 0 {
		w.Preds = c.types.ApplyPreds(v.Preds)
	}
	c.vars[v] = &w
	return &w
}

func (c *cloner) binds(vs []*Var) []*Var {
	out := make([]*Var, len(vs))
	for i, v := range vs {
		out[i] = c.bind(v)
	}
	return out
}

func (c *cloner) use(v *Var) *Var {
	if w, ok := c.vars[v]; ok {
		return w
	}
	return v
}

func (c *cloner) label(l *Label) *Label {
	m := &Label{l.Name}
	c.labels[l] = m
	return m
}

func (c *cloner) target(l *Label) *Label {
	if m, ok := c.labels[l]; ok {
		return m
	}
	return l
}

func (c *cloner) exprs(es []Expr) []Expr {
	if len(es) == 0 {
		return nil
	}
	out := make([]Expr, len(es))
	for i, e := range es {
		out[i] = c.expr(e)
	}
	return out
}

func (c *cloner) expr(e Expr) Expr {
	switch e := e.(type) {
	case nil:
		return nil
	case *Lit:
		n := *e
		n.Base = c.base(e.Base)
		return &n
	case *Local:
		return &Local{c.base(e.Base), c.use(e.Var), c.typs(e.TypeArgs)}
	case *Global:
		return &Global{c.base(e.Base), e.Name, c.typs(e.TypeArgs)}
	case *Method:
		return &Method{c.base(e.Base), e.Method, c.typs(e.TypeArgs)}
	case *DynRef:
		return &DynRef{c.base(e.Base), e.Name}
	case *Lambda:
		n := &Lambda{Base: c.base(e.Base), Params: c.binds(e.Params)}
		n.Body = c.expr(e.Body)
		return n
	case *Call:
		return &Call{c.base(e.Base), c.expr(e.Fun), c.exprs(e.Args), e.Kept}
	case *Native:
		return &Native{c.base(e.Base), e.Func, c.exprs(e.Args), e.Ctor}
	case *Make:
		return &Make{c.base(e.Base), e.Ctor, c.exprs(e.Args)}
	case *Field:
		return &Field{c.base(e.Base), c.expr(e.Value), e.Ctor, e.Index}
	case *Let:
		value := c.expr(e.Value)
		v := c.bind(e.Var)
		return &Let{c.base(e.Base), v, value, c.expr(e.Body)}
	case *LetRec:
		n := &LetRec{Base: c.base(e.Base), Binds: make([]*Bind, len(e.Binds))}
		for i, b := range e.Binds {
			n.Binds[i] = &Bind{Var: c.bind(b.Var)}
		}
		for i, b := range e.Binds {
			n.Binds[i].Value = c.expr(b.Value)
		}
		n.Body = c.expr(e.Body)
		return n
	case *LetValues:
		value := c.expr(e.Value)
		vars := c.binds(e.Vars)
		return &LetValues{c.base(e.Base), vars, value, c.expr(e.Body)}
	case *Values:
		return &Values{c.base(e.Base), c.exprs(e.Elems)}
	case *If:
		return &If{c.base(e.Base), c.expr(e.Cond), c.expr(e.Then), c.expr(e.Else)}
	case *Switch:
		n := &Switch{Base: c.base(e.Base), Value: c.expr(e.Value), Cases: make([]*Case, len(e.Cases))}
		for i, k := range e.Cases {
			n.Cases[i] = &Case{k.Ctor, c.expr(k.Body)}
		}
		n.Default = c.expr(e.Default)
		return n
	case *LitSwitch:
		n := &LitSwitch{Base: c.base(e.Base), Value: c.expr(e.Value), Cases: make([]*LitCase, len(e.Cases))}
		for i, k := range e.Cases {
			n.Cases[i] = &LitCase{c.expr(k.Lit).(*Lit), c.expr(k.Body)}
		}
		n.Default = c.expr(e.Default)
		return n
	default:
		return c.control(e)
	}
}

func (c *cloner) control(e Expr) Expr {
	switch e := e.(type) {
	case *Block:
		l := c.label(e.Label)
		return &Block{c.base(e.Base), l, c.expr(e.Body)}
	case *Exit:
		return &Exit{c.base(e.Base), c.target(e.Label), c.expr(e.Value)}
	case *Loop:
		inits := c.exprs(e.Inits)
		l, vars := c.label(e.Label), c.binds(e.Vars)
		return &Loop{c.base(e.Base), l, vars, inits, c.expr(e.Body)}
	case *Next:
		return &Next{c.base(e.Base), c.target(e.Label), c.exprs(e.Args)}
	case *Join:
		l, vars := c.label(e.Label), c.binds(e.Vars)
		return &Join{c.base(e.Base), l, vars, c.expr(e.Body), c.expr(e.In)}
	case *Jump:
		return &Jump{c.base(e.Base), c.target(e.Label), c.exprs(e.Args)}
	case *Assign:
		return &Assign{c.base(e.Base), c.use(e.Var), c.expr(e.Value)}
	case *Throw:
		return &Throw{c.base(e.Base), c.expr(e.Value)}
	case *Fail:
		return &Fail{c.base(e.Base), e.Message}
	case *Catch:
		return &Catch{c.base(e.Base), c.expr(e.Value), c.handlers(e.Cases), c.expr(e.Other)}
	case *Resumable:
		return &Resumable{c.base(e.Base), c.expr(e.Value), c.handlers(e.Cases)}
	case *ResumeTo:
		return &ResumeTo{c.base(e.Base), c.expr(e.Value)}
	case *DynBind:
		return &DynBind{c.base(e.Base), e.Names, e.Vars, c.exprs(e.Values), c.expr(e.Body)}
	case *Box:
		return &Box{c.base(e.Base), c.expr(e.Value)}
	case *Unbox:
		return &Unbox{c.base(e.Base), c.expr(e.Value)}
	}
	diag.Bugf(e.Span(), "core: no case for %T", e)
	return nil
}

func (c *cloner) handlers(hs []*Handler) []*Handler {
	out := make([]*Handler, len(hs))
	for i, h := range hs {
		vars := c.binds(h.Vars)
		out[i] = &Handler{h.Ctor, vars, c.expr(h.Body)}
	}
	return out
}
