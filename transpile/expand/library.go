package expand

import (
	"errors"
	"fmt"

	"github.com/smelter-lang/smelter/transpile/reader"
)

// This file has the macros of library packages that look at their operands more closely
// than a template can.

func libraryMacros() map[string]Macro {
	return map[string]Macro{
		"COALTON/HASHTABLE:MAKE":           makeTable,
		"COALTON/SHOW:SHOW*":               showAll,
		"COALTON/FUNCTIONS:CONJOIN*":       conjoin,
		"COALTON/FUNCTIONS:DISJOIN*":       disjoin,
		"COALTON/BUILTIN:UNREACHABLE":      unreachable,
		"COALTON/MONAD/RESULTT:DO-RESULTT": doResultT,
		"COALTON/FORMAT:FORMAT":            format,
	}
}

// makeTable: (make (k v)*) is a new table with these entries. The same literal key twice
// is a mistake.
func makeTable(x *Expander, call *reader.Form) (*reader.Form, error) {
	const pkg = "COALTON/HASHTABLE"
	table := list(call, x.symbol(call, pkg, "NEW"))
	pairs := call.Items[1:]
	if len(pairs) == 0 {
		return table, nil
	}
	g := x.gensym(call, "TABLE")
	out := []*reader.Form{x.core(call, "LET"), list(call, list(call, g, table))}
	for i, pair := range pairs {
		if pair.Kind != reader.List || len(pair.Items) != 2 {
			return nil, fmt.Errorf("expected (KEY VALUE), got %s", lisp(pair))
		}
		key := pair.Items[0]
		for _, old := range pairs[:i] {
			if isLiteral(key) && equal(key, old.Items[0]) {
				return nil, fmt.Errorf("duplicate key %s", lisp(key))
			}
		}
		out = append(out, list(call, x.symbol(call, pkg, "SET!"), g, key, pair.Items[1]))
	}
	return list(call, append(out, g)...), nil
}

func isLiteral(f *reader.Form) bool {
	switch f.Kind {
	case reader.Integer, reader.Ratio, reader.Float32, reader.Float64, reader.Char, reader.String:
		return true
	}
	return false
}

// showAll: (show* e*) shows its operands one after the other.
func showAll(x *Expander, call *reader.Form) (*reader.Form, error) {
	out := []*reader.Form{x.core(call, "PROGN")}
	for _, e := range call.Items[1:] {
		out = append(out, list(call, x.symbol(call, "COALTON/SHOW", "%SHOW"), e))
	}
	return list(call, append(out, list(call, x.core(call, "VALUES")))...), nil
}

// conjoin: (conjoin* p q) is (fn (v) (and (p v) (q v))).
func conjoin(x *Expander, call *reader.Form) (*reader.Form, error) { return x.junction(call, "AND") }

// disjoin: (disjoin* p q) is (fn (v) (or (p v) (q v))).
func disjoin(x *Expander, call *reader.Form) (*reader.Form, error) { return x.junction(call, "OR") }

func (x *Expander) junction(call *reader.Form, form string) (*reader.Form, error) {
	v := x.gensym(call, "V")
	body := []*reader.Form{x.core(call, form)}
	for _, p := range call.Items[1:] {
		body = append(body, list(call, p, v))
	}
	return x.fn(call, v, list(call, body...)), nil
}

// unreachable: (unreachable [text arg*]) fails.
func unreachable(x *Expander, call *reader.Form) (*reader.Form, error) {
	parts := []*reader.Form{text(call, "Unreachable")}
	if len(call.Items) > 1 {
		var err error
		if parts, err = x.formatted(call, call.Items[1], call.Items[2:]); err != nil {
			return nil, err
		}
	}
	return list(call, x.symbol(call, "COALTON/BUILTIN", "ERROR"), x.joined(call, parts)), nil
}

// doResultT is do over m (Result e a): each action is wrapped as a ResultT, and the whole
// is unwrapped.
func doResultT(x *Expander, call *reader.Form) (*reader.Form, error) {
	const pkg = "COALTON/MONAD/RESULTT"
	if len(call.Items) < 2 {
		return nil, errors.New("do-resultT needs one or more forms")
	}
	wrap := func(e *reader.Form) *reader.Form { return list(call, x.symbol(call, pkg, "RESULTT"), e) }
	out := []*reader.Form{x.core(call, "DO")}
	for _, e := range call.Items[1:] {
		switch {
		case e.Kind == reader.List && len(e.Items) == 3 && fold(e.Items[1]) == "<-":
			e = list(call, e.Items[0], e.Items[1], wrap(e.Items[2]))
		case e.Kind == reader.List && len(e.Items) == 4 && fold(e.Items[0]) == "LET" && fold(e.Items[2]) == "=":
		default:
			e = wrap(e)
		}
		out = append(out, e)
	}
	return list(call, x.symbol(call, pkg, "RUN-RESULTT"), list(call, out...)), nil
}
