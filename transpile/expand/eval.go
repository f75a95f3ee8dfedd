package expand

import (
	"errors"
	"fmt"
	"strings"

	"github.com/smelter-lang/smelter/transpile/names"
	"github.com/smelter-lang/smelter/transpile/reader"
)

// This file evaluates the bodies of macros, which are written in a small Lisp: backquote
// templates, bindings, conditions and functions on forms (primitives.go). Values are forms;
// false is the empty list. Heads are recognised by name, whatever their package, but for
// functions of the program (function.go). Every expansion ends: its steps are counted.

// define makes a macro of its definition.
func define(def *reader.Form) (Macro, error) {
	if len(def.Items) < 4 || def.Items[1].Kind != reader.Symbol || def.Items[2].Kind != reader.List {
		return nil, errors.New("a macro definition has a name, a parameter list and a body")
	}
	params, err := parseLambdaList(def.Items[2])
	if err != nil {
		return nil, err
	}
	body := def.Items[3:]
	if body[0].Kind == reader.String && len(body) > 1 {
		body = body[1:]
	}
	name := strings.ToLower(fold(def.Items[1]))
	return func(x *Expander, call *reader.Form) (*reader.Form, error) {
		s := &scope{x: x, call: call}
		if err := params.bind(s, call.Items[1:]); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		return s.body(body)
	}, nil
}

// A scope holds the variables of a macro body.
type scope struct {
	x     *Expander
	call  *reader.Form // that is being expanded
	outer *scope
	vars  []variable
}

type variable struct {
	sym   *names.Symbol
	value *reader.Form
}

func (s *scope) inner() *scope { return &scope{x: s.x, call: s.call, outer: s} }

func (s *scope) set(sym *names.Symbol, value *reader.Form) {
	s.vars = append(s.vars, variable{sym, value})
}

// lookup returns the value of a variable; the last of several of one name.
func (s *scope) lookup(sym *names.Symbol) *reader.Form {
	for ; s != nil; s = s.outer {
		for i := len(s.vars) - 1; i >= 0; i-- {
			if s.vars[i].sym == sym {
				return s.vars[i].value
			}
		}
	}
	return nil
}

// boolean makes the truth value that a Lisp has.
func (s *scope) boolean(b bool) *reader.Form {
	if !b {
		return list(s.call)
	}
	return made(s.call, reader.Form{Kind: reader.Symbol, Text: "t", Sym: &names.Symbol{Name: "T"}})
}

// body evaluates forms and returns the value of the last.
func (s *scope) body(forms []*reader.Form) (*reader.Form, error) {
	out := list(s.call)
	for _, f := range forms {
		var err error
		if out, err = s.eval(f); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func (s *scope) eval(f *reader.Form) (*reader.Form, error) {
	if err := s.x.step(); err != nil {
		return nil, err
	}
	switch f.Kind {
	case reader.Quasi:
		return s.fill(f.Items[0], 1)
	case reader.Quote:
		return s.copy(f.Items[0]), nil
	case reader.Symbol:
		return s.symbol(f)
	case reader.List:
		return s.form(f)
	case reader.Unquote, reader.Splice:
		return nil, fmt.Errorf("%s stands outside of a backquote template", f)
	}
	return s.copy(f), nil
}

func (s *scope) symbol(f *reader.Form) (*reader.Form, error) {
	if v := s.lookup(f.Sym); v != nil {
		return v, nil
	}
	switch fold(f) {
	case "NIL":
		return list(s.call), nil
	case "T":
		return s.boolean(true), nil
	}
	return nil, fmt.Errorf("%s is no variable of the macro", f)
}

// form evaluates a form in parentheses.
func (s *scope) form(f *reader.Form) (*reader.Form, error) {
	if len(f.Items) == 0 {
		return list(s.call), nil
	}
	args := f.Items[1:]
	switch head := fold(f.Items[0]); head {
	case "QUOTE":
		if len(args) == 1 {
			return s.copy(args[0]), nil
		}
	case "PROGN":
		return s.body(args)
	case "LET", "LET*":
		return s.let(f, head == "LET*")
	case "WITH-GENSYMS":
		return s.withGensyms(f)
	case "DESTRUCTURING-BIND":
		return s.destructure(f)
	case "IF", "WHEN", "UNLESS":
		return s.conditional(head, f)
	case "COND":
		return s.cond(args)
	case "AND", "OR":
		return s.logic(head == "OR", args)
	case "MAPCAR", "MAPCAN":
		return s.mapcar(f, head == "MAPCAN")
	case "REMOVE-IF", "REMOVE-IF-NOT":
		return s.remove(f, head == "REMOVE-IF")
	case "EVERY", "SOME":
		return s.quantified(f, head == "SOME")
	case "REDUCE":
		return s.reduce(f)
	case "FUNCALL", "APPLY":
		return s.funcall(f, head == "APPLY")
	case "CASE":
		return s.caseOf(f)
	case "SETF", "SETQ":
		return s.assign(args)
	case "PUSH":
		return s.push(f)
	case "DOLIST":
		return s.dolist(f)
	case "LOOP":
		return s.loop(f)
	default:
		if fun := s.x.functions[f.Items[0].Sym]; fun != nil {
			values, err := s.values(args)
			if err != nil {
				return nil, err
			}
			return fun.call(&scope{x: s.x, call: s.call}, values)
		}
		if p, ok := s.x.primitives[head]; ok {
			values, err := s.values(args)
			if err != nil {
				return nil, err
			}
			return p(s, values)
		}
		return nil, fmt.Errorf("%s is not known in the body of a macro", strings.ToLower(lisp(f.Items[0])))
	}
	return nil, malformed(f)
}

func malformed(f *reader.Form) error {
	return fmt.Errorf("malformed %s in the body of a macro", strings.ToLower(lisp(f.Items[0])))
}

func (s *scope) values(forms []*reader.Form) ([]*reader.Form, error) {
	out := make([]*reader.Form, len(forms))
	for i, f := range forms {
		var err error
		if out[i], err = s.eval(f); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// let evaluates (let ((x e)*) body) and let*.
func (s *scope) let(f *reader.Form, sequential bool) (*reader.Form, error) {
	if len(f.Items) < 3 || f.Items[1].Kind != reader.List {
		return nil, malformed(f)
	}
	in := s.inner()
	from := s
	if sequential {
		from = in
	}
	for _, b := range f.Items[1].Items {
		if b.Kind != reader.List || len(b.Items) != 2 || b.Items[0].Kind != reader.Symbol {
			return nil, malformed(f)
		}
		v, err := from.eval(b.Items[1])
		if err != nil {
			return nil, err
		}
		in.set(b.Items[0].Sym, v)
	}
	return in.body(f.Items[2:])
}

// withGensyms evaluates (with-gensyms (x*) body).
func (s *scope) withGensyms(f *reader.Form) (*reader.Form, error) {
	if len(f.Items) < 3 || f.Items[1].Kind != reader.List {
		return nil, malformed(f)
	}
	in := s.inner()
	for _, v := range f.Items[1].Items {
		if v.Kind != reader.Symbol {
			return nil, malformed(f)
		}
		in.set(v.Sym, s.x.gensym(s.call, fold(v)))
	}
	return in.body(f.Items[2:])
}

// destructure evaluates (destructuring-bind (param*) e body).
func (s *scope) destructure(f *reader.Form) (*reader.Form, error) {
	if len(f.Items) < 4 || f.Items[1].Kind != reader.List {
		return nil, malformed(f)
	}
	v, err := s.eval(f.Items[2])
	if err != nil {
		return nil, err
	}
	in := s.inner()
	if err := bindOne(in, f.Items[1], v); err != nil {
		return nil, err
	}
	return in.body(f.Items[3:])
}

func (s *scope) conditional(head string, f *reader.Form) (*reader.Form, error) {
	if len(f.Items) < 3 {
		return nil, malformed(f)
	}
	test, err := s.eval(f.Items[1])
	if err != nil {
		return nil, err
	}
	holds := !isNil(test)
	switch {
	case head == "IF" && holds:
		return s.eval(f.Items[2])
	case head == "IF":
		return s.body(f.Items[3:])
	case holds == (head == "WHEN"):
		return s.body(f.Items[2:])
	}
	return list(s.call), nil
}

func (s *scope) cond(clauses []*reader.Form) (*reader.Form, error) {
	for _, c := range clauses {
		if c.Kind != reader.List || len(c.Items) == 0 {
			return nil, errors.New("malformed cond in the body of a macro")
		}
		v, err := s.eval(c.Items[0])
		if err != nil || isNil(v) {
			if err != nil {
				return nil, err
			}
			continue
		}
		if len(c.Items) == 1 {
			return v, nil
		}
		return s.body(c.Items[1:])
	}
	return list(s.call), nil
}

func (s *scope) logic(or bool, args []*reader.Form) (*reader.Form, error) {
	out := s.boolean(!or)
	for _, a := range args {
		var err error
		if out, err = s.eval(a); err != nil {
			return nil, err
		}
		if isNil(out) != or {
			break
		}
	}
	return out, nil
}

// caseOf evaluates (case e (key body) ... (t body)); a key may be a list of keys.
func (s *scope) caseOf(f *reader.Form) (*reader.Form, error) {
	if len(f.Items) < 2 {
		return nil, malformed(f)
	}
	v, err := s.eval(f.Items[1])
	if err != nil {
		return nil, err
	}
	for _, c := range f.Items[2:] {
		if c.Kind != reader.List || len(c.Items) == 0 {
			return nil, malformed(f)
		}
		key := c.Items[0]
		hit := fold(key) == "T" || fold(key) == "OTHERWISE" || equal(key, v)
		if key.Kind == reader.List {
			hit = place([]*reader.Form{v, key}) >= 0
		}
		if hit {
			return s.body(c.Items[1:])
		}
	}
	return list(s.call), nil
}
