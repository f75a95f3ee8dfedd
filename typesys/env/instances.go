package env

import "github.com/smelter-lang/smelter/typesys"

// MethodScheme returns the scheme that the implementation of a method must have: the
// instance's variables first, the instance's context and then the method's own.
func (i *Instance) MethodScheme(m *Method) *typesys.Scheme {
	sub := func(ps []typesys.Pred) []typesys.Pred {
		return typesys.ReplacePreds(ps, m.Class.Params, i.Head.Args)
	}
	return &typesys.Scheme{
		Vars:  append(i.Vars[:len(i.Vars):len(i.Vars)], m.Vars...),
		Preds: append(i.Context[:len(i.Context):len(i.Context)], sub(m.Preds)...),
		Type:  typesys.Replace(m.Type, m.Class.Params, i.Head.Args),
	}
}

// LoseInstance takes note that an instance of a class could not be had, since it has a
// mistake that was reported.
func (e *Env) LoseInstance(class string) {
	e.lost[class] = true
}

// LostInstance reports whether an instance of a class could not be had, so that nothing is
// to be said of instances that are missing.
func (e *Env) LostInstance(class string) bool {
	for ; e != nil; e = e.parent {
		if e.lost[class] {
			return true
		}
	}
	return false
}

// A headIndex finds the instances of one class and layer by the constructor at the head
// of their first argument. It follows the list of instances, which only grows.
type headIndex struct {
	seen   int                    // so many of the list are in the index
	byHead map[string][]*Instance // by name of the constructor
	open   []*Instance            // those that begin with a variable or another function type
	script []*Instance            // those that only scripts have
}

// Matching calls yield with the instances that may match a predicate, innermost layer
// first, until it returns false: those whose first argument has the same head, then
// those that begin with a variable. Those that only scripts have come last.
func (e *Env) Matching(p typesys.Pred, yield func(*Instance) bool) {
	head := typesys.HeadCon(p.Args[0])
	var last []*Instance
	plain := e.plain
	for ; e != nil; e = e.parent {
		index := e.headIndex(p.Class)
		last = append(last, index.script...)
		if head != nil {
			for _, i := range index.byHead[head.Name] {
				if !yield(i) {
					return
				}
			}
		}
		for _, i := range index.open {
			if !yield(i) {
				return
			}
		}
	}
	for _, i := range last {
		if plain || !yield(i) {
			return
		}
	}
}

// headIndex returns the index of a class in this layer, brought up to date.
func (e *Env) headIndex(class string) *headIndex {
	list, index := e.own(class), e.index[class]
	if index == nil {
		index = &headIndex{byHead: map[string][]*Instance{}}
		e.index[class] = index
	}
	for ; index.seen < len(list); index.seen++ {
		i := list[index.seen]
		if con := typesys.HeadCon(i.Head.Args[0]); i.Script {
			index.script = append(index.script, i)
		} else if con != nil {
			index.byHead[con.Name] = append(index.byHead[con.Name], i)
		} else {
			index.open = append(index.open, i)
		}
	}
	return index
}

// Overlapping returns an instance whose head unifies with that of another one, or nil.
// Those that only scripts have give way.
func (e *Env) Overlapping(i *Instance) *Instance {
	var found *Instance
	visit := func(other *Instance) bool {
		if other != i && other.Script == i.Script && len(other.Head.Args) == len(i.Head.Args) && Overlap(i, other) {
			found = other
			return false
		}
		return true
	}
	if typesys.HeadCon(i.Head.Args[0]) != nil {
		e.Matching(i.Head, visit)
	} else {
		e.Instances(i.Head.Class, visit)
	}
	return found
}

// Overlap reports whether a new instance may not stand beside an old one of the same
// class: some types are in both of them.
//
// A head that mentions a variable in two arguments, like (Into :a :a), says that types are
// equal. It may stand beside a new one where the arguments, each on its own, would make
// the variable different things, like (Into (Tuple :a :b) (Tuple :b :a)). Where the types
// happen to be in both, Matching has the one first that begins with a constructor.
func Overlap(i, old *Instance) bool {
	for k := range i.Head.Args {
		ca, cb := typesys.HeadCon(i.Head.Args[k]), typesys.HeadCon(old.Head.Args[k])
		if ca != nil && cb != nil && ca.Name != cb.Name {
			return false
		}
	}
	return typesys.CanUnifyAll(Fresh(i).Args, Fresh(old).Args) && agree(i.Head.Args, old.Head.Args)
}

// agree reports whether each variable stands opposite to the same type in all arguments
// that mention it.
func agree(as, bs []typesys.Type) bool {
	all := map[*typesys.Var]typesys.Type{}
	for k := range as {
		here := map[*typesys.Var]typesys.Type{}
		opposite(here, as[k], bs[k])
		for v, t := range here {
			if u, ok := all[v]; ok && !typesys.Equal(t, u) {
				return false
			}
			all[v] = t
		}
	}
	return true
}

// opposite notes what stands opposite to the variables of two types, those of the first
// one for preference.
func opposite(found map[*typesys.Var]typesys.Type, a, b typesys.Type) {
	if v, ok := a.(*typesys.Var); ok {
		found[v] = b
		return
	}
	if v, ok := b.(*typesys.Var); ok {
		found[v] = a
		return
	}
	x, xok := a.(*typesys.App)
	y, yok := b.(*typesys.App)
	if xok && yok {
		opposite(found, x.Fun, y.Fun)
		opposite(found, x.Arg, y.Arg)
	}
}

// Fresh returns the head of an instance with new metas for its variables.
func Fresh(i *Instance) typesys.Pred {
	var supply typesys.Supply
	args := make([]typesys.Type, len(i.Vars))
	for k, v := range i.Vars {
		args[k] = supply.Of(v, 0)
	}
	return typesys.ReplacePred(i.Head, i.Vars, args)
}
