package lsp

import "slices"

// This file is the protocol's life cycle: what both sides can do, and how it ends.

// clientCapabilities is what the server wants to know of an editor.
type clientCapabilities struct {
	General struct {
		PositionEncodings []encoding `json:"positionEncodings"`
	} `json:"general"`
	Workspace struct {
		DidChangeWatchedFiles struct {
			DynamicRegistration bool `json:"dynamicRegistration"`
		} `json:"didChangeWatchedFiles"`
	} `json:"workspace"`
}

type initializeParams struct {
	Capabilities clientCapabilities `json:"capabilities"`
}

type object map[string]any

func (s *server) initialize(p initializeParams) (object, error) {
	if s.state != started {
		return nil, &failure{codeInvalidRequest, "initialize comes once"}
	}
	s.state, s.client = running, p.Capabilities
	if slices.Contains(p.Capabilities.General.PositionEncodings, utf8Units) {
		s.enc = utf8Units
	}
	return object{
		"serverInfo": object{"name": "smelter", "version": s.Version},
		"capabilities": object{
			"positionEncoding":           s.enc,
			"textDocumentSync":           object{"openClose": true, "change": 1, "save": true},
			"hoverProvider":              true,
			"definitionProvider":         true,
			"referencesProvider":         true,
			"documentHighlightProvider":  true,
			"renameProvider":             object{"prepareProvider": true},
			"documentSymbolProvider":     true,
			"documentFormattingProvider": true,
			"codeActionProvider":         object{"codeActionKinds": []string{"quickfix"}},
			"completionProvider":         object{"triggerCharacters": []string{"(", ":", "."}, "resolveProvider": true},
			"signatureHelpProvider":      object{"triggerCharacters": []string{" "}, "retriggerCharacters": []string{" ", ")"}},
		},
	}, nil
}

// initialized asks to be told of files that change on disk, since scripts import them.
func (s *server) initialized(struct{}) {
	if !s.client.Workspace.DidChangeWatchedFiles.DynamicRegistration {
		return
	}
	s.send(call{"2.0", "watch", "client/registerCapability", object{"registrations": []object{{
		"id": "watch", "method": "workspace/didChangeWatchedFiles",
		"registerOptions": object{"watchers": []object{{"globPattern": "**/*.coal"}}},
	}}}})
}

func (s *server) shutdown(struct{}) (any, error) {
	s.state = shutDown
	return nil, nil
}
