// Package lsp is a language server: it shows editors what the checker knows of scripts.
//
// In come messages of the Language Server Protocol 3.17, and what makes sessions over the
// library; out go answers and diagnostics, and in the end an exit status. Whatever is said
// of a script is read off a transpile.Session that has checked its present text; this package
// only finds the place and puts it into the protocol's words.
//
// One goroutine reads messages, one handles them in order. A script is checked when nothing
// else waits, or when a request asks about it, always as a whole and in a session of its own.
// So a text that has changed again in the meantime is never checked, and nothing is kept of
// one but its last snapshot.
package lsp

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"

	"github.com/smelter-lang/smelter/transpile"
	"github.com/smelter-lang/smelter/transpile/diag"
)

// A Config is what the server needs of its surroundings.
type Config struct {
	Version string
	// Session returns a new session over the library.
	Session func(transpile.World) (*transpile.Session, error)
	// Prelude has the sources of the library.
	Prelude fs.FS
	// Path has the folders of SMELTER_PATH.
	Path []string
	// Sources is a folder for sources of the library that editors open; "" if there is none.
	Sources string
	// ReadFile reads a file.
	ReadFile func(path string) (string, error)
}

// A server is the state of a connection.
type server struct {
	Config
	queue *queue
	out   io.Writer
	lost  error // why nothing can be written any more

	state  state
	enc    encoding
	client clientCapabilities

	docs    map[string]*document // open ones, by URI
	changes int                  // of documents so far
	library library

	published   map[string]published // by URI
	unpublished bool                 // something was checked since then
}

// A state says how far the protocol's life cycle has come.
type state uint8

const (
	started state = iota
	running
	shutDown
	exited
)

// Serve talks to an editor until it says exit, or until nothing more comes in. It returns the
// exit status.
func Serve(in io.Reader, out io.Writer, config Config) int {
	s := &server{
		Config: config, queue: newQueue(), out: out, enc: utf16Units,
		docs: map[string]*document{}, published: map[string]published{},
		library: library{prelude: config.Prelude, dir: config.Sources},
	}
	go s.queue.fill(in)
	clean := false
	for s.state != exited && s.lost == nil {
		if s.state == running && s.queue.empty() && s.checkNext() {
			continue
		}
		m := s.queue.next()
		if m == nil {
			break
		}
		clean = s.state == shutDown
		s.handle(m)
	}
	if clean && s.state == exited {
		return 0
	}
	return 1
}

// handle does what a message asks for.
func (s *server) handle(m *message) {
	switch {
	case m.broken != nil:
		s.fail(m.ID, m.broken)
	case m.Method == "" && len(m.ID) == 0:
		s.fail(nil, &failure{codeInvalidRequest, "a message without a method"})
	case m.Method == "": // the response to a request of ours
	case len(m.ID) == 0:
		s.notified(m)
	default:
		s.answer(m)
	}
}

// answer answers a request.
func (s *server) answer(m *message) {
	result, err := s.result(m)
	var f *failure
	switch {
	case errors.As(err, &f):
		s.fail(m.ID, f)
	case err != nil:
		s.fail(m.ID, &failure{codeFailed, err.Error()})
	default:
		s.send(response{"2.0", m.ID, result})
	}
}

func (s *server) result(m *message) (any, error) {
	handler := requests[m.Method]
	switch {
	case s.state == started && m.Method != "initialize":
		return nil, &failure{codeNotInitialized, m.Method + " before initialize"}
	case s.state == shutDown:
		return nil, &failure{codeInvalidRequest, m.Method + " after shutdown"}
	case handler == nil:
		return nil, &failure{codeMethodNotFound, "there is no method " + m.Method}
	case s.queue.has(m.cancelledBy):
		return nil, &failure{codeCancelled, "cancelled"}
	case m.uri != "" && s.queue.has(m.outdatedBy):
		return nil, &failure{codeContentModified, "the text has changed again"}
	}
	return s.guarded(func() (any, error) { return handler(s, m.Params) })
}

// notified takes notice of a notification. Nothing can be answered; what is wrong with one
// is logged.
func (s *server) notified(m *message) {
	handler := notifications[m.Method]
	if m.Method == "exit" {
		s.state = exited
		return
	}
	if s.state != running || handler == nil {
		return
	}
	if _, err := s.guarded(func() (any, error) { return nil, handler(s, m.Params) }); err != nil {
		s.log(logError, m.Method+": "+err.Error())
	}
}

// cancelledBy reports whether a message takes a request back.
func (m *message) cancelledBy(later *message) bool {
	if later.Method != "$/cancelRequest" {
		return false
	}
	var p struct {
		ID json.RawMessage `json:"id"`
	}
	return json.Unmarshal(later.Params, &p) == nil && string(p.ID) == string(m.ID)
}

// outdatedBy reports whether a message changes the text that a request is about.
func (m *message) outdatedBy(later *message) bool {
	return later.Method == "textDocument/didChange" && later.uri == m.uri
}

// guarded calls a function and makes a failure of a panic, which is a mistake of Smelter's
// own: it is told, and the server lives on.
func (s *server) guarded(f func() (any, error)) (result any, err error) {
	defer func() {
		if r := recover(); r != nil {
			text := fmt.Sprint(r)
			if b, ok := r.(*diag.Bug); ok {
				text = b.Msg
			}
			text = "mistake in Smelter itself: " + text
			s.log(logError, text+"\nPlease report it, with the script.")
			result, err = nil, &failure{codeInternal, text}
		}
	}()
	return f()
}

func (s *server) send(m any) {
	if err := writeMessage(s.out, m); err != nil && s.lost == nil {
		s.lost = err
	}
}

func (s *server) notify(method string, params any) {
	s.send(call{Version: "2.0", Method: method, Params: params})
}

// fail answers that a request failed. One whose ID is unknown is answered too.
func (s *server) fail(id json.RawMessage, f *failure) {
	if len(id) == 0 {
		id = json.RawMessage("null")
	}
	s.send(failed{"2.0", id, f})
}

// The kinds of logged messages.
const (
	logError = 1
	logInfo  = 3
)

func (s *server) log(kind int, text string) {
	s.notify("window/logMessage", map[string]any{"type": kind, "message": text})
}

// A request is what answers one kind of request.
type request func(*server, json.RawMessage) (any, error)

// asking makes a request of a function with parameters of its own type.
func asking[P, R any](f func(*server, P) (R, error)) request {
	return func(s *server, raw json.RawMessage) (any, error) {
		var p P
		if err := decode(raw, &p); err != nil {
			return nil, err
		}
		return f(s, p)
	}
}

// telling does so for a notification.
func telling[P any](f func(*server, P)) func(*server, json.RawMessage) error {
	return func(s *server, raw json.RawMessage) error {
		var p P
		if err := decode(raw, &p); err != nil {
			return err
		}
		f(s, p)
		return nil
	}
}

func decode(raw json.RawMessage, p any) error {
	if len(raw) == 0 {
		return nil
	}
	if err := json.Unmarshal(raw, p); err != nil {
		return &failure{codeInvalidParams, err.Error()}
	}
	return nil
}

var requests = map[string]request{
	"initialize":                     asking((*server).initialize),
	"shutdown":                       asking((*server).shutdown),
	"textDocument/hover":             asking((*server).hover),
	"textDocument/definition":        asking((*server).definition),
	"textDocument/references":        asking((*server).references),
	"textDocument/documentHighlight": asking((*server).highlights),
	"textDocument/prepareRename":     asking((*server).prepareRename),
	"textDocument/rename":            asking((*server).rename),
	"textDocument/documentSymbol":    asking((*server).symbols),
	"textDocument/completion":        asking((*server).completion),
	"completionItem/resolve":         asking((*server).resolveItem),
	"textDocument/signatureHelp":     asking((*server).signatureHelp),
	"textDocument/formatting":        asking((*server).formatting),
	"textDocument/codeAction":        asking((*server).codeActions),
}

var notifications = map[string]func(*server, json.RawMessage) error{
	"initialized":                     telling((*server).initialized),
	"textDocument/didOpen":            telling((*server).didOpen),
	"textDocument/didChange":          telling((*server).didChange),
	"textDocument/didSave":            telling((*server).didSave),
	"textDocument/didClose":           telling((*server).didClose),
	"workspace/didChangeWatchedFiles": telling((*server).watchedFiles),
}
