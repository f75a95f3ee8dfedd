package syntax

import "strconv"

// This file derives the classes of smelter/json. A struct is an object with a member for
// each field. Of other types, a constructor without fields is a string, one with a field an
// object from its name to the field, and one with several an object from its name to the
// array of them.

const jsonPackage = "SMELTER/JSON"

func (d *deriver) json(name string) *Var { return d.ref(jsonPackage, name) }

func (d *deriver) text(s string) *Lit { return &Lit{node: d.node(), Kind: LitString, Str: s} }

// list makes the list of some values, and pair a tuple.
func (d *deriver) list(xs []Expr) Expr {
	var list Expr = d.ref(Core, "NIL")
	for i := len(xs) - 1; i >= 0; i-- {
		list = d.call(d.ref(Core, "CONS"), xs[i], list)
	}
	return list
}

func (d *deriver) pair(a, b Expr) Expr { return d.call(d.ref("COALTON/CLASSES", "TUPLE"), a, b) }

// toJSON: what a value is, by its constructor.
func (d *deriver) toJSON() *Define {
	a := d.local("A")
	m := &Match{node: d.node(), Value: d.use(a)}
	for _, c := range d.t.Ctors {
		p, xs := d.taken(c, "X")
		var parts []Expr
		for i, x := range xs {
			part := d.call(d.json("TO-JSON"), d.use(x))
			if d.t.Flavor == StructFlavor {
				part = d.pair(d.text(c.FieldNames[i].Text), part)
			}
			parts = append(parts, part)
		}
		m.Branches = append(m.Branches, d.branch(p, d.jsonOf(c, parts)))
	}
	return d.method(jsonPackage, "TO-JSON", []Pattern{d.param(a)}, m)
}

func (d *deriver) jsonOf(c *CtorDef, parts []Expr) Expr {
	switch name := d.text(c.Name.Text); {
	case d.t.Flavor == StructFlavor:
		return d.call(d.json("OBJECT"), d.list(parts))
	case len(parts) == 0:
		return d.call(d.json("TEXT"), name)
	case len(parts) == 1:
		return d.call(d.json("TAGGED"), name, parts[0])
	default:
		return d.call(d.json("TAGGED"), name, d.call(d.json("ARRAY"), d.list(parts)))
	}
}

// fromJSON: the constructor is found first, then its fields are made.
func (d *deriver) fromJSON() *Define {
	j, given := d.local("J"), d.local("GIVEN")
	var body Expr
	if d.t.Flavor == StructFlavor {
		c := d.t.Ctors[0]
		made := d.made(c, func(i int) Expr {
			return d.call(d.json("FIELD"), d.use(given), d.text(c.FieldNames[i].Text))
		})
		body = d.andThen(d.call(d.json("MEMBERS"), d.use(j)), given, made)
	} else {
		body = d.andThen(d.call(d.json("VARIANT"), d.use(j), d.choices()), given, d.choice(given))
	}
	return d.method(jsonPackage, "FROM-JSON", []Pattern{d.param(j)}, body)
}

// choices lists the names of the constructors and the numbers of their fields.
func (d *deriver) choices() Expr {
	var choices []Expr
	for _, c := range d.t.Ctors {
		choices = append(choices, d.pair(d.text(c.Name.Text), d.integer(int64(len(c.Fields)))))
	}
	return d.list(choices)
}

// choice makes what was chosen among the constructors; the last needs no test.
func (d *deriver) choice(given *Name) Expr {
	number := &Accessor{d.node(), "NUMBER"}
	m := &Match{node: d.node(), Value: d.call(number, d.use(given))}
	for i, c := range d.t.Ctors {
		var p Pattern = &WildPat{d.node()}
		if i < len(d.t.Ctors)-1 {
			p = &LitPat{d.node(), d.integer(int64(i))}
		}
		m.Branches = append(m.Branches, d.branch(p, d.made(c, func(k int) Expr {
			return d.call(d.json("ARGUMENT"), d.use(given), d.integer(int64(k)))
		})))
	}
	return m
}

// made makes a constructor of its fields, each of which may fail.
func (d *deriver) made(c *CtorDef, field func(i int) Expr) Expr {
	var value Expr = &Var{d.node(), c.Name.Sym, c.Name.Text}
	var fields []*Name
	var args []Expr
	for i := range c.Fields {
		n := d.local("X" + strconv.Itoa(i+1))
		fields, args = append(fields, n), append(args, d.use(n))
	}
	if len(args) > 0 {
		value = d.call(value, args...)
	}
	out := d.call(d.ref("COALTON/CLASSES", "OK"), value)
	for i := len(fields) - 1; i >= 0; i-- {
		out = d.andThen(field(i), fields[i], out)
	}
	return out
}

// andThen goes on with a result under a name, unless it is an error.
func (d *deriver) andThen(result Expr, name *Name, body Expr) Expr {
	e := d.local("E")
	pattern := func(ctor string, n *Name) Pattern {
		return &CtorPat{d.node(), &Name{d.node(), d.symbol("COALTON/CLASSES", ctor), ctor}, []Pattern{d.param(n)}}
	}
	return &Match{node: d.node(), Value: result, Branches: []*Branch{
		d.branch(pattern("OK", name), body),
		d.branch(pattern("ERR", e), d.call(d.ref("COALTON/CLASSES", "ERR"), d.use(e))),
	}}
}
