package cli

import (
	"fmt"
	"path/filepath"
	"runtime"

	"github.com/smelter-lang/smelter/cache"
	"github.com/smelter-lang/smelter/transpile/gobuild"
)

var doctorCommand = command{
	name: "doctor", short: "tell what smelter needs and has",
	run: func(o *options, args []string) error {
		dir, err := cache.DefaultDir()
		if err != nil {
			return err
		}
		fmt.Printf("smelter %s, %s/%s\ncache: %s\n", version, runtime.GOOS, runtime.GOARCH, dir)
		t, err := gobuild.Find(filepath.Join(dir, "v1", "tc"))
		if err != nil {
			return err
		}
		fmt.Printf("Go: %s (%s)\n", t.Go, t.Version)
		return nil
	},
}
