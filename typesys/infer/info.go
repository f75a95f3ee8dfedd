package infer

import (
	"github.com/smelter-lang/smelter/transpile/syntax"
	"github.com/smelter-lang/smelter/typesys"
	"github.com/smelter-lang/smelter/typesys/env"
)

// An Info is what inference learnt of a module, indexed by node ID where it is a slice.
// Types may hold solved metas: read them through typesys.Zonk.
type Info struct {
	// Types has the type of every expression and pattern. For a Var it is the
	// instantiated type before keyword subsumption (see Coercions).
	Types []typesys.Type
	// Insts has, at a Var (or the Name of a constructor pattern) that refers to a
	// polymorphic value, the type arguments in the order of its scheme's Vars; for
	// a method, those of the class first. Empty for monomorphic uses.
	Insts [][]typesys.Type
	// Locals has the scheme of each let-bound Name that was generalised (its Vars
	// stand in the types of the definition's nodes); nil entry if monomorphic.
	Locals []*typesys.Scheme
	// Coercions has the type as which a function value with more keywords is
	// used, at the Var or Lambda where subsumption was applied.
	Coercions map[syntax.ID]typesys.Type
	// Fields has the struct and field index of each Accessor.
	Fields map[syntax.ID]Field
	// Reified has the scheme of each type-of.
	Reified map[syntax.ID]*typesys.Scheme
	// Extra has the type arguments of library names that a form implies without
	// writing them (docs/architecture.md lists the forms).
	Extra map[syntax.ID][][]typesys.Type
	// Order is the order in which the definitions of each unit are checked and
	// initialised (language.md 13.2): names of toplevel values, all units.
	Order []string
	Env   *env.Env
}

// A Field is a resolved accessor.
type Field struct {
	Ctor  *env.Ctor
	Index int
}
