// Package cli reads command lines, for smelter/cli.
//
// In come Items, which describe options and arguments, Commands, which have them, and the
// arguments of a program; out go texts for every item, or a Problem. What the texts mean is
// left to smelter/cli, which makes values of them.
package cli

import (
	"strings"

	"github.com/smelter-lang/smelter/runtime/rt"
	"github.com/smelter-lang/smelter/runtime/str"
)

// The kinds of items.
const (
	option   = iota // has a value
	flag            // is there or not
	toggle          // --name or --no-name
	count           // how often it is there
	argument        // a value by its place
	choice          // one of several commands
)

// An Item is something that a command line may have.
type Item struct {
	kind  int64
	names []string // of an option, with the dashes; of an argument, what stands for it
	help  string

	// Of its value.
	metavar     string
	variable    string // of the environment
	otherwise   string // the default, for the help
	choices     []string
	least, most int64 // how many there may be; most is 0 if there is no limit

	commands []*Command
}

// A Command is a program, or a part of one that has a name.
type Command struct {
	name, about, version, notes string
	items                       []*Item
}

// NewItem describes an option or argument, and NewChoice a choice of commands.
func NewItem(kind int64, names, help, metavar, variable, otherwise str.String,
	choices []str.String, least, most int64) *Item {
	item := &Item{
		kind: kind, names: []string{names.Go()}, help: help.Go(), metavar: metavar.Go(),
		variable: variable.Go(), otherwise: otherwise.Go(), choices: str.GoAll(choices),
		least: least, most: most,
	}
	if kind != argument {
		item.names = strings.FieldsFunc(names.Go(), func(c rune) bool { return c == ' ' || c == ',' })
	}
	return item
}

func NewChoice(commands []*Command) *Item { return &Item{kind: choice, commands: commands, least: 1} }

// NewCommand describes a command.
func NewCommand(name, about, version, notes str.String, items []*Item) *Command {
	return &Command{name.Go(), about.Go(), version.Go(), notes.Go(), items}
}

// name returns how an item is called in messages.
func (item *Item) name() string {
	if item.kind == argument {
		return item.names[0]
	}
	return item.names[len(item.names)-1]
}

// spellings returns all that may be written for an option.
func (item *Item) spellings() []string {
	switch item.kind {
	case argument, choice:
		return nil
	case toggle:
		out := item.names
		for _, n := range item.names {
			if no, ok := strings.CutPrefix(n, "--"); ok {
				out = append(out[:len(out):len(out)], "--no-"+no)
			}
		}
		return out
	}
	return item.names
}

// of returns the items of a kind.
func (c *Command) of(kind int64) []*Item {
	var out []*Item
	for _, item := range c.items {
		if item.kind == kind {
			out = append(out, item)
		}
	}
	return out
}

func (c *Command) options() []*Item {
	var out []*Item
	for _, item := range c.items {
		if item.kind < argument {
			out = append(out, item)
		}
	}
	return out
}

// Check ends the program if a command is described wrongly: that is a mistake of the script.
func Check(c *Command) {
	if why := c.check(map[string]bool{}); why != "" {
		rt.Fail("the command line of " + c.name + " makes no sense: " + why)
	}
}

// check says what is wrong with a command. The names are those of the commands around it.
func (c *Command) check(taken map[string]bool) string {
	names := map[string]bool{}
	for name := range taken {
		names[name] = true
	}
	for _, item := range c.options() {
		if len(item.names) == 0 {
			return "an option has no name"
		}
		for _, name := range item.spellings() {
			switch {
			case !wellNamed(name):
				return quote(name) + " is no name of an option: -n or --name is"
			case names[name]:
				return name + " is there twice"
			}
			names[name] = true
		}
	}
	choices := c.of(choice)
	if len(choices) == 0 {
		return checkArguments(c.of(argument))
	}
	if len(choices) > 1 || len(c.of(argument)) > 0 {
		return "where commands follow there can be options only"
	}
	commands := map[string]bool{}
	for _, sub := range choices[0].commands {
		if commands[sub.name] {
			return "the command " + sub.name + " is there twice"
		}
		commands[sub.name] = true
		if why := sub.check(names); why != "" {
			return "in " + sub.name + ": " + why
		}
	}
	return ""
}

func wellNamed(name string) bool {
	short := len([]rune(name)) == 2 && name[0] == '-' && name[1] != '-'
	long := len(name) > 2 && strings.HasPrefix(name, "--") && name[2] != '-'
	return (short || long) && !strings.ContainsAny(name, "= \t\n")
}

func checkArguments(items []*Item) string {
	open := ""
	names := map[string]bool{}
	for _, item := range items {
		switch {
		case names[item.name()]:
			return item.name() + " is there twice"
		case open != "" && item.most != item.least:
			return "where " + open + " ends and " + item.name() + " begins cannot be known"
		case item.most == 0:
			open = item.name()
		}
		names[item.name()] = true
	}
	return ""
}
