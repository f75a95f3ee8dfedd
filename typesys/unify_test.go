package typesys_test

import (
	"testing"

	"github.com/smelter-lang/smelter/typesys"
	"github.com/smelter-lang/smelter/typesys/typetest"
)

func TestUnify(t *testing.T) {
	for _, test := range []struct{ rule, a, b, want string }{
		{"an unknown becomes the type", ":a", "Integer", "Integer"},
		{"equal applications", "List :a", "List Integer", "List Integer"},
		{"different constructors", "List :a", "Optional :a", "clash"},
		{"no type contains itself", ":a", "List :a", "infinite"},
		{"the left unknown takes the right one's name", ":a -> :b", ":c -> :b", ":C -> :B"},
		{"arity is part of a function type", "Integer * Integer -> Integer", "Integer -> Integer", "arity"},
		{"no currying", ":a -> :b -> :c", ":d * :e -> :f", "arity"},
		{"nullary functions take nothing", "Void -> :a", "Unit -> :a", "arity"},
		{"unary functions are Arrow applied", ":f :x", "Integer -> String", "Integer -> String"},
		{"and the other way round", "Integer -> String", ":f :x", "Integer -> String"},
		{"Arrow applied to one type", ":f :x :y", "Integer -> String", "Integer -> String"},
		{"binary functions match no application", ":f :x", "Integer * Integer -> String", "clash"},
		{"functions without a result match none", ":f :x", "Integer -> Void", "clash"},
		{"functions with keywords match none", ":f :x", "Integer &key (:k Integer) -> String", "clash"},
		{"an open row closes under an application", ":f :x", "Integer &key ... -> String", "Integer -> String"},
		{"a result that may be a pack is a value there", ":f :x", "Integer -> :r?", "Integer -> :R"},
		{"an unknown may be a pack only if it says so", ":a", "Integer * Integer", "pack"},
		{"it may be several results", ":a?", "Integer * String", "Integer * String"},
		{"it may be none", "Integer -> :r?", "Integer -> Void", "Integer -> Void"},
		{"ordinary results are not packs", "Integer -> :r", "Integer -> Void", "pack"},
		{"packs have lengths", "Integer * Integer", "Integer * Integer * Integer", "arity"},
		{"a pack is no value", "Integer * Integer", "Integer", "pack"},
		{"kinds must agree", ":f :x", "List (List :y)", "List (List :Y)"},
		{"a bound variable is only itself", "$a", "Integer", "rigid"},
		{"a bound variable is itself", "List $a", "List $a", "List :A"},
		{"keywords are a set", "&key (:x Integer) (:y String) -> Unit", "&key (:y String) (:x :a) -> Unit",
			"&key (:x Integer) (:y String) -> Unit"},
		{"closed rows have the same keywords", "&key (:x Integer) -> Unit", "Void -> Unit", "keywords x"},
		{"an open row gains keywords", "&key (:x Integer) ... -> Unit", "&key (:x Integer) (:y String) -> Unit",
			"&key (:x Integer) (:y String) -> Unit"},
		{"an open row needs its own keywords", "&key (:x Integer) ... -> Unit", "Void -> Unit", "keywords x"},
		{"two open rows share the rest", "&key (:x Integer) ... -> Unit", "&key (:y String) ... -> Unit",
			"&key (:x Integer) (:y String) ... -> Unit"},
	} {
		r := typetest.New()
		a, b := r.Type(test.a), r.Type(test.b)
		if got := outcome(typesys.Unify(a, b), a, b); got != test.want {
			t.Errorf("%s: unify %s with %s = %s, want %s", test.rule, test.a, test.b, got, test.want)
		}
	}
}

func outcome(m *typesys.Mismatch, a, b typesys.Type) string {
	if m == nil {
		p, q := &typesys.Printer{}, &typesys.Printer{}
		if x, y := p.Type(typesys.Zonk(a)), q.Type(b); x != y {
			return x + " differs from " + y
		}
		return (&typesys.Printer{}).Type(a)
	}
	return map[typesys.Reason]string{
		typesys.Clash: "clash", typesys.Infinite: "infinite", typesys.Arity: "arity",
		typesys.Keywords: "keywords " + m.Key, typesys.KindClash: "kind", typesys.PackClash: "pack",
		typesys.RigidClash: "rigid",
	}[m.Reason]
}

func TestUnifyLeavesNoTraceOfFailure(t *testing.T) {
	r := typetest.New()
	a, b := r.Type("Pair :a (Pair :r? Integer)"), r.Type("Pair (List :b) (Pair :c String)")
	r.Metas[":b"].Level = 5
	if typesys.Unify(a, b) == nil {
		t.Fatal("unified")
	}
	for name, m := range r.Metas {
		if m.Ref != nil {
			t.Errorf("%s is solved", name)
		}
	}
	if r.Metas[":b"].Level != 5 || !r.Metas[":r"].Pack {
		t.Error("levels or flags have changed")
	}
}

func TestUnifyLowersLevels(t *testing.T) {
	r := typetest.New()
	a := r.Type(":a")
	r.Level = 3
	if typesys.Unify(a, r.Type("List :b")) != nil || r.Metas[":b"].Level != 0 {
		t.Errorf("level of :b is %d", r.Metas[":b"].Level)
	}
}

func TestUnifyKinds(t *testing.T) {
	r := typetest.New()
	r.Type(":f :x")
	m := typesys.Unify(r.Metas[":f"], typesys.Integer)
	if m == nil || m.Reason != typesys.KindClash {
		t.Errorf("got %v", m)
	}
}

func TestMatch(t *testing.T) {
	for _, test := range []struct {
		rule, pattern, typ string
		want               bool
	}{
		{"a variable matches anything", "$a", "List Integer", true},
		{"an unknown type matches only a variable", "List $a", ":x", false},
		{"an unknown inside stays unknown", "List $a", "List :x", true},
		{"a repeated variable is one type", "Pair $a $a", "Pair Integer Integer", true},
		{"not two", "Pair $a $a", "Pair Integer String", false},
		{"a constructor variable", "$f $a", "Optional Integer", true},
		{"unary functions match applications", "$f $a", "Integer -> String", true},
		{"others do not", "$f $a", "Integer * Integer -> String", false},
		{"function patterns", "$a -> $b", "Integer -> String", true},
	} {
		r := typetest.New()
		p, typ := r.Type(test.pattern), r.Type(test.typ)
		vars := typesys.FreeVars(nil, p)
		if got := typesys.Match(vars, p, typ, make([]typesys.Type, len(vars))); got != test.want {
			t.Errorf("%s: match %s with %s = %v", test.rule, test.pattern, test.typ, got)
		}
	}
}

func TestSubsume(t *testing.T) {
	for _, test := range []struct{ have, want, left string }{
		{"Integer &key (:x Integer) (:y Integer) -> Unit", "Integer &key (:x Integer) -> Unit",
			"Integer &key (:x Integer) -> Unit"},
		{"Integer &key (:x Integer) -> Unit", "Integer -> Unit", "Integer -> Unit"},
		{"Integer &key (:x Integer) -> Unit", "Integer &key ... -> Unit", "no"},
		{"Integer -> Unit", "Integer -> Unit", "no"},
		{"Integer &key (:x Integer) -> Unit", ":a", "no"},
	} {
		r := typetest.New()
		got := "no"
		if left, ok := typesys.Subsume(r.Type(test.have), r.Type(test.want)); ok {
			got = (&typesys.Printer{}).Type(left)
		}
		if got != test.left {
			t.Errorf("%s where %s is expected: %s, want %s", test.have, test.want, got, test.left)
		}
	}
}
