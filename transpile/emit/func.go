package emit

import (
	"fmt"
	"slices"
	"strings"

	"github.com/smelter-lang/smelter/transpile/core"
	"github.com/smelter-lang/smelter/typesys"
)

// This file prints the body of one Go function: expressions as Go expressions where
// they are, as statements before where Go has none.

// A dest says what becomes of the value of a statement.
type dest struct {
	kind destKind
	vars []string // toVars: one per result
	// after is the label behind the statement, to which control goes when the value is
	// there; "" if it simply goes on.
}

type destKind uint8

const (
	drop destKind = iota
	toVars
	toReturn
)

var discard = dest{kind: drop}

// A target is where an Exit, Next or Jump goes.
type target struct {
	label string
	to    dest
	vars  []string // of a Loop or Join
	depth int      // closures around it
	used  *bool
	next  bool // continue instead of break
	token string
	frame int // closures of catches around it
}

// A fn is the state of printing one Go function and the closures of its catches.
type fn struct {
	e    *emitter
	out  *strings.Builder
	self string // global name, for self tail calls
	loop *target

	names   map[*core.Var]string
	uses    map[*core.Var]int
	targets map[*core.Label]*target
	depth   int
	frames  []*frame // closures of catch around, innermost last
	line    int      // of the last //line
}

// A frame is the closure of a catch, whose completion codes leave it.
type frame struct {
	exits []exit
}

type exit struct {
	code   int
	target *target
	next   bool
}

func newFunc(e *emitter, body core.Expr) *fn {
	f := &fn{e: e, out: &strings.Builder{}, names: map[*core.Var]string{}, uses: map[*core.Var]int{},
		targets: map[*core.Label]*target{}}
	core.Walk(body, func(x core.Expr) bool {
		switch x := x.(type) {
		case *core.Local:
			f.uses[x.Var]++
		case *core.Assign:
			f.uses[x.Var]++
		}
		return true
	})
	return f
}

func (f *fn) p(format string, args ...any) { fmt.Fprintf(f.out, format+"\n", args...) }

// mark prints a //line comment when a new line of the script begins.
func (f *fn) mark(x core.Expr) {
	if !f.e.opts.Lines {
		return
	}
	pos := f.e.files.Position(x.Span())
	if pos.Line == 0 {
		return
	}
	f.p("//line %s:%d", pos.Path, pos.Line)
}

// temp makes a fresh Go name.
func (f *fn) temp(base string) string {
	f.e.next++
	return fmt.Sprintf("%s%d", base, f.e.next)
}

// declare gives a variable a Go name.
func (f *fn) declare(v *core.Var) string {
	n := f.temp("v")
	f.names[v] = n
	return n
}

// lambda prints a function; head is "func name" or "func".
func (f *fn) lambda(lam *core.Lambda, head string) string {
	outer := f.out
	f.out = &strings.Builder{}
	t := lam.Ty.(*typesys.Fn)
	params := make([]string, len(lam.Params))
	names := make([]string, len(lam.Params))
	for i, v := range lam.Params {
		names[i] = f.declare(v)
		params[i] = names[i] + " " + f.e.goType(v.Type)
	}
	f.p("%s(%s) %s {", head, strings.Join(params, ", "), f.e.results(t.Result))
	saved := *f
	if head == "func" {
		f.self = ""
		f.frames, f.depth = nil, f.depth+1
	}
	f.loop = nil
	if f.self != "" && callsSelf(lam.Body, f.self) {
		f.selfLoop(lam, names)
	} else {
		f.stmt(lam.Body, f.returns(t.Result))
	}
	f.self, f.frames, f.depth, f.loop = saved.self, saved.frames, saved.depth, saved.loop
	if !terminates(lam.Body) && !isVoid(t.Result) {
		f.p(`panic("unreachable")`)
	}
	f.p("}")
	text := strings.TrimSuffix(f.out.String(), "\n")
	f.out = outer
	return text
}

func (f *fn) returns(t typesys.Type) dest { return dest{kind: toReturn} }

// selfLoop prints a body that calls itself in tail position as a loop. Parameters that a
// closure captures are copied in each iteration.
func (f *fn) selfLoop(lam *core.Lambda, names []string) {
	used := false
	f.loop = &target{label: f.temp("top"), vars: names, used: &used, depth: f.depth}
	outer := f.out
	f.out = &strings.Builder{}
	for i, v := range lam.Params {
		if captured(lam.Body, v) {
			n := f.declare(v)
			f.p("%s := %s", n, names[i])
		}
	}
	f.stmt(lam.Body, dest{kind: toReturn})
	body := f.out.String()
	f.out = outer
	if used {
		f.p("%s:", f.loop.label)
	}
	f.p("for {")
	f.out.WriteString(body)
	if isVoid(lam.Ty.(*typesys.Fn).Result) {
		f.p("return")
	} else if !terminates(lam.Body) {
		f.p(`panic("unreachable")`)
	}
	f.p("}")
}

// callsSelf reports whether e calls a global in tail position.
func callsSelf(e core.Expr, self string) bool {
	found := false
	tails(e, func(t core.Expr) {
		if c, ok := t.(*core.Call); ok {
			if g, ok := c.Fun.(*core.Global); ok && g.Name == self {
				found = true
			}
		}
	})
	return found
}

// tails calls f with the expressions in tail position of e.
func tails(e core.Expr, f func(core.Expr)) {
	switch e := e.(type) {
	case *core.Let:
		tails(e.Body, f)
	case *core.LetRec:
		tails(e.Body, f)
	case *core.LetValues:
		tails(e.Body, f)
	case *core.If:
		tails(e.Then, f)
		tails(e.Else, f)
	case *core.Switch:
		for _, c := range e.Cases {
			tails(c.Body, f)
		}
		if e.Default != nil {
			tails(e.Default, f)
		}
	case *core.LitSwitch:
		for _, c := range e.Cases {
			tails(c.Body, f)
		}
		tails(e.Default, f)
	case *core.Block:
		tails(e.Body, f)
	case *core.Loop:
		tails(e.Body, f)
	case *core.Join:
		tails(e.In, f)
		tails(e.Body, f)
	default:
		f(e)
	}
}

// captured reports whether a closure inside e mentions v.
func captured(e core.Expr, v *core.Var) bool {
	found := false
	var walk func(e core.Expr, inside bool)
	walk = func(e core.Expr, inside bool) {
		if found {
			return
		}
		if l, ok := e.(*core.Local); ok && inside && l.Var == v {
			found = true
		}
		switch e.(type) {
		case *core.Lambda, *core.Catch, *core.Resumable, *core.DynBind:
			inside = true
		}
		core.Children(e, func(c *core.Expr) { walk(*c, inside) })
	}
	walk(e, false)
	return found
}

// terminates reports whether Go sees that control does not go on behind the statement
// printed for e with a return.
func terminates(e core.Expr) bool {
	switch e := e.(type) {
	case *core.Let:
		return terminates(e.Body)
	case *core.LetRec:
		return terminates(e.Body)
	case *core.LetValues:
		return terminates(e.Body)
	case *core.If, *core.Switch, *core.LitSwitch, *core.Block, *core.Loop, *core.Join, *core.Catch, *core.Resumable,
		*core.DynBind, *core.Exit, *core.Next, *core.Jump, *core.Throw, *core.Fail, *core.ResumeTo, *core.Assign:
		return false
	}
	return true
}

// simple reports whether e is printed as a Go expression, without statements before it.
func simple(e core.Expr) bool {
	switch e := e.(type) {
	case *core.Lit, *core.Local, *core.Global, *core.DynRef, *core.Lambda:
		return true
	case *core.Call:
		return simple(e.Fun) && allSimple(e.Args)
	case *core.Native:
		return e.Func[0] != '%' && allSimple(e.Args) && !optionalResult(e) || inline(e.Func) && allSimple(e.Args)
	case *core.Make:
		return allSimple(e.Args)
	case *core.Field:
		return simple(e.Value)
	case *core.Box:
		return simple(e.Value)
	case *core.Unbox:
		return simple(e.Value)
	case *core.Values:
		return len(e.Elems) == 1 && simple(e.Elems[0])
	}
	return false
}

func allSimple(es []core.Expr) bool {
	for _, e := range es {
		if !simple(e) {
			return false
		}
	}
	return true
}

// atomic reports whether evaluating e later gives the same.
func atomic(e core.Expr) bool {
	switch e := e.(type) {
	case *core.Lit, *core.Global, *core.Lambda:
		return true
	case *core.Local:
		return !e.Var.Mutable
	case *core.Make:
		return len(e.Args) == 0
	}
	return false
}

// args prints expressions that are evaluated from left to right.
func (f *fn) args(es []core.Expr) []string {
	out := make([]string, len(es))
	last := -1 // the last that needs statements
	for i, e := range es {
		if !simple(e) {
			last = i
		}
	}
	calls := 0
	for _, e := range es {
		if !atomic(e) {
			calls++
		}
	}
	for i, e := range es {
		out[i] = f.expr(e)
		l, mutable := e.(*core.Local)
		mutable = mutable && l.Var.Mutable && calls > 1
		if (i < last || mutable) && !atomic(e) {
			t := f.temp("t")
			f.p("%s := %s", t, out[i])
			out[i] = t
		}
	}
	return out
}

// expr prints e as a Go expression of one value.
func (f *fn) expr(e core.Expr) string {
	switch e := e.(type) {
	case *core.Lit:
		return f.e.literal(e)
	case *core.Local:
		n, ok := f.names[e.Var]
		if !ok {
			panic("emit: variable " + e.Var.Name + " is not in scope")
		}
		return n
	case *core.Global:
		return f.e.globals[e.Name]
	case *core.DynRef:
		return f.e.globals[e.Name]
	case *core.Lambda:
		return f.lambda(e, "func")
	case *core.Call:
		if !simple(e) {
			parts := f.args(append([]core.Expr{e.Fun}, e.Args...))
			return f.paren(e.Fun, parts[0]) + "(" + strings.Join(parts[1:], ", ") + ")"
		}
		fun := f.expr(e.Fun)
		return f.paren(e.Fun, fun) + "(" + strings.Join(f.args(e.Args), ", ") + ")"
	case *core.Native:
		return f.native(e)
	case *core.Make:
		return f.e.construct(f.e.repr(e.Ty), e.Ctor, f.args(e.Args))
	case *core.Field:
		return f.e.selectField(f.e.repr(e.Value.Type()), e.Ctor, e.Index, f.operand(e.Value))
	case *core.Box:
		return "any(" + f.expr(e.Value) + ")"
	case *core.Unbox:
		return f.operand(e.Value) + ".(" + f.e.goType(e.Ty) + ")"
	case *core.Values:
		if len(e.Elems) == 1 {
			return f.expr(e.Elems[0])
		}
	}
	t := f.temp("t")
	f.p("var %s %s", t, f.e.goType(e.Type()))
	f.stmt(e, dest{kind: toVars, vars: []string{t}})
	return t
}

func (f *fn) paren(e core.Expr, s string) string {
	if _, ok := e.(*core.Lambda); ok {
		return "(" + s + ")"
	}
	return s
}

// operand prints e so that a selector can follow.
func (f *fn) operand(e core.Expr) string {
	s := f.expr(e)
	if strings.HasPrefix(s, "&") || strings.HasPrefix(s, "func") {
		return "(" + s + ")"
	}
	return s
}

// give prints that a value is at its destination.
func (f *fn) give(to dest, values ...string) {
	switch to.kind {
	case drop:
		for _, v := range values {
			if v != "nil" {
				f.p("_ = %s", v)
			}
		}
	case toVars:
		if len(values) > 0 {
			f.p("%s = %s", strings.Join(to.vars[:len(values)], ", "), strings.Join(values, ", "))
		}
	case toReturn:
		if f.inFrame() {
			panic("emit: return inside a catch")
		}
		f.p("return %s", strings.Join(values, ", "))
	}
}

func (f *fn) inFrame() bool { return len(f.frames) > 0 }

// stmt prints e as a statement whose value goes to a destination.
func (f *fn) stmt(e core.Expr, to dest) {
	switch e := e.(type) {
	case *core.Let:
		f.let(e)
		f.stmt(e.Body, to)
	case *core.LetRec:
		f.letRec(e)
		f.stmt(e.Body, to)
	case *core.LetValues:
		f.letValues(e)
		f.stmt(e.Body, to)
	case *core.Values:
		f.give(to, f.args(e.Elems)...)
	case *core.If:
		f.mark(e)
		f.p("if %s {", f.expr(e.Cond))
		f.stmt(e.Then, to)
		f.p("} else {")
		f.stmt(e.Else, to)
		f.p("}")
	case *core.Switch:
		f.switchOn(e, to)
	case *core.LitSwitch:
		f.litSwitch(e, to)
	case *core.Call:
		f.mark(e)
		if f.tailCall(e, to) {
			return
		}
		f.callStmt(f.expr(e), e.Ty, to)
	case *core.Native:
		f.mark(e)
		f.callStmt(f.expr(e), e.Ty, to)
	case *core.Assign:
		f.p("%s = %s", f.names[e.Var], f.expr(e.Value))
		f.give(to)
	case *core.Lit, *core.Local, *core.Global, *core.DynRef, *core.Lambda, *core.Make, *core.Field, *core.Box, *core.Unbox:
		f.give(to, f.expr(e))
	default:
		f.control(e, to)
	}
}

// callStmt prints a call whose results go to a destination.
func (f *fn) callStmt(call string, t typesys.Type, to dest) {
	pack, several := t.(*typesys.Pack)
	switch {
	case several && len(pack.Elems) == 0:
		if call != "" {
			f.p("%s", call)
		}
		f.give(to)
	case several && to.kind == drop:
		f.p("%s", call)
	case several && to.kind == toVars:
		f.p("%s = %s", strings.Join(to.vars, ", "), call)
	case to.kind == drop:
		f.p("_ = %s", call)
	default:
		f.give(to, call)
	}
}

// tailCall prints a call of the function itself as a jump to its beginning.
func (f *fn) tailCall(e *core.Call, to dest) bool {
	g, ok := e.Fun.(*core.Global)
	if !ok || f.loop == nil || g.Name != f.self || to.kind != toReturn || f.depth != f.loop.depth || f.inFrame() {
		return false
	}
	args := f.args(e.Args)
	if len(args) > 0 {
		f.p("%s = %s", strings.Join(f.loop.vars, ", "), strings.Join(args, ", "))
	}
	*f.loop.used = true
	f.p("continue %s", f.loop.label)
	return true
}

func (f *fn) let(e *core.Let) {
	if e.Var == nil {
		f.stmt(e.Value, discard)
		return
	}
	if f.uses[e.Var] == 0 && !e.Var.Mutable {
		f.stmt(e.Value, discard)
		return
	}
	t := f.e.goType(e.Var.Type)
	if simple(e.Value) {
		f.mark(e.Value)
		value := f.expr(e.Value)
		n := f.declare(e.Var)
		f.p("var %s %s = %s", n, t, value)
		f.p("_ = %s", n)
		return
	}
	n := f.temp("v")
	f.p("var %s %s", n, t)
	f.stmt(e.Value, dest{kind: toVars, vars: []string{n}})
	f.p("_ = %s", n)
	f.names[e.Var] = n
}

// letRec declares all variables first: the functions see one another. Constructors are
// built with what is there, then what was missing is put in.
func (f *fn) letRec(e *core.LetRec) {
	for _, b := range e.Binds {
		n := f.declare(b.Var)
		f.p("var %s %s", n, f.e.goType(b.Var.Type))
		f.p("_ = %s", n)
	}
	for _, b := range e.Binds {
		f.stmt(b.Value, dest{kind: toVars, vars: []string{f.names[b.Var]}})
	}
	for _, b := range e.Binds {
		if mk, ok := b.Value.(*core.Make); ok {
			f.tie(f.names[b.Var], mk, e)
		}
	}
}

// tie puts the members of a group into the fields that were built before them.
func (f *fn) tie(path string, mk *core.Make, group *core.LetRec) {
	r := f.e.repr(mk.Ty)
	for i, a := range mk.Args {
		field := f.e.selectField(r, mk.Ctor, i, path)
		switch a := a.(type) {
		case *core.Local:
			if slices.ContainsFunc(group.Binds, func(b *core.Bind) bool { return b.Var == a.Var }) {
				f.p("%s = %s", field, f.names[a.Var])
			}
		case *core.Make:
			f.tie(field, a, group)
		}
	}
}

func (f *fn) letValues(e *core.LetValues) {
	pack := e.Value.Type().(*typesys.Pack)
	names := make([]string, len(e.Vars))
	for i, v := range e.Vars {
		names[i] = f.temp("v")
		f.p("var %s %s", names[i], f.e.goType(pack.Elems[i]))
		f.p("_ = %s", names[i])
		if v != nil {
			f.names[v] = names[i]
		}
	}
	f.stmt(e.Value, dest{kind: toVars, vars: names})
}
