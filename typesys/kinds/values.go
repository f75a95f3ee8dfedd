package kinds

import (
	"github.com/smelter-lang/smelter/transpile/names"
	"github.com/smelter-lang/smelter/transpile/syntax"
	"github.com/smelter-lang/smelter/typesys"
	"github.com/smelter-lang/smelter/typesys/env"
)

// values converts declared types and native values, and reports definitions that have
// the name of a constructor.
func (d *declarer) values() {
	for _, x := range d.declares {
		d.info.Declared[x] = d.scope.Declare(x.Type)
	}
	for _, x := range d.natives {
		s := d.scope.Declare(x.Type).Scheme
		_, function := s.Type.(*typesys.Fn)
		d.env.AddValue(&env.Value{
			Name: x.Name.Sym.String(), Scheme: s, Native: x.Func, Function: function,
		})
	}
	ctors := map[*names.Symbol]*syntax.CtorDef{}
	for _, t := range d.typeDefs {
		for _, c := range t.Ctors {
			ctors[c.Name.Sym] = c
		}
	}
	for _, x := range d.defines {
		d.own(x.Name)
		if c := ctors[x.Name.Sym]; c != nil {
			d.errs.Add(twice("duplicate-definition", "Duplicate definition", "definition",
				c.Name.Span(), x.Name.Span()))
		}
	}
}

// fold returns the name of a field as accessors have it.
func fold(n *syntax.Name) string { return names.Fold(n.Text) }
