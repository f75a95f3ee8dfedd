package infer

import "github.com/smelter-lang/smelter/typesys/kinds"

// instance checks the methods of an instance, each as a definition whose declaration is
// the class's signature at the head.
func (in *inferer) instance(i *kinds.Instance) {
	i.Check(in.env, in.errs)
	for k, def := range i.Def.Methods {
		method := i.Methods[k]
		if method == nil {
			continue
		}
		m := &member{name: def.Name, global: i.Inst.MethodName(method), define: def, instance: i.Inst}
		scheme := i.Inst.MethodScheme(method)
		in.bindScheme(m, scheme)
		in.check(m, &kinds.Declared{Scheme: scheme, Binders: i.Inst.Vars})
	}
}
