package expand

import (
	"errors"
	"fmt"
	"strings"

	"github.com/smelter-lang/smelter/transpile/reader"
)

// This file has the macros of package COALTON, and those that only scripts have.

func coreMacros() map[string]Macro {
	return map[string]Macro{
		"COALTON:NEST":      nest,
		"COALTON:PIPE":      pipe,
		"COALTON:.<":        composeLeft,
		"COALTON:.>":        composeRight,
		"COALTON:MAKE-LIST": makeList,
		"COALTON:ASSERT":    assert,
		"COALTON:AS":        as,
		"COALTON:TRY-AS":    tryAs,
		"COALTON:UNWRAP-AS": unwrapAs,

		"SMELTER/SCRIPT:STR": str,
	}
}

const classes = "COALTON/CLASSES"

// needsTwo reports a call with fewer than two operands.
func needsTwo(call *reader.Form) error {
	if len(call.Items) < 3 {
		return fmt.Errorf("%s needs two or more operands", strings.ToLower(fold(call.Items[0])))
	}
	return nil
}

// nest: (nest f g x) is (f (g x)).
func nest(x *Expander, call *reader.Form) (*reader.Form, error) {
	if err := needsTwo(call); err != nil {
		return nil, err
	}
	last := len(call.Items) - 1
	return applied(call, call.Items[1:last], call.Items[last]), nil
}

// applied makes (f (g arg)) of f, g and arg.
func applied(call *reader.Form, functions []*reader.Form, arg *reader.Form) *reader.Form {
	for i := len(functions) - 1; i >= 0; i-- {
		arg = list(call, functions[i], arg)
	}
	return arg
}

// pipe: (pipe x g f) is (f (g x)).
func pipe(x *Expander, call *reader.Form) (*reader.Form, error) {
	if err := needsTwo(call); err != nil {
		return nil, err
	}
	return piped(call, call.Items[1], call.Items[2:]), nil
}

// piped makes (f (g arg)) of arg, g and f.
func piped(call, arg *reader.Form, functions []*reader.Form) *reader.Form {
	for _, f := range functions {
		arg = list(call, f, arg)
	}
	return arg
}

// composeLeft: (.< f g) is (fn (v) (f (g v))).
func composeLeft(x *Expander, call *reader.Form) (*reader.Form, error) {
	v := x.gensym(call, "V")
	return x.fn(call, v, applied(call, call.Items[1:], v)), needsTwo(call)
}

// composeRight: (.> f g) is (fn (v) (g (f v))).
func composeRight(x *Expander, call *reader.Form) (*reader.Form, error) {
	v := x.gensym(call, "V")
	return x.fn(call, v, piped(call, v, call.Items[1:])), needsTwo(call)
}

// fn makes (fn (v) body).
func (x *Expander) fn(call, v, body *reader.Form) *reader.Form {
	return list(call, x.core(call, "FN"), list(call, v), body)
}

// makeList: (make-list a b) is (Cons a (Cons b Nil)).
func makeList(x *Expander, call *reader.Form) (*reader.Form, error) {
	return x.listOf(call, call.Items[1:]), nil
}

func (x *Expander) listOf(call *reader.Form, items []*reader.Form) *reader.Form {
	out := x.core(call, "NIL")
	for i := len(items) - 1; i >= 0; i-- {
		out = list(call, x.core(call, "CONS"), items[i], out)
	}
	return out
}

// assert: (assert c [text arg*]) fails unless c holds.
func assert(x *Expander, call *reader.Form) (*reader.Form, error) {
	if len(call.Items) < 2 {
		return nil, errors.New("assert needs a condition")
	}
	parts := []*reader.Form{text(call, "Assertion "+lisp(call.Items[1])+" failed: ")}
	if len(call.Items) > 2 {
		more, err := x.formatted(call, call.Items[2], call.Items[3:])
		if err != nil {
			return nil, err
		}
		parts = append(parts, more...)
	}
	fail := list(call, x.symbol(call, "COALTON/BUILTIN", "ERROR"), x.joined(call, parts))
	return list(call, x.core(call, "IF"), call.Items[1], x.core(call, "UNIT"), fail), nil
}

// as: (as T e) is (the T (into e)); without e it is a function.
func as(x *Expander, call *reader.Form) (*reader.Form, error) {
	return x.convert(call, func(t, e *reader.Form) *reader.Form {
		return list(call, x.core(call, "THE"), t, list(call, x.symbol(call, classes, "INTO"), e))
	})
}

// tryAs: (try-as T e) is (the (Optional T) (tryInto e)).
func tryAs(x *Expander, call *reader.Form) (*reader.Form, error) {
	return x.convert(call, func(t, e *reader.Form) *reader.Form {
		t = list(call, x.core(call, "OPTIONAL"), t)
		return list(call, x.core(call, "THE"), t, list(call, x.symbol(call, classes, "TRYINTO"), e))
	})
}

// unwrapAs: (unwrap-as T e) is (the T (unwrap (tryInto e))).
func unwrapAs(x *Expander, call *reader.Form) (*reader.Form, error) {
	return x.convert(call, func(t, e *reader.Form) *reader.Form {
		try := list(call, x.symbol(call, classes, "TRYINTO"), e)
		return list(call, x.core(call, "THE"), t, list(call, x.symbol(call, classes, "UNWRAP"), try))
	})
}

// convert makes a conversion of an operand, or a function if there is none.
func (x *Expander) convert(call *reader.Form, of func(t, e *reader.Form) *reader.Form) (*reader.Form, error) {
	switch len(call.Items) {
	case 2:
		v := x.gensym(call, "V")
		return x.fn(call, v, of(call.Items[1], v)), nil
	case 3:
		return of(call.Items[1], call.Items[2]), nil
	}
	return nil, fmt.Errorf("%s takes a type and an optional expression", strings.ToLower(fold(call.Items[0])))
}

// str: (str e*) joins the display forms of its operands.
func str(x *Expander, call *reader.Form) (*reader.Form, error) {
	var parts []*reader.Form
	for _, e := range call.Items[1:] {
		parts = append(parts, x.display(call, "SMELTER/SCRIPT", e))
	}
	return x.joined(call, parts), nil
}

// display makes the text of a value as people read it, by a function of a package.
func (x *Expander) display(call *reader.Form, pkg string, e *reader.Form) *reader.Form {
	if e.Kind == reader.String {
		return e
	}
	return list(call, x.symbol(call, pkg, "DISPLAY"), e)
}

// joined makes the concatenation of strings.
func (x *Expander) joined(call *reader.Form, parts []*reader.Form) *reader.Form {
	switch len(parts) {
	case 0:
		return text(call, "")
	case 1:
		return parts[0]
	}
	return list(call, x.symbol(call, classes, "MCONCAT"), x.listOf(call, parts))
}
