package typesys_test

import (
	"testing"

	"github.com/smelter-lang/smelter/typesys"
	"github.com/smelter-lang/smelter/typesys/typetest"
)

func TestPrintType(t *testing.T) {
	for _, s := range []string{
		"List (Optional Integer)",
		"Optional :A -> :B",
		":A -> :B -> :C",
		"(:A -> :B) -> :A -> :B",
		"Void -> Void",
		"Integer * String -> String * Integer",
		"(:A * :B -> :C) * List :A -> :C",
		"List (:A -> :B)",
		"Arrow :A",
		"Pair (Pair :A :B) (List :A)",
		"Integer &key (:x Integer) (:y (List String)) -> Unit",
		"&key (:x Integer) -> Unit",
	} {
		in := s
		if s == "Integer &key (:x Integer) (:y (List String)) -> Unit" {
			s = "Integer &key (:x Integer) (:y List String) -> Unit"
		}
		if got := (&typesys.Printer{}).Type(typetest.New().Type(in)); got != s {
			t.Errorf("got %s, want %s", got, s)
		}
	}
}

func TestPrintNames(t *testing.T) {
	var supply typesys.Supply
	named := func(name string) *typesys.Meta {
		m := supply.Star(0)
		m.Name = name
		return m
	}
	p := &typesys.Printer{}
	a, a2, none := named("A"), named("A"), named("")
	for _, test := range []struct {
		m    *typesys.Meta
		want string
	}{
		{a, ":A"}, {a2, ":B"}, {none, ":C"}, {a, ":A"}, {named("ELT"), ":ELT"},
	} {
		if got := p.Type(test.m); got != test.want {
			t.Errorf("got %s, want %s", got, test.want)
		}
	}
	for range 22 {
		p.Type(supply.Star(0))
	}
	if got := p.Type(supply.Star(0)); got != ":Z" {
		t.Errorf("got %s, want :Z", got)
	}
	if got := p.Type(supply.Star(0)); got != ":A1" {
		t.Errorf("got %s, want :A1", got)
	}
}

func TestPrintScheme(t *testing.T) {
	r := typetest.New()
	typ := r.Type("$a * $b -> $a")
	s := &typesys.Scheme{
		Vars:  typesys.FreeVars(nil, typ),
		Preds: []typesys.Pred{r.Pred("NUM $a"), r.Pred("INTO $b (List String)")},
		Type:  typ,
	}
	want := "forall :A :B. (NUM :A) (INTO :B (List String)) => :A * :B -> :A"
	if got := (&typesys.Printer{}).Scheme(s); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	want = "∀ :A :B. NUM :A ⇒ :A * :B → :A"
	s.Preds = s.Preds[:1]
	if got := (&typesys.Printer{Unicode: true}).Scheme(s); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestPrintKind(t *testing.T) {
	one := typesys.StarKind(1)
	for want, k := range map[string]typesys.Kind{
		"*":                 typesys.Star{},
		"* → (* → *)":       typesys.StarKind(2),
		"(* → *) → *":       &typesys.KFun{From: one, To: typesys.Star{}},
		"* → ((* → *) → *)": &typesys.KFun{From: typesys.Star{}, To: &typesys.KFun{From: one, To: typesys.Star{}}},
	} {
		if got := typesys.KindString(k); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

func TestGeneralize(t *testing.T) {
	r := typetest.New()
	outer := r.Type(":outer")
	r.Level = 1
	typ := r.Type(":a -> :outer")
	metas := typesys.Generalizable(0, typ)
	s := typesys.Generalize(metas, nil, typ)
	if got := (&typesys.Printer{}).Scheme(s); got != "forall :A. :A -> :OUTER" {
		t.Errorf("got %s", got)
	}
	var supply typesys.Supply
	u, _, args := supply.Instantiate(s, 2)
	if typesys.Unify(args[0], typesys.Integer) != nil || typesys.Unify(outer, typesys.Char) != nil {
		t.Fatal("cannot unify")
	}
	if got := (&typesys.Printer{}).Type(u); got != "Integer -> Char" {
		t.Errorf("got %s", got)
	}
	if got := (&typesys.Printer{}).Type(typ); got != ":A -> Char" {
		t.Errorf("a type recorded earlier reads %s", got)
	}
}
