package reader

import "strings"

// This file checks the shape of builders and comprehensions, so that the parser finds
// clauses complete:
//
//	[e*]  [k => v ...]  [head clause+]  [k => v clause+]
//	clause = :for x :in e | :for x :below e | :with x = e | :when e

// checkBuilder reports a builder without such a shape. The mistake is only known when
// the bracket has been read to its end, so its items count as read.
func (r *Reader) checkBuilder(f *Form) bool {
	ok := r.checkShape(f.Items)
	if !ok {
		r.stack = append(r.stack, f.Items...)
	}
	return ok
}

func (r *Reader) checkShape(items []*Form) bool {
	arrow := 0
	for arrow < len(items) && arrow < 2 && !items[arrow].isArrow() {
		arrow++
	}
	switch {
	case len(items) == 1 && arrow == 0:
		return true // [=>]
	case len(items) > 1 && items[1].isClause():
		return r.checkClauses("Malformed collection comprehension: ", items[1:])
	case arrow >= min(len(items), 2):
		return true
	case len(items) > 3 && items[3].isClause():
		return r.checkClauses("Malformed association comprehension: ", items[3:])
	}
	return r.checkPairs(items)
}

// checkPairs checks the items of an association.
func (r *Reader) checkPairs(items []*Form) bool {
	const what = "Malformed association builder: "
	for ; len(items) > 0; items = items[3:] {
		switch {
		case items[0].isArrow():
			return r.fail(r.pos, what+"expected KEY => VALUE") != nil
		case len(items) == 1:
			return r.fail(r.pos, what+"missing => after key expression") != nil
		case !items[1].isArrow():
			return r.fail(r.pos, what+"expected =>") != nil
		case len(items) == 2 || items[2].isArrow():
			return r.fail(r.pos, what+"expected KEY => VALUE") != nil
		}
	}
	return true
}

// checkClauses checks the clauses of a comprehension.
func (r *Reader) checkClauses(what string, items []*Form) bool {
	for len(items) > 0 {
		head, rest := items[0], items[1:]
		problem, n := "", 0
		switch {
		case head.isKeyword("for"):
			n = 3
			problem = missingAfter(rest, ":FOR", ":IN or :BELOW", func(f *Form) bool {
				return f.isKeyword("in") || f.isKeyword("below")
			})
		case head.isKeyword("with"):
			n = 3
			problem = missingAfter(rest, ":WITH", "=", func(f *Form) bool {
				return f.Kind == Symbol && f.Text == "="
			})
		case head.isKeyword("when"):
			n = 1
			if len(rest) == 0 {
				problem = "missing :WHEN predicate"
			}
		default:
			problem = "expected :FOR, :WITH or :WHEN"
		}
		if problem != "" {
			return r.fail(r.pos, "%s%s", what, problem) != nil
		}
		items = rest[n:]
	}
	return true
}

// missingAfter tells what a binding clause lacks: its binder, its marker or its value.
func missingAfter(rest []*Form, clause, marker string, isMarker func(*Form) bool) string {
	switch {
	case len(rest) == 0:
		return "missing binder after " + clause
	case len(rest) == 1:
		return "missing " + marker + " after " + clause + " binder"
	case !isMarker(rest[1]):
		return "expected " + marker + " after " + clause + " binder"
	case len(rest) == 2:
		return "missing expression after " + strings.ToUpper(rest[1].written())
	}
	return ""
}

func (f *Form) written() string {
	if f.Kind == Keyword {
		return ":" + f.Text
	}
	return f.Text
}

func (f *Form) isArrow() bool { return f.Kind == Symbol && f.Text == "=>" }

func (f *Form) isKeyword(name string) bool {
	return f.Kind == Keyword && strings.EqualFold(f.Text, name)
}

func (f *Form) isClause() bool {
	return f.isKeyword("for") || f.isKeyword("with") || f.isKeyword("when")
}
