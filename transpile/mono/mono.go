// Package mono makes one copy of every reachable definition per type it is used at.
//
// In comes Core with type variables, type arguments and methods; out goes Core in
// which all types are ground, every method has become the global that implements it,
// and nothing is left that is not reachable from the program's roots. What cannot
// be copied per type, because its type arguments grow in each recursive call, is
// compiled once over the uniform representation Boxed and takes dictionaries.
//
// Copies are made on demand from a worklist. A copy is identified by the qualified
// name and the type arguments; Core's types are explicit, so copying is substitution,
// and which instance a method call means is found by matching instance heads.
package mono

import (
	"strings"

	"github.com/smelter-lang/smelter/transpile/core"
	"github.com/smelter-lang/smelter/transpile/diag"
	"github.com/smelter-lang/smelter/transpile/source"
	"github.com/smelter-lang/smelter/typesys"
	"github.com/smelter-lang/smelter/typesys/env"
)

// A Finder returns the Core of a global by its qualified name, or nil. Library
// definitions are decoded by it when they are first reached.
type Finder func(name string) *core.Def

// Specialize replaces the definitions of p by monomorphic copies of what is reachable
// from p.Main, from p's impure values and from toplevel expressions. Definitions
// that are not in p are asked of find.
func Specialize(p *core.Program, find Finder) {
	var boxed boxing
	for {
		m := newMono(p, find, &boxed)
		if m.run() {
			p.Defs = m.ordered()
			p.ByName = make(map[string]*core.Def, len(p.Defs))
			for _, d := range p.Defs {
				p.ByName[d.Name] = d
			}
			if len(boxed.data) > 0 {
				p.Cut = func(data string, i int) bool { return boxed.data[position{data, i}] }
			}
			if m.main != "" {
				p.Main, p.Told = m.main, m.told
			}
			return
		}
		// A type argument grew without end, or a Boxed one reached a data type:
		// boxed has learnt of it, and what was copied is for another representation.
	}
}

// mono is the state of one attempt.
type mono struct {
	prog *core.Program
	find Finder
	env  *env.Env
	box  *boxing // shared by the attempts

	copies map[string]*instance // by key
	work   []*instance
	order  []*instance // in order of demand
	roots  []*instance
	main   string
	told   string
	again  bool // box has changed: start over

	generic  map[string]*core.Def // what find answered
	methods  map[string]implementation
	families map[string][]*instance // copies by generic name, to see growth
	dicts    map[string]*env.DataType
	checked  map[*env.DataType]bool // seen by regular
}

// An instance is one copy of a definition.
type instance struct {
	def    *core.Def // the generic definition
	args   []typesys.Type
	copy   *core.Def
	parent *instance
	size   int       // of args, to see growth
	perUse bool      // a constrained value: the copy is a function without parameters
	first  *instance // the copy that this one is, of a value that is computed once; or nil
}

func newMono(p *core.Program, find Finder, box *boxing) *mono {
	return &mono{
		prog: p, find: find, env: p.Env, box: box,
		copies:   map[string]*instance{},
		generic:  map[string]*core.Def{},
		methods:  map[string]implementation{},
		families: map[string][]*instance{},
		dicts:    map[string]*env.DataType{},
		checked:  map[*env.DataType]bool{},
	}
}

// run copies everything reachable; it reports whether the attempt held.
func (m *mono) run() bool {
	for _, d := range m.prog.Data {
		m.regular(d) // types are laid out also where nothing of them is made
	}
	for _, d := range m.prog.Defs {
		if d.Name == m.prog.Main {
			m.enter(d)
		} else if d.Body != nil && len(d.Vars) == 0 && !m.droppable(d) {
			m.roots = append(m.roots, m.instance(d, nil, nil))
		}
	}
	m.drain()
	m.polymorphicRoots()
	m.drain()
	return !m.again
}

// drain fills what is queued, and what that asks for.
func (m *mono) drain() {
	for len(m.work) > 0 && !m.again {
		inst := m.work[len(m.work)-1]
		m.work = m.work[:len(m.work)-1]
		m.fill(inst)
	}
}

// told names the function that makes a text of what went wrong.
const told = "COALTON/INTERNAL/FAILING:TOLD"

// enter copies main, and what makes a text of the Err that it may give.
func (m *mono) enter(d *core.Def) {
	args, _ := groundAll(nil, m.prog.MainArgs)
	inst := m.instance(d, args, nil)
	m.roots, m.main, m.told = append(m.roots, inst), inst.copy.Name, ""
	subst := make(typesys.Subst, len(args))
	for i, v := range d.Vars {
		subst[v] = args[i]
	}
	t := ground(subst, d.Type)
	if fn, ok := t.(*typesys.Fn); ok {
		t = fn.Result
	}
	con, of := typesys.Spine(t)
	if c, ok := con.(*typesys.Con); !ok || c.Name != "COALTON/CLASSES:RESULT" {
		return
	}
	name, args, ok := m.special(told, &typesys.Fn{Params: of[:1], Result: typesys.String})
	if !ok {
		name, args = told, of[:1]
	}
	tell := m.instance(m.lookup(name, d.Span), args, inst)
	m.roots, m.told = append(m.roots, tell), tell.copy.Name
}

// droppable reports whether nobody misses d if nobody refers to it.
func (m *mono) droppable(d *core.Def) bool {
	_, function := d.Body.(*core.Lambda)
	return function || d.Pure || d.Library
}

// lookup returns the generic definition of a name.
func (m *mono) lookup(name string, at source.Span) *core.Def {
	if d, ok := m.generic[name]; ok {
		return d
	}
	d := m.prog.ByName[name]
	if d == nil {
		d = m.find(name)
	}
	if d == nil {
		diag.Bugf(at, "mono: no definition of %s", name)
	}
	m.generic[name] = d
	return d
}

// instance returns the copy of d at args, which it makes and queues if it is new.
// parent is the copy that asks for it.
func (m *mono) instance(d *core.Def, args []typesys.Type, parent *instance) *instance {
	key := copyName(d.Name, args)
	if inst, ok := m.copies[key]; ok {
		return inst
	}
	inst := &instance{def: d, args: args, parent: parent, size: typesSize(args)}
	inst.copy = &core.Def{
		Name: key, Span: d.Span, Pure: d.Pure, Inline: d.Inline, Dynamic: m.dynamic(d), Library: d.Library,
	}
	_, function := d.Body.(*core.Lambda)
	inst.perUse = !function && len(d.Preds) > 0
	if others := m.families[d.Name]; len(others) > 0 && m.onceDef(d) {
		inst.first, inst.copy.Pure = others[0], true
	}
	m.copies[key] = inst
	m.order = append(m.order, inst)
	m.work = append(m.work, inst)
	if len(args) > 0 {
		m.watch(inst)
	}
	return inst
}

// fill makes the body of a copy.
func (m *mono) fill(inst *instance) {
	if inst.first != nil {
		m.fillAs(inst, inst.first)
		return
	}
	c := newCopier(m, inst)
	params := c.dictParams(inst.def.Preds, hasBoxed)
	body := c.expr(inst.def.Body)
	ty := c.rep(c.real(inst.def.Type))
	if !m.box.none() {
		body = c.coerce(body, ty)
	}
	if inst.perUse {
		ty = &typesys.Fn{Params: varTypes(params), Result: ty}
	} else if len(params) > 0 {
		ty = withDicts(varTypes(params), ty)
	}
	if fn, ok := ty.(*typesys.Fn); ok && (inst.perUse || len(params) > 0) {
		body = c.takeDicts(body, params, fn, inst.perUse)
	}
	inst.copy.Type, inst.copy.Body = ty, body
}

// ordered returns the copies in the order of initialisation: the roots in theirs,
// each value after the values that its initialiser may read.
func (m *mono) ordered() []*core.Def {
	byName := make(map[string]*instance, len(m.order))
	for _, inst := range m.order {
		byName[inst.copy.Name] = inst
	}
	var out []*core.Def
	seen := make(map[*instance]bool, len(m.order))
	var visit func(*instance)
	visit = func(inst *instance) {
		if seen[inst] {
			return
		}
		seen[inst] = true
		core.Globals(inst.copy.Body, func(name string) {
			if next := byName[name]; next != nil {
				visit(next)
			}
		})
		out = append(out, inst.copy)
	}
	for _, inst := range m.roots {
		visit(inst)
	}
	for _, inst := range m.order {
		visit(inst)
	}
	return out
}

// copyName is the name of a copy: the qualified name, and the types after an @.
func copyName(name string, args []typesys.Type) string {
	if len(args) == 0 {
		return name
	}
	var b strings.Builder
	b.WriteString(name)
	for i, a := range args {
		if i == 0 {
			b.WriteByte('@')
		} else {
			b.WriteByte(',')
		}
		writeType(&b, a)
	}
	return b.String()
}
