package kinds

import (
	"slices"
	"strings"

	"github.com/smelter-lang/smelter/transpile/diag"
	"github.com/smelter-lang/smelter/transpile/source"
	"github.com/smelter-lang/smelter/transpile/syntax"
	"github.com/smelter-lang/smelter/typesys"
	"github.com/smelter-lang/smelter/typesys/entail"
	"github.com/smelter-lang/smelter/typesys/env"
)

// This file declares instances: all heads, written ones before derived ones. Whether the
// superclasses have instances too, and whether the methods are those of the class, is
// checked later (Check).

func (d *declarer) instances() {
	for _, derived := range []bool{false, true} {
		if derived {
			d.derives()
		}
		for _, def := range d.instanceDefs {
			if def.Derived != derived {
				continue
			}
			if i := d.instanceHead(def); i != nil {
				d.info.Instances = append(d.info.Instances, i)
			} else {
				d.env.LoseInstance(def.Pred.Class.Sym.String())
			}
		}
	}
	d.trimDerived()
}

// Check reports what an instance lacks, and finds the methods that it defines. It is done
// when the methods are about to be checked, after all values.
func (i *Instance) Check(e *env.Env, errs *diag.List) {
	i.checkSupers(e, errs)
	i.checkMethods(errs)
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
		Context: context, Head: head, Derived: def.Derived, Script: d.pkg.Name == syntax.ScriptLibrary,
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
	here := d.pkg
	if class.Sym.Pkg == here || here.Name == "COALTON" || here.Name == syntax.ScriptLibrary || strings.HasPrefix(here.Name, "COALTON/") {
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
func (i *Instance) checkSupers(e *env.Env, errs *diag.List) {
	c, closure := i.Class, e.Closure(i.Inst.Context)
	for _, super := range c.Supers {
		p := typesys.ReplacePred(super, c.Params, i.Inst.Head.Args)
		if entail.EntailClosed(e, closure, p) || e.LostInstance(p.Class) {
			continue
		}
		printer := e.Printer(false)
		if lacks, ok := missing(e, closure, p); ok {
			errs.Add(missingSuper(i.Def.Head, printer.Pred(lacks), printer.Pred(p)))
		} else {
			errs.Add(missingSuper(i.Def.Head, printer.Pred(p), ""))
		}
		return
	}
}

// missing returns what the instance of a predicate that does not hold lacks, if there is
// such an instance.
func missing(e *env.Env, closure []typesys.Pred, p typesys.Pred) (typesys.Pred, bool) {
	_, context, _ := entail.ByInstance(e, p)
	for _, q := range context {
		if !entail.EntailClosed(e, closure, q) {
			return q, true
		}
	}
	return p, false
}

// checkMethods finds the methods that an instance defines.
func (i *Instance) checkMethods(errs *diag.List) {
	seen := map[*env.Method]*syntax.Define{}
	for _, def := range i.Def.Methods {
		m := i.Class.Method(def.Name.Sym.String())
		i.Methods = append(i.Methods, m)
		switch first := seen[m]; {
		case m == nil:
			errs.Add(unknownMethod(def, i.Def.Pred.Class))
		case first != nil:
			errs.Add(diag.Twice("duplicate-definition", "Duplicate method definition", "definition",
				first.Span(), def.Span()))
		default:
			seen[m] = def
		}
	}
	for _, m := range i.Class.Methods {
		if seen[m] == nil {
			errs.Add(missingMethod(i.Def, m))
		}
	}
}

// instanceName returns a name that no other instance of the program has: all of the
// head is in it, with the packages of types.
func (d *declarer) instanceName(head typesys.Pred) string {
	n := &headNamer{}
	n.b.WriteString(d.pkg.Name + ":instance " + head.Class)
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
