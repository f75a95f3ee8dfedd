package env

import "github.com/smelter-lang/smelter/typesys"

// Type returns the data type applied to its own parameters.
func (d *DataType) Type() typesys.Type {
	return typesys.MkApp(d.Con, varTypes(d.Params)...)
}

// Scheme returns the scheme of a constructor: a function of its fields, or the type
// itself if there are none.
func (c *Ctor) Scheme() *typesys.Scheme {
	t := c.Data.Type()
	if len(c.Fields) > 0 {
		t = typesys.MkFn(t, c.Fields...)
	}
	return &typesys.Scheme{Vars: c.Data.Params, Type: t}
}

// Field returns the index of a field of a struct by its folded name, or -1.
func (c *Ctor) Field(name string) int {
	for i, n := range c.Names {
		if n == name {
			return i
		}
	}
	return -1
}

// Variances computes the variance of the parameters of data types that may mention one
// another. A type without constructors that is opaque or native is invariant: nothing is
// known of what it holds.
//
// It is a least fixpoint: all begin bivariant, and each round adds the uses found under
// what is known so far, until nothing changes.
func (e *Env) Variances(group []*DataType) {
	for _, d := range group {
		d.Variance = make([]Variance, len(d.Params))
		if len(d.Ctors) == 0 {
			for i := range d.Variance {
				d.Variance[i] = Invariant
			}
		}
	}
	for changed := true; changed; {
		changed = false
		for _, d := range group {
			for i, v := range d.Params {
				sum := d.Variance[i]
				for _, c := range d.Ctors {
					for _, f := range c.Fields {
						sum |= e.VarianceIn(f, v)
					}
				}
				if sum != d.Variance[i] {
					d.Variance[i], changed = sum, true
				}
			}
		}
	}
}

// VarianceIn returns how a type depends on a part of it, a Var or an unsolved Meta:
// covariant in results, contravariant in parameters of functions, as constructors say
// in their arguments, and invariant under an unknown constructor.
func (e *Env) VarianceIn(t, part typesys.Type) Variance {
	t = typesys.Prune(t)
	if t == part {
		return Covariant
	}
	var sum Variance
	switch t := t.(type) {
	case *typesys.App:
		sum = e.appVariance(t, part)
	case *typesys.Fn:
		for _, p := range t.Params {
			sum |= e.VarianceIn(p, part).flip()
		}
		keys, rest := t.Row()
		for _, k := range keys {
			sum |= e.VarianceIn(k.Type, part).flip()
		}
		if rest == part {
			sum |= Invariant
		}
		sum |= e.VarianceIn(t.Result, part)
	case *typesys.Pack:
		for _, x := range t.Elems {
			sum |= e.VarianceIn(x, part)
		}
	}
	return sum
}

func (e *Env) appVariance(t *typesys.App, part typesys.Type) Variance {
	head, args := typesys.Spine(t)
	var known []Variance
	if con, ok := head.(*typesys.Con); ok {
		if con.Name == typesys.Arrow.Name {
			known = []Variance{Contravariant, Covariant}
		} else if d := e.Type(con.Name); d != nil {
			known = d.Variance
		}
	}
	var sum Variance
	if head == part {
		sum = Invariant
	}
	for i, a := range args {
		in := e.VarianceIn(a, part)
		switch {
		case in == Bivariant:
		case i >= len(known) || known[i] == Invariant:
			sum |= Invariant
		case known[i] == Covariant:
			sum |= in
		case known[i] == Contravariant:
			sum |= in.flip()
		}
	}
	return sum
}

func (v Variance) flip() Variance {
	switch v {
	case Covariant:
		return Contravariant
	case Contravariant:
		return Covariant
	}
	return v
}
