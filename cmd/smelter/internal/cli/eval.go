package cli

// evaluated is the path of a script that stands on the command line.
const evaluated = "<eval>"

var evalCommand = command{
	name: "eval", args: "EXPR [ARG...]", runs: true, short: "print the value of an expression",
	long: `EXPR may be a whole script: what the value of its last expression is, is printed as one would
write it. "smelter -e EXPR" is short for "smelter eval EXPR". What it was compiled to is kept in
the cache, as that of a script.

  smelter eval '(^ 2 100)'
  smelter eval '(define (f x) (* x x)) (map f (list 1 2 3))'
  smelter -e '(list:reverse (args))' a b c`,
	flags: diagnosticFlags,
	run: func(o *options, args []string) error {
		if len(args) == 0 {
			return usage{"eval needs an expression"}
		}
		p := &program{o: o, path: evaluated, text: args[0], shown: true}
		if err := p.placeHere(); err != nil {
			return err
		}
		store, err := openStore()
		if err != nil {
			return err
		}
		return p.exec(store, append([]string{evaluated}, args[1:]...))
	},
}
