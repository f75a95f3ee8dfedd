package syntax

import (
	"math/big"
	"slices"
	"strconv"

	"github.com/smelter-lang/smelter/transpile/names"
)

// This file writes derived instances as syntax: what a programmer would have written,
// with names that mean the library's whatever the module calls so. All nodes stand at
// the attribute.

// Derivable has the classes that can be derived, by qualified name.
func Derivable() []string {
	return []string{
		"COALTON/CLASSES:EQ", "COALTON/CLASSES:HASH", "COALTON/CLASSES:DEFAULT", "COALTON/SHOW:SHOW",
		jsonPackage + ":TOJSON", jsonPackage + ":FROMJSON",
	}
}

// A deriver makes the instance of one class for one type.
type deriver struct {
	m     *Maker
	w     *names.World
	t     *TypeDef
	class *TypeName
}

// Derive returns the instance of a derivable class for a type definition.
func Derive(t *TypeDef, class *TypeName, m *Maker, w *names.World) *InstanceDef {
	d := &deriver{m: m, w: w, t: t, class: class}
	inst := &InstanceDef{node: d.node(), Head: t.DeriveSpan, Derived: true, Pred: d.pred(d.self())}
	for _, c := range t.Ctors {
		for _, f := range c.Fields {
			inst.Context = append(inst.Context, d.pred(f))
		}
	}
	switch class.Sym.String() {
	case "COALTON/CLASSES:EQ":
		inst.Methods = []*Define{d.equality()}
	case "COALTON/CLASSES:HASH":
		inst.Methods = []*Define{d.hash()}
	case "COALTON/CLASSES:DEFAULT":
		inst.Methods = []*Define{d.defaults()}
	case "COALTON/SHOW:SHOW":
		inst.Methods = []*Define{d.show()}
	case jsonPackage + ":TOJSON":
		inst.Methods = []*Define{d.toJSON()}
	case jsonPackage + ":FROMJSON":
		inst.Methods = []*Define{d.fromJSON()}
	}
	return inst
}

func (d *deriver) node() node { return d.m.New(d.t.DeriveSpan) }

func (d *deriver) pred(t TypeExpr) *PredExpr {
	return &PredExpr{d.node(), &TypeName{d.node(), d.class.Sym, d.class.Text}, []TypeExpr{t}}
}

// self is the type that is derived for.
func (d *deriver) self() TypeExpr {
	name := &TypeName{d.node(), d.t.Name.Sym, d.t.Name.Text}
	if len(d.t.Vars) == 0 {
		return name
	}
	app := &TypeApp{node: d.node(), Fun: name}
	for _, v := range d.t.Vars {
		app.Args = append(app.Args, &TypeVar{d.node(), v.Name})
	}
	return app
}

func (d *deriver) symbol(pkg, name string) *names.Symbol { return findOrDefine(d.w, pkg).Intern(name) }

func (d *deriver) ref(pkg, name string) *Var { return &Var{d.node(), d.symbol(pkg, name), name} }

func (d *deriver) call(f Expr, args ...Expr) Expr { return &Call{node: d.node(), Fun: f, Args: args} }

// local makes a variable that no text contains.
func (d *deriver) local(name string) *Name {
	return &Name{d.node(), &names.Symbol{Name: name}, "_" + name}
}

func (d *deriver) use(n *Name) *Var { return &Var{d.node(), n.Sym, n.Text} }

func (d *deriver) param(n *Name) Pattern { return &VarPat{d.node(), n} }

// taken returns the pattern of a constructor and the names of its fields.
func (d *deriver) taken(c *CtorDef, prefix string) (Pattern, []*Name) {
	p := &CtorPat{node: d.node(), Ctor: &Name{d.node(), c.Name.Sym, c.Name.Text}}
	var fields []*Name
	for i := range c.Fields {
		n := d.local(prefix + strconv.Itoa(i+1))
		fields = append(fields, n)
		p.Args = append(p.Args, d.param(n))
	}
	return p, fields
}

func (d *deriver) method(pkg, name string, params []Pattern, body Expr) *Define {
	return &Define{
		node: d.node(), Function: true, Head: d.t.DeriveSpan,
		Name:   &Name{d.node(), d.symbol(pkg, name), name},
		Params: params, Body: &Body{Last: body},
	}
}

func (d *deriver) branch(p Pattern, body Expr) *Branch {
	return &Branch{d.node(), p, &Body{Last: body}}
}

func (d *deriver) boolean(b bool) Expr {
	if b {
		return d.ref(Core, "TRUE")
	}
	return d.ref(Core, "FALSE")
}

// equality: the same constructor, then the fields from left to right.
func (d *deriver) equality() *Define {
	a, b := d.local("A"), d.local("B")
	outer := &Match{node: d.node(), Value: d.use(a)}
	for _, c := range d.t.Ctors {
		pa, xs := d.taken(c, "X")
		pb, ys := d.taken(c, "Y")
		same := Expr(d.boolean(true))
		if len(xs) > 0 {
			and := &Logic{node: d.node()}
			for i, x := range xs {
				and.Args = append(and.Args, d.call(d.ref("COALTON/CLASSES", "=="), d.use(x), d.use(ys[i])))
			}
			same = and
		}
		inner := &Match{node: d.node(), Value: d.use(b), Branches: []*Branch{d.branch(pb, same)}}
		if len(d.t.Ctors) > 1 {
			inner.Branches = append(inner.Branches, d.branch(&WildPat{d.node()}, d.boolean(false)))
		}
		outer.Branches = append(outer.Branches, d.branch(pa, inner))
	}
	return d.method("COALTON/CLASSES", "==", []Pattern{d.param(a), d.param(b)}, outer)
}

// hash: that of the constructor's number, combined with those of the fields.
func (d *deriver) hash() *Define {
	a := d.local("A")
	m := &Match{node: d.node(), Value: d.use(a)}
	for i, c := range d.t.Ctors {
		p, xs := d.taken(c, "X")
		number := &The{d.node(), d.plain(Core, "UFIX"), d.integer(int64(i))}
		h := d.call(d.ref("COALTON/CLASSES", "HASH"), number)
		for _, x := range xs {
			h = d.call(d.ref("COALTON/HASH", "COMBINE-HASHES"), h, d.call(d.ref("COALTON/CLASSES", "HASH"), d.use(x)))
		}
		m.Branches = append(m.Branches, d.branch(p, h))
	}
	return d.method("COALTON/CLASSES", "HASH", []Pattern{d.param(a)}, m)
}

func (d *deriver) plain(pkg, name string) *QualType {
	return &QualType{node: d.node(), Type: &TypeName{d.node(), d.symbol(pkg, name), name}}
}

func (d *deriver) integer(n int64) *Lit {
	return &Lit{node: d.node(), Kind: LitInt, Num: new(big.Rat).SetInt64(n)}
}

// defaults: the constructor of the fields' defaults.
func (d *deriver) defaults() *Define {
	c := d.t.Ctors[0]
	var value Expr = &Var{d.node(), c.Name.Sym, c.Name.Text}
	if len(c.Fields) > 0 {
		var args []Expr
		for range c.Fields {
			args = append(args, d.call(d.ref("COALTON/CLASSES", "DEFAULT")))
		}
		value = d.call(value, args...)
	}
	return d.method("COALTON/CLASSES", "DEFAULT", nil, value)
}

// show: Ctor, or (Ctor field*).
func (d *deriver) show() *Define {
	out, a := d.local("OUT"), d.local("A")
	text := func(s string) Expr {
		return d.call(d.use(out), &Lit{node: d.node(), Kind: LitString, Str: s})
	}
	m := &Match{node: d.node(), Value: d.use(a)}
	for _, c := range d.t.Ctors {
		p, xs := d.taken(c, "X")
		if len(xs) == 0 {
			m.Branches = append(m.Branches, d.branch(p, text(c.Name.Text)))
			continue
		}
		body := &Body{Stmts: []Stmt{&ExprStmt{d.node(), text("(" + c.Name.Text)}}}
		for _, x := range xs {
			body.Stmts = append(body.Stmts,
				&ExprStmt{d.node(), text(" ")},
				&ExprStmt{d.node(), d.call(d.ref("COALTON/SHOW", "SHOW-TO"), d.use(out), d.use(x))})
		}
		body.Last = text(")")
		m.Branches = append(m.Branches, &Branch{d.node(), p, body})
	}
	return d.method("COALTON/SHOW", "SHOW-TO", []Pattern{d.param(out), d.param(a)}, m)
}

// DeriveAll appends to a unit the instances that its types derive. Classes that cannot be
// derived are left to typesys/kinds, which reports them.
func DeriveAll(u *Unit, m *Module, w *names.World) {
	for _, d := range u.Decls[:len(u.Decls):len(u.Decls)] {
		t, ok := d.(*TypeDef)
		if !ok || len(t.Ctors) == 0 {
			continue
		}
		for _, class := range t.Derive {
			name := class.Sym.String()
			if slices.Contains(Derivable(), name) && (name != "COALTON/CLASSES:DEFAULT" || len(t.Ctors) == 1) {
				u.Decls = append(u.Decls, Derive(t, class, m.Maker, w))
			}
		}
	}
}
