package mono

import (
	"strings"

	"github.com/smelter-lang/smelter/transpile/core"
	"github.com/smelter-lang/smelter/typesys"
	"github.com/smelter-lang/smelter/typesys/env"
)

// This file keeps types apart from their representation.
//
// A definition whose type argument grows in each recursive call cannot be copied per
// type; a data type that contains itself at a bigger type cannot be laid out per type.
// Such a parameter is cut: it is represented as Boxed, a machine word that says what
// it is, whatever its type. A boxed value and the dictionaries that go with it come
// from the same place, so nobody else needs to know what is in the box.
//
// But once boxed values flow into a data type, say Tuple, inside such a definition,
// what comes from outside must be laid out in the same way, or the identity of a
// Cell would have to be broken by copying. Therefore one parameter of a data type is
// either cut in the whole program or nowhere. A new cut makes the attempt start
// again; cuts only grow, so this ends.

// A boxing says what is cut: parameters of definitions and of data types.
type boxing struct {
	defs  map[position]bool
	data  map[position]bool
	bound map[string]bool // dynamic variables of many types that get other values
}

// A position is the parameter of a definition or data type.
type position struct {
	name  string
	index int
}

func (b *boxing) none() bool { return len(b.defs) == 0 && len(b.data) == 0 }

func (b *boxing) cutDef(name string, i int) bool  { return cut(&b.defs, position{name, i}) }
func (b *boxing) cutData(name string, i int) bool { return cut(&b.data, position{name, i}) }

// cut adds a position; it reports whether it is new.
func cut(set *map[position]bool, p position) bool {
	if (*set)[p] {
		return false
	}
	if *set == nil {
		*set = map[position]bool{}
	}
	(*set)[p] = true
	return true
}

// growth is how many nested copies of one definition, each at bigger types than
// the one that asked for it, are taken as the sign that there is no end.
const growth = 6

// maxCopies is how many copies of one definition are made before its types are taken to
// grow with the size of the program, as where each of a chain of functions uses the next
// at several types.
const maxCopies = 64

// watch sees whether the chain of copies that led to inst grows, or there are too many,
// and cuts then.
func (m *mono) watch(inst *instance) {
	name := inst.def.Name
	m.families[name] = append(m.families[name], inst)
	all := m.families[name]
	if len(all) > maxCopies {
		m.share(name, len(inst.args), func(i, k int) typesys.Type { return all[k].args[i] }, len(all))
		return
	}
	sizes, oldest := []int{inst.size}, inst
	for p := inst.parent; p != nil && len(sizes) <= growth; p = p.parent {
		if p.def == inst.def {
			sizes, oldest = append(sizes, p.size), p
		}
	}
	m.cutGrown(name, sizes, inst.args, oldest.args)
}

// watchLocal does the same for a copy of a local definition.
func (m *mono) watchLocal(last *member) {
	f := last.family
	if len(f.copies) > maxCopies {
		m.share(f.name, len(last.args), func(i, k int) typesys.Type { return f.copies[k].args[i] }, len(f.copies))
		return
	}
	sizes, oldest := []int{last.size}, last
	for p := last.parent; p != nil && len(sizes) <= growth; p = p.parent {
		if p.family == f {
			sizes, oldest = append(sizes, p.size), p
		}
	}
	m.cutGrown(f.name, sizes, last.args, oldest.args)
}

// cutGrown cuts the parameters that grew in a chain of nested copies, if each was bigger
// than the one before. sizes has the last copy first.
func (m *mono) cutGrown(name string, sizes []int, last, oldest []typesys.Type) {
	if len(sizes) <= growth {
		return
	}
	for i := range growth {
		if sizes[i+1] >= sizes[i] {
			return
		}
	}
	for i, a := range last {
		if typeSize(a) > typeSize(oldest[i]) && m.box.cutDef(name, i) {
			m.again = true
		}
	}
}

// share cuts the parameters of a definition of which there are too many copies: those that
// differ the most. arg gives the i-th type argument of the k-th of n copies.
func (m *mono) share(name string, params int, arg func(i, k int) typesys.Type, n int) {
	for i := range params {
		distinct := map[string]bool{}
		for k := range n {
			distinct[typeKey(arg(i, k))] = true
		}
		if len(distinct) > maxCopies/4 && m.box.cutDef(name, i) {
			m.again = true
		}
	}
}

// boxedPrefix begins the name of the real type of a cut parameter inside the
// definition. All are represented as core.Boxed.
const boxedPrefix = "%BOXED:"

// opaque returns the real type of the k-th cut parameter of a copy.
func opaque(k int, kind typesys.Kind) *typesys.Con {
	name := boxedPrefix + string(rune('A'+k%26)) + strings.Repeat("'", k/26)
	return &typesys.Con{Name: name, Shown: name, Kind: kind}
}

func isOpaque(t typesys.Type) bool {
	con, ok := t.(*typesys.Con)
	return ok && strings.HasPrefix(con.Name, boxedPrefix)
}

// hasBoxed reports whether real types mention a cut parameter.
func hasBoxed(ts []typesys.Type) bool {
	return mentions(ts, func(con *typesys.Con) bool { return isOpaque(con) })
}

func mentionsOpaque(t typesys.Type) bool { return hasBoxed([]typesys.Type{t}) }

// mentions reports whether what is in the types.
func mentions(ts []typesys.Type, what func(*typesys.Con) bool) bool {
	for _, t := range ts {
		if mention(t, what) {
			return true
		}
	}
	return false
}

func mention(t typesys.Type, what func(*typesys.Con) bool) bool {
	switch t := typesys.Prune(t).(type) {
	case *typesys.Con:
		return what(t)
	case *typesys.App:
		return mention(t.Fun, what) || mention(t.Arg, what)
	case *typesys.Fn:
		return mentions(t.Params, what) || mention(t.Result, what)
	case *typesys.Pack:
		return mentions(t.Elems, what)
	}
	return false
}

// rep returns the representation of a real type.
func (c *copier) rep(t typesys.Type) typesys.Type { return c.m.rep(t) }

func (m *mono) rep(t typesys.Type) typesys.Type {
	if m.box.none() {
		return t
	}
	switch t := typesys.Prune(t).(type) {
	case *typesys.Con:
		if isOpaque(t) {
			return core.Boxed
		}
		return t
	case *typesys.App:
		con, args := typesys.Spine(t)
		if isOpaque(con) || con == typesys.Type(core.Boxed) {
			return core.Boxed
		}
		name := con.(*typesys.Con).Name
		out := con
		for i, a := range args {
			out = &typesys.App{Fun: out, Arg: m.repArg(name, i, a)}
		}
		return out
	case *typesys.Fn:
		return &typesys.Fn{Params: m.reps(t.Params), Result: m.rep(t.Result)}
	case *typesys.Pack:
		return &typesys.Pack{Elems: m.reps(t.Elems)}
	default:
		return t
	}
}

func (m *mono) reps(ts []typesys.Type) []typesys.Type {
	out := make([]typesys.Type, len(ts))
	for i, t := range ts {
		out[i] = m.rep(t)
	}
	return out
}

// repArg returns the representation of argument i of a data type, cutting the
// parameter if something boxed flows into it.
func (m *mono) repArg(data string, i int, arg typesys.Type) typesys.Type {
	if m.box.data[position{data, i}] {
		return core.Boxed
	}
	if mentionsOpaque(arg) && m.box.cutData(data, i) {
		m.again = true
	}
	return m.rep(arg)
}

// fieldReps returns the representations of a constructor's fields in a value of a
// real type: as rep of their types, but Boxed where a cut parameter stands.
func (c *copier) fieldReps(ctor *env.Ctor, whole typesys.Type) []typesys.Type {
	_, args := typesys.Spine(whole)
	c.m.regular(ctor.Data)
	s := make(typesys.Subst, len(args))
	for i, p := range ctor.Data.Params {
		s[p] = args[i]
		if c.m.box.data[position{ctor.Data.Con.Name, i}] {
			s[p] = opaque(0, p.Kind)
		}
	}
	out := make([]typesys.Type, len(ctor.Fields))
	for i, f := range ctor.Fields {
		out[i] = c.rep(ground(s, f))
	}
	return out
}

// make copies the construction of a value.
func (c *copier) make(e *core.Make, b core.Base) core.Expr {
	mk := &core.Make{Base: b, Ctor: e.Ctor, Args: c.exprs(e.Args)}
	if len(e.Args) > 0 {
		c.m.regular(e.Ctor.Data)
	}
	if c.m.box.none() {
		return mk
	}
	reps := c.fieldReps(e.Ctor, c.real(e.Ty))
	for i, a := range mk.Args {
		mk.Args[i] = c.coerce(a, reps[i])
	}
	return mk
}

// field copies the selection of a field.
func (c *copier) field(e *core.Field, b core.Base) core.Expr {
	f := &core.Field{Base: b, Value: c.expr(e.Value), Ctor: e.Ctor, Index: e.Index}
	if c.m.box.none() {
		return f
	}
	f.Ty = c.fieldReps(e.Ctor, c.real(e.Value.Type()))[e.Index]
	return c.coerce(f, b.Ty)
}

// native copies a call of a native. An intrinsic over a cut data type is reached only
// in a copy whose own parameter is cut: see canonical. A Go function knows of no cut: an
// Optional that it gives is made anew. What rt.Raise gives is nothing, of any type.
func (c *copier) native(e *core.Native, b core.Base) core.Expr {
	n := &core.Native{Base: b, Func: e.Func, Args: c.exprs(e.Args)}
	real := c.real(e.Type())
	con := typesys.HeadCon(real)
	if e.Func[0] == '%' || e.Func == "rt.Raise" || con == nil || con.Name != typesys.Optional.Name || core.SameType(real, b.Ty) {
		return n
	}
	n.Ty = real
	v := &core.Var{Name: "given", Type: real}
	use := func() core.Expr { return core.Use(v, b.At) }
	again := &core.Switch{Base: b, Value: use()}
	for _, k := range c.m.env.Type(con.Name).Ctors {
		mk := &core.Make{Base: b, Ctor: k}
		for i := range k.Fields {
			f := &core.Field{Base: core.Base{At: b.At, Ty: core.FieldType(k, i, real)}, Value: use(), Ctor: k, Index: i}
			mk.Args = append(mk.Args, c.coerce(f, core.FieldType(k, i, b.Ty)))
		}
		again.Cases = append(again.Cases, &core.Case{Ctor: k, Body: mk})
	}
	return &core.Let{Base: b, Var: v, Value: n, Body: again}
}

// regular cuts the parameters of a data type that contains itself at bigger types. Types of
// the library are looked at when they are met.
func (m *mono) regular(d *env.DataType) {
	if m.checked[d] {
		return
	}
	m.checked[d] = true
	whole := typesys.Type(d.Con)
	for _, p := range d.Params {
		whole = &typesys.App{Fun: whole, Arg: p}
	}
	seen := map[string]bool{}
	var visit func(t typesys.Type)
	visit = func(t typesys.Type) {
		con, args := typesys.Spine(t)
		c, ok := con.(*typesys.Con)
		if !ok {
			return
		}
		if c.Name == d.Con.Name && len(args) == len(d.Params) {
			for i, a := range args {
				if _, bare := typesys.Prune(a).(*typesys.Var); !bare && typeSize(a) > 1 && hasVar(a) && m.box.cutData(c.Name, i) {
					m.again = true
				}
			}
		}
		// A type that grows has shown it long before it is this big.
		data := m.env.Type(c.Name)
		if data == nil || typeSize(t) > 32 || len(seen) > 200 {
			return
		}
		key := shapeKey(t)
		if seen[key] {
			return
		}
		seen[key] = true
		s := make(typesys.Subst, len(args))
		for i, p := range data.Params {
			if i < len(args) {
				s[p] = args[i]
			}
		}
		for _, k := range data.Ctors {
			for _, f := range k.Fields {
				eachType(f, func(u typesys.Type) {
					if _, ok := u.(*typesys.App); ok {
						visit(s.Apply(u))
					}
				})
			}
		}
	}
	visit(whole)
}

// eachType calls f with a type and its parts, but not with partial applications.
func eachType(t typesys.Type, f func(typesys.Type)) {
	t = typesys.Prune(t)
	f(t)
	switch t := t.(type) {
	case *typesys.App:
		_, args := typesys.Spine(t)
		for _, a := range args {
			eachType(a, f)
		}
	case *typesys.Fn:
		for _, p := range t.Params {
			eachType(p, f)
		}
		eachType(t.Result, f)
	case *typesys.Pack:
		for _, e := range t.Elems {
			eachType(e, f)
		}
	}
}

func hasVar(t typesys.Type) bool {
	found := false
	eachType(t, func(u typesys.Type) {
		if _, ok := u.(*typesys.Var); ok {
			found = true
		}
	})
	return found
}

// shapeKey is typeKey for types with variables, which it does not tell apart.
func shapeKey(t typesys.Type) string { return typeKey(t) }
