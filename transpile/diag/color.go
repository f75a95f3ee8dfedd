package diag

// A color is the middle of an escape sequence of terminals.
type color string

const (
	bold      color = "1"
	dim       color = "2"
	red       color = "1;31"
	yellow    color = "1;33"
	secondary color = "34"
	helpColor color = "36"
)

func severityColor(s Severity) color {
	if s == Error {
		return red
	}
	return yellow
}

// color returns how the marks of a note are drawn.
func (pr *drawing) color(r row) color {
	if r.Secondary {
		return secondary
	}
	return severityColor(pr.severity)
}

// colored draws a text in a color, if there are any.
func (pr *drawing) colored(text string, c color) {
	if !pr.Color {
		pr.out.WriteString(text)
		return
	}
	pr.out.WriteString("\x1b[" + string(c) + "m" + text + "\x1b[0m")
}
