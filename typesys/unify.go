package typesys

// This file implements unification: making two types equal by solving metas.
//
// One pass over a type that a meta is about to stand for does three things: it
// refuses a type that contains the meta, it lowers the levels of the metas inside to
// the meta's own (they are now reachable from that outer scope and must not be
// generalised within), and it checks kinds. Every change is put on a trail first, so
// that a failure leaves no trace.
//
// Two metas: the left one comes to stand for the right one, whose declared name is the
// one that is shown from then on. But a meta that may be a Pack always comes to stand for
// one that may not.

// A Reason says why two types are different.
type Reason uint8

const (
	Clash      Reason = iota // different constructors or shapes
	Infinite                 // a meta would contain itself
	Arity                    // functions or packs of different lengths
	Keywords                 // a keyword that one function lacks: Key
	KindClash                // different kinds
	PackClash                // several results or none where one value must stand
	RigidClash               // a Var is not what it would have to be
)

// A Mismatch says why two types could not be unified.
type Mismatch struct {
	Reason Reason
	A, B   Type   // the innermost parts that differ, of the left and right type
	Key    string // as written, if Reason is Keywords
}

// Unify makes two types equal by solving metas. If it cannot, nothing has changed.
func Unify(a, b Type) *Mismatch {
	var u unifier
	m := u.unify(a, b)
	if m != nil {
		u.undo(0)
	}
	return m
}

// CanUnify reports whether Unify would succeed; it changes nothing.
func CanUnify(a, b Type) bool {
	var u unifier
	ok := u.unify(a, b) == nil
	u.undo(0)
	return ok
}

// UnifyAll unifies two lists of the same length pairwise, all or nothing.
func UnifyAll(as, bs []Type) *Mismatch {
	var u unifier
	for i := range as {
		if m := u.unify(as[i], bs[i]); m != nil {
			u.undo(0)
			return m
		}
	}
	return nil
}

// CanUnifyAll reports whether UnifyAll would succeed; it changes nothing.
func CanUnifyAll(as, bs []Type) bool {
	var u unifier
	ok := true
	for i := range as {
		if ok = u.unify(as[i], bs[i]) == nil; !ok {
			break
		}
	}
	u.undo(0)
	return ok
}

type unifier struct {
	trail []change
}

// A change is what a meta or kind meta was before.
type change struct {
	meta  *Meta
	ref   Type
	level int
	pack  bool
	kind  *KMeta // instead of meta: was unsolved
}

func (u *unifier) save(m *Meta) {
	u.trail = append(u.trail, change{meta: m, ref: m.Ref, level: m.Level, pack: m.Pack})
}

func (u *unifier) undo(mark int) {
	for i := len(u.trail) - 1; i >= mark; i-- {
		c := &u.trail[i]
		if c.kind != nil {
			c.kind.Ref = nil
			continue
		}
		c.meta.Ref, c.meta.Level, c.meta.Pack = c.ref, c.level, c.pack
	}
	u.trail = u.trail[:mark]
}

func (u *unifier) unify(a, b Type) *Mismatch {
	a, b = Prune(a), Prune(b)
	if a == b {
		return nil
	}
	if IsInvalid(a) || IsInvalid(b) {
		return nil
	}
	if m, ok := a.(*Meta); ok {
		if n, ok := b.(*Meta); ok && n.Pack && !m.Pack && !n.Row {
			return u.bind(n, m, true)
		}
		return u.bind(m, b, false)
	}
	if m, ok := b.(*Meta); ok {
		return u.bind(m, a, true)
	}
	switch a := a.(type) {
	case *Con:
		if b, ok := b.(*Con); ok && a.Name == b.Name {
			return nil
		}
	case *App:
		switch b := b.(type) {
		case *App:
			if m := u.unify(a.Fun, b.Fun); m != nil {
				return m
			}
			return u.unify(a.Arg, b.Arg)
		case *Fn:
			return u.arrow(b, a, true)
		}
	case *Fn:
		switch b := b.(type) {
		case *Fn:
			return u.fn(a, b)
		case *App:
			return u.arrow(a, b, false)
		}
	case *Pack:
		if b, ok := b.(*Pack); ok {
			if len(a.Elems) != len(b.Elems) {
				return &Mismatch{Reason: Arity, A: a, B: b}
			}
			return u.all(a.Elems, b.Elems)
		}
		return &Mismatch{Reason: PackClash, A: a, B: b}
	case *Row:
		return u.rows(&Fn{Rest: a}, &Fn{Rest: b})
	case *Var:
		return &Mismatch{Reason: RigidClash, A: a, B: b}
	}
	reason := Clash
	switch b.(type) {
	case *Pack:
		reason = PackClash
	case *Var:
		reason = RigidClash
	case *Row:
		return u.rows(&Fn{Rest: a}, &Fn{Rest: b})
	}
	return &Mismatch{Reason: reason, A: a, B: b}
}

func (u *unifier) all(as, bs []Type) *Mismatch {
	for i := range as {
		if m := u.unify(as[i], bs[i]); m != nil {
			return m
		}
	}
	return nil
}

// arrow unifies a function type with an application of something else than Arrow,
// which must turn out to be (Arrow a) of b.
func (u *unifier) arrow(f *Fn, app *App, swapped bool) *Mismatch {
	from, to, ok := unary(f)
	if !ok {
		return order(Clash, f, app, swapped)
	}
	if _, rest := f.Row(); rest != nil {
		m, open := rest.(*Meta)
		if !open {
			return order(Clash, f, app, swapped)
		}
		u.save(m)
		m.Ref = &Row{}
	}
	u.single(to)
	part := &App{Arrow, from}
	var m *Mismatch
	if swapped {
		m = u.unify(app.Fun, part)
	} else {
		m = u.unify(part, app.Fun)
	}
	switch {
	case m != nil:
		return order(m.Reason, f, app, swapped)
	case swapped:
		return u.unify(app.Arg, to)
	}
	return u.unify(to, app.Arg)
}

// single takes from a meta the right to stand for a pack.
func (u *unifier) single(t Type) {
	if m, ok := Prune(t).(*Meta); ok && m.Pack {
		u.save(m)
		m.Pack = false
	}
}

func order(r Reason, a, b Type, swapped bool) *Mismatch {
	if swapped {
		a, b = b, a
	}
	return &Mismatch{Reason: r, A: a, B: b}
}

func (u *unifier) fn(a, b *Fn) *Mismatch {
	if len(a.Params) != len(b.Params) {
		return &Mismatch{Reason: Arity, A: a, B: b}
	}
	if m := u.all(a.Params, b.Params); m != nil {
		return m
	}
	if len(a.Keys)+len(b.Keys) > 0 || a.Rest != nil || b.Rest != nil {
		if m := u.rows(a, b); m != nil {
			return m
		}
	}
	return u.unify(a.Result, b.Result)
}

// rows unifies the keywords of two functions. What only one of them has must fit into
// the open end of the other.
func (u *unifier) rows(a, b *Fn) *Mismatch {
	ka, ra := a.Row()
	kb, rb := b.Row()
	onlyA, onlyB, m := u.common(ka, kb)
	switch {
	case m != nil:
		return m
	case ra == rb && len(onlyA)+len(onlyB) == 0:
		return nil
	}
	ma, _ := ra.(*Meta)
	mb, _ := rb.(*Meta)
	switch {
	case len(onlyB) > 0 && (ma == nil || ma == mb):
		return &Mismatch{Reason: Keywords, A: a, B: b, Key: onlyB[0].Text}
	case len(onlyA) > 0 && (mb == nil || ma == mb):
		return &Mismatch{Reason: Keywords, A: a, B: b, Key: onlyA[0].Text}
	case ma == nil && mb == nil:
		return &Mismatch{Reason: Clash, A: a, B: b} // a rigid row and another end
	case ma == nil:
		return u.extend(mb, onlyA, ra)
	case mb == nil:
		return u.extend(ma, onlyB, rb)
	case len(onlyA) == 0:
		return u.extend(ma, onlyB, mb)
	case len(onlyB) == 0:
		return u.extend(mb, onlyA, ma)
	}
	tail := &Meta{ID: ma.ID, Kind: Star{}, Level: min(ma.Level, mb.Level), Row: true}
	if m := u.extend(ma, onlyB, tail); m != nil {
		return m
	}
	return u.extend(mb, onlyA, tail)
}

// extend solves the open end of a row as more keywords and another end. Without
// more keywords an open end stands for the other one directly.
func (u *unifier) extend(m *Meta, keys []Key, rest Type) *Mismatch {
	if rest != nil && len(keys) == 0 {
		return u.bind(m, rest, false)
	}
	return u.bind(m, &Row{keys, rest}, false)
}

// common unifies the keywords that both lists have and returns the others.
func (u *unifier) common(as, bs []Key) (onlyA, onlyB []Key, _ *Mismatch) {
	for len(as) > 0 && len(bs) > 0 {
		switch a, b := as[0], bs[0]; {
		case a.Name < b.Name:
			onlyA, as = append(onlyA, a), as[1:]
		case a.Name > b.Name:
			onlyB, bs = append(onlyB, b), bs[1:]
		default:
			if m := u.unify(a.Type, b.Type); m != nil {
				return nil, nil, m
			}
			as, bs = as[1:], bs[1:]
		}
	}
	return append(onlyA, as...), append(onlyB, bs...), nil
}

// bind solves m as t, which is not m. Swapped says that m was on the right.
func (u *unifier) bind(m *Meta, t Type, swapped bool) *Mismatch {
	switch t := t.(type) {
	case *Pack:
		if !m.Pack {
			return order(PackClash, m, t, swapped)
		}
	case *Meta:
		if t.Row != m.Row {
			return order(Clash, m, t, swapped)
		}
		if t.Pack && !m.Pack {
			u.single(t)
		}
	}
	if _, row := t.(*Row); !m.Row {
		if row {
			return order(Clash, m, t, swapped)
		}
		if !u.kinds(m.Kind, KindOf(t)) {
			return order(KindClash, m, t, swapped)
		}
	}
	if !u.adjust(m, t) {
		return order(Infinite, m, t, swapped)
	}
	u.save(m)
	m.Ref = t
	return nil
}

// adjust lowers the levels of the metas in t to that of m. It reports whether t is
// free of m.
func (u *unifier) adjust(m *Meta, t Type) bool {
	switch t := pruneMeta(t).(type) {
	case *Meta:
		if t == m {
			return false
		}
		if t.Level > m.Level {
			u.save(t)
			t.Level = m.Level
		}
	case *App:
		return u.adjust(m, t.Fun) && u.adjust(m, t.Arg)
	case *Fn:
		for _, p := range t.Params {
			if !u.adjust(m, p) {
				return false
			}
		}
		return u.adjustRow(m, t.Keys, t.Rest) && u.adjust(m, t.Result)
	case *Pack:
		for _, e := range t.Elems {
			if !u.adjust(m, e) {
				return false
			}
		}
	case *Row:
		return u.adjustRow(m, t.Keys, t.Rest)
	}
	return true
}

func (u *unifier) adjustRow(m *Meta, keys []Key, rest Type) bool {
	for _, k := range keys {
		if !u.adjust(m, k.Type) {
			return false
		}
	}
	return rest == nil || u.adjust(m, rest)
}

func (u *unifier) kinds(a, b Kind) bool {
	a, b = PruneKind(a), PruneKind(b)
	if a == b {
		return true
	}
	if m, ok := a.(*KMeta); ok {
		return u.bindKind(m, b)
	}
	if m, ok := b.(*KMeta); ok {
		return u.bindKind(m, a)
	}
	f, ok := a.(*KFun)
	g, ok2 := b.(*KFun)
	return ok && ok2 && u.kinds(f.From, g.From) && u.kinds(f.To, g.To)
}

func (u *unifier) bindKind(m *KMeta, k Kind) bool {
	if kindHas(k, m) {
		return false
	}
	u.trail = append(u.trail, change{kind: m})
	m.Ref = k
	return true
}

func kindHas(k Kind, m *KMeta) bool {
	switch k := PruneKind(k).(type) {
	case *KMeta:
		return k == m
	case *KFun:
		return kindHas(k.From, m) || kindHas(k.To, m)
	}
	return false
}
