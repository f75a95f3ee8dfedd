package expand

import (
	"errors"
	"fmt"
	"strings"

	"github.com/smelter-lang/smelter/transpile/reader"
)

// This file has the functions of the Lisp of macros: those that a program defines by
// defun, lambdas, and what takes them. Functions are no values: where one is expected,
// there is a lambda, or the quoted name of a function.

const (
	maxSteps = 100_000 // of an expansion
	maxDepth = 5_000   // of its calls
)

// step counts a step of the expansion going on.
func (x *Expander) step() error {
	if x.steps++; x.steps > maxSteps {
		return fmt.Errorf("the expansion does not end within %d steps", maxSteps)
	}
	return nil
}

// A lambdaBody is a function of the Lisp of macros.
type lambdaBody struct {
	name   string
	params *lambdaList
	body   []*reader.Form
}

// parseFunction makes a function of its parameter list and body.
func parseFunction(name string, params *reader.Form, body []*reader.Form) (*lambdaBody, error) {
	l, err := parseLambdaList(params)
	if err != nil {
		return nil, err
	}
	if len(body) > 1 && body[0].Kind == reader.String {
		body = body[1:]
	}
	return &lambdaBody{name, l, body}, nil
}

// call evaluates the body, with the parameters in a scope inside of s.
func (f *lambdaBody) call(s *scope, args []*reader.Form) (*reader.Form, error) {
	if s.x.depth++; s.x.depth > maxDepth {
		return nil, fmt.Errorf("%s: more than %d calls inside one another", f.name, maxDepth)
	}
	defer func() { s.x.depth-- }()
	in := s.inner()
	if err := f.params.bind(in, args); err != nil {
		return nil, fmt.Errorf("%s: %w", f.name, err)
	}
	return in.body(f.body)
}

// DefineFunction makes a function of (defun name (param*) docstring? body), which the
// bodies of macros can call from then on.
func (x *Expander) DefineFunction(def *reader.Form) error {
	if len(def.Items) < 4 || def.Items[1].Kind != reader.Symbol || def.Items[2].Kind != reader.List {
		return errors.New("a function definition has a name, a parameter list and a body")
	}
	f, err := parseFunction(strings.ToLower(fold(def.Items[1])), def.Items[2], def.Items[3:])
	if err == nil {
		x.functions[def.Items[1].Sym] = f
	}
	return err
}

// function returns what a function position means.
func (s *scope) function(f *reader.Form) (primitive, error) {
	name := f
	if f.Kind == reader.Quote || f.Kind == reader.Function {
		name = f.Items[0]
	} else if f.Kind == reader.List && len(f.Items) == 2 && fold(f.Items[0]) == "FUNCTION" {
		name = f.Items[1]
	}
	if name.Kind == reader.Symbol {
		if fun := s.x.functions[name.Sym]; fun != nil {
			return func(s *scope, args []*reader.Form) (*reader.Form, error) {
				return fun.call(&scope{x: s.x, call: s.call}, args)
			}, nil
		}
		if p, ok := s.x.primitives[fold(name)]; ok {
			return p, nil
		}
	}
	if name.Kind != reader.List || len(name.Items) < 3 || fold(name.Items[0]) != "LAMBDA" || name.Items[1].Kind != reader.List {
		return nil, fmt.Errorf("%s is no function of a macro body", lisp(f))
	}
	fun, err := parseFunction("lambda", name.Items[1], name.Items[2:])
	if err != nil {
		return nil, err
	}
	return func(_ *scope, args []*reader.Form) (*reader.Form, error) { return fun.call(s, args) }, nil
}

// withFunction evaluates the operands of a form that takes a function and then lists.
func (s *scope) withFunction(f *reader.Form, least int) (primitive, []*reader.Form, error) {
	if len(f.Items) < 2+least {
		return nil, nil, malformed(f)
	}
	fun, err := s.function(f.Items[1])
	if err != nil {
		return nil, nil, err
	}
	values, err := s.values(f.Items[2:])
	return fun, values, err
}

// each calls a function with the first elements of lists, then the second ones, and so on
// until a list ends or visit says that it is enough.
func (s *scope) each(fun primitive, lists []*reader.Form, visit func(v *reader.Form) (more bool)) error {
	for i := 0; ; i++ {
		args := make([]*reader.Form, len(lists))
		for j, l := range lists {
			if i >= len(l.Items) {
				return nil
			}
			args[j] = l.Items[i]
		}
		v, err := fun(s, args)
		if err != nil || !visit(v) {
			return err
		}
	}
}

// mapcar evaluates (mapcar f list+); mapcan joins the results.
func (s *scope) mapcar(f *reader.Form, join bool) (*reader.Form, error) {
	fun, lists, err := s.withFunction(f, 1)
	if err != nil {
		return nil, err
	}
	var out []*reader.Form
	err = s.each(fun, lists, func(v *reader.Form) bool {
		if join {
			out = append(out, v.Items...)
		} else {
			out = append(out, v)
		}
		return true
	})
	return list(s.call, out...), err
}

// remove evaluates (remove-if f list) and remove-if-not.
func (s *scope) remove(f *reader.Form, hits bool) (*reader.Form, error) {
	fun, lists, err := s.withFunction(f, 1)
	if err != nil {
		return nil, err
	}
	var out []*reader.Form
	i := 0
	err = s.each(fun, lists[:1], func(v *reader.Form) bool {
		if isNil(v) == hits {
			out = append(out, lists[0].Items[i])
		}
		i++
		return true
	})
	return list(s.call, out...), err
}

// quantified evaluates (every f list+) and (some f list+).
func (s *scope) quantified(f *reader.Form, some bool) (*reader.Form, error) {
	fun, lists, err := s.withFunction(f, 1)
	if err != nil {
		return nil, err
	}
	out := s.boolean(!some)
	err = s.each(fun, lists, func(v *reader.Form) bool {
		out = v
		return isNil(v) == some
	})
	return out, err
}

// reduce evaluates (reduce f list [:initial-value e] [:from-end t]).
func (s *scope) reduce(f *reader.Form) (*reader.Form, error) {
	fun, args, err := s.withFunction(f, 1)
	if err != nil {
		return nil, err
	}
	items, fromEnd := args[0].Items, false
	var out *reader.Form
	for rest := args[1:]; len(rest) > 1; rest = rest[2:] {
		switch fold(rest[0]) {
		case "INITIAL-VALUE":
			out = rest[1]
		case "FROM-END":
			fromEnd = !isNil(rest[1])
		}
	}
	for len(items) > 0 {
		x := items[0]
		if fromEnd {
			x, items = items[len(items)-1], items[:len(items)-1]
		} else {
			items = items[1:]
		}
		switch {
		case out == nil:
			out = x
		case fromEnd:
			out, err = fun(s, []*reader.Form{x, out})
		default:
			out, err = fun(s, []*reader.Form{out, x})
		}
		if err != nil {
			return nil, err
		}
	}
	if out == nil {
		return fun(s, nil)
	}
	return out, nil
}

// funcall evaluates (funcall f e*), and (apply f e* list).
func (s *scope) funcall(f *reader.Form, spread bool) (*reader.Form, error) {
	fun, args, err := s.withFunction(f, 0)
	if err != nil {
		return nil, err
	}
	if spread {
		if len(args) == 0 {
			return nil, malformed(f)
		}
		last := args[len(args)-1]
		args = append(args[:len(args)-1:len(args)-1], last.Items...)
	}
	return fun(s, args)
}
