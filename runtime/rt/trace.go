package rt

import (
	"runtime"
	"strings"
	"syscall"
)

// This file reports an error that nobody handles: its message, and the positions in the
// script of the calls that led there, the innermost first.
//
// Emitted code leads to the script by //line comments (transpile/emit/line.go): a line of
// Go is line*1000 + column+1 of the script, or + 0 if the column is not known. Files of
// the library begin with "$/", Go's own end in ".go" or ".s"; their frames are left out unless
// SMELTER_TRACE=full.

const (
	maxFrames = 400 // looked at
	maxPlaces = 20  // shown
)

// script is the path that the main script was compiled under.
var script string

// uncaught reports an exception that nobody handles, where it was raised, and ends the
// process.
func uncaught(exc *Exception) {
	Flush()
	write(2, []byte("error: "+exc.Message()+"\n"+Trace()))
	end(1)
}

// Trace returns lines for the frames of the stack, the innermost first.
func Trace() string {
	lines, more := places()
	if len(lines) > maxPlaces && !fullTrace() {
		lines, more = lines[:maxPlaces], true
	}
	if more {
		lines = append(lines, "...")
	}
	var b strings.Builder
	for _, l := range lines {
		b.WriteString("  " + l + "\n")
	}
	return b.String()
}

// Here returns the place in the script from which we were called.
func Here() string {
	if lines, _ := places(); len(lines) > 0 {
		return lines[0]
	}
	return script
}

func fullTrace() bool {
	setting, _ := syscall.Getenv("SMELTER_TRACE")
	return setting == "full"
}

// places returns the frames of the stack that the user wants to see, and whether there were
// more of them.
func places() (lines []string, more bool) {
	pcs := make([]uintptr, maxFrames)
	n := runtime.Callers(3, pcs)
	frames := runtime.CallersFrames(pcs[:n])
	full := fullTrace()
	for next := n > 0; next; {
		var f runtime.Frame
		f, next = frames.Next()
		line := place(f.File, f.Line)
		switch {
		case full:
			line = f.Function + " " + line
		case !inScript(f.File):
			continue
		}
		if len(lines) > 0 && lines[len(lines)-1] == line {
			continue // one call after the other from the same place
		}
		lines = append(lines, line)
	}
	return lines, n == maxFrames
}

// inScript reports whether a file is a script's, not Go's or the library's.
func inScript(file string) bool { return !isGo(file) && !strings.HasPrefix(file, "$/") && file != "" }

func isGo(file string) bool { return strings.HasSuffix(file, ".go") || strings.HasSuffix(file, ".s") }

// place prints the place of a frame.
func place(file string, line int) string {
	if isGo(file) {
		return file + ":" + Itoa(int64(line))
	}
	if file == script {
		file = scriptPath()
	}
	text := file + ":" + Itoa(int64(line/1000))
	if col := line % 1000; col > 0 {
		text += ":" + Itoa(int64(col-1))
	}
	return text
}

// scriptPath returns the path that the script was started under. Smelter starts a cached
// program under the path of the script; a program of its own has the path of the program,
// so that what it was compiled under has to do.
func scriptPath() string {
	all := runtimeArgs()
	if len(all) == 0 || !isOtherFile(all[0]) {
		return script
	}
	return all[0]
}
