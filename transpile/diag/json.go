package diag

import (
	"encoding/json"
	"io"

	"github.com/smelter-lang/smelter/transpile/source"
)

// This file writes diagnostics for programs: one JSON object a line, as docs/diagnostics.md
// says. Lines count from 1 and columns, in characters, from 0, as in the text for people.

type jsonDiagnostic struct {
	Code     Code       `json:"code"`
	Severity string     `json:"severity"`
	Title    string     `json:"title"`
	File     string     `json:"file"`
	Range    jsonRange  `json:"range"`
	Notes    []jsonNote `json:"notes"`
	Fixes    []jsonFix  `json:"fixes"`
	Context  []string   `json:"context,omitempty"`
}

type jsonRange struct {
	Start jsonPosition `json:"start"`
	End   jsonPosition `json:"end"`
}

type jsonPosition struct {
	Line int `json:"line"`
	Col  int `json:"col"`
}

type jsonNote struct {
	File    string    `json:"file"`
	Range   jsonRange `json:"range"`
	Text    string    `json:"text"`
	Primary bool      `json:"primary"`
}

// A jsonFix is a help; without an edit it is advice only.
type jsonFix struct {
	Text  string     `json:"text"`
	Edits []jsonEdit `json:"edits"`
}

type jsonEdit struct {
	File    string    `json:"file"`
	Range   jsonRange `json:"range"`
	NewText string    `json:"newText"`
}

var severityNames = [...]string{Error: "error", Warning: "warning", StyleWarning: "style-warning"}

// WriteJSON writes diagnostics as JSON objects, one a line.
func WriteJSON(w io.Writer, files *source.Set, ds []*Diagnostic) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	for _, d := range ds {
		if err := enc.Encode(toJSON(files, d)); err != nil {
			return err
		}
	}
	return nil
}

func toJSON(files *source.Set, d *Diagnostic) jsonDiagnostic {
	out := jsonDiagnostic{
		Code: d.Code, Severity: severityNames[d.Severity], Title: d.Title, Context: d.Context,
		Notes: []jsonNote{}, Fixes: []jsonFix{},
	}
	out.File, out.Range = place(files, d.At())
	for _, n := range d.Notes {
		file, at := place(files, n.Span)
		out.Notes = append(out.Notes, jsonNote{file, at, n.Text, !n.Secondary})
	}
	for _, h := range d.Helps {
		fix := jsonFix{h.Text, []jsonEdit{}}
		if h.Span.Valid() && files.Text(h.Span) != h.Replacement {
			file, at := place(files, h.Span)
			fix.Edits = append(fix.Edits, jsonEdit{file, at, h.Replacement})
		}
		out.Fixes = append(out.Fixes, fix)
	}
	return out
}

func place(files *source.Set, at source.Span) (string, jsonRange) {
	f := files.File(at.File)
	if f == nil {
		return "", jsonRange{}
	}
	from, to := f.Position(at.Lo), f.Position(at.Hi)
	return f.Path, jsonRange{jsonPosition{from.Line, from.Col}, jsonPosition{to.Line, to.Col}}
}
