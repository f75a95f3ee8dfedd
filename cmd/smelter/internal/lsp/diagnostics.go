package lsp

import (
	"maps"
	"reflect"
	"slices"
	"strings"

	"github.com/smelter-lang/smelter/transpile/diag"
	"github.com/smelter-lang/smelter/transpile/source"
)

// This file publishes diagnostics.
//
// What is wrong with a file that is open is what was found when it was checked itself; with
// one that is imported only, what was found when those were checked that import it.

// explained is where the pages of diagnostics are.
const explained = "https://github.com/smelter-lang/smelter/blob/main/docs/errors.md#"

type diagnostic struct {
	Range              span         `json:"range"`
	Severity           int          `json:"severity"`
	Code               diag.Code    `json:"code,omitempty"`
	CodeDescription    *codePage    `json:"codeDescription,omitempty"`
	Source             string       `json:"source"`
	Message            string       `json:"message"`
	Tags               []int        `json:"tags,omitempty"`
	RelatedInformation []relatedOne `json:"relatedInformation,omitempty"`
}

type codePage struct {
	Href string `json:"href"`
}

type relatedOne struct {
	Location location `json:"location"`
	Message  string   `json:"message"`
}

// What was published for a document.
type published struct {
	version     int // 0 if it is not open
	diagnostics []*diagnostic
}

// severities are the protocol's: error, warning and information.
var severities = [...]int{diag.Error: 1, diag.Warning: 2, diag.StyleWarning: 3}

const tagUnnecessary = 1

// A found diagnostic is one with the document that it is in.
type found struct {
	uri string
	*diagnostic
	from *diag.Diagnostic
}

// diagnostics returns what was found wrong when a snapshot was made.
func (s *server) diagnostics(snap *snapshot) []found {
	var out []found
	for _, d := range snap.session.Diags.Sorted() {
		at := s.visible(snap, d)
		where, ok := s.place(snap, at)
		if !ok {
			where = location{URI: s.uriOf(snap.module.Syntax.File.Path)}
		}
		out = append(out, found{where.URI, s.diagnostic(snap, d, at, where.Range), d})
	}
	return out
}

// visible returns the first place of a diagnostic that is in a file of the program.
func (s *server) visible(snap *snapshot, d *diag.Diagnostic) source.Span {
	for _, n := range d.Notes {
		if f := snap.session.Files.File(n.Span.File); f != nil && !ofLibrary(f) {
			return n.Span
		}
	}
	return source.Span{}
}

// place returns a place of a program for the editor.
func (s *server) place(snap *snapshot, at source.Span) (location, bool) {
	f, t := s.file(snap, at.File)
	if f == nil {
		return location{}, false
	}
	return location{s.uriOf(f.Path), t.of(at)}, true
}

func (s *server) diagnostic(snap *snapshot, d *diag.Diagnostic, at source.Span, where span) *diagnostic {
	out := &diagnostic{
		Range: where, Severity: severities[d.Severity], Code: d.Code, Source: "smelter", Message: messageOf(d, at),
	}
	if diag.Explain(d.Code) != nil {
		out.CodeDescription = &codePage{explained + string(d.Code)}
	}
	if d.Code == "unused-variable" {
		out.Tags = []int{tagUnnecessary}
	}
	for _, n := range d.Notes {
		if n.Span == at {
			continue
		}
		if where, ok := s.place(snap, n.Span); ok {
			out.RelatedInformation = append(out.RelatedInformation, relatedOne{where, n.Text})
		}
	}
	return out
}

// messageOf returns the text of a diagnostic: its title, what is said of its place, and what
// else there is to say of no place.
func messageOf(d *diag.Diagnostic, at source.Span) string {
	var b strings.Builder
	b.WriteString(d.Title)
	for _, n := range d.Notes {
		if n.Span == at && n.Text != "" {
			b.WriteString(": " + n.Text)
			break
		}
	}
	for _, h := range d.Helps {
		b.WriteString("\nhelp: " + h.Text)
	}
	for _, c := range d.Context {
		b.WriteString("\nnote: " + c)
	}
	return b.String()
}

// publish tells the editor what has changed in the diagnostics of documents.
func (s *server) publish() {
	s.unpublished = false
	want := s.wanted()
	uris := slices.Concat(slices.Collect(maps.Keys(want)), slices.Collect(maps.Keys(s.published)))
	slices.Sort(uris)
	for _, uri := range slices.Compact(uris) {
		now, known := want[uri], s.published
		if old, was := known[uri]; was && reflect.DeepEqual(old, now) || !was && len(now.diagnostics) == 0 && now.version == 0 {
			continue
		}
		params := object{"uri": uri, "diagnostics": slices.Concat([]*diagnostic{}, now.diagnostics)}
		if now.version != 0 {
			params["version"] = now.version
		}
		s.notify("textDocument/publishDiagnostics", params)
		if _, ok := want[uri]; ok {
			known[uri] = now
		} else {
			delete(known, uri)
		}
	}
}

// wanted returns what is to be published: an entry for each document that is open and was
// checked, or has something wrong.
func (s *server) wanted() map[string]published {
	want := map[string]published{}
	for _, d := range s.documents() {
		if d.snap == nil {
			continue
		}
		own := published{version: d.version}
		if d.snap.text != d.text { // it has changed, or could not be checked
			own = s.published[d.uri]
		}
		for _, f := range s.diagnostics(d.snap) {
			switch {
			case f.uri != d.uri:
				if s.docs[f.uri] == nil {
					want[f.uri] = published{diagnostics: addNew(want[f.uri].diagnostics, f.diagnostic)}
				}
			case d.snap.text == d.text:
				own.diagnostics = append(own.diagnostics, f.diagnostic)
			}
		}
		want[d.uri] = own
	}
	return want
}

// addNew adds a diagnostic to a list that may have it already.
func addNew(list []*diagnostic, d *diagnostic) []*diagnostic {
	for _, old := range list {
		if reflect.DeepEqual(old, d) {
			return list
		}
	}
	return append(list, d)
}

// A help is a change that mends something.
type codeAction struct {
	Title       string        `json:"title"`
	Kind        string        `json:"kind"`
	Diagnostics []*diagnostic `json:"diagnostics"`
	Preferred   bool          `json:"isPreferred,omitempty"`
	Edit        workspaceEdit `json:"edit"`
}

type workspaceEdit struct {
	Changes map[string][]textEdit `json:"changes"`
}

type textEdit struct {
	Range   span   `json:"range"`
	NewText string `json:"newText"`
}

type actionParams struct {
	TextDocument documentID `json:"textDocument"`
	Range        span       `json:"range"`
	Context      struct {
		Only []string `json:"only"`
	} `json:"context"`
}

// codeActions returns what mends the diagnostics of a range.
func (s *server) codeActions(p actionParams) ([]codeAction, error) {
	out := []codeAction{}
	d, snap := s.fresh(p.TextDocument.URI)
	only := p.Context.Only
	if snap == nil || len(only) > 0 && !slices.Contains(only, "quickfix") && !slices.Contains(only, "") {
		return out, nil
	}
	for _, f := range s.diagnostics(snap) {
		if f.uri == d.uri && touches(f.Range, p.Range) {
			out = append(out, s.fixes(snap, f)...)
		}
	}
	return out, nil
}

func touches(a, b span) bool { return !before(a.End, b.Start) && !before(b.End, a.Start) }

func before(a, b position) bool {
	return a.Line < b.Line || a.Line == b.Line && a.Character < b.Character
}

// fixes returns the changes that a diagnostic proposes.
func (s *server) fixes(snap *snapshot, f found) []codeAction {
	var out []codeAction
	for _, h := range f.from.Helps {
		where, ok := s.place(snap, h.Span)
		if !ok || snap.session.Files.Text(h.Span) == h.Replacement {
			continue
		}
		out = append(out, codeAction{
			Title: h.Text, Kind: "quickfix", Diagnostics: []*diagnostic{f.diagnostic},
			Edit: workspaceEdit{map[string][]textEdit{where.URI: {{where.Range, h.Replacement}}}},
		})
	}
	if len(out) == 1 {
		out[0].Preferred = true
	}
	return out
}
