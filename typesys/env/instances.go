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
	if e.lost == nil {
		e.lost = map[string]bool{}
	}
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
}

// Matching calls yield with the instances that may match a predicate, innermost layer
// first, until it returns false: those whose first argument has the same head, then
// those that begin with a variable.
func (e *Env) Matching(p typesys.Pred, yield func(*Instance) bool) {
	head := typesys.HeadCon(p.Args[0])
	for ; e != nil; e = e.parent {
		index := e.headIndex(p.Class)
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
}

// headIndex returns the index of a class in this layer, brought up to date.
func (e *Env) headIndex(class string) *headIndex {
	list, ok := e.insts[class]
	if !ok && e.source != nil {
		list = e.source.Instances(class)
		e.insts[class] = list
	}
	index := e.index[class]
	if index == nil {
		index = &headIndex{byHead: map[string][]*Instance{}}
		e.index[class] = index
	}
	for ; index.seen < len(list); index.seen++ {
		i := list[index.seen]
		if con := typesys.HeadCon(i.Head.Args[0]); con != nil {
			index.byHead[con.Name] = append(index.byHead[con.Name], i)
		} else {
			index.open = append(index.open, i)
		}
	}
	return index
}

// Overlapping returns an instance whose head unifies with that of another one, or nil.
func (e *Env) Overlapping(i *Instance) *Instance {
	var found *Instance
	visit := func(other *Instance) bool {
		if other != i && len(other.Head.Args) == len(i.Head.Args) && Overlap(i, other) {
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

// Overlap reports whether two instances of the same class may not stand side by side:
// some types are in both of them.
//
// A head that mentions a variable twice, like (Into :a :a), says that types are equal. It
// may stand beside one that says something else about them, like
// (Into (Tuple :a :b) (Tuple :b :a)); where the types happen to be in both, Matching has
// the one first that begins with a constructor. But one may not be a special case of the
// other.
func Overlap(a, b *Instance) bool {
	for k := range a.Head.Args {
		ca, cb := typesys.HeadCon(a.Head.Args[k]), typesys.HeadCon(b.Head.Args[k])
		if ca != nil && cb != nil && ca.Name != cb.Name {
			return false
		}
	}
	if repeats(a) || repeats(b) {
		return covers(a, b) || covers(b, a)
	}
	return typesys.CanUnifyAll(Fresh(a).Args, Fresh(b).Args)
}

// repeats reports whether the head of an instance mentions a variable more than once.
func repeats(i *Instance) bool {
	mentions := 0
	for _, arg := range i.Head.Args {
		mentions += len(typesys.FreeVars(nil, arg))
	}
	return mentions > len(typesys.FreeVarsPred(nil, i.Head))
}

// covers reports whether all types in b are in a.
func covers(a, b *Instance) bool {
	_, ok := typesys.MatchPred(a.Vars, a.Head, Fresh(b))
	return ok
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
