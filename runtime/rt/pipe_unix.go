//go:build unix

package rt

import _ "unsafe" // for go:linkname

// endByPipe ends the process as the signal for a broken pipe does.
//
//go:linkname endByPipe os.sigpipe
func endByPipe()
