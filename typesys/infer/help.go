package infer

import (
	"fmt"
	"slices"
	"strings"

	"github.com/smelter-lang/smelter/runtime/spelling"
	"github.com/smelter-lang/smelter/transpile/diag"
	"github.com/smelter-lang/smelter/transpile/names"
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
	if typesys.IsInvalid(want.Type) || typesys.IsInvalid(got) {
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
	if noValue(got) {
		say(d, "this computes no value (Void); put it in a statement of its own")
	}
	w, ok := typesys.Prune(want.Type).(*typesys.Fn)
	g, ok2 := typesys.Prune(got).(*typesys.Fn)
	if ok && ok2 && len(w.Params) == len(g.Params) && noValue(g.Result) && !noValue(w.Result) {
		say(d, "a function is wanted that gives a value, and this one gives none (Void); "+
			"Unit as the last form of its body is one")
	}
}

func noValue(t typesys.Type) bool {
	p, ok := typesys.Prune(t).(*typesys.Pack)
	return ok && len(p.Elems) == 0
}

// helpConversion proposes a conversion between two known types.
func (in *inferer) helpConversion(d *diag.Diagnostic, node syntax.Node, want, got typesys.Type) bool {
	w, g := typesys.HeadCon(want), typesys.HeadCon(got)
	if w == nil || g == nil || len(typesys.FreeMetas(typesys.FreeMetas(nil, want), got)) > 0 {
		return false
	}
	if in.helpLiteral(d, node, w, g) {
		return true
	}
	holds := func(class string, args ...typesys.Type) bool {
		return entail.Entail(in.env, nil, typesys.Pred{Class: class, Args: args})
	}
	p := in.printer()
	switch {
	case holds(typesys.ClassInto, got, want):
		say(d, "(into x) converts %s to %s", p.Type(got), p.Type(want))
	case g.Name == typesys.Integer.Name && holds(typesys.ClassNum, want):
		say(d, "(fromInt n) converts Integer to %s", p.Type(want))
	case holds(classTryInto, got, want):
		say(d, "(tryInto x) converts %s to %s where it can, as an Optional", p.Type(got), p.Type(want))
	case w.Name == typesys.String.Name && holds(typesys.ClassShow, got):
		say(d, "(show-as-string x) makes a String of %s", p.Type(got))
	default:
		return false
	}
	return true
}

const classTryInto = "COALTON/CLASSES:TRYINTO"

// helpLiteral proposes to write a number literal as the type that is expected.
func (in *inferer) helpLiteral(d *diag.Diagnostic, node syntax.Node, want, got *typesys.Con) bool {
	if the, ok := node.(*syntax.The); ok {
		node = the.Value
	}
	lit, ok := node.(*syntax.Lit)
	if !ok || lit.Span().File != in.module.File.ID {
		return false
	}
	text := in.module.File.Text[lit.Span().Lo:lit.Span().Hi]
	switch {
	case lit.Kind == syntax.LitF32 && want.Name == typesys.F64.Name:
		d.Helps = append(d.Helps, diag.Help{Span: lit.Span(), Replacement: double(text),
			Text: "write a double-float literal with d"})
	case lit.Kind == syntax.LitF64 && want.Name == typesys.F32.Name:
		d.Helps = append(d.Helps, diag.Help{Span: lit.Span(), Replacement: single(text),
			Text: "write a single-float literal without d"})
	case want.Name == typesys.Integer.Name && (got.Name == typesys.F32.Name || got.Name == typesys.F64.Name):
		say(d, "integers and floats do not mix: (fromInt n) makes a float of an Integer")
	default:
		return false
	}
	return true
}

// double spells the literal of a single float as one of a double float.
func double(lit string) string {
	if i := strings.LastIndexAny(lit, "eEfFsS"); i >= 0 {
		return lit[:i] + "d" + lit[i+1:]
	}
	return lit + "d0"
}

// single spells the literal of a double float as one of a single float.
func single(lit string) string {
	i := strings.LastIndexAny(lit, "dDlL")
	if lit[i+1:] == "0" && strings.Contains(lit, ".") {
		return lit[:i]
	}
	return lit[:i] + "e" + lit[i+1:]
}

// helpArguments names the argument that is missing, or says how to pass one too many.
func (in *inferer) helpArguments(d *diag.Diagnostic, e *syntax.Call, f *typesys.Fn) {
	if in.helpHidden(d, e) {
		return
	}
	n := len(e.Args)
	next, curried := typesys.Prune(f.Result).(*typesys.Fn)
	switch {
	case n < len(f.Params):
		say(d, "argument %d, of type %s, is missing", n+1, in.printer().Type(f.Params[n]))
	case curried && len(f.Params) > 0 && n == len(f.Params)+len(next.Params):
		say(d, "the function returns a function, which takes the other arguments: ((f ..) ..)")
	case len(f.Params) == 2 && typesys.Equal(f.Params[0], f.Result) && typesys.Equal(f.Params[1], f.Result):
		say(d, "this takes two arguments; nest the calls: (f (f a b) c)")
	}
}

// helpParameters recognises a type written as if functions were curried.
func (in *inferer) helpParameters(d *diag.Diagnostic, have int, f *typesys.Fn) {
	params := slices.Clone(f.Params)
	result := f.Result
	for len(params) < have {
		next, ok := typesys.Prune(result).(*typesys.Fn)
		if !ok || !plain(next) {
			return
		}
		params, result = append(params, next.Params...), next.Result
	}
	if len(params) == have && len(f.Params) < have {
		say(d, "a function of %d parameters has the type %s", have,
			in.printer().Type(&typesys.Fn{Params: params, Result: result}))
	}
}

// helpNotFunction recognises a variable that hides a constructor.
func (in *inferer) helpNotFunction(d *diag.Diagnostic, e *syntax.Call) {
	v, ok := e.Fun.(*syntax.Var)
	if !ok || in.helpHidden(d, e) || in.local(v) == 0 {
		return
	}
	if g := in.env.Value(v.Sym.String()); g != nil && g.Ctor != nil {
		say(d, "the variable hides the constructor %s: names are the same in upper and lower case", g.Ctor.Shown)
	}
}

// helpHidden tells of a call that was meant for what a definition of the script hides. It
// reports whether there is such a thing.
func (in *inferer) helpHidden(d *diag.Diagnostic, e *syntax.Call) bool {
	v, ok := e.Fun.(*syntax.Var)
	if !ok || !in.module.Script || v.Sym.Pkg != in.module.Pkg || in.local(v) != 0 {
		return false
	}
	name := v.Text
	if g := in.env.Value(v.Sym.String()); g != nil && g.Ctor != nil {
		name = g.Ctor.Shown
	}
	for _, p := range in.module.Pkg.Uses() {
		if s := p.FindExported(v.Sym.Name); s != nil {
			say(d, "this is %s of the script, which hides %s", name, strings.ToLower(p.Name+":"+s.Name))
			return true
		}
	}
	return false
}

// helpKeyword proposes a keyword that the function has.
func (in *inferer) helpKeyword(d *diag.Diagnostic, k *syntax.KeyArg, f *typesys.Fn) {
	keys, _ := f.Row()
	near, ok := spelling.Closest(k.Name, func(yield func(string) bool) {
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
	if near, ok := spelling.Closest(a.Field, slices.Values(t.Ctors[0].Names)); ok {
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
	if in.helpOtherConversion(d, p) || in.helpText(d, p) || len(p.Args) != 1 {
		return
	}
	con := typesys.HeadCon(p.Args[0])
	if con != nil && p.Class == typesys.ClassNum && con.Name == typesys.String.Name {
		say(d, "a number meets a String here: (into x) makes a String of a number, (str:parse-int s) an Integer of a String")
	}
	if con == nil || !strings.HasPrefix(con.Name, in.module.Pkg.Name+":") {
		return
	}
	if t := in.env.Type(con.Name); t == nil || len(t.Ctors) == 0 {
		return
	}
	if slices.Contains(syntax.Derivable(), p.Class) {
		say(d, "(derive %s) before the definition of %s makes one", in.spelledClass(p.Class), con.Shown)
	}
}

// spelledClass is how the module can name a class: by the last name of its package, if that
// is not imported.
func (in *inferer) spelledClass(name string) string {
	shown := in.env.Class(name).Shown
	pkg, base, _ := strings.Cut(name, ":")
	if sym := in.module.Pkg.Lookup(base); sym != nil && sym.String() == name {
		return shown
	}
	return strings.ToLower(pkg[strings.LastIndexByte(pkg, '/')+1:]) + ":" + shown
}

// helpOtherConversion proposes the other one of into and tryInto.
func (in *inferer) helpOtherConversion(d *diag.Diagnostic, p typesys.Pred) bool {
	other := map[string]string{typesys.ClassInto: classTryInto, classTryInto: typesys.ClassInto}[p.Class]
	if other == "" || !entail.Entail(in.env, nil, typesys.Pred{Class: other, Args: p.Args}) {
		return false
	}
	pr := in.printer()
	from, to := pr.Type(p.Args[0]), pr.Type(p.Args[1])
	if other == classTryInto {
		say(d, "%s to %s can fail: (tryInto x) gives an Optional", from, to)
	} else {
		say(d, "%s to %s cannot fail: (into x) gives the %s", from, to, to)
	}
	return true
}

// helpText proposes to show what does not convert to a text.
func (in *inferer) helpText(d *diag.Diagnostic, p typesys.Pred) bool {
	if p.Class != typesys.ClassInto {
		return false
	}
	if to := typesys.HeadCon(p.Args[1]); to == nil || to.Name != typesys.String.Name ||
		!entail.Entail(in.env, nil, typesys.Pred{Class: typesys.ClassShow, Args: p.Args[:1]}) {
		return false
	}
	how := "(show-as-string x)"
	if in.module.Script {
		how = "(str x)"
	}
	say(d, "%s makes a String of %s", how, in.printer().Type(p.Args[0]))
	return true
}

// helpAmbiguous says how to choose.
func (in *inferer) helpAmbiguous(d *diag.Diagnostic, p typesys.Pred) {
	if builds(p.Class) {
		if con := typesys.HeadCon(p.Args[0]); con != nil {
			say(d, "the items do not fit the type %s", in.printer().Type(p.Args[0]))
		} else {
			say(d, "(the (List TYPE) [..]) says which collection is meant, and of what")
		}
		return
	}
	if p.Class == typesys.ClassInto && len(typesys.FreeMetas(nil, p.Args[0])) == 0 {
		say(d, "(the TYPE (into x)) says what to make of a value of type %s; functions such as print convert by themselves",
			in.printer().Type(p.Args[0]))
		return
	}
	say(d, "nothing says which type %s is; (the TYPE ..) around an argument or the result does",
		in.printer().Type(typesys.FreeMetasPred(nil, p)[0]))
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

// helpUnknown proposes an import, or a name that is spelled alike.
func (in *inferer) helpUnknown(d *diag.Diagnostic, v *syntax.Var) {
	if text := syntax.ValueHabit(v.Sym.Name); text != "" {
		say(d, "%s", text)
		return
	}
	shown := in.shownValue
	if v != in.head {
		shown = func(s *names.Symbol) string {
			if in.isMacro(s) { // or a form of the language, which is no value
				return ""
			}
			return in.shownValue(s)
		}
	}
	in.module.Suggest(d, v.Sym, shown, func(yield func(*names.Symbol) bool) {
		for s := range in.names.Visible(v) {
			if !yield(s) {
				return
			}
		}
		for _, d := range slices.Concat(in.names.Declared, slices.Concat(in.names.Groups...)) {
			if !yield(d.Name.Sym) {
				return
			}
		}
	})
}

// shownValue spells a symbol that names a value or a macro.
func (in *inferer) shownValue(s *names.Symbol) string {
	switch v := in.env.Value(s.String()); {
	case v != nil && v.Ctor != nil:
		return v.Ctor.Shown
	case v != nil, in.isMacro(s):
		return strings.ToLower(s.Name)
	}
	return ""
}

// isMacro reports whether a symbol names a macro that a package exports. Macros are known
// to nobody but the parser: they are what is exported and is nothing else.
func (in *inferer) isMacro(s *names.Symbol) bool {
	name := s.String()
	return s.Pkg.FindExported(s.Name) == s && in.env.Value(name) == nil && in.env.Type(name) == nil &&
		in.env.Alias(name) == nil && in.env.Class(name) == nil
}

func (in *inferer) helpConstructor(d *diag.Diagnostic, p *syntax.CtorPat) {
	in.module.Suggest(d, p.Ctor.Sym, func(s *names.Symbol) string {
		if v := in.env.Value(s.String()); v != nil && v.Ctor != nil {
			return v.Ctor.Shown
		}
		return ""
	}, func(func(*names.Symbol) bool) {})
}
