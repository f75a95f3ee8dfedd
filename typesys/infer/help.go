package infer

import (
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/smelter-lang/smelter/transpile/diag"
	"github.com/smelter-lang/smelter/transpile/syntax"
	"github.com/smelter-lang/smelter/typesys"
	"github.com/smelter-lang/smelter/typesys/entail"
	"github.com/smelter-lang/smelter/typesys/env"
)

// This file has the sentences that Smelter adds to Coalton's texts: what to write
// instead, where that can be told from the types. They follow the exact text and never
// replace it.

func say(d *diag.Diagnostic, format string, args ...any) {
	d.Helps = append(d.Helps, diag.Help{Text: fmt.Sprintf(format, args...)})
}

// help adds to a type mismatch why the type was expected and how to get there.
func (in *inferer) help(d *diag.Diagnostic, node syntax.Node, want Expect, got typesys.Type) {
	if isInvalid(want.Type) || isInvalid(got) {
		return
	}
	if in.helpConversion(d, node, want.Type, got) {
		return
	}
	switch want.Why.Kind {
	case Condition:
		say(d, "a condition must be a Boolean")
	case BranchOf:
		if want.Why.N > 1 {
			say(d, "all branches must have one type; an earlier one has type %s", in.printer().Type(want.Type))
		}
	case StepOf:
		say(d, "the step of a loop variable must have the type of its initial value")
	case Monadic:
		say(d, "all statements of a do form must be in one monad; wrap a plain value in `pure`, or bind it by (let x = ...)")
	case Operand:
		say(d, "the operands of `and` and `or` must be Boolean")
	}
	if p, ok := typesys.Prune(got).(*typesys.Pack); ok && len(p.Elems) == 0 {
		say(d, "this computes no value (Void); put it in a statement of its own")
	}
}

// helpConversion proposes a conversion between two known types.
func (in *inferer) helpConversion(d *diag.Diagnostic, node syntax.Node, want, got typesys.Type) bool {
	w, g := typesys.HeadCon(want), typesys.HeadCon(got)
	if w == nil || g == nil || len(typesys.FreeMetas(typesys.FreeMetas(nil, want), got)) > 0 {
		return false
	}
	if lit, ok := node.(*syntax.Lit); ok {
		switch {
		case lit.Kind == syntax.LitF32 && w.Name == typesys.F64.Name:
			say(d, "a double-float literal is written with d: 1.5d0")
			return true
		case lit.Kind == syntax.LitF64 && w.Name == typesys.F32.Name:
			say(d, "a single-float literal is written without d: 1.5")
			return true
		}
	}
	holds := func(class string, args ...typesys.Type) bool {
		return entail.Entail(in.env, nil, typesys.Pred{Class: class, Args: args})
	}
	p := in.printer()
	switch {
	case holds(typesys.ClassInto, got, want):
		say(d, "(into x) converts %s to %s", p.Type(got), p.Type(want))
	case holds(classTryInto, got, want):
		say(d, "(tryInto x) converts %s to %s where it can, as an Optional", p.Type(got), p.Type(want))
	case g.Name == typesys.Integer.Name && holds(typesys.ClassNum, want):
		say(d, "(fromInt n) converts Integer to %s", p.Type(want))
	default:
		return false
	}
	return true
}

const classTryInto = "COALTON/CLASSES:TRYINTO"

// helpArguments names the first argument that is missing or one too many.
func (in *inferer) helpArguments(d *diag.Diagnostic, e *syntax.Call, f *typesys.Fn) {
	if n := len(e.Args); n < len(f.Params) {
		say(d, "argument %d, of type %s, is missing", n+1, in.printer().Type(f.Params[n]))
	}
}

// helpNotFunction recognises a variable that hides a constructor.
func (in *inferer) helpNotFunction(d *diag.Diagnostic, e *syntax.Call) {
	v, ok := e.Fun.(*syntax.Var)
	if !ok || in.local(v) == 0 {
		return
	}
	if g := in.env.Value(v.Sym.String()); g != nil && g.Ctor != nil {
		say(d, "the variable hides the constructor %s: names are the same in upper and lower case", g.Ctor.Shown)
	}
}

// helpKeyword proposes a keyword that the function has.
func (in *inferer) helpKeyword(d *diag.Diagnostic, k *syntax.KeyArg, f *typesys.Fn) {
	keys, _ := f.Row()
	near, ok := diag.Closest(k.Name, func(yield func(string) bool) {
		for _, key := range keys {
			if !yield(key.Name) {
				return
			}
		}
	})
	if ok {
		say(d, "did you mean :%s?", strings.ToLower(near))
	}
}

func (in *inferer) helpField(d *diag.Diagnostic, a *syntax.Accessor, t *env.DataType) {
	if near, ok := diag.Closest(a.Field, slices.Values(t.Ctors[0].Names)); ok {
		say(d, "did you mean .%s?", strings.ToLower(near))
	}
}

// helpInstance tells which instance of a component is missing, and proposes to derive it
// if the type is one of this module.
func (in *inferer) helpInstance(d *diag.Diagnostic, w entail.Wanted) {
	p := in.lacking(w.Pred)
	printer := in.printer()
	if !typesys.EqualPreds(p, w.Pred) {
		say(d, "%s would need %s", printer.Pred(w.Pred), printer.Pred(p))
	}
	if len(p.Args) != 1 {
		return
	}
	con := typesys.HeadCon(p.Args[0])
	if con == nil || !strings.HasPrefix(con.Name, in.module.Pkg.Name+":") {
		return
	}
	if t := in.env.Type(con.Name); t == nil || len(t.Ctors) == 0 {
		return
	}
	switch p.Class {
	case typesys.ClassEq, typesys.ClassHash, typesys.ClassDefault, typesys.ClassShow:
		say(d, "(derive %s) before the definition of %s makes one", in.env.Class(p.Class).Shown, con.Shown)
	}
}

// lacking follows the contexts of instances to a predicate that no instance is for.
func (in *inferer) lacking(p typesys.Pred) typesys.Pred {
	for range 20 { // contexts may lead back to where they began
		_, context, ok := entail.ByInstance(in.env, p)
		if !ok {
			break
		}
		i := slices.IndexFunc(context, func(q typesys.Pred) bool { return !entail.Entail(in.env, nil, q) })
		if i < 0 {
			break
		}
		p = context[i]
	}
	return p
}

// helpMissing proposes the context that a declaration lacks.
func (in *inferer) helpMissing(d *diag.Diagnostic, w entail.Wanted) {
	say(d, "add %s to the declared context", in.printer().Pred(w.Pred))
}

// helpUnknown proposes a name that is spelled alike, the nearest one in scope first.
func (in *inferer) helpUnknown(d *diag.Diagnostic, v *syntax.Var) {
	if near, ok := diag.Closest(v.Sym.Name, in.visible(v)); ok {
		say(d, "did you mean %s?", strings.ToLower(near))
	}
}

// visible yields the names that a variable could refer to where it stands.
func (in *inferer) visible(v *syntax.Var) iter.Seq[string] {
	return func(yield func(string) bool) {
		for s := range in.names.Visible(v) {
			if !yield(s.Name) {
				return
			}
		}
		for _, d := range slices.Concat(in.names.Declared, slices.Concat(in.names.Groups...)) {
			if !yield(d.Name.Sym.Name) {
				return
			}
		}
		for _, used := range in.module.Pkg.Uses() {
			for _, s := range used.Exports() {
				if !yield(s.Name) {
					return
				}
			}
		}
	}
}
