package infer

import (
	"slices"

	"github.com/smelter-lang/smelter/transpile/syntax"
	"github.com/smelter-lang/smelter/typesys"
	"github.com/smelter-lang/smelter/typesys/env"
	"github.com/smelter-lang/smelter/typesys/kinds"
)

// instance checks the methods of an instance, each as a definition whose declaration is
// the class's signature at the head.
func (in *inferer) instance(i *kinds.Instance) {
	i.Check(in.env, in.errs)
	before := in.faults()
	for k, def := range i.Def.Methods {
		method := i.Methods[k]
		if method == nil {
			continue
		}
		m := &member{name: def.Name, global: i.Inst.MethodName(method), define: def, instance: i.Inst}
		scheme := i.Inst.MethodScheme(method)
		in.bindScheme(m, scheme)
		in.check(m, &kinds.Declared{Scheme: scheme, Binders: i.Inst.Vars})
	}
	if in.faults() == before && len(i.Inst.Context) == 0 {
		in.valueMethods(i)
	}
}

// valueMethods reports methods that are values and need themselves to be computed. Those of
// an instance with a context are computed at each use.
func (in *inferer) valueMethods(i *kinds.Instance) {
	if !slices.ContainsFunc(i.Def.Methods, func(d *syntax.Define) bool { return !d.Function }) {
		return
	}
	calls := map[*syntax.Define][]*syntax.Define{}
	for _, def := range i.Def.Methods {
		calls[def] = in.ownMethods(i, def)
	}
	for k, def := range i.Def.Methods {
		m := member{name: def.Name, define: def}
		ring := cycle(calls, def)
		if m.function() || len(ring) == 0 || slices.ContainsFunc(i.Def.Methods[:k], func(d *syntax.Define) bool {
			return slices.Contains(ring, d) && !d.Function
		}) {
			continue
		}
		in.recursiveMethod(def, i.Def.Methods, ring)
		return
	}
}

// ownMethods returns the definitions of an instance that a method of it uses: the
// methods of the class at the very types of the instance.
func (in *inferer) ownMethods(i *kinds.Instance, def *syntax.Define) []*syntax.Define {
	var out []*syntax.Define
	syntax.Walk(def, func(n syntax.Node) bool {
		v, ok := n.(*syntax.Var)
		if !ok || in.local(v) != 0 {
			return true
		}
		if k := slices.IndexFunc(i.Methods, func(m *env.Method) bool { return m != nil && m.Name == v.Sym.String() }); k >= 0 &&
			in.usedAt(v, i) {
			out = append(out, i.Def.Methods[k])
		}
		return true
	})
	return out
}

// usedAt reports whether a use of a method is one of an instance without variables in
// doubt.
func (in *inferer) usedAt(v *syntax.Var, i *kinds.Instance) bool {
	args := in.info.Insts[v.NodeID()]
	if len(args) < len(i.Inst.Head.Args) {
		return false
	}
	for k, t := range i.Inst.Head.Args {
		if !typesys.Equal(args[k], t) {
			return false
		}
	}
	return true
}

// cycle returns the definitions on a way from a definition back to itself.
func cycle(calls map[*syntax.Define][]*syntax.Define, from *syntax.Define) []*syntax.Define {
	reach := func(d *syntax.Define) []*syntax.Define {
		var seen []*syntax.Define
		var visit func(*syntax.Define)
		visit = func(d *syntax.Define) {
			for _, next := range calls[d] {
				if !slices.Contains(seen, next) {
					seen = append(seen, next)
					visit(next)
				}
			}
		}
		visit(d)
		return seen
	}
	var ring []*syntax.Define
	for _, d := range reach(from) {
		if slices.Contains(reach(d), from) {
			ring = append(ring, d)
		}
	}
	return ring
}
