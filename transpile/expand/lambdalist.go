package expand

import (
	"fmt"
	"slices"
	"strings"

	"github.com/smelter-lang/smelter/transpile/names"
	"github.com/smelter-lang/smelter/transpile/reader"
)

// This file binds the operands of a macro call to the parameters of the macro:
//
//	(a (b c) &optional (d default supplied?) &rest e &key (f default))
//
// A list among the required parameters takes an operand apart; &body is &rest.

type lambdaList struct {
	required []*reader.Form // symbols, or lists that take an operand apart
	optional []option
	rest     *names.Symbol
	keys     []option
	hasKeys  bool
}

// An option is a parameter that may be left out.
type option struct {
	sym      *names.Symbol
	def      *reader.Form  // may be nil
	supplied *names.Symbol // bound to whether it was given; may be nil
}

func parseLambdaList(f *reader.Form) (*lambdaList, error) {
	l := &lambdaList{}
	section := ""
	for _, p := range f.Items {
		if name := fold(p); p.Kind == reader.Symbol && strings.HasPrefix(name, "&") {
			switch name {
			case "&OPTIONAL", "&REST", "&BODY", "&KEY":
				section = name
				l.hasKeys = l.hasKeys || name == "&KEY"
				continue
			}
			return nil, fmt.Errorf("%s is not known in the parameter list of a macro", name)
		}
		if err := l.param(section, p); err != nil {
			return nil, err
		}
	}
	if f.Dot != nil {
		return l, l.param("&REST", f.Dot)
	}
	return l, nil
}

// param adds a parameter of a section of the list.
func (l *lambdaList) param(section string, p *reader.Form) error {
	var err error
	var o option
	switch section {
	case "":
		if p.Kind != reader.Symbol && p.Kind != reader.List {
			return misplaced(p)
		}
		l.required = append(l.required, p)
	case "&OPTIONAL":
		o, err = parseOption(p)
		l.optional = append(l.optional, o)
	case "&KEY":
		o, err = parseOption(p)
		l.keys = append(l.keys, o)
	default:
		if p.Kind != reader.Symbol || l.rest != nil {
			return misplaced(p)
		}
		l.rest = p.Sym
	}
	return err
}

func misplaced(p *reader.Form) error {
	return fmt.Errorf("%s cannot stand in the parameter list of a macro", lisp(p))
}

// parseOption parses name, (name default) or (name default supplied?).
func parseOption(p *reader.Form) (option, error) {
	if p.Kind == reader.Symbol {
		return option{sym: p.Sym}, nil
	}
	n := len(p.Items)
	if p.Kind != reader.List || n == 0 || n > 3 || p.Items[0].Kind != reader.Symbol {
		return option{}, misplaced(p)
	}
	o := option{sym: p.Items[0].Sym}
	if n > 1 {
		o.def = p.Items[1]
	}
	if n > 2 {
		if p.Items[2].Kind != reader.Symbol {
			return option{}, misplaced(p)
		}
		o.supplied = p.Items[2].Sym
	}
	return o, nil
}

// bind binds the items of a list in a scope.
func (l *lambdaList) bind(s *scope, args []*reader.Form) error {
	if len(args) < len(l.required) {
		return fmt.Errorf("expected %d operands or more, got %d", len(l.required), len(args))
	}
	for i, p := range l.required {
		if err := bindOne(s, p, args[i]); err != nil {
			return err
		}
	}
	args = args[len(l.required):]
	for _, o := range l.optional {
		var given *reader.Form
		if len(args) > 0 {
			given, args = args[0], args[1:]
		}
		if err := o.bind(s, given); err != nil {
			return err
		}
	}
	if l.rest != nil {
		s.set(l.rest, list(s.call, args...))
	}
	if l.hasKeys {
		return l.bindKeys(s, args)
	}
	if l.rest == nil && len(args) > 0 {
		return fmt.Errorf("unexpected operand %s", lisp(args[0]))
	}
	return nil
}

// bindOne binds a required parameter.
func bindOne(s *scope, p, arg *reader.Form) error {
	if p.Kind == reader.Symbol {
		s.set(p.Sym, arg)
		return nil
	}
	inner, err := parseLambdaList(p)
	if err != nil {
		return err
	}
	if arg.Kind != reader.List {
		return fmt.Errorf("expected a list, got %s", lisp(arg))
	}
	return inner.bind(s, arg.Items)
}

// bind binds a parameter to what was given, or to its default if that is nil.
func (o option) bind(s *scope, given *reader.Form) error {
	if o.supplied != nil {
		s.set(o.supplied, s.boolean(given != nil))
	}
	if given == nil {
		given = list(s.call)
		if o.def != nil {
			var err error
			if given, err = s.eval(o.def); err != nil {
				return err
			}
		}
	}
	s.set(o.sym, given)
	return nil
}

// bindKeys binds what follows &key. With a rest parameter other keywords are let pass.
func (l *lambdaList) bindKeys(s *scope, args []*reader.Form) error {
	given := make([]*reader.Form, len(l.keys))
	for ; len(args) > 0; args = args[2:] {
		if args[0].Kind != reader.Keyword || len(args) < 2 {
			return fmt.Errorf("expected a keyword with its value, got %s", lisp(args[0]))
		}
		i := slices.IndexFunc(l.keys, func(o option) bool { return o.sym.Name == fold(args[0]) })
		if i >= 0 {
			given[i] = args[1]
		} else if l.rest == nil {
			return fmt.Errorf("unknown keyword %s", lisp(args[0]))
		}
	}
	for i, o := range l.keys {
		if err := o.bind(s, given[i]); err != nil {
			return err
		}
	}
	return nil
}
