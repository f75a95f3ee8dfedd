package expand

import (
	"errors"
	"fmt"
	"strings"

	"github.com/smelter-lang/smelter/transpile/names"
	"github.com/smelter-lang/smelter/transpile/reader"
)

// This file has the functions of the Lisp of macros for texts and for names made of them,
// and those that search lists.

func texts() map[string]primitive {
	p := map[string]primitive{
		"STRING":          func(s *scope, args []*reader.Form) (*reader.Form, error) { return text(s.call, plain(args)), nil },
		"STRING-UPCASE":   onText(strings.ToUpper),
		"STRING-DOWNCASE": onText(strings.ToLower),
		"PRIN1-TO-STRING": printed,
		"FORMAT":          formatNil,
		"CONCATENATE":     concatenate,
		"SYMBOLICATE": func(s *scope, args []*reader.Form) (*reader.Form, error) {
			return s.intern(joinedTexts(args))
		},
		"INTERN": func(s *scope, args []*reader.Form) (*reader.Form, error) { return s.intern(plain(args)) },
		"GENSYM": func(s *scope, args []*reader.Form) (*reader.Form, error) {
			if len(args) == 0 {
				return s.x.gensym(s.call, "G"), nil
			}
			return s.x.gensym(s.call, plain(args)), nil
		},
	}
	p["SYMBOL-NAME"], p["MAKE-SYMBOL"] = p["STRING"], p["GENSYM"]
	return p
}

func onText(f func(string) string) primitive {
	return func(s *scope, args []*reader.Form) (*reader.Form, error) { return text(s.call, f(plain(args))), nil }
}

// intern makes a symbol of the package that is being read.
func (s *scope) intern(name string) (*reader.Form, error) {
	if s.x.pkg == nil || name == "" {
		return nil, errors.New("intern makes a symbol of a name")
	}
	sym := s.x.pkg.Intern(names.Fold(name))
	return made(s.call, reader.Form{Kind: reader.Symbol, Text: strings.ToLower(name), Sym: sym}), nil
}

// printed makes the text of a form, as it was written.
func printed(s *scope, args []*reader.Form) (*reader.Form, error) {
	if len(args) != 1 {
		return nil, errors.New("prin1-to-string takes one form")
	}
	return text(s.call, args[0].String()), nil
}

// formatNil makes the text of (format nil control arg*).
func formatNil(s *scope, args []*reader.Form) (*reader.Form, error) {
	if len(args) < 2 || !isNil(args[0]) {
		return nil, errors.New("format in the body of a macro makes a text: (format nil \"...\" ..)")
	}
	return text(s.call, filled(plain(args[1:]), args[2:])), nil
}

// filled puts arguments where a control string has ~a, ~s or ~d.
func filled(control string, args []*reader.Form) string {
	var b strings.Builder
	for {
		before, after, ok := strings.Cut(control, "~")
		b.WriteString(before)
		if !ok || after == "" {
			return b.String()
		}
		switch c := after[0]; {
		case c == '%':
			b.WriteByte('\n')
		case c == '~':
			b.WriteByte('~')
		case len(args) == 0:
			b.WriteString("~" + after[:1])
		default:
			if c == 's' || c == 'S' {
				b.WriteString(lisp(args[0]))
			} else {
				b.WriteString(plain(args))
			}
			args = args[1:]
		}
		control = after[1:]
	}
}

// concatenate makes the text of (concatenate 'string e*), or a list of the elements of lists.
func concatenate(s *scope, args []*reader.Form) (*reader.Form, error) {
	if len(args) == 0 {
		return nil, errors.New("concatenate takes a type of result")
	}
	switch fold(args[0]) {
	case "STRING":
		return text(s.call, joinedTexts(args[1:])), nil
	case "LIST":
		return appendLists(s, args[1:])
	}
	return nil, fmt.Errorf("concatenate makes a string or a list, not %s", lisp(args[0]))
}

func joinedTexts(args []*reader.Form) string {
	var b strings.Builder
	for i := range args {
		b.WriteString(plain(args[i:]))
	}
	return b.String()
}

// plain returns the first argument as text.
func plain(args []*reader.Form) string {
	switch {
	case len(args) == 0:
		return ""
	case args[0].Kind == reader.String:
		return args[0].Text
	case args[0].Kind == reader.Keyword:
		return fold(args[0])
	}
	return lisp(args[0])
}

// lists has the functions that search lists, and take parts of them.
func lists() map[string]primitive {
	member := func(s *scope, args []*reader.Form) (*reader.Form, error) {
		if i := place(args); i >= 0 {
			return list(s.call, args[1].Items[i:]...), nil
		}
		return list(s.call), nil
	}
	return map[string]primitive{
		"MEMBER": member,
		"FIND": func(s *scope, args []*reader.Form) (*reader.Form, error) {
			if i := place(args); i >= 0 {
				return args[1].Items[i], nil
			}
			return list(s.call), nil
		},
		"POSITION": func(s *scope, args []*reader.Form) (*reader.Form, error) {
			if i := place(args); i >= 0 {
				return integer(s.call, int64(i)), nil
			}
			return list(s.call), nil
		},
		"ASSOC": func(s *scope, args []*reader.Form) (*reader.Form, error) {
			for _, pair := range items(args[min(1, len(args)):]) {
				if len(pair.Items) > 0 && equal(pair.Items[0], args[0]) {
					return pair, nil
				}
			}
			return list(s.call), nil
		},
		"LAST": func(s *scope, args []*reader.Form) (*reader.Form, error) {
			l := items(args)
			return list(s.call, l[max(0, len(l)-1):]...), nil
		},
		"BUTLAST": func(s *scope, args []*reader.Form) (*reader.Form, error) {
			l := items(args)
			return list(s.call, l[:max(0, len(l)-1)]...), nil
		},
		"COPY-LIST": func(s *scope, args []*reader.Form) (*reader.Form, error) { return list(s.call, items(args)...), nil },
		"IDENTITY": func(s *scope, args []*reader.Form) (*reader.Form, error) {
			if len(args) != 1 {
				return nil, errors.New("identity takes one form")
			}
			return args[0], nil
		},
	}
}

// place returns the index of the first argument in the second, a list, or -1.
func place(args []*reader.Form) int {
	if len(args) > 1 {
		for i, x := range args[1].Items {
			if equal(args[0], x) {
				return i
			}
		}
	}
	return -1
}
