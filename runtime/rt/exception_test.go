package rt

import (
	"slices"
	"strings"
	"testing"
)

var (
	first  = &ExceptionType{Name: "TEST:FIRST", Show: func(v any) string { return "First " + v.(string) }}
	second = &ExceptionType{Name: "TEST:SECOND", Show: func(v any) string { return "Second " + v.(string) }}
)

// handling is a handler of one type of exceptions, with a completion code.
func handling(t *ExceptionType, code int) func(*Exception) (int, bool) {
	return func(e *Exception) (int, bool) { return code, e.Type == t }
}

// steps notes in which order things happen.
type steps []string

func (s *steps) add(step string) { *s = append(*s, step) }

func (s *steps) want(t *testing.T, want ...string) {
	t.Helper()
	if !slices.Equal(*s, want) {
		t.Errorf("got  %s\nwant %s", strings.Join(*s, ", "), strings.Join(want, ", "))
	}
}

// settled checks that nothing is active any more.
func settled(t *testing.T) {
	t.Helper()
	if catches != nil || resumes != nil || len(bindings) != 0 {
		t.Errorf("frames are left: %v %v %d", catches, resumes, len(bindings))
	}
}

func TestCatchCompletes(t *testing.T) {
	defer settled(t)
	if code := Catch(func() int { return 3 }, handling(first, 7)); code != 3 {
		t.Errorf("without an exception: %d", code)
	}
	throw := func() int { panic(Throw(first, "x")) }
	if code := Catch(throw, handling(first, 7)); code != 7 {
		t.Errorf("with one: %d", code)
	}
	inner := func() int { return Catch(throw, handling(second, 8)) }
	if code := Catch(inner, handling(first, 7)); code != 7 {
		t.Errorf("the inner catch is for another type: %d", code)
	}
}

func TestHandlersRunBeforeUnwinding(t *testing.T) {
	defer settled(t)
	var s steps
	Catch(func() int {
		defer s.add("unwound")
		panic(Throw(first, "x"))
	}, func(*Exception) (int, bool) { s.add("handled"); return 1, true })
	s.want(t, "handled", "unwound")
}

func TestHandlersAskedFromWithin(t *testing.T) {
	defer settled(t)
	var s steps
	noting := func(name string, handled bool) func(*Exception) (int, bool) {
		return func(*Exception) (int, bool) { s.add(name); return 1, handled }
	}
	Catch(func() int {
		return Catch(func() int {
			return Catch(func() int { panic(Throw(first, "x")) }, noting("inner", false))
		}, noting("middle", true))
	}, noting("outer", true))
	s.want(t, "inner", "middle")
}

// While a handler runs, itself and those inside it are not active.
func TestThrowInHandler(t *testing.T) {
	defer settled(t)
	code := Catch(func() int {
		return Catch(func() int {
			return Catch(func() int { panic(Throw(first, "x")) }, handling(second, 1))
		}, func(*Exception) (int, bool) { panic(Throw(second, "y")) })
	}, handling(second, 3))
	if code != 3 {
		t.Errorf("code %d", code)
	}
}

func TestRuntimeErrors(t *testing.T) {
	defer settled(t)
	var nothing []int
	for want, fail := range map[string]func() int{
		"index out of range":                     func() int { return Index(3, 3) },
		"no way":                                 func() int { panic(Fail("no way")) },
		"the length of an array is out of range": func() int { return Size(-1) },
		"No restart A::B is active.":             func() int { panic(ResumeTo(&ExceptionType{Name: "A:B"}, nil)) },
		"runtime error: index out of range [0] with length 0":              func() int { return nothing[0] },
		"runtime error: invalid memory address or nil pointer dereference": func() int { return *(*int)(nil) },
	} {
		got := ""
		Catch(fail, func(e *Exception) (int, bool) { got = e.Message(); return 0, e.Type == nil })
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestResume(t *testing.T) {
	defer settled(t)
	var s steps
	code := Catch(func() int {
		code, exc := Resumable([]*ExceptionType{second}, func() int {
			defer s.add("unwound")
			panic(Throw(first, "x"))
		})
		s.add(exc.Value.(string))
		if exc.Type != second || code != 0 {
			t.Errorf("code %d, %v", code, exc)
		}
		if catches == nil {
			t.Error("the catch around is not active after a resumption")
		}
		return 5
	}, func(e *Exception) (int, bool) {
		s.add(e.Message())
		panic(ResumeTo(second, "again"))
	})
	s.want(t, "First x", "unwound", "again")
	if code != 5 {
		t.Errorf("code %d", code)
	}
}

func TestResumableCompletes(t *testing.T) {
	defer settled(t)
	code, exc := Resumable([]*ExceptionType{first}, func() int { return 4 })
	if code != 4 || exc != nil {
		t.Errorf("code %d, %v", code, exc)
	}
}

func TestEscape(t *testing.T) {
	defer settled(t)
	outer, inner := new(Token), new(Token)
	var s steps
	code := Escapable(outer, func() int {
		Escapable(inner, func() int {
			Catch(func() int { panic(Escape(outer)) }, func(*Exception) (int, bool) { s.add("handled"); return 0, true })
			return 1
		})
		s.add("inner left")
		return 2
	})
	if s.want(t); code != 0 {
		t.Errorf("code %d", code)
	}
}

// However a dynamic binding is left, it is restored; a handler runs inside it.
func TestDynamic(t *testing.T) {
	token, value := new(Token), 1
	bind := func(body func() int) int {
		return Dynamic(func() { value = 2 }, func() { value = 1 }, body)
	}
	for name, run := range map[string]func() (inside int){
		"at its end": func() (inside int) {
			bind(func() int { inside = value; return 0 })
			return
		},
		"by an exception": func() (inside int) {
			Catch(func() int { return bind(func() int { panic(Throw(first, "x")) }) },
				func(*Exception) (int, bool) { inside = value; return 0, true })
			return
		},
		"by an escape": func() (inside int) {
			Escapable(token, func() int { return bind(func() int { inside = value; panic(Escape(token)) }) })
			return
		},
		"by a resumption": func() (inside int) {
			Resumable([]*ExceptionType{first}, func() int {
				return bind(func() int { inside = value; panic(ResumeTo(first, "x")) })
			})
			return
		},
	} {
		if inside := run(); inside != 2 || value != 1 {
			t.Errorf("left %s: %d inside, %d after it", name, inside, value)
		}
		settled(t)
	}
}
