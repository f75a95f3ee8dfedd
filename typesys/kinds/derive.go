package kinds

import (
	"slices"

	"github.com/smelter-lang/smelter/transpile/syntax"
	"github.com/smelter-lang/smelter/typesys"
	"github.com/smelter-lang/smelter/typesys/entail"
)

// derives reports classes that cannot be derived. The instances of the others were
// written by syntax.DeriveAll.
func (d *declarer) derives() {
	for _, t := range d.typeDefs {
		for _, class := range t.Derive {
			name := class.Sym.String()
			switch {
			case d.env.Class(name) == nil:
				problem := badDerive(t, class, "Class %s does not exist", class.Sym.Name)
				d.scope.shared.helpClass(problem, class.Sym)
				d.errs.Add(problem)
			case len(t.Ctors) == 0:
				d.errs.Add(badDerive(t, class, "Type %s has no constructors", t.Name.Sym.Name))
			case !slices.Contains(syntax.Derivable(), name):
				d.errs.Add(badDerive(t, class, "Deriver for class %s is not implemented", class.Sym.Name))
			case name == typesys.ClassDefault && len(t.Ctors) > 1:
				d.errs.Add(badDerive(t, class, "Class DEFAULT can only be derived for types with a single constructor."))
			}
		}
	}
}

// derivedContext drops from the context of a derived instance what the instance itself
// provides, and repetitions.
func derivedContext(head typesys.Pred, context []typesys.Pred) []typesys.Pred {
	var out []typesys.Pred
	self := typesys.HeadCon(head.Args[0])
	for _, p := range context {
		con := typesys.HeadCon(p.Args[0])
		if con != nil && con.Name == self.Name || typesys.HasPred(out, p) {
			continue
		}
		out = append(out, p)
	}
	return out
}

// trimDerived drops from the contexts of derived instances what holds for all arguments
// of the type. What does not hold for any stays: as in Coalton it is no mistake to
// derive the instance, only to use it.
func (d *declarer) trimDerived() {
	for _, i := range d.info.Instances {
		if i.Inst.Derived {
			i.Inst.Context = slices.DeleteFunc(i.Inst.Context, func(p typesys.Pred) bool {
				return len(typesys.FreeVarsPred(nil, p)) == 0 && entail.Entail(d.env, nil, p)
			})
		}
	}
}
