package cli

import (
	"os"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/smelter-lang/smelter/runtime/str"
)

// This file writes help: two columns, as wide as the terminal.

const (
	widest   = 100 // a line is never longer, since that is hard to read
	smallest = 40
	margin   = 30 // where the second column begins at the latest
)

// Help returns the help of a command for lines of 80 characters.
func Help(c *Command) str.String { return str.From((&Given{command: c}).help(80)) }

// width returns how wide lines may be.
func width() int {
	n, err := strconv.Atoi(os.Getenv("COLUMNS"))
	if err != nil || n <= 0 {
		n = terminalWidth()
	}
	if n <= 0 {
		n = 80
	}
	return min(max(n, smallest), widest)
}

// A row is what stands in both columns of a line of help.
type row struct{ left, right string }

func (g *Given) help(width int) string {
	var b strings.Builder
	c := g.command
	hang(&b, "Usage: "+g.path()+" ", c.usage(), width)
	if c.about != "" {
		b.WriteString("\n" + paragraphs(c.about, width))
	}
	var arguments, options, commands, outer []row
	for _, item := range c.of(argument) {
		if item.help != "" || item.notes() != "" {
			arguments = append(arguments, row{item.name(), item.text()})
		}
	}
	for _, item := range c.options() {
		options = append(options, row{item.left(), item.text()})
	}
	for _, item := range c.of(choice) {
		for _, sub := range item.commands {
			commands = append(commands, row{sub.name, firstLine(sub.about)})
		}
	}
	version := c.version != "" && g.outer == nil
	for o := g.outer; o != nil; o = o.outer {
		for _, item := range o.command.options() {
			outer = append(outer, row{item.left(), item.text()})
		}
	}
	options = append(options, g.builtin(version)...)
	table(&b, "Arguments", arguments, width)
	table(&b, "Commands", commands, width)
	table(&b, "Options", options, width)
	table(&b, "Options of all commands", outer, width)
	if c.notes != "" {
		b.WriteString("\n" + paragraphs(c.notes, width))
	}
	return b.String()
}

// builtin returns the rows of the options that no item describes.
func (g *Given) builtin(version bool) []row {
	r := &reader{at: g}
	var rows []row
	short, _ := r.find("-h")
	long, _ := r.find("--help")
	switch {
	case short == nil && long == nil:
		rows = append(rows, row{"-h, --help", "show this help"})
	case long == nil:
		rows = append(rows, row{"    --help", "show this help"})
	}
	if item, _ := r.find("--version"); version && item == nil {
		rows = append(rows, row{"    --version", "show the version"})
	}
	return rows
}

// usage returns what follows the name of a command in one line.
func (c *Command) usage() string {
	words := []string{"[OPTION]..."}
	for _, item := range c.options() {
		if item.least > 0 {
			words = append(words, item.names[len(item.names)-1]+" "+item.placeholder())
		}
	}
	for _, item := range c.of(argument) {
		word := item.name()
		if item.most != 1 {
			word += "..."
		}
		if item.least == 0 {
			word = "[" + word + "]"
		}
		words = append(words, word)
	}
	if len(c.of(choice)) > 0 {
		words = append(words, "COMMAND ...")
	}
	return strings.Join(words, " ")
}

// placeholder returns what stands for the value of an item.
func (item *Item) placeholder() string {
	if joined := strings.Join(item.choices, "|"); item.metavar == "" && joined != "" && len(joined) <= 24 {
		return joined
	}
	if item.metavar == "" {
		return "VALUE"
	}
	return item.metavar
}

// left returns the first column for an option.
func (item *Item) left() string {
	var short, long []string
	for _, name := range item.names {
		switch {
		case !strings.HasPrefix(name, "--"):
			short = append(short, name)
		case item.kind == toggle:
			long = append(long, "--[no-]"+name[2:])
		default:
			long = append(long, name)
		}
	}
	text := strings.Join(append(short, long...), ", ")
	if len(short) == 0 {
		text = "    " + text
	}
	switch {
	case item.kind == option && len(long) > 0:
		return text + "=" + item.placeholder()
	case item.kind == option:
		return text + " " + item.placeholder()
	}
	return text
}

// text returns the second column for an item.
func (item *Item) text() string {
	if notes := item.notes(); notes != "" {
		return strings.TrimSpace(item.help + " (" + notes + ")")
	}
	return item.help
}

// notes returns what is said of an item besides its help.
func (item *Item) notes() string {
	var notes []string
	if len(item.choices) > 0 && (item.kind == argument || item.placeholder() != strings.Join(item.choices, "|")) {
		notes = append(notes, enumerate(item.choices))
	}
	if item.kind == option && item.least > 0 {
		notes = append(notes, "required")
	}
	if item.kind == option && item.most != 1 {
		notes = append(notes, "may be repeated")
	}
	if item.otherwise != "" {
		notes = append(notes, "default: "+item.otherwise)
	}
	if item.variable != "" {
		notes = append(notes, "variable: "+item.variable)
	}
	return strings.Join(notes, "; ")
}

func firstLine(s string) string {
	line, _, _ := strings.Cut(s, "\n")
	return line
}

// table writes rows under a heading, with the second column as far to the left as it can be.
func table(b *strings.Builder, heading string, rows []row, width int) {
	if len(rows) == 0 {
		return
	}
	b.WriteString("\n" + heading + ":\n")
	column := 0
	for _, r := range rows {
		if n := utf8.RuneCountInString(r.left) + 4; n <= min(margin, width/2) {
			column = max(column, n)
		}
	}
	column = max(column, 8)
	for _, r := range rows {
		left := "  " + r.left
		n := utf8.RuneCountInString(left)
		switch {
		case r.right == "":
			b.WriteString(left + "\n")
			continue
		case n+2 > column:
			b.WriteString(left + "\n")
			left = strings.Repeat(" ", column)
		default:
			left += strings.Repeat(" ", column-n)
		}
		hang(b, left, r.right, width)
	}
}

// hang writes a text behind a beginning, and its further lines below the text.
func hang(b *strings.Builder, begin, text string, width int) {
	column := utf8.RuneCountInString(begin)
	for i, line := range wrap(text, max(width-column, 20)) {
		if i > 0 {
			begin = strings.Repeat(" ", column)
		}
		b.WriteString(strings.TrimRight(begin+line, " ") + "\n")
	}
}

// paragraphs wraps a text, whose lines that begin with a blank stay as they are.
func paragraphs(text string, width int) string {
	var b strings.Builder
	for _, line := range strings.Split(strings.Trim(text, "\n"), "\n") {
		if strings.HasPrefix(line, " ") {
			b.WriteString(line + "\n")
			continue
		}
		hang(&b, "", line, width)
	}
	return b.String()
}

// wrap cuts a text into lines between words.
func wrap(text string, width int) []string {
	lines := []string{""}
	for _, word := range strings.Fields(text) {
		last := &lines[len(lines)-1]
		switch {
		case *last == "":
			*last = word
		case utf8.RuneCountInString(*last)+1+utf8.RuneCountInString(word) <= width:
			*last += " " + word
		default:
			lines = append(lines, word)
		}
	}
	return lines
}
