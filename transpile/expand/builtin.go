package expand

import (
	"errors"
	"strings"

	"github.com/smelter-lang/smelter/transpile/names"
	"github.com/smelter-lang/smelter/transpile/reader"
)

// This file has the macros of package COALTON.

func builtins() map[string]Macro {
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

		"SMELTER/SCRIPT:LIST": makeList,
		"SMELTER/SCRIPT:STR":  str,
	}
}

// nest: (nest f g x) is (f (g x)).
func nest(x *Expander, call *reader.Form) (*reader.Form, error) {
	items := call.Items[1:]
	if len(items) < 2 {
		return nil, errors.New("nest needs two or more operands")
	}
	out := items[len(items)-1]
	for i := len(items) - 2; i >= 0; i-- {
		out = list(call, items[i], out)
	}
	return out, nil
}

// pipe: (pipe x g f) is (f (g x)).
func pipe(x *Expander, call *reader.Form) (*reader.Form, error) {
	items := call.Items[1:]
	if len(items) < 2 {
		return nil, errors.New("pipe needs two or more operands")
	}
	out := items[0]
	for _, f := range items[1:] {
		out = list(call, f, out)
	}
	return out, nil
}

// composeLeft: (.< f g) is (fn (v) (f (g v))).
func composeLeft(x *Expander, call *reader.Form) (*reader.Form, error) {
	v := x.gensym(call, "V")
	items := append(append([]*reader.Form{call.Items[0]}, call.Items[1:]...), v)
	body, err := nest(x, list(call, items...))
	if err != nil {
		return nil, err
	}
	return list(call, x.symbol(call, "FN"), list(call, v), body), nil
}

// composeRight: (.> f g) is (fn (v) (g (f v))).
func composeRight(x *Expander, call *reader.Form) (*reader.Form, error) {
	v := x.gensym(call, "V")
	body, err := pipe(x, list(call, append([]*reader.Form{call.Items[0], v}, call.Items[1:]...)...))
	if err != nil {
		return nil, err
	}
	return list(call, x.symbol(call, "FN"), list(call, v), body), nil
}

func makeList(x *Expander, call *reader.Form) (*reader.Form, error) {
	out := x.symbol(call, "NIL")
	for i := len(call.Items) - 1; i > 0; i-- {
		out = list(call, x.symbol(call, "CONS"), call.Items[i], out)
	}
	return out, nil
}

// assert: (assert c [text arg*]) fails unless c holds.
func assert(x *Expander, call *reader.Form) (*reader.Form, error) {
	if len(call.Items) < 2 {
		return nil, errors.New("assert needs a condition")
	}
	fail, err := x.symbolOf(call, "COALTON/BUILTIN", "ERROR")
	if err != nil {
		return nil, err
	}
	text := "Assertion " + strings.ToUpper(call.Items[1].String()) + " failed: "
	if len(call.Items) > 2 && call.Items[2].Kind == reader.String {
		text += call.Items[2].Text
	}
	message := made(call, reader.Form{Kind: reader.String, Text: text})
	return list(call, x.symbol(call, "IF"), call.Items[1],
		x.symbol(call, "UNIT"), list(call, fail, message)), nil
}

// as: (as T e) is (the T (into e)); without e it is a function.
func as(x *Expander, call *reader.Form) (*reader.Form, error) {
	return x.convert(call, func(e *reader.Form) (*reader.Form, error) {
		into, err := x.symbolOf(call, "COALTON/CLASSES", "INTO")
		if err != nil {
			return nil, err
		}
		return list(call, x.symbol(call, "THE"), call.Items[1], list(call, into, e)), nil
	})
}

// tryAs: (try-as T e) is (the (Optional T) (tryInto e)).
func tryAs(x *Expander, call *reader.Form) (*reader.Form, error) {
	return x.convert(call, func(e *reader.Form) (*reader.Form, error) {
		into, err := x.symbolOf(call, "COALTON/CLASSES", "TRYINTO")
		if err != nil {
			return nil, err
		}
		optional := list(call, x.symbol(call, "OPTIONAL"), call.Items[1])
		return list(call, x.symbol(call, "THE"), optional, list(call, into, e)), nil
	})
}

// unwrapAs: (unwrap-as T e) is (the T (unwrap (tryInto e))).
func unwrapAs(x *Expander, call *reader.Form) (*reader.Form, error) {
	return x.convert(call, func(e *reader.Form) (*reader.Form, error) {
		into, err := x.symbolOf(call, "COALTON/CLASSES", "TRYINTO")
		if err != nil {
			return nil, err
		}
		unwrap, err := x.symbolOf(call, "COALTON/CLASSES", "UNWRAP")
		if err != nil {
			return nil, err
		}
		return list(call, x.symbol(call, "THE"), call.Items[1], list(call, unwrap, list(call, into, e))), nil
	})
}

// convert makes a conversion of an operand, or a function if there is none.
func (x *Expander) convert(call *reader.Form, of func(e *reader.Form) (*reader.Form, error)) (*reader.Form, error) {
	switch len(call.Items) {
	case 2:
		v := x.gensym(call, "X")
		body, err := of(v)
		if err != nil {
			return nil, err
		}
		return list(call, x.symbol(call, "FN"), list(call, v), body), nil
	case 3:
		return of(call.Items[2])
	}
	return nil, errors.New(names.Fold(call.Items[0].Text) + " takes a type and an optional expression")
}

// str: (str e*) joins the display forms of its operands.
func str(x *Expander, call *reader.Form) (*reader.Form, error) {
	join, err := x.symbolOf(call, "COALTON/CLASSES", "MCONCAT")
	if err != nil {
		return nil, err
	}
	display, err := x.symbolOf(call, "SMELTER/SCRIPT", "DISPLAY")
	if err != nil {
		return nil, err
	}
	items := []*reader.Form{call.Items[0]}
	for _, e := range call.Items[1:] {
		if e.Kind != reader.String {
			e = list(call, display, e)
		}
		items = append(items, e)
	}
	parts, err := makeList(x, list(call, items...))
	if err != nil {
		return nil, err
	}
	return list(call, join, parts), nil
}
