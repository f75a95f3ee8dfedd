package cli

import (
	"fmt"
	"runtime"
)

// version is set by the linker in releases.
var version = "0.1.0-dev"

var versionCommand = command{
	name: "version", short: "print the version",
	run: func(_ *options, args []string) error {
		if len(args) > 0 {
			return usage{"version takes no arguments"}
		}
		_, err := fmt.Printf("smelter %s %s/%s\n", version, runtime.GOOS, runtime.GOARCH)
		return err
	},
}
