package lsp

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/smelter-lang/smelter/transpile/diag"
	"github.com/smelter-lang/smelter/transpile/reader"
	"github.com/smelter-lang/smelter/transpile/source"
)

// This file renames what a file defines. A rename that would give a name another meaning is
// refused: the text is checked with the new name, and all has to be named where it was before.

type renameParams struct {
	placeParams
	NewName string `json:"newName"`
}

func (s *server) prepareRename(p placeParams) (*span, error) {
	d, snap := s.fresh(p.TextDocument.URI)
	o, err := renamable(d, snap, p.Position)
	if err != nil {
		return nil, err
	}
	at := d.text.of(o.at)
	return &at, nil
}

// renamable returns what is under the cursor if this file defines it.
func renamable(d *document, snap *snapshot, at position) (*occurrence, error) {
	if snap == nil {
		return nil, errors.New("the document could not be checked")
	}
	x := snap.indexed(snap.module)
	o := x.at(d.text.offset(at))
	switch {
	case o == nil:
		return nil, errors.New("there is no name here that could be changed")
	case !snap.defined(snap.module, o.entity).Valid():
		return nil, fmt.Errorf("%s is not defined in this file", snap.session.Files.Text(o.at))
	}
	return o, nil
}

func (s *server) rename(p renameParams) (*workspaceEdit, error) {
	d, snap := s.fresh(p.TextDocument.URI)
	o, err := renamable(d, snap, p.Position)
	if err != nil {
		return nil, err
	}
	if !isName(p.NewName) {
		return nil, fmt.Errorf("%q is not a name", p.NewName)
	}
	places := snap.indexed(snap.module).of(o.entity)
	edits := make([]textEdit, len(places))
	for i, x := range places {
		edits[i] = textEdit{d.text.of(x.at), p.NewName}
	}
	if err := s.tryRename(d, snap, places, p.NewName); err != nil {
		return nil, err
	}
	return &workspaceEdit{map[string][]textEdit{d.uri: edits}}, nil
}

// isName reports whether a text reads as a plain symbol.
func isName(text string) bool {
	var files source.Set
	var errs diag.List
	forms := reader.Read(files.Add("name", text), &errs)
	return !errs.HasErrors() && len(forms) == 1 && forms[0].Kind == reader.Symbol && forms[0].Qual == "" &&
		forms[0].Text == text && !strings.HasPrefix(text, ".")
}

// tryRename checks the text with the new name in some places, which must name one thing then
// as they do now, and nothing else may name it. There may be no new errors.
func (s *server) tryRename(d *document, snap *snapshot, places []occurrence, name string) error {
	var b strings.Builder
	last := 0
	moved := make([]int, len(places)) // where the places are afterwards
	for i, o := range places {
		b.WriteString(d.text.string[last:o.at.Lo])
		moved[i] = b.Len()
		b.WriteString(name)
		last = int(o.at.Hi)
	}
	b.WriteString(d.text.string[last:])
	after, err := s.check(d.path, newText(b.String(), s.enc))
	if err != nil {
		return err
	}
	x := after.indexed(after.module)
	var now []int
	if o := x.at(moved[0]); o != nil {
		for _, y := range x.of(o.entity) {
			now = append(now, int(y.at.Lo))
		}
	}
	if !slices.Equal(now, moved) || after.session.Diags.Errors() > snap.session.Diags.Errors() {
		return fmt.Errorf("%s means something else here", name)
	}
	return nil
}
