package infer

import (
	"slices"

	"github.com/smelter-lang/smelter/transpile/diag"
	"github.com/smelter-lang/smelter/transpile/syntax"
	"github.com/smelter-lang/smelter/typesys"
	"github.com/smelter-lang/smelter/typesys/entail"
)

// This file has the words of what is wrong with definitions as a whole.

// tooGeneral reports that a declaration promises more than its definition keeps.
func (in *inferer) tooGeneral(m *member, d *declared) {
	if m.instance != nil && in.narrows(m, d) {
		in.tooSpecific(m, d)
		return
	}
	inferred := typesys.Generalize(typesys.Generalizable(in.level, d.typ), d.given, d.typ)
	p, q := in.printer(), in.printer()
	in.add(codeTooGeneral, "Declared type is too general", note(m.whole(),
		"Declared type %s is more general than inferred type %s.", p.Scheme(d.scheme), q.Scheme(inferred)))
}

// narrows reports whether a method works at fewer types than the head of its instance,
// not only at fewer than the class says of the method's own variables.
func (in *inferer) narrows(m *member, d *declared) bool {
	return !in.distinct(d.args[:len(m.instance.Vars)])
}

// tooSpecific reports a method that works at fewer types than its instance.
func (in *inferer) tooSpecific(m *member, d *declared) {
	head := m.instance.Head
	narrow := typesys.ReplacePred(head, d.scheme.Vars, d.args)
	p, q := in.printer(), in.printer()
	in.add(codeNarrow, "Instance method type is too specific", note(m.at(),
		"The method definition narrows instance %s to %s.", p.Pred(head), q.Pred(narrow)))
}

// missingPredicate reports that a definition needs more than its declaration says.
func (in *inferer) missingPredicate(m *member, d *declared, w entail.Wanted) {
	p := in.printer()
	e := in.add(codeMissingPred, "Explicit type is missing inferred predicate", note(m.whole(),
		"Declared type %s is missing inferred predicate %s", p.Qual(d.given, d.typ), p.Pred(w.Pred)))
	in.helpMissing(e, w)
}

func (in *inferer) notGeneralizable(m *member) {
	in.add(codeWeak, "Type is not generalizable",
		note(m.at(), "Inferred type %s cannot be generalized because this binding is expansive.",
			in.printer().Type(m.typ)),
		note(m.at(), "Hint: move this allocation into a function body (eta-expand) for fresh state per call, "+
			"or add an explicit type declaration if this binding should be monomorphic."))
}

// recursiveMix reports a function and a value that need one another.
func (in *inferer) recursiveMix(fn localBind, group []localBind) {
	notes := []diag.Note{note(fn.name.Span(), "function can not be defined recursively with variables")}
	for _, b := range group {
		if b.name != fn.name {
			notes = append(notes, diag.Secondary(b.name.Span(), "with definition"))
		}
	}
	in.add(codeRecursive, "Invalid recursive bindings", notes...)
}

// recursiveValues reports a value that needs itself before it is computed.
func (in *inferer) recursiveValues(value localBind, group []localBind) {
	notes := []diag.Note{note(value.name.Span(), "invalid recursive variable bindings")}
	for _, b := range group {
		if b.name != value.name {
			notes = append(notes, note(b.name.Span(), "with definition"))
		}
	}
	d := in.add(codeRecursive, "Invalid recursive bindings", notes...)
	in.names.HelpItself(d, value.name, value.value)
}

// recursiveMethod reports a value of an instance that needs itself, by way of others of
// its ring.
func (in *inferer) recursiveMethod(value *syntax.Define, all, ring []*syntax.Define) {
	text := "instance value methods cannot be defined recursively"
	if slices.ContainsFunc(ring, func(d *syntax.Define) bool { return d.Function }) {
		text = "recursive instance methods must all be functions, but " + value.Name.Sym.Name + " is a value method"
	}
	notes := []diag.Note{note(value.Name.Span(), "%s", text)}
	for _, d := range all {
		if d != value && slices.Contains(ring, d) {
			notes = append(notes, diag.Secondary(d.Name.Span(), "recursive dependency here"))
		}
	}
	d := in.add(codeRecursive, "Invalid recursive bindings", notes...)
	d.Helps = []diag.Help{{Span: value.Name.Span(), Replacement: value.Name.Text, Text: "Instance methods without " +
		"parameters are values. Turn one definition into a function, or build the cyclic value inside a local `let`."}}
}

func (in *inferer) add(code diag.Code, title string, notes ...diag.Note) *diag.Diagnostic {
	d := &diag.Diagnostic{Code: code, Title: title, Notes: notes}
	in.errs.Add(d)
	return d
}
