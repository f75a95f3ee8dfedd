//go:build !unix

package signals

import "os"

// die ends the program with the status that shells have for one that was interrupted.
func die(os.Signal) { os.Exit(130) }
