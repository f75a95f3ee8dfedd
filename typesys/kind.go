package typesys

import "strings"

// PruneKind follows solved kind metas at the top of a kind.
func PruneKind(k Kind) Kind {
	for {
		m, ok := k.(*KMeta)
		if !ok || m.Ref == nil {
			return k
		}
		k = m.Ref
	}
}

// DefaultKind solves what is still unknown in a kind as * and returns the kind
// without metas. Coalton has no kind polymorphism.
func DefaultKind(k Kind) Kind {
	switch k := PruneKind(k).(type) {
	case *KFun:
		from, to := DefaultKind(k.From), DefaultKind(k.To)
		if from == k.From && to == k.To {
			return k
		}
		return &KFun{from, to}
	case *KMeta:
		k.Ref = Star{}
	}
	return Star{}
}

// KindArrow returns the kind from[0] -> (from[1] -> ... -> to).
func KindArrow(from []Kind, to Kind) Kind {
	for i := len(from) - 1; i >= 0; i-- {
		to = &KFun{from[i], to}
	}
	return to
}

// StarKind returns the kind of a constructor of n parameters of kind *.
func StarKind(n int) Kind {
	var k Kind = Star{}
	for range n {
		k = &KFun{Star{}, k}
	}
	return k
}

// EqualKinds reports whether two kinds are the same as far as they are known.
func EqualKinds(a, b Kind) bool {
	a, b = PruneKind(a), PruneKind(b)
	if a == b {
		return true
	}
	f, ok := a.(*KFun)
	g, ok2 := b.(*KFun)
	return ok && ok2 && EqualKinds(f.From, g.From) && EqualKinds(f.To, g.To)
}

// UnifyKinds makes two kinds equal and reports whether it could. It may have
// solved some metas when it could not.
func UnifyKinds(a, b Kind) bool {
	var u unifier
	return u.kinds(a, b)
}

// KindOf returns the kind of a type. Functions and packs are of kind *.
func KindOf(t Type) Kind {
	switch t := Prune(t).(type) {
	case *Con:
		return t.Kind
	case *Var:
		return t.Kind
	case *Meta:
		return t.Kind
	case *App:
		if f, ok := PruneKind(KindOf(t.Fun)).(*KFun); ok {
			return PruneKind(f.To)
		}
	}
	return Star{}
}

// KindString prints a kind: * and * → (* → *). The arrow is the same whether or
// not types are printed with Unicode arrows.
func KindString(k Kind) string {
	var b strings.Builder
	writeKind(&b, k)
	return b.String()
}

func writeKind(b *strings.Builder, k Kind) {
	f, ok := PruneKind(k).(*KFun)
	if !ok {
		b.WriteByte('*')
		return
	}
	side := func(k Kind) {
		if _, nested := PruneKind(k).(*KFun); nested {
			b.WriteByte('(')
			writeKind(b, k)
			b.WriteByte(')')
			return
		}
		writeKind(b, k)
	}
	side(f.From)
	b.WriteString(" → ")
	side(f.To)
}
