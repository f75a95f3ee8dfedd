package expand

import (
	"strings"
	"testing"

	"github.com/smelter-lang/smelter/transpile/diag"
	"github.com/smelter-lang/smelter/transpile/names"
	"github.com/smelter-lang/smelter/transpile/reader"
	"github.com/smelter-lang/smelter/transpile/source"
)

// session reads forms in a package that can see the macros of COALTON.
type session struct {
	t     *testing.T
	x     *Expander
	world *names.World
	pkg   *names.Package
	files source.Set
}

func newSession(t *testing.T) *session {
	w := names.NewWorld(nil)
	core := w.Define("COALTON")
	for _, name := range strings.Fields("NEST PIPE .< .> MAKE-LIST ASSERT AS TRY-AS UNWRAP-AS") {
		core.Export(core.Intern(name))
	}
	for name, macros := range map[string]string{
		"COALTON/HASHTABLE": "MAKE", "COALTON/SHOW": "SHOW*", "COALTON/FUNCTIONS": "CONJOIN* DISJOIN*",
		"COALTON/BUILTIN": "UNREACHABLE", "COALTON/MONAD/RESULTT": "DO-RESULTT",
		"COALTON/EXPERIMENTAL/LOOPS": "DOLISTS", "COALTON/FORMAT": "FORMAT STR OUT", "SMELTER/SCRIPT": "STR LIST",
	} {
		p := w.Define(name)
		for _, macro := range strings.Fields(macros) {
			p.Export(p.Intern(macro))
		}
	}
	p := w.Define("test")
	p.Use(core)
	for nick, name := range map[string]string{
		"ht": "COALTON/HASHTABLE", "show": "COALTON/SHOW", "fun": "COALTON/FUNCTIONS", "fmt": "COALTON/FORMAT",
		"rt": "COALTON/MONAD/RESULTT", "loops": "COALTON/EXPERIMENTAL/LOOPS", "script": "SMELTER/SCRIPT",
		"builtin": "COALTON/BUILTIN",
	} {
		p.AddNickname(nick, name)
	}
	s := &session{t: t, x: New(w), world: w, pkg: p}
	s.x.In(p)
	return s
}

func (s *session) read(text string) []*reader.Form {
	s.t.Helper()
	var errs diag.List
	forms := reader.Read(s.files.Add("test", text), &errs)
	for _, f := range forms {
		reader.Intern(f, s.pkg, s.world, &errs)
	}
	if errs.HasErrors() {
		s.t.Fatalf("%s: %s", text, errs.All()[0].Notes[0].Text)
	}
	return forms
}

// expand defines the macros of a text and expands its last form once.
func (s *session) expand(text string) string {
	s.t.Helper()
	forms := s.read(text)
	for _, def := range forms[:len(forms)-1] {
		if err := s.x.Define(def); err != nil {
			return "error: " + err.Error()
		}
	}
	call := forms[len(forms)-1]
	m := s.x.Lookup(call.Head())
	if m == nil {
		return "no macro"
	}
	out, err := s.x.Apply(m, call)
	if err != nil {
		return "error: " + err.Error()
	}
	return out.String()
}

type expansion struct{ form, want string }

func expectExpansions(t *testing.T, tests []expansion) {
	t.Helper()
	for _, test := range tests {
		if got := newSession(t).expand(test.form); got != test.want {
			t.Errorf("%s\n\tis   %s\n\twant %s", test.form, got, test.want)
		}
	}
}

func TestCoreMacros(t *testing.T) {
	expectExpansions(t, []expansion{
		{"(nest f g x)", "(f (g x))"},
		{"(nest f)", "error: nest needs two or more operands"},
		{"(pipe x g f)", "(f (g x))"},
		{"(.< f g)", "(fn (_v1) (f (g _v1)))"},
		{"(.> f g)", "(fn (_v1) (g (f _v1)))"},
		{"(.> f)", "error: .> needs two or more operands"},
		{"(make-list)", "nil"},
		{"(make-list 1 2)", "(cons 1 (cons 2 nil))"},
		{"(as T)", "(fn (_v1) (the T (into _v1)))"},
		{"(try-as T x)", "(the (optional T) (tryinto x))"},
		{"(unwrap-as T x)", "(the T (unwrap (tryinto x)))"},
		{"(as T x y)", "error: as takes a type and an optional expression"},
		{"(script:str)", `""`},
		{"(script:str \"n = \" n)", `(mconcat (cons "n = " (cons (display n) nil)))`},
	})
}

func TestAssertTellsItsCondition(t *testing.T) {
	expectExpansions(t, []expansion{
		{`(assert (== s "a"))`, `(if (== s "a") unit (error "Assertion (== S \"a\") failed: "))`},
		{`(assert c "~d is odd" n)`,
			`(if c unit (error (mconcat (cons "Assertion C failed: " (cons (display n) (cons " is odd" nil))))))`},
		{`(assert c "~s" n)`,
			`(if c unit (error (mconcat (cons "Assertion C failed: " (cons (text-of n) nil)))))`},
		{`(assert c "~d")`, "error: ~d has no argument"},
		{`(assert c text)`, "error: the text of a message must be a literal string"},
	})
}

func TestLibraryMacros(t *testing.T) {
	expectExpansions(t, []expansion{
		{`(ht:make)`, "(new)"},
		{`(ht:make ("a" 1) (b 2))`, `(let ((_table1 (new))) (set! _table1 "a" 1) (set! _table1 b 2) _table1)`},
		{`(ht:make ("a" 1) ("a" 2))`, `error: duplicate key "a"`},
		{`(ht:make (b 1) (b 2))`, `(let ((_table1 (new))) (set! _table1 b 1) (set! _table1 b 2) _table1)`},
		{`(ht:make 1)`, "error: expected (KEY VALUE), got 1"},
		{`(show:show* a b)`, "(progn (%show a) (%show b) (values))"},
		{`(fun:conjoin* f g)`, "(fn (_v1) (and (f _v1) (g _v1)))"},
		{`(fun:disjoin*)`, "(fn (_v1) (or))"},
		{`(builtin:unreachable)`, `(error "Unreachable")`},
		{`(rt:do-resultT (x <- e) (let y = x) (f y))`,
			"(run-resultt (do (x <- (resultt e)) (let y = x) (resultt (f y))))"},
	})
}

func TestFormatChecksItsControlString(t *testing.T) {
	expectExpansions(t, []expansion{
		{`(fmt:format fmt:Str "plain")`, `"plain"`},
		{`(fmt:format fmt:Out "plain")`, `(%print "plain")`},
		{`(fmt:format fmt:Str "~a~%" x)`, "(mconcat (cons (show-as-string x) (cons \"\n\" nil)))"},
		{`(fmt:format fmt:Str "~3~")`, `"~~~"`},
		{`(fmt:format fmt:Str "~10@a" x)`, `(%text 10 -1 -1 "" true (show-as-string x))`},
		{`(fmt:format fmt:Str "~10,,,'*a" x)`, `(%text 10 -1 -1 "*" false (show-as-string x))`},
		{`(fmt:format fmt:Str "~5,'0d" x)`, `(%integer 10 5 "0" "" -1 false false x)`},
		{`(fmt:format fmt:Str "~:d" x)`, `(%integer 10 -1 "" "" -1 true false x)`},
		{`(fmt:format fmt:Str "~,2f" x)`, "(%fixed -1 2 false x)"},
		{`(fmt:format fmt:Str "~:@r" x)`, "(%roman true x)"},
		{`(fmt:format fmt:Str "~(A~a~)" x)`,
			`(%case false false (mconcat (cons "A" (cons (show-as-string x) nil))))`},
		{`(fmt:format fmt:Str "~{~a~^, ~}" xs)`,
			`(%each (fn (_element1) (show-as-string _element1)) (fn (_element1) ", ") xs)`},
		{`(fmt:format fmt:Str "x~10t|")`, `(mconcat (cons (%tab 10 -1 false "x") (cons "|" nil)))`},
		{`(fmt:format fmt:Str "x~&")`, `(%fresh-line -1 "x")`},
		{`(fmt:format fmt:Str "~1*~a" x y)`, `(mconcat (cons (%skip x) (cons (show-as-string y) nil)))`},

		{`(fmt:format fmt:Str "~a")`, "error: format: ~a has no argument"},
		{`(fmt:format fmt:Str "~a" x y)`, "error: format: unused argument Y"},
		{`(fmt:format fmt:Str "~q" x)`, "error: format: directive ~q is not supported"},
		{`(fmt:format fmt:Str "~[a~]" x)`, "error: format: directive ~[ is not supported"},
		{`(fmt:format fmt:Str "~:p" x)`, "error: format: ~:p is not supported"},
		{`(fmt:format fmt:Str "~@{~a~}" x)`, "error: format: ~@{ is not supported"},
		{`(fmt:format fmt:Str "~*~a" x y)`, "error: format: ~* takes the number of arguments to skip"},
		{`(fmt:format fmt:Str "~")`, "error: format: the control string ends within a directive"},
		{`(fmt:format fmt:Str "~va" 1 x)`, "error: format: parameter v of a directive is not supported"},
		{`(fmt:format fmt:Str "~10,'-a" x)`, "error: format: parameter 2 of ~a is a number"},
		{`(fmt:format fmt:Str "~10,5d" x)`, "error: format: parameter 2 of ~d is a character"},
		{`(fmt:format fmt:Str "~1,2,3f" x)`, "error: format: ~f takes 2 parameters, not 3"},
		{`(fmt:format fmt:Str "~(a")`, "error: format: ~) is missing"},
		{`(fmt:format fmt:Str "~}")`, "error: format: ~} closes nothing"},
		{`(fmt:format fmt:Str control)`, "error: format needs a target and a literal control string"},
		{`(fmt:format target "a")`, "error: format: the target is Out or Str of coalton/format, not TARGET"},
	})
}

func TestParametersOfMacros(t *testing.T) {
	const m = "(defmacro m %) (m 1 2 3)"
	for _, test := range []expansion{
		{"(a b c) `(,c ,b ,a)", "(3 2 1)"},
		{"(a &rest r) `(,a (,@r))", "(1 (2 3))"},
		{"(a &body r) r", "(2 3)"},
		{"(a . r) r", "(2 3)"},
		{"(a b c &optional d) `(,d)", "(())"},
		{"(a b c &optional (d 4)) `(,d)", "(4)"},
		{"(a b c &optional (d a) e) `(,d ,e)", "(1 ())"},
		{"(a b &optional (c 4 given)) `(,c ,(if given 'yes 'no))", "(3 yes)"},
		{"(a b) a", "error: m: unexpected operand 3"},
		{"(a b c d) a", "error: m: expected 4 operands or more, got 3"},
		{"((a) b c) a", "error: m: expected a list, got 1"},
		{"(a &whole w) a", "error: &WHOLE is not known in the parameter list of a macro"},
		{"(1) a", "error: 1 cannot stand in the parameter list of a macro"},
	} {
		if got := newSession(t).expand(strings.Replace(m, "%", test.form, 1)); got != test.want {
			t.Errorf("%s\n\tis   %s\n\twant %s", test.form, got, test.want)
		}
	}
	expectExpansions(t, []expansion{
		{"(defmacro m ((a &optional b) c) `(,a ,b ,c)) (m (1) 2)", "(1 () 2)"},
		{"(defmacro m (&key a (b 2)) `(,a ,b)) (m :a 1)", "(1 2)"},
		{"(defmacro m (&key a) a) (m :b 1)", "error: m: unknown keyword :B"},
		{"(defmacro m (&key a) a) (m :a)", "error: m: expected a keyword with its value, got :A"},
		{"(defmacro m) (m)", "error: a macro definition has a name, a parameter list and a body"},
	})
}

func TestBodiesOfMacros(t *testing.T) {
	expectExpansions(t, []expansion{
		{"(defmacro m (x) \"doc\" `(a ,x [,x ,@x] . ,x)) (m (1 2))", "(a (1 2) [(1 2) 1 2] 1 2)"},
		{"(defmacro m () (let ((g (gensym))) `(,g ,g))) (m)", "(_g1 _g1)"},
		{"(defmacro m () (with-gensyms (a b) `(,a ,b))) (m)", "(_a1 _b2)"},
		{"(defmacro m (x) `(a `(b ,(c ,x)))) (m 1)", "(a `(b ,(c 1)))"},
		{"(defmacro m (&rest xs) `(and ,@(mapcar (lambda (x) `(f ,x)) xs))) (m 1 2)", "(and (f 1) (f 2))"},
		{"(defmacro m (&rest xs) `(,@(mapcan (lambda (x y) (list x y)) xs (rest xs)))) (m 1 2 3)", "(1 2 2 3)"},
		{"(defmacro m (x) (cond ((null x) 'none) ((consp x) (first x)) (t 'atom))) (m (1))", "1"},
		{"(defmacro m (x) (cond ((null x) 'none) (t 'atom))) (m ())", "none"},
		{"(defmacro m (x) (let* ((y x) (z y)) (list z))) (m 1)", "(1)"},
		{"(defmacro m (x) (destructuring-bind (a (b)) x `(,b ,a))) (m (1 (2)))", "(2 1)"},
		{"(defmacro m (x) (when (and (integerp x) (< x 3)) (+ x 1))) (m 2)", "3"},
		{"(defmacro m (x) (append x (list (length x)) (reverse x))) (m (1 2))", "(1 2 2 2 1)"},
		{"(defmacro m (x) (list* x (cons 1 '(2)))) (m 0)", "(0 1 2)"},
		{"(defmacro m (x) (error \"~a is bad\" x)) (m (f 1))", "error: (F 1) is bad"},
		{"(defmacro m (x) (frobnicate x)) (m 1)", "error: frobnicate is not known in the body of a macro"},
		{"(defmacro m (x) `(a ,y)) (m 1)", "error: y is no variable of the macro"},
		{"(defmacro m (x) `(a ,@x)) (m 1)", "error: 1 is no list that could be spliced"},
		{"(defmacro m (x) (let x)) (m 1)", "error: malformed let in the body of a macro"},
	})
}

func TestFunctionsOfMacroBodies(t *testing.T) {
	expectExpansions(t, []expansion{
		{"(defmacro m (&rest xs) (reverse (remove-if (lambda (x) (eq x 2)) xs))) (m 1 2 3)", "(3 1)"},
		{"(defmacro m (&rest xs) (remove-if-not 'integerp xs)) (m 1 a 3)", "(1 3)"},
		{"(defmacro m (&rest xs) (list (every #'integerp xs) (some #'stringp xs))) (m 1 2)", "(t ())"},
		{"(defmacro m (&rest xs) (reduce (lambda (a b) `(f ,a ,b)) xs)) (m 1 2 3)", "(f (f 1 2) 3)"},
		{"(defmacro m (&rest xs) (reduce (lambda (a b) `(f ,a ,b)) xs :from-end t :initial-value 0)) (m 1 2)", "(f 1 (f 2 0))"},
		{"(defmacro m (&rest xs) (apply #'list 0 xs)) (m 1 2)", "(0 1 2)"},
		{"(defmacro m (x) (funcall (lambda (y) (list y y)) x)) (m a)", "(a a)"},
		{"(defmacro m (x) (case x (a 'one) ((b c) 'two) (t 'other))) (m c)", "two"},
		{"(defmacro m (&rest xs) (let ((all nil)) (dolist (x xs all) (push x all)))) (m 1 2)", "(2 1)"},
		{"(defmacro m (x) (setf x (list x)) x) (m 1)", "(1)"},
		{"(defmacro m (&rest xs) (loop :for x :in xs :for i :from 1 :to 2 :collect `(,i ,x))) (m a b c)", "((1 a) (2 b))"},
		{"(defmacro m (&rest xs) (loop for (a b) in xs unless (eq a b) append (list a b))) (m (1 1) (1 2))", "(1 2)"},
		{"(defmacro m (&rest xs) (loop for l on xs for n = (length l) when (> n 1) when (< n 3) collect l)) (m 1 2 3)", "((2 3))"},
		{"(defmacro m () (loop for i from 0 below 6 by 2 collect i)) (m)", "(0 2 4)"},
		{"(defmacro m (x) (string-downcase (format nil \"~a is ~s~%\" x 'Y))) (m \"X\")", "\"x is y\n\""},
		{"(defmacro m (x) (prin1-to-string x)) (m (f \"a\" b))", `"(f \"a\" b)"`},
		{"(defmacro m (x) (intern (concatenate 'string \"make-\" (symbol-name x)))) (m point)", "make-point"},
		{"(defmacro m (x) (symbolicate x '- 1)) (m point)", "point-1"},
		{"(defmacro m (x) (member x '(1 2 3))) (m 2)", "(2 3)"},
		{"(defmacro m (x) (list (assoc x '((a 1) (b 2))) (position x '(a b)) (find x '(a)) (last '(1 2)) (butlast '(1 2)))) (m b)",
			"((b 2) 1 () (2) (1))"},

		{"(defmacro m () (loop for i from 0 collect i)) (m)", "error: the expansion does not end within 100000 steps"},
		{"(defmacro m (x) (loop for y in x while y)) (m (1))", "error: malformed loop in the body of a macro"},
		{"(defmacro m (x) (setf y x)) (m 1)", "error: y is no variable of the macro"},
		{"(defmacro m (x) (mapcar f x)) (m (1))", "error: F is no function of a macro body"},
	})
}

func TestFunctionsOfAProgram(t *testing.T) {
	s := newSession(t)
	for _, f := range s.read("(defun twice (x &optional (y x)) \"doc\" (list x y)) (defun endless (x) (endless x))") {
		if err := s.x.DefineFunction(f); err != nil {
			t.Fatal(err)
		}
	}
	for _, test := range []expansion{
		{"(defmacro m (x) (twice x)) (m a)", "(a a)"},
		{"(defmacro m (&rest xs) (mapcar #'twice xs)) (m 1 2)", "((1 1) (2 2))"},
		{"(defmacro m (x) (twice)) (m a)", "error: twice: expected 1 operands or more, got 0"},
		{"(defmacro m (x) (endless x)) (m a)", "error: endless: more than 5000 calls inside one another"},
	} {
		if got := s.expand(test.form); got != test.want {
			t.Errorf("%s\n\tis   %s\n\twant %s", test.form, got, test.want)
		}
	}
}

// What a macro was given keeps its place; what it makes has that of the call.
func TestPlaces(t *testing.T) {
	s := newSession(t)
	call := s.read("(make-list (f 1))")[0]
	out, err := s.x.Apply(s.x.Lookup(call.Head()), call)
	if err != nil {
		t.Fatal(err)
	}
	if out.Span != call.Span || !out.Expanded || !out.Items[0].Expanded {
		t.Errorf("the expansion is at %v", out.Span)
	}
	if out.Items[1] != call.Items[1] {
		t.Error("an operand was copied")
	}
	if got := s.x.Origin(out.Span); got != call.Head() {
		t.Errorf("origin is %v", got)
	}
}
