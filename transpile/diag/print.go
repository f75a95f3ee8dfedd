package diag

import (
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/smelter-lang/smelter/transpile/source"
)

// This file draws diagnostics as Coalton does, to the byte:
//
//	error: Type mismatch
//	  --> hello.coal:4:0            where the first note begins
//	   |
//	 4 |   (define (f x)            a note over several lines begins with a row
//	   |  _^                        of its own and keeps a bar at the left
//	 5 | |   (+ x "one"))
//	   | |      -     what a note within a line says stands right of its marks
//	   | |______________^ what a longer note says stands below its last line
//	help: what could be changed
//	 5 |   (+ x 1))                 the line as it would be
//	   |        -
//
// Each note over several lines that is open at a line takes one column left of the text;
// depth is the most that are open at once, and the text is indented by as much everywhere.

// A Printer draws diagnostics for people. Color decorates and never changes the text.
type Printer struct {
	Files *source.Set
	Color bool
}

// Print draws one diagnostic.
func (p *Printer) Print(w io.Writer, d *Diagnostic) error {
	pr := &drawing{Printer: p, severity: d.Severity}
	pr.colored(d.Severity.String()+":", severityColor(d.Severity))
	pr.colored(" "+d.Title, bold)
	pr.out.WriteString("\n")
	notes := d.Notes
	for len(notes) > 0 {
		notes = pr.file(notes)
	}
	for _, h := range d.Helps {
		pr.help(h)
	}
	for _, c := range d.Context {
		pr.colored("note:", bold)
		pr.out.WriteString(" " + c + "\n")
	}
	_, err := io.WriteString(w, pr.out.String())
	return err
}

// PrintAll draws diagnostics with an empty line between them.
func (p *Printer) PrintAll(w io.Writer, ds []*Diagnostic) error {
	for i, d := range ds {
		if i > 0 {
			if _, err := io.WriteString(w, "\n"); err != nil {
				return err
			}
		}
		if err := p.Print(w, d); err != nil {
			return err
		}
	}
	return nil
}

// String returns the word for a severity that begins a diagnostic.
func (s Severity) String() string {
	switch s {
	case Warning:
		return "warn"
	case StyleWarning:
		return "style-warning"
	}
	return "error"
}

// A drawing is one diagnostic as far as it is drawn.
type drawing struct {
	*Printer
	severity Severity
	out      strings.Builder

	// The file being drawn.
	text  *source.File
	width int   // of line numbers
	depth int   // columns for notes over several lines
	last  int   // line drawn last, 0 is none
	open  []row // notes over several lines that are begun, the innermost last
}

// A row is a note with its places as they are drawn.
type row struct {
	Note
	from, to source.Position
}

func (r row) mark() string {
	if r.Secondary {
		return "-"
	}
	return "^"
}

// file draws those notes that are in the file of the first one, and returns the others.
func (pr *drawing) file(notes []Note) (others []Note) {
	first := notes[0].Span.File
	pr.text = pr.Files.File(first)
	var rows []row
	for _, n := range notes {
		switch {
		case n.Span.File != first:
			others = append(others, n)
		case pr.text == nil:
			pr.out.WriteString("  " + n.Text + "\n")
		default:
			rows = append(rows, row{n, pr.text.Position(n.Span.Lo), pr.text.Position(n.Span.Hi)})
		}
	}
	if len(rows) > 0 {
		pr.rows(rows)
	}
	return others
}

// rows draws the notes of one file, which are not empty.
func (pr *drawing) rows(rows []row) {
	end := 0
	for _, r := range rows {
		end = max(end, r.to.Line)
	}
	pr.width, pr.depth, pr.last = len(strconv.Itoa(end)), depth(rows), 0
	at := rows[0].from
	pr.out.WriteString("  --> " + at.Path + ":" + strconv.Itoa(at.Line) + ":" + strconv.Itoa(at.Col) + "\n")
	pr.gutter(0)
	pr.out.WriteString("\n")
	slices.SortStableFunc(rows, func(a, b row) int { return int(a.Span.Lo) - int(b.Span.Lo) })
	for _, r := range rows {
		pr.upTo(r.from.Line)
		if r.from.Line == r.to.Line {
			pr.within(r)
		} else {
			pr.begin(r)
		}
	}
	pr.upTo(end)
	pr.close(math.MaxUint32)
}

// depth returns how many notes over several lines are open at once.
func depth(rows []row) int {
	most := 0
	for _, r := range rows {
		if r.from.Line == r.to.Line {
			continue
		}
		n := 0
		for _, o := range rows {
			if o.from.Line != o.to.Line && o.Span.Lo <= r.Span.Lo && r.Span.Lo <= o.Span.Hi {
				n++
			}
		}
		most = max(most, n)
	}
	return most
}

// upTo draws the lines up to and including a target, leaving out the middle of a longer
// gap. Notes that end on the way are closed.
func (pr *drawing) upTo(target int) {
	for len(pr.open) > 0 {
		next := slices.MinFunc(pr.open, func(a, b row) int { return a.to.Line - b.to.Line }).to.Line
		if next >= target || next <= pr.last {
			break // what ends on the last line is closed before the next one
		}
		pr.lines(next)
	}
	pr.lines(target)
}

func (pr *drawing) lines(target int) {
	switch {
	case pr.last == 0:
		pr.last = target - 1
	case target-pr.last > 3:
		pr.line(pr.last + 1)
		pr.out.WriteString(" ...\n")
		pr.last = target - 2
	}
	for pr.last < target {
		pr.line(pr.last + 1)
	}
}

// line draws the next line, after the ends of notes on the line before it.
func (pr *drawing) line(n int) {
	pr.close(math.MaxUint32)
	pr.last = n
	pr.gutter(n)
	pr.columns()
	pr.spaces(1 + pr.depth - len(pr.open))
	pr.out.WriteString(printable(pr.text.Line(n)) + "\n")
}

// printable returns a line with a replacement character for each byte that is not UTF-8,
// which takes one column as well.
func printable(line string) string {
	return strings.Map(func(c rune) rune { return c }, line)
}

// close draws the ends of notes on the line drawn last, of those that end before an
// offset.
func (pr *drawing) close(before uint32) {
	for i := len(pr.open) - 1; i >= 0; i-- {
		if r := pr.open[i]; r.to.Line == pr.last && r.Span.Hi <= before {
			pr.finish(r)
			pr.open = slices.Delete(pr.open, i, i+1)
		}
	}
}

// within draws the marks of a note in the line above.
func (pr *drawing) within(r row) {
	pr.gutter(0)
	pr.columns()
	pr.spaces(1 + r.from.Col + pr.depth - len(pr.open))
	pr.message(strings.Repeat(r.mark(), max(1, r.to.Col-r.from.Col)), r)
}

// begin draws where a note over several lines begins.
func (pr *drawing) begin(r row) {
	pr.close(math.MaxUint32)
	pr.gutter(0)
	pr.columns()
	pr.spaces(1)
	pr.colored(underscores(r.from.Col+pr.depth-len(pr.open))+r.mark(), pr.color(r))
	pr.out.WriteString("\n")
	pr.open = append(pr.open, r)
}

// finish draws where a note over several lines ends.
func (pr *drawing) finish(r row) {
	pr.gutter(0)
	pr.columns()
	pr.message(underscores(r.to.Col+pr.depth-len(pr.open))+r.mark(), r)
}

func (pr *drawing) message(marks string, r row) {
	pr.colored(marks+" "+r.Text, pr.color(r))
	pr.out.WriteString("\n")
}

// gutter draws what stands left of a row: a line number, unless it is 0.
func (pr *drawing) gutter(line int) {
	number := ""
	if line > 0 {
		number = strconv.Itoa(line)
	}
	pad := max(pr.width-len(number), 0)
	pr.colored(" "+number+strings.Repeat(" ", pad)+" |", dim)
}

// columns draws the bars of open notes, the innermost first.
func (pr *drawing) columns() {
	pr.spaces(1)
	for i := len(pr.open) - 1; i >= 0; i-- {
		pr.colored("|", pr.color(pr.open[i]))
	}
}

func (pr *drawing) spaces(n int) { pr.out.WriteString(strings.Repeat(" ", max(n, 0))) }

func underscores(n int) string { return strings.Repeat("_", max(n, 0)) }

// help draws a proposal: the line as it would be, if it concerns one line.
func (pr *drawing) help(h Help) {
	pr.colored("help:", helpColor)
	pr.out.WriteString(" " + h.Text + "\n")
	f := pr.Files.File(h.Span.File)
	if f == nil || strings.Contains(h.Replacement, "\n") {
		return
	}
	from, to := f.Position(h.Span.Lo), f.Position(h.Span.Hi)
	if from.Line != to.Line {
		return
	}
	line := f.Line(from.Line)
	lo := min(int(h.Span.Lo-f.LineStart(from.Line)), len(line))
	hi := min(lo+int(h.Span.Hi-h.Span.Lo), len(line))
	pr.gutter(from.Line)
	pr.out.WriteString(printable(" "+line[:lo]+h.Replacement+line[hi:]) + "\n")
	pr.gutter(0)
	pr.spaces(1 + from.Col)
	pr.colored(strings.Repeat("-", utf8.RuneCountInString(h.Replacement)), helpColor)
	pr.out.WriteString("\n")
}
