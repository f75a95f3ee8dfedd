package cli

import (
	"fmt"
)

// version is set by the linker in releases.
var version = "0.1.0-dev"

var versionCommand = command{
	name: "version", short: "print the version",
	run: func(*options, []string) error {
		_, err := fmt.Println("smelter " + version)
		return err
	},
}
