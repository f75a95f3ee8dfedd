package lower

import (
	"github.com/smelter-lang/smelter/transpile/core"
	"github.com/smelter-lang/smelter/transpile/source"
	"github.com/smelter-lang/smelter/transpile/syntax"
	"github.com/smelter-lang/smelter/typesys"
	"github.com/smelter-lang/smelter/typesys/env"
)

// This file compiles patterns to decision trees.
//
// A matrix has a column for each value that is looked at and a row for each branch that
// may still match, in their order. If the first row matches whatever the values are, it
// is chosen. Otherwise the first column in which it asks something is switched on: for
// each constructor that some row names, the matrix of the rows that may match it, with
// columns for its fields; and one for all others. See Maranget, "Compiling pattern
// matching to good decision trees" (2008). A branch that several leaves choose becomes a
// Join.

// A row is the rest of a branch's patterns.
type row struct {
	pats   []syntax.Pattern
	binds  []binding
	branch *branch
}

// A binding is a variable of a pattern and its value.
type binding struct {
	name  *syntax.Name
	value *core.Var
}

// A branch is what is done when a row is chosen.
type branch struct {
	label *core.Label
	vars  []*core.Var // of its pattern, in order of names
	names []*syntax.Name
	uses  int
	body  func() core.Expr
}

// A matcher compiles one match.
type matcher struct {
	l      *lowerer
	at     source.Span
	result typesys.Type
	fail   string
}

// match lowers (match e (pattern body)*).
func (l *lowerer) match(e *syntax.Match) core.Expr {
	t := l.typ(e)
	rows := make([]*row, len(e.Branches))
	for i, b := range e.Branches {
		rows[i] = l.row(b.Pattern, func() core.Expr { return l.body(b.Body) })
	}
	return l.matching(e.Span(), l.expr(e.Value), rows, t, "Pattern match not exhaustive error.")
}

// destructure takes a value apart by a pattern for what follows.
func (l *lowerer) destructure(n syntax.Node, value core.Expr, p syntax.Pattern, rest func() core.Expr) core.Expr {
	switch p := p.(type) {
	case *syntax.VarPat:
		v := l.bind(p.Name, value.Type())
		body := rest()
		return &core.Let{Base: l.base(n, body.Type()), Var: v, Value: value, Body: body}
	case *syntax.WildPat:
		return then(value, rest())
	}
	return l.matching(n.Span(), value, []*row{l.row(p, rest)}, nil, "Pattern match not exhaustive error.")
}

func (l *lowerer) row(p syntax.Pattern, body func() core.Expr) *row {
	b := &branch{label: &core.Label{Name: "branch"}, body: body}
	b.names = patternNames(nil, p)
	return &row{pats: []syntax.Pattern{p}, branch: b}
}

// patternNames appends the variables of a pattern.
func patternNames(out []*syntax.Name, p syntax.Pattern) []*syntax.Name {
	switch p := p.(type) {
	case *syntax.VarPat:
		return append(out, p.Name)
	case *syntax.AsPat:
		return patternNames(append(out, p.Name), p.Pat)
	case *syntax.CtorPat:
		for _, a := range p.Args {
			out = patternNames(out, a)
		}
	}
	return out
}

// matching compiles rows over one value. A nil type is that of the only branch.
func (l *lowerer) matching(at source.Span, value core.Expr, rows []*row, t typesys.Type, fail string) core.Expr {
	v := &core.Var{Name: "m", Type: value.Type()}
	if local, ok := value.(*core.Local); ok && len(local.TypeArgs) == 0 && !local.Var.Mutable {
		v = local.Var
	}
	bodies := make([]core.Expr, len(rows))
	types := map[*syntax.Name]typesys.Type{}
	for _, r := range rows {
		l.patternTypes(r.pats[0], v.Type, types)
	}
	for i, r := range rows {
		for _, n := range r.branch.names {
			r.branch.vars = append(r.branch.vars, l.bind(n, types[n]))
		}
		bodies[i] = r.branch.body()
		if t == nil {
			t = bodies[i].Type()
		}
	}
	m := &matcher{l: l, at: at, result: t, fail: fail}
	tree := m.compile([]*core.Var{v}, rows)
	for i, r := range rows {
		tree = m.attach(tree, r.branch, bodies[i])
	}
	if local, ok := value.(*core.Local); ok && local.Var == v {
		return tree
	}
	return &core.Let{Base: core.Base{At: at, Ty: t}, Var: v, Value: value, Body: tree}
}

// patternTypes finds the types of a pattern's variables.
func (l *lowerer) patternTypes(p syntax.Pattern, t typesys.Type, out map[*syntax.Name]typesys.Type) {
	switch p := p.(type) {
	case *syntax.VarPat:
		out[p.Name] = t
	case *syntax.AsPat:
		out[p.Name] = t
		l.patternTypes(p.Pat, t, out)
	case *syntax.CtorPat:
		c := l.ctor(p)
		for i, a := range p.Args {
			l.patternTypes(a, fieldType(c, i, t), out)
		}
	}
}

func (l *lowerer) ctor(p *syntax.CtorPat) *env.Ctor { return l.env.Value(p.Ctor.Sym.String()).Ctor }

// fieldType returns the type of a field in a value of type t.
func fieldType(c *env.Ctor, i int, t typesys.Type) typesys.Type {
	_, args := typesys.Spine(t)
	return typesys.Zonk(typesys.Replace(c.Fields[i], c.Data.Params, args))
}

// compile makes the tree of a matrix.
func (m *matcher) compile(cols []*core.Var, rows []*row) core.Expr {
	if len(rows) == 0 {
		return &core.Fail{Base: core.Base{At: m.at, Ty: m.result}, Message: m.fail}
	}
	first := rows[0]
	for i := range cols {
		switch p := m.strip(first, i, cols[i]).(type) {
		case *syntax.CtorPat:
			return m.onCtor(cols, rows, i, m.l.ctor(p).Data)
		case *syntax.LitPat:
			return m.onLiteral(cols, rows, i)
		}
	}
	return m.choose(first)
}

// strip binds the variables of a pattern and returns what it asks: a constructor, a
// literal, or nothing.
func (m *matcher) strip(r *row, i int, v *core.Var) syntax.Pattern {
	for {
		switch p := r.pats[i].(type) {
		case *syntax.VarPat:
			r.binds = append(r.binds[:len(r.binds):len(r.binds)], binding{p.Name, v})
			r.pats[i] = nil
		case *syntax.AsPat:
			r.binds = append(r.binds[:len(r.binds):len(r.binds)], binding{p.Name, v})
			r.pats[i] = p.Pat
		case *syntax.WildPat:
			r.pats[i] = nil
		default:
			return p
		}
	}
}

// choose goes to the branch of a row.
func (m *matcher) choose(r *row) core.Expr {
	r.branch.uses++
	j := &core.Jump{Base: core.Base{At: m.at, Ty: m.result}, Label: r.branch.label}
	for _, n := range r.branch.names {
		for _, b := range r.binds {
			if b.name == n {
				j.Args = append(j.Args, use(b.value, m.at))
			}
		}
	}
	return j
}

// onCtor switches on the constructor of column i.
func (m *matcher) onCtor(cols []*core.Var, rows []*row, i int, data *env.DataType) core.Expr {
	v := cols[i]
	s := &core.Switch{Base: core.Base{At: m.at, Ty: m.result}, Value: use(v, m.at)}
	for _, c := range data.Ctors {
		if !m.asked(rows, i, v, c) {
			continue
		}
		fields := make([]*core.Var, len(c.Fields))
		for k := range fields {
			fields[k] = &core.Var{Name: "f", Type: fieldType(c, k, v.Type)}
		}
		var some []*row
		for _, r := range rows {
			p := m.strip(r, i, v)
			if p == nil {
				some = append(some, spliced(r, i, make([]syntax.Pattern, len(fields))))
			} else if cp, ok := p.(*syntax.CtorPat); ok && m.l.ctor(cp) == c {
				some = append(some, spliced(r, i, cp.Args))
			}
		}
		body := m.compile(splice(cols, i, fields), some)
		for k := len(fields) - 1; k >= 0; k-- {
			if mentions(body, fields[k]) {
				body = &core.Let{Base: core.Base{At: m.at, Ty: m.result}, Var: fields[k], Body: body,
					Value: &core.Field{Base: core.Base{At: m.at, Ty: fields[k].Type}, Value: use(v, m.at), Ctor: c, Index: k}}
			}
		}
		s.Cases = append(s.Cases, &core.Case{Ctor: c, Body: body})
	}
	if len(s.Cases) < len(data.Ctors) {
		s.Default = m.compile(splice(cols, i, nil), m.others(rows, i, v))
	}
	return s
}

// asked reports whether some row names a constructor in column i.
func (m *matcher) asked(rows []*row, i int, v *core.Var, c *env.Ctor) bool {
	for _, r := range rows {
		if p, ok := m.strip(r, i, v).(*syntax.CtorPat); ok && m.l.ctor(p) == c {
			return true
		}
	}
	return false
}

// others returns the rows that ask nothing of column i, without it.
func (m *matcher) others(rows []*row, i int, v *core.Var) []*row {
	var out []*row
	for _, r := range rows {
		if m.strip(r, i, v) == nil {
			out = append(out, spliced(r, i, nil))
		}
	}
	return out
}

// onLiteral switches on the literals of column i.
func (m *matcher) onLiteral(cols []*core.Var, rows []*row, i int) core.Expr {
	v := cols[i]
	s := &core.LitSwitch{Base: core.Base{At: m.at, Ty: m.result}, Value: use(v, m.at)}
	var done []*core.Lit
	for _, r := range rows {
		p, ok := m.strip(r, i, v).(*syntax.LitPat)
		if !ok {
			continue
		}
		lit := m.literal(p.Lit, v.Type)
		if lit == nil || contains(done, lit) {
			continue
		}
		done = append(done, lit)
		var some []*row
		for _, q := range rows {
			switch qp := m.strip(q, i, v).(type) {
			case nil:
				some = append(some, spliced(q, i, nil))
			case *syntax.LitPat:
				if other := m.literal(qp.Lit, v.Type); other != nil && equal(lit, other) {
					some = append(some, spliced(q, i, nil))
				}
			}
		}
		s.Cases = append(s.Cases, &core.LitCase{Lit: lit, Body: m.compile(splice(cols, i, nil), some)})
	}
	s.Default = m.compile(splice(cols, i, nil), m.others(rows, i, v))
	if len(s.Cases) == 0 {
		return s.Default
	}
	return s
}

// literal returns a literal at the type of what it is compared with, or nil if it can
// never be equal: an integer is compared with integers and fractions only.
func (m *matcher) literal(e *syntax.Lit, t typesys.Type) *core.Lit {
	if e.Kind == syntax.LitInt {
		con, ok := t.(*typesys.Con)
		if !ok {
			return nil
		}
		_, size := numerics(con.Name)
		if !size && con.Name != typesys.Integer.Name && con.Name != typesys.Fraction.Name {
			return nil
		}
	}
	lit, _ := m.l.literal(e, t).(*core.Lit)
	if lit != nil && e.Kind == syntax.LitInt && lit.Num.Cmp(e.Num) != 0 {
		return nil
	}
	return lit
}

func contains(list []*core.Lit, l *core.Lit) bool {
	for _, x := range list {
		if equal(x, l) {
			return true
		}
	}
	return false
}

func equal(a, b *core.Lit) bool {
	if a.Kind != b.Kind {
		return false
	}
	switch a.Kind {
	case core.LitNumber:
		return a.Num.Cmp(b.Num) == 0
	case core.LitString:
		return a.Str == b.Str
	case core.LitChar:
		return a.Char == b.Char
	}
	return a.F == b.F
}

// splice replaces column i by others.
func splice(cols []*core.Var, i int, by []*core.Var) []*core.Var {
	out := make([]*core.Var, 0, len(cols)+len(by))
	out = append(out, cols[:i]...)
	out = append(out, by...)
	return append(out, cols[i+1:]...)
}

func spliced(r *row, i int, by []syntax.Pattern) *row {
	pats := make([]syntax.Pattern, 0, len(r.pats)+len(by))
	pats = append(pats, r.pats[:i]...)
	pats = append(pats, by...)
	pats = append(pats, r.pats[i+1:]...)
	return &row{pats: pats, binds: r.binds, branch: r.branch}
}

// attach puts the body of a branch where it is chosen.
func (m *matcher) attach(tree core.Expr, b *branch, body core.Expr) core.Expr {
	switch b.uses {
	case 0:
		return tree
	case 1:
		return replaceJump(tree, b.label, func(j *core.Jump) core.Expr {
			out := body
			for i := len(b.vars) - 1; i >= 0; i-- {
				out = &core.Let{Base: core.Base{At: m.at, Ty: m.result}, Var: b.vars[i], Value: j.Args[i], Body: out}
			}
			return out
		})
	}
	return &core.Join{Base: core.Base{At: m.at, Ty: m.result}, Label: b.label, Vars: b.vars, Body: body, In: tree}
}

// replaceJump replaces the only jump to a label.
func replaceJump(e core.Expr, l *core.Label, by func(*core.Jump) core.Expr) core.Expr {
	if j, ok := e.(*core.Jump); ok && j.Label == l {
		return by(j)
	}
	core.Children(e, func(c *core.Expr) { *c = replaceJump(*c, l, by) })
	return e
}

func mentions(e core.Expr, v *core.Var) bool {
	found := false
	core.Walk(e, func(e core.Expr) bool {
		if x, ok := e.(*core.Local); ok && x.Var == v {
			found = true
		}
		return !found
	})
	return found
}
