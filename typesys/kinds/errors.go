package kinds

import (
	"fmt"
	"strings"

	"github.com/smelter-lang/smelter/transpile/diag"
	"github.com/smelter-lang/smelter/transpile/names"
	"github.com/smelter-lang/smelter/transpile/source"
	"github.com/smelter-lang/smelter/transpile/syntax"
	"github.com/smelter-lang/smelter/typesys"
	"github.com/smelter-lang/smelter/typesys/env"
)

// This file has the words of all that this package reports.

func problem(code diag.Code, title string, at source.Span, format string, args ...any) *diag.Diagnostic {
	return &diag.Diagnostic{
		Code: code, Title: title,
		Notes: []diag.Note{diag.Primary(at, fmt.Sprintf(format, args...))},
	}
}

func foreignName(n *syntax.Name, at source.Span, here *names.Package) *diag.Diagnostic {
	return problem("foreign-name", "Invalid identifier name", at,
		"The symbol %s is defined in the package #<PACKAGE %q> and not the current package #<PACKAGE %q>",
		n.Sym.Name, n.Sym.Pkg.Name, here.Name)
}

func unknownType(x *syntax.TypeName) *diag.Diagnostic {
	return problem("unknown-type", "Unknown type", x.Span(), "unknown type %s", x.Sym.Name)
}

func unknownClass(x *syntax.PredExpr) *diag.Diagnostic {
	return problem("unknown-class", "Unknown class", x.Span(), "unknown class %s", x.Class.Sym.Name)
}

func unknownVariable(x *syntax.TypeVar, lower bool) *diag.Diagnostic {
	word := "Unknown"
	if lower {
		word = "unknown"
	}
	return problem("unknown-type-variable", "Unknown type variable", x.Span(),
		"%s type variable :%s", word, x.Name)
}

func kindMismatch(x syntax.TypeExpr, want, got typesys.Kind) *diag.Diagnostic {
	text := "Expected kind '%s' but got kind '%s'"
	switch x.(type) {
	case *syntax.TypeVar:
		text = "Expected kind '%s' but variable is of kind '%s'"
	case *syntax.TypeFn:
		text = "Expected kind '%s' but function types are of kind '%s'"
	case *syntax.TypePack:
		text = "Expected kind '%s' but output packs are of kind '%s'"
	}
	return problem("kind-mismatch", "Kind mismatch", x.Span(), text,
		typesys.KindString(want), typesys.KindString(got))
}

func incompleteAlias(x syntax.TypeExpr, name string, got, want int) *diag.Diagnostic {
	return problem("incomplete-alias", "Incomplete type alias application", x.Span(),
		"Type alias %s is applied to %s, but %s are required.",
		name, count(got, "argument"), count(want, "argument"))
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

func predArity(x *syntax.PredExpr, want int) *diag.Diagnostic {
	return problem("predicate-arity", "Predicate arity mismatch", x.Span(),
		"Expected %d arguments but received %d", want, len(x.Args))
}

func contextInAnnotation(q *syntax.QualType) *diag.Diagnostic {
	return problem("context-in-annotation", "Invalid type annotation", q.Span(),
		"`the` annotations cannot include predicate contexts")
}

func ambiguousContext(q *syntax.QualType, vars []*typesys.Var, s *typesys.Scheme, p *typesys.Printer) *diag.Diagnostic {
	type_ := p.Qual(s.Preds, s.Type)
	shown := make([]string, len(vars))
	for i, v := range vars {
		shown[i] = p.Var(v)
	}
	subject, verb := "variable", "is"
	if len(vars) > 1 {
		subject, verb = "variables", "are"
	}
	return problem("ambiguous-context", "Invalid qualified type", q.Span(),
		"The type %s %s %s ambiguous in the type %s", subject, strings.Join(shown, " "), verb, type_)
}

func contextTooGeneral(q *syntax.QualType, subst, qualified string) *diag.Diagnostic {
	return problem("context-too-general", "Declared context is too general", q.Span(),
		"the substitution %s is determined for %s by functional dependencies.", subst, qualified)
}

func contextConflict(q *syntax.QualType, a, b string) *diag.Diagnostic {
	return problem("context-conflict", "Context conflicts with functional dependencies", q.Span(),
		"the predicates %s and %s conflict with functional dependencies", a, b)
}

func warning(code diag.Code, title string, at source.Span, text string) *diag.Diagnostic {
	d := problem(code, title, at, "%s", text)
	d.Severity = diag.Warning
	return d
}

func redundantContext(q *syntax.QualType, reduced string) *diag.Diagnostic {
	text := "declared predicates are redundant"
	if reduced != "" {
		text = "qualified type can be reduced to " + reduced
	}
	return warning("redundant-context", "Declared context can be reduced", q.Span(), text)
}

func unusedBinder(v *syntax.TypeVar) *diag.Diagnostic {
	return warning("unused-type-variable", "Unused quantified type variable", v.Span(),
		"quantified type variable :"+v.Name+" is not used in the declared type")
}

func unusedAliasVar(v *syntax.TypeVar) *diag.Diagnostic {
	return problem("unused-type-variable", "Unused type variable in define-type-alias", v.Span(),
		"unused variable defined here")
}

func cyclicAlias(a *syntax.AliasDef) *diag.Diagnostic {
	return problem("cyclic-alias", "Malformed type alias definition", a.Head,
		"type alias %s stands for itself", a.Name.Sym.Name)
}

func cyclicSupers(group []*syntax.ClassDef) *diag.Diagnostic {
	d := &diag.Diagnostic{Code: "cyclic-superclasses", Title: "Cyclic superclasses"}
	for _, c := range group {
		d.Notes = append(d.Notes, diag.Primary(c.Head, "in class defined here"))
	}
	return d
}

func ambiguousMethod(m *syntax.MethodSig) *diag.Diagnostic {
	return problem("ambiguous-method", "Ambiguous method", m.Span(), "the method is ambiguous")
}

func handwrittenRepr(at source.Span) *diag.Diagnostic {
	return problem("runtime-repr-instance", "Invalid instance", at,
		"RuntimeRepr instances cannot be written manually")
}

func orphanInstance(at source.Span) *diag.Diagnostic {
	return problem("orphan-instance", "Invalid orphan instance", at, "instances must be defined in the same "+
		"package as their class or reference one or more types in their defining package")
}

func overlap(at source.Span, other string) *diag.Diagnostic {
	return problem("overlapping-instance", "Overlapping instance", at, "instance overlaps with %s", other)
}

func fundepConflict(at source.Span, other string) *diag.Diagnostic {
	return problem("instance-fundep-conflict", "Instance fundep conflict", at,
		"instance conflicts previous instance %s", strings.ToUpper(other))
}

func fundepAmbiguity(at source.Span) *diag.Diagnostic {
	return problem("instance-fundep-ambiguity", "Instance fundep ambiguity", at, "dependent types cannot "+
		"contain types variables that are not present in the corresponding determinant types.")
}

func missingSuper(at source.Span, missing, from string) *diag.Diagnostic {
	if from != "" {
		missing += " arising from constraints of superclasses " + from
	}
	return problem("missing-superclass", "Instance missing context", at, "No instance for %s", missing)
}

func unknownMethod(m *syntax.Define, class *syntax.TypeName) *diag.Diagnostic {
	return problem("unknown-method", "Unknown method", m.Span(), "The method %s is not part of class %s",
		lispName(m.Name.Sym), lispName(class.Sym))
}

func missingMethod(i *syntax.InstanceDef, m *env.Method) *diag.Diagnostic {
	return problem("missing-method", "Missing method", i.Span(), "The method %s is not defined",
		base(m.Name))
}

// base returns a qualified name without its package.
func base(qualified string) string { return qualified[strings.LastIndexByte(qualified, ':')+1:] }

func badDerive(t *syntax.TypeDef, class *syntax.TypeName, format string, args ...any) *diag.Diagnostic {
	what := "class " + class.Sym.Name + " for type " + t.Name.Sym.Name + "."
	d := problem("cannot-derive", "Cannot derive "+what, t.DeriveSpan, format, args...)
	d.Notes = append(d.Notes, diag.Primary(t.Span(), "when deriving "+what))
	return d
}

func badRepr(at source.Span, repr, text string) *diag.Diagnostic {
	return problem("invalid-repr", "Invalid repr :"+repr+" attribute", at, "%s", text)
}

func badSpecialization(at source.Span, format string, args ...any) *diag.Diagnostic {
	return problem("invalid-specialization", "Invalid specialization", at, format, args...)
}

// lispName prints a symbol as Coalton's host does: with a double colon if its package
// does not export it.
func lispName(s *names.Symbol) string {
	if s.Pkg == nil {
		return s.String()
	}
	if s.Pkg.FindExported(s.Name) == s {
		return s.Pkg.Name + ":" + s.Name
	}
	return s.Pkg.Name + "::" + s.Name
}
