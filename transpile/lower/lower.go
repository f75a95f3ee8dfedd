// Package lower makes Core from checked modules.
//
// In come a unit's trees with what resolution and inference learnt of them; out go
// Core definitions. Everything that the surface leaves implicit is said: the order of
// evaluation, type arguments, keyword defaults, how patterns are tested, what loops,
// builders and do mean. There are no mistakes of the script left to report. What
// instance a method means is left to mono, making it fast to opt.
package lower

import (
	"strconv"
	"strings"

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

// Unit returns the definitions of a unit: natives and methods, then the definitions in
// the order in which values are computed, then the toplevel expressions.
func Unit(u *syntax.Unit, m *syntax.Module, names *resolve.Info, decls *kinds.Info,
	info *infer.Info, e *env.Env) []*core.Def {
	l := &lowerer{
		names: names, info: info, env: e,
		locals:  make([]*core.Var, m.Maker.Count()),
		gensyms: map[*symbol]*core.Var{},
		pkg:     u.Pkg.Name,
	}
	for _, d := range u.Decls {
		switch d := d.(type) {
		case *syntax.NativeDef:
			l.native(d)
		case *syntax.TypeDef:
			l.representedType(d, decls.Data[d])
		case *syntax.ClassDef:
			l.representedBefore(d)
		}
	}
	for _, i := range decls.Instances {
		l.instance(i)
	}
	for _, group := range names.Order {
		for _, d := range group {
			l.define(d)
		}
	}
	top := toplevelBefore(u, m)
	for _, d := range u.Decls {
		if x, ok := d.(*syntax.TopExpr); ok {
			l.toplevel(x, top)
			top++
		}
	}
	return l.defs
}

// symbol is the key of a local variable that no text contains.
type symbol = names.Symbol

type lowerer struct {
	// Given by the caller, fixed for the unit.
	names *resolve.Info
	info  *infer.Info
	env   *env.Env
	pkg   string

	// The answer, filled as we go.
	defs []*core.Def

	// What names mean.
	locals  []*core.Var           // by the ID of the Name that binds it
	gensyms map[*symbol]*core.Var // of names in derived instances
	ctors   builtins

	// Where we are.
	returns *returnScope // nil outside of functions
	loops   []*loop      // innermost last
}

// toplevelBefore counts the toplevel expressions in the units before u.
func toplevelBefore(u *syntax.Unit, m *syntax.Module) int {
	n := 0
	for _, v := range m.Units {
		if v == u {
			break
		}
		for _, d := range v.Decls {
			if _, ok := d.(*syntax.TopExpr); ok {
				n++
			}
		}
	}
	return n
}

// define lowers a toplevel definition.
func (l *lowerer) define(d *syntax.Define) {
	v := l.value(d.Name.Sym.String(), d.Span())
	def := l.def(v.Name, d.Span(), v.Scheme)
	def.Inline = d.Inline || v.Inline
	def.Dynamic = v.Dynamic
	def.Body = l.right(d)
	def.Pure = core.Pure(def.Body)
}

// right lowers the right side of a definition.
func (l *lowerer) right(d *syntax.Define) core.Expr {
	if !d.Function {
		return l.body(d.Body)
	}
	id := d.NodeID()
	f := l.function(d, d.Params, d.Keys, d.Body, true)
	if as, ok := l.info.Coercions[id]; ok {
		return l.adapt(f, l.info.Types[id], as)
	}
	return f
}

// def makes a definition without a body.
func (l *lowerer) def(name string, at source.Span, s *typesys.Scheme) *core.Def {
	d := &core.Def{Name: name, Vars: s.Vars, Preds: s.Preds, Type: l.typ(s.Type), Span: at}
	l.defs = append(l.defs, d)
	return d
}

// instance lowers the methods of an instance.
func (l *lowerer) instance(i *kinds.Instance) {
	for k, d := range i.Def.Methods {
		if method := i.Methods[k]; method != nil {
			def := l.def(i.Inst.MethodName(method), d.Span(), i.Inst.MethodScheme(method))
			def.Inline = d.Inline
			def.Body = l.right(d)
			def.Pure = core.Pure(def.Body)
		}
	}
}

// representedType makes the method of RuntimeRepr of a type that is being defined.
func (l *lowerer) representedType(d *syntax.TypeDef, data *env.DataType) {
	class := l.env.Class(typesys.ClassRuntimeRepr)
	if data == nil || class == nil {
		return
	}
	head := typesys.Pred{Class: class.Name, Args: []typesys.Type{data.Con}}
	l.env.Matching(head, func(i *env.Instance) bool {
		if con := typesys.HeadCon(i.Head.Args[0]); !i.Derived || con == nil || con.Name != data.Con.Name {
			return true
		}
		l.represented(d.Span(), class, i)
		return false
	})
}

// representedBefore makes the methods of RuntimeRepr of the types that were there before
// the class was: those that it is made of.
func (l *lowerer) representedBefore(d *syntax.ClassDef) {
	if d.Name.Sym.String() != typesys.ClassRuntimeRepr {
		return
	}
	class := l.env.Class(typesys.ClassRuntimeRepr)
	l.env.Instances(class.Name, func(i *env.Instance) bool {
		if con := typesys.HeadCon(i.Head.Args[0]); !strings.HasPrefix(con.Name, l.pkg+":") {
			l.represented(d.Span(), class, i)
		}
		return true
	})
}

// represented makes the method of RuntimeRepr, which every type has: a LispType is the
// name of the type.
func (l *lowerer) represented(at source.Span, class *env.Class, i *env.Instance) {
	def := l.def(i.MethodName(class.Methods[0]), at, i.MethodScheme(class.Methods[0]))
	fn := def.Type.(*typesys.Fn)
	shown := typesys.HeadCon(i.Head.Args[0]).Shown
	name := &core.Lit{Base: core.Base{At: at, Ty: fn.Result}, Kind: core.LitString, Str: shown}
	def.Body = core.Function(at, []*core.Var{{Name: "p", Type: fn.Params[0]}}, name)
}

// native lowers a declare-native: a function that calls one of Go, or a value of Go.
func (l *lowerer) native(d *syntax.NativeDef) {
	v := l.value(d.Name.Sym.String(), d.Span())
	def := l.def(v.Name, d.Span(), v.Scheme)
	def.Pure, def.Inline = true, true
	call := &core.Native{Base: core.Base{At: d.Span(), Ty: def.Type}, Func: d.Func}
	fn, ok := def.Type.(*typesys.Fn)
	if !ok {
		def.Body = call
		return
	}
	call.Ty = fn.Result
	params := make([]*core.Var, len(fn.Params))
	for i, t := range fn.Params {
		params[i] = &core.Var{Name: "a" + strconv.Itoa(i+1), Type: t}
	}
	call.Args = core.Uses(params, d.Span())
	def.Body = core.Function(d.Span(), params, call)
}

// toplevel lowers an expression of a script.
func (l *lowerer) toplevel(x *syntax.TopExpr, n int) {
	t := l.typeOf(x.Value)
	def := l.def(l.pkg+":%top-"+strconv.Itoa(n), x.Span(), typesys.Mono(t))
	def.Body = l.expr(x.Value)
}

// value returns what the environment knows of a global.
func (l *lowerer) value(name string, at source.Span) *env.Value {
	v := l.env.Value(name)
	if v == nil {
		diag.Bugf(at, "lower: no value %s", name)
	}
	return v
}
