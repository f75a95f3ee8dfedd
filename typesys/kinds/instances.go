package kinds

import (
	"slices"
	"strings"

	"github.com/smelter-lang/smelter/transpile/source"
	"github.com/smelter-lang/smelter/transpile/syntax"
	"github.com/smelter-lang/smelter/typesys"
	"github.com/smelter-lang/smelter/typesys/entail"
	"github.com/smelter-lang/smelter/typesys/env"
)

// This file declares instances. All heads are entered first, written ones before derived
// ones; then it is checked of each that the superclasses have instances too and that its
// methods are those of the class.

func (d *declarer) instances() {
	d.derives()
	for _, def := range d.instanceDefs {
		if i := d.instanceHead(def); i != nil {
			d.info.Instances = append(d.info.Instances, i)
		} else {
			d.env.LoseInstance(def.Pred.Class.Sym.String())
		}
	}
	for _, i := range d.info.Instances {
		d.checkSupers(i)
		d.checkMethods(i)
	}
}

// instanceHead enters an instance, or reports why it cannot be one.
func (d *declarer) instanceHead(def *syntax.InstanceDef) *Instance {
	c := d.scope.converter()
	before := d.errs.Errors()
	head, ok := c.pred(def.Pred)
	context := c.preds(def.Context)
	if !ok || d.errs.Errors() > before {
		return nil
	}
	if head.Class == typesys.ClassRuntimeRepr {
		d.errs.Add(handwrittenRepr(def.Head))
		return nil
	}
	if def.Derived {
		context = derivedContext(head, context)
	}
	inst := &env.Instance{
		Name: d.instanceName(head), Vars: c.ownVars(append([]typesys.Pred{head}, context...), nil),
		Context: context, Head: head, Derived: def.Derived,
	}
	if !d.accept(inst, def) {
		return nil
	}
	d.env.AddInstance(inst)
	return &Instance{Def: def, Inst: inst, Class: d.env.Class(head.Class)}
}

// accept reports whether an instance may stand here, beside those that exist.
func (d *declarer) accept(inst *env.Instance, def *syntax.InstanceDef) bool {
	at := def.Head
	if !d.mayInstantiate(inst.Head, def.Pred.Class) {
		d.errs.Add(orphanInstance(at))
		return false
	}
	if other := d.env.Overlapping(inst); other != nil {
		d.errs.Add(overlap(at, d.env.Printer(false).Pred(other.Head)))
		return false
	}
	return d.checkInstanceFunDeps(inst, at)
}

// mayInstantiate applies the orphan rule: the class or a type of the head is of this
// package. The standard library spreads the instances of its types over its packages.
func (d *declarer) mayInstantiate(head typesys.Pred, class *syntax.TypeName) bool {
	here := d.module.Pkg
	if class.Sym.Pkg == here || here.Name == "COALTON" || strings.HasPrefix(here.Name, "COALTON/") {
		return true
	}
	local := false
	for _, t := range head.Args {
		typesys.Walk(t, func(t typesys.Type) bool {
			if con, ok := t.(*typesys.Con); ok {
				pkg := con.Name[:len(con.Name)-len(base(con.Name))]
				local = local || strings.TrimRight(pkg, ":") == here.Name
			}
			return !local
		})
	}
	return local
}

// checkInstanceFunDeps reports an instance that contradicts another one, or that leaves
// open what its determinant should determine. A context with dependencies of its own
// may determine it.
func (d *declarer) checkInstanceFunDeps(inst *env.Instance, at source.Span) bool {
	for _, dep := range d.env.FunDeps(inst.Head.Class) {
		var known []*typesys.Var
		for _, k := range dep.From {
			known = typesys.FreeVars(known, inst.Head.Args[k])
		}
		known = determined(d.env, known, inst.Context)
		if !covers(known, inst.Head, dep.To) {
			d.errs.Add(fundepAmbiguity(at))
			return false
		}
		if other := d.contradicted(inst, dep); other != nil {
			d.errs.Add(fundepConflict(at, d.env.Printer(false).Pred(other.Head)))
			return false
		}
	}
	return true
}

// contradicted returns an instance with the same determinant and another dependent.
func (d *declarer) contradicted(inst *env.Instance, dep env.FunDep) *env.Instance {
	var found *env.Instance
	d.env.Instances(inst.Head.Class, func(other *env.Instance) bool {
		a, b := env.Fresh(inst), env.Fresh(other)
		for _, k := range dep.From {
			if typesys.Unify(a.Args[k], b.Args[k]) != nil {
				return true
			}
		}
		for _, k := range dep.To {
			if !typesys.CanUnify(a.Args[k], b.Args[k]) {
				found = other
				return false
			}
		}
		return true
	})
	return found
}

// checkSupers reports the first superclass of the class that the head is not known to be
// in, given the instance's context.
func (d *declarer) checkSupers(i *Instance) {
	c, closure := i.Class, d.env.Closure(i.Inst.Context)
	for _, super := range c.Supers {
		p := typesys.ReplacePred(super, c.Params, i.Inst.Head.Args)
		if entail.EntailClosed(d.env, closure, p) || d.env.LostInstance(p.Class) {
			continue
		}
		printer := d.env.Printer(false)
		if missing, ok := d.missing(closure, p); ok {
			d.errs.Add(missingSuper(i.Def.Head, printer.Pred(missing), printer.Pred(p)))
		} else {
			d.errs.Add(missingSuper(i.Def.Head, printer.Pred(p), ""))
		}
		return
	}
}

// missing returns what the instance of a predicate that does not hold lacks, if there is
// such an instance.
func (d *declarer) missing(closure []typesys.Pred, p typesys.Pred) (typesys.Pred, bool) {
	_, context, _ := entail.ByInstance(d.env, p)
	for _, q := range context {
		if !entail.EntailClosed(d.env, closure, q) {
			return q, true
		}
	}
	return p, false
}

// checkMethods finds the methods that an instance defines.
func (d *declarer) checkMethods(i *Instance) {
	seen := map[*env.Method]*syntax.Define{}
	for _, def := range i.Def.Methods {
		m := i.Class.Method(def.Name.Sym.String())
		i.Methods = append(i.Methods, m)
		switch first := seen[m]; {
		case m == nil:
			d.errs.Add(unknownMethod(def, i.Def.Pred.Class))
		case first != nil:
			d.errs.Add(twice("duplicate-definition", "Duplicate method definition", "definition",
				first.Span(), def.Span()))
		default:
			seen[m] = def
		}
	}
	for _, m := range i.Class.Methods {
		if seen[m] == nil {
			d.errs.Add(missingMethod(i.Def, m))
		}
	}
}

// instanceName returns a name that no other instance of the program has: all of the
// head is in it, with the packages of types.
func (d *declarer) instanceName(head typesys.Pred) string {
	n := &headNamer{}
	n.b.WriteString(d.module.Pkg.Name + ":instance " + head.Class)
	for _, t := range head.Args {
		n.b.WriteByte(' ')
		n.typ(t)
	}
	return n.b.String()
}

type headNamer struct {
	b    strings.Builder
	vars []typesys.Type
}

func (n *headNamer) typ(t typesys.Type) {
	head, args := typesys.Spine(t)
	if len(args) > 0 {
		n.list(head, args)
		return
	}
	switch t := head.(type) {
	case *typesys.Con:
		n.b.WriteString(t.Name)
	case *typesys.Var:
		if !slices.Contains(n.vars, typesys.Type(t)) {
			n.vars = append(n.vars, t)
		}
		n.b.WriteString(":" + string(rune('a'+slices.Index(n.vars, typesys.Type(t))%26)))
	case *typesys.Fn:
		n.b.WriteByte('(')
		for _, p := range t.Params {
			n.typ(p)
			n.b.WriteByte(' ')
		}
		for _, k := range t.Keys {
			n.b.WriteString("&" + k.Name + " ")
			n.typ(k.Type)
			n.b.WriteByte(' ')
		}
		n.b.WriteString("-> ")
		n.typ(t.Result)
		n.b.WriteByte(')')
	case *typesys.Pack:
		n.list(nil, t.Elems)
	}
}

func (n *headNamer) list(head typesys.Type, args []typesys.Type) {
	n.b.WriteByte('(')
	if head != nil {
		n.typ(head)
	}
	for _, a := range args {
		n.b.WriteByte(' ')
		n.typ(a)
	}
	n.b.WriteByte(')')
}
