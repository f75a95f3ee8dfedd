package iface

import (
	"github.com/smelter-lang/smelter/transpile/core"
	"github.com/smelter-lang/smelter/transpile/diag"
	"github.com/smelter-lang/smelter/transpile/source"
	"github.com/smelter-lang/smelter/typesys"
)

// This file writes and reads Core: one tag per kind of node, then its span, its type
// and its parts.

const (
	tagNil = iota
	tagLit
	tagLocal
	tagGlobal
	tagMethod
	tagDynRef
	tagLambda
	tagCall
	tagNative
	tagMake
	tagField
	tagLet
	tagLetRec
	tagLetValues
	tagValues
	tagIf
	tagSwitch
	tagLitSwitch
	tagBlock
	tagExit
	tagLoop
	tagNext
	tagJoin
	tagJump
	tagAssign
	tagThrow
	tagFail
	tagCatch
	tagResumable
	tagResumeTo
	tagDynBind
)

func (e *encoder) def(d *core.Def) {
	e.string(d.Name)
	e.tvars(d.Vars)
	e.preds(d.Preds)
	e.typ(d.Type)
	e.span(d.Span)
	e.bool(d.Pure)
	e.bool(d.Inline)
	e.bool(d.Dynamic)
	e.expr(d.Body)
}

func (d *decoder) def() *core.Def {
	return &core.Def{
		Name: d.string(), Vars: d.tvars(), Preds: d.preds(), Type: d.typ(), Span: d.span(),
		Pure: d.bool(), Inline: d.bool(), Dynamic: d.bool(), Library: true, Body: d.expr(),
	}
}

// span writes a place as the number of the library file and two offsets.
func (e *encoder) span(s source.Span) {
	file := e.img.fileNumber(s.File)
	e.int(file)
	if file != 0 {
		e.int(int(s.Lo))
		e.int(int(s.Hi - s.Lo))
	}
}

func (d *decoder) span() source.Span {
	file := d.int()
	if file == 0 {
		return source.Span{}
	}
	lo := uint32(d.int())
	return source.Span{File: d.lib.fileID(file), Lo: lo, Hi: lo + uint32(d.int())}
}

func (e *encoder) local(v *core.Var) {
	if v == nil {
		e.int(0)
		return
	}
	n, ok := e.locals[v]
	if !ok {
		if e.locals == nil {
			e.locals = map[*core.Var]int{}
		}
		n = len(e.locals) + 1
		e.locals[v] = n
	}
	e.int(n)
	if !ok {
		e.string(v.Name)
		e.tvars(v.Vars)
		e.preds(v.Preds)
		e.typ(v.Type)
		e.bool(v.Mutable)
	}
}

func (d *decoder) local() *core.Var {
	n := d.int()
	if n == 0 {
		return nil
	}
	if n > len(d.locals) {
		v := &core.Var{Name: d.string()}
		d.locals = append(d.locals, v)
		v.Vars, v.Preds, v.Type, v.Mutable = d.tvars(), d.preds(), d.typ(), d.bool()
	}
	return d.locals[n-1]
}

func (e *encoder) label(l *core.Label) {
	n, ok := e.labels[l]
	if !ok {
		if e.labels == nil {
			e.labels = map[*core.Label]int{}
		}
		n = len(e.labels)
		e.labels[l] = n
	}
	e.int(n)
	if !ok {
		e.string(l.Name)
	}
}

func (d *decoder) label() *core.Label {
	n := d.int()
	if n == len(d.labels) {
		d.labels = append(d.labels, &core.Label{Name: d.string()})
	}
	return d.labels[n]
}

func (e *encoder) locs(vs []*core.Var)     { list(e, vs, e.local) }
func (d *decoder) locs() []*core.Var       { return unlist(d, d.local) }
func (e *encoder) exprs(xs []core.Expr)    { list(e, xs, e.expr) }
func (d *decoder) exprs() []core.Expr      { return unlist(d, d.expr) }
func (e *encoder) types(ts []typesys.Type) { list(e, ts, e.typ) }

func (e *encoder) node(tag int, x core.Expr) {
	e.int(tag)
	e.span(x.Span())
	e.typ(x.Type())
}

func (e *encoder) expr(x core.Expr) {
	switch x := x.(type) {
	case nil:
		e.int(tagNil)
	case *core.Lit:
		e.node(tagLit, x)
		e.int(int(x.Kind))
		e.rat(x.Num)
		e.float(x.F)
		e.string(x.Str)
		e.int(int(x.Char))
	case *core.Local:
		e.node(tagLocal, x)
		e.local(x.Var)
		e.types(x.TypeArgs)
	case *core.Global:
		e.node(tagGlobal, x)
		e.string(x.Name)
		e.types(x.TypeArgs)
	case *core.Method:
		e.node(tagMethod, x)
		e.method(x.Method)
		e.types(x.TypeArgs)
	case *core.DynRef:
		e.node(tagDynRef, x)
		e.string(x.Name)
	case *core.Lambda:
		e.node(tagLambda, x)
		e.locs(x.Params)
		e.expr(x.Body)
	case *core.Call:
		e.node(tagCall, x)
		e.expr(x.Fun)
		e.exprs(x.Args)
	case *core.Native:
		e.node(tagNative, x)
		e.string(x.Func)
		e.exprs(x.Args)
	case *core.Make:
		e.node(tagMake, x)
		e.ctor(x.Ctor)
		e.exprs(x.Args)
	case *core.Field:
		e.node(tagField, x)
		e.expr(x.Value)
		e.ctor(x.Ctor)
		e.int(x.Index)
	case *core.Let:
		e.node(tagLet, x)
		e.expr(x.Value)
		e.local(x.Var)
		e.expr(x.Body)
	case *core.LetRec:
		e.node(tagLetRec, x)
		list(e, x.Binds, func(b *core.Bind) { e.local(b.Var) })
		for _, b := range x.Binds {
			e.expr(b.Value)
		}
		e.expr(x.Body)
	case *core.LetValues:
		e.node(tagLetValues, x)
		e.expr(x.Value)
		e.locs(x.Vars)
		e.expr(x.Body)
	case *core.Values:
		e.node(tagValues, x)
		e.exprs(x.Elems)
	case *core.If:
		e.node(tagIf, x)
		e.expr(x.Cond)
		e.expr(x.Then)
		e.expr(x.Else)
	case *core.Switch:
		e.node(tagSwitch, x)
		e.expr(x.Value)
		list(e, x.Cases, func(c *core.Case) { e.ctor(c.Ctor); e.expr(c.Body) })
		e.expr(x.Default)
	case *core.LitSwitch:
		e.node(tagLitSwitch, x)
		e.expr(x.Value)
		list(e, x.Cases, func(c *core.LitCase) { e.expr(c.Lit); e.expr(c.Body) })
		e.expr(x.Default)
	default:
		e.control(x)
	}
}

func (e *encoder) control(x core.Expr) {
	switch x := x.(type) {
	case *core.Block:
		e.node(tagBlock, x)
		e.label(x.Label)
		e.expr(x.Body)
	case *core.Exit:
		e.node(tagExit, x)
		e.label(x.Label)
		e.expr(x.Value)
	case *core.Loop:
		e.node(tagLoop, x)
		e.exprs(x.Inits)
		e.label(x.Label)
		e.locs(x.Vars)
		e.expr(x.Body)
	case *core.Next:
		e.node(tagNext, x)
		e.label(x.Label)
		e.exprs(x.Args)
	case *core.Join:
		e.node(tagJoin, x)
		e.label(x.Label)
		e.locs(x.Vars)
		e.expr(x.Body)
		e.expr(x.In)
	case *core.Jump:
		e.node(tagJump, x)
		e.label(x.Label)
		e.exprs(x.Args)
	case *core.Assign:
		e.node(tagAssign, x)
		e.local(x.Var)
		e.expr(x.Value)
	case *core.Throw:
		e.node(tagThrow, x)
		e.expr(x.Value)
	case *core.Fail:
		e.node(tagFail, x)
		e.string(x.Message)
	case *core.Catch:
		e.node(tagCatch, x)
		e.expr(x.Value)
		list(e, x.Cases, e.handler)
		e.expr(x.Other)
	case *core.Resumable:
		e.node(tagResumable, x)
		e.expr(x.Value)
		list(e, x.Cases, e.handler)
	case *core.ResumeTo:
		e.node(tagResumeTo, x)
		e.expr(x.Value)
	case *core.DynBind:
		e.node(tagDynBind, x)
		list(e, x.Names, e.string)
		list(e, x.Vars, e.tvars)
		e.exprs(x.Values)
		e.expr(x.Body)
	default:
		diag.Bugf(x.Span(), "iface: no case for %T", x)
	}
}

func (e *encoder) handler(h *core.Handler) {
	e.ctor(h.Ctor)
	e.locs(h.Vars)
	e.expr(h.Body)
}

func (d *decoder) handler() *core.Handler {
	return &core.Handler{Ctor: d.ctor(), Vars: d.locs(), Body: d.expr()}
}

func (d *decoder) expr() core.Expr {
	tag := d.int()
	if tag == tagNil {
		return nil
	}
	b := core.Base{At: d.span()}
	b.Ty = d.typ()
	switch tag {
	case tagLit:
		return &core.Lit{Base: b, Kind: core.LitKind(d.int()), Num: d.rat(), F: d.float(), Str: d.string(), Char: rune(d.int())}
	case tagLocal:
		return &core.Local{Base: b, Var: d.local(), TypeArgs: d.types()}
	case tagGlobal:
		return &core.Global{Base: b, Name: d.string(), TypeArgs: d.types()}
	case tagMethod:
		return &core.Method{Base: b, Method: d.method(), TypeArgs: d.types()}
	case tagDynRef:
		return &core.DynRef{Base: b, Name: d.string()}
	case tagLambda:
		return &core.Lambda{Base: b, Params: d.locs(), Body: d.expr()}
	case tagCall:
		return &core.Call{Base: b, Fun: d.expr(), Args: d.exprs()}
	case tagNative:
		return &core.Native{Base: b, Func: d.string(), Args: d.exprs()}
	case tagMake:
		return &core.Make{Base: b, Ctor: d.ctor(), Args: d.exprs()}
	case tagField:
		return &core.Field{Base: b, Value: d.expr(), Ctor: d.ctor(), Index: d.int()}
	case tagLet:
		return &core.Let{Base: b, Value: d.expr(), Var: d.local(), Body: d.expr()}
	case tagLetRec:
		return d.letRec(b)
	case tagLetValues:
		return &core.LetValues{Base: b, Value: d.expr(), Vars: d.locs(), Body: d.expr()}
	case tagValues:
		return &core.Values{Base: b, Elems: d.exprs()}
	case tagIf:
		return &core.If{Base: b, Cond: d.expr(), Then: d.expr(), Else: d.expr()}
	case tagSwitch:
		return &core.Switch{Base: b, Value: d.expr(), Cases: unlist(d, d.branch), Default: d.expr()}
	case tagLitSwitch:
		return &core.LitSwitch{Base: b, Value: d.expr(), Cases: unlist(d, d.litCase), Default: d.expr()}
	}
	return d.control(tag, b)
}

func (d *decoder) branch() *core.Case { return &core.Case{Ctor: d.ctor(), Body: d.expr()} }

func (d *decoder) litCase() *core.LitCase {
	return &core.LitCase{Lit: d.expr().(*core.Lit), Body: d.expr()}
}

func (d *decoder) letRec(b core.Base) core.Expr {
	x := &core.LetRec{Base: b}
	x.Binds = unlist(d, func() *core.Bind { return &core.Bind{Var: d.local()} })
	for _, bind := range x.Binds {
		bind.Value = d.expr()
	}
	x.Body = d.expr()
	return x
}

func (d *decoder) control(tag int, b core.Base) core.Expr {
	switch tag {
	case tagBlock:
		return &core.Block{Base: b, Label: d.label(), Body: d.expr()}
	case tagExit:
		return &core.Exit{Base: b, Label: d.label(), Value: d.expr()}
	case tagLoop:
		return &core.Loop{Base: b, Inits: d.exprs(), Label: d.label(), Vars: d.locs(), Body: d.expr()}
	case tagNext:
		return &core.Next{Base: b, Label: d.label(), Args: d.exprs()}
	case tagJoin:
		return &core.Join{Base: b, Label: d.label(), Vars: d.locs(), Body: d.expr(), In: d.expr()}
	case tagJump:
		return &core.Jump{Base: b, Label: d.label(), Args: d.exprs()}
	case tagAssign:
		return &core.Assign{Base: b, Var: d.local(), Value: d.expr()}
	case tagThrow:
		return &core.Throw{Base: b, Value: d.expr()}
	case tagFail:
		return &core.Fail{Base: b, Message: d.string()}
	case tagCatch:
		return &core.Catch{Base: b, Value: d.expr(), Cases: unlist(d, d.handler), Other: d.expr()}
	case tagResumable:
		return &core.Resumable{Base: b, Value: d.expr(), Cases: unlist(d, d.handler)}
	case tagResumeTo:
		return &core.ResumeTo{Base: b, Value: d.expr()}
	case tagDynBind:
		return &core.DynBind{Base: b, Names: unlist(d, d.string), Vars: unlist(d, d.tvars), Values: d.exprs(), Body: d.expr()}
	}
	diag.Bugf(b.At, "iface: unknown tag %d", tag)
	return nil
}
