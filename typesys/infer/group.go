package infer

import (
	"slices"

	"github.com/smelter-lang/smelter/transpile/source"
	"github.com/smelter-lang/smelter/transpile/syntax"
	"github.com/smelter-lang/smelter/typesys"
	"github.com/smelter-lang/smelter/typesys/entail"
	"github.com/smelter-lang/smelter/typesys/env"
	"github.com/smelter-lang/smelter/typesys/kinds"
)

// This file types binding groups: definitions that refer to one another.
//
// A group is inferred one level deeper than its surroundings. A meta whose level is
// still deeper afterwards is reachable from nothing outside and may be generalised; a
// predicate about outer metas only is deferred to the surroundings, the others are
// retained and become the context of the scheme.

// A member is one definition of a group.
type member struct {
	name     *syntax.Name
	global   string         // qualified name of a toplevel definition, "" if local
	define   *syntax.Define // a toplevel definition or a method, or else
	value    syntax.Expr    // the right side of a local binding
	typ      typesys.Type   // what it is known to be inside its own group
	instance *env.Instance  // of a method
}

// A group is what is known of members while they are inferred.
type group struct {
	members []*member
	uses    []syntax.ID // of members, inside the group
}

// node is the form that is blamed for the definition as a whole.
func (m *member) node() syntax.Node {
	if m.define != nil {
		return m.define
	}
	return m.value
}

// function reports whether the definition is a function by its looks; such a group
// may be generalised over the predicates it needs.
func (m *member) function() bool {
	if m.define != nil {
		return m.define.IsFunction()
	}
	return syntax.IsLambda(m.value)
}

// A mark remembers what had been collected when a group was entered.
type mark struct{ wanted, fields, errors int }

func (in *inferer) enter() mark {
	in.level++
	return mark{len(in.wanted), len(in.fields), in.faults()}
}

// leave solves what the group alone can decide and returns its predicates.
func (in *inferer) leave(mk mark, given []typesys.Pred) []entail.Wanted {
	own := slices.Clone(in.wanted[mk.wanted:])
	in.wanted = in.wanted[:mk.wanted]
	entail.Improve(in.env, given, own)
	if len(in.fields) > mk.fields {
		in.solveAccessors(mk.fields, mk.errors)
		entail.Improve(in.env, given, own)
	}
	in.level--
	return own
}

// definition types the right side of a member.
func (in *inferer) definition(m *member, want Expect) {
	if m.define == nil {
		in.expr(m.value, want)
		return
	}
	outer := in.returns
	in.returns = nil
	d := m.define
	in.names.Report(d.NodeID(), in.errs)
	if d.Function {
		in.returns = &returns{}
		in.info.Types[d.NodeID()] = in.function(d, d.Params, d.Keys, d.Body, want, true)
	} else {
		in.info.Types[d.NodeID()] = in.body(d.Body, want)
	}
	in.returns = outer
}

// infer types a group without declarations. All its members have one type each while
// they are inferred.
func (in *inferer) infer(ms []*member) {
	g := &group{members: ms}
	mk := in.enter()
	for _, m := range ms {
		m.typ = in.fresh()
		in.bindMember(m, g)
	}
	for _, m := range ms {
		in.definition(m, of(m.typ))
	}
	own := in.leave(mk, nil)
	if in.faults() > mk.errors {
		in.abandon(ms)
		return
	}
	restricted := !all(ms, (*member).function)
	retained := in.settle(ms, own, restricted)
	if in.faults() > mk.errors {
		in.abandon(ms)
		return
	}
	in.generalize(g, retained, restricted)
}

// abandon gives members of a group with errors a type that causes no more of them.
func (in *inferer) abandon(ms []*member) {
	for _, m := range ms {
		in.bindScheme(m, typesys.Mono(typesys.Invalid{}))
	}
}

// settle decides what becomes of the predicates of an undeclared group. It returns
// those that become its context.
func (in *inferer) settle(ms []*member, own []entail.Wanted, restricted bool) []entail.Wanted {
	top := in.level == 0
	deferred, retained := in.split(own)
	if !restricted || top {
		in.defaultBuilders(retained)
	}
	deferred, retained = in.defaultUnreachable(deferred, retained, memberTypes(ms))
	if top && restricted {
		more, open := in.split(entail.Default(in.env, nil, retained))
		deferred, retained = append(deferred, more...), open
	}
	switch {
	case !top:
		in.wanted = append(in.wanted, deferred...)
		if !restricted {
			return retained
		}
		in.wanted = append(in.wanted, retained...)
	case restricted:
		in.reportTop(deferred, in.unknownInstance)
	default:
		in.reportTop(deferred, in.ambiguousPredicate)
	}
	return retained
}

// hold keeps metas from being generalised: they now belong to the surroundings.
func (in *inferer) hold(types ...typesys.Type) {
	for _, m := range typesys.Generalizable(in.level, types...) {
		m.Level = in.level
	}
}

// check types a definition against its declaration.
func (in *inferer) check(m *member, decl *kinds.Declared) {
	top := in.level == 0
	mk := in.enter()
	t, given, args := in.supply.Instantiate(decl.Scheme, in.level)
	if typesys.Broken(t) {
		in.tainted++
	}
	outer := in.scope
	in.scope = outer.BindDeclared(decl, args)
	in.definition(m, because(t, Declared, m.node(), 0))
	in.scope = outer
	own := in.leave(mk, given)
	if in.faults() == mk.errors {
		in.compare(m, &declared{decl.Scheme, t, given, args}, own, top)
	}
	in.rigid(decl.Scheme, args)
}

// A declared is an instantiated declaration.
type declared struct {
	scheme *typesys.Scheme
	typ    typesys.Type
	given  []typesys.Pred
	args   []typesys.Type
}

// compare reports what a definition has less, or needs more, than its declaration says.
func (in *inferer) compare(m *member, d *declared, own []entail.Wanted, top bool) {
	errors := in.faults()
	deferred, retained := in.split(entail.Unentailed(in.env, d.given, own))
	types := append([]typesys.Type{d.typ}, d.args...)
	deferred, retained = in.defaultUnreachable(deferred, retained, types)
	if top {
		in.reportTop(deferred, in.unknownInstance)
	} else {
		in.wanted = append(in.wanted, deferred...)
	}
	switch {
	case in.faults() > errors:
	case !in.distinct(d.args):
		in.tooGeneral(m, d)
	case len(retained) > 0:
		in.missingPredicate(m, d, retained[0])
	}
}

// distinct reports whether the metas of declared variables are still unknown, and
// different from one another.
func (in *inferer) distinct(args []typesys.Type) bool {
	for i, a := range args {
		m, ok := typesys.Prune(a).(*typesys.Meta)
		if !ok || m.Level <= in.level {
			return false
		}
		for _, b := range args[:i] {
			if typesys.Prune(b) == typesys.Type(m) {
				return false
			}
		}
	}
	return true
}

// rigid lets the types inside a checked definition read as types over the variables of
// its scheme.
func (in *inferer) rigid(scheme *typesys.Scheme, args []typesys.Type) {
	for i, a := range args {
		if m, ok := typesys.Prune(a).(*typesys.Meta); ok {
			m.Ref = scheme.Vars[i]
		}
	}
}

// generalized infers an expression as if it were the right side of a binding, and
// returns its scheme, or nil if it has errors. The value restriction holds for what is
// computed.
func (in *inferer) generalized(e syntax.Expr, computed bool) *typesys.Scheme {
	mk := in.enter()
	t := in.expr(e, of(in.freshPack()))
	own := in.leave(mk, nil)
	if in.faults() > mk.errors {
		return nil
	}
	deferred, retained := in.split(own)
	in.wanted = append(in.wanted, deferred...)
	if computed && len(retained) == 0 && in.expansive(e) {
		for _, weak := range in.weak(t) {
			weak.Level = in.level
		}
	}
	types := []typesys.Type{t}
	for _, w := range retained {
		types = append(types, w.Pred.Args...)
	}
	return typesys.Generalize(typesys.Generalizable(in.level, types...), entail.Preds(retained), t)
}

func memberTypes(ms []*member) []typesys.Type {
	types := make([]typesys.Type, len(ms))
	for i, m := range ms {
		types[i] = m.typ
	}
	return types
}

func all(ms []*member, is func(*member) bool) bool {
	for _, m := range ms {
		if !is(m) {
			return false
		}
	}
	return true
}

// at is where a member is named.
func (m *member) at() source.Span { return m.name.Span() }

// whole is where a member as a whole does not keep to its type: a method is marked as it
// stands, what has a declaration by its name.
func (m *member) whole() source.Span {
	if m.instance != nil {
		return m.define.Span()
	}
	return m.at()
}
