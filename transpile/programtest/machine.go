package programtest

import "math/big"

// This file is the meaning of leaving a place: exceptions, resumptions, early returns.
//
// A handler runs before the stack is unwound, so the search for one and the search for a
// resumption look at what is around the throw. Only then does a Go panic unwind to the
// place that goes on with a value.

// A dynamic is what is around an expression while it is evaluated.
type dynamic struct {
	depth    int64      // value of *depth*
	twin     bool       // *twin* has the other value
	handlers []*handler // of the catches around; innermost last
	points   []*point   // resumables around; innermost last
}

// A thrown is an exception, or a run-time error if ctor is negative.
type thrown struct {
	ctor   int // of Trouble
	fields []value
}

var runtimeError = thrown{ctor: -1}

// A handler gives the value of a catch for the exceptions that it handles.
type handler struct {
	handle func(thrown) (v value, ok bool)
}

// A point is a resumable; its address is its identity.
type point struct{ _ byte }

// A leaving is the panic that unwinds the stack: to a handler, a point or a call.
type leaving struct {
	to    any
	value value
}

// land evaluates what may be left for a place; left says whether it was.
func (m *machine) land(place any, f func() value) (v value, left bool) {
	outer := m.dynamic
	defer func() {
		if p := recover(); p != nil {
			l, ok := p.(leaving)
			if !ok || l.to != place {
				panic(p)
			}
			v, left = l.value, true
		}
		m.dynamic = outer
	}()
	return f(), false
}

// throw finds the handler of an exception. A handler has only those around it.
func (m *machine) throw(e thrown) value {
	all := m.handlers
	for i := len(all) - 1; i >= 0; i-- {
		m.handlers = all[:i]
		if v, ok := all[i].handle(e); ok {
			panic(leaving{all[i], v})
		}
	}
	panic("programtest: an exception that nobody handles")
}

// catch evaluates f with a handler around.
func (m *machine) catch(f func() value, handle func(thrown) (value, bool)) value {
	h := &handler{handle}
	v, _ := m.land(h, func() value {
		m.handlers = append(m.handlers[:len(m.handlers):len(m.handlers)], h)
		return f()
	})
	return v
}

// resumable evaluates f, which may be left with a number for again.
func (m *machine) resumable(f func() value, again func(n *big.Int) value) value {
	p := &point{}
	v, left := m.land(p, func() value {
		m.points = append(m.points[:len(m.points):len(m.points)], p)
		return f()
	})
	if left {
		return again(v.(*big.Int))
	}
	return v
}

// resume goes to the innermost resumable; without one it is a run-time error.
func (m *machine) resume(n *big.Int) value {
	if len(m.points) == 0 {
		return m.throw(runtimeError)
	}
	panic(leaving{m.points[len(m.points)-1], n})
}

func (t thrown) handled() string {
	switch t.ctor {
	case 0:
		return "boom " + t.fields[0].(*big.Int).String()
	case 1:
		return "oops " + t.fields[0].(string) + " " + t.fields[1].(*big.Int).String()
	case 2:
		return "enough"
	}
	return "error"
}
