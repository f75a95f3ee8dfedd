package expand

import (
	"fmt"

	"github.com/smelter-lang/smelter/transpile/reader"
)

// This file fills backquote templates: ,x stands for the value of x, ,@x for the elements
// of that value. Templates may be nested; what is unquoted belongs to the outermost one
// once it is unquoted as often as it is quoted.

// fill copies a template with what its unquotes stand for.
func (s *scope) fill(f *reader.Form, depth int) (*reader.Form, error) {
	switch f.Kind {
	case reader.Unquote:
		if depth == 1 {
			return s.eval(f.Items[0])
		}
		depth--
	case reader.Splice:
		if depth == 1 {
			return nil, fmt.Errorf("%s stands outside of a list", f)
		}
		depth--
	case reader.Quasi:
		depth++
	}
	out := made(s.call, *f)
	out.Items = nil
	for _, item := range f.Items {
		if item.Kind != reader.Splice || depth > 1 {
			g, err := s.fill(item, depth)
			if err != nil {
				return nil, err
			}
			out.Items = append(out.Items, g)
			continue
		}
		v, err := s.eval(item.Items[0])
		if err != nil {
			return nil, err
		}
		if v.Kind != reader.List && !isNil(v) {
			return nil, fmt.Errorf("%s is no list that could be spliced", lisp(v))
		}
		out.Items = append(out.Items, v.Items...)
	}
	if f.Dot != nil {
		tail, err := s.fill(f.Dot, depth)
		if err != nil {
			return nil, err
		}
		out.Dot = tail
		if tail.Kind == reader.List {
			out.Items, out.Dot = append(out.Items, tail.Items...), tail.Dot
		}
	}
	return out, nil
}

// copy gives a form of the macro's definition the place of the call.
func (s *scope) copy(f *reader.Form) *reader.Form {
	out := made(s.call, *f)
	out.Items = nil
	for _, item := range f.Items {
		out.Items = append(out.Items, s.copy(item))
	}
	if f.Dot != nil {
		out.Dot = s.copy(f.Dot)
	}
	return out
}
