// Package lower turns a checked module into Core.
//
// In comes a unit with what resolution and inference learnt of it; out go its definitions:
// matches have become decision trees, keyword arguments positions, loops and early
// returns jumps, and each use of a polymorphic name says its type arguments. Lowering
// cannot fail: what is wrong with a unit has been reported before.
package lower

import (
	"fmt"

	"github.com/smelter-lang/smelter/transpile/core"
	"github.com/smelter-lang/smelter/transpile/diag"
	"github.com/smelter-lang/smelter/transpile/names"
	"github.com/smelter-lang/smelter/transpile/resolve"
	"github.com/smelter-lang/smelter/transpile/source"
	"github.com/smelter-lang/smelter/transpile/syntax"
	"github.com/smelter-lang/smelter/typesys"
	"github.com/smelter-lang/smelter/typesys/env"
	"github.com/smelter-lang/smelter/typesys/infer"
	"github.com/smelter-lang/smelter/typesys/kinds"
)

type lowerer struct {
	// Given by the caller.
	module *syntax.Module
	names  *resolve.Info
	decls  *kinds.Info
	info   *infer.Info
	env    *env.Env

	// The answer.
	defs []*core.Def

	// Where we are.
	vars    []*core.Var // by the ID of the Name that binds it
	gensyms map[*names.Symbol]*core.Var
	loops   []*loop                   // around, innermost last
	recs    map[syntax.ID]*core.Label // by the Name of a rec's operator
	returns *returns                  // of the innermost function
}

// A returns is where a return goes.
type returns struct {
	label *core.Label
	used  bool
}

// A loop is where break and continue go.
type loop struct {
	name       string
	brk, cont  *core.Label
	brkU, conU bool
}

// Unit lowers a unit. Its definitions come in the order in which values are computed,
// the toplevel expressions of a script after them.
func Unit(u *syntax.Unit, m *syntax.Module, uses *resolve.Info, decls *kinds.Info, info *infer.Info, e *env.Env) []*core.Def {
	l := &lowerer{
		module: m, names: uses, decls: decls, info: info, env: e,
		vars:    make([]*core.Var, m.Maker.Count()),
		gensyms: map[*names.Symbol]*core.Var{},
		recs:    map[syntax.ID]*core.Label{},
	}
	for _, d := range u.Decls {
		switch d := d.(type) {
		case *syntax.NativeDef:
			l.native(d)
		case *syntax.TypeDef:
			l.reify(d)
		}
	}
	for _, i := range decls.Instances {
		l.instance(i)
	}
	for _, group := range uses.Order {
		for _, d := range group {
			l.definition(d)
		}
	}
	n := 0
	for _, d := range u.Decls {
		if x, ok := d.(*syntax.TopExpr); ok {
			n++
			l.toplevel(x, n)
		}
	}
	return l.defs
}

func (l *lowerer) add(d *core.Def) {
	if _, function := d.Body.(*core.Lambda); !function {
		d.Pure = pure(d.Body)
	}
	l.defs = append(l.defs, d)
}

// definition lowers a toplevel definition.
func (l *lowerer) definition(d *syntax.Define) {
	name := d.Name.Sym.String()
	v := l.env.Value(name)
	def := &core.Def{
		Name: name, Vars: v.Scheme.Vars, Preds: v.Scheme.Preds, Type: v.Scheme.Type,
		Span: d.Name.Span(), Inline: d.Inline, Dynamic: v.Dynamic,
	}
	def.Body = l.define(d, v.Scheme.Type)
	l.add(def)
}

// define lowers the body of a definition of a type.
func (l *lowerer) define(d *syntax.Define, t typesys.Type) core.Expr {
	if d.Function {
		return l.function(d.Span(), d.Params, d.Keys, d.Body, typesys.Zonk(t), false)
	}
	return l.body(d.Body)
}

// toplevel lowers an expression of a script.
func (l *lowerer) toplevel(x *syntax.TopExpr, n int) {
	body := l.expr(x.Value)
	l.add(&core.Def{
		Name: fmt.Sprintf("%s:%%TOP-%d", l.module.Pkg.Name, n), Type: body.Type(), Body: body, Span: x.Span(),
	})
}

// native lowers (declare-native f T "go.Func") to a function that calls it.
func (l *lowerer) native(d *syntax.NativeDef) {
	name := d.Name.Sym.String()
	v := l.env.Value(name)
	def := &core.Def{Name: name, Vars: v.Scheme.Vars, Preds: v.Scheme.Preds, Type: v.Scheme.Type, Span: d.Name.Span(), Inline: true}
	at := d.Span()
	fn, ok := typesys.Zonk(v.Scheme.Type).(*typesys.Fn)
	if !ok {
		def.Body = &core.Native{Base: core.Base{At: at, Ty: v.Scheme.Type}, Func: d.Func}
		l.add(def)
		return
	}
	lam := &core.Lambda{Base: core.Base{At: at, Ty: fn}}
	call := &core.Native{Base: core.Base{At: at, Ty: fn.Result}, Func: d.Func}
	for _, p := range fn.Params {
		x := &core.Var{Name: "x", Type: p}
		lam.Params = append(lam.Params, x)
		call.Args = append(call.Args, use(x, at))
	}
	lam.Body = call
	def.Body = lam
	l.add(def)
}

// reify makes the method of the RuntimeRepr instance that every type has.
func (l *lowerer) reify(d *syntax.TypeDef) {
	data := l.decls.Data[d]
	class := l.env.Class(typesys.ClassRuntimeRepr)
	if data == nil || class == nil || len(class.Methods) != 1 {
		return
	}
	m := class.Methods[0]
	l.env.Instances(class.Name, func(i *env.Instance) bool {
		if con := typesys.HeadCon(i.Head.Args[0]); !i.Derived || con == nil || con.Name != data.Con.Name {
			return true
		}
		t := typesys.Replace(m.Type, class.Params, i.Head.Args)
		fn := t.(*typesys.Fn)
		base := core.Base{At: d.Span(), Ty: t}
		l.add(&core.Def{
			Name: i.MethodName(m), Vars: i.Vars, Type: t, Span: d.Span(),
			Body: &core.Lambda{Base: base, Params: []*core.Var{{Name: "p", Type: fn.Params[0]}},
				Body: &core.Lit{Base: core.Base{At: d.Span(), Ty: fn.Result}, Kind: core.LitString, Str: data.Con.Shown}},
		})
		return false
	})
}

// instance lowers the methods of an instance.
func (l *lowerer) instance(i *kinds.Instance) {
	for k, d := range i.Def.Methods {
		m := i.Methods[k]
		if m == nil {
			continue
		}
		t := typesys.Replace(m.Type, i.Class.Params, i.Inst.Head.Args)
		preds := append(i.Inst.Context[:len(i.Inst.Context):len(i.Inst.Context)],
			typesys.ReplacePreds(m.Preds, i.Class.Params, i.Inst.Head.Args)...)
		l.add(&core.Def{
			Name: i.Inst.MethodName(m),
			Vars: append(i.Inst.Vars[:len(i.Inst.Vars):len(i.Inst.Vars)], m.Vars...), Preds: preds,
			Type: t, Span: d.Name.Span(), Inline: d.Inline, Body: l.define(d, t),
		})
	}
}

// pure reports whether computing e has no effect and cannot fail.
func pure(e core.Expr) bool {
	switch e := e.(type) {
	case *core.Lit, *core.Local, *core.Global, *core.Lambda:
		return true
	case *core.Make:
		for _, a := range e.Args {
			if !pure(a) {
				return false
			}
		}
		return true
	}
	return false
}

// typ returns the type of a node.
func (l *lowerer) typ(n syntax.Node) typesys.Type {
	if t := l.info.Types[n.NodeID()]; t != nil {
		return typesys.Zonk(t)
	}
	return typesys.Unit
}

func (l *lowerer) base(n syntax.Node, t typesys.Type) core.Base {
	return core.Base{At: n.Span(), Ty: t}
}

// bind makes the variable of a local name.
func (l *lowerer) bind(n *syntax.Name, t typesys.Type) *core.Var {
	v := &core.Var{Name: lower(n), Type: t}
	l.vars[n.NodeID()] = v
	if n.Sym != nil && n.Sym.Pkg == nil {
		l.gensyms[n.Sym] = v
	}
	return v
}

func lower(n *syntax.Name) string { return n.Text }

// use refers to a variable.
func use(v *core.Var, at source.Span) *core.Local {
	return &core.Local{Base: core.Base{At: at, Ty: v.Type}, Var: v}
}

// lookup returns the variable that a local name means.
func (l *lowerer) lookup(v *syntax.Var) *core.Var {
	if n := l.names.Binder(v); n != nil {
		if x := l.vars[n.NodeID()]; x != nil {
			return x
		}
		diag.Bugf(v.Span(), "lower: %s has no variable", v.Text)
	}
	if v.Sym.Pkg == nil {
		return l.gensyms[v.Sym]
	}
	return nil
}

// void is the type of no results.
var void = &typesys.Pack{}

// nothing gives no results.
func nothing(at source.Span) core.Expr { return &core.Values{Base: core.Base{At: at, Ty: void}} }

// then does a, drops what it gives, and gives b.
func then(a, b core.Expr) core.Expr {
	return &core.Let{Base: core.Base{At: a.Span(), Ty: b.Type()}, Value: a, Body: b}
}

// boolean makes True or False.
func (l *lowerer) boolean(at source.Span, b bool) core.Expr {
	data := l.env.Type(typesys.Boolean.Name)
	for _, c := range data.Ctors {
		if (c.Shown == "True") == b {
			return &core.Make{Base: core.Base{At: at, Ty: typesys.Boolean}, Ctor: c}
		}
	}
	return nil
}

// method refers to a class method at type arguments.
func (l *lowerer) method(name string, at source.Span, args []typesys.Type) *core.Method {
	m := l.env.Value(name).Method
	vars := append(m.Class.Params[:len(m.Class.Params):len(m.Class.Params)], m.Vars...)
	t := typesys.Replace(m.Type, vars, args)
	return &core.Method{Base: core.Base{At: at, Ty: t}, Method: m, TypeArgs: args}
}

// global refers to a library function that takes and gives what t says.
func (l *lowerer) global(name string, at source.Span, t typesys.Type) *core.Global {
	s := l.env.Value(name).Scheme
	args := make([]typesys.Type, len(s.Vars))
	typesys.Match(s.Vars, s.Type, t, args)
	return &core.Global{Base: core.Base{At: at, Ty: t}, Name: name, TypeArgs: args}
}

func call(f core.Expr, args ...core.Expr) *core.Call {
	return &core.Call{Base: core.Base{At: f.Span(), Ty: f.Type().(*typesys.Fn).Result}, Fun: f, Args: args}
}
