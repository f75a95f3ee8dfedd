// Command smelter runs scripts in Coalton.
package main

import (
	"os"

	"github.com/smelter-lang/smelter/cmd/smelter/internal/cli"
	"github.com/smelter-lang/smelter/cmd/smelter/internal/fast"
)

func main() {
	fast.Run(os.Args)
	os.Exit(cli.Main(os.Args))
}
