package kinds

import (
	"github.com/smelter-lang/smelter/transpile/syntax"
	"github.com/smelter-lang/smelter/typesys"
	"github.com/smelter-lang/smelter/typesys/env"
)

// This file converts the constructors of a group of data types.

// dataOf converts the data types of a group; then their kinds are known and what is still
// open in them is *.
func (d *declarer) dataOf(group []int, nodes []*typeNode) {
	var types []*env.DataType
	for _, i := range group {
		if n := nodes[i]; n.def != nil {
			d.constructors(n)
			types = append(types, n.data)
		}
	}
	for _, i := range group {
		nodes[i].fixKinds(d.env)
	}
	d.env.Variances(types)
	for _, t := range types {
		d.reifies(t)
	}
}

func (n *typeNode) fixKinds(e *env.Env) {
	for _, v := range n.conv.own {
		v := v.(*typesys.Var)
		v.Kind = typesys.DefaultKind(v.Kind)
	}
	if n.def != nil {
		n.data.Con.Kind = typesys.DefaultKind(n.data.Con.Kind)
	} else if a := e.Alias(n.alias.Name.Sym.String()); a != nil {
		a.Kind = typesys.DefaultKind(a.Kind)
	}
}

func (d *declarer) constructors(n *typeNode) {
	for i, def := range n.def.Ctors {
		c := &env.Ctor{
			Name: def.Name.Sym.String(), Shown: def.Name.Text, Data: n.data, Tag: i,
			Fields: n.conv.all(def.Fields),
		}
		for _, f := range def.FieldNames {
			c.Names = append(c.Names, fold(f))
		}
		n.data.Ctors = append(n.data.Ctors, c)
		d.env.AddValue(&env.Value{
			Name: c.Name, Scheme: c.Scheme(), Ctor: c, Function: len(c.Fields) > 0,
		})
	}
	d.representation(n)
}

// representation checks that a type can be kept as its attribute asks.
func (d *declarer) representation(n *typeNode) {
	def, ctors := n.def, n.def.Ctors
	switch def.Repr {
	case syntax.ReprEnum:
		n.data.Repr = env.Enum
		for _, c := range ctors {
			if len(c.Fields) > 0 {
				d.errs.Add(badRepr(c.Fields[0].Span(), "enum", "constructors of repr :enum types cannot have fields"))
			}
		}
	case syntax.ReprTransparent:
		n.data.Repr = env.Transparent
		switch {
		case len(ctors) != 1:
			d.errs.Add(badRepr(def.Span(), "transparent", "repr :transparent types must have a single constructor"))
		case len(ctors[0].Fields) != 1:
			d.errs.Add(badRepr(ctors[0].Span(), "transparent",
				"constructors of repr :transparent types must have a single field"))
		}
	case syntax.ReprNative:
		n.data.Repr, n.data.Native = env.Native, def.Native
	}
}

// reifies gives a type its instance of RuntimeRepr, which every type has. The class need
// not be defined yet: the types that it is made of have instances too.
func (d *declarer) reifies(t *env.DataType) {
	head := typesys.Pred{Class: typesys.ClassRuntimeRepr, Args: []typesys.Type{t.Type()}}
	d.env.AddInstance(&env.Instance{Name: d.instanceName(head), Vars: t.Params, Head: head, Derived: true})
}
