package infer

import (
	"fmt"
	"slices"
	"strings"

	"github.com/smelter-lang/smelter/transpile/diag"
	"github.com/smelter-lang/smelter/transpile/names"
	"github.com/smelter-lang/smelter/transpile/source"
	"github.com/smelter-lang/smelter/transpile/syntax"
	"github.com/smelter-lang/smelter/typesys"
	"github.com/smelter-lang/smelter/typesys/entail"
	"github.com/smelter-lang/smelter/typesys/env"
)

// This file has the words of what is wrong with expressions; errors_definitions.go has those
// for definitions. Titles and texts are Coalton's own; what Smelter adds stands in help.go.

const (
	codeMismatch       diag.Code = "type-mismatch"
	codeArity          diag.Code = "arity-mismatch"
	codeArguments      diag.Code = "argument-error"
	codeKeyword        diag.Code = "unknown-keyword"
	codeUnknown        diag.Code = "unknown-variable"
	codeConstructor    diag.Code = "unknown-constructor"
	codeCtorArity      diag.Code = "constructor-arity"
	codeReturns        diag.Code = "return-mismatch"
	codeNotSingle      diag.Code = "not-a-single-value"
	codeAnnotation     diag.Code = "annotation-too-general"
	codeThrow          diag.Code = "invalid-throw"
	codeResume         diag.Code = "invalid-resume-to"
	codeCatch          diag.Code = "invalid-catch"
	codeResumable      diag.Code = "invalid-resumable"
	codeItems          diag.Code = "item-mismatch"
	codeAccessor       diag.Code = "invalid-accessor"
	codeOpenAccessor   diag.Code = "ambiguous-accessor"
	codeInstance       diag.Code = "unknown-instance"
	codeAmbiguous      diag.Code = "ambiguous-predicate"
	codeTooGeneral     diag.Code = "declaration-too-general"
	codeMissingPred    diag.Code = "missing-predicate"
	codeWeak           diag.Code = "not-generalizable"
	codeNarrow         diag.Code = "method-too-specific"
	codeRecursive      diag.Code = "invalid-recursive-bindings"
	codeDynamic        diag.Code = "dynamic-type"
	codeSpecialization diag.Code = "invalid-specialization"
	codeLisp           diag.Code = "unsupported-lisp-expression"
	codeMain           diag.Code = "invalid-main"
)

// printer returns a printer for one note.
func (in *inferer) printer() *typesys.Printer { return in.env.Printer(false) }

// base is a qualified name without its package.
func base(name string) string { return name[strings.LastIndexByte(name, ':')+1:] }

// mismatch reports that a form has another type than its place asks for.
func (in *inferer) mismatch(node syntax.Node, want Expect, got typesys.Type) {
	if typesys.Broken(want.Type) || typesys.Broken(got) {
		in.tainted++
		return
	}
	p := in.printer()
	d := in.errs.Error(codeMismatch, "Type mismatch", node.Span(),
		fmt.Sprintf("Expected type '%s' but got '%s'", p.Type(want.Type), p.Type(got)))
	in.help(d, node, want, got)
}

func (in *inferer) logicMismatch(e *syntax.Logic, want typesys.Type) {
	name := "and"
	if e.Or {
		name = "or"
	}
	in.errs.Error(codeMismatch, "Type mismatch", e.Span(), fmt.Sprintf(
		"Expected type '%s' but '%s' evaluates to 'Boolean'", in.printer().Type(want), name))
}

func (in *inferer) doMismatch(e *syntax.Do, want, got typesys.Type) {
	p := in.printer()
	in.errs.Error(codeMismatch, "Type mismatch", e.Span(), fmt.Sprintf(
		"Expected type '%s' but do expression has type '%s'", p.Type(want), p.Type(got)))
}

func (in *inferer) litPatternMismatch(n *syntax.LitPat, want, got typesys.Type) {
	p := in.printer()
	in.errs.Error(codeMismatch, "Type mismatch", n.Span(), fmt.Sprintf(
		"Expected type '%s' but pattern literal has type '%s'", p.Type(want), p.Type(got)))
}

func (in *inferer) patternMismatch(n *syntax.CtorPat, want, got typesys.Type) {
	p := in.printer()
	in.errs.Error(codeMismatch, "Type mismatch", n.Span(), fmt.Sprintf(
		"Expected type '%s' but pattern has type '%s'", p.Type(want), p.Type(got)))
}

func (in *inferer) annotationMismatch(e *syntax.The, declared, got typesys.Type) {
	p := in.printer()
	d := in.errs.Error(codeMismatch, "Type mismatch", e.Span(), fmt.Sprintf(
		"Declared type '%s' does not match inferred type '%s'", p.Type(declared), p.Type(got)))
	in.help(d, e, of(declared), got)
}

func (in *inferer) annotationTooGeneral(e *syntax.The, declared, got typesys.Type) {
	p := in.printer()
	in.errs.Error(codeAnnotation, "Declared type too general", e.Span(), fmt.Sprintf(
		"Declared type '%s' is more general than inferred type '%s'", p.Type(declared), p.Type(got)))
}

// argumentCount reports a call with the wrong number of positional arguments.
func (in *inferer) argumentCount(e *syntax.Call, f *typesys.Fn) {
	d := in.errs.Error(codeArguments, "Argument error", e.Span(), fmt.Sprintf(
		"Function call has %d positional arguments but inferred type '%s' takes %d",
		len(e.Args), in.printer().Type(f), len(f.Params)))
	in.helpArguments(d, e, f)
}

func (in *inferer) notFunction(e *syntax.Call, t typesys.Type) {
	d := in.errs.Error(codeArguments, "Argument error", e.Span(), fmt.Sprintf(
		"Unable to call value of type '%s': it is not a function", in.printer().Type(t)))
	in.helpNotFunction(d, e)
}

func (in *inferer) unknownKeyword(k *syntax.KeyArg, f *typesys.Fn) {
	d := in.errs.Error(codeKeyword, "Unknown keyword argument", k.Span(), "unknown keyword argument :"+k.Name)
	in.helpKeyword(d, k, f)
}

// parameterMismatch reports a function with another number of parameters than expected.
func (in *inferer) parameterMismatch(node syntax.Node, have int, f *typesys.Fn) {
	s := "s"
	if have == 1 {
		s = ""
	}
	d := in.errs.Error(codeArity, "Arity mismatch", node.Span(), fmt.Sprintf(
		"Function definition has %d positional parameter%s but expected type '%s' takes %d",
		have, s, in.printer().Type(f), len(f.Params)))
	in.helpParameters(d, have, f)
}

func (in *inferer) returnMismatch(first, second returned) {
	in.errs.Add(&diag.Diagnostic{Code: codeReturns, Title: "Return type mismatch", Notes: []diag.Note{
		diag.Primary(first.at, fmt.Sprintf("First return is of type '%s'", in.printer().Type(first.typ))),
		diag.Primary(second.at, fmt.Sprintf("Second return is of type '%s'", in.printer().Type(second.typ))),
	}})
}

func (in *inferer) unknownVariable(v *syntax.Var) {
	d := in.errs.Error(codeUnknown, "Unknown variable "+v.Sym.Name, v.Span(), "unknown variable "+v.Sym.Name)
	defer func() { v.Sym.Break(in.maybeMacro(v.Sym, d)) }() // one that does not exist is told of once
	if in.env.Type(v.Sym.String()) != nil {
		d.Helps = append(d.Helps, diag.Help{Span: v.Span(), Replacement: v.Text,
			Text: "Did you mean a constructor of type " + v.Sym.Name + "?"})
		return
	}
	in.helpUnknown(d, v)
}

// maybeMacro reports whether an unknown name is probably a form of another language, a macro
// that was not imported, or a misspelt one.
func (in *inferer) maybeMacro(s *names.Symbol, d *diag.Diagnostic) bool {
	_, others := in.module.World.Exporters(s.Name)
	for _, h := range d.Helps {
		if near := in.module.Pkg.Lookup(names.Fold(h.Replacement)); near != nil {
			others = append(others, near)
		}
	}
	return syntax.ValueHabit(s.Name) != "" || slices.ContainsFunc(others, in.isMacro)
}

func (in *inferer) unknownConstructor(p *syntax.CtorPat) {
	if p.Ctor.Sym.Broken() {
		in.tainted++
		return
	}
	defer p.Ctor.Sym.Break(false)
	d := in.errs.Error(codeConstructor, "Unknown constructor", p.Span(), "constructor is not known")
	in.helpConstructor(d, p)
}

func (in *inferer) constructorArity(p *syntax.CtorPat, c *env.Ctor) {
	in.errs.Error(codeCtorArity, "Argument mismatch", p.Span(), fmt.Sprintf(
		"Constructor %s takes %d arguments but is given %d", base(c.Name), len(c.Fields), len(p.Args)))
}

func (in *inferer) notSingle(s *syntax.LetStmt, got typesys.Type) {
	in.errs.Error(codeNotSingle, "Cannot bind to variable", s.Span(), fmt.Sprintf(
		"expression produces %s but a let binding requires a single value", in.printer().Type(got)))
}

func (in *inferer) invalidThrow(e syntax.Expr) {
	in.errs.Add(&diag.Diagnostic{Code: codeThrow, Title: "Invalid throw", Notes: []diag.Note{
		diag.Primary(e.Span(), "Argument to `throw` must be a known exception."),
		diag.Primary(e.Span(), "Not Yet Supported: throw polymorphism."),
	}})
}

func (in *inferer) invalidResumeTo(e syntax.Expr) {
	in.errs.Add(&diag.Diagnostic{Code: codeResume, Title: "Invalid resume-to", Notes: []diag.Note{
		diag.Primary(e.Span(), "Argument to `resume-to` be a known resumption."),
		diag.Primary(e.Span(), "Not Yet Supported: resume-to polymorphism."),
	}})
}

func (in *inferer) invalidCatch(p syntax.Pattern) {
	in.errs.Error(codeCatch, "Invalid catch case", p.Span(),
		"Catch branch pattern must be an exception constructor pattern or a wildcard.")
}

func (in *inferer) invalidResumable(p syntax.Pattern) {
	in.errs.Error(codeResumable, "Invalid resumable case", p.Span(),
		"case pattern must construct a resumption type.")
}

// An itemKind says which items of a builder must have one type.
type itemKind struct{ title, plural, earlier string }

var (
	collectionItems   = itemKind{"Collection element", "collection elements", "element"}
	associationKeys   = itemKind{"Association key", "association keys", "key"}
	associationValues = itemKind{"Association value", "association values", "value"}
)

func (in *inferer) itemMismatch(what itemKind, item, first syntax.Expr, want, got typesys.Type) {
	p := in.printer()
	in.errs.Add(&diag.Diagnostic{Code: codeItems, Title: what.title + " type mismatch", Notes: []diag.Note{
		diag.Primary(item.Span(), fmt.Sprintf("%s must all have the same type; expected '%s' but got '%s'",
			what.plural, p.Type(want), p.Type(got))),
		diag.Secondary(first.Span(), "earlier "+what.earlier+" here"),
	}})
}

// badAccessor reports an accessor that could not be solved.
func (in *inferer) badAccessor(a access) {
	switch t := typesys.Prune(a.from).(type) {
	case typesys.Invalid:
		return
	case *typesys.Meta, *typesys.Var:
		in.errs.Error(codeOpenAccessor, "Ambiguous accessor", a.node.Span(), "accessor is ambiguous")
		return
	default:
		text := fmt.Sprintf("struct accessor cannot be applied to a value of type '%s'", in.printer().Type(t))
		if d := in.dataOf(t); d != nil && d.Struct {
			text = fmt.Sprintf("struct '%s' does not have the field '%s'", base(d.Con.Name), a.node.Field)
			e := in.errs.Error(codeAccessor, "Invalid accessor", a.node.Span(), text)
			in.helpField(e, a.node, d)
			return
		}
		if typesys.HeadCon(t) == nil {
			if _, fn := t.(*typesys.Fn); !fn {
				in.errs.Error(codeOpenAccessor, "Ambiguous accessor", a.node.Span(), "accessor is ambiguous")
				return
			}
		}
		in.errs.Error(codeAccessor, "Invalid accessor", a.node.Span(), text)
	}
}

func (in *inferer) unknownInstance(w entail.Wanted) {
	if in.env.LostInstance(w.Pred.Class) {
		return
	}
	d := in.errs.Error(codeInstance, "Unknown instance", w.At, "Unknown instance "+in.printer().Pred(w.Pred))
	in.helpInstance(d, w)
}

func (in *inferer) ambiguousPredicate(w entail.Wanted) {
	if in.env.LostInstance(w.Pred.Class) {
		return
	}
	d := in.errs.Error(codeAmbiguous, "Ambiguous predicate", w.At, "Ambiguous predicate "+in.printer().Pred(w.Pred))
	if len(typesys.FreeMetasPred(nil, w.Pred)) == 0 {
		in.helpInstance(d, w)
	} else {
		in.helpAmbiguous(d, w.Pred)
	}
}

func (in *inferer) lispUnsupported(e *syntax.Lisp) {
	d := in.errs.Error(codeLisp, "Unsupported lisp expression", e.Span(),
		"`lisp` forms need Common Lisp, which Smelter does not have")
	d.Helps = append(d.Helps, diag.Help{
		Text: "use a library function, or call Go: (native (-> T) (x*) \"go/import/path.Func\")"})
}

func (in *inferer) wrongMain(at source.Span, main *typesys.Scheme) {
	in.errs.Error(codeMain, "Invalid main", at, "a program cannot begin with "+in.printer().Scheme(main)+
		": main takes no arguments, or a List String")
}

func (in *inferer) dynamicMismatch(v *syntax.Var, declared, got *typesys.Scheme) {
	p := in.printer()
	in.errs.Error(codeDynamic, "Dynamic binding does not preserve variable type", v.Span(), fmt.Sprintf(
		"Dynamic variable %s has type %s, but this binding inferred %s.",
		v.Sym.Name, p.Scheme(declared), p.Scheme(got)))
}

func (in *inferer) dynamicOfMany(v *syntax.Var, declared *typesys.Scheme) {
	in.errs.Error(codeDynamic, "Overloaded dynamic variable", v.Span(), fmt.Sprintf(
		"Dynamic variable %s has type %s; a variable whose type has a context cannot get another value here.",
		v.Sym.Name, in.printer().Scheme(declared)))
}

// note points at a place with a text of its own.
func note(at source.Span, format string, args ...any) diag.Note {
	return diag.Primary(at, fmt.Sprintf(format, args...))
}
