package expand

import (
	"fmt"
	"math/big"

	"github.com/smelter-lang/smelter/transpile/names"
	"github.com/smelter-lang/smelter/transpile/reader"
)

// This file has the loops and assignments of the Lisp of macros. Of the loop of Lisp it
// knows
//
//	for v in list   for v on list   for v = e   for n from a [to|below b] [by c]
//	when e  unless e  collect e  append e  do e*
//
// with clauses that run side by side until one ends. A variable may be a list that takes
// elements apart.

// assign evaluates (setf x e ...) of variables.
func (s *scope) assign(args []*reader.Form) (*reader.Form, error) {
	out := list(s.call)
	for ; len(args) > 1; args = args[2:] {
		v, err := s.eval(args[1])
		if err != nil {
			return nil, err
		}
		if args[0].Kind != reader.Symbol || !s.update(args[0].Sym, v) {
			return nil, fmt.Errorf("%s is no variable of the macro", args[0])
		}
		out = v
	}
	return out, nil
}

// update changes a variable.
func (s *scope) update(sym *names.Symbol, value *reader.Form) bool {
	for ; s != nil; s = s.outer {
		for i := len(s.vars) - 1; i >= 0; i-- {
			if s.vars[i].sym == sym {
				s.vars[i].value = value
				return true
			}
		}
	}
	return false
}

// push evaluates (push e x).
func (s *scope) push(f *reader.Form) (*reader.Form, error) {
	if len(f.Items) != 3 || f.Items[2].Kind != reader.Symbol {
		return nil, malformed(f)
	}
	values, err := s.values(f.Items[1:])
	if err != nil {
		return nil, err
	}
	out, err := cons(s, values)
	if err == nil && !s.update(f.Items[2].Sym, out) {
		err = fmt.Errorf("%s is no variable of the macro", f.Items[2])
	}
	return out, err
}

// dolist evaluates (dolist (x list [result]) body).
func (s *scope) dolist(f *reader.Form) (*reader.Form, error) {
	if len(f.Items) < 2 || f.Items[1].Kind != reader.List || len(f.Items[1].Items) < 2 {
		return nil, malformed(f)
	}
	head := f.Items[1].Items
	l, err := s.eval(head[1])
	if err != nil {
		return nil, err
	}
	for _, x := range l.Items {
		in := s.inner()
		if err := bindOne(in, head[0], x); err != nil {
			return nil, err
		}
		if _, err := in.body(f.Items[2:]); err != nil {
			return nil, err
		}
	}
	return s.body(head[2:])
}

// A loopClause gives a variable its value for each round.
type loopClause struct {
	v    *reader.Form
	next func(in *scope) (value *reader.Form, ok bool, err error)
}

func (s *scope) loop(f *reader.Form) (*reader.Form, error) {
	l := &loopReader{s: s, f: f, rest: f.Items[1:]}
	if err := l.heads(); err != nil {
		return nil, err
	}
	if len(l.clauses) == 0 {
		return nil, malformed(f)
	}
	var out []*reader.Form
	for {
		in := s.inner()
		for _, c := range l.clauses {
			v, ok, err := c.next(in)
			if err != nil {
				return nil, err
			}
			if !ok {
				return list(s.call, out...), nil
			}
			if err := bindOne(in, c.v, v); err != nil {
				return nil, err
			}
		}
		if err := s.x.step(); err != nil {
			return nil, err
		}
		more, err := l.round(in)
		if err != nil {
			return nil, err
		}
		out = append(out, more...)
	}
}

// A loopReader reads the clauses of a loop.
type loopReader struct {
	s       *scope
	f       *reader.Form
	rest    []*reader.Form
	clauses []loopClause
}

// is reports whether the next form is a word of loop, and passes it.
func (l *loopReader) is(words ...string) bool {
	if len(l.rest) > 0 {
		for _, w := range words {
			if fold(l.rest[0]) == w {
				l.rest = l.rest[1:]
				return true
			}
		}
	}
	return false
}

// operand passes a form.
func (l *loopReader) operand() (*reader.Form, error) {
	if len(l.rest) == 0 {
		return nil, malformed(l.f)
	}
	f := l.rest[0]
	l.rest = l.rest[1:]
	return f, nil
}

// value passes a form and evaluates it.
func (l *loopReader) value() (*reader.Form, error) {
	f, err := l.operand()
	if err != nil {
		return nil, err
	}
	return l.s.eval(f)
}

// heads reads the clauses with variables.
func (l *loopReader) heads() error {
	for l.is("FOR", "AS") {
		v, err := l.operand()
		if err != nil {
			return err
		}
		c := loopClause{v: v}
		switch {
		case l.is("IN"):
			c.next, err = l.elements(false)
		case l.is("ON"):
			c.next, err = l.elements(true)
		case l.is("FROM"):
			c.next, err = l.count()
		case l.is("="):
			var e *reader.Form
			e, err = l.operand()
			c.next = func(in *scope) (*reader.Form, bool, error) {
				v, err := in.eval(e)
				return v, true, err
			}
		default:
			err = malformed(l.f)
		}
		if err != nil {
			return err
		}
		l.clauses = append(l.clauses, c)
	}
	return nil
}

// elements visits the elements of a list, or what is left of it from each on.
func (l *loopReader) elements(tails bool) (func(*scope) (*reader.Form, bool, error), error) {
	all, err := l.value()
	if err != nil {
		return nil, err
	}
	i := -1
	return func(in *scope) (*reader.Form, bool, error) {
		if i++; i >= len(all.Items) {
			return nil, false, nil
		}
		if tails {
			return list(in.call, all.Items[i:]...), true, nil
		}
		return all.Items[i], true, nil
	}, nil
}

// count visits numbers.
func (l *loopReader) count() (func(*scope) (*reader.Form, bool, error), error) {
	from, err := l.number()
	if err != nil {
		return nil, err
	}
	var end *big.Rat
	limit, step := 0, big.NewRat(1, 1)
	for err == nil {
		switch {
		case l.is("TO", "UPTO"):
			end, err = l.number()
			limit = 1
		case l.is("BELOW"):
			end, err = l.number()
			limit = 0
		case l.is("BY"):
			step, err = l.number()
		default:
			at := new(big.Rat).Set(from)
			return func(in *scope) (*reader.Form, bool, error) {
				if end != nil && at.Cmp(end) >= limit {
					return nil, false, nil
				}
				v := number(in.call, new(big.Rat).Set(at))
				at.Add(at, step)
				return v, true, nil
			}, nil
		}
	}
	return nil, err
}

func (l *loopReader) number() (*big.Rat, error) {
	f, err := l.value()
	if err == nil && f.Num == nil {
		err = malformed(l.f)
	}
	if err != nil {
		return nil, err
	}
	return f.Num, nil
}

// round does the clauses without variables once, and returns what they collect.
func (l *loopReader) round(in *scope) ([]*reader.Form, error) {
	at := &loopReader{s: in, f: l.f, rest: l.rest}
	var out []*reader.Form
	for len(at.rest) > 0 {
		wanted, err := at.conditions()
		if err != nil {
			return nil, err
		}
		more, err := at.action(wanted)
		if err != nil {
			return nil, err
		}
		out = append(out, more...)
	}
	return out, nil
}

// conditions reads what stands before a clause that is done only if it holds.
func (l *loopReader) conditions() (bool, error) {
	wanted := true
	for {
		unless := l.is("UNLESS")
		if !unless && !l.is("WHEN", "IF") {
			return wanted, nil
		}
		test, err := l.operand()
		if err != nil {
			return false, err
		}
		if wanted {
			v, err := l.s.eval(test)
			if err != nil {
				return false, err
			}
			wanted = isNil(v) == unless
		}
	}
}

// action reads a clause that does something, which it does if it is wanted.
func (l *loopReader) action(wanted bool) ([]*reader.Form, error) {
	join := l.is("APPEND", "APPENDING", "NCONC")
	switch {
	case l.is("DO", "DOING"):
		for len(l.rest) > 0 && l.rest[0].Kind == reader.List {
			f, _ := l.operand()
			if wanted {
				if _, err := l.s.eval(f); err != nil {
					return nil, err
				}
			}
		}
		return nil, nil
	case !join && !l.is("COLLECT", "COLLECTING"):
		return nil, malformed(l.f)
	case !wanted:
		_, err := l.operand()
		return nil, err
	}
	v, err := l.value()
	if err != nil {
		return nil, err
	}
	if join {
		return v.Items, nil
	}
	return []*reader.Form{v}, nil
}
