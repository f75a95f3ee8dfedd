package cli

import (
	"fmt"
	"os"
	"time"

	"github.com/smelter-lang/smelter/cache"
	"github.com/smelter-lang/smelter/cmd/smelter/internal/fast"
)

var cacheCommand = command{
	name: "cache", args: "dir|list|why FILE|verify|gc|clear", short: "look after compiled scripts",
	long: `  dir       print the folder: SMELTER_CACHE_DIR, or smelter in the user's cache folder
  list      print the programs, the last used first: size, time, script
  why FILE  tell whether running FILE would compile, and why
  verify    check every program and remove damaged ones
  gc        remove what was not used for long; happens by itself, too
  clear     remove everything

Everything in the cache can be made again, so it may be removed at any time.`,
	run: func(_ *options, args []string) error {
		if len(args) == 0 {
			return usage{"cache needs to know what to do: " + cacheVerbs}
		}
		want := 1
		if args[0] == "why" {
			want = 2
		}
		do := map[string]func(*cache.Store, []string) error{
			"dir": cacheDir, "list": cacheList, "why": cacheWhy, "verify": cacheVerify, "gc": cacheGC, "clear": cacheClear,
		}[args[0]]
		switch {
		case do == nil:
			return usage{fmt.Sprintf("cache cannot %q, only %s", args[0], cacheVerbs)}
		case len(args) != want:
			return usage{fmt.Sprintf("cache %s takes %d arguments", args[0], want-1)}
		}
		store, err := openStore()
		if err != nil {
			return err
		}
		return do(store, args[1:])
	},
}

const cacheVerbs = "dir, list, why FILE, verify, gc or clear"

func cacheDir(*cache.Store, []string) error {
	dir, err := cache.DefaultDir()
	if err == nil {
		fmt.Println(dir)
	}
	return err
}

func cacheList(store *cache.Store, _ []string) error {
	list, err := store.List()
	for _, p := range list {
		fmt.Printf("%8s  %s  %s\n", bytesText(p.Size), p.Used.Format(time.DateTime), p.Script)
	}
	return err
}

// cacheWhy tells what run would do.
func cacheWhy(store *cache.Store, args []string) error {
	p, err := open(&options{}, args[0])
	if err != nil {
		return err
	}
	build, err := fast.BuildID()
	if err != nil {
		return err
	}
	hit, why := store.Lookup(cache.KeyOf(build, p.text), p.place)
	if hit == nil {
		fmt.Printf("would compile: %s\n", why)
		return nil
	}
	fmt.Printf("would run %s\n  made %s by %s from %s\n", hit.Binary, hit.Entry.Made.Local().Format(time.DateTime), hit.Entry.Tool, hit.Entry.Script)
	for _, d := range hit.Entry.Deps {
		state := "as it was"
		if d.Sum == "" {
			state = "still absent"
		}
		fmt.Printf("  %s: %s\n", d.Path, state)
	}
	if _, err := store.Recall(build, os.Getenv("SMELTER_PATH"), args[0]); err != nil {
		fmt.Printf("  after comparing texts, since: %v\n", err)
	}
	return nil
}

func cacheVerify(store *cache.Store, _ []string) error {
	programs, damaged, err := store.Verify()
	if err == nil {
		fmt.Printf("%d programs, %d damaged and removed\n", programs, damaged)
	}
	return err
}

func cacheGC(store *cache.Store, _ []string) error {
	freed, err := store.Trim(cache.Limit)
	if err == nil {
		fmt.Printf("freed %s, %s are left\n", bytesText(freed), bytesText(store.Size()))
	}
	return err
}

func cacheClear(store *cache.Store, _ []string) error { return store.Clear() }

// bytesText shows a size to people.
func bytesText(n int64) string {
	if n < 1<<20 {
		return fmt.Sprintf("%.1f KB", float64(n)/(1<<10))
	}
	return fmt.Sprintf("%.1f MB", float64(n)/(1<<20))
}
