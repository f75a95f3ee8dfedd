//go:build !linux

package cli

// terminalWidth returns 0: only Linux is asked for the width of its terminal.
func terminalWidth() int { return 0 }
