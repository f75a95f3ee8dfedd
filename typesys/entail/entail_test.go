package entail_test

import (
	"strings"
	"testing"

	"github.com/smelter-lang/smelter/typesys"
	"github.com/smelter-lang/smelter/typesys/entail"
	"github.com/smelter-lang/smelter/typesys/env"
	"github.com/smelter-lang/smelter/typesys/typetest"
)

// A world is a small environment: numbers, pairs and lists with Eq, Ord, Show and Num, a
// conversion of two types, a class with a functional dependency and one that inherits it.
type world struct {
	env *env.Env
	*typetest.Reader
}

func newWorld() *world {
	w := &world{env.New(nil), typetest.New()}
	w.class(typesys.ClassEq, "$a", nil)
	w.class(typesys.ClassOrd, "$a", nil, typesys.ClassEq+" $a")
	w.class(typesys.ClassNum, "$a", nil, typesys.ClassEq+" $a")
	w.class(typesys.ClassReciprocable, "$a", nil, typesys.ClassNum+" $a")
	w.class(typesys.ClassShow, "$a", nil)
	w.class(typesys.ClassInto, "$a $b", nil)
	w.class("ELEM", "$c $e", []env.FunDep{{From: []int{0}, To: []int{1}}})
	w.class("ORDERED", "$c $e", nil, "ELEM $c $e")
	w.class(typesys.ClassItemizedCollection, "$c $e $b", []env.FunDep{{From: []int{0}, To: []int{1, 2}}})
	for _, t := range []string{"Integer", "F64", "F32"} {
		w.instance(typesys.ClassEq + " " + t)
		w.instance(typesys.ClassNum + " " + t)
		w.instance(typesys.ClassShow + " " + t)
	}
	w.instance(typesys.ClassOrd + " Integer")
	w.instance(typesys.ClassReciprocable + " F64")
	w.instance(typesys.ClassReciprocable + " F32")
	w.instance(typesys.ClassEq+" (List $x)", typesys.ClassEq+" $x")
	w.instance(typesys.ClassShow+" (List $x)", typesys.ClassShow+" $x")
	w.instance(typesys.ClassEq+" (Tuple $x $y)", typesys.ClassEq+" $x", typesys.ClassEq+" $y")
	w.instance(typesys.ClassInto + " Integer String")
	w.instance(typesys.ClassInto + " Integer F32")
	w.instance("ELEM (List $x) $x")
	w.instance("ELEM (Optional $x) (List $y)", "ELEM $x $y")
	w.instance("ORDERED (List $x) $x")
	w.instance(typesys.ClassItemizedCollection + " (Seq $x) $x (List $x)")
	return w
}

func (w *world) class(name, params string, deps []env.FunDep, supers ...string) {
	c := &env.Class{Name: name, Shown: name[strings.LastIndexByte(name, ':')+1:], FunDeps: deps}
	for _, p := range w.Pred("C " + params).Args {
		c.Params = append(c.Params, p.(*typesys.Var))
	}
	for _, s := range supers {
		c.Supers = append(c.Supers, w.Pred(s))
	}
	w.env.AddClass(c)
}

func (w *world) instance(head string, context ...string) {
	i := &env.Instance{Name: head, Head: w.Pred(head), Context: w.preds(context)}
	for _, p := range append(i.Context, i.Head) {
		i.Vars = typesys.FreeVarsPred(i.Vars, p)
	}
	w.env.AddInstance(i)
}

// preds reads predicates whose classes are written without their packages.
func (w *world) preds(list []string) []typesys.Pred {
	var out []typesys.Pred
	for _, s := range list {
		class, rest, _ := strings.Cut(s, " ")
		for _, known := range []string{
			typesys.ClassEq, typesys.ClassOrd, typesys.ClassNum, typesys.ClassReciprocable,
			typesys.ClassShow, typesys.ClassInto, typesys.ClassItemizedCollection,
		} {
			if strings.HasSuffix(known, ":"+strings.ToUpper(class)) {
				class = known
			}
		}
		out = append(out, w.Pred(class+" "+rest))
	}
	return out
}

func (w *world) wanted(list ...string) []entail.Wanted {
	var out []entail.Wanted
	for _, p := range w.preds(list) {
		out = append(out, entail.Wanted{Pred: p})
	}
	return out
}

func (w *world) show(preds []typesys.Pred) string {
	p := w.env.Printer(false)
	var out []string
	for _, q := range preds {
		out = append(out, p.Pred(q))
	}
	return strings.Join(out, ", ")
}

func TestEntail(t *testing.T) {
	for _, test := range []struct {
		rule        string
		given, want string
		holds       bool
	}{
		{"an instance", "", "Eq Integer", true},
		{"an instance with a context", "", "Eq (List (List Integer))", true},
		{"a context that fails", "", "Eq (List Char)", false},
		{"an unknown is in no class", "", "Eq :a", false},
		{"a given predicate", "Eq $a", "Eq $a", true},
		{"a superclass of a given one", "Reciprocable $a", "Eq $a", true},
		{"given ones support instances", "Eq $a", "Eq (List $a)", true},
		{"no conclusion backwards", "Eq (List $a)", "Eq $a", false},
		{"the other way round", "Eq $a", "Ord $a", false},
	} {
		w := newWorld()
		var given []typesys.Pred
		if test.given != "" {
			given = w.preds([]string{test.given})
		}
		if got := entail.Entail(w.env, given, w.preds([]string{test.want})[0]); got != test.holds {
			t.Errorf("%s: %s entails %s = %v", test.rule, test.given, test.want, got)
		}
	}
}

func TestReduce(t *testing.T) {
	for _, test := range []struct {
		rule string
		in   []string
		want string
	}{
		{"what holds is dropped", []string{"Eq Integer", "Eq (List Integer)", "Show $a"}, "SHOW :A"},
		{"what a superclass implies is dropped", []string{"Eq $a", "Ord $a"}, "ORD :A"},
		{"through two steps", []string{"Eq $a", "Num $a", "Reciprocable $a"}, "RECIPROCABLE :A"},
		{"repetitions are dropped", []string{"Eq $a", "Eq $a"}, "EQ :A"},
		{"compound predicates are kept", []string{"Num $a", "Eq (List $a)"}, "EQ (List :A), NUM :A"},
	} {
		w := newWorld()
		if got := w.show(entail.Reduce(w.env, w.preds(test.in))); got != test.want {
			t.Errorf("%s: %v = %s, want %s", test.rule, test.in, got, test.want)
		}
	}
}

func TestImprove(t *testing.T) {
	for _, test := range []struct {
		rule   string
		given  []string
		wanted []string
		want   string
	}{
		{"an instance determines", nil, []string{"ELEM (List Char) :e"}, "ELEM (List Char) Char"},
		{"also what is in the determinant", nil, []string{"ELEM (List :a) Char"}, "ELEM (List Char) Char"},
		{"only through the determinant", nil, []string{"ELEM :c Char"}, "ELEM :C Char"},
		{"equal determinants", nil, []string{"ELEM :c :e", "ELEM :c Char"}, "ELEM :C Char, ELEM :C Char"},
		{"a superclass's dependency", nil, []string{"ORDERED (List Char) :e"}, "ORDERED (List Char) Char"},
		{"a declared context", []string{"ELEM $c $e"}, []string{"ELEM $c :x"}, "ELEM :C :E"},
		{"a declared context by superclass", []string{"ORDERED $c $e"}, []string{"ELEM $c :x"}, "ELEM :C :E"},
		{"an instance's context", nil, []string{"ELEM (Optional (List Char)) :e"},
			"ELEM (Optional (List Char)) (List Char)"},
		{"chains", nil, []string{"ELEM (List (List Char)) :c", "ELEM :c :e"},
			"ELEM (List (List Char)) (List Char), ELEM (List Char) Char"},
		{"what cannot be is left alone", nil, []string{"ELEM (List Char) Integer"}, "ELEM (List Char) Integer"},
		{"what stays open ends", nil, []string{"ELEM (Optional :x) :e"}, "ELEM (Optional :X) (List :Y)"},
	} {
		w := newWorld()
		wanted := w.wanted(test.wanted...)
		entail.Improve(w.env, w.preds(test.given), wanted)
		if got := w.show(entail.Preds(wanted)); got != test.want {
			t.Errorf("%s: %v = %s, want %s", test.rule, test.wanted, got, test.want)
		}
	}
}

func TestDefault(t *testing.T) {
	for _, test := range []struct {
		rule   string
		wanted []string
		typ    string // of :a
		left   string
	}{
		{"a number is an Integer", []string{"Num :a", "Show :a"}, "Integer", ""},
		{"unless that lacks an instance", []string{"Reciprocable :a"}, "F64", ""},
		{"one class must be numeric", []string{"Show :a"}, ":A", "SHOW :A"},
		{"compound predicates do not hinder", []string{"Num :a", "Eq (List :a)"}, "Integer", ""},
		{"another unknown does", []string{"Num :a", "Eq (Tuple :a :b)", "Num :b"}, ":A",
			"NUM :A, EQ (Tuple :A :B), NUM :B"},
		{"conversions to a known type do not", []string{"Num :a", "Into :a String"}, "Integer", ""},
		{"a type with which all holds comes first", []string{"Reciprocable :a", "Into Integer :a"}, "F32", ""},
		{"a built collection is a Seq", []string{"FromItemizedCollection :a Char :b"}, "Seq Char", ""},
		{"unless another class asks for it", []string{"FromItemizedCollection :a Char :b", "Show :a"}, ":A",
			"FROMITEMIZEDCOLLECTION :A Char :B, SHOW :A"},
	} {
		w := newWorld()
		a := w.Type(":a")
		left := entail.Default(w.env, nil, w.wanted(test.wanted...))
		if got := w.env.Printer(false).Type(a); got != test.typ {
			t.Errorf("%s: %v chooses %s, want %s", test.rule, test.wanted, got, test.typ)
		}
		if got := w.show(entail.Preds(left)); got != test.left {
			t.Errorf("%s: %v leaves %s, want %s", test.rule, test.wanted, got, test.left)
		}
	}
}

func TestReachable(t *testing.T) {
	w := newWorld()
	c := w.Type(":c").(*typesys.Meta)
	wanted := w.wanted("ELEM :c :e", "Show :other", "ELEM :x :c")
	var got []string
	for _, m := range entail.Ambiguous(w.env, []*typesys.Meta{c}, wanted) {
		got = append(got, m.Name)
	}
	if s := strings.Join(got, " "); s != "OTHER X" {
		t.Errorf("ambiguous: %s, want OTHER X", s)
	}
}

func TestSplit(t *testing.T) {
	w := newWorld()
	w.Type(":outer")
	w.Level = 2
	deferred, retained := entail.Split(w.wanted("Eq :outer", "Eq :inner", "Into :outer :inner", "Eq Char"), 1)
	if got := w.show(entail.Preds(deferred)); got != "EQ :OUTER, EQ Char" {
		t.Errorf("deferred %s", got)
	}
	if got := w.show(entail.Preds(retained)); got != "EQ :INNER, INTO :OUTER :INNER" {
		t.Errorf("retained %s", got)
	}
}
