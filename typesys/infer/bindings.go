package infer

import (
	"github.com/smelter-lang/smelter/transpile/diag"
	"github.com/smelter-lang/smelter/typesys"
	"github.com/smelter-lang/smelter/typesys/entail"
)

// This file has the words of what is wrong with definitions as a whole.

// tooGeneral reports that a declaration promises more than its definition keeps.
func (in *inferer) tooGeneral(m *member, d *declared) {
	if m.instance != nil {
		in.tooSpecific(m, d)
		return
	}
	inferred := typesys.Generalize(typesys.Generalizable(in.level, d.typ), d.given, d.typ)
	p, q := in.printer(), in.printer()
	in.add(codeTooGeneral, "Declared type is too general", note(m.at(),
		"Declared type %s is more general than inferred type %s.", p.Scheme(d.scheme), q.Scheme(inferred)))
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
	at := m.at()
	if m.instance != nil {
		at = m.define.Span()
	}
	p := in.printer()
	e := in.add(codeMissingPred, "Explicit type is missing inferred predicate", note(at,
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

func (in *inferer) add(code diag.Code, title string, notes ...diag.Note) *diag.Diagnostic {
	d := &diag.Diagnostic{Code: code, Title: title, Notes: notes}
	in.errs.Add(d)
	return d
}
