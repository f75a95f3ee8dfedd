package cli

import (
	"os"
	"strings"

	"github.com/smelter-lang/smelter/runtime/num"
	"github.com/smelter-lang/smelter/runtime/str"
)

// This file goes through the arguments of a program, by the customs of GNU: --name=value,
// --name value, -n value, -nvalue, -abc for -a -b -c, and -- before what is no option.
// An option of a command may stand behind the name of a command in it, too.

// A Given is what was given for the items of a command.
type Given struct {
	command *Command
	outer   *Given // of the command around it
	values  map[*Item][]string
	from    map[*Item]string // how the item was called where its last value was found
	places  []string         // what is no option
	chosen  int
	inner   *Given
}

// A Problem is why there is no value: help was asked for, or a mistake was made.
type Problem struct {
	asked bool
	text  string
}

// Failed reports whether there is a problem; Asked whether somebody asked for what Text says.
func Failed(p *Problem) bool     { return p != nil }
func Asked(p *Problem) bool      { return p.asked }
func Text(p *Problem) str.String { return str.From(p.text) }

// Read takes the arguments of a command apart.
func Read(c *Command, arguments []str.String) (*Given, *Problem) {
	r := &reader{left: str.GoAll(arguments)}
	r.enter(c)
	root := r.at
	for len(r.left) > 0 {
		if p := r.next(); p != nil {
			return nil, p
		}
	}
	for g := root; g != nil; g = g.inner {
		if p := g.finish(); p != nil {
			return nil, p
		}
	}
	return root, nil
}

type reader struct {
	left     []string // arguments
	at       *Given   // the innermost command
	noOption bool     // after --
}

func (r *reader) enter(c *Command) {
	g := &Given{command: c, outer: r.at, values: map[*Item][]string{}, from: map[*Item]string{}}
	if r.at != nil {
		r.at.inner = g
	}
	r.at = g
}

func (r *reader) next() *Problem {
	arg := r.left[0]
	r.left = r.left[1:]
	switch {
	case r.noOption || len(arg) < 2 || arg[0] != '-' || r.isNumber(arg):
		return r.place(arg)
	case arg == "--":
		r.noOption = true
		return nil
	case strings.HasPrefix(arg, "--"):
		return r.long(arg)
	}
	return r.short(arg)
}

// isNumber reports whether what begins with - is a number, and not an option.
func (r *reader) isNumber(arg string) bool {
	rest := strings.TrimPrefix(arg[1:], ".")
	if rest == "" || rest[0] < '0' || rest[0] > '9' {
		return false
	}
	item, _ := r.find(arg[:2])
	return item == nil
}

// place takes what is no option: the name of a command, or an argument.
func (r *reader) place(arg string) *Problem {
	choices := r.at.command.of(choice)
	if len(choices) == 0 {
		r.at.places = append(r.at.places, arg)
		return nil
	}
	var names []string
	for i, c := range choices[0].commands {
		if c.name == arg {
			r.at.chosen = i
			r.enter(c)
			return nil
		}
		names = append(names, c.name)
	}
	return r.at.problem("there is no command " + quote(arg) + suggestion(arg, names))
}

// find returns the option of a name, and the command that it is given to.
func (r *reader) find(name string) (*Item, *Given) {
	for g := r.at; g != nil; g = g.outer {
		for _, item := range g.command.options() {
			for _, n := range item.spellings() {
				if n == name {
					return item, g
				}
			}
		}
	}
	return nil, nil
}

// known returns the names of all options that could stand here.
func (r *reader) known() []string {
	names := []string{"--help"}
	for g := r.at; g != nil; g = g.outer {
		for _, item := range g.command.options() {
			names = append(names, item.spellings()...)
		}
		if g.command.version != "" {
			names = append(names, "--version")
		}
	}
	return names
}

// asked answers the options that all commands have, unless they mean something else there.
func (r *reader) asked(name string) *Problem {
	switch name {
	case "--help", "-h":
		return &Problem{true, r.at.help(width())}
	case "--version":
		for g := r.at; g != nil; g = g.outer {
			if g.command.version != "" {
				return &Problem{true, g.command.name + " " + g.command.version + "\n"}
			}
		}
	}
	return r.at.problem("there is no option " + name + suggestion(name, r.known()))
}

func (r *reader) long(arg string) *Problem {
	name, value, hasValue := strings.Cut(arg, "=")
	item, g := r.find(name)
	if item == nil {
		return r.asked(name)
	}
	if item.kind == option {
		if !hasValue {
			return r.value(g, item, name)
		}
		g.add(item, name, value)
		return nil
	}
	if hasValue {
		return r.at.problem("option " + name + " takes no value")
	}
	g.mark(item, name)
	return nil
}

// short takes an argument such as -v, -vx, -n5 or -vn5.
func (r *reader) short(arg string) *Problem {
	letters := []rune(arg[1:])
	for i, c := range letters {
		name := "-" + string(c)
		item, g := r.find(name)
		switch {
		case item == nil:
			return r.asked(name)
		case item.kind == option && i+1 < len(letters):
			g.add(item, name, string(letters[i+1:]))
			return nil
		case item.kind == option:
			return r.value(g, item, name)
		}
		g.mark(item, name)
	}
	return nil
}

// value takes the next argument as the value of an option.
func (r *reader) value(g *Given, item *Item, name string) *Problem {
	if len(r.left) == 0 {
		return r.at.problem("option " + name + " needs a value: " + item.placeholder())
	}
	g.add(item, name, r.left[0])
	r.left = r.left[1:]
	return nil
}

func (g *Given) add(item *Item, from, value string) {
	if item.most == 1 {
		g.values[item] = nil // the last one counts
	}
	g.values[item] = append(g.values[item], value)
	g.from[item] = "option " + from
}

// mark notes a flag.
func (g *Given) mark(item *Item, name string) {
	value := "yes"
	if item.kind == toggle && strings.HasPrefix(name, "--no-") && !has(item.names, name) {
		value = "no"
	}
	g.values[item] = append(g.values[item], value)
	g.from[item] = "option " + name
}

// finish gives values to arguments and from the environment, and says what is missing.
func (g *Given) finish() *Problem {
	for _, item := range g.command.options() {
		if len(g.values[item]) == 0 && item.variable != "" {
			if value, ok := os.LookupEnv(item.variable); ok {
				g.values[item] = []string{value}
				g.from[item] = "variable " + item.variable
			}
		}
		if int64(len(g.values[item])) < item.least {
			return g.problem("option " + item.name() + " is missing" + item.meaning())
		}
	}
	if choices := g.command.of(choice); len(choices) > 0 && g.inner == nil {
		var names []string
		for _, c := range choices[0].commands {
			names = append(names, c.name)
		}
		return g.problem("a command is missing: " + enumerate(names))
	}
	return g.distribute()
}

// distribute gives what is no option to the arguments, in order: each gets as much as it may
// have while enough is left for the others.
func (g *Given) distribute() *Problem {
	items := g.command.of(argument)
	needed := int64(0)
	for _, item := range items {
		needed += item.least
	}
	left := g.places
	for _, item := range items {
		needed -= item.least
		n := max(int64(len(left))-needed, item.least)
		if item.most > 0 {
			n = min(n, item.most)
		}
		if n > int64(len(left)) {
			return g.problem("argument " + item.name() + " is missing" + item.meaning())
		}
		g.values[item], left = left[:n], left[n:]
		g.from[item] = "argument " + item.name()
	}
	if len(left) > 0 {
		return g.problem("there is an argument too many: " + quote(left[0]))
	}
	return nil
}

// meaning adds what a missing item is for.
func (item *Item) meaning() string {
	if item.help == "" {
		return ""
	}
	return ": " + item.help
}

// path returns the names of a command and of those around it.
func (g *Given) path() string {
	if g.outer == nil {
		return g.command.name
	}
	return g.outer.path() + " " + g.command.name
}

func (g *Given) problem(why string) *Problem {
	return &Problem{false, g.path() + ": " + why + "\nTry \"" + g.path() + " --help\" for more."}
}

// Values returns the texts that were given for an item.
func Values(g *Given, item *Item) []str.String {
	var out []str.String
	for _, v := range g.values[item] {
		out = append(out, str.From(v))
	}
	return out
}

// Times returns how often a flag was given.
func Times(g *Given, item *Item) num.Int { return num.Of(int64(len(g.values[item]))) }

// Marked returns whether a flag was given, or otherwise what it is then. The environment may
// say it in several ways.
func Marked(g *Given, item *Item, otherwise bool) (bool, *Problem) {
	values := g.values[item]
	if len(values) == 0 {
		return otherwise, nil
	}
	value := values[len(values)-1]
	switch strings.ToLower(value) {
	case "yes", "y", "true", "on", "1":
		return true, nil
	case "no", "n", "false", "off", "0", "":
		return false, nil
	}
	return false, g.problem(g.from[item] + ": " + quote(value) + " is neither yes nor no")
}

// Chosen returns which command was chosen, and what was given to it.
func Chosen(g *Given) (int64, *Given) { return int64(g.chosen), g.inner }

// Wrong is the problem that the texts for an item mean nothing, and Refused that those for
// several do.
func Wrong(g *Given, item *Item, why str.String) *Problem {
	return g.problem(g.from[item] + ": " + why.Go())
}

func Refused(g *Given, why str.String) *Problem {
	for g.inner != nil {
		g = g.inner
	}
	return g.problem(why.Go())
}
