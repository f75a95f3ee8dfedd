package cli

import (
	"errors"
	"fmt"
	"os"
	"runtime"

	"github.com/spf13/pflag"

	"github.com/smelter-lang/smelter/cache"
	"github.com/smelter-lang/smelter/cmd/smelter/internal/fast"
	natives "github.com/smelter-lang/smelter/runtime"
	"github.com/smelter-lang/smelter/transpile"
	"github.com/smelter-lang/smelter/transpile/gobuild"
)

var doctorCommand = command{
	name: "doctor", short: "tell what smelter needs, what is missing, and how to get it",
	long: `Exit status 3 says that something needed is missing. With --warm the Go toolchain is
prepared, which otherwise happens when the first script is compiled.`,
	flags: func(f *pflag.FlagSet, o *options) {
		f.BoolVar(&o.warm, "warm", false, "prepare the Go toolchain and the library")
	},
	run: func(o *options, args []string) error {
		if len(args) > 0 {
			return usage{"doctor takes no arguments"}
		}
		fmt.Printf("smelter   %s, %s/%s\n", version, runtime.GOOS, runtime.GOARCH)
		if build, err := fast.BuildID(); err == nil {
			fmt.Printf("build     %s\n", cache.SumOf([]byte(build))[:16])
		}
		store := examineCache()
		chain := examineGo(store)
		if store == nil || chain == nil {
			return status(3)
		}
		return examineArchives(o, store, chain)
	},
}

// examineCache tells about the cache and returns it if it can be used.
func examineCache() *cache.Store {
	store, err := openStore()
	if err != nil {
		return missing[cache.Store]("cache", err)
	}
	tmp, err := store.Temp()
	if err != nil {
		return missing[cache.Store]("cache", fmt.Errorf("%w\nScripts that are in it run, others cannot be compiled", err))
	}
	os.RemoveAll(tmp)
	list, err := store.List()
	if err != nil {
		return missing[cache.Store]("cache", err)
	}
	fmt.Printf("cache     %s (%d programs, %s)\n", store.Path(), len(list), bytesText(store.Size()))
	return store
}

// examineGo tells about the toolchain.
func examineGo(store *cache.Store) *gobuild.Toolchain {
	if store == nil {
		store = cache.At(os.TempDir()) // the toolchain can be found without a cache
	}
	chain, err := gobuild.Find(store)
	if err != nil {
		return missing[gobuild.Toolchain]("Go", err)
	}
	fmt.Printf("Go        %s, %s\n", chain.Version, chain.Go)
	return chain
}

// examineArchives tells whether the first compilation will take longer.
func examineArchives(o *options, store *cache.Store, chain *gobuild.Toolchain) error {
	b, err := gobuild.New(chain, gobuild.Host(), natives.Packages, natives.Common(), store)
	if err == nil && o.warm {
		err = warm(b)
	}
	switch {
	case err != nil:
		missing[struct{}]("prepared", err)
		return status(3)
	case b.Ready():
		fmt.Println("prepared  yes")
	default:
		fmt.Println("prepared  no: the first script takes some seconds longer (smelter doctor --warm)")
	}
	return nil
}

// warm does what the first compilation would do first.
func warm(b *gobuild.Builder) error {
	if err := b.Prepare(natives.Packages, nil, preparing); err != nil {
		return err
	}
	_, err := newSession(transpile.World{Prelude: natives.Prelude()})
	return err
}

// missing says what is wrong with something.
func missing[T any](what string, err error) *T {
	note := ""
	if errors.Is(err, gobuild.ErrNoGo) {
		note = "missing. "
	}
	fmt.Printf("%-9s %s%v\n", what, note, err)
	return nil
}
