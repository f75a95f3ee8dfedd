package core

import (
	"errors"
	"fmt"

	"github.com/smelter-lang/smelter/transpile/source"
	"github.com/smelter-lang/smelter/typesys"
)

// This file re-checks Core: every variable and label is bound once and used in its
// scope, and every node has the type that its parts give it. It trusts natives.
//
// An expression that does not come back fits any place. After mono nothing may be left
// of polymorphism; a type that mono made up for what is Boxed passes for any other.

// maxFaults is how many faults one Lint reports.
const maxFaults = 20

// Lint checks a program; mono says that mono has run.
func Lint(p *Program, mono bool) error {
	l := &linter{prog: p, mono: mono, bound: map[*Var]bool{}, labels: map[*Label]*target{}}
	for _, d := range p.Defs {
		l.def(d)
		if len(l.faults) >= maxFaults {
			break
		}
	}
	return errors.Join(l.faults...)
}

type linter struct {
	prog   *Program
	mono   bool
	inside *Def
	scope  map[*Var]bool      // variables in scope
	bound  map[*Var]bool      // all variables bound so far
	labels map[*Label]*target // labels in scope
	faults []error
}

// A target is what a label asks of those who go to it.
type target struct {
	kind  Expr           // the Block, Loop or Join
	value typesys.Type   // of an Exit
	vars  []typesys.Type // of a Next or Jump
}

func (l *linter) fault(at source.Span, format string, args ...any) {
	if len(l.faults) < maxFaults {
		l.faults = append(l.faults, fmt.Errorf("%s: %s", l.inside.Name, fmt.Sprintf(format, args...)))
	}
}

func (l *linter) def(d *Def) {
	l.inside, l.scope = d, map[*Var]bool{}
	l.labels = map[*Label]*target{}
	if l.mono && len(d.Vars) > 0 {
		l.fault(d.Span, "has type variables")
	}
	l.typ(d.Span, d.Type)
	if d.Body == nil {
		return
	}
	l.want(d.Body, d.Type, "body")
	l.expr(d.Body)
}

// typ checks that a type is one of Core's.
func (l *linter) typ(at source.Span, t typesys.Type) {
	if t == nil {
		l.fault(at, "has no type")
		return
	}
	if !l.mono {
		return
	}
	typesys.Walk(t, func(t typesys.Type) bool {
		switch t := t.(type) {
		case *typesys.Var:
			l.fault(at, "type variable %s after mono", show(t))
		case *typesys.Meta:
			l.fault(at, "unknown type after mono")
		case *typesys.Fn:
			if keys, _ := t.Row(); len(keys) > 0 {
				l.fault(at, "keywords after mono: %s", show(t))
			}
		}
		return true
	})
}

func show(t typesys.Type) string { return (&typesys.Printer{}).Type(t) }

// same reports whether types agree.
func (l *linter) same(a, b typesys.Type) bool {
	return SameType(a, b) || l.mono && (l.madeUp(a) || l.madeUp(b))
}

// madeUp reports whether a part of a type is Boxed or opaque.
func (l *linter) madeUp(t typesys.Type) bool {
	found := false
	typesys.Walk(t, func(t typesys.Type) bool {
		found = found || IsOpaque(t)
		return !found
	})
	return found
}

// want checks that an expression has the type that its place asks for.
func (l *linter) want(e Expr, t typesys.Type, what string) {
	if e == nil {
		l.fault(source.Span{}, "%s is missing", what)
		return
	}
	if e.Type() == nil {
		l.fault(e.Span(), "%T has no type", e)
		return
	}
	if !l.same(e.Type(), t) && !Diverges(e) {
		l.fault(e.Span(), "%s is %s, not %s: %s", what, show(e.Type()), show(t), brief(e))
	}
}

func brief(e Expr) string {
	s := Text(e)
	if len(s) > 120 {
		s = s[:120] + "..."
	}
	return s
}

func (l *linter) bind(v *Var, at source.Span) {
	if v == nil {
		return
	}
	if l.bound[v] {
		l.fault(at, "variable %s is bound twice", v.Name)
	}
	if l.mono && len(v.Vars) > 0 {
		l.fault(at, "variable %s is polymorphic after mono", v.Name)
	}
	l.typ(at, v.Type)
	l.bound[v], l.scope[v] = true, true
}

// in checks an expression in the scope of variables.
func (l *linter) in(e Expr, vs ...*Var) {
	for _, v := range vs {
		l.bind(v, e.Span())
	}
	l.expr(e)
	for _, v := range vs {
		delete(l.scope, v)
	}
}

// at checks an expression in the scope of a label.
func (l *linter) at(label *Label, t *target, e Expr, vs ...*Var) {
	if l.labels[label] != nil {
		l.fault(e.Span(), "label %s is bound twice", label.Name)
	}
	l.labels[label] = t
	l.in(e, vs...)
	delete(l.labels, label)
}

func (l *linter) all(es []Expr) {
	for _, e := range es {
		l.expr(e)
	}
}

// args checks arguments against the types they are for.
func (l *linter) args(e Expr, args []Expr, types []typesys.Type) {
	if len(args) != len(types) {
		l.fault(e.Span(), "%d arguments for %d: %s", len(args), len(types), brief(e))
		return
	}
	for i, a := range args {
		l.want(a, types[i], "argument")
	}
}

// use checks the type of a use of something polymorphic.
func (l *linter) use(e Expr, vars []*typesys.Var, t typesys.Type, args []typesys.Type) {
	if len(vars) != len(args) {
		l.fault(e.Span(), "%d type arguments for %d: %s", len(args), len(vars), brief(e))
		return
	}
	l.want(e, typesys.Replace(t, vars, args), "use")
}

func (l *linter) expr(e Expr) {
	if e == nil {
		l.fault(source.Span{}, "an expression is missing")
		return
	}
	l.typ(e.Span(), e.Type())
	switch e := e.(type) {
	case *Lit, *DynRef, *Fail:
	case *Local:
		if !l.scope[e.Var] {
			l.fault(e.At, "variable %s is not in scope", e.Var.Name)
		}
		l.use(e, e.Var.Vars, e.Var.Type, e.TypeArgs)
	case *Global:
		if d := l.prog.ByName[e.Name]; d != nil {
			l.use(e, d.Vars, d.Type, e.TypeArgs)
		} else if l.mono {
			l.fault(e.At, "no definition of %s", e.Name)
		}
	case *Method:
		s := e.Method.Scheme()
		l.use(e, s.Vars, s.Type, e.TypeArgs)
		if l.mono {
			l.fault(e.At, "method %s after mono", e.Method.Name)
		}
	case *Lambda:
		l.lambda(e)
	case *Call:
		l.call(e)
	case *Native:
		l.all(e.Args)
	case *Make:
		types := make([]typesys.Type, len(e.Ctor.Fields))
		for i := range types {
			types[i] = FieldType(e.Ctor, i, e.Ty)
		}
		l.args(e, e.Args, types)
		l.all(e.Args)
	case *Field:
		l.want(e, FieldType(e.Ctor, e.Index, e.Value.Type()), "field")
		l.expr(e.Value)
	default:
		l.bindings(e)
	}
}

func (l *linter) lambda(e *Lambda) {
	fn, ok := Positional(e.Ty).(*typesys.Fn)
	if !ok || len(fn.Params) != len(e.Params) {
		l.fault(e.At, "a function of %d parameters is %s", len(e.Params), show(e.Ty))
		return
	}
	for i, v := range e.Params {
		if v != nil && !l.same(v.Type, fn.Params[i]) {
			l.fault(e.At, "parameter %s is %s, not %s", v.Name, show(v.Type), show(fn.Params[i]))
		}
	}
	l.want(e.Body, fn.Result, "result")
	l.apart(func() { l.in(e.Body, e.Params...) })
}

// apart checks what is left by an Exit at most: no Next or Jump goes out of a function,
// out of something that is caught or out of new values of dynamic variables.
func (l *linter) apart(check func()) {
	outer := l.labels
	l.labels = map[*Label]*target{}
	for label, t := range outer {
		if t.value != nil {
			l.labels[label] = t
		}
	}
	check()
	l.labels = outer
}

func (l *linter) call(e *Call) {
	if e.Fun == nil {
		l.fault(e.At, "call of nothing")
		return
	}
	fn, ok := Positional(e.Fun.Type()).(*typesys.Fn)
	switch {
	case ok:
		l.args(e, e.Args, fn.Params)
		l.want(e, fn.Result, "call")
	case !Diverges(e.Fun) && !l.madeUp(e.Fun.Type()):
		l.fault(e.At, "call of %s: %s", show(e.Fun.Type()), brief(e))
	}
	l.expr(e.Fun)
	l.all(e.Args)
}

func (l *linter) bindings(e Expr) {
	switch e := e.(type) {
	case *Let:
		if e.Var != nil {
			l.want(e.Value, e.Var.Type, "value of "+e.Var.Name)
		}
		l.want(e.Body, e.Ty, "body of let")
		l.expr(e.Value)
		l.in(e.Body, e.Var)
	case *LetRec:
		for _, b := range e.Binds {
			l.bind(b.Var, e.At)
		}
		for _, b := range e.Binds {
			l.want(b.Value, b.Var.Type, "value of "+b.Var.Name)
			l.expr(b.Value)
		}
		l.want(e.Body, e.Ty, "body of letrec")
		l.expr(e.Body)
		for _, b := range e.Binds {
			delete(l.scope, b.Var)
		}
	case *LetValues:
		l.letValues(e)
	case *Values:
		l.all(e.Elems)
		elems := make([]typesys.Type, len(e.Elems))
		for i, x := range e.Elems {
			elems[i] = x.Type()
		}
		l.want(e, typesys.MkPack(elems...), "values")
	case *If:
		l.want(e.Cond, typesys.Boolean, "condition")
		l.want(e.Then, e.Ty, "branch")
		l.want(e.Else, e.Ty, "branch")
		l.all([]Expr{e.Cond, e.Then, e.Else})
	case *Switch:
		l.expr(e.Value)
		for _, c := range e.Cases {
			l.want(c.Body, e.Ty, "case "+c.Ctor.Name)
			l.expr(c.Body)
		}
		if e.Default != nil {
			l.want(e.Default, e.Ty, "default")
			l.expr(e.Default)
		}
	case *LitSwitch:
		l.expr(e.Value)
		for _, c := range e.Cases {
			l.want(c.Lit, e.Value.Type(), "literal")
			l.want(c.Body, e.Ty, "case")
			l.expr(c.Body)
		}
		l.want(e.Default, e.Ty, "default")
		l.expr(e.Default)
	default:
		l.control(e)
	}
}

func (l *linter) letValues(e *LetValues) {
	if !Diverges(e.Value) {
		pack, ok := typesys.Prune(e.Value.Type()).(*typesys.Pack)
		if !ok || len(pack.Elems) != len(e.Vars) {
			l.fault(e.At, "%d variables for %s", len(e.Vars), show(e.Value.Type()))
			return
		}
		for i, v := range e.Vars {
			if v != nil && !l.same(v.Type, pack.Elems[i]) {
				l.fault(e.At, "variable %s is %s, not %s", v.Name, show(v.Type), show(pack.Elems[i]))
			}
		}
	}
	l.want(e.Body, e.Ty, "body of let-values")
	l.expr(e.Value)
	l.in(e.Body, e.Vars...)
}

func (l *linter) control(e Expr) {
	switch e := e.(type) {
	case *Block:
		l.want(e.Body, e.Ty, "body of block")
		l.at(e.Label, &target{kind: e, value: e.Ty}, e.Body)
	case *Exit:
		if t := l.labels[e.Label]; t == nil || t.value == nil {
			l.fault(e.At, "no block %s around exit", e.Label.Name)
		} else {
			l.want(e.Value, t.value, "value of exit")
		}
		l.expr(e.Value)
	case *Loop:
		l.args(e, e.Inits, Types(e.Vars))
		l.all(e.Inits)
		l.want(e.Body, e.Ty, "body of loop")
		l.at(e.Label, &target{kind: e, vars: Types(e.Vars)}, e.Body, e.Vars...)
	case *Next:
		l.jump(e, e.Label, e.Args)
	case *Join:
		l.want(e.Body, e.Ty, "body of join")
		l.want(e.In, e.Ty, "scope of join")
		l.at(e.Label, &target{kind: e, vars: Types(e.Vars)}, e.In)
		l.in(e.Body, e.Vars...)
	case *Jump:
		l.jump(e, e.Label, e.Args)
	case *Assign:
		if !e.Var.Mutable || !l.scope[e.Var] {
			l.fault(e.At, "assignment to %s", e.Var.Name)
		}
		l.want(e, Void, "assignment")
		l.want(e.Value, e.Var.Type, "value")
		l.expr(e.Value)
	case *Throw:
		l.expr(e.Value)
	case *ResumeTo:
		l.expr(e.Value)
	case *Catch:
		l.want(e.Value, e.Ty, "body of catch")
		l.apart(func() { l.expr(e.Value) })
		l.handlers(e.Cases, e.Ty)
		if e.Other != nil {
			l.want(e.Other, e.Ty, "handler")
			l.apart(func() { l.expr(e.Other) })
		}
	case *Resumable:
		l.want(e.Value, e.Ty, "body of resumable")
		l.apart(func() { l.expr(e.Value) })
		l.handlers(e.Cases, e.Ty)
	case *DynBind:
		l.all(e.Values)
		l.want(e.Body, e.Ty, "body of dynamic-bind")
		l.apart(func() { l.expr(e.Body) })
	case *Box:
		l.expr(e.Value)
	case *Unbox:
		l.expr(e.Value)
	default:
		l.fault(e.Span(), "no case for %T", e)
	}
}

// jump checks a Next or Jump.
func (l *linter) jump(e Expr, label *Label, args []Expr) {
	t := l.labels[label]
	if t == nil || t.value != nil {
		l.fault(e.Span(), "nothing called %s to go to", label.Name)
		return
	}
	_, loop := t.kind.(*Loop)
	if _, next := e.(*Next); next != loop {
		l.fault(e.Span(), "%T goes to %T", e, t.kind)
	}
	l.args(e, args, t.vars)
	l.all(args)
}

func (l *linter) handlers(hs []*Handler, t typesys.Type) {
	for _, h := range hs {
		if len(h.Vars) != len(h.Ctor.Fields) {
			l.fault(h.Body.Span(), "%d variables for %s", len(h.Vars), h.Ctor.Name)
		}
		l.want(h.Body, t, "handler")
		l.apart(func() { l.in(h.Body, h.Vars...) })
	}
}
