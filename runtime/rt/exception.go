package rt

import (
	"strings"

	"github.com/smelter-lang/smelter/runtime/str"
)

// This file implements exceptions and resumptions (language.md 13.8). Handlers are found
// without unwinding: they run where the exception is thrown, may resume there, and only
// when they are done is the stack unwound to their catch, by a panic that its frame
// recognises.

// An ExceptionType is the identity of an exception or resumption type.
type ExceptionType struct {
	Name string
	Show func(any) string
}

// An Exception is what a handler is asked about. Type is nil for a run-time error.
type Exception struct {
	Type  *ExceptionType
	Value any
	Text  string // of a run-time error
}

// Message returns what is printed when nobody handles the exception.
func (e *Exception) Message() string {
	if e.Type != nil {
		return e.Type.Show(e.Value)
	}
	return e.Text
}

// A catching is the frame of a catch.
type catching struct {
	handle func(*Exception) (int, bool)
	outer  *catching
	code   int
}

// A resuming is the frame of a resumable.
type resuming struct {
	types []*ExceptionType
	outer *resuming
	exc   *Exception
}

// A Token is the frame of a block that a function inside it may leave.
type Token struct{ _ int }

// The frames that are active, innermost first, of the strand that has the turn.
var (
	catches  *catching
	resumes  *resuming
	bindings []binding // of dynamic variables
)

// undo restores the dynamic bindings that were made since there were n.
func undo(n int) {
	for len(bindings) > n {
		last := bindings[len(bindings)-1]
		bindings = bindings[:len(bindings)-1]
		last.restore()
	}
}

// Catch runs body and returns its completion code, or that of a handler.
func Catch(body func() int, handle func(*Exception) (int, bool)) (code int) {
	frame := &catching{handle: handle, outer: catches}
	savedResumes, height := resumes, len(bindings)
	catches = frame
	defer func() {
		catches, resumes = frame.outer, savedResumes
		if r := recover(); r != nil {
			undo(height)
			forgetStack()
			code = frame.land(r)
		}
	}()
	return body()
}

// land returns the code with which a catch completes after a panic, which goes on if it
// is for another frame. A panic of Go's own, which a native may run into, is an exception
// that is found out late.
func (frame *catching) land(r any) int {
	switch r := r.(type) {
	case *catching:
		if r == frame {
			return frame.code
		}
	case *resuming, *Token:
	default:
		if code, handled := frame.handle(&Exception{Text: panicText(r)}); handled {
			return code
		}
	}
	panic(r)
}

// panicText is the message of a panic of Go's own.
func panicText(r any) string {
	switch r := r.(type) {
	case error:
		return r.Error()
	case string:
		return r
	}
	return "panic"
}

// Throw raises an exception. Like all that raise it does not come back; it says that it
// gives a value, so that panic(rt.Throw(...)) tells Go so.
func Throw(t *ExceptionType, value any) any { return raise(&Exception{Type: t, Value: value}) }

// Fail raises a run-time error.
func Fail(message string) any { return raise(&Exception{Text: message}) }

// Error raises a run-time error with a message of the script.
func Error(message str.String) any { return Fail(message.Go()) }

// Raise is Error as an expression of any type.
func Raise[T any](message str.String) T { panic(Error(message)) }

// Again raises an exception that was caught elsewhere.
func Again(exc *Exception) any { return raise(exc) }

// raise asks the handlers from the innermost outwards. While one runs, those inside it and
// itself are not active.
func raise(exc *Exception) any {
	saved := catches
	for frame := catches; frame != nil; frame = frame.outer {
		catches = frame.outer
		if code, handled := frame.handle(exc); handled {
			frame.code = code
			panic(frame)
		}
	}
	catches = saved
	uncaught(exc)
	return nil
}

// Resumable runs body and returns its completion code; or, after a resume-to of one of
// the types, what was resumed with.
func Resumable(types []*ExceptionType, body func() int) (code int, exc *Exception) {
	frame := &resuming{types: types, outer: resumes}
	savedCatches, height := catches, len(bindings)
	resumes = frame
	defer func() {
		resumes = frame.outer
		if r := recover(); r != nil {
			undo(height)
			if r != any(frame) {
				panic(r)
			}
			catches = savedCatches
			forgetStack()
			code, exc = 0, frame.exc
		}
	}()
	return body(), nil
}

// ResumeTo unwinds to the innermost resumable of a type.
func ResumeTo(t *ExceptionType, value any) any {
	for frame := resumes; frame != nil; frame = frame.outer {
		for _, u := range frame.types {
			if u == t {
				frame.exc = &Exception{Type: t, Value: value}
				panic(frame)
			}
		}
	}
	return Fail("No restart " + strings.Replace(t.Name, ":", "::", 1) + " is active.")
}

// Escapable runs body and returns its completion code; it is 0 after an Escape out of it.
func Escapable(t *Token, body func() int) (code int) {
	savedCatches, savedResumes, height := catches, resumes, len(bindings)
	defer func() {
		if r := recover(); r != nil {
			if r != any(t) {
				panic(r)
			}
			undo(height)
			forgetStack()
			catches, resumes = savedCatches, savedResumes
		}
	}()
	return body()
}

// Escape leaves the block of a token.
func Escape(t *Token) any { panic(t) }

// Dynamic runs body between setting and restoring dynamic variables.
func Dynamic(set, restore func(), body func() int) int {
	height := len(bindings)
	bindings = append(bindings, binding{set, restore})
	set()
	code := body()
	undo(height)
	return code
}
