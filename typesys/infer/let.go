package infer

import (
	"github.com/smelter-lang/smelter/transpile/syntax"
	"github.com/smelter-lang/smelter/typesys"
	"github.com/smelter-lang/smelter/typesys/kinds"
)

// let types (let (binding*) body) and let*: the bindings group by group, then the body.
// In a let, which is recursive, declared bindings are known from the start.
func (in *inferer) let(e *syntax.Let, want Expect) typesys.Type {
	declared := in.localDeclares(e)
	if !e.Sequential {
		for _, d := range declared {
			in.bindScheme(&member{name: d.name}, d.Scheme)
		}
	}
	rings := rings(in.names.LetOrder(e))
	for _, group := range in.names.LetGroups(e) {
		ms := make([]*member, len(group))
		for i, b := range group {
			ms[i] = &member{name: b.Name, value: b.Value}
		}
		if !rings.check(in, group[0].Name) {
			in.abandon(ms)
			continue
		}
		if d := declarationOf(declared, ms[0].name); d != nil {
			in.bindScheme(ms[0], d.Scheme)
			in.check(ms[0], d.Declared)
			continue
		}
		in.infer(ms)
	}
	return in.body(e.Body, want)
}

// A localDeclared is a declaration among bindings and the binding it is for.
type localDeclared struct {
	*kinds.Declared
	name *syntax.Name
}

func (in *inferer) localDeclares(e *syntax.Let) []localDeclared {
	var out []localDeclared
	for _, d := range e.Declares {
		for _, b := range e.Binds {
			if b.Name.Sym == d.Name.Sym {
				out = append(out, localDeclared{in.scope.Declare(d.Type), b.Name})
			}
		}
	}
	return out
}

func declarationOf(list []localDeclared, n *syntax.Name) *localDeclared {
	for i := range list {
		if list[i].name == n {
			return &list[i]
		}
	}
	return nil
}
