package emit

import (
	"github.com/dave/jennifer/jen"

	"github.com/smelter-lang/smelter/transpile/core"
	"github.com/smelter-lang/smelter/transpile/diag"
	"github.com/smelter-lang/smelter/transpile/source"
	"github.com/smelter-lang/smelter/typesys"
)

// This file has the state of printing one Go function with the closures in it, its
// variables, and what becomes of values.

// A dest says what becomes of the value of a statement.
type dest struct {
	kind destKind
	vars []string // toVars: one per result
}

type destKind uint8

const (
	drop destKind = iota
	toVars
	toReturn
)

var (
	discard  = dest{kind: drop}
	returned = dest{kind: toReturn}
)

// A fn is the state of printing one toplevel function.
type fn struct {
	e      *emitter
	twin   bool         // printing a twin, see twin.go
	exact  *twin        // printing the exact version of a function with a twin
	result typesys.Type // of the toplevel function
	scan   *scan        // what the function as a whole says of its variables and labels

	names  scope
	vars   map[*core.Var]*variable
	labels map[*core.Label]*target
	traits map[core.Expr]traits // see order.go

	out     *[]jen.Code // statements of the block being printed
	binding *core.Let   // whose value is being printed as an expression

	place
}

// A place is where we are: it changes on the way into and out of closures and loops.
type place struct {
	depth   int         // lambdas around
	frames  []*frame    // closures around that run on the spot, within the lambda; innermost last
	handler bool        // the innermost of them is the handler of a catch
	loops   int         // Go loops around, within the closure
	at      source.Span // what Go takes for the place of what is being printed
}

// A variable is a variable of Core in Go. Go refuses one that is not used: then its
// declaration is completed.
type variable struct {
	name string
	used bool
	decl code
}

func newFunc(e *emitter, body core.Expr, recursive bool) *fn {
	return &fn{e: e, scan: scanBody(body, recursive), names: scope{}, vars: map[*core.Var]*variable{},
		labels: map[*core.Label]*target{}, traits: map[core.Expr]traits{}, out: new([]jen.Code)}
}

// add appends a statement.
func (f *fn) add(c ...jen.Code) { *f.out = append(*f.out, jen.Add(c...)) }

// block returns the statements that print appends.
func (f *fn) block(print func()) []jen.Code {
	outer, inner := f.out, new([]jen.Code)
	f.out = inner
	print()
	f.out = outer
	return *inner
}

// body returns the statements of a toplevel function; all variables are known then.
func (f *fn) body() []jen.Code {
	for _, v := range f.vars {
		if !v.used && v.decl != nil {
			v.decl.Op(";").Id("_").Op("=").Id(v.name)
		}
	}
	return *f.out
}

// temp makes a fresh Go name.
func (f *fn) temp(base string) string { return f.names.take(base) }

// name gives a variable a Go name.
func (f *fn) name(v *core.Var) string {
	n := f.temp(localName(v.Name))
	f.vars[v] = &variable{name: n}
	return n
}

// declare declares a variable with a value, or with Go's zero value if init is nil.
func (f *fn) declare(v *core.Var, init code) string {
	n := f.name(v)
	f.vars[v].decl = f.variable(n, v.Type, init)
	return n
}

// variable declares a Go variable and returns the declaration.
func (f *fn) variable(n string, t typesys.Type, init code) code {
	var decl code
	if init == nil {
		decl = jen.Var().Id(n).Add(f.goType(t))
	} else {
		decl = jen.Id(n).Op(":=").Add(init)
	}
	*f.out = append(*f.out, decl)
	return decl
}

// keep puts a value into a fresh variable, before the statement that is being printed.
func (f *fn) keep(base string, value code) code {
	f.mark(f.at)
	return f.hold(base, value)
}

// hold is keep for a value that no call gives.
func (f *fn) hold(base string, value code) code {
	t := f.temp(base)
	f.add(jen.Id(t).Op(":=").Add(value))
	return jen.Id(t)
}

// made is hold for the value of e, made here, which nothing else refers to. If a
// variable is to be bound to it, it becomes that variable.
func (f *fn) made(e core.Expr, base string, value code) code {
	if f.binding == nil || f.binding.Value != e {
		return f.hold(base, value)
	}
	n := f.declare(f.binding.Var, value)
	f.binding = nil
	return jen.Id(n)
}

// local reads a variable.
func (f *fn) local(e *core.Local) code {
	v, ok := f.vars[e.Var]
	if !ok {
		diag.Bugf(e.At, "emit: variable %s is not in scope", e.Var.Name)
	}
	v.used = true
	return jen.Id(v.name)
}

// function prints a function after its head: "func Name" or "func". It looks at the stack
// if it descends.
func (f *fn) function(lam *core.Lambda, head code, descends bool) code {
	t := typesys.Prune(lam.Ty).(*typesys.Fn)
	if f.depth == 0 {
		f.result = t.Result
	}
	params := make([]jen.Code, len(lam.Params))
	for i, v := range lam.Params {
		params[i] = jen.Id(f.name(v)).Add(f.goType(v.Type))
	}
	outer := f.out
	f.out = new([]jen.Code)
	if descends {
		f.line(source.Span{}, func() code { return f.e.rt("Descend") })
	}
	f.stmt(lam.Body, returned)
	f.dropReturn(t.Result)
	if f.depth > 0 {
		body := *f.out
		f.out = outer
		return head.Params(params...).Add(f.e.results(t.Result)).Block(body...)
	}
	if f.twin {
		return head.Params(params...).Params(f.goType(t.Result), jen.Bool()).Block(f.body()...)
	}
	return head.Params(params...).Add(f.e.results(t.Result)).Block(f.body()...)
}

// dropReturn removes the last statement of a function without results if it is a return.
func (f *fn) dropReturn(result typesys.Type) {
	if n := len(*f.out); n > 0 && isVoid(result) && (*f.out)[n-1] == jen.Code(bareReturn) {
		*f.out = (*f.out)[:n-1]
	}
}

// bareReturn returns from a function without results.
var bareReturn = jen.Return()

// lambda prints a function as an expression.
func (f *fn) lambda(lam *core.Lambda) code {
	outer := f.place
	f.place = place{depth: outer.depth + 1}
	c := f.function(lam, jen.Func(), f.e.graph.lambdaDescends(lam))
	f.place = outer
	return c
}

// give puts values at a destination; it reports whether control ends here.
func (f *fn) give(to dest, values ...jen.Code) (ends bool) {
	switch {
	case to.kind == drop:
		for _, v := range values {
			f.add(jen.Id("_").Op("=").Add(v))
		}
	case to.kind == toVars && len(values) > 0:
		f.add(f.set(to, values...))
	case to.kind == toReturn && len(values) == 0:
		*f.out = append(*f.out, bareReturn)
		return true
	case to.kind == toReturn:
		f.add(f.ret(values...))
		return true
	}
	return false
}

// ret returns values; a twin says that it has one.
func (f *fn) ret(values ...jen.Code) code {
	if f.twin {
		values = append(values, jen.True())
	}
	return jen.Return(values...)
}

// set is the assignment of values, one or several, to the variables of a destination. Go
// does not take that for a use of them.
func (f *fn) set(to dest, values ...jen.Code) code {
	return jen.List(to.values()...).Op("=").List(values...)
}

// values reads the variables of a destination.
func (to dest) values() []jen.Code {
	out := make([]jen.Code, len(to.vars))
	for i, v := range to.vars {
		out[i] = jen.Id(v)
	}
	return out
}
