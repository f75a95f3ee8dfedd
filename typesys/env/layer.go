package env

import "sort"

// A Layer is the contents of one Env without its parents, in the order of names.
type Layer struct {
	Types     []*DataType
	Aliases   []*Alias
	Classes   []*Class
	Values    []*Value
	Instances map[string][]*Instance // by class
	Specs     map[string][]*Specialization
}

// Layer lists what was added to e itself.
func (e *Env) Layer() *Layer {
	return &Layer{
		Types:     inOrder(e.types),
		Aliases:   inOrder(e.aliases),
		Classes:   inOrder(e.classes),
		Values:    inOrder(e.values),
		Instances: e.insts,
		Specs:     e.specs,
	}
}

func inOrder[T any](m map[string]*T) []*T {
	names := make([]string, 0, len(m))
	for name, v := range m {
		if v != nil {
			names = append(names, name)
		}
	}
	sort.Strings(names)
	out := make([]*T, len(names))
	for i, n := range names {
		out[i] = m[n]
	}
	return out
}
