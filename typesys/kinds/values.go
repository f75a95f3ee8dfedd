package kinds

import (
	"github.com/smelter-lang/smelter/transpile/names"
	"github.com/smelter-lang/smelter/transpile/syntax"
	"github.com/smelter-lang/smelter/typesys"
	"github.com/smelter-lang/smelter/typesys/env"
)

// values converts declared types and native values, and reports names that two values
// have.
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
	d.distinctValues()
}

// distinctValues reports what has the name of a constructor or a method: constructors,
// methods and definitions are values of one name space.
func (d *declarer) distinctValues() {
	first := map[*names.Symbol]*syntax.Name{}
	for _, t := range d.typeDefs {
		for _, c := range t.Ctors {
			first[c.Name.Sym] = c.Name
		}
	}
	distinct := func(n *syntax.Name) {
		if old := first[n.Sym]; old != nil {
			d.errs.Add(syntax.Twice("duplicate-definition", "Duplicate definition", "definition", old, n))
			n.Sym.Break(false)
		}
	}
	var methods []*syntax.Name
	for _, c := range d.classDefs {
		for _, m := range c.Methods {
			distinct(m.Name)
			methods = append(methods, m.Name)
		}
	}
	for _, m := range methods {
		first[m.Sym] = m
	}
	for _, x := range d.defines {
		d.own(x.Name)
		distinct(x.Name)
	}
}

// fold returns the name of a field as accessors have it.
func fold(n *syntax.Name) string { return names.Fold(n.Text) }
