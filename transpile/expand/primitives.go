package expand

import (
	"errors"
	"fmt"
	"maps"
	"math/big"
	"strings"

	"github.com/smelter-lang/smelter/transpile/reader"
)

// This file has the functions that bodies of macros can call. Their names are Lisp's.

// A primitive is a function on forms.
type primitive func(s *scope, args []*reader.Form) (*reader.Form, error)

func primitives() map[string]primitive {
	p := map[string]primitive{
		"LIST":    func(s *scope, args []*reader.Form) (*reader.Form, error) { return list(s.call, args...), nil },
		"LIST*":   func(s *scope, args []*reader.Form) (*reader.Form, error) { return cons(s, args) },
		"CONS":    func(s *scope, args []*reader.Form) (*reader.Form, error) { return cons(s, args) },
		"APPEND":  appendLists,
		"REVERSE": reverse,
		"NTH":     nth,
		"LENGTH": func(s *scope, args []*reader.Form) (*reader.Form, error) {
			return integer(s.call, int64(len(items(args)))), nil
		},
		"ERROR": fail,
	}
	maps.Copy(p, lists())
	maps.Copy(p, texts())
	for i, name := range []string{"FIRST", "SECOND", "THIRD", "FOURTH", "FIFTH"} {
		p[name] = element(i)
	}
	p["CAR"], p["CADR"], p["CADDR"] = p["FIRST"], p["SECOND"], p["THIRD"]
	p["REST"], p["CDR"], p["CDDR"] = after(1), after(1), after(2)
	for name, test := range predicates() {
		p[name] = func(s *scope, args []*reader.Form) (*reader.Form, error) {
			if len(args) != 1 {
				return nil, fmt.Errorf("%s takes one argument", strings.ToLower(name))
			}
			return s.boolean(test(args[0])), nil
		}
	}
	for _, name := range []string{"EQ", "EQL", "EQUAL"} {
		p[name] = func(s *scope, args []*reader.Form) (*reader.Form, error) {
			return s.boolean(len(args) == 2 && equal(args[0], args[1])), nil
		}
	}
	arithmetic(p)
	return p
}

func predicates() map[string]func(*reader.Form) bool {
	kind := func(kinds ...reader.Kind) func(*reader.Form) bool {
		return func(f *reader.Form) bool {
			for _, k := range kinds {
				if f.Kind == k {
					return true
				}
			}
			return false
		}
	}
	return map[string]func(*reader.Form) bool{
		"NULL": isNil, "NOT": isNil, "ENDP": isNil,
		"CONSP":    func(f *reader.Form) bool { return f.Kind == reader.List && len(f.Items) > 0 },
		"ATOM":     func(f *reader.Form) bool { return f.Kind != reader.List || len(f.Items) == 0 },
		"LISTP":    func(f *reader.Form) bool { return f.Kind == reader.List || isNil(f) },
		"SYMBOLP":  kind(reader.Symbol, reader.Keyword),
		"KEYWORDP": kind(reader.Keyword),
		"STRINGP":  kind(reader.String),
		"INTEGERP": kind(reader.Integer),
		"NUMBERP":  kind(reader.Integer, reader.Ratio, reader.Float32, reader.Float64),
		"ZEROP":    func(f *reader.Form) bool { return f.Num != nil && f.Num.Sign() == 0 },
		"PLUSP":    func(f *reader.Form) bool { return f.Num != nil && f.Num.Sign() > 0 },
		"EVENP":    func(f *reader.Form) bool { return f.Kind == reader.Integer && f.Num.Num().Bit(0) == 0 },
		"ODDP":     func(f *reader.Form) bool { return f.Kind == reader.Integer && f.Num.Num().Bit(0) == 1 },
	}
}

// items returns the elements of the first argument.
func items(args []*reader.Form) []*reader.Form {
	if len(args) == 0 {
		return nil
	}
	return args[0].Items
}

// element takes an element of a list, false if it is too short.
func element(i int) primitive {
	return func(s *scope, args []*reader.Form) (*reader.Form, error) {
		if l := items(args); i < len(l) {
			return l[i], nil
		}
		return list(s.call), nil
	}
}

// after drops elements of a list.
func after(n int) primitive {
	return func(s *scope, args []*reader.Form) (*reader.Form, error) {
		l := items(args)
		return list(s.call, l[min(n, len(l)):]...), nil
	}
}

func nth(s *scope, args []*reader.Form) (*reader.Form, error) {
	if len(args) != 2 || args[0].Kind != reader.Integer || !args[0].Num.Num().IsInt64() || args[0].Num.Sign() < 0 {
		return nil, errors.New("nth takes an index and a list")
	}
	i := args[0].Num.Num().Int64()
	return element(int(min(i, int64(len(args[1].Items)))))(s, args[1:])
}

// cons puts elements before a list, the last argument.
func cons(s *scope, args []*reader.Form) (*reader.Form, error) {
	if len(args) == 0 {
		return list(s.call), nil
	}
	last := args[len(args)-1]
	out := list(s.call, args[:len(args)-1]...)
	if last.Kind == reader.List || isNil(last) {
		out.Items = append(out.Items[:len(out.Items):len(out.Items)], last.Items...)
		out.Dot = last.Dot
	} else {
		out.Dot = last
	}
	return out, nil
}

func appendLists(s *scope, args []*reader.Form) (*reader.Form, error) {
	var out []*reader.Form
	for _, l := range args {
		if l.Kind != reader.List && !isNil(l) {
			return nil, fmt.Errorf("%s is no list that could be appended", lisp(l))
		}
		out = append(out, l.Items...)
	}
	return list(s.call, out...), nil
}

func reverse(s *scope, args []*reader.Form) (*reader.Form, error) {
	l := items(args)
	out := make([]*reader.Form, len(l))
	for i, f := range l {
		out[len(l)-1-i] = f
	}
	return list(s.call, out...), nil
}

// fail ends the expansion with a message.
func fail(_ *scope, args []*reader.Form) (*reader.Form, error) {
	if len(args) == 0 {
		return nil, errors.New("error")
	}
	return nil, errors.New(filled(plain(args), args[1:]))
}

// arithmetic adds the functions on numbers.
func arithmetic(p map[string]primitive) {
	for name, op := range map[string]func(z, a, b *big.Rat) *big.Rat{
		"+": (*big.Rat).Add, "-": (*big.Rat).Sub, "*": (*big.Rat).Mul,
	} {
		p[name] = func(s *scope, args []*reader.Form) (*reader.Form, error) {
			if err := numbers(name, args); err != nil {
				return nil, err
			}
			sum := new(big.Rat).Set(args[0].Num)
			if name == "-" && len(args) == 1 {
				sum.Neg(sum)
			}
			for _, a := range args[1:] {
				op(sum, sum, a.Num)
			}
			return number(s.call, sum), nil
		}
	}
	for name, holds := range map[string]func(cmp int) bool{
		"=": func(c int) bool { return c == 0 }, "<": func(c int) bool { return c < 0 }, ">": func(c int) bool { return c > 0 },
		"<=": func(c int) bool { return c <= 0 }, ">=": func(c int) bool { return c >= 0 },
	} {
		p[name] = func(s *scope, args []*reader.Form) (*reader.Form, error) {
			if err := numbers(name, args); err != nil {
				return nil, err
			}
			for i := 1; i < len(args); i++ {
				if !holds(args[i-1].Num.Cmp(args[i].Num)) {
					return s.boolean(false), nil
				}
			}
			return s.boolean(true), nil
		}
	}
}

func numbers(name string, args []*reader.Form) error {
	for _, a := range args {
		if a.Num == nil {
			return fmt.Errorf("%s: %s is no exact number", name, lisp(a))
		}
	}
	if len(args) == 0 {
		return fmt.Errorf("%s needs an argument", name)
	}
	return nil
}
