package emit

import (
	"github.com/dave/jennifer/jen"

	"github.com/smelter-lang/smelter/transpile/core"
	"github.com/smelter-lang/smelter/typesys/env"
)

// This file allocates what loops build.
//
// A loop that makes one value step by step, such as a list, takes the structs of the steps
// from cells that are allocated several at once: first one, then twice as many as before,
// up to a few hundred bytes.
//
//	if len(cells) == cap(cells) {
//		cells = rt.Cells(cells)
//	}
//	cells = cells[:len(cells)+1]
//	cell := &cells[len(cells)-1]
//	cell.F0 = x
//
// Go frees cells that were allocated together when nobody has any of them. So they must
// belong to one value, where a step that is in use keeps few others that are not. That is
// so if a loop builds from the head (%hole-new), and if a variable of a loop only grows:
// each round leaves it or puts constructions around it. It would not be so if rounds also
// took the variable apart: what is on a stack would keep all that ever was.

// A growth says how the rounds of a loop change one of its variables.
type growth struct {
	steps []core.Expr // constructions around the variable
	not   bool        // it changes otherwise
}

// grows notes what a jump to the next round makes of the variables of its loop.
func (s *scanner) grows(e *core.Next) {
	loop := s.loops[e.Label]
	for i, a := range e.Args {
		g := s.growths[loop.Vars[i]]
		if g == nil {
			g = &growth{}
			s.growths[loop.Vars[i]] = g
		}
		g.not = !s.around(g, a, loop.Vars[i]) || g.not
	}
}

// filled notes what goes into a hole if it has a hole itself: it is a step of the loop of
// which the one with the first hole is a variable or a step.
func (s *scanner) filled(e *core.Native) {
	value := s.holeIn(e.Args[1])
	if value == nil {
		return
	}
	if before := s.holeIn(e.Args[0]); before != nil {
		if loop, ok := s.steps[before]; ok {
			s.steps[value] = loop
		}
	} else if u, ok := e.Args[0].(*core.Local); ok && s.varOf[u.Var] != nil {
		s.steps[value] = s.varOf[u.Var]
	}
}

// holeIn returns the construction with a hole that a variable stands for.
func (s *scanner) holeIn(e core.Expr) core.Expr {
	if u, ok := e.(*core.Local); ok {
		if n, ok := s.bound[u.Var].(*core.Native); ok && n.Func == "%hole-new" {
			return n
		}
	}
	return nil
}

// around reports whether e is a variable with any number of constructions around it, and
// notes them.
func (s *scanner) around(g *growth, e core.Expr, v *core.Var) bool {
	switch e := e.(type) {
	case *core.Local:
		return e.Var == v || s.bound[e.Var] != nil && s.around(g, s.bound[e.Var], v)
	case *core.If:
		return s.around(g, e.Then, v) && s.around(g, e.Else, v)
	case *core.Let:
		return s.around(g, e.Body, v)
	case *core.Switch:
		for _, c := range e.Cases {
			if !s.around(g, c.Body, v) {
				return false
			}
		}
		return e.Default == nil || s.around(g, e.Default, v)
	case *core.LitSwitch:
		for _, c := range e.Cases {
			if !s.around(g, c.Body, v) {
				return false
			}
		}
		return s.around(g, e.Default, v)
	case *core.Make:
		for _, a := range e.Args {
			if core.SameType(a.Type(), e.Ty) && s.around(g, a, v) {
				g.steps = append(g.steps, e)
				return true
			}
		}
	}
	return false
}

// grown notes the steps of the variables of a loop that only grow.
func (s *scanner) grown(e *core.Loop) {
	for _, v := range e.Vars {
		if g := s.growths[v]; g != nil && !g.not {
			for _, step := range g.steps {
				s.steps[step] = e.Label
			}
		}
	}
}

// step reports whether a construction takes its struct from the cells of a loop.
func (f *fn) step(e core.Expr) bool {
	_, ok := f.scan.steps[e]
	return ok && f.e.repr(e.Type()).allocated()
}

// allocated reports whether constructors with fields are pointers to structs.
func (r *repr) allocated() bool { return r.shape == pointer || r.shape == nilable || r.shape == tagged }

// cell prints a step of a loop: a construction whose first fields are given.
func (f *fn) cell(e core.Expr, c *env.Ctor, fields []jen.Code) code {
	r := f.e.repr(e.Type())
	cells := jen.Id(f.cells(f.scan.steps[e], r.ctorName(c.Tag)))
	length := jen.Len(cells)
	f.add(jen.If(jen.Add(length).Op("==").Cap(cells)).Block(jen.Add(cells).Op("=").Add(f.e.rt("Cells", cells))))
	f.add(jen.Add(cells).Op("=").Add(cells).Index(jen.Op(":").Add(length).Op("+").Lit(1)))
	place := jen.Op("&").Add(cells).Index(jen.Add(length).Op("-").Lit(1))
	if r.shape == tagged {
		cell := f.hold("cell", place) // which is not a value of the type
		f.setCell(r, c, cell, fields)
		return f.e.whole(r, cell)
	}
	cell := f.made(e, "cell", place)
	f.setCell(r, c, cell, fields)
	return cell
}

// setCell sets the first fields of a fresh struct of a constructor.
func (f *fn) setCell(r *repr, c *env.Ctor, cell code, fields []jen.Code) {
	if r.shape == tagged {
		f.add(jen.Add(cell).Dot("Tag").Op("=").Lit(c.Tag))
	}
	for i, x := range fields {
		f.add(jen.Add(cell).Dot(fieldName(i)).Op("=").Add(x))
	}
}

// whole sees a pointer to the struct of a constructor as a value of its type.
func (e *emitter) whole(r *repr, p code) code {
	if r.shape == tagged {
		return e.cast(jen.Op("*").Id(r.name), p)
	}
	return p
}

// cells returns the variable that has the cells of a loop for one struct.
func (f *fn) cells(loop *core.Label, structName string) string {
	t := f.labels[loop]
	for _, c := range t.cells {
		if c.structName == structName {
			return c.name
		}
	}
	name := f.temp("cells")
	t.cells = append(t.cells, cellsOf{name, structName})
	return name
}

// cellsOf names a variable with cells of a struct.
type cellsOf struct{ name, structName string }
