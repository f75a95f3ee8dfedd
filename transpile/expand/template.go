package expand

import (
	"errors"
	"fmt"

	"github.com/smelter-lang/smelter/transpile/names"
	"github.com/smelter-lang/smelter/transpile/reader"
)

// This file implements template macros: a lambda list, and a body that is a backquote
// template, in bindings of fresh symbols if need be:
//
//	(define-expression-macro name (a &optional b &rest c) `(... ,a ,@c))
//	(define-expression-macro name (a) (let ((g (gensym))) `(... ,g ...)))
//	(define-expression-macro name (a) (with-gensyms (g) `(... ,g ...)))

// A Template is a macro that a program defines.
type Template struct {
	name   string
	params *lambdaList
	body   *reader.Form
}

func newTemplate(def *reader.Form) (*Template, error) {
	if len(def.Items) < 4 || def.Items[1].Kind != reader.Symbol || def.Items[2].Kind != reader.List {
		return nil, errors.New("a macro definition has a name, a parameter list and a body")
	}
	params, err := parseLambdaList(def.Items[2])
	if err != nil {
		return nil, err
	}
	body := def.Items[3]
	if body.Kind == reader.String && len(def.Items) > 4 {
		body = def.Items[4]
	}
	return &Template{names.Fold(def.Items[1].Text), params, body}, nil
}

// A lambdaList says how the operands of a call are bound.
type lambdaList struct {
	required []*reader.Form // symbols, or lists that take an operand apart
	optional []optional
	rest     *names.Symbol
}

type optional struct {
	sym *names.Symbol
	def *reader.Form
}

func parseLambdaList(f *reader.Form) (*lambdaList, error) {
	l := &lambdaList{}
	section := ""
	for _, p := range f.Items {
		marker := names.Fold(p.Text)
		switch {
		case p.Kind == reader.Symbol && (marker == "&OPTIONAL" || marker == "&REST" || marker == "&BODY"):
			section = marker
		case section == "":
			l.required = append(l.required, p)
		case section == "&OPTIONAL" && p.Kind == reader.Symbol:
			l.optional = append(l.optional, optional{sym: p.Sym})
		case section == "&OPTIONAL" && p.Kind == reader.List && len(p.Items) == 2 && p.Items[0].Kind == reader.Symbol:
			l.optional = append(l.optional, optional{p.Items[0].Sym, p.Items[1]})
		case p.Kind == reader.Symbol && l.rest == nil:
			l.rest = p.Sym
		default:
			return nil, fmt.Errorf("%s cannot stand in the parameter list of a macro", p)
		}
	}
	return l, nil
}

// bindings maps the parameters of a macro to forms.
type bindings map[*names.Symbol]*reader.Form

func (l *lambdaList) bind(call *reader.Form, args []*reader.Form, b bindings) error {
	if len(args) < len(l.required) {
		return fmt.Errorf("expected %d operands or more, got %d", len(l.required), len(args))
	}
	for i, p := range l.required {
		if p.Kind == reader.Symbol {
			b[p.Sym] = args[i]
			continue
		}
		inner, err := parseLambdaList(p)
		if err != nil {
			return err
		}
		if args[i].Kind != reader.List {
			return fmt.Errorf("expected a list, got %s", args[i])
		}
		if err := inner.bind(call, args[i].Items, b); err != nil {
			return err
		}
	}
	args = args[len(l.required):]
	for _, o := range l.optional {
		if len(args) > 0 {
			b[o.sym], args = args[0], args[1:]
		} else if o.def != nil {
			b[o.sym] = remade(call, o.def)
		} else {
			b[o.sym] = list(call)
		}
	}
	if l.rest != nil {
		b[l.rest] = list(call, args...)
	} else if len(args) > 0 {
		return fmt.Errorf("unexpected operand %s", args[0])
	}
	return nil
}

func (t *Template) apply(x *Expander, call *reader.Form) (*reader.Form, error) {
	b := bindings{}
	if err := t.params.bind(call, call.Items[1:], b); err != nil {
		return nil, fmt.Errorf("%s: %w", t.name, err)
	}
	return x.eval(call, t.body, b)
}

// eval evaluates the body of a macro.
func (x *Expander) eval(call, body *reader.Form, b bindings) (*reader.Form, error) {
	switch {
	case body.Kind == reader.Quasi:
		return fill(call, body.Items[0], b)
	case body.Kind == reader.Symbol && b[body.Sym] != nil:
		return b[body.Sym], nil
	case body.Kind == reader.List && len(body.Items) == 3 && body.Items[0].IsSym("LET"):
		for _, bind := range body.Items[1].Items {
			if bind.Kind != reader.List || len(bind.Items) != 2 || !isGensym(bind.Items[1]) {
				return nil, fmt.Errorf("%s: the body of a macro binds only fresh symbols", bind)
			}
			b[bind.Items[0].Sym] = x.gensym(call, names.Fold(bind.Items[0].Text))
		}
		return x.eval(call, body.Items[2], b)
	case body.Kind == reader.List && len(body.Items) == 3 && body.Items[0].IsSym("WITH-GENSYMS"):
		for _, s := range body.Items[1].Items {
			b[s.Sym] = x.gensym(call, names.Fold(s.Text))
		}
		return x.eval(call, body.Items[2], b)
	}
	return nil, errors.New("the body of a macro is a backquote template")
}

func isGensym(f *reader.Form) bool {
	return f.Kind == reader.List && len(f.Items) > 0 && f.Items[0].IsSym("GENSYM")
}

// fill copies a template with what its unquotes stand for.
func fill(call, f *reader.Form, b bindings) (*reader.Form, error) {
	if f.Kind == reader.Unquote {
		return value(f.Items[0], b)
	}
	out := remadeShallow(call, f)
	out.Items = nil
	for _, item := range f.Items {
		if item.Kind != reader.Splice {
			g, err := fill(call, item, b)
			if err != nil {
				return nil, err
			}
			out.Items = append(out.Items, g)
			continue
		}
		v, err := value(item.Items[0], b)
		if err != nil {
			return nil, err
		}
		if v.Kind != reader.List {
			return nil, fmt.Errorf("%s is no list that could be spliced", v)
		}
		out.Items = append(out.Items, v.Items...)
	}
	return out, nil
}

func value(f *reader.Form, b bindings) (*reader.Form, error) {
	if f.Kind == reader.Symbol && b[f.Sym] != nil {
		return b[f.Sym], nil
	}
	return nil, fmt.Errorf("%s is no parameter of the macro", f)
}

// remade copies a form of a template to the place of a call.
func remade(call, f *reader.Form) *reader.Form {
	out := remadeShallow(call, f)
	out.Items = nil
	for _, item := range f.Items {
		out.Items = append(out.Items, remade(call, item))
	}
	return out
}

func remadeShallow(call, f *reader.Form) *reader.Form {
	out := *f
	out.Span, out.Expanded, out.Lead = call.Span, true, nil
	return &out
}
