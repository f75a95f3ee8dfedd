package lsp

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/smelter-lang/smelter/transpile"
	"github.com/smelter-lang/smelter/transpile/diag"
	"github.com/smelter-lang/smelter/transpile/source"
)

// hoverText returns what is shown at the cursor.
func (c *client) hoverText(text string) string {
	c.t.Helper()
	at := c.open("hover.coal", text)
	var h *hover
	c.decode(c.request("textDocument/hover", c.at("hover.coal", at)), &h)
	if h == nil {
		return ""
	}
	value := strings.TrimPrefix(h.Contents.Value, "```lisp\n")
	return strings.Replace(value, "\n```", "", 1)
}

func TestHover(t *testing.T) {
	c := connect(t)
	for _, test := range []struct{ text, want string }{
		{`(define (f‸ x) (+ x 1))`, "f : Num :a => :a -> :a"},
		{`(define (f x) (+ x‸ 1)) (f 1)`, "x : :a"},
		{`(define (f x‸) (<> x "b"))`, "x : String"},
		{`(print (map‸ (fn (x) (* x 2)) (make-list 1 2)))`,
			"map : (Integer -> Integer) * List Integer -> List Integer\n\n; in general\nmap : Functor :f => (:a -> :b) * :f :a -> :f :b"},
		{`(let ((id‸ (fn (x) x))) (id 1))`, "id : :a -> :a"},
		{`(let ((n 1)) (print n‸))`, "n : Integer"},
		{`(for ((i 0 (+ i 1))) :while (< i‸ 3) (print i))`, "i : Integer"},
		{`(define-struct Point (x Integer) (y Integer)) (define (f p) (.x‸ (the Point p)))`, ".x : Point -> Integer"},
		{`(define-type Shape "A shape." (Circle F64)) (declare area (Shape‸ -> F64)) (define (area s) (match s ((Circle r) r)))`,
			"(define-type Shape\n  (Circle F64))\n\nA shape."},
		{`(define-type Shape (Circle F64)) (define (area s) (match s ((Circle‸ r) r)))`, "Circle : F64 -> Shape"},
		{`(define (f) "Says one." 1) (print (f‸))`, "f : Void -> Integer\n\n; in general\nf : Num :a => Void -> :a\n\nSays one."},
		{`(print ‸(+ 1 2))`, "Integer"},
		{`(print "a‸b")`, ""},
		{`(print 1) ; comm‸ent`, ""},
		{`(if‸ True 1 2)`, "(if condition then else)\n\nOne of two expressions."},
		{`(list:head‸ (make-list "a"))`, "head : List String -> Optional String\n\n; in general\nhead : List :a -> Optional :a"},
		{`(nowhere‸ 1)`, ""},
		{`(define (f x) (g x‸ "😀"))`, "x : :a"},
		{`‸`, ""},
	} {
		if got := c.hoverText(test.text); got != test.want {
			t.Errorf("%s\n got %q\nwant %q", test.text, got, test.want)
		}
	}
	if got := c.hoverText(`(print (show‸ 1))`); !strings.HasPrefix(got, "show : Integer -> String") {
		t.Errorf("show in a script is %q", got)
	}
	if got := c.hoverText("(define-expression-macro twice‸ (x) \"Both.\" `(progn ,x ,x)) (twice (print 1))"); got != "(twice x)\n\nBoth." {
		t.Errorf("a macro is %q", got)
	}
}

func TestDiagnostics(t *testing.T) {
	c := connect(t)
	c.open("a.coal", "(define x \"😀\") (print (+ x y))")
	if got, want := c.diagnostics("a.coal"), "0:28 Unknown variable Y: unknown variable Y\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	d := c.told[c.uri("a.coal")][0]
	if d.Severity != 1 || d.Code != "unknown-variable" || d.CodeDescription == nil ||
		!strings.HasSuffix(d.CodeDescription.Href, "docs/errors.md#unknown-variable") {
		t.Errorf("it is %+v", d)
	}
	c.open("a.coal", "(define x 1)\n(define x 2)\n")
	if got := c.diagnostics("a.coal"); !strings.HasPrefix(got, "0:8 Duplicate definition") {
		t.Errorf("got %q", got)
	}
	d = c.told[c.uri("a.coal")][0]
	if len(d.RelatedInformation) != 1 || d.RelatedInformation[0].Location.Range.Start != (position{1, 8}) {
		t.Errorf("the second definition is not related: %+v", d)
	}
	c.open("a.coal", "(define (f x) 1)\r\n(print (the Integer (f 2)))")
	if got, want := c.diagnostics("a.coal"), "0:11 Unused variable: variable defined here\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	c.open("a.coal", "(print 1)")
	if got := c.diagnostics("a.coal"); got != "" {
		t.Errorf("got %q", got)
	}
}

// TestImportedFiles opens a script that imports others: on disk, and open with another text.
func TestImportedFiles(t *testing.T) {
	c := connect(t)
	c.write("util.coal", "(define (twice x) (* 2 x))\n(define bad (+ 1 unknown))\n")
	c.open("main.coal", "(import \"util.coal\")\n(print (the Integer (twice 1)))")
	if got := c.diagnostics("util.coal"); !strings.HasPrefix(got, "1:17 Unknown variable") {
		t.Errorf("the file on disk has %q", got)
	}
	c.open("util.coal", "(define (thrice x) (* 3 x))\n")
	if got := c.diagnostics("util.coal"); got != "" {
		t.Errorf("the open file has %q", got)
	}
	if got := c.diagnostics("main.coal"); !strings.HasPrefix(got, "1:21 Unknown variable") {
		t.Errorf("the script that imports it has %q", got)
	}
	at := c.open("main.coal", "(import \"util.coal\")\n(print (the Integer (thri‸ce 1)))")
	if got := c.diagnostics("main.coal"); got != "" {
		t.Errorf("the mended script has %q", got)
	}
	var where location
	c.decode(c.request("textDocument/definition", c.at("main.coal", at)), &where)
	if want := (location{c.uri("util.coal"), span{position{0, 9}, position{0, 15}}}); where != want {
		t.Errorf("the definition is at %v, want %v", where, want)
	}
	c.notify("textDocument/didClose", object{"textDocument": c.doc("util.coal")})
	if got := c.diagnostics("main.coal"); !strings.HasPrefix(got, "1:21 Unknown variable") {
		t.Errorf("when the file is closed the script has %q", got)
	}
	c.write("util.coal", "(define (thrice x) (* 3 x))\n")
	c.notify("workspace/didChangeWatchedFiles", object{"changes": []object{{"uri": c.uri("util.coal"), "type": 2}}})
	if got := c.diagnostics("main.coal"); got != "" {
		t.Errorf("when the file has changed the script has %q", got)
	}
}

// places returns lines and columns of locations.
func places(list []location) string {
	var out []string
	for _, l := range list {
		out = append(out, fmt.Sprintf("%d:%d-%d", l.Range.Start.Line, l.Range.Start.Character, l.Range.End.Character))
	}
	return strings.Join(out, " ")
}

func TestDefinitionAndReferences(t *testing.T) {
	c := connect(t)
	for _, test := range []struct{ text, definition, references string }{
		{"(define (f x)\n (+ x‸ 1))", "0:11-12", "0:11-12 1:4-5"},
		{"(define (f x)\n (let ((x 1)) x‸))", "1:8-9", "1:8-9 1:14-15"},
		{"(define (f x) (let ((y x)) (fn (x) (+ x y))))‸ (f 1)", "", ""},
		{"(declare f (Integer -> Integer))\n(define (f x) (f‸ x))", "1:9-10", "0:9-10 1:9-10 1:15-16"},
		{"(define-type T A (B T‸))\n(declare f (T -> T))\n(define (f x) x)", "0:13-14", "0:13-14 0:20-21 1:12-13 1:17-18"},
		{"(define-struct P (x Integer))\n(define (f p) (.x‸ (the P p)))\n(f (P 1))", "0:18-19", "0:18-19 1:16-17"},
		{"(define-struct P (x Integer))\n(print (.x (P‸ 1)))", "0:15-16", "0:15-16 1:12-13"},
		{"(define-class (C :a) (m (:a -> Integer)))\n(define-instance (C String)\n (define (m x) 1))\n(m‸ \"\")",
			"0:22-23", "0:22-23 2:10-11 3:1-2"},
		{"(define (f l) (match l ((Cons x _) x‸) ((Nil) 0)))", "0:30-31", "0:30-31 0:35-36"},
		{"(define n 1)\n(print (str \"a\" n‸))", "0:8-9", "0:8-9 1:16-17"},
		{"(export f)\n(define (f) 1)\n(print (the Integer (f‸)))", "1:9-10", "0:8-9 1:9-10 2:21-22"},
		{"(let ((declare f (Integer -> Integer)) (f (fn (x) (+ x 1)))) (f‸ 1))", "0:40-41", "0:15-16 0:40-41 0:62-63"},
	} {
		at := c.open("a.coal", test.text)
		var where *location
		c.decode(c.request("textDocument/definition", c.at("a.coal", at)), &where)
		got := ""
		if where != nil {
			got = places([]location{*where})
		}
		if got != test.definition {
			t.Errorf("%s\n is defined at %s, want %s", test.text, got, test.definition)
		}
		var list []location
		ask := c.at("a.coal", at)
		ask["context"] = object{"includeDeclaration": true}
		c.decode(c.request("textDocument/references", ask), &list)
		if got := places(list); got != test.references {
			t.Errorf("%s\n is named at %s, want %s", test.text, got, test.references)
		}
		if !strings.Contains(test.references, test.definition) {
			t.Errorf("%s\n is not defined where it is named", test.text)
		}
	}
}

// TestDefinitionsInTheLibrary goes to a function, a type, a constructor and a macro.
func TestDefinitionsInTheLibrary(t *testing.T) {
	c := connect(t)
	for _, test := range []struct{ text, file, want string }{
		{`(list:sort‸ (make-list 1))`, "list.coal", "sort"},
		{`(the (Optional‸ Integer) None)`, "coalton.coal", "Optional"},
		{`(Some‸ 1)`, "coalton.coal", "Some"},
		{`(assert‸ True)`, "", ""},
	} {
		at := c.open("a.coal", test.text)
		var where *location
		c.decode(c.request("textDocument/definition", c.at("a.coal", at)), &where)
		if where == nil {
			if test.file != "" {
				t.Errorf("%s is defined nowhere", test.text)
			}
			continue
		}
		path := pathOf(where.URI)
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		lib := newText(string(data), utf16Units)
		got := lib.string[lib.offset(where.Range.Start):lib.offset(where.Range.End)]
		if !strings.HasSuffix(path, test.file) || got != test.want {
			t.Errorf("%s is %q in %s", test.text, got, path)
		}
		if info, err := os.Stat(path); err != nil || info.Mode()&0o222 != 0 {
			t.Errorf("%s can be written", path)
		}
		c.notify("textDocument/didOpen", object{"textDocument": object{"uri": where.URI, "text": lib.string}})
		c.settled()
		if list := c.told[where.URI]; len(list) > 0 {
			t.Errorf("an open file of the library has diagnostics: %+v", list)
		}
	}
}

func TestRename(t *testing.T) {
	c := connect(t)
	for _, test := range []struct{ text, name, want string }{
		{"(define (f 😀‸ y) (+ 😀 y))", "x", "(define (f x y) (+ x y))"},
		{"(define (f x) (g x))\r\n(define (g‸ x) x)", "h", "(define (f x) (h x))\r\n(define (h x) x)"},
		{"(define (f x‸) (let* ((x x)) x))", "y", "(define (f y) (let* ((x y)) x))"},
		{"(define-struct P‸ (x Integer))\n(define (f p) (.x (the P p)))\n(f (P 1))", "Q",
			"(define-struct Q (x Integer))\n(define (f p) (.x (the Q p)))\n(f (Q 1))"},
		{"(define (f x‸ y) (+ x y))", "y", "error: y means something else here"},
		{"(define (f x‸) (fn (y) (+ x y)))", "y", "error: y means something else here"},
		{"(define (f x‸) (+ x 1))", "a b", `error: "a b" is not a name`},
		{"(define (f x‸) (+ x 1))", "12", `error: "12" is not a name`},
		{"(define (f x) (+‸ x 1))", "y", "error: + is not defined in this file"},
		{"(define (f x) ‸ (+ x 1))", "y", "error: there is no name here that could be changed"},
		{"(package a (import coalton-prelude) (export f))\n(declare f (Integer -> Integer))\n(define (f‸ x) x)", "g",
			"(package a (import coalton-prelude) (export g))\n(declare g (Integer -> Integer))\n(define (g x) x)"},
		{"(define-expression-macro twice (x) `(add ,x ,x))\n(define (add‸ a b) (+ a b))\n(print (twice 1))", "plus",
			"(define-expression-macro twice (x) `(plus ,x ,x))\n(define (plus a b) (+ a b))\n(print (twice 1))"},
		{"(define (f) (let x‸ = 1) (let x = (+ x 1)) x)", "y", "(define (f) (let y = 1) (let x = (+ y 1)) x)"},
	} {
		ask := c.at("a.coal", c.open("a.coal", test.text))
		ask["newName"] = test.name
		m := c.ask("textDocument/rename", ask)
		got := ""
		if m.Error != nil {
			got = "error: " + m.Error.Message
		} else {
			var e workspaceEdit
			c.decode(m.Result, &e)
			got = edited(c.text["a.coal"], e.Changes[c.uri("a.coal")])
		}
		if got != test.want {
			t.Errorf("%s\n as %s becomes\n%s\nwant\n%s", test.text, test.name, got, test.want)
		}
	}
}

func TestCompletion(t *testing.T) {
	c := connect(t)
	for _, test := range []struct{ text, has, hasNot string }{
		{"(define (f xs) (len‸))", "length xs if", "define Some:"},
		{"(define (f xs) (let ((ys xs)) (pr‸", "print ys xs f", ""},
		{"(define (f xs) (if (== xs 1) ‸", "xs f print", ""},
		{"(define (f xs) (match xs ((So‸", "Some None Cons", "print xs"},
		{"(define (f xs)\n  (list:so‸\n\n(define (g) 1)", "list:sort list:head", "print xs"},
		{"(declare f (Int‸", "Integer List", "print"},
		{"(define-struct P (alpha Integer)) (define (f p) (.al‸ p))", ".alpha", "print"},
		{"(def‸", "define define-type", ""},
		{"(print \"pri‸\")", "", "print"},
		{"; pri‸", "", "print"},
		{"(print (ma‸))", "map make-list math:", ""},
		{"(define (foo‸", "", "print"},
		{"(define (Camel x) x) (print (ca‸))", "Camel", ""},
		{"(declare f (&key (:size Integer) -> Integer)) (define (f &key (size 1)) size) (print (f :‸))", ":size", "print"},
		{"(import cli) (test:‸", "test:is", ""},
	} {
		at := c.open("a.coal", test.text)
		var list completionList
		c.decode(c.request("textDocument/completion", c.at("a.coal", at)), &list)
		labels := map[string]bool{}
		for _, item := range list.Items {
			labels[item.Label] = true
			if item.Edit == nil || item.Edit.NewText != item.Label || item.Edit.Range.End != at {
				t.Errorf("%s: %s would replace %+v", test.text, item.Label, item.Edit)
			}
		}
		for _, name := range strings.Fields(test.has) {
			if !labels[name] {
				t.Errorf("%s: %s is not proposed", test.text, name)
			}
		}
		for _, name := range strings.Fields(test.hasNot) {
			if labels[name] {
				t.Errorf("%s: %s is proposed", test.text, name)
			}
		}
	}
}

func TestCompletionItems(t *testing.T) {
	c := connect(t)
	at := c.open("a.coal", "(define (double n) \"Twice n.\" (* 2 n))\n(print (do‸))")
	var list completionList
	c.decode(c.request("textDocument/completion", c.at("a.coal", at)), &list)
	for _, item := range list.Items {
		if item.Label != "double" {
			continue
		}
		if item.Detail != "Num :a => :a -> :a" || item.Kind != itemFunction {
			t.Errorf("double is %+v", item)
		}
		c.decode(c.request("completionItem/resolve", item), &item)
		if item.Docs == nil || !strings.Contains(item.Docs.Value, "Twice n.") {
			t.Errorf("double is documented as %+v", item.Docs)
		}
		return
	}
	t.Error("double is not proposed")
}

func TestSignatureHelp(t *testing.T) {
	c := connect(t)
	for _, test := range []struct{ text, want string }{
		{"(define (f a b) (<> a (str b 1)))\n(f ‸", `f : Show :a => [String] * :a -> String`},
		{"(print (str:substring \"abc\" 1 ‸))", "str:substring : String * UFix * [UFix] -> String"},
		{"(list:sort‸", ""},
		{"(map (fn (x) x) ‸", "map : Functor :f => (:a -> :b) * [:f :a] -> :f :b"},
		{"(define (f g) (g 1 ‸\"a\") (g 2 \"b\"))", "g : :a * [String] -> :b"},
		{"(if True ‸", "(if condition then else)"},
		{"(nowhere ‸", ""},
	} {
		at := c.open("a.coal", test.text)
		var help *signatureHelp
		c.decode(c.request("textDocument/signatureHelp", c.at("a.coal", at)), &help)
		got := ""
		if help != nil {
			sig := help.Signatures[0]
			got = sig.Label
			if len(sig.Parameters) > 0 {
				at := sig.Parameters[help.Parameter].Label
				got = got[:at[0]] + "[" + got[at[0]:at[1]] + "]" + got[at[1]:]
			}
		}
		if got != test.want {
			t.Errorf("%s\n got %s\nwant %s", test.text, got, test.want)
		}
	}
}

func TestFormatting(t *testing.T) {
	c := connect(t)
	for _, test := range []struct{ text, want, edit string }{
		{"(f)\n(define  (g x)\n x)\n(h)\n", "(f)\n(define (g x)\n  x)\n(h)\n", "1:0-3:0"},
		{"(f)\r\n(define  (g x)\r\n x)\r\n", "(f)\r\n(define (g x)\r\n  x)\r\n", "1:0-3:0"},
		{"(f)\n", "(f)\n", ""},
		{"(f) ", "(f)\n", "0:0-0:4"},
		{"(f", "(f", ""},
		{"(f \"😀\"   )\n", "(f \"😀\")\n", "0:0-1:0"},
	} {
		c.open("a.coal", test.text)
		var edits []textEdit
		c.decode(c.request("textDocument/formatting", object{"textDocument": c.doc("a.coal"), "options": object{}}), &edits)
		if got := edited(test.text, edits); got != test.want {
			t.Errorf("%q becomes %q", test.text, got)
		}
		got := ""
		for _, e := range edits {
			got += fmt.Sprintf("%d:%d-%d:%d", e.Range.Start.Line, e.Range.Start.Character, e.Range.End.Line, e.Range.End.Character)
		}
		if got != test.edit {
			t.Errorf("%q is edited at %s, want %s", test.text, got, test.edit)
		}
	}
}

func TestQuickFixes(t *testing.T) {
	c := connect(t)
	for _, test := range []struct{ text, want string }{
		{"(define (lenght x) x) (print (‸lenhgt 1))", "(define (lenght x) x) (print (lenght 1))"},
		{"(define (f x‸) 1)", "(define (f _x) 1)"},
		{"(define (f x) 1)‸", ""},
	} {
		at := c.open("a.coal", test.text)
		var actions []codeAction
		c.decode(c.request("textDocument/codeAction", object{
			"textDocument": c.doc("a.coal"), "range": span{at, at}, "context": object{"diagnostics": []object{}},
		}), &actions)
		got := ""
		if len(actions) > 0 {
			got = edited(c.text["a.coal"], actions[0].Edit.Changes[c.uri("a.coal")])
		}
		if got != test.want {
			t.Errorf("%s becomes %q, want %q", test.text, got, test.want)
		}
	}
}

func TestDocumentSymbols(t *testing.T) {
	c := connect(t)
	c.open("a.coal", `(define-type T A (B Integer))
(define-struct P (x Integer) (y Integer))
(define-class (C :a) (m (:a -> Integer)))
(define-instance (C T) (define (m _) 1))
(derive Eq)
(define-type U V)
(define n 1)
(define (f x) x)
(define-exception E (Bad String))
(print n)`)
	var list []documentSymbol
	c.decode(c.request("textDocument/documentSymbol", object{"textDocument": c.doc("a.coal")}), &list)
	var lines []string
	for _, d := range list {
		line := fmt.Sprintf("%d %s", d.Kind, d.Name)
		for _, x := range d.Children {
			line += fmt.Sprintf(" (%d %s)", x.Kind, x.Name)
		}
		lines = append(lines, line)
	}
	want := []string{
		"10 T (22 A) (22 B)", "23 P (8 x) (8 y)", "11 C (6 m)", "19 C T (6 m)", "10 U (22 V)", "13 n", "12 f", "24 E (22 Bad)",
	}
	if got := strings.Join(lines, "\n"); got != strings.Join(want, "\n") {
		t.Errorf("got\n%s", got)
	}
}

func TestUTF8IsUsedWhereItIsOffered(t *testing.T) {
	c := dial(t)
	var answer struct {
		Capabilities struct{ PositionEncoding encoding }
	}
	c.decode(c.request("initialize", object{"capabilities": object{
		"general": object{"positionEncodings": []string{"utf-8", "utf-16"}},
	}}), &answer)
	if answer.Capabilities.PositionEncoding != utf8Units {
		t.Errorf("positions are counted in %q", answer.Capabilities.PositionEncoding)
	}
	c.open("a.coal", `(<> "😀" nowhere)`)
	if got := c.diagnostics("a.coal"); !strings.HasPrefix(got, "0:11 ") {
		t.Errorf("got %q", got)
	}
}

func TestLifeCycle(t *testing.T) {
	code := func(m incoming) int {
		if m.Error == nil {
			return 0
		}
		return m.Error.Code
	}
	c := dial(t)
	if got := code(c.ask("textDocument/hover", object{})); got != codeNotInitialized {
		t.Errorf("before initialize: %d", got)
	}
	c.request("initialize", object{"capabilities": object{}})
	if got := code(c.ask("initialize", object{})); got != codeInvalidRequest {
		t.Errorf("initialize once more: %d", got)
	}
	if got := code(c.ask("textDocument/nothing", object{})); got != codeMethodNotFound {
		t.Errorf("an unknown method: %d", got)
	}
	if got := code(c.ask("textDocument/hover", []int{1})); got != codeInvalidParams {
		t.Errorf("wrong parameters: %d", got)
	}
	if got := c.request("textDocument/hover", c.at("not-open.coal", position{})); string(got) != "null" {
		t.Errorf("a document that is not open: %s", got)
	}
	c.notify("$/unknown", object{})
	c.notify("textDocument/didChange", object{"textDocument": c.doc("not-open.coal")})
	c.request("shutdown", nil)
	if got := code(c.ask("textDocument/hover", object{})); got != codeInvalidRequest {
		t.Errorf("after shutdown: %d", got)
	}
	c.notify("exit", nil)
	if got := c.exit(); got != 0 {
		t.Errorf("the status after shutdown is %d", got)
	}
	c = connect(t)
	c.notify("exit", nil)
	if got := c.exit(); got != 1 {
		t.Errorf("the status without shutdown is %d", got)
	}
	c = connect(t)
	c.to.Close()
	if got := c.exit(); got != 1 {
		t.Errorf("the status at the end of input is %d", got)
	}
}

func TestMalformedMessages(t *testing.T) {
	c := connect(t)
	for _, test := range []struct {
		raw  string
		code int
	}{
		{"Content-Length: 5\r\n\r\n{\"id\"", codeParse},
		{"Content-Length: 2\r\n\r\n[]", codeInvalidRequest},
		{"Content-Length: 2\r\n\r\n{}", codeInvalidRequest},
		{"Content-Length: 10\r\n\r\n{\"id\":1,2}", codeParse},
		{"Nonsense: 1\r\n\r\n", codeParse},
		{"Content-Length: many\r\n\r\n", codeParse},
	} {
		if _, err := fmt.Fprint(c.to, test.raw); err != nil {
			t.Fatal(err)
		}
		if m := c.next(); m.Error == nil || m.Error.Code != test.code {
			t.Errorf("%q is answered by %+v", test.raw, m.Error)
		}
	}
	fmt.Fprint(c.to, "Content-Type: application/vscode-jsonrpc; charset=utf-8\r\n")
	if got := c.end(); got != 0 {
		t.Errorf("the status is %d", got)
	}
}

// TestMistakesOfSmeltersOwn lets the checker panic, once.
func TestMistakesOfSmeltersOwn(t *testing.T) {
	broken := true
	c := connect(t, func(config *Config) {
		session := config.Session
		config.Session = func(w transpile.World) (*transpile.Session, error) {
			if broken {
				broken = false
				diag.Bugf(source.Span{}, "something is odd")
			}
			return session(w)
		}
	})
	c.open("a.coal", "(print nowhere)")
	c.settled()
	if len(c.logs) != 1 || !strings.Contains(c.logs[0], "mistake in Smelter itself: something is odd") {
		t.Errorf("what is logged is %q", c.logs)
	}
	c.open("a.coal", "(print nowhere) ")
	if got := c.diagnostics("a.coal"); got == "" {
		t.Error("nothing is checked any more")
	}
}

// TestOutdatedTextsAreNotChecked sends many changes at once, and requests about texts that
// are none any more.
func TestOutdatedTextsAreNotChecked(t *testing.T) {
	checks := 0
	hold := make(chan bool)
	c := connect(t, func(config *Config) {
		session := config.Session
		config.Session = func(w transpile.World) (*transpile.Session, error) {
			if checks++; checks == 1 {
				<-hold
			}
			return session(w)
		}
	})
	c.open("a.coal", "(print 0)")
	for i := range 50 {
		c.open("a.coal", fmt.Sprintf("(print nowhere-%d)", i))
		if i == 20 {
			c.send(object{"id": "early", "method": "textDocument/hover", "params": c.at("a.coal", position{})})
			c.send(object{"id": "gone", "method": "textDocument/hover", "params": c.at("a.coal", position{})})
			c.notify("$/cancelRequest", object{"id": "gone"})
		}
	}
	close(hold)
	answers := map[string]int{}
	for len(answers) < 2 {
		if m := c.next(); m.Method == "" && m.Error != nil {
			answers[string(m.ID)] = m.Error.Code
		}
	}
	if answers[`"early"`] != codeContentModified || answers[`"gone"`] != codeCancelled {
		t.Errorf("the requests are answered by %v", answers)
	}
	if got := c.diagnostics("a.coal"); !strings.Contains(got, "NOWHERE-49") {
		t.Errorf("got %q", got)
	}
	if checks > 5 { // the first, perhaps one in between, the last, and that of the client
		t.Errorf("there were %d checks", checks)
	}
}

// TestAnswersAreWhole checks that results which are empty are lists, as the protocol asks.
func TestAnswersAreWhole(t *testing.T) {
	c := connect(t)
	c.open("a.coal", "")
	at := c.at("a.coal", position{})
	for method, want := range map[string]string{
		"textDocument/references": "[]", "textDocument/documentSymbol": "[]", "textDocument/formatting": "[]",
		"textDocument/codeAction": "[]", "textDocument/hover": "null", "textDocument/definition": "null",
		"textDocument/signatureHelp": "null", "textDocument/documentHighlight": "[]",
	} {
		if got := c.request(method, at); string(got) != want {
			t.Errorf("%s: %s, want %s", method, got, want)
		}
	}
	var list struct{ Items *[]json.RawMessage }
	c.decode(c.request("textDocument/completion", at), &list)
	if list.Items == nil || len(*list.Items) == 0 {
		t.Error("nothing is proposed for an empty file")
	}
}
