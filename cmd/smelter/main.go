// Command smelter runs scripts in Coalton.
package main

import (
	"os"

	"github.com/smelter-lang/smelter/cmd/smelter/internal/cli"
)

func main() { os.Exit(cli.Main(os.Args)) }
