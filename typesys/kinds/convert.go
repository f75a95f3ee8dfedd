package kinds

import (
	"github.com/smelter-lang/smelter/transpile/diag"
	"github.com/smelter-lang/smelter/transpile/syntax"
	"github.com/smelter-lang/smelter/typesys"
	"github.com/smelter-lang/smelter/typesys/env"
)

// This file converts types as written. Kinds are inferred on the way: every type is
// converted at the kind that its place asks for, variables have unknown kinds at first,
// and what is still unknown in the end is *. Aliases are replaced by what they stand
// for as soon as they have their arguments.

// A converter converts the types of one declaration.
type converter struct {
	*shared
	scope *Scope

	// Variables of its own, by name, in order of appearance or of their binders.
	names []string
	own   []typesys.Type // *typesys.Var, or *typesys.Meta if flexible

	binders  []*typesys.Var // those of an explicit forall
	closed   bool           // there are no others than these and those in scope
	flexible bool           // new variables are metas
	level    int            // of these
	lower    bool           // unknown variables are reported with a lower-case u
	lost     bool           // something could not be converted
}

func (s *Scope) converter() *converter { return &converter{shared: s.shared, scope: s} }

// bind adds a variable of its own.
func (c *converter) bind(name string) typesys.Type {
	kind := c.supply.Kind()
	var t typesys.Type
	if c.flexible {
		m := c.supply.Meta(kind, c.level)
		m.Name = name
		t = m
	} else {
		t = &typesys.Var{Name: name, Kind: kind}
	}
	c.names, c.own = append(c.names, name), append(c.own, t)
	return t
}

// quantify binds the variables of an explicit forall.
func (c *converter) quantify(q *syntax.QualType) {
	if !q.Explicit {
		return
	}
	c.closed = true
	for i, b := range q.Forall {
		if first := sameVar(q.Forall[:i], b); first != nil {
			c.errs.Add(diag.Twice("duplicate-variable", "Duplicate quantified type variable", "binding",
				first.Span(), b.Span()))
			continue
		}
		if v, ok := c.bind(b.Name).(*typesys.Var); ok {
			c.binders = append(c.binders, v)
		}
	}
}

func sameVar(vars []*syntax.TypeVar, v *syntax.TypeVar) *syntax.TypeVar {
	for _, w := range vars {
		if v.Name == w.Name {
			return w
		}
	}
	return nil
}

// qual converts a type with its context; ok is false if something is wrong with it.
func (c *converter) qual(q *syntax.QualType) (preds []typesys.Pred, t typesys.Type, ok bool) {
	before := c.errs.Errors()
	preds = c.preds(q.Preds)
	t = c.typ(q.Type, typesys.Star{})
	return preds, t, c.errs.Errors() == before && !c.lost
}

// close returns a scheme over the variables of its own that occur, in order of
// appearance in the type and then in the context.
func (c *converter) close(preds []typesys.Pred, t typesys.Type) *typesys.Scheme {
	return &typesys.Scheme{Vars: c.ownVars(preds, t), Preds: preds, Type: t}
}

func (c *converter) ownVars(preds []typesys.Pred, t typesys.Type) []*typesys.Var {
	var all, mine []*typesys.Var
	if t != nil {
		all = typesys.FreeVars(all, t)
	}
	for _, p := range preds {
		all = typesys.FreeVarsPred(all, p)
	}
	for _, v := range all {
		for _, o := range c.own {
			if o == typesys.Type(v) {
				v.Kind = typesys.DefaultKind(v.Kind)
				mine = append(mine, v)
			}
		}
	}
	return mine
}

func (c *converter) preds(list []*syntax.PredExpr) []typesys.Pred {
	var out []typesys.Pred
	for _, x := range list {
		if p, ok := c.pred(x); ok {
			out = append(out, p)
		}
	}
	return out
}

func (c *converter) pred(x *syntax.PredExpr) (typesys.Pred, bool) {
	class := c.env.Class(x.Class.Sym.String())
	if class == nil {
		if !x.Class.Sym.Broken() {
			d := unknownClass(x)
			c.helpClass(d, x.Class.Sym)
			c.errs.Add(d)
			x.Class.Sym.Break(false)
		}
		c.lost = true
		return typesys.Pred{}, false
	}
	if len(x.Args) != len(class.Params) {
		c.errs.Add(predArity(x, len(class.Params)))
		return typesys.Pred{}, false
	}
	p := typesys.Pred{Class: class.Name, Args: make([]typesys.Type, len(x.Args))}
	for i, a := range x.Args {
		p.Args[i] = c.typ(a, class.Params[i].Kind)
	}
	return p, true
}

// typ converts a type at the kind its place asks for.
func (c *converter) typ(x syntax.TypeExpr, want typesys.Kind) typesys.Type {
	t, kind := c.infer(x, want)
	if !typesys.IsInvalid(t) && !typesys.UnifyKinds(kind, want) {
		c.errs.Add(kindMismatch(x, want, kind))
		return typesys.Invalid{}
	}
	return t
}

// infer converts a type and returns its kind. The kind that is wanted helps to explain
// a faulty application; other types do not look at it.
func (c *converter) infer(x syntax.TypeExpr, want typesys.Kind) (typesys.Type, typesys.Kind) {
	switch x := x.(type) {
	case *syntax.TypeName:
		t, alias := c.name(x)
		if alias == nil {
			return t, typesys.KindOf(t)
		}
		if len(alias.Params) > 0 {
			if want != nil && !typesys.UnifyKinds(alias.Kind, want) {
				return t, alias.Kind // the kind is the fault that is reported
			}
			c.errs.Add(incompleteAlias(x, x.Sym.Name, 0, len(alias.Params)))
			return typesys.Invalid{}, nil
		}
		return alias.Type, alias.Kind
	case *syntax.TypeVar:
		t := c.variable(x)
		return t, typesys.KindOf(t)
	case *syntax.TypeApp:
		return c.app(x, want)
	case *syntax.TypeFn:
		return c.fn(x), typesys.Star{}
	case *syntax.TypePack:
		return typesys.MkPack(c.all(x.Elems)...), typesys.Star{}
	}
	diag.Bugf(x.Span(), "kinds: no case for %T", x)
	return nil, nil
}

func (c *converter) all(xs []syntax.TypeExpr) []typesys.Type {
	out := make([]typesys.Type, len(xs))
	for i, x := range xs {
		out[i] = c.typ(x, typesys.Star{})
	}
	return out
}

// name returns a type constructor or an alias.
func (c *converter) name(x *syntax.TypeName) (typesys.Type, *env.Alias) {
	if con := c.cons[x.Sym]; con != nil {
		return con, nil
	}
	qualified := x.Sym.String()
	if d := c.env.Type(qualified); d != nil {
		c.cons[x.Sym] = d.Con
		return d.Con, nil
	}
	if a := c.env.Alias(qualified); a != nil {
		return a.Type, a
	}
	if !x.Sym.Broken() {
		d := unknownType(x)
		c.helpType(d, x.Sym)
		c.errs.Add(d)
		x.Sym.Break(false)
	}
	c.lost = true
	return typesys.Invalid{}, nil
}

func (c *converter) variable(x *syntax.TypeVar) typesys.Type {
	for i, n := range c.names {
		if n == x.Name {
			return c.own[i]
		}
	}
	if t := c.scope.lookup(x.Name); t != nil {
		return t
	}
	if c.closed {
		c.errs.Add(unknownVariable(x, c.lower))
		return typesys.Invalid{}
	}
	return c.bind(x.Name)
}

func (c *converter) fn(x *syntax.TypeFn) typesys.Type {
	f := &typesys.Fn{Params: c.all(x.Params)}
	for _, k := range x.Keys {
		f.Keys = append(f.Keys, typesys.Key{Name: k.Name, Text: k.Text, Type: c.typ(k.Type, typesys.Star{})})
	}
	typesys.SortKeys(f.Keys)
	f.Result = typesys.MkPack(c.all(x.Results)...)
	return f
}

// app converts an application of one type to several, one after the other. A head that
// takes no argument, or whose result is not of the kind wanted, is the fault of what
// precedes the argument.
func (c *converter) app(x *syntax.TypeApp, want typesys.Kind) (typesys.Type, typesys.Kind) {
	var alias *env.Alias
	var fun typesys.Type
	var kind typesys.Kind
	if name, ok := x.Fun.(*syntax.TypeName); ok {
		if fun, alias = c.name(name); alias != nil {
			kind = alias.Kind
		} else {
			kind = typesys.KindOf(fun)
		}
	} else {
		fun, kind = c.infer(x.Fun, nil)
	}
	if typesys.IsInvalid(fun) {
		return fun, nil
	}
	args := make([]typesys.Type, len(x.Args))
	for i, a := range x.Args {
		var prefix syntax.TypeExpr = x.Fun
		if i > 0 {
			prefix = x
		}
		last := want
		if i < len(x.Args)-1 {
			last = nil
		}
		if args[i], kind = c.argument(prefix, kind, a, last); kind == nil {
			return typesys.Invalid{}, nil
		}
	}
	if alias == nil {
		return typesys.MkApp(fun, args...), kind
	}
	n := len(alias.Params)
	if len(args) < n {
		c.errs.Add(incompleteAlias(x, base(alias.Name), len(args), n))
		return typesys.Invalid{}, nil
	}
	return typesys.MkApp(typesys.Replace(alias.Type, alias.Params, args[:n]), args[n:]...), kind
}

// argument converts an argument of something of a kind and returns the kind of the
// application, nil after an error. Last is the kind wanted of it, nil if there are
// more arguments.
func (c *converter) argument(prefix syntax.TypeExpr, fun typesys.Kind, a syntax.TypeExpr,
	last typesys.Kind) (typesys.Type, typesys.Kind) {
	fun = typesys.PruneKind(fun)
	if m, ok := fun.(*typesys.KMeta); ok {
		f := &typesys.KFun{From: c.supply.Kind(), To: c.supply.Kind()}
		m.Ref, fun = f, f
	}
	f, ok := fun.(*typesys.KFun)
	if !ok {
		_, from := c.infer(a, nil)
		if from == nil {
			return typesys.Invalid{}, nil
		}
		if last == nil {
			last = typesys.Star{}
		}
		c.errs.Add(kindMismatch(prefix, &typesys.KFun{From: from, To: last}, fun))
		return typesys.Invalid{}, nil
	}
	t := c.typ(a, f.From)
	if typesys.IsInvalid(t) {
		return t, nil
	}
	if last != nil && !typesys.UnifyKinds(f.To, last) {
		c.errs.Add(kindMismatch(prefix, &typesys.KFun{From: f.From, To: last}, f))
		return typesys.Invalid{}, nil
	}
	return t, f.To
}
