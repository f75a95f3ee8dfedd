package syntax

import (
	"slices"

	"github.com/smelter-lang/smelter/runtime/spelling"
	"github.com/smelter-lang/smelter/transpile/diag"
	"github.com/smelter-lang/smelter/transpile/names"
	"github.com/smelter-lang/smelter/transpile/reader"
)

// This file parses toplevel forms.

// A unit is a translation unit that is being parsed.
type unit struct {
	p     *parser
	out   *Unit
	attrs []attribute // that wait for the next form
}

// forms parses forms in order. A mistake in one leaves the others alone.
func (u *unit) forms(forms []*reader.Form) {
	for _, f := range forms {
		u.form(f)
	}
}

// guard does something with one toplevel form. After a mistake the attributes before the
// form are done with too, and so is what it defines.
func (u *unit) guard(f *reader.Form, parse func()) {
	u.p.guard(func() {
		ok := false
		defer func() {
			if !ok {
				u.attrs = nil
				u.lose(f)
			}
		}()
		parse()
		ok = true
	})
}

func (u *unit) add(d Decl) { u.out.Decls = append(u.out.Decls, d) }

// form parses one toplevel form, or takes note of what is lost with it.
func (u *unit) form(f *reader.Form) {
	if f.Broken {
		u.attrs = nil
		u.lose(f)
		return
	}
	u.guard(f, func() { u.parseForm(f) })
}

func (u *unit) parseForm(f *reader.Form) {
	const malformed = "Malformed toplevel form"
	if !u.p.mod.Script {
		f = u.p.spelled(f)
	}
	if !isCons(f) {
		u.expression(f, malformed, f, "Unexpected atom")
		return
	}
	head := f.Items[0]
	if isList(head) {
		u.expression(f, malformed, head, "unexpected list")
		return
	}
	u.p.proper(malformed, f)
	switch {
	case !u.p.mod.Script && isMissing(head):
		u.attrs = nil
		u.lose(f)
		return
	case u.parse(f):
		return
	case u.p.mod.Script && u.p.imported(f):
		return // done before the rest of the file
	case u.p.known.exprs[f.Head()] == nil:
		if out, ok := u.p.expand(f); ok {
			u.p.macros++
			u.parseForm(out)
			u.p.macros--
			return
		}
	}
	u.expression(f, "Invalid toplevel form", head, "unknown toplevel form")
}

// parse parses a form that begins with the symbol of a toplevel form.
func (u *unit) parse(f *reader.Form) bool {
	known, head := u.p.known, f.Head()
	switch {
	case head == nil:
		return false
	case head == known.progn:
		if u.p.mod.Script && !slices.ContainsFunc(f.Items[1:], u.isToplevel) {
			return false // an expression
		}
		u.progn(f)
		return true
	case head == known.toplevel && u.p.mod.Script:
		u.forms(f.Items[1:])
		return true
	case head == known.toplevel:
		u.nestedToplevel(f)
		return true
	case head == known.inline && u.p.mod.Script && len(f.Items) > 1:
		return false // a call of the function inline
	}
	if parse := known.tops[head]; parse != nil {
		parse(u, f)
		return true
	}
	return false
}

// isToplevel reports whether a form can only stand at toplevel.
func (u *unit) isToplevel(f *reader.Form) bool { return u.p.known.tops[f.Head()] != nil }

// expression takes a toplevel expression of a script; elsewhere it is a mistake.
func (u *unit) expression(f *reader.Form, title string, at *reader.Form, text string) {
	if !u.p.mod.Script {
		d := problem(title, diag.Primary(at.Span, text))
		u.helpToplevel(d, at)
		u.p.fail(d)
	}
	if u.p.isShorthandLet(f) {
		u.toplevelLet(f)
	}
	u.orphans()
	u.add(&TopExpr{u.p.new(f), u.p.expr(f)})
}

// toplevelLet reports a (let p = e) that is in no body.
func (u *unit) toplevelLet(f *reader.Form) {
	help := diag.Help{Text: "at toplevel (define NAME VALUE) names a value"}
	if name := f.Items[1]; isSymbol(name) && len(f.Items) == 4 {
		help.Span, help.Replacement = f.Items[0].Span.Join(f.Items[2].Span), "define "+u.p.source(name)
	}
	u.loseName(f.Items[1])
	u.p.fail(suggest("Malformed let", f.Items[1].Span, "expected binding list", help))
}

// helpToplevel tells what may have been meant by a form that is none.
func (u *unit) helpToplevel(d *diag.Diagnostic, head *reader.Form) {
	name := text(head)
	if habit := ToplevelHabit(name); habit != "" {
		d.Helps = append(d.Helps, diag.Help{Text: habit})
		return
	}
	if name == "" || head.Sym == nil {
		return
	}
	macro := func(s *names.Symbol) string { return lower(s.Name) }
	if text := u.p.mod.importHelp(head.Sym, macro); text != "" {
		d.Helps = append(d.Helps, diag.Help{Text: text})
		return
	}
	near, ok := spelling.Closest(name, func(yield func(string) bool) {
		for _, f := range toplevelForms() {
			if !yield(f.name) {
				return
			}
		}
	})
	if ok {
		d.Helps = append(d.Helps, reader.DidYouMean(head, near))
	} else {
		d.Helps = append(d.Helps, diag.Help{Text: "an expression can stand at toplevel in a script only: a file without a package form"})
	}
}

// progn splices its forms.
func (u *unit) progn(f *reader.Form) {
	u.bare(f, "progn")
	u.forms(f.Items[1:])
	if len(u.attrs) > 0 {
		u.p.fail(problem("Trailing attributes in progn",
			diag.Primary(u.attrs[0].form.Span, "progn cannot have trailing attributes"),
			diag.Secondary(f.Span, "when parsing progn")))
	}
}

// nestedToplevel refuses a coalton-toplevel among Coalton's own toplevel forms, after
// what is wrong inside it.
func (u *unit) nestedToplevel(f *reader.Form) {
	inside, errors := &unit{p: u.p, out: &Unit{}}, u.p.errs.Errors()
	inside.forms(f.Items[1:])
	inside.guard(nil, inside.orphans)
	if u.p.errs.Errors() == errors {
		u.p.failAt("Invalid toplevel form", f.Items[0].Span, "unknown toplevel form")
	}
}

func (u *unit) lispToplevel(f *reader.Form) {
	u.bare(f, "lisp-toplevel")
	u.p.failAt("Invalid lisp-toplevel form", f.Span, "lisp-toplevel is only allowed in library source code. "+
		"To enable elsewhere, (pushnew :coalton-lisp-toplevel *features*)")
}

func (u *unit) declare(f *reader.Form) {
	const title = "Malformed declaration"
	p := u.p
	switch {
	case len(f.Items) < 2:
		p.failAt(title, f.Span, "expected body")
	case len(f.Items) < 3:
		p.failAt(title, f.Span, "expected declared type")
	case len(f.Items) > 3:
		p.failAt(title, f.Items[3].Span, "unexpected trailing form")
	case !isSymbol(f.Items[1]):
		p.failAt(title, f.Items[1].Span, "expected symbol")
	}
	d := &Declare{node: p.new(f), Name: p.defined(f.Items[1]), Type: p.qualType(f.Items[2])}
	p.single(d.Type, f.Items[2])
	attrs := u.take(f, "declare", attrMonomorphize, attrInline)
	d.Monomorphize, d.Inline = attrs[0] != nil, attrs[1] != nil
	u.add(d)
}

func (u *unit) define(f *reader.Form) {
	const title = "Malformed definition"
	p := u.p
	switch len(f.Items) {
	case 1:
		p.failAt(title, f.Span, "expected define body")
	case 2:
		p.failAt(title, f.Span, "expected value")
	}
	d := p.definition(f, p.globalName)
	attrs := u.take(f, "define", attrMonomorphize, attrInline)
	d.Monomorphize, d.Inline = attrs[0] != nil, attrs[1] != nil
	u.add(d)
}

// definition parses (define x e) and (define (f p*) body); name parses the name.
func (p *parser) definition(f *reader.Form, name func(*reader.Form) *Name) *Define {
	const title = "Malformed function definition"
	head, rest := f.Items[1], f.Items[2:]
	d := &Define{node: p.new(f), Head: head.Span, Function: isList(head)}
	if d.Function {
		if len(head.Items) == 0 {
			p.failAt(title, head.Span, "expected symbol")
		}
		p.proper(title, head)
		if !isSymbol(head.Items[0]) {
			p.failAt(title, head.Items[0].Span, "expected symbol")
		}
		d.Name = p.identifier(head.Items[0])
		d.Params, d.Keys = p.params(head.Items[1:])
	} else {
		d.Name = name(head)
	}
	if len(rest) > 1 {
		d.Doc, rest = docstring(rest)
	}
	outer := p.enterFunction()
	d.Body = p.body(head, rest)
	p.loops = outer
	return d
}

// globalName parses the name of a value, which may be a dynamic variable.
func (p *parser) globalName(f *reader.Form) *Name {
	if isSymbol(f) && isEarmuffed(text(f)) {
		return p.name(f)
	}
	return p.identifier(f)
}

func (u *unit) specialize(f *reader.Form) {
	const title = "Malformed specialize declaration"
	p := u.p
	p.operands(title, f, -1, "missing from name", "missing to name", "missing type")
	if len(f.Items) > 4 {
		p.failAt(title, f.Items[4].Span, "unexpected form")
	}
	use := func(x *reader.Form) *Var {
		n := p.identifier(x)
		return &Var{n.node, n.Sym, n.Text}
	}
	u.bare(f, "specialize")
	u.add(&Specialize{p.new(f), use(f.Items[1]), use(f.Items[2]), p.qualType(f.Items[3])})
}

// defineMacro keeps a macro definition, which was handed to the expander before the rest
// of the file, unless a macro made it.
func (u *unit) defineMacro(f *reader.Form) {
	p := u.p
	if !p.mod.Script && !p.opts.Library {
		p.failAt("Invalid toplevel form", f.Items[0].Span, "unknown toplevel form")
	}
	u.bare(f, "a macro definition")
	p.macro(f)
	u.add(&MacroDef{p.new(f), p.name(f.Items[1]), f})
}

// macro hands a macro definition to the expander.
func (p *parser) macro(f *reader.Form) {
	if err := p.opts.Macros.Define(f); err != nil {
		p.failAt("Malformed macro definition", f.Span, err.Error())
	}
}
