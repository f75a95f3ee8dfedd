package infer

import (
	"github.com/smelter-lang/smelter/transpile/names"
	"github.com/smelter-lang/smelter/transpile/syntax"
	"github.com/smelter-lang/smelter/typesys"
	"github.com/smelter-lang/smelter/typesys/env"
)

// This file types uses of names, and keeps what is known of those being defined.

// A binding is what is known of a name: a scheme once its group is done, one type
// before that, or for ever if it is a parameter or bound by a pattern.
type binding struct {
	scheme *typesys.Scheme
	mono   typesys.Type
	group  *group // while it is inferred: who wants to know its uses
}

// bindMono gives a local name a type that is not generalised.
func (in *inferer) bindMono(n *syntax.Name, t typesys.Type) {
	in.locals[n.NodeID()] = binding{mono: t}
	if n.Sym.Pkg == nil {
		in.gensyms[n.Sym] = n.NodeID()
	}
}

// bindMember makes a member known inside its own group.
func (in *inferer) bindMember(m *member, g *group) {
	b := binding{mono: m.typ, group: g}
	if m.global != "" {
		in.open[m.global] = b
		return
	}
	in.locals[m.name.NodeID()] = b
}

// bindScheme makes a member known to those who come after its group.
func (in *inferer) bindScheme(m *member, s *typesys.Scheme) {
	if m.global == "" {
		in.locals[m.name.NodeID()] = binding{scheme: s}
		if len(s.Vars) > 0 {
			in.info.Locals[m.name.NodeID()] = s
		}
		return
	}
	delete(in.open, m.global)
	in.env.AddValue(&env.Value{Name: m.global, Scheme: s, Function: m.arity(), Inline: m.define.Inline,
		Dynamic: isDynamic(m.name)})
}

// arity reports whether the definition is a function whose Core is a lambda.
func (m *member) arity() bool {
	d := m.define
	if d.Function {
		return true
	}
	_, ok := d.Body.Last.(*syntax.Lambda)
	return ok && len(d.Body.Stmts) == 0
}

func isDynamic(n *syntax.Name) bool {
	s := n.Sym.Name
	return len(s) > 2 && s[0] == '*' && s[len(s)-1] == '*'
}

// variable types a use of a name.
func (in *inferer) variable(v *syntax.Var) typesys.Type {
	b, ok := in.lookup(v)
	switch {
	case in.names.Misused(v):
		in.tainted++
		return typesys.Invalid{}
	case !ok:
		in.unknownVariable(v)
		return typesys.Invalid{}
	case b.scheme != nil:
		return in.use(v, b.scheme)
	case b.group != nil:
		b.group.uses = append(b.group.uses, v.NodeID())
	}
	return b.mono
}

// use instantiates the scheme of a name at one of its uses. Its predicates have to hold
// there.
func (in *inferer) use(v *syntax.Var, s *typesys.Scheme) typesys.Type {
	if len(s.Vars) == 0 && len(s.Preds) == 0 {
		if typesys.IsInvalid(s.Type) {
			in.tainted++
		}
		return s.Type
	}
	t, preds, args := in.supply.Instantiate(s, in.level)
	in.info.Insts[v.NodeID()] = args
	for _, p := range preds {
		in.want(v.Span(), p)
	}
	return t
}

// lookup finds what is known of the name that a variable refers to.
func (in *inferer) lookup(v *syntax.Var) (binding, bool) {
	if id := in.local(v); id != 0 {
		return in.locals[id], true
	}
	return in.global(v.Sym)
}

// local returns the ID of the local Name that a variable refers to, or 0. Those of
// derived instances have not been resolved: their symbols are unique instead.
func (in *inferer) local(v *syntax.Var) syntax.ID {
	if id := in.names.Local(v); id != 0 || v.Sym.Pkg != nil {
		return id
	}
	return in.gensyms[v.Sym]
}

// global finds a toplevel name, first among those that are being inferred.
func (in *inferer) global(s *names.Symbol) (binding, bool) {
	if g := in.globals[s]; g != nil {
		return binding{scheme: g.Scheme}, true
	}
	if s.Broken() {
		return binding{scheme: typesys.Mono(typesys.Invalid{})}, true
	}
	name := s.String()
	if b, ok := in.open[name]; ok {
		return b, true
	}
	g := in.env.Value(name)
	if g == nil || g.Scheme == nil {
		return binding{}, false
	}
	in.globals[s] = g
	return binding{scheme: g.Scheme}, true
}

// isConstructor reports whether a variable is a constructor of n fields.
func (in *inferer) isConstructor(v *syntax.Var, n int) bool {
	if in.local(v) != 0 {
		return false
	}
	g := in.env.Value(v.Sym.String())
	return g != nil && g.Ctor != nil && len(g.Ctor.Fields) == n
}

// constructor returns the constructor that a pattern names, or nil. Patterns find
// constructors whatever variables are in scope.
func (in *inferer) constructor(p *syntax.CtorPat) *env.Value {
	if p.Ctor.Sym.Broken() {
		return nil
	}
	if g := in.env.Value(p.Ctor.Sym.String()); g != nil && g.Ctor != nil {
		return g
	}
	return nil
}

// dynamicType returns what is known of a dynamic variable that is bound anew.
func (in *inferer) dynamicType(v *syntax.Var) (binding, bool) {
	b, ok := in.global(v.Sym)
	if !ok {
		in.unknownVariable(v)
	}
	return b, ok
}
