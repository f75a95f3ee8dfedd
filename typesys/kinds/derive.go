package kinds

import (
	"slices"

	"github.com/smelter-lang/smelter/transpile/syntax"
	"github.com/smelter-lang/smelter/typesys"
)

// derives reports classes that cannot be derived. The instances of the others were
// written by syntax.DeriveAll.
func (d *declarer) derives() {
	for _, t := range d.typeDefs {
		for _, class := range t.Derive {
			name := class.Sym.String()
			switch {
			case d.env.Class(name) == nil:
				d.errs.Add(badDerive(t, class, "Class %s does not exist", lispName(class.Sym)))
			case len(t.Ctors) == 0:
				d.errs.Add(badDerive(t, class, "Type %s has no constructors", lispName(t.Name.Sym)))
			case !slices.Contains(syntax.Derivable(), name):
				d.errs.Add(badDerive(t, class, "Deriver for class %s is not implemented", lispName(class.Sym)))
			case name == typesys.ClassDefault && len(t.Ctors) > 1:
				d.errs.Add(badDerive(t, class, "Class DEFAULT can only be derived for types with a single constructor."))
			}
		}
	}
}

// derivedContext drops from the context of a derived instance what says nothing about its
// variables, or what the instance itself provides, and repetitions.
func derivedContext(head typesys.Pred, context []typesys.Pred) []typesys.Pred {
	var out []typesys.Pred
	self := typesys.HeadCon(head.Args[0])
	for _, p := range context {
		con := typesys.HeadCon(p.Args[0])
		if con != nil && con.Name == self.Name || len(typesys.FreeVarsPred(nil, p)) == 0 || typesys.HasPred(out, p) {
			continue
		}
		out = append(out, p)
	}
	return out
}
